// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace faultline {

/// `text` (UTF-8) with control characters (but line feeds and tabs) and bidirectional controls made visible, so that a terminal or page shows and never obeys them.
[[nodiscard]] std::string visibleText(std::string_view text);

/// Likewise for a name of one line: line feeds and tabs are shown as signs as well.
[[nodiscard]] std::string visibleName(std::string_view text);

/// JSON with the characters that `visibleText` shows as signs written as `\uXXXX`: its values stay as they are, and a terminal that shows it obeys nothing in it.
[[nodiscard]] std::string inertJson(std::string_view json);

/// How many columns a terminal needs for `text` (UTF-8), one for each character.
[[nodiscard]] std::size_t columnsOf(std::string_view text);

/// At most `columns` columns of `text` (UTF-8, of one line) around the bytes from `focus` to `focusEnd`, with `…` where something was left out. The beginning is
/// kept where the focus allows it.
[[nodiscard]] std::string excerpt(std::string_view text, std::size_t columns, std::size_t focus = 0, std::size_t focusEnd = 0);

} // namespace faultline
