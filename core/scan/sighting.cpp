// SPDX-License-Identifier: MIT
#include "scan/sighting.h"

#include <algorithm>

namespace faultline {

bool saysTheSame(const Sighting& a, const Sighting& b) {
    if (a.article != b.article || a.match == b.match)
        return false;
    return std::ranges::all_of(a.captures, [&](const auto& capture) {
        const auto other = b.captures.find(capture.first);
        return other == b.captures.end() || other->second.contains(capture.second) || capture.second.contains(other->second);
    });
}

} // namespace faultline
