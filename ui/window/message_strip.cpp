// SPDX-License-Identifier: MIT
#include "window/message_strip.h"

#include "text/words.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace faultline {

namespace {

QLabel* plainLabel() {
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setMinimumWidth(120);
    return label;
}

} // namespace

MessageStrip::MessageStrip(QWidget* parent)
    : QFrame(parent), m_sign(new QLabel), m_what(plainLabel()), m_rest(plainLabel()), m_button(new QPushButton) {
    auto* close = new QToolButton;
    close->setIcon(bundledIcon(QStringLiteral("window-close")));
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(close->toolTip());
    close->setAutoRaise(true);

    auto* lines = new QVBoxLayout;
    lines->setSpacing(2);
    lines->addWidget(m_what);
    lines->addWidget(m_rest);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(20, 8, 8, 9);
    all->setSpacing(12);
    all->addWidget(m_sign, 0, Qt::AlignTop);
    all->addLayout(lines, 1);
    all->addWidget(m_button);
    all->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void MessageStrip::showMessage(const Message& message, QAction* action) {
    m_level = message.level;
    m_what->setText(toText(message.what));
    QStringList rest;
    for (const std::string& part : {message.why, message.where ? message.where->path : std::string(), message.next}) {
        if (!part.empty())
            rest << setApart(toLine(part));
    }
    m_rest->setText(rest.join(QStringLiteral(" · ")));
    m_rest->setVisible(!rest.isEmpty());
    m_button->setVisible(action != nullptr);
    m_button->disconnect();
    if (action) {
        m_button->setText(action->text());
        connect(m_button, &QPushButton::clicked, action, &QAction::trigger);
    }
    colour();
    setAccessibleName(text());
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString MessageStrip::text() const {
    return m_rest->text().isEmpty() ? m_what->text() : m_what->text() + QStringLiteral(". ") + m_rest->text();
}

void MessageStrip::colour() {
    const Theme theme = Theme::of(palette());
    const bool error = m_level == MessageLevel::Error;
    const bool warning = m_level == MessageLevel::Warning;
    m_sign->setPixmap(icon(error     ? QStringLiteral("sign-error")
                           : warning ? QStringLiteral("sign-warning")
                                     : QStringLiteral("help-about"),
                           error     ? theme.error
                           : warning ? theme.warning
                                     : theme.accent)
                          .pixmap(QSize(16, 16), devicePixelRatio()));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_what->setFont(bold);
    update();
}

void MessageStrip::paintEvent(QPaintEvent*) {
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), m_level == MessageLevel::Error     ? theme.errorTint
                             : m_level == MessageLevel::Warning ? theme.warningTint
                                                                : theme.selection);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
}

void MessageStrip::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void MessageStrip::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QFrame::keyPressEvent(event);
}

} // namespace faultline
