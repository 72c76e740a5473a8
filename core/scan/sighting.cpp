// SPDX-License-Identifier: MIT
#include "scan/sighting.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace faultline {

bool saysTheSame(const Sighting& a, const Sighting& b) {
    if (a.article != b.article || a.match == b.match)
        return false;
    return std::ranges::all_of(a.captures, [&](const auto& capture) {
        const auto other = b.captures.find(capture.first);
        return other == b.captures.end() || other->second.contains(capture.second) || capture.second.contains(other->second);
    });
}

void Traceback::addRepetition(const Traceback& again) {
    ++count;
    lastSeen = again.lastLine;
    outputAfter = again.outputAfter;
    level = again.level;
    survived = again.survived;
    Repetition repetition{again.line, again.lastLine, {}};
    const std::size_t kept = std::min({exceptions.size(), again.exceptions.size(), Repetition::raisedLimit});
    for (std::size_t i = 0; i < kept; ++i) {
        const RaisedException& raised = again.exceptions[i];
        repetition.raised.push_back(
            {raised.line, raised.offset, raised.text == exceptions[i].text ? std::string() : raised.text.substr(0, Repetition::textLimit)});
    }
    repetitions.push_back(std::move(repetition));
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
