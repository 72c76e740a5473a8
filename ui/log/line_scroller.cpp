// SPDX-License-Identifier: MIT
#include "log/line_scroller.h"

#include <algorithm>

namespace faultline {

void LineScroller::setHeights(int rowHeight, int viewHeight) {
    if (m_rowHeight != rowHeight && m_rowHeight > 0)
        m_offset = m_offset * rowHeight / m_rowHeight;
    m_rowHeight = std::max(1, rowHeight);
    m_viewHeight = viewHeight;
    clamp();
}

void LineScroller::setFolds(LineFolds folds) {
    m_folds = std::move(folds);
    if (m_folds.isHidden(m_top))
        m_offset = 0;
    m_top = m_folds.shown(m_top);
    clamp();
}

int LineScroller::pageRows() const {
    return std::max(1, m_viewHeight / m_rowHeight);
}

std::pair<LineNumber, int> LineScroller::bottom() const {
    if (m_lineCount == 0)
        return {LineNumber(0), 0};
    if (m_uniform) {
        // Nothing is computed from all lines times their height: that may exceed any integer.
        const auto fitting = static_cast<std::uint64_t>(m_viewHeight / m_rowHeight);
        const std::uint64_t rows = rowCount();
        if (rows <= fitting)
            return {LineNumber(0), 0};
        const int rest = m_viewHeight % m_rowHeight;
        return rest == 0 ? std::pair(m_folds.lineAt(rows - fitting), 0) : std::pair(m_folds.lineAt(rows - fitting - 1), m_rowHeight - rest);
    }
    int left = m_viewHeight;
    LineNumber line(m_lineCount);
    while (line.index() > 0) {
        line = m_folds.shown(line - 1);
        left -= heightOf(line);
        if (left <= 0)
            return {line, -left};
    }
    return {LineNumber(0), 0};
}

void LineScroller::clamp() {
    const auto last = bottom();
    if (std::pair(m_top, m_offset) > last)
        std::tie(m_top, m_offset) = last;
}

void LineScroller::setTop(LineNumber line, int offset) {
    m_top = m_folds.shown(line);
    m_offset = std::max(0, offset);
    clamp();
}

void LineScroller::scrollBy(int pixels) {
    m_offset += pixels;
    while (m_offset < 0 && m_top.index() > 0) {
        m_top = m_folds.previous(m_top);
        m_offset += heightOf(m_top);
    }
    m_offset = std::max(0, m_offset);
    while (m_folds.next(m_top).index() < m_lineCount && m_offset >= heightOf(m_top)) {
        m_offset -= heightOf(m_top);
        m_top = m_folds.next(m_top);
    }
    clamp();
}

void LineScroller::reveal(LineNumber line, int row) {
    if (line < m_top || (line == m_top && row * m_rowHeight < m_offset)) {
        setTop(line, row * m_rowHeight);
        return;
    }
    const std::optional<int> top = topOf(line);
    if (top && *top + (row + 1) * m_rowHeight <= m_viewHeight)
        return;
    // The row becomes the last one that shows.
    m_top = m_folds.shown(line);
    m_offset = 0;
    scrollBy((row + 1) * m_rowHeight - m_viewHeight);
}

void LineScroller::present(LineNumber line) {
    const std::optional<int> top = topOf(line);
    if (top && *top >= m_rowHeight * 2 && *top + heightOf(line) <= m_viewHeight - m_rowHeight * 3)
        return;
    m_top = m_folds.shown(line);
    m_offset = 0;
    scrollBy(-m_viewHeight / 3);
}

LineScroller::Place LineScroller::at(int y) const {
    LineNumber line = m_top;
    int top = -m_offset;
    while (m_folds.next(line).index() < m_lineCount) {
        const int height = heightOf(line);
        if (y < top + height)
            break;
        top += height;
        line = m_folds.next(line);
    }
    return {line, top};
}

std::optional<int> LineScroller::topOf(LineNumber line) const {
    if (line < m_top || line.index() >= m_lineCount)
        return std::nullopt;
    int top = -m_offset;
    for (LineNumber at = m_top; top < m_viewHeight && at <= line; at = m_folds.next(at)) {
        if (at == line)
            return top;
        top += heightOf(at);
    }
    return std::nullopt;
}

} // namespace faultline
