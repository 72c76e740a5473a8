// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace faultline {

/// Paints a line that a trial found: its place in small muted letters, the line below in monospace.
class TrialDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace faultline
