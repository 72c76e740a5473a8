// SPDX-License-Identifier: MIT
#include "search/search_list.h"

#include "search/search_delegate.h"
#include "text/words.h"
#include "theme/own_keys.h"
#include "theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace faultline {

namespace {

/// As many files unfold by themselves: beyond that the list of files says more than the first file's lines, and a view of very many unfolded rows is slow.
constexpr int unfoldedFiles = 200;

} // namespace

SearchList::SearchList(QWidget* parent) : QTreeView(parent), m_model(new SearchModel(this)) {
    setModel(m_model);
    setItemDelegate(new SearchDelegate(this));
    setAccessibleName(tr("Search results"));
    keepCopyAndSelectAll(this);
    setFrameShape(NoFrame);
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setIndentation(16);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setExpandsOnDoubleClick(false);
    setTextElideMode(Qt::ElideNone);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) { choose(index, false); });
    connect(this, &QAbstractItemView::activated, this, [this](const QModelIndex& index) { choose(index, true); });
}

void SearchList::reset(const JobPointer& job) {
    m_model->reset(job);
    m_unfolded = 0;
}

void SearchList::add(const std::vector<FileHits>& files) {
    m_model->add(files);
    for (; m_unfolded < std::min(m_model->rowCount(), unfoldedFiles); ++m_unfolded)
        expand(m_model->index(m_unfolded, 0));
}

bool SearchList::step(bool forward) {
    const QModelIndex hit = forward ? m_model->nextHit(currentIndex()) : m_model->previousHit(currentIndex());
    if (!hit.isValid())
        return false;
    setCurrentIndex(hit);
    scrollTo(hit);
    choose(hit, false);
    return true;
}

void SearchList::choose(const QModelIndex& index, bool go) {
    if (!index.isValid())
        return;
    if (const QVariant line = index.data(SearchModel::LineRole); line.isValid())
        emit placeChosen(index.data(SearchModel::FileRole).toULongLong(), LineNumber(line.toULongLong()),
                         index.data(SearchModel::ByteRole).toULongLong(), go);
    else if (go && !index.parent().isValid())
        setExpanded(index, !isExpanded(index));
}

void SearchList::copy() const {
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, [](const QModelIndex& a, const QModelIndex& b) {
        const int fileA = a.parent().isValid() ? a.parent().row() : a.row();
        const int fileB = b.parent().isValid() ? b.parent().row() : b.row();
        return fileA != fileB ? fileA < fileB : (a.parent().isValid() ? a.row() : -1) < (b.parent().isValid() ? b.row() : -1);
    });
    QStringList texts;
    for (const QModelIndex& row : std::as_const(rows)) {
        const QString text = row.data(Qt::DisplayRole).toString();
        if (const QVariant line = row.data(SearchModel::LineRole); line.isValid())
            texts << placeText(row.parent().data(Qt::DisplayRole).toString(), LineNumber(line.toULongLong())) + QStringLiteral(": ") + text;
        else
            texts << text;
    }
    if (!texts.isEmpty())
        QGuiApplication::clipboard()->setText(texts.join(u'\n'));
}

void SearchList::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QTreeView::keyPressEvent(event);
}

void SearchList::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QTreeView::drawRow(painter, option, index);
    if (index == currentIndex() && hasFocus())
        painter->fillRect(QRect(0, option.rect.top(), 2, option.rect.height()), Theme::of(palette()).accent);
}

} // namespace faultline
