// SPDX-License-Identifier: MIT
#include "diagnosis/card.h"

#include "diagnosis/card_head.h"
#include "theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace faultline {

Card::Card(Look look, BodyMaker maker, QWidget* parent)
    : QFrame(parent), m_look(std::move(look)), m_maker(std::move(maker)), m_head(new CardHead(m_look)), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_head);
    connect(m_head, &QAbstractButton::clicked, this, [this] {
        setOpen(!m_open);
        emit pressed(m_open);
    });
}

void Card::setOpen(bool open) {
    if (m_open == open)
        return;
    m_open = open;
    if (open && !m_body && m_maker) {
        m_body = m_maker();
        m_column->addWidget(m_body);
    }
    if (m_body)
        m_body->setVisible(open);
    static_cast<CardHead*>(m_head)->setOpen(open);
}

void Card::paintEvent(QPaintEvent*) {
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::radius, Theme::radius);
    painter.fillPath(outline, theme.base);
    if (m_look.marked) {
        painter.save();
        painter.setClipPath(outline);
        const QColor colour = m_look.tone == Chip::Tone::Error     ? theme.error
                              : m_look.tone == Chip::Tone::Warning ? theme.warning
                                                                   : theme.muted;
        painter.fillRect(0, 0, 4, height(), colour);
        painter.restore();
    }
    painter.setPen(theme.line);
    painter.drawPath(outline);
}

} // namespace faultline
