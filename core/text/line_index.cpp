// SPDX-License-Identifier: MIT
#include "text/line_index.h"

#include "text/byte_search.h"

#include <algorithm>
#include <cstring>

namespace faultline {

LineIndex::LineIndex(std::vector<Checkpoint> checkpoints, std::uint64_t lineCount, std::uint64_t size, bool complete)
    : m_checkpoints(std::move(checkpoints)), m_lineCount(lineCount), m_size(size), m_complete(complete) {
    if (m_checkpoints.empty())
        m_checkpoints.push_back({0, 0});
}

LineIndex::Checkpoint LineIndex::before(LineNumber line) const {
    const auto after = std::ranges::upper_bound(m_checkpoints, line.index(), {}, &Checkpoint::line);
    return after == m_checkpoints.begin() ? Checkpoint{} : *std::prev(after);
}

LineIndex::Checkpoint LineIndex::beforeOffset(std::uint64_t offset) const {
    const auto after = std::ranges::upper_bound(m_checkpoints, offset, {}, &Checkpoint::offset);
    return after == m_checkpoints.begin() ? Checkpoint{} : *std::prev(after);
}

std::optional<LineIndex::Checkpoint> LineIndex::after(LineNumber line) const {
    const auto found = std::ranges::upper_bound(m_checkpoints, line.index(), {}, &Checkpoint::line);
    return found == m_checkpoints.end() ? std::nullopt : std::optional(*found);
}

namespace {

/// Indexes a file from the last of the checkpoints on. What is reported begins behind `reported`.
LineIndex goOn(std::vector<LineIndex::Checkpoint> checkpoints, std::uint64_t reported, const ByteReader& reader,
               const std::stop_token& stop, const std::function<void(const LineIndex&)>& progress, std::uint64_t progressBytes) {
    std::string block(LineIndex::spacing, '\0');
    std::uint64_t offset = checkpoints.back().offset, line = checkpoints.back().line;
    bool lastEnded = true;
    bool complete = false;
    while (!stop.stop_requested()) {
        const auto got = reader.read(offset, block);
        if (!got)
            break;
        if (*got == 0) {
            complete = true;
            break;
        }
        const char* const begin = block.data();
        const char* const end = begin + *got;
        line += countLineFeeds({begin, end});
        lastEnded = end[-1] == '\n';
        const void* const lastFeed = ::memrchr(begin, '\n', *got);
        offset += *got;
        // The line after the block's last line feed begins inside the block: the next checkpoint.
        if (lastFeed)
            checkpoints.push_back({offset - static_cast<std::uint64_t>(end - static_cast<const char*>(lastFeed) - 1), line});
        if (progress && offset >= reported + progressBytes) {
            reported = offset;
            progress(LineIndex(checkpoints, line + (lastEnded ? 0 : 1), offset, false));
        }
    }
    return LineIndex(std::move(checkpoints), line + (lastEnded ? 0 : 1), offset, complete);
}

} // namespace

LineIndex buildLineIndex(const ByteReader& reader, std::stop_token stop, const std::function<void(const LineIndex&)>& progress,
                         std::uint64_t progressBytes) {
    return goOn({{0, 0}}, 0, reader, stop, progress, progressBytes);
}

LineIndex extendLineIndex(const ByteReader& reader, const LineIndex& index, std::stop_token stop,
                          const std::function<void(const LineIndex&)>& progress, std::uint64_t progressBytes) {
    return goOn(index.checkpoints(), index.size(), reader, stop, progress, progressBytes);
}

namespace {

/// Where to go on reading for the end of a line that was read up to `offset`: further on, where the index proves that it does not end before.
std::uint64_t nextLook(const ByteReader& reader, const LineIndex& index, LineNumber line, std::uint64_t offset) {
    const std::optional<LineIndex::Checkpoint> next = index.after(line);
    if (!next) // perhaps the last line; its last byte may be the feed
        return index.isComplete() && line.index() + 1 == index.lineCount() ? std::max(offset, index.size() - 1) : offset;
    // All feeds up to the checkpoint lie in the last bytes before it, or else the line may end earlier.
    const std::uint64_t look = next->offset > LineIndex::spacing ? next->offset - LineIndex::spacing : 0;
    if (look <= offset)
        return offset;
    std::string block(LineIndex::spacing, '\0');
    const auto got = reader.read(look, block);
    const bool all = got && static_cast<std::uint64_t>(std::ranges::count(block, '\n')) == next->line - line.index();
    return all ? look - 1 : offset; // the byte before the block may be the `\r` of the line end
}

} // namespace

Expected<std::vector<RawLine>> readLines(const ByteReader& reader, const LineIndex& index, LineNumber first, std::size_t count,
                                         std::size_t lengthLimit, std::uint64_t searchLimit) {
    std::vector<RawLine> lines;
    if (count == 0)
        return lines;
    const LineIndex::Checkpoint start = index.before(first);
    std::uint64_t number = start.line;
    std::uint64_t offset = start.offset;
    std::string block(64 * 1024, '\0');
    RawLine current{LineNumber(number), offset, 0, {}};
    bool open = false;     // bytes of `current` were seen, its end not yet
    bool returned = false; // the last of them was `\r`
    const auto finish = [&](bool atFeed) {
        // The `\r` of a `\r\n` belongs to the line end.
        if (atFeed && returned) {
            --current.length;
            if (current.bytes.size() > current.length)
                current.bytes.pop_back();
        }
        if (current.number >= first)
            lines.push_back(std::move(current));
    };
    while (lines.size() < count) {
        const auto got = reader.read(offset, block);
        if (!got)
            return std::unexpected(got.error());
        if (*got == 0) {
            if (open) {
                // The file may have shrunk since it was indexed.
                current.length = std::min(current.length, std::max<std::uint64_t>(reader.size(), current.offset) - current.offset);
                finish(false);
            }
            break;
        }
        const char* position = block.data();
        const char* const end = position + *got;
        while (position < end && lines.size() < count) {
            const auto* const feed = static_cast<const char*>(std::memchr(position, '\n', static_cast<std::size_t>(end - position)));
            const char* const stop = feed ? feed : end;
            if (current.number >= first && current.bytes.size() < lengthLimit)
                current.bytes.append(position,
                                     std::min<std::size_t>(static_cast<std::size_t>(stop - position), lengthLimit - current.bytes.size()));
            current.length += static_cast<std::uint64_t>(stop - position);
            if (stop > position)
                returned = stop[-1] == '\r';
            open = true;
            if (feed) {
                finish(true);
                returned = false;
                ++number;
                current = RawLine{LineNumber(number), offset + static_cast<std::uint64_t>(feed + 1 - block.data()), 0, {}};
                open = false;
                position = feed + 1;
            } else {
                position = end;
            }
        }
        offset += *got;
        if (!open || lines.size() >= count || (current.number >= first && current.bytes.size() < lengthLimit))
            continue;
        if (const std::uint64_t look = nextLook(reader, index, current.number, offset); look > offset) {
            current.length += look - offset;
            offset = look;
        } else if (current.length > searchLimit && !index.after(current.number) && !index.isComplete()) {
            current.lengthKnown = false;
            returned = false;
            finish(false);
            break;
        }
    }
    return lines;
}

} // namespace faultline
