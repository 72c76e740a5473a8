// SPDX-License-Identifier: MIT
#include "log/line_folds.h"

#include <algorithm>

namespace faultline {

LineFolds::LineFolds(std::vector<LineFold> folds) {
    if (folds.empty())
        return;
    auto entries = std::make_shared<std::vector<Entry>>();
    entries->reserve(folds.size());
    std::uint64_t hidden = 0;
    for (const LineFold& fold : folds) {
        entries->push_back({fold, hidden});
        hidden += fold.count - 1;
    }
    m_entries = std::move(entries);
}

const LineFolds::Entry* LineFolds::before(std::uint64_t line) const {
    if (!m_entries)
        return nullptr;
    const auto after = std::ranges::upper_bound(*m_entries, line, {}, [](const Entry& entry) { return entry.fold.first; });
    return after == m_entries->begin() ? nullptr : &*std::prev(after);
}

const LineFold* LineFolds::foldOf(LineNumber line) const {
    const Entry* const entry = before(line.index());
    return entry && line.index() < entry->fold.end() ? &entry->fold : nullptr;
}

LineNumber LineFolds::shown(LineNumber line) const {
    const LineFold* const fold = foldOf(line);
    return fold ? LineNumber(fold->first) : line;
}

std::uint64_t LineFolds::rowOf(LineNumber line) const {
    const Entry* const entry = before(line.index());
    if (!entry)
        return line.index();
    const LineFold& fold = entry->fold;
    return (line.index() < fold.end() ? fold.first : line.index() - (fold.count - 1)) - entry->hiddenBefore;
}

std::uint64_t LineFolds::rowCount(std::uint64_t lineCount) const {
    return lineCount == 0 ? 0 : rowOf(LineNumber(lineCount - 1)) + 1;
}

LineNumber LineFolds::lineAt(std::uint64_t row) const {
    if (!m_entries)
        return LineNumber(row);
    const auto after =
        std::ranges::upper_bound(*m_entries, row, {}, [](const Entry& entry) { return entry.fold.first - entry.hiddenBefore; });
    if (after == m_entries->begin())
        return LineNumber(row);
    const Entry& entry = *std::prev(after);
    const std::uint64_t rowOfFold = entry.fold.first - entry.hiddenBefore;
    return LineNumber(row == rowOfFold ? entry.fold.first : row + entry.hiddenBefore + entry.fold.count - 1);
}

LineNumber LineFolds::next(LineNumber line) const {
    const LineFold* const fold = foldOf(line);
    return fold ? LineNumber(fold->end()) : line + 1;
}

LineNumber LineFolds::previous(LineNumber line) const {
    const LineNumber from = shown(line);
    return from.index() == 0 ? from : shown(from - 1);
}

bool LineFolds::operator==(const LineFolds& other) const {
    if (m_entries == other.m_entries)
        return true;
    return m_entries && other.m_entries && std::ranges::equal(*m_entries, *other.m_entries, {}, &Entry::fold, &Entry::fold);
}

} // namespace faultline
