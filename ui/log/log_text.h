// SPDX-License-Identifier: MIT
#pragma once

#include "log/log_line.h"
#include "text/byte_reader.h"
#include "text/encoding.h"
#include "text/line_index.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace faultline {

/// Which part of a long line is shown, in bytes from the line's start.
struct LineWindow {
    std::uint64_t from = 0;
    std::optional<std::uint64_t> focus; ///< a byte whose column is wanted (`LogLine::focus`)

    static constexpr std::size_t length = 32 * 1024;
};

/// What differs from the usual when lines are read. Lines are named by the offset of their first byte, which stays when their numbers turn out to be others.
struct LineWishes {
    std::unordered_map<std::uint64_t, LineWindow> windows; ///< other parts of long lines than their beginning
    std::unordered_set<std::uint64_t> allStates;           ///< lines that show what carriage returns wrote over

    static constexpr std::size_t usualLength = 8 * 1024; ///< bytes of a line that are shown unasked
};

/// The text of a file as far as it is known at one moment: where its bytes come from, what they mean, where lines begin.
/// A cheap, immutable value: workers keep a copy while the document moves on.
struct LogText {
    ByteReaderPointer reader; ///< UTF-8 or a single-byte encoding, one line feed a line; null: not open yet
    Encoding encoding;        ///< of the bytes that `reader` gives
    std::shared_ptr<const LineIndex> index;
    AnsiMode ansi = AnsiMode::Rendered;

    /// Reads and decodes lines; fewer than asked for at the end of what is there. May wait for the disk: only for workers.
    ///
    /// Of a line that is longer than `LineWishes::usualLength` its beginning is shown or the window that was wished for; of a progress bar, whose states are
    /// divided by carriage returns, the last state, however long the line is.
    [[nodiscard]] Expected<std::vector<LogLinePointer>> lines(LineNumber first, std::size_t count, const LineWishes& wishes = {}) const;
    /// `length` bytes of a line from byte `from` of it on, as they are shown; at most so many as the line has.
    [[nodiscard]] Expected<LogLine> part(const LogLine& line, std::uint64_t from, std::size_t length, bool allStates) const;

private:
    [[nodiscard]] Expected<LogLine> line(RawLine raw, const LineWishes& wishes, bool allStates) const;
    [[nodiscard]] Expected<LogLine> window(RawLine raw, const LineWindow& window, bool allStates) const;
    [[nodiscard]] Expected<std::optional<LogLine>> lastState(const RawLine& raw) const;
};

} // namespace faultline
