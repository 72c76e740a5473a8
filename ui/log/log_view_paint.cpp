// SPDX-License-Identifier: MIT
// How LogView looks: fonts, colours, and what is painted.
#include "log/log_view.h"

#include "log/overview_ruler.h"
#include "log/syntax_library.h"
#include "scan/sighting.h"
#include "text/words.h"

#include <KSyntaxHighlighting/Repository>

#include <QFontMetricsF>
#include <QPainter>
#include <QScrollBar>
#include <QVariantAnimation>

#include <algorithm>
#include <cmath>

namespace faultline {

void LogView::updateColours() {
    const Theme theme = Theme::of(palette());
    m_layouts.setColours(theme, m_syntax->repository().defaultTheme(theme.dark ? KSyntaxHighlighting::Repository::DarkTheme
                                                                               : KSyntaxHighlighting::Repository::LightTheme));
    viewport()->update();
    m_ruler->update();
}

void LogView::updateFont() {
    updateMetrics();
    updateScrollBars();
}

void LogView::updateMetrics() {
    LineMetrics metrics;
    QFont monospace = Theme::monospace(font());
    monospace.setPixelSize(std::max(6, monospace.pixelSize() + m_zoom));
    metrics.setFont(monospace);
    const QFontMetricsF measure(metrics.font);
    metrics.rowHeight = std::max(std::round(metrics.font.pixelSize() * 1.5), std::ceil(measure.height()));
    metrics.baseline = std::round((metrics.rowHeight - measure.height()) / 2 + measure.ascent());
    metrics.tabDistance = metrics.characterWidth * m_tabWidth;
    m_margin.setFont(metrics.font, static_cast<int>(metrics.rowHeight), static_cast<int>(metrics.baseline));
    if (m_wrap)
        metrics.wrapWidth = std::max(metrics.characterWidth * 20, static_cast<qreal>(viewport()->width() - m_margin.width() - 8));
    m_widest = 0;
    const auto rowHeight = static_cast<int>(metrics.rowHeight);
    m_layouts.setMetrics(std::move(metrics));
    m_scroller.setUniform(!m_wrap);
    m_scroller.setHeights(rowHeight, viewport()->height());
    m_ruler->setRowHeight(m_wrap ? 0 : rowHeight);
    updateScrollBars();
    wantLines();
    viewport()->update();
}

void LogView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    const Theme theme = Theme::of(palette());
    painter.fillRect(viewport()->rect(), theme.base);
    m_pills.clear();
    if (!m_document || m_scroller.lineCount() == 0) {
        paintMessage(painter);
        return;
    }
    const LineMetrics& metrics = m_layouts.metrics();
    LogPainter lines(painter, theme, m_margin, metrics, viewport()->rect(), horizontalScrollBar()->value());
    const TextPosition from = m_selection.from(), to = m_selection.to();
    const double flash = m_flash->state() == QAbstractAnimation::Running ? m_flash->currentValue().toDouble() : 0;
    qreal widest = m_widest;
    LineNumber line = m_scroller.top();
    for (int top = -m_scroller.offset(); top < viewport()->height() && line.index() < m_scroller.lineCount(); line = folds().next(line)) {
        const LaidLine* const laid = m_layouts.line(line);
        LineLook look;
        look.mark = markOf(line);
        look.emphasised = look.mark && isOfCurrentFinding(line);
        look.current = line == m_selection.caret.line;
        look.estimated = m_document->isEstimated(line);
        look.flash = line == m_flashLine ? flash : 0;
        look.pattern = &m_pattern;
        look.fold = foldAt(line);
        look.bookmarked = isBookmarked(line);
        if (laid && !m_selection.isEmpty() && from.line <= line && line <= to.line) {
            look.selectedFrom = line == from.line ? std::min(from.column, laid->length()) : 0;
            look.selectedTo = line == to.line ? std::min(to.column, laid->length()) : laid->length();
            look.selectedEnd = line < to.line;
            if (from.line == to.line)
                look.currentHit = {look.selectedFrom, look.selectedTo};
        }
        lines.paint(line, laid, top, look, m_pills);
        if (look.current && hasFocus() && m_caretOn)
            lines.paintCaret(laid, m_selection.caret.column, top);
        if (laid)
            widest = std::max(widest, laid->width());
        top += static_cast<int>((laid ? laid->rows() : 1) * metrics.rowHeight);
    }
    if (widest > m_widest) {
        m_widest = widest;
        QMetaObject::invokeMethod(this, &LogView::updateScrollBars, Qt::QueuedConnection);
    }
}

void LogView::paintMessage(QPainter& painter) {
    if (!m_document)
        return;
    const Theme theme = Theme::of(palette());
    QString title, text;
    const std::optional<Message>& failure = m_document->failure();
    if (failure) {
        title = toText(failure->what);
        text = toText(failure->why) + u'\n' + toText(failure->next);
    } else if (!m_document->isOpen() || !m_document->isComplete()) {
        title = tr("Opening …");
    } else {
        title = tr("This file is empty");
        text = tr("The process that owns it wrote nothing.");
    }
    const QRect area = viewport()->rect().adjusted(24, 0, -24, 0);
    QFont strong = font();
    strong.setBold(true);
    const int height = QFontMetrics(strong).height();
    painter.setFont(strong);
    painter.setPen(failure ? theme.error : theme.text);
    const QRect titleArea(area.left(), area.height() / 2 - height * 2, area.width(), height);
    painter.drawText(titleArea, Qt::AlignCenter, QFontMetrics(strong).elidedText(title, Qt::ElideRight, area.width()));
    painter.setFont(font());
    painter.setPen(theme.muted);
    painter.drawText(QRect(area.left(), titleArea.bottom() + 8, area.width(), area.height() / 2),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, text);
}

} // namespace faultline
