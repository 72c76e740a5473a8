// SPDX-License-Identifier: MIT
#include "tree/job_tree_view.h"

#include "theme/theme.h"
#include "tree/job_tree_delegate.h"
#include "tree/job_tree_model.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>

namespace faultline {

JobTreeView::JobTreeView(QWidget* parent) : QTreeView(parent) {
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setIndentation(13);
    setViewportMargins(4, 0, 0, 0);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setExpandsOnDoubleClick(true);
    setMouseTracking(true);
    setItemDelegate(new JobTreeDelegate(this));
    setAccessibleName(tr("Files of the job"));
    // Rows stand on the window's colour, not on that of text fields.
    viewport()->setBackgroundRole(QPalette::Window);
}

void JobTreeView::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme theme = Theme::of(option.palette);
    if (selectionModel()->isSelected(index))
        painter->fillRect(option.rect, theme.selection);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, Theme::mix(theme.window, theme.text, 0.045));
    QTreeView::drawRow(painter, option, index);
}

void JobTreeView::choose(const QModelIndex& index, bool preview) {
    if (const QVariant file = index.data(JobTreeModel::FileRole); file.isValid())
        emit fileChosen(file.toULongLong(), preview);
}

void JobTreeView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTreeView::currentChanged(current, previous);
    if (m_byHand)
        choose(current, true);
}

void JobTreeView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        const QModelIndex current = currentIndex();
        if (current.data(JobTreeModel::IsFolderRole).toBool())
            setExpanded(current, !isExpanded(current));
        else
            choose(current, false);
        event->accept();
        return;
    }
    const QScopedValueRollback byHand(m_byHand, true);
    QTreeView::keyPressEvent(event);
}

void JobTreeView::mousePressEvent(QMouseEvent* event) {
    const QModelIndex before = currentIndex();
    {
        const QScopedValueRollback byHand(m_byHand, event->button() == Qt::LeftButton);
        QTreeView::mousePressEvent(event);
    }
    // A click on the current row shows its file again, for instance after its tab was closed.
    if (event->button() == Qt::LeftButton && indexAt(event->position().toPoint()) == before)
        choose(before, true);
}

void JobTreeView::mouseDoubleClickEvent(QMouseEvent* event) {
    QTreeView::mouseDoubleClickEvent(event);
    if (event->button() == Qt::LeftButton)
        choose(indexAt(event->position().toPoint()), false);
}

} // namespace faultline
