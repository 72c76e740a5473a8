// SPDX-License-Identifier: MIT
#pragma once

#include "text/line_number.h"

#include <algorithm>
#include <compare>
#include <limits>

namespace faultline {

/// A place in a document between two characters. The column counts UTF-16 units of `LogLine::text` and may lie behind the line's end,
/// where it means the end: the line need not be in memory to be pointed at.
struct TextPosition {
    static constexpr int lineEnd = std::numeric_limits<int>::max();

    LineNumber line;
    int column = 0;
    auto operator<=>(const TextPosition&) const = default;
};

/// What is selected: from where the selection was begun to the caret, in either direction.
struct TextRange {
    TextPosition anchor, caret;

    [[nodiscard]] bool isEmpty() const { return anchor == caret; }
    [[nodiscard]] TextPosition from() const { return std::min(anchor, caret); }
    [[nodiscard]] TextPosition to() const { return std::max(anchor, caret); }
    bool operator==(const TextRange&) const = default;
};

} // namespace faultline
