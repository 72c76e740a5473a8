// SPDX-License-Identifier: MIT
#pragma once

#include "log/line_folds.h"
#include "text/line_number.h"

#include <functional>
#include <optional>
#include <utility>

namespace faultline {

/// Which lines show, when every line may have several rows and only those near the top are known: a line at the top, and how many pixels of it
/// are scrolled out. No widget; heights are asked for as far as they are needed. Lines without a row of their own (`LineFolds`) have no height, and the top is
/// never one of them.
class LineScroller {
public:
    /// Rows of a line; 1 for a line that is not known yet.
    using Rows = std::function<int(LineNumber)>;

    explicit LineScroller(Rows rows) : m_rows(std::move(rows)) {}

    void setLineCount(std::uint64_t count) { m_lineCount = count; }
    /// They end with the lines.
    void setFolds(LineFolds folds);
    [[nodiscard]] const LineFolds& folds() const { return m_folds; }
    /// In pixels.
    void setHeights(int rowHeight, int viewHeight);
    /// Whether every line has one row: no height is asked for then.
    void setUniform(bool uniform) { m_uniform = uniform; }

    [[nodiscard]] std::uint64_t lineCount() const { return m_lineCount; }
    /// Lines and folds, each counted once.
    [[nodiscard]] std::uint64_t rowCount() const { return m_folds.rowCount(m_lineCount); }
    [[nodiscard]] LineNumber top() const { return m_top; }
    /// Pixels of the top line that are above the view.
    [[nodiscard]] int offset() const { return m_offset; }
    [[nodiscard]] int rowHeight() const { return m_rowHeight; }
    [[nodiscard]] int viewHeight() const { return m_viewHeight; }
    /// Whole rows that fit.
    [[nodiscard]] int pageRows() const;
    /// The last position one can scroll to.
    [[nodiscard]] std::pair<LineNumber, int> bottom() const;

    void setTop(LineNumber line, int offset = 0);
    void scrollBy(int pixels);
    /// Scrolls as little as it takes to show a row of a line.
    void reveal(LineNumber line, int row);
    /// Puts a line a third from the top, unless it shows already well inside.
    void present(LineNumber line);

    struct Place {
        LineNumber line;
        int top = 0; ///< of the line, in the view
    };
    /// The line at a height of the view; the last one below the text, the first one above it.
    [[nodiscard]] Place at(int y) const;
    /// Top of a line in the view; none where it does not show, or only within a fold.
    [[nodiscard]] std::optional<int> topOf(LineNumber line) const;
    [[nodiscard]] int heightOf(LineNumber line) const { return rowsOf(line) * m_rowHeight; }

private:
    [[nodiscard]] int rowsOf(LineNumber line) const { return m_uniform ? 1 : std::max(1, m_rows(line)); }
    void clamp();

    Rows m_rows;
    LineFolds m_folds;
    std::uint64_t m_lineCount = 0;
    LineNumber m_top;
    int m_offset = 0;
    int m_rowHeight = 16, m_viewHeight = 0;
    bool m_uniform = true;
};

} // namespace faultline
