// SPDX-License-Identifier: MIT
#include "diagnosis/chip.h"

#include "theme/theme.h"

#include <QFontInfo>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace faultline {

Chip::Chip(const QString& text, Tone tone, QWidget* parent) : QWidget(parent), m_text(text), m_tone(tone) {
    setAccessibleName(text);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QFont Chip::chipFont() const {
    QFont font = this->font();
    font.setPixelSize(std::max(9, QFontInfo(font).pixelSize() - 2));
    font.setWeight(QFont::DemiBold);
    return font;
}

QSize Chip::sizeHint() const {
    const QFontMetrics metrics(chipFont());
    return {metrics.horizontalAdvance(m_text) + 16, metrics.height() + 4};
}

void Chip::paintEvent(QPaintEvent*) {
    const Theme theme = Theme::of(palette());
    const QColor fill = m_tone == Tone::Error ? theme.errorTint : m_tone == Tone::Warning ? theme.warningTint : theme.quiet;
    const QColor ink = m_tone == Tone::Error ? theme.error : m_tone == Tone::Warning ? theme.warning : theme.muted;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
    painter.setFont(chipFont());
    painter.setPen(ink);
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace faultline
