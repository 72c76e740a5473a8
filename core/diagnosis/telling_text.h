// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace faultline {

/// Words of any script: runs of letters, with the digits, `_` and `'` in them; of scripts that write no blanks between words each letter. Numbers, punctuation,
/// arrows and boxes are none.
[[nodiscard]] std::size_t wordsIn(std::string_view text);

/// What tells most of an exception's message, or of another text of several lines, on one line: its lines from the first on until a whole sentence is there. Lines
/// that are empty, or merely repeat the exception's `type`, are left out. About 400 bytes at most, cut in the middle.
[[nodiscard]] std::string tellingText(std::string_view text, std::string_view type = {});

/// A line of a log in the words of a person: without time, level and the like before it, of a line of JSON its value; cut as texts are.
[[nodiscard]] std::string tellingLine(std::string_view line);

} // namespace faultline
