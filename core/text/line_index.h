// SPDX-License-Identifier: MIT
#pragma once

#include "text/byte_reader.h"
#include "text/line_number.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace faultline {

/// Where lines begin, sparsely: one checkpoint every `LineIndex::spacing` bytes. 10 GB cost well under a megabyte.
/// An immutable value; safe to share between threads.
class LineIndex {
public:
    /// About so many bytes lie between two checkpoints.
    static constexpr std::uint64_t spacing = 256 * 1024;

    struct Checkpoint {
        std::uint64_t offset = 0; ///< a line begins here …
        std::uint64_t line = 0;   ///< … with this number (from 0)
    };

    LineIndex() = default;
    LineIndex(std::vector<Checkpoint> checkpoints, std::uint64_t lineCount, std::uint64_t size, bool complete);

    /// Lines counted so far. A last line without line feed counts; an empty file has none.
    [[nodiscard]] std::uint64_t lineCount() const { return m_lineCount; }
    /// Bytes the index covers.
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    /// Whether the index reaches the end of the file.
    [[nodiscard]] bool isComplete() const { return m_complete; }

    /// Last checkpoint at or before the line / the offset.
    [[nodiscard]] Checkpoint before(LineNumber line) const;
    [[nodiscard]] Checkpoint beforeOffset(std::uint64_t offset) const;
    /// First checkpoint behind the line; none where the index knows of no later line.
    [[nodiscard]] std::optional<Checkpoint> after(LineNumber line) const;

    /// In the order of the file; never empty.
    [[nodiscard]] const std::vector<Checkpoint>& checkpoints() const { return m_checkpoints; }

private:
    std::vector<Checkpoint> m_checkpoints{{0, 0}};
    std::uint64_t m_lineCount = 0;
    std::uint64_t m_size = 0;
    bool m_complete = false;
};

/// Reads the file once and indexes it. `progress` (may be empty) gets the index so far about every `progressBytes` bytes, on the calling thread.
/// Ends early with what it has when `stop` is requested or the file cannot be read further (then the index is not complete).
[[nodiscard]] LineIndex buildLineIndex(const ByteReader& reader, std::stop_token stop,
                                       const std::function<void(const LineIndex&)>& progress = {},
                                       std::uint64_t progressBytes = 64 * 1024 * 1024);

/// Goes on where a complete index ended, after the file has grown: reads what is new and a spacing of what is known at most. `progress` as above, of what is new.
[[nodiscard]] LineIndex extendLineIndex(const ByteReader& reader, const LineIndex& index, std::stop_token stop,
                                        const std::function<void(const LineIndex&)>& progress = {},
                                        std::uint64_t progressBytes = 64 * 1024 * 1024);

/// One line's bytes, as they stand in the file without the line end.
struct RawLine {
    LineNumber number;
    std::uint64_t offset = 0; ///< of the line's first byte
    std::uint64_t length = 0; ///< of the whole line in bytes, without `\n` or `\r\n`; may be more than `bytes` holds
    std::string bytes;        ///< cut to the limit that was asked for
    bool lengthKnown = true;  ///< false: its end was not looked for further, `length` is what was seen of it
};

/// `count` lines from `first` on, each cut to `lengthLimit` bytes. Fewer at the end of the file. Costs at most one spacing of reading
/// before the first line where the index covers it, and the middle of a line of gigabytes is not read where the index tells its end.
/// Where it does not, the end is looked for up to `searchLimit` bytes; a line that is longer is the last one returned.
[[nodiscard]] Expected<std::vector<RawLine>> readLines(const ByteReader& reader, const LineIndex& index, LineNumber first,
                                                       std::size_t count, std::size_t lengthLimit = 64 * 1024,
                                                       std::uint64_t searchLimit = std::numeric_limits<std::uint64_t>::max());

} // namespace faultline
