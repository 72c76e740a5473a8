// SPDX-License-Identifier: MIT
#include "log/caret_mover.h"

#include "log/line_layouts.h"

#include <algorithm>

namespace faultline {

int CaretMover::lengthOf(LineNumber line) const {
    const LaidLine* const laid = m_layouts.line(line);
    return laid ? laid->length() : 0;
}

TextPosition CaretMover::moved(TextPosition from, Move move, double& goal) const {
    if (m_lineCount == 0)
        return {};
    from.line = m_folds.shown(std::min(from.line, LineNumber(m_lineCount - 1)));
    from.column = std::min(from.column, lengthOf(from.line));
    const LaidLine* const laid = m_layouts.line(from.line);
    switch (move) {
    case Move::Up: return byRows(from, -1, goal);
    case Move::Down: return byRows(from, 1, goal);
    case Move::PageUp: return byRows(from, -std::max(1, m_pageRows - 1), goal);
    case Move::PageDown: return byRows(from, std::max(1, m_pageRows - 1), goal);
    default: goal = -1; break;
    }
    switch (move) {
    case Move::Left:
    case Move::WordLeft:
        if (from.column > 0 && laid)
            return {from.line, laid->previous(from.column, move == Move::WordLeft)};
        return from.line.index() == 0 ? TextPosition{} : TextPosition{m_folds.previous(from.line), TextPosition::lineEnd};
    case Move::Right:
    case Move::WordRight:
        if (laid && from.column < laid->length())
            return {from.line, laid->next(from.column, move == Move::WordRight)};
        return m_folds.next(from.line).index() < m_lineCount ? TextPosition{m_folds.next(from.line), 0} : from;
    case Move::RowStart: {
        if (!laid)
            return {from.line, 0};
        const int start = laid->rowStart(laid->rowOf(from.column));
        if (start > 0)
            return {from.line, start};
        // First to the text, then to the very start of the line.
        int text = 0;
        while (text < laid->length() && laid->line().text.at(text).isSpace())
            ++text;
        return {from.line, from.column == text ? 0 : text};
    }
    case Move::RowEnd: return {from.line, laid ? laid->rowEnd(laid->rowOf(from.column)) : TextPosition::lineEnd};
    case Move::Start: return {};
    default: return {m_folds.shown(LineNumber(m_lineCount - 1)), TextPosition::lineEnd};
    }
}

TextPosition CaretMover::byRows(TextPosition from, std::int64_t rows, double& goal) const {
    const LaidLine* laid = m_layouts.line(from.line);
    if (goal < 0)
        goal = laid ? laid->pointOf(from.column).x() : 0;
    int row = laid ? laid->rowOf(from.column) : 0;
    LineNumber line = from.line;
    for (; rows > 0; --rows) {
        if (laid && row + 1 < laid->rows()) {
            ++row;
        } else if (m_folds.next(line).index() < m_lineCount) {
            line = m_folds.next(line);
            row = 0;
            laid = m_layouts.line(line);
        } else {
            return {line, TextPosition::lineEnd};
        }
    }
    for (; rows < 0; ++rows) {
        if (row > 0) {
            --row;
        } else if (line.index() > 0) {
            line = m_folds.previous(line);
            laid = m_layouts.line(line);
            row = laid ? laid->rows() - 1 : 0;
        } else {
            return {line, 0};
        }
    }
    return {line, laid ? laid->columnAt({goal, (row + 0.5) * m_layouts.metrics().rowHeight}) : 0};
}

} // namespace faultline
