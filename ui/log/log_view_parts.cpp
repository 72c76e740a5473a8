// SPDX-License-Identifier: MIT
// How LogView moves within lines that are too long to be shown whole.
#include "log/log_view.h"

#include <algorithm>

namespace faultline {

void LogView::goToByte(LineNumber line, std::uint64_t byte) {
    goToLine(line, false);
    setPartTarget({.line = line, .kind = PartTarget::Kind::Byte, .byte = byte});
}

void LogView::goToColumn(LineNumber line, std::uint64_t column) {
    goToLine(line);
    setPartTarget({.line = line, .kind = PartTarget::Kind::Column, .byte = column == 0 ? 0 : column - 1});
}

void LogView::setPartTarget(const PartTarget& target) {
    m_part = target;
    m_markAwaited = false;
    showPartTarget();
}

void LogView::showPartTarget() {
    if (!m_part || !m_document)
        return;
    // Not if the reader has gone elsewhere meanwhile.
    if (!m_pending && m_selection.caret.line != m_part->line) {
        m_part.reset();
        return;
    }
    const LogLinePointer line =
        m_document->isEstimated(m_part->line) && !m_document->isComplete() ? LogLinePointer() : m_document->line(m_part->line);
    if (!line)
        return;
    const PartTarget target = *m_part;
    if (target.requested) {
        if (line->focus && line->focus->byte == target.byte) {
            m_part.reset();
            setCaret({target.line, line->focus->column}, target.select);
        }
        return;
    }
    switch (target.kind) {
    case PartTarget::Kind::Mark: {
        m_part.reset();
        if (!line->isCut())
            return;
        const auto marks = std::ranges::equal_range(m_marks, target.line, {}, &LogMark::line);
        auto mark = std::ranges::find_if(marks, [this](const LogMark& of) { return of.finding == m_finding && !of.part.empty(); });
        if (mark == marks.end())
            mark = std::ranges::find_if(marks, [](const LogMark& of) { return !of.part.empty(); });
        if (mark != marks.end() && !line->text.contains(QString::fromStdString(mark->part))) {
            m_markAwaited = true;
            m_document->findInLine(target.line, mark->part);
        }
        return;
    }
    case PartTarget::Kind::Column:
        if (!line->isCut()) {
            m_part.reset();
            setCaret({target.line, static_cast<int>(std::min<std::uint64_t>(target.byte, static_cast<std::uint64_t>(line->text.size())))},
                     false);
            return;
        }
        break;
    case PartTarget::Kind::Byte: break;
    }
    m_part->byte = std::min(target.byte, line->length);
    m_part->requested = true;
    m_document->showPart(target.line, m_part->byte);
}

void LogView::foundInLine(LineNumber line, quint64 byte) {
    // The middle of it, so that what comes before can be read as well.
    if (m_markAwaited && m_selection.caret.line == line)
        setPartTarget({.line = line, .kind = PartTarget::Kind::Byte, .byte = byte + LogMark::partFocus});
}

void LogView::showPart(LineNumber line, Part part, bool select) {
    const LogLinePointer shown = m_document->line(line);
    if (!shown || !shown->isCut())
        return;
    const std::uint64_t end = shown->length - shown->behind;
    const std::uint64_t byte = part == Part::First ? 0 : part == Part::Last ? shown->length : part == Part::Previous ? shown->before : end;
    if (m_selection.caret.line != line)
        setSelection({{line, 0}, {line, 0}});
    m_goal = -1;
    m_markAwaited = false;
    m_part = {.line = line, .kind = PartTarget::Kind::Byte, .byte = byte, .requested = true, .select = select};
    if (part == Part::Previous)
        m_document->showPreviousPart(line);
    else if (part == Part::Next)
        m_document->showNextPart(line);
    else
        m_document->showPart(line, byte);
}

bool LogView::moveToOtherPart(CaretMover::Move move, bool select) {
    using Move = CaretMover::Move;
    const TextPosition caret = m_selection.caret;
    const LaidLine* const laid = m_layouts.line(caret.line);
    // A selection within a line is one of the part that shows.
    if (!laid || !laid->line().isCut() || (select && m_selection.anchor.line == caret.line))
        return false;
    const LogLine& line = laid->line();
    const int column = std::min(caret.column, laid->length());
    const bool inLastRow = laid->rowOf(column) == laid->rowOf(laid->length());
    if (move == Move::RowEnd && line.behind > 0 && inLastRow)
        showPart(caret.line, line.lengthKnown ? Part::Last : Part::Next, select);
    else if (move == Move::RowStart && line.before > 0 && laid->rowOf(column) == laid->rowOf(0))
        showPart(caret.line, Part::First, select);
    else if ((move == Move::Right || move == Move::WordRight) && line.behind > 0 && column == laid->length())
        showPart(caret.line, Part::Next, select);
    else if ((move == Move::Left || move == Move::WordLeft) && line.before > 0 && column == 0)
        showPart(caret.line, Part::Previous, select);
    else
        return false;
    return true;
}

bool LogView::hasStates(LineNumber line) const {
    const LogLinePointer shown = m_document ? m_document->line(line) : LogLinePointer();
    return shown && (shown->earlierStates > 0 || shown->statesShown);
}

} // namespace faultline
