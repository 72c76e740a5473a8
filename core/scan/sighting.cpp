// SPDX-License-Identifier: MIT
#include "scan/sighting.h"

#include <algorithm>
#include <iterator>

namespace faultline {

bool saysTheSame(const Sighting& a, const Sighting& b) {
    if (a.article != b.article || a.match == b.match)
        return false;
    return std::ranges::all_of(a.captures, [&](const auto& capture) {
        const auto other = b.captures.find(capture.first);
        return other == b.captures.end() || other->second.contains(capture.second) || capture.second.contains(other->second);
    });
}

const Traceback::Repetition* Traceback::repetitionAt(LineNumber at) const {
    const auto next = std::ranges::upper_bound(repetitions, at, {}, &Repetition::line);
    return next == repetitions.begin() || std::prev(next)->lastLine < at ? nullptr : &*std::prev(next);
}

const Traceback::Repetition* Traceback::repetitionBelow(LineNumber at, std::uint64_t within) const {
    const auto next = std::ranges::lower_bound(repetitions, at, {}, &Repetition::line);
    return next == repetitions.end() || next->line.index() - at.index() > within ? nullptr : &*next;
}

} // namespace faultline
