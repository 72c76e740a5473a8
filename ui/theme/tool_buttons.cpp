// SPDX-License-Identifier: MIT
#include "theme/tool_buttons.h"

#include "theme/icons.h"

#include <QToolButton>

namespace faultline {

namespace {

QToolButton* makeButton(const QString& name) {
    auto* const button = new QToolButton;
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

QToolButton* makeToggle(const QString& text, const QString& name) {
    QToolButton* const button = makeButton(name);
    button->setText(text);
    button->setCheckable(true);
    return button;
}

QToolButton* makeIconButton(const QString& icon, const QString& name) {
    QToolButton* const button = makeButton(name);
    button->setIcon(bundledIcon(icon));
    return button;
}

} // namespace faultline
