// SPDX-License-Identifier: MIT
#include "article/text_column.h"

#include <QVBoxLayout>

namespace faultline {

TextColumn::TextColumn(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {}

QSize TextColumn::minimumSizeHint() const {
    // The scroll area asks the layout for the height at its width by itself, and adds what stands here.
    return {m_column->minimumSize().width(), 0};
}

} // namespace faultline
