// SPDX-License-Identifier: MIT
#pragma once

#include "log/log_text.h"
#include "log/text_pattern.h"
#include "text/regular_expression.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Reads a text from its start to its end and tells the lines that a pattern is in. For workers: it waits for the disk.
///
/// What is found is what the view shows. Plain lines are searched in their bytes, many at a time, by `memmem` or RE2; only lines that look different from
/// their bytes (escape sequences, carriage returns, letters beyond ASCII) and expressions that RE2 does not know are decoded first.
class LineFinder {
public:
    using Found = std::function<void(std::uint64_t line)>;
    using Progress = std::function<void(std::uint64_t bytes)>;

    LineFinder(LogText text, TextPattern pattern, Found found);

    void run(const std::stop_token& stop, const Progress& progress);

private:
    enum class Way {
        Literal,    ///< `m_needle` in the bytes
        Expression, ///< `m_expression` in the bytes
        Decoded,    ///< line by line
    };

    void chooseWay();
    void searchBlock(std::string_view lines);
    /// Returns the number of the line behind.
    std::uint64_t searchPlain(std::string_view lines);
    /// Where the first hit in `lines` from `from` on begins, by the bytes; `npos` for none.
    [[nodiscard]] std::size_t candidate(std::string_view lines, std::size_t from);
    void searchLine(std::string_view line, std::uint64_t number);
    void tell(std::uint64_t number);
    [[nodiscard]] std::size_t specialAt(std::string_view text, std::size_t from) const;
    [[nodiscard]] bool isIn(std::string_view line) const;

    LogText m_text;
    TextPattern m_pattern;
    Found m_found;
    Way m_way = Way::Decoded;
    std::string m_needle; ///< folded where case does not matter
    std::optional<RegularExpression> m_expression;
    std::vector<std::string_view> m_groups;
    bool m_verify = false; ///< a hit in the bytes need not be one in the text
    bool m_lettersMatter =
        false; ///< letters beyond ASCII make a line special, and so does a carriage return at its end: `$` stands before it
    std::string m_folded;
    std::uint64_t m_line = 0; ///< number of the line that is searched next
    std::uint64_t m_told = 0; ///< number of the last line told, plus 1
};

} // namespace faultline
