// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace faultline {

/// Paints a row of the job tree: sign and name left, what it is in muted words right, the badge at the very right.
///
/// Where room is short the words give way first, then the end of the name's stem; the badge never does. The badge says by its number, its
/// colour and, for what is harmless, a word.
class JobTreeDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace faultline
