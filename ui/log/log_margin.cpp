// SPDX-License-Identifier: MIT
#include "log/log_margin.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace faultline {

namespace {

constexpr int barWidth = 3;
constexpr int leastDigits = 5;
constexpr int beforeNumber = 12;
constexpr int behindNumber = 8;

} // namespace

void LogMargin::setFont(const QFont& font, int rowHeight, int baseline) {
    m_font = font;
    m_rowHeight = rowHeight;
    m_baseline = baseline;
    m_digitWidth = QFontMetrics(font).horizontalAdvance(u'0');
    m_signWidth = std::max(20, rowHeight + 4);
    m_signLeft = beforeNumber + m_digits * m_digitWidth + behindNumber;
}

bool LogMargin::setLineCount(std::uint64_t lines) {
    const int before = width();
    m_digits = leastDigits;
    for (std::uint64_t bound = 100'000; lines >= bound && m_digits < 20; bound *= 10)
        ++m_digits;
    m_signLeft = beforeNumber + m_digits * m_digitWidth + behindNumber;
    return width() != before;
}

void LogMargin::paint(QPainter& painter, const Theme& theme, LineNumber line, bool estimated, int top, int height, bool current,
                      const LogMark* mark, bool emphasised) const {
    painter.setFont(m_font);
    painter.setPen(current ? theme.text : theme.muted);
    const QString number = (estimated ? QStringLiteral("~") : QString()) + QString::number(line.shown());
    painter.drawText(m_signLeft - behindNumber - static_cast<int>(number.size()) * m_digitWidth, top + m_baseline, number);
    if (!mark)
        return;
    const QColor colour = colourOf(mark->kind, theme);
    if (mark->kind != LogMark::Kind::Noise)
        painter.fillRect(0, top, emphasised ? barWidth + 2 : barWidth, height, colour);
    paintSign(painter, colour, mark->kind, top, emphasised);
}

void LogMargin::paintSign(QPainter& painter, const QColor& colour, LogMark::Kind kind, int top, bool emphasised) const {
    // Drawn, not written: fonts differ in how they show such signs, and some have none.
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF centre(m_signLeft + m_signWidth / 2.0 - 1, top + m_rowHeight / 2.0);
    const double r = m_rowHeight * (emphasised ? 0.24 : 0.19);
    painter.setPen(QPen(colour, emphasised ? 2.4 : 1.9, Qt::SolidLine, Qt::RoundCap));
    switch (kind) {
    case LogMark::Kind::Cause:
        painter.drawLine(centre + QPointF(-r, -r), centre + QPointF(r, r));
        painter.drawLine(centre + QPointF(-r, r), centre + QPointF(r, -r));
        break;
    case LogMark::Kind::Explained: {
        QPainterPath triangle;
        triangle.moveTo(centre + QPointF(0, -r * 1.25));
        triangle.lineTo(centre + QPointF(r * 1.35, r));
        triangle.lineTo(centre + QPointF(-r * 1.35, r));
        triangle.closeSubpath();
        painter.fillPath(triangle, colour);
        break;
    }
    case LogMark::Kind::Noise:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(centre, r * 0.5, r * 0.5);
        break;
    case LogMark::Kind::Unknown:
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(QPolygonF(
            {centre + QPointF(0, -r * 1.3), centre + QPointF(r * 1.3, 0), centre + QPointF(0, r * 1.3), centre + QPointF(-r * 1.3, 0)}));
        break;
    }
    painter.restore();
}

void LogMargin::paintFold(QPainter& painter, const Theme& theme, int top, Fold fold) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(m_signLeft + m_signWidth / 2.0 - 1, top + m_rowHeight / 2.0);
    if (fold == Fold::Open)
        painter.rotate(90);
    const double r = m_rowHeight * 0.16;
    QPainterPath triangle;
    triangle.moveTo(r, 0);
    triangle.lineTo(-r * 0.8, r * 1.1);
    triangle.lineTo(-r * 0.8, -r * 1.1);
    triangle.closeSubpath();
    painter.fillPath(triangle, theme.muted);
    painter.restore();
}

void LogMargin::paintBookmark(QPainter& painter, const Theme& theme, int top) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double left = 6, width = 6, height = std::min(10, m_rowHeight - 4);
    painter.translate(left, top + (m_rowHeight - height) / 2);
    QPainterPath ribbon;
    ribbon.addPolygon(QPolygonF({{0, 0}, {width, 0}, {width, height}, {width / 2, height - width / 2}, {0, height}}));
    painter.fillPath(ribbon, theme.accent);
    painter.restore();
}

QString LogMargin::signOf(LogMark::Kind kind) {
    switch (kind) {
    case LogMark::Kind::Cause: return QStringLiteral("✕");
    case LogMark::Kind::Explained: return QStringLiteral("▲");
    case LogMark::Kind::Noise: return QStringLiteral("·");
    case LogMark::Kind::Unknown: break;
    }
    return QStringLiteral("◇");
}

QColor LogMargin::colourOf(LogMark::Kind kind, const Theme& theme) {
    switch (kind) {
    case LogMark::Kind::Explained: return theme.warning;
    case LogMark::Kind::Noise: return theme.muted;
    case LogMark::Kind::Cause:
    case LogMark::Kind::Unknown: break;
    }
    return theme.error;
}

QColor LogMargin::tintOf(LogMark::Kind kind, const Theme& theme) {
    switch (kind) {
    case LogMark::Kind::Explained: return theme.warningTint;
    case LogMark::Kind::Noise: return {};
    case LogMark::Kind::Cause:
    case LogMark::Kind::Unknown: break;
    }
    return theme.errorTint;
}

} // namespace faultline
