// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace faultline {

/// A line of a traceback's text.
struct TracebackLine {
    std::string_view text; ///< without prefix, margin and line end
    std::uint64_t offset = 0;
    std::uint64_t number = 0;
    bool prefixed = false; ///< begins with the traceback's own prefix, or with a time stamp
    bool record = false;   ///< begins with a time stamp or level of its own: another log record
    std::string_view whole;
};

/// Gives a text line by line as a reader of tracebacks wants it: without what stands before every line of it. Views into `text`, which must outlive it.
class TracebackLines {
public:
    /// `text` begins at `offset` of the file and line `number` (from 0); `prefix` is that of `tracebackPrefix`.
    TracebackLines(std::string_view text, std::uint64_t offset, std::uint64_t number, std::string_view prefix);

    [[nodiscard]] std::optional<TracebackLine> next();
    /// Like `next`, and stays where it is.
    [[nodiscard]] std::optional<TracebackLine> peek();

    /// From now on the margin of an exception group, blanks and `| `, is taken off.
    void takeMarginOff() { m_margin = true; }

    [[nodiscard]] std::size_t position() const { return m_position; }
    [[nodiscard]] std::uint64_t number() const { return m_number; }
    void rewind(std::size_t position, std::uint64_t number) {
        m_position = position;
        m_number = number;
    }

private:
    std::string_view m_text;
    std::uint64_t m_offset;
    std::uint64_t m_number;
    std::string_view m_prefix;
    bool m_blankPrefix;
    bool m_margin = false;
    std::size_t m_position = 0;
};

/// What stands before every line of the traceback with this head: a time stamp, a mark, blanks.
[[nodiscard]] std::string_view tracebackPrefix(std::string_view head, std::string_view nextLine);

/// `+-+---------------- 1 ----------------`: what parts the members of an exception group.
[[nodiscard]] bool isGroupRuler(std::string_view line);

/// `Error Code: ScriptExecution.Unexpected`: a name and one word, which tell no more than a number does.
[[nodiscard]] bool isCode(std::string_view line);

/// Whether this introduces a traceback behind which the program goes on, in the words of Python's own modules.
[[nodiscard]] bool saysThatItGoesOn(std::string_view line);

/// Without blanks at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

} // namespace faultline
