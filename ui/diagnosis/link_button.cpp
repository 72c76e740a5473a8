// SPDX-License-Identifier: MIT
#include "diagnosis/link_button.h"

#include "theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace faultline {

LinkButton::LinkButton(const QString& text, Kind kind, QWidget* parent) : QAbstractButton(parent), m_kind(kind) {
    setText(text);
    setAccessibleName(text);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

QFont LinkButton::linkFont() const {
    return m_kind == Kind::Path ? Theme::monospace(font()) : font();
}

QSize LinkButton::sizeHint() const {
    const QFontMetrics metrics(linkFont());
    return {metrics.horizontalAdvance(text()) + 2, metrics.height() + 4};
}

QSize LinkButton::minimumSizeHint() const {
    const QFontMetrics metrics(linkFont());
    return {std::min(metrics.horizontalAdvance(text()) + 2, metrics.averageCharWidth() * 10), metrics.height() + 4};
}

void LinkButton::paintEvent(QPaintEvent*) {
    const Theme theme = Theme::of(palette());
    QFont font = linkFont();
    font.setUnderline(underMouse() && isEnabled());
    QPainter painter(this);
    painter.setFont(font);
    painter.setPen(isEnabled() ? theme.accent : theme.muted);
    const QString shown = QFontMetrics(font).elidedText(text(), m_kind == Kind::Path ? Qt::ElideLeft : Qt::ElideRight, width());
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme.accent, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
}

} // namespace faultline
