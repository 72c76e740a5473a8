// SPDX-License-Identifier: MIT
#include "log/log_painter.h"

#include "log/laid_line.h"
#include "log/log_margin.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <array>

namespace faultline {

LogPainter::LogPainter(QPainter& painter, const Theme& theme, const LogMargin& margin, const LineMetrics& metrics, QRect viewport,
                       int scrolledX)
    : m_painter(painter), m_theme(theme), m_margin(margin), m_metrics(metrics), m_viewport(viewport), m_scrolledX(scrolledX) {}

qreal LogPainter::textLeft() const {
    return m_margin.width() - m_scrolledX;
}

void LogPainter::paint(LineNumber number, const LaidLine* laid, int top, const LineLook& look, QList<LinePill>& pills) {
    const int height = static_cast<int>((laid ? laid->rows() : 1) * m_metrics.rowHeight);
    paintGround(look, top, height);

    const QRect textArea = m_viewport.adjusted(m_margin.width(), 0, 0, 0);
    m_painter.save();
    m_painter.setClipRect(textArea);
    if (laid) {
        const QList<QRectF> selected = laid->rectsOf(look.selectedFrom, look.selectedTo);
        for (const QRectF& rect : selected)
            m_painter.fillRect(rect.translated(textLeft(), top), m_theme.selection);
        if (look.selectedEnd) {
            const QPointF end = laid->pointOf(laid->length());
            m_painter.fillRect(QRectF(end.x() + textLeft(), end.y() + top, m_metrics.characterWidth, m_metrics.rowHeight),
                               m_theme.selection);
        }
        if (look.pattern && !look.pattern->isEmpty())
            paintHits(*laid, look, top);
        m_painter.setPen(m_theme.text);
        laid->draw(m_painter, QPointF(textLeft(), top), textArea);
        paintPills(*laid, top, pills);
    } else {
        paintPlaceholder(number, top);
    }
    m_painter.restore();
    m_margin.paint(m_painter, m_theme, number, look.estimated, top, height, look.current, look.mark, look.emphasised);
}

void LogPainter::paintGround(const LineLook& look, int top, int height) {
    QColor ground = look.mark ? LogMargin::tintOf(look.mark->kind, m_theme) : QColor();
    if (look.current && !ground.isValid())
        ground = Theme::mix(m_theme.base, m_theme.text, m_theme.dark ? 0.045 : 0.035);
    if (look.flash > 0)
        ground = Theme::mix(ground.isValid() ? ground : m_theme.base, m_theme.accent, 0.3 * look.flash);
    if (ground.isValid())
        m_painter.fillRect(m_viewport.x(), top, m_viewport.width(), height, ground);
}

void LogPainter::paintHits(const LaidLine& laid, const LineLook& look, int top) {
    constexpr qsizetype searched = 64 * 1024; // characters of a line whose hits are shown
    m_painter.setRenderHint(QPainter::Antialiasing);
    const QList<TextPattern::Hit> hits =
        look.pattern->hits(QStringView(laid.line().text).first(std::min(searched, laid.line().text.size())));
    for (const TextPattern::Hit& hit : hits) {
        const bool current = look.currentHit == std::pair(hit.start, hit.start + hit.length);
        const QList<QRectF> rects = laid.rectsOf(hit.start, hit.start + hit.length);
        for (const QRectF& rect : rects) {
            QColor fill = m_theme.accent;
            fill.setAlphaF(current ? 0.42F : 0.2F);
            m_painter.setBrush(fill);
            // The chosen hit has a frame: told apart without colour.
            m_painter.setPen(current ? QPen(m_theme.accent, 1) : Qt::NoPen);
            m_painter.drawRoundedRect(rect.translated(textLeft(), top).adjusted(0.5, 1.5, -0.5, -1.5), 2, 2);
        }
    }
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

void LogPainter::paintPlaceholder(LineNumber number, int top) {
    // Bars of differing length, the same for a line each time: calm while text is on its way.
    const int share = 30 + static_cast<int>((number.index() * 2654435761ULL >> 7) % 50);
    const auto width = static_cast<int>(m_metrics.characterWidth * share);
    const auto height = static_cast<int>(m_metrics.rowHeight);
    m_painter.fillRect(QRectF(textLeft(), top + height * 3 / 8.0, width, height / 4.0), m_theme.quiet);
}

QString LogPainter::pillText(const LogLine& line, LinePill::Kind kind) {
    if (kind == LinePill::Kind::More) {
        if (line.hidden == 0)
            return {};
        return QCoreApplication::translate("faultline::LogPainter", "… %1 more · show more")
            .arg(QLocale().formattedDataSize(static_cast<qint64>(line.hidden), 1, QLocale::DataSizeTraditionalFormat));
    }
    if (line.earlierStates == 0)
        return {};
    return QCoreApplication::translate("faultline::LogPainter", "%n earlier state(s)", nullptr, line.earlierStates);
}

void LogPainter::paintPills(const LaidLine& laid, int top, QList<LinePill>& pills) {
    QFont font = m_metrics.font;
    font.setPixelSize(std::max(8, font.pixelSize() - 1));
    const QFontMetrics metrics(font);
    const auto rowHeight = static_cast<int>(m_metrics.rowHeight);
    const QPointF end = laid.line().hidden > 0 || laid.line().earlierStates > 0 ? laid.end() : QPointF();
    auto left = static_cast<int>(end.x() + textLeft()) + 8;
    for (const LinePill::Kind kind : {LinePill::Kind::States, LinePill::Kind::More}) {
        const QString text = pillText(laid.line(), kind);
        if (text.isEmpty())
            continue;
        const int width = metrics.horizontalAdvance(text) + 16;
        // Always in sight, however long the line is.
        left = std::max(m_margin.width(), std::min(left, m_viewport.right() - width - 4));
        const QRect area(left, top + static_cast<int>(end.y()) + 2, width, rowHeight - 4);
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(m_theme.line);
        m_painter.setBrush(m_theme.quiet);
        m_painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        m_painter.setPen(kind == LinePill::Kind::More ? m_theme.accent : m_theme.muted);
        m_painter.setFont(font);
        m_painter.drawText(area, Qt::AlignCenter, text);
        pills.append({kind, laid.line().number, text, area});
        left += width + 8;
    }
}

void LogPainter::paintCaret(const LaidLine* laid, int column, int top) {
    const QPointF point = laid ? laid->pointOf(column) : QPointF();
    const QRectF caret(point.x() + textLeft() - 0.5, point.y() + top + 1, 2, m_metrics.rowHeight - 2);
    if (caret.left() >= m_margin.width() - 1)
        m_painter.fillRect(caret, m_theme.text);
}

} // namespace faultline
