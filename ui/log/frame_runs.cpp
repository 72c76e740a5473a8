// SPDX-License-Identifier: MIT
#include "log/frame_runs.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::uint64_t reach = 256; // lines beside those that came, which a run may go on in

/// Where `File "` stands in a line that is the head of a frame, and the file it names.
struct FrameHead {
    qsizetype column = 0;
    QStringView file;
};

std::optional<FrameHead> headOf(QStringView line) {
    const qsizetype column = line.indexOf(u"File \"");
    // Something must stand before it: a frame is indented.
    if (column < 1 || line[column - 1] != u' ')
        return std::nullopt;
    const qsizetype start = column + 6;
    const qsizetype end = line.indexOf(u"\", line ", start);
    if (end < 0 || end + 8 >= line.size() || !line[end + 8].isDigit())
        return std::nullopt;
    return FrameHead{column, line.sliced(start, end - start)};
}

/// Whether a line belongs to the frame above it, whose head is at `column`: source, marks below it, `[Previous line repeated 9 more times]`.
bool isBelow(QStringView line, qsizetype column) {
    if (line.size() > column + 1 && line[column] == u' ' && line[column + 1] == u' ')
        return true;
    return line.size() > column && line.sliced(column).startsWith(u"[Previous line repeated ");
}

} // namespace

bool FrameRuns::look(LineNumber first, std::uint64_t count, const TextOf& textOf) {
    // From a little before, so that a run which was cut where the memory ended becomes whole.
    std::uint64_t from = first.index();
    while (from > 0 && first.index() - from < reach && textOf(LineNumber(from - 1)))
        --from;
    const std::uint64_t end = first.index() + count;
    if (const LineFold* const known = runOf(LineNumber(from))) {
        // What has gone from memory since cannot be looked at again.
        from = known->first == from ? from : known->end();
        if (from >= end)
            return false;
    }

    std::map<std::uint64_t, LineFold> found;
    LineFold run;
    qsizetype column = 0;
    bool inFrame = false; // of the runtime
    const auto finish = [&] {
        if (run.count > 1)
            found.emplace(run.first, run);
        run = {};
        inFrame = false;
    };
    std::uint64_t line = from;
    for (; line < end + reach; ++line) {
        const std::optional<QStringView> text = textOf(LineNumber(line));
        if (!text) {
            if (line >= end)
                break;
            finish();
            continue;
        }
        if (const std::optional<FrameHead> head = headOf(*text)) {
            if (m_isRuntime(head->file.toUtf8().toStdString())) {
                if (run.count == 0 || head->column != column) {
                    finish();
                    run.first = line;
                    column = head->column;
                }
                inFrame = true;
                ++run.frames;
                ++run.count;
                continue;
            }
            finish();
        } else if (inFrame && isBelow(*text, column)) {
            ++run.count;
            continue;
        } else {
            finish();
        }
        if (line >= end)
            break; // what follows was looked at before
    }
    if (const LineFold* const known = run.count > 0 && line >= end ? runOf(LineNumber(run.first)) : nullptr;
        known && known->first == run.first && known->count > run.count)
        run = *known; // it went on where the memory ends now
    finish();

    const auto begin = m_runs.lower_bound(from);
    const auto behind = m_runs.lower_bound(line);
    const std::map<std::uint64_t, LineFold> old(begin, behind);
    if (old == found)
        return false;
    m_runs.erase(begin, behind);
    m_runs.merge(found);
    // What is farthest from what the reader looks at is forgotten first; it is found again once it comes again.
    while (m_runs.size() > limit) {
        const auto last = std::prev(m_runs.end());
        const bool above = from > m_runs.begin()->first && from - m_runs.begin()->first > last->first - std::min(last->first, from);
        m_runs.erase(above ? m_runs.begin() : last);
    }
    return true;
}

std::vector<LineFold> FrameRuns::runs() const {
    std::vector<LineFold> runs;
    runs.reserve(m_runs.size());
    for (const auto& [first, run] : m_runs)
        runs.push_back(run);
    return runs;
}

const LineFold* FrameRuns::runOf(LineNumber line) const {
    const auto after = m_runs.upper_bound(line.index());
    if (after == m_runs.begin())
        return nullptr;
    const LineFold& run = std::prev(after)->second;
    return line.index() < run.end() ? &run : nullptr;
}

} // namespace faultline
