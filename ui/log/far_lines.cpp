// SPDX-License-Identifier: MIT
#include "log/far_lines.h"

#include "text/byte_search.h"

#include <algorithm>
#include <string>

namespace faultline {

namespace {

constexpr std::uint64_t blockSize = LineIndex::spacing;
constexpr std::uint64_t nearBytes = 16U << 20;
constexpr std::uint64_t longestSearch = 64U << 20; // bytes that are searched for the start of a line; longer lines begin there

Expected<std::string> bytesOf(const ByteReader& reader, std::uint64_t from, std::uint64_t to) {
    std::string bytes(static_cast<std::size_t>(to - from), '\0');
    auto got = reader.read(from, bytes);
    if (!got)
        return std::unexpected(std::move(got.error()));
    bytes.resize(*got);
    return bytes;
}

/// Where the line begins that the byte before `offset` is in.
Expected<std::uint64_t> lineStart(const ByteReader& reader, std::uint64_t offset) {
    const std::uint64_t lowest = offset > longestSearch ? offset - longestSearch : 0;
    // The byte before the offset may be the line's own end.
    std::uint64_t end = offset == 0 ? 0 : offset - 1;
    while (end > lowest) {
        const std::uint64_t begin = end > lowest + blockSize ? end - blockSize : lowest;
        auto bytes = bytesOf(reader, begin, end);
        if (!bytes)
            return std::unexpected(std::move(bytes.error()));
        if (const std::size_t feed = bytes->rfind('\n'); feed != std::string::npos)
            return begin + feed + 1;
        end = begin;
    }
    return lowest;
}

Expected<std::uint64_t> feedsBetween(const ByteReader& reader, std::uint64_t from, std::uint64_t to) {
    std::uint64_t feeds = 0;
    while (from < to) {
        auto bytes = bytesOf(reader, from, std::min(to, from + blockSize));
        if (!bytes)
            return std::unexpected(std::move(bytes.error()));
        if (bytes->empty())
            break;
        feeds += countLineFeeds(*bytes);
        from += bytes->size();
    }
    return feeds;
}

} // namespace

Expected<FarLines> FarLines::at(const ByteReader& reader, std::uint64_t offset, LineNumber line) {
    auto start = lineStart(reader, std::min(offset, reader.size()));
    if (!start)
        return std::unexpected(std::move(start.error()));
    FarLines far;
    far.m_checkpoints.push_back({*start, line.index()});
    far.m_readUpTo = *start;
    return far;
}

Expected<FarLines> FarLines::atStart(const ByteReader& reader, std::uint64_t offset, LineNumber line) {
    if (offset > 0) {
        auto before = bytesOf(reader, offset - 1, offset);
        if (!before)
            return std::unexpected(std::move(before.error()));
        if (*before != "\n")
            return at(reader, offset, line);
    }
    FarLines far;
    far.m_checkpoints.push_back({offset, line.index()});
    far.m_readUpTo = offset;
    far.m_exact = true;
    return far;
}

Expected<FarLines> FarLines::atEnd(const ByteReader& reader, std::uint64_t lineCount) {
    auto far = at(reader, reader.size(), LineNumber(std::max<std::uint64_t>(1, lineCount) - 1));
    if (far)
        far->m_lineCount = std::max<std::uint64_t>(1, lineCount);
    return far;
}

bool FarLines::isNear(LineNumber line, std::uint64_t bytesPerLine) const {
    const std::uint64_t nearLines = std::clamp<std::uint64_t>(nearBytes / std::max<std::uint64_t>(1, bytesPerLine), 64, 4000);
    return line.index() + nearLines >= m_checkpoints.front().line && line.index() <= m_checkpoints.back().line + nearLines;
}

void FarLines::renumber(std::int64_t by) {
    const auto moved = [by](std::uint64_t line) {
        return static_cast<std::uint64_t>(std::max<std::int64_t>(0, static_cast<std::int64_t>(line) + by));
    };
    for (LineIndex::Checkpoint& checkpoint : m_checkpoints)
        checkpoint.line = moved(checkpoint.line);
    if (m_lineCount)
        m_lineCount = moved(*m_lineCount);
}

Expected<void> FarLines::extendBack(const ByteReader& reader) {
    const LineIndex::Checkpoint first = m_checkpoints.front();
    // A block further back, from the start of a line on.
    auto start = lineStart(reader, first.offset > blockSize ? first.offset - blockSize : 0);
    if (!start)
        return std::unexpected(std::move(start.error()));
    auto feeds = feedsBetween(reader, *start, first.offset);
    if (!feeds)
        return std::unexpected(std::move(feeds.error()));
    // Where there are more lines than the estimate left room for, all move up.
    if (*feeds > first.line) {
        m_exact = false; // it cannot have been that line
        renumber(static_cast<std::int64_t>(*feeds - first.line));
    }
    m_checkpoints.insert(m_checkpoints.begin(), {*start, m_checkpoints.front().line - *feeds});
    return {};
}

Expected<std::vector<LogLinePointer>> FarLines::lines(const LogText& text, LineNumber from, std::size_t count, const LineWishes& wishes) {
    const std::uint64_t lowest = firstOffset() > nearBytes ? firstOffset() - nearBytes : 0;
    while (from < first() && firstOffset() > lowest)
        if (auto extended = extendBack(*text.reader); !extended)
            return std::unexpected(std::move(extended.error()));
    const std::uint64_t missing = first() > from ? std::min<std::uint64_t>(count, first().index() - from.index()) : 0;
    count -= static_cast<std::size_t>(missing);
    LogText here = text;
    here.index = std::make_shared<const LineIndex>(m_checkpoints, ~0ULL, text.reader->size(), false);
    auto read = here.lines(from + missing, count, wishes);
    if (!read || read->empty())
        return read;
    const LogLine& last = *read->back();
    m_readUpTo = std::max(m_readUpTo, last.offset + last.length + 1);
    if (last.offset > m_checkpoints.back().offset + blockSize)
        m_checkpoints.push_back({last.offset, last.number.index()});
    if (read->size() < count && last.lengthKnown)
        m_lineCount = last.number.index() + 1;
    read->insert(read->begin(), static_cast<std::size_t>(missing), LogLinePointer());
    return read;
}

Expected<LineNumber> lineNumberAt(const ByteReader& reader, const LineIndex& index, std::uint64_t offset) {
    const LineIndex::Checkpoint before = index.beforeOffset(offset);
    auto feeds = feedsBetween(reader, before.offset, offset);
    if (!feeds)
        return std::unexpected(std::move(feeds.error()));
    return LineNumber(before.line + *feeds);
}

} // namespace faultline
