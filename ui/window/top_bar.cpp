// SPDX-License-Identifier: MIT
#include "window/top_bar.h"

#include "theme/theme.h"

#include <QPainter>

namespace faultline {

TopBar::TopBar(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Tool bar"));
}

void TopBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::of(palette()).line);
}

} // namespace faultline
