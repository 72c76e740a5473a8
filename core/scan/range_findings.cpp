// SPDX-License-Identifier: MIT
#include "scan/range_findings.h"

#include "text/escape_sequences.h"

#include <algorithm>
#include <iterator>

namespace faultline {

SampledHits::Group* SampledHits::find(const PatternHit& hit) {
    std::vector<Group>& groups = m_groups[hit.pattern];
    const auto same = std::ranges::find_if(groups, [&](const Group& group) { return group.first.captures == hit.captures; });
    if (same != groups.end())
        return &*same;
    return groups.size() >= groupLimit ? &groups.back() : nullptr;
}

void SampledHits::add(PatternHit hit) {
    if (Group* const group = find(hit)) {
        if (group->last)
            group->first.weight += group->last->weight;
        group->last = std::move(hit);
    } else {
        m_groups[hit.pattern].push_back({std::move(hit), std::nullopt});
    }
}

void SampledHits::append(SampledHits&& later) {
    for (auto& [pattern, groups] : later.m_groups)
        for (Group& group : groups) {
            add(std::move(group.first));
            if (group.last)
                add(std::move(*group.last));
        }
    later.m_groups.clear();
}

void SampledHits::shiftLines(std::uint64_t by) {
    for (auto& [pattern, groups] : m_groups)
        for (Group& group : groups) {
            group.first.line += by;
            if (group.last)
                group.last->line += by;
        }
}

std::vector<const PatternHit*> SampledHits::all() const {
    std::vector<const PatternHit*> hits;
    for (const auto& [pattern, groups] : m_groups) {
        const std::size_t from = hits.size();
        for (const Group& group : groups) {
            hits.push_back(&group.first);
            if (group.last)
                hits.push_back(&*group.last);
        }
        std::ranges::stable_sort(hits.begin() + static_cast<std::ptrdiff_t>(from), hits.end(), {}, &PatternHit::line);
    }
    return hits;
}

void RangeFindings::addStart(const Start& start, const Limits& limits) {
    if (tracebacks.size() < limits.tracebacks) {
        tracebacks.push_back(start);
        return;
    }
    // Twice as many as wanted, so that the older half is thrown away now and then, not one at a time.
    if (lastTracebacks.size() >= 2 * limits.lastTracebacks) {
        const auto kept = lastTracebacks.end() - static_cast<std::ptrdiff_t>(limits.lastTracebacks);
        tracebacksDropped += static_cast<std::uint64_t>(kept - lastTracebacks.begin());
        lastTracebacks.erase(lastTracebacks.begin(), kept);
    }
    lastTracebacks.push_back(start);
}

void RangeFindings::foldErrorLine(const Hit& hit) {
    if (!hit.known)
        addErrorLine(errorShapes, hit);
}

std::size_t addErrorLine(LineShapes& shapes, const PatternHit& hit) {
    // Where no level is written, only the line's words say that something went wrong.
    if (isBelow(hit.level, Level::Error))
        return LineShapes::none;
    const std::size_t messageOffset = std::min(readLinePrefix(hit.text).messageOffset, hit.text.size());
    const std::string message = withoutAnsi(std::string_view(hit.text).substr(messageOffset));
    return shapes.add(message, hit.level, {LineNumber(hit.line), hit.offset, hit.text, hit.time});
}

void RangeFindings::append(RangeFindings&& next, const Limits& limits) {
    const std::uint64_t base = lines;
    for (std::vector<Hit>* hits : {&next.matches, &next.signs, &next.errorLines, &next.facts})
        for (Hit& hit : *hits)
            hit.line += base;
    next.sampledMatches.shiftLines(base);

    std::map<std::size_t, std::size_t> kept;
    for (const Hit& hit : matches)
        ++kept[hit.pattern];
    for (Hit& hit : next.matches) {
        if (++kept[hit.pattern] <= limits.matches)
            matches.push_back(std::move(hit));
        else
            sampledMatches.add(std::move(hit));
    }
    sampledMatches.append(std::move(next.sampledMatches));

    for (Hit& hit : next.signs) {
        const auto ofPattern = [&](const Hit& other) { return other.pattern == hit.pattern; };
        const auto first = std::ranges::find_if(signs, ofPattern);
        const auto second = first == signs.end() ? first : std::find_if(std::next(first), signs.end(), ofPattern);
        if (second == signs.end())
            signs.push_back(std::move(hit));
        else
            *second = std::move(hit);
    }

    std::map<std::size_t, std::size_t> keptFacts;
    for (const Hit& hit : facts)
        ++keptFacts[hit.pattern];
    for (Hit& hit : next.facts)
        if (++keptFacts[hit.pattern] <= limits.facts)
            facts.push_back(std::move(hit));

    for (const std::vector<Start>* starts : {&next.tracebacks, &next.lastTracebacks})
        for (Start start : *starts) {
            start.line += base;
            addStart(start, limits);
        }
    tracebacksDropped += next.tracebacksDropped;

    for (Hit& hit : next.errorLines) {
        if (errorLines.size() < limits.errorLines)
            errorLines.push_back(std::move(hit));
        else
            foldErrorLine(hit);
    }
    errorShapes.append(std::move(next.errorShapes), base);

    for (const auto& [pattern, count] : next.matchCounts)
        matchCounts[pattern] += count;
    for (auto& [pattern, span] : next.spans) {
        Span& whole = spans[pattern];
        if (whole.count == 0) {
            whole.first = span.first + base;
            whole.text = std::move(span.text);
        }
        whole.last = span.last + base;
        whole.count += span.count;
    }
    for (LineIndex::Checkpoint checkpoint : next.checkpoints) {
        checkpoint.line += base;
        checkpoints.push_back(checkpoint);
    }
    bytes += next.bytes;
    carriageReturns |= next.carriageReturns;
    if (!firstTime)
        firstTime = next.firstTime;
    if (next.lastTime)
        lastTime = next.lastTime;
    if (trouble.empty())
        trouble = std::move(next.trouble);
    if (next.lines > 0)
        endsWithFeed = next.endsWithFeed;
    lines += next.lines;
}

LineIndex RangeFindings::lineIndex(bool complete) const {
    std::vector<LineIndex::Checkpoint> all{{0, 0}};
    all.insert(all.end(), checkpoints.begin(), checkpoints.end());
    return LineIndex(std::move(all), lines, bytes, complete);
}

} // namespace faultline
