// SPDX-License-Identifier: MIT
#include "scan/range_scan.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace faultline {

namespace {

constexpr std::size_t blockSize = 512 * 1024;
/// Of a line longer than a block, so much is searched again with the next piece, so that nothing is missed at the cut.
constexpr std::size_t overlap = 4096;

} // namespace

RangeScanner::RangeScanner(const PatternSet& patterns) : m_blocks(patterns), m_buffer(blockSize, '\0') {}

Expected<std::string_view> RangeScanner::readHead(const ByteReaderPointer& reader) {
    m_headOf.reset();
    const auto got = reader->read(0, m_buffer);
    if (!got)
        return std::unexpected(got.error());
    m_headOf = reader;
    m_headSize = *got;
    m_headIsAll = *got < m_buffer.size();
    return std::string_view(m_buffer).substr(0, *got);
}

/// The line that begins before the range belongs to the range before. False where no line begins in the range.
bool RangeScanner::findBegin(const ByteReader& reader, const ScanRange& range, const std::stop_token& stop, std::uint64_t& offset) {
    std::size_t reach = 4096; // most lines are short
    for (std::uint64_t position = range.begin - 1; position < range.end && !stop.stop_requested(); reach = m_buffer.size()) {
        const auto got = reader.read(position, std::span(m_buffer).first(reach));
        if (!got || *got == 0)
            return false;
        if (const void* const feed = std::memchr(m_buffer.data(), '\n', *got)) {
            offset = position + static_cast<std::uint64_t>(static_cast<const char*>(feed) - m_buffer.data()) + 1;
            return offset < range.end;
        }
        position += *got;
    }
    return false;
}

RangeFindings RangeScanner::scan(const ByteReader& reader, const ScanRange& range, const std::stop_token& stop,
                                 std::atomic<std::uint64_t>* bytesDone, RangeFindings* unfinished) {
    RangeFindings findings;
    std::uint64_t offset = range.begin; // of the buffer's first byte
    std::uint64_t line = 0;
    std::size_t searchedAlready = 0; // the buffer begins inside a line whose head was searched, and so many bytes of it
    const bool fromHead = range.begin == 0 && m_headOf.get() == &reader;
    bool atEnd = fromHead && m_headIsAll;
    bool fresh = fromHead;                        // bytes that were not looked at are there already
    std::size_t held = fromHead ? m_headSize : 0; // bytes in the buffer
    m_headOf.reset();
    if (range.begin > 0 && !findBegin(reader, range, stop, offset))
        return findings;

    // What was read beyond the range's end belongs to the next one.
    const auto countBytes = [&](std::size_t count) {
        findings.bytes += count;
        if (bytesDone)
            *bytesDone += count;
    };
    m_blocks.begin(range.role, range.limits);
    while (!stop.stop_requested()) {
        if (!fresh && !atEnd) {
            const std::size_t wanted = m_buffer.size() - held;
            const auto got = reader.read(offset + held, std::span(m_buffer).subspan(held));
            if (!got)
                findings.trouble = got.error().why;
            // Fewer bytes than asked for are there only at the end.
            atEnd = !got || *got < wanted;
            held += got.value_or(0);
        }
        fresh = false;
        if (held == 0)
            break;
        std::string_view block(m_buffer.data(), held);
        std::size_t use = held;
        bool rangeEnds = false;
        // Lines that begin at or behind the end belong to the next range.
        if (offset + held >= range.end) {
            const std::size_t from = range.end > offset ? static_cast<std::size_t>(range.end - offset) - 1 : 0;
            const std::size_t feed = block.find('\n', from);
            if (feed != std::string_view::npos) {
                use = feed + 1;
                rangeEnds = true;
            }
        }
        const bool keepsLastLine = atEnd && !rangeEnds && unfinished && searchedAlready == 0 && block.back() != '\n';
        if (!rangeEnds && (!atEnd || keepsLastLine)) {
            const auto* const feed = static_cast<const char*>(::memrchr(block.data(), '\n', block.size()));
            use = feed ? static_cast<std::size_t>(feed - block.data()) + 1 : 0;
        }
        if (use == 0 && !atEnd) {
            // No line ends in the buffer. A full one is a piece of a very long line.
            if (held < m_buffer.size())
                continue;
            m_blocks.scan(block, offset, line, searchedAlready, findings);
            searchedAlready = overlap;
            countBytes(held - overlap);
            std::memmove(m_buffer.data(), m_buffer.data() + held - overlap, overlap);
            offset += held - overlap;
            held = overlap;
            continue;
        }
        if (use > 0) {
            line += m_blocks.scan(block.substr(0, use), offset, line, searchedAlready, findings);
            countBytes(use);
            findings.endsWithFeed = block[use - 1] == '\n';
            searchedAlready = 0;
            if (findings.endsWithFeed && (!atEnd || rangeEnds))
                findings.checkpoints.push_back({offset + use, line});
        }
        if (keepsLastLine) {
            m_blocks.end(findings);
            m_blocks.begin(range.role, range.limits);
            m_blocks.scan(block.substr(use), offset + use, 0, 0, *unfinished);
            m_blocks.end(*unfinished);
            unfinished->bytes = held - use;
            unfinished->lines = 1;
            unfinished->endsWithFeed = false;
            if (bytesDone)
                *bytesDone += unfinished->bytes;
            findings.lines = line;
            return findings;
        }
        if (atEnd || rangeEnds)
            break;
        std::memmove(m_buffer.data(), m_buffer.data() + use, held - use);
        offset += use;
        held -= use;
    }
    m_blocks.end(findings);
    findings.lines = line + (findings.endsWithFeed ? 0 : 1);
    return findings;
}

} // namespace faultline
