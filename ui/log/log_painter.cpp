// SPDX-License-Identifier: MIT
#include "log/log_painter.h"

#include "log/laid_line.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace faultline {

LogPainter::LogPainter(QPainter& painter, const Theme& theme, const LogMargin& margin, const LineMetrics& metrics, QRect viewport,
                       int scrolledX)
    : m_painter(painter), m_theme(theme), m_margin(margin), m_metrics(metrics), m_viewport(viewport), m_scrolledX(scrolledX) {}

QColor LogPainter::hitFill(const Theme& theme) {
    return Theme::mix(theme.base, theme.accent, theme.dark ? 0.35 : 0.28);
}

qreal LogPainter::textLeft() const {
    return m_margin.width() - m_scrolledX;
}

void LogPainter::paint(LineNumber number, const LaidLine* laid, int top, const LineLook& look, QList<LinePill>& pills) {
    const int height = static_cast<int>((laid ? laid->rows() : 1) * m_metrics.rowHeight);
    paintGround(look, top, height);

    QRect area = m_viewport.adjusted(m_margin.width(), 0, 0, 0);
    m_painter.save();
    m_painter.setClipRect(area);
    if (laid) {
        const QList<LinePill> own = pillsOf(*laid, top);
        for (const LinePill& pill : own)
            paintPill(pill);
        // Text ends at a pill that is kept in sight over it.
        if (!own.isEmpty() && laid->rows() == 1 && own.back().kind != LinePill::Kind::Before) {
            const auto first = std::ranges::find_if(own, [](const LinePill& pill) { return pill.kind != LinePill::Kind::Before; });
            area.setRight(first->area.left() - LinePill::gap / 2);
            m_painter.setClipRect(area);
        }
        paintText(*laid, top, look, area);
        pills.append(own);
    } else {
        paintPlaceholder(number, top);
    }
    m_painter.restore();
    m_margin.paint(m_painter, m_theme, number, look.estimated, top, height, look.current, look.mark, look.emphasised);
    if (look.fold != LogMargin::Fold::None && !look.mark)
        m_margin.paintFold(m_painter, m_theme, top, look.fold);
    if (look.bookmarked)
        m_margin.paintBookmark(m_painter, m_theme, top);
    if (look.flash > 0) {
        // A frame: a tint strong enough to be seen would take the contrast from coloured text.
        QColor frame = m_theme.accent;
        frame.setAlphaF(static_cast<float>(look.flash));
        m_painter.fillRect(m_viewport.x(), top, m_viewport.width(), 2, frame);
        m_painter.fillRect(m_viewport.x(), top + height - 2, m_viewport.width(), 2, frame);
    }
}

void LogPainter::paintText(const LaidLine& laid, int top, const LineLook& look, const QRect& area) {
    const QList<QRectF> selected = laid.rectsOf(look.selectedFrom, look.selectedTo);
    for (const QRectF& rect : selected)
        m_painter.fillRect(rect.translated(textLeft(), top), m_theme.selection);
    if (look.selectedEnd) {
        const QPointF end = laid.pointOf(laid.length());
        m_painter.fillRect(QRectF(end.x() + textLeft(), end.y() + top, m_metrics.characterWidth, m_metrics.rowHeight), m_theme.selection);
    }
    QList<QTextLayout::FormatRange> over;
    if (look.pattern && !look.pattern->isEmpty())
        over = paintHits(laid, look, top);
    m_painter.setPen(m_theme.text);
    laid.draw(m_painter, QPointF(textLeft(), top), area, over);
}

void LogPainter::paintGround(const LineLook& look, int top, int height) {
    QColor ground = look.mark ? LogMargin::tintOf(look.mark->kind, m_theme) : QColor();
    if (look.current && !ground.isValid())
        ground = Theme::mix(m_theme.base, m_theme.text, m_theme.dark ? 0.045 : 0.035);
    if (ground.isValid())
        m_painter.fillRect(m_viewport.x(), top, m_viewport.width(), height, ground);
}

QList<QTextLayout::FormatRange> LogPainter::paintHits(const LaidLine& laid, const LineLook& look, int top) {
    // The text of hits has one colour: no colour of the syntax could be read on both fills.
    QList<QTextLayout::FormatRange> texts;
    QTextCharFormat plain, chosen;
    plain.setForeground(m_theme.text);
    chosen.setForeground(m_theme.onAccent);
    const QColor fill = hitFill(m_theme);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    const QList<TextPattern::Hit> hits = look.pattern->hits(laid.line().text);
    for (const TextPattern::Hit& hit : hits) {
        const bool current = look.currentHit == std::pair(hit.start, hit.start + hit.length);
        const QList<QRectF> rects = laid.rectsOf(hit.start, hit.start + hit.length);
        bool seen = false;
        for (const QRectF& rect : rects) {
            const QRectF area = rect.translated(textLeft(), top);
            if (!area.intersects(m_viewport))
                continue;
            seen = true;
            m_painter.setBrush(current ? m_theme.accent : fill);
            m_painter.drawRoundedRect(area.adjusted(-0.5, 1, 0.5, -1), 2, 2);
        }
        if (seen)
            texts.append({hit.start, hit.length, current ? chosen : plain});
    }
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    return texts;
}

void LogPainter::paintPlaceholder(LineNumber number, int top) {
    // Bars of differing length, the same for a line each time: calm while text is on its way.
    const int share = 30 + static_cast<int>((number.index() * 2654435761ULL >> 7) % 50);
    const auto width = static_cast<int>(m_metrics.characterWidth * share);
    const auto height = static_cast<int>(m_metrics.rowHeight);
    m_painter.fillRect(QRectF(textLeft(), top + height * 3 / 8.0, width, height / 4.0), m_theme.quiet);
}

QList<LinePill> LogPainter::pillsOf(const LaidLine& laid, int top) const {
    QList<LinePill> pills;
    const LogLine& line = laid.line();
    if (laid.room().before == 0 && laid.room().behind == 0)
        return pills;
    const QFont font = LinePill::fontOf(m_metrics.font);
    const auto height = static_cast<int>(m_metrics.rowHeight) - 4;
    if (const QString text = LinePill::textOf(line, LinePill::Kind::Before); !text.isEmpty())
        pills.append({LinePill::Kind::Before, line.number, text,
                      QRect(static_cast<int>(textLeft()), top + 2, LinePill::widthOf(text, font), height)});
    const QPointF end = laid.behind();
    auto left = static_cast<int>(end.x() + textLeft());
    if (laid.rows() == 1) // always in sight, however long the line is
        left = std::max(m_margin.width(), std::min(left, m_viewport.right() - laid.room().behind - 4));
    for (const LinePill::Kind kind : {LinePill::Kind::States, LinePill::Kind::More, LinePill::Kind::Fold}) {
        const QString text = LinePill::textOf(line, kind);
        if (text.isEmpty())
            continue;
        const int width = LinePill::widthOf(text, font);
        pills.append({kind, line.number, text, QRect(left, top + static_cast<int>(end.y()) + 2, width, height)});
        left += width + LinePill::gap;
    }
    return pills;
}

void LogPainter::paintPill(const LinePill& pill) {
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(m_theme.line);
    m_painter.setBrush(m_theme.quiet);
    m_painter.drawRoundedRect(QRectF(pill.area).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    const bool quiet = pill.kind == LinePill::Kind::States || pill.kind == LinePill::Kind::Fold;
    m_painter.setPen(quiet ? m_theme.muted : m_theme.accent);
    m_painter.setFont(LinePill::fontOf(m_metrics.font));
    m_painter.drawText(pill.area, Qt::AlignCenter, pill.text);
}

void LogPainter::paintCaret(const LaidLine* laid, int column, int top) {
    const QPointF point = laid ? laid->pointOf(column) : QPointF();
    const QRectF caret(point.x() + textLeft() - 0.5, point.y() + top + 1, 2, m_metrics.rowHeight - 2);
    if (caret.left() >= m_margin.width() - 1)
        m_painter.fillRect(caret, m_theme.text);
}

} // namespace faultline
