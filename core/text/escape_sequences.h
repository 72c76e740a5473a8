// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace faultline {

/// What terminals obey and nobody reads: colours, window titles, links, choices of a character set (ECMA-48, and what xterm adds). Scan, search and log view agree by
/// this on what a line says.

/// Length of the escape sequence at the start of `text`, which begins with ESC; 0 where it is none that is known, or does not end in its line. Linear in what it
/// looks at. For `char` and `char16_t`.
template <typename Character>
[[nodiscard]] std::size_t escapeLength(std::basic_string_view<Character> text);
extern template std::size_t escapeLength(std::string_view text);
extern template std::size_t escapeLength(std::u16string_view text);

/// Appends `text` without its escape sequences. Line ends stay, and so does an ESC that begins none.
void appendWithoutEscapes(std::string_view text, std::string& into);

/// A line for pattern or message: without escape sequences, without any ESC, and without what is left of a sequence that was cut off at the end of the line.
[[nodiscard]] std::string withoutAnsi(std::string_view line);

/// Takes out the sequences whose ESC was written out when the text was put into JSON or a debug form: `\u001b[31m`, `\u{1b}[31m`, `\x1b[31m`, `\033[31m`.
void removeWrittenEscapes(std::string& text);

} // namespace faultline
