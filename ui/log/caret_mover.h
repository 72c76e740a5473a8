// SPDX-License-Identifier: MIT
#pragma once

#include "log/line_folds.h"
#include "log/text_position.h"

#include <cstdint>
#include <utility>

namespace faultline {

class LineLayouts;

/// Where the caret goes when a key is pressed. Lines that are not in memory are taken as empty rows, so it never waits; a fold is one empty row.
class CaretMover {
public:
    enum class Move { Left, Right, WordLeft, WordRight, Up, Down, PageUp, PageDown, RowStart, RowEnd, Start, End };

    CaretMover(LineLayouts& layouts, LineFolds folds, std::uint64_t lineCount, int pageRows)
        : m_layouts(layouts), m_folds(std::move(folds)), m_lineCount(lineCount), m_pageRows(pageRows) {}

    /// `goal` is the distance from the left that moves up and down try to keep; negative: none yet. It is updated.
    [[nodiscard]] TextPosition moved(TextPosition from, Move move, double& goal) const;

private:
    [[nodiscard]] TextPosition byRows(TextPosition from, std::int64_t rows, double& goal) const;
    [[nodiscard]] int lengthOf(LineNumber line) const;

    LineLayouts& m_layouts;
    LineFolds m_folds;
    std::uint64_t m_lineCount;
    int m_pageRows;
};

} // namespace faultline
