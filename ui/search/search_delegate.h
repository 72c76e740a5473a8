// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace faultline {

/// Paints the rows of a `SearchModel`: files with their counts, lines with number and highlighted hits, in the letters of the log.
class SearchDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    static void paintFile(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index);
    static void paintLine(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index);
};

} // namespace faultline
