// SPDX-License-Identifier: MIT
// What LogView does with keys, mouse and wheel.
#include "log/log_view.h"

#include "scan/sighting.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTextDocument>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace faultline {

namespace {

bool isWordCharacter(QChar c) {
    return c.isLetterOrNumber() || c == u'_';
}

struct KeyMove {
    QKeySequence::StandardKey key;
    CaretMover::Move move;
    bool select;
};

using Move = CaretMover::Move;

constexpr std::array keyMoves{
    KeyMove{QKeySequence::MoveToNextLine, Move::Down, false},         KeyMove{QKeySequence::MoveToPreviousLine, Move::Up, false},
    KeyMove{QKeySequence::MoveToNextChar, Move::Right, false},        KeyMove{QKeySequence::MoveToPreviousChar, Move::Left, false},
    KeyMove{QKeySequence::MoveToNextWord, Move::WordRight, false},    KeyMove{QKeySequence::MoveToPreviousWord, Move::WordLeft, false},
    KeyMove{QKeySequence::MoveToNextPage, Move::PageDown, false},     KeyMove{QKeySequence::MoveToPreviousPage, Move::PageUp, false},
    KeyMove{QKeySequence::MoveToStartOfLine, Move::RowStart, false},  KeyMove{QKeySequence::MoveToEndOfLine, Move::RowEnd, false},
    KeyMove{QKeySequence::MoveToStartOfDocument, Move::Start, false}, KeyMove{QKeySequence::MoveToEndOfDocument, Move::End, false},
    KeyMove{QKeySequence::SelectNextLine, Move::Down, true},          KeyMove{QKeySequence::SelectPreviousLine, Move::Up, true},
    KeyMove{QKeySequence::SelectNextChar, Move::Right, true},         KeyMove{QKeySequence::SelectPreviousChar, Move::Left, true},
    KeyMove{QKeySequence::SelectNextWord, Move::WordRight, true},     KeyMove{QKeySequence::SelectPreviousWord, Move::WordLeft, true},
    KeyMove{QKeySequence::SelectNextPage, Move::PageDown, true},      KeyMove{QKeySequence::SelectPreviousPage, Move::PageUp, true},
    KeyMove{QKeySequence::SelectStartOfLine, Move::RowStart, true},   KeyMove{QKeySequence::SelectEndOfLine, Move::RowEnd, true},
    KeyMove{QKeySequence::SelectStartOfDocument, Move::Start, true},  KeyMove{QKeySequence::SelectEndOfDocument, Move::End, true},
};

} // namespace

void LogView::keyPressEvent(QKeyEvent* event) {
    for (const KeyMove& known : keyMoves) {
        if (!event->matches(known.key))
            continue;
        event->accept();
        if (moveToOtherPart(known.move, known.select))
            return;
        const CaretMover mover(m_layouts, folds(), m_scroller.lineCount(), m_scroller.pageRows());
        setCaret(mover.moved(m_selection.caret, known.move, m_goal), known.select);
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->key() == Qt::Key_Down && event->modifiers() == Qt::ControlModifier) {
        m_scroller.scrollBy(m_scroller.rowHeight());
        scrolled();
    } else if (event->key() == Qt::Key_Up && event->modifiers() == Qt::ControlModifier) {
        m_scroller.scrollBy(-m_scroller.rowHeight());
        scrolled();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier &&
               folds().foldOf(currentLine())) {
        setFolded(currentLine(), false);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier &&
               markOf(currentLine())) {
        if (const LogMark* const mark = markOf(currentLine()); mark->finding != nowhere)
            emit markActivated(mark->finding);
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier &&
               hasStates(currentLine())) {
        m_document->toggleStates(currentLine());
    } else {
        // Not to the base class: it would scroll by keys that mean something else here.
        event->ignore();
        return;
    }
    event->accept();
}

TextRange LogView::grown(TextPosition position) const {
    if (m_grain == Grain::Line) {
        // Of a fold all its lines.
        const LineNumber next = folds().next(position.line);
        const bool last = next.index() >= m_scroller.lineCount();
        return {{position.line, 0}, last ? TextPosition{next - 1, TextPosition::lineEnd} : TextPosition{next, 0}};
    }
    if (m_grain == Grain::Character)
        return {position, position};
    const QString text = textOf(position.line);
    int from = std::min(position.column, static_cast<int>(text.size()));
    int to = from;
    const auto kindAt = [&](int i) { return isWordCharacter(text.at(i)) ? 1 : text.at(i).isSpace() ? 2 : 0; };
    if (text.isEmpty())
        return {position, position};
    const int kind = kindAt(std::min(from, static_cast<int>(text.size()) - 1));
    while (from > 0 && kindAt(from - 1) == kind && kind != 0)
        --from;
    while (to < text.size() && kindAt(to) == kind) {
        ++to;
        if (kind == 0)
            break;
    }
    return {{position.line, from}, {position.line, to}};
}

void LogView::extendTo(QPoint point) {
    const TextRange here = grown(positionAt(point));
    // What the drag began with stays selected on both sides of it.
    if (here.from() < m_dragOrigin.from())
        setSelection({m_dragOrigin.to(), here.from()});
    else
        setSelection({m_dragOrigin.from(), std::max(here.to(), m_dragOrigin.to())});
}

void LogView::mousePressEvent(QMouseEvent* event) {
    const QPoint point = event->position().toPoint();
    m_pressed = point;
    if (event->button() == Qt::RightButton) {
        const TextPosition position = positionAt(point);
        // A click on the selection keeps it for the menu.
        if (m_selection.isEmpty() || position < m_selection.from() || position > m_selection.to())
            setCaret({position.line, columnLimit(position)}, false);
        return;
    }
    if (event->button() != Qt::LeftButton || m_scroller.lineCount() == 0)
        return;
    if (const LinePill* const pill = pillAt(point)) {
        switch (pill->kind) {
        case LinePill::Kind::Before: showPart(pill->line, Part::Previous); break;
        case LinePill::Kind::More: showPart(pill->line, Part::Next); break;
        case LinePill::Kind::States: m_document->toggleStates(pill->line); break;
        case LinePill::Kind::Fold: setFolded(pill->line, false); break;
        }
        return;
    }
    const bool third = QDateTime::currentMSecsSinceEpoch() - m_lastDoubleClick < QApplication::doubleClickInterval();
    m_grain = m_margin.isNumber(point.x()) || third ? Grain::Line : Grain::Character;
    m_goal = -1;
    const TextPosition position = positionAt(point);
    if (event->modifiers() & Qt::ShiftModifier) {
        m_dragOrigin = {m_selection.anchor, m_selection.anchor};
        extendTo(point);
    } else {
        m_dragOrigin = grown({position.line, columnLimit(position)});
        setSelection(m_grain == Grain::Line && !third ? TextRange{m_dragOrigin.anchor, m_dragOrigin.anchor} : m_dragOrigin);
    }
    m_dragging = true;
}

int LogView::columnLimit(TextPosition position) const {
    const LaidLine* const laid = m_layouts.line(position.line);
    return laid ? std::min(position.column, laid->length()) : 0;
}

void LogView::mouseMoveEvent(QMouseEvent* event) {
    const QPoint point = event->position().toPoint();
    updatePointer(point);
    if (!m_dragging || !(event->buttons() & Qt::LeftButton))
        return;
    m_lastDrag = point;
    if ((point - m_pressed).manhattanLength() < QApplication::startDragDistance() && m_grain != Grain::Word)
        return;
    extendTo(point);
    const bool outside = point.y() < 0 || point.y() >= viewport()->height();
    if (outside && !m_dragTimer.isActive())
        m_dragTimer.start(40, this);
    else if (!outside)
        m_dragTimer.stop();
}

void LogView::mouseReleaseEvent(QMouseEvent* event) {
    const QPoint point = event->position().toPoint();
    m_dragTimer.stop();
    const bool dragged = m_dragging && (point - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    m_dragging = false;
    if (event->button() != Qt::LeftButton || dragged || m_scroller.lineCount() == 0)
        return;
    if (m_margin.isSign(point.x())) {
        const LineNumber line = m_scroller.at(point.y()).line;
        if (const LogMark* const mark = markOf(line)) {
            if (mark->finding != nowhere)
                emit markActivated(mark->finding);
        } else if (const LogMargin::Fold fold = foldAt(line); fold != LogMargin::Fold::None) {
            setFolded(line, fold == LogMargin::Fold::Open);
        }
    }
}

void LogView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QPoint point = event->position().toPoint();
    if (event->button() != Qt::LeftButton || m_scroller.lineCount() == 0 || pillAt(point))
        return;
    m_lastDoubleClick = QDateTime::currentMSecsSinceEpoch();
    m_grain = m_margin.isNumber(point.x()) ? Grain::Line : Grain::Word;
    m_dragOrigin = grown(positionAt(point));
    setSelection(m_dragOrigin);
    m_pressed = point;
    m_dragging = true;
}

void LogView::wheelEvent(QWheelEvent* event) {
    if (event->modifiers() & Qt::ControlModifier) {
        // Half steps of fine wheels add up.
        m_wheelRest += event->angleDelta().y();
        if (const int steps = m_wheelRest / 120; steps != 0) {
            m_wheelRest -= steps * 120;
            emit zoomRequested(steps);
        }
        event->accept();
        return;
    }
    if (event->modifiers() & Qt::ShiftModifier || std::abs(event->angleDelta().x()) > std::abs(event->angleDelta().y())) {
        const int delta = event->angleDelta().x() != 0 ? event->angleDelta().x() : event->angleDelta().y();
        const int pixels = event->pixelDelta().isNull()   ? delta
                           : event->pixelDelta().x() != 0 ? event->pixelDelta().x()
                                                          : event->pixelDelta().y();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - pixels);
        event->accept();
        return;
    }
    const int pixels = event->pixelDelta().y() != 0
                           ? event->pixelDelta().y()
                           : event->angleDelta().y() * QApplication::wheelScrollLines() * m_scroller.rowHeight() / 120;
    m_scroller.scrollBy(-pixels);
    scrolled();
    updatePointer(event->position().toPoint());
    event->accept();
}

void LogView::contextMenuEvent(QContextMenuEvent* event) {
    if (m_scroller.lineCount() == 0)
        return;
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const LineNumber line = byKey ? currentLine() : positionAt(event->pos()).line;
    const QPoint global = byKey ? viewport()->mapToGlobal(rectOf(m_selection.caret).bottomLeft()) : event->globalPos();
    emit contextMenuRequested(line, textOf(line), global);
    event->accept();
}

const LinePill* LogView::pillAt(QPoint point) const {
    const auto found = std::ranges::find_if(m_pills, [point](const LinePill& pill) { return pill.area.contains(point); });
    return found == m_pills.end() ? nullptr : &*found;
}

void LogView::updatePointer(QPoint point) {
    Qt::CursorShape shape = Qt::IBeamCursor;
    if (m_scroller.lineCount() == 0 || m_margin.isNumber(point.x()))
        shape = Qt::ArrowCursor;
    else if (pillAt(point))
        shape = Qt::PointingHandCursor;
    else if (m_margin.isSign(point.x())) {
        const LineNumber line = m_scroller.at(point.y()).line;
        const LogMark* const mark = markOf(line);
        const bool active = mark ? mark->finding != nowhere : foldAt(line) != LogMargin::Fold::None;
        shape = active ? Qt::PointingHandCursor : Qt::ArrowCursor;
    }
    if (viewport()->cursor().shape() != shape)
        viewport()->setCursor(shape);
}

bool LogView::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* const help = static_cast<QHelpEvent*>(event);
    const bool onMargin = m_scroller.lineCount() > 0 && help->pos().x() < m_margin.width();
    const LogMark* const mark = onMargin ? markOf(m_scroller.at(help->pos().y()).line) : nullptr;
    if (mark && !mark->toolTip.isEmpty())
        QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(mark->toolTip), viewport());
    else
        QToolTip::hideText();
    return true;
}

} // namespace faultline
