// SPDX-License-Identifier: MIT
// How LogDocument shows lines that the index has not reached yet.
#include "log/log_document.h"

#include "log/mailbox.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::uint64_t fromTheEnd = 4000; // so few lines before the end are counted from there

} // namespace

std::uint64_t LogDocument::linesIn(std::uint64_t bytes) const {
    // Taken to be as long as those that are known; products of such numbers fit no integer.
    const double perByte = static_cast<double>(std::max<std::uint64_t>(1, knownLineCount())) /
                           static_cast<double>(std::max<std::uint64_t>(1, m_text.index->size()));
    return static_cast<std::uint64_t>(static_cast<double>(bytes) * perByte);
}

std::uint64_t LogDocument::bytesPerLine() const {
    return m_text.index ? m_text.index->size() / std::max<std::uint64_t>(1, knownLineCount()) : 1;
}

void LogDocument::expectLine(LineNumber line, std::uint64_t offset) {
    if (!isEstimated(line) || isComplete() || m_failure)
        return;
    m_expected = LineIndex::Checkpoint{offset, line.index()};
    // What is shown beyond the index lies elsewhere, or nobody knows where.
    dropFar();
    ++m_farGeneration;
    estimate();
    emit changed();
}

void LogDocument::estimate() {
    if (m_far || !m_text.index)
        return;
    const LineIndex& index = *m_text.index;
    m_estimate = index.lineCount();
    if (index.isComplete() || m_failure || index.size() == 0 || m_size <= index.size())
        return;
    m_estimate += linesIn(m_size - index.size()) + 1;
    if (m_expected && m_expected->line >= index.lineCount())
        m_estimate = std::max(m_estimate, m_expected->line + linesIn(m_size - std::min(m_size, m_expected->offset)) + 1);
}

void LogDocument::fetchFarBlocks(std::uint64_t block, std::uint64_t blocks) {
    const LineNumber first(block * blockLines);
    const std::uint64_t count = std::min(blocks * blockLines, lineCount() - first.index());
    std::optional<FarLines> from;
    if (m_far && m_far->isNear(first, bytesPerLine()))
        from = m_far;
    std::optional<LineIndex::Checkpoint> expected;
    if (!from && m_expected && m_expected->line + fromTheEnd >= first.index() && m_expected->line <= first.index() + count + fromTheEnd)
        expected = m_expected;
    // There is one place beyond the index at a time: older wishes for another one would take it back and forth.
    if (!from)
        for (Wish& wish : m_wishes)
            std::erase_if(wish, [&](const Lines& lines) {
                const std::uint64_t away = std::max(lines.first, first).index() - std::min(lines.first, first).index();
                return lines.first.index() >= knownLineCount() && away > fromTheEnd;
            });
    const bool atEnd = lineCount() - first.index() <= fromTheEnd;
    // Between what is indexed and the end, lines are taken to be of equal length.
    const double share = static_cast<double>(first.index() - knownLineCount()) /
                         static_cast<double>(std::max<std::uint64_t>(1, lineCount() - knownLineCount()));
    const std::uint64_t indexed = m_text.index->size();
    const auto offset = indexed + static_cast<std::uint64_t>(static_cast<double>(m_size - std::min(m_size, indexed)) * share);
    m_fetcher.run([this, mailbox = m_mailbox, text = m_text, wishes = m_lineWishes, from, expected, atEnd, offset, block, blocks, first,
                   count, total = lineCount(), generation = m_generation, farGeneration = m_farGeneration,
                   wishGeneration = m_wishGeneration](const std::stop_token& stop) {
        if (stop.stop_requested())
            return;
        Expected<FarLines> far = from       ? Expected<FarLines>(*from)
                                 : expected ? FarLines::atStart(*text.reader, expected->offset, LineNumber(expected->line))
                                 : atEnd    ? FarLines::atEnd(*text.reader, total)
                                            : FarLines::at(*text.reader, offset, first);
        Expected<std::vector<LogLinePointer>> lines;
        if (far)
            lines = far->lines(text, first, static_cast<std::size_t>(count), wishes);
        else
            lines = std::unexpected(std::move(far.error()));
        mailbox->post([this, generation, farGeneration, wishGeneration, far = far ? std::optional(std::move(*far)) : std::nullopt,
                       another = !from.has_value(), block, blocks, lines = std::move(lines)]() mutable {
            if (generation != m_generation)
                return;
            m_fetching = false;
            if (!lines)
                failFetch(std::move(lines.error()));
            else if (farGeneration == m_farGeneration && wishGeneration == m_wishGeneration && block * blockLines >= knownLineCount())
                farFetched(std::move(*far), another, block, blocks, std::move(lines));
            else
                fetch(); // the numbers mean something else by now, or another part of a line is wished for
        });
    });
}

void LogDocument::farFetched(FarLines far, bool another, std::uint64_t block, std::uint64_t blocks,
                             Expected<std::vector<LogLinePointer>> lines) {
    if (another)
        dropFar();
    const std::uint64_t before = m_estimate;
    if (const std::optional<std::uint64_t> count = far.lineCount())
        m_estimate = *count;
    else if (!lines->empty() && block * blockLines + lines->size() >= m_estimate)
        m_estimate += linesIn(m_size - std::min(m_size, far.readUpTo())) + 1;
    m_far = std::move(far);
    storeAll(block, blocks, blocks * blockLines, *lines, true);
    keepFarApart();
    settleFar();
    if (m_estimate != before)
        emit changed();
    emit linesArrived(LineNumber(block * blockLines), lines->size());
    fetch();
}

void LogDocument::dropFar() {
    if (!m_far)
        return;
    m_far.reset();
    ++m_farGeneration;
    std::erase_if(m_blocks, [this](const auto& entry) {
        if (entry.second.far)
            m_cost -= entry.second.cost;
        return entry.second.far;
    });
    estimate();
}

void LogDocument::renumberFar(std::int64_t by) {
    if (!m_far)
        return;
    const LineNumber from = std::min(m_far->first(), LineNumber(knownLineCount()));
    m_far->renumber(by);
    m_estimate = static_cast<std::uint64_t>(static_cast<std::int64_t>(m_estimate) + by);
    ++m_farGeneration;
    std::erase_if(m_blocks, [this](const auto& entry) {
        if (entry.second.far)
            m_cost -= entry.second.cost;
        return entry.second.far;
    });
    emit renumbered(from, by);
}

void LogDocument::keepFarApart() {
    // There were more lines before these than estimated: their numbers must not meet the certain ones.
    if (!m_far || m_far->isExact() || m_far->firstOffset() <= m_text.index->size() || m_far->first().index() > knownLineCount())
        return;
    const std::uint64_t room = linesIn(m_far->firstOffset() - m_text.index->size()) + 1;
    renumberFar(static_cast<std::int64_t>(knownLineCount() + room + room / 8 - m_far->first().index()));
}

void LogDocument::settleFar() {
    if (!m_far || m_settling || m_far->firstOffset() > m_text.index->size())
        return;
    m_settling = true;
    m_fetcher.run(
        [this, mailbox = m_mailbox, text = m_text, offset = m_far->firstOffset(), generation = m_generation](const std::stop_token&) {
            auto number = lineNumberAt(*text.reader, *text.index, offset);
            mailbox->post([this, generation, offset, number = std::move(number)]() mutable {
                if (generation != m_generation)
                    return;
                m_settling = false;
                if (!number)
                    return failFetch(std::move(number.error()));
                if (!m_far)
                    return;
                if (m_far->firstOffset() != offset)
                    return settleFar(); // it has grown meanwhile
                const auto by = static_cast<std::int64_t>(number->index()) - static_cast<std::int64_t>(m_far->first().index());
                if (by != 0)
                    renumberFar(by);
                dropFar();
                emit changed();
                if (isComplete())
                    emit loaded();
                fetch();
            });
        });
}

} // namespace faultline
