// SPDX-License-Identifier: MIT
#pragma once

#include "log/log_text.h"

#include <optional>
#include <vector>

namespace faultline {

/// Lines of a file beyond what is indexed: their text is exact, their numbers are estimates unless one of them was known.
///
/// Begins at a line somewhere in the file, or at its end, and grows in both directions as lines are asked for. A value: a worker extends its copy and hands
/// it back. Everything that reads may wait for the disk.
class FarLines {
public:
    /// The line that byte `offset` is in, to be called `line`.
    [[nodiscard]] static Expected<FarLines> at(const ByteReader& reader, std::uint64_t offset, LineNumber line);
    /// The line that begins at `offset` and is known to be `line`; as `at` where no line begins there.
    [[nodiscard]] static Expected<FarLines> atStart(const ByteReader& reader, std::uint64_t offset, LineNumber line);
    /// The last lines, the very last one to be called `lineCount - 1`.
    [[nodiscard]] static Expected<FarLines> atEnd(const ByteReader& reader, std::uint64_t lineCount);

    /// Whether the numbers are certain.
    [[nodiscard]] bool isExact() const { return m_exact; }
    [[nodiscard]] LineNumber first() const { return LineNumber(m_checkpoints.front().line); }
    [[nodiscard]] std::uint64_t firstOffset() const { return m_checkpoints.front().offset; }
    /// Whether a line can be had from here without reading much in between, when lines are so long.
    [[nodiscard]] bool isNear(LineNumber line, std::uint64_t bytesPerLine) const;
    /// How many lines the file has by this numbering; none while its end was not seen.
    [[nodiscard]] std::optional<std::uint64_t> lineCount() const { return m_lineCount; }
    /// Bytes up to which lines were read.
    [[nodiscard]] std::uint64_t readUpTo() const { return m_readUpTo; }

    /// Calls every line `by` more.
    void renumber(std::int64_t by);
    /// Reads lines, as `LogText::lines` does. Lines that are too far before what is known are null.
    [[nodiscard]] Expected<std::vector<LogLinePointer>> lines(const LogText& text, LineNumber from, std::size_t count,
                                                              const LineWishes& wishes);

private:
    [[nodiscard]] Expected<void> extendBack(const ByteReader& reader);

    std::vector<LineIndex::Checkpoint> m_checkpoints; ///< never empty
    std::optional<std::uint64_t> m_lineCount;
    std::uint64_t m_readUpTo = 0;
    bool m_exact = false;
};

/// The number of the line that begins at `offset`, which the index must cover.
[[nodiscard]] Expected<LineNumber> lineNumberAt(const ByteReader& reader, const LineIndex& index, std::uint64_t offset);

} // namespace faultline
