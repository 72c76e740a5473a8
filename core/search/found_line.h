// SPDX-License-Identifier: MIT
#pragma once

#include "search/search_pattern.h"

#include <cstdint>
#include <string>
#include <vector>

namespace faultline {

/// A line with a hit, in numbers.
struct FoundLine {
    std::uint64_t line = 0; ///< from 0; within a range: from the range's first line
    std::uint64_t offset =
        0; ///< of the line's first byte in the text that was searched (`OpenedText`), which is the file itself where its form `keepsOffsets`
    std::uint64_t hits = 0; ///< in the line
    std::uint64_t hitOffset =
        0; ///< bytes of the line's text before its first hit; fewer than in the file where escape sequences stand before it
};

/// What can be read of a line with a hit.
struct FoundText {
    std::string text;                       ///< UTF-8: the state of the line that the first hit is in, or the part of it around that hit
    std::vector<TextSpan> spans;            ///< the hits in `text`
    bool cutBefore = false;                 ///< the line has text before `text` …
    bool cutAfter = false;                  ///< … and behind it
    std::vector<std::string> before, after; ///< the lines around it, as they are shown
};

} // namespace faultline
