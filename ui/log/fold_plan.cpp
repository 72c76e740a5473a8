// SPDX-License-Identifier: MIT
#include "log/fold_plan.h"

#include <algorithm>
#include <iterator>

namespace faultline {

bool FoldPlan::isOpened(const LineFold& fold) const {
    const auto line = opened.lower_bound(fold.first);
    return line != opened.end() && *line < fold.end();
}

std::vector<LineFold> FoldPlan::filtered() const {
    std::vector<LineFold> folds;
    if (!filter)
        return folds;
    const std::uint64_t end = std::min(lookedAt, lineCount);
    std::uint64_t shownUpTo = 0;
    const auto fold = [&](std::uint64_t to, LineFold::Kind kind) {
        // A row that says one line is missing takes the room of that line.
        if (const LineFold gap{shownUpTo, to - std::min(to, shownUpTo), kind}; gap.count > 1 && !isOpened(gap))
            folds.push_back(gap);
    };
    auto run = telling.begin();
    auto line = kept.begin();
    while (run != telling.end() || line != kept.end()) {
        const bool takeRun = line == kept.end() || (run != telling.end() && run->first <= *line);
        const LineRun next = takeRun ? *run : LineRun{*line, 1};
        if (next.first >= end)
            break;
        if (takeRun)
            ++run;
        else
            ++line;
        fold(next.first - std::min(next.first, context), LineFold::Kind::Filtered);
        shownUpTo = std::max(shownUpTo, std::min(next.end() + context, lineCount));
    }
    fold(end, LineFold::Kind::Filtered);
    shownUpTo = std::max(shownUpTo, end);
    for (; line != kept.end() && *line < lineCount; ++line) {
        fold(*line - std::min(*line, context), LineFold::Kind::Unread);
        shownUpTo = std::max(shownUpTo, std::min(*line + 1 + context, lineCount));
    }
    fold(lineCount, LineFold::Kind::Unread);
    return folds;
}

std::vector<LineFold> FoldPlan::folds() const {
    const std::vector<LineFold> gaps = filtered();
    std::vector<LineFold> runs;
    auto gap = gaps.begin();
    for (const LineFold& run : frames) {
        while (gap != gaps.end() && gap->end() <= run.first)
            ++gap;
        const bool cut = gap != gaps.end() && gap->first < run.end();
        const auto line = std::ranges::lower_bound(kept, run.first);
        const bool keeps = line != kept.end() && *line < run.end();
        if (!cut && !keeps && !isOpened(run) && run.end() <= lineCount)
            runs.push_back(run);
    }
    std::vector<LineFold> all;
    all.reserve(gaps.size() + runs.size());
    std::ranges::merge(gaps, runs, std::back_inserter(all), {}, &LineFold::first, &LineFold::first);
    return all;
}

} // namespace faultline
