// SPDX-License-Identifier: MIT
#include "diagnosis/card_head.h"

#include "theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStyleOption>

namespace faultline {

namespace {

constexpr int arrowRoom = 12;
constexpr int padding = 12;

QLabel* plainLabel(const QString& text) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    // Inside a button the role would be that of button texts.
    label->setForegroundRole(QPalette::WindowText);
    return label;
}

} // namespace

CardHead::CardHead(const Card::Look& look, QWidget* parent)
    : QAbstractButton(parent), m_look(look), m_title(plainLabel(look.title)), m_note(plainLabel(look.note)) {
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);

    m_title->setWordWrap(true);
    m_title->setMinimumWidth(60);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(padding, 10, padding + arrowRoom, 10);
    row->setSpacing(8);
    auto* chip = new Chip(look.chip, look.tone);
    chip->setAttribute(Qt::WA_TransparentForMouseEvents);
    row->addWidget(chip, 0, Qt::AlignTop);
    row->addWidget(m_title, 1);
    row->addWidget(m_note, 0, Qt::AlignTop);
    m_note->setHidden(look.note.isEmpty());
    colour();
    setOpen(false);
}

void CardHead::setOpen(bool open) {
    m_open = open;
    QString name = tr("%1: %2").arg(m_look.chip, m_look.title);
    if (!m_look.note.isEmpty())
        name += QStringLiteral(", ") + m_look.note;
    setAccessibleName(name);
    setAccessibleDescription(open ? tr("Press to fold") : tr("Press to unfold"));
    update();
}

void CardHead::colour() {
    const Theme theme = Theme::of(palette());
    QFont titleFont = font();
    titleFont.setWeight(m_look.quiet ? QFont::Normal : QFont::DemiBold);
    m_title->setFont(titleFont);
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, theme.muted);
    m_note->setPalette(muted);
    m_title->setPalette(m_look.quiet ? muted : palette());
}

QSize CardHead::sizeHint() const {
    return layout()->sizeHint();
}

int CardHead::heightForWidth(int width) const {
    return layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : layout()->sizeHint().height();
}

void CardHead::changeEvent(QEvent* event) {
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        colour();
}

void CardHead::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    QStyleOption arrow;
    arrow.initFrom(this);
    arrow.rect = QRect(width() - padding - arrowRoom + 4, 11, arrowRoom, fontMetrics().height());
    style()->drawPrimitive(m_open ? QStyle::PE_IndicatorArrowDown : QStyle::PE_IndicatorArrowRight, &arrow, &painter, this);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(Theme::of(palette()).accent, 1.5));
        painter.drawRoundedRect(QRectF(rect()).adjusted(3, 3, -3, -3), 4, 4);
    }
}

} // namespace faultline
