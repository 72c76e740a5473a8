// SPDX-License-Identifier: MIT
// How LogView goes to lines, also to those that are not known yet.
#include "log/log_view.h"

#include <QScrollBar>
#include <QStyle>
#include <QVariantAnimation>

#include <algorithm>

namespace faultline {

void LogView::goToLine(LineNumber line, bool flash) {
    if (!m_document)
        return;
    m_pending.reset();
    m_part.reset();
    // Who counted the line for a mark knows where it begins.
    for (const LogMark& mark : std::ranges::equal_range(m_marks, line, {}, &LogMark::line))
        if (mark.offset)
            m_document->expectLine(line, *mark.offset);
    // A line that the index has not reached: about there for now, exactly as soon as it is known.
    const bool estimated = m_document->isEstimated(line) && !m_document->isComplete() && !m_document->failure();
    showLine(line, flash && !estimated);
    if (estimated)
        m_pending = {line, m_selection.caret, flash, m_scroller.lineCount() > 0, {}};
    setPartTarget({.line = line, .kind = PartTarget::Kind::Mark});
}

void LogView::goBackTo(LineNumber line, LineNumber top) {
    goToLine(line, false);
    if (m_pending) {
        m_pending->top = top;
    } else {
        m_scroller.setTop(top);
        scrolled();
    }
}

void LogView::showLine(LineNumber line, bool flash) {
    const std::uint64_t count = m_scroller.lineCount();
    if (count == 0)
        return;
    line = std::min(line, LineNumber(count - 1));
    uncover(line);
    m_goal = -1;
    horizontalScrollBar()->setValue(0);
    setSelection({{line, 0}, {line, 0}});
    m_scroller.present(line);
    scrolled();
    if (flash && style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0) {
        m_flashLine = line;
        m_flash->stop();
        m_flash->start();
    }
}

void LogView::goToPending() {
    if (!m_pending || !m_document)
        return;
    if (m_document->isEstimated(m_pending->line) && !m_document->isComplete() && !m_document->failure()) {
        // A file that was not open yet when it was to be gone to: about there, which makes what is there come.
        if (!m_pending->about && m_document->isOpen() && m_selection.caret == m_pending->shown) {
            m_pending->about = true;
            showLine(m_pending->line, false);
            m_pending->shown = m_selection.caret;
        }
        return;
    }
    const Pending pending = *m_pending;
    m_pending.reset();
    // Not if the reader has gone elsewhere meanwhile.
    if (m_selection.caret == pending.shown) {
        const std::optional<PartTarget> part = m_part;
        if (pending.top)
            goBackTo(pending.line, *pending.top);
        else
            goToLine(pending.line, pending.flash);
        if (part)
            setPartTarget(*part);
    }
}

} // namespace faultline
