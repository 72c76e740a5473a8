// SPDX-License-Identifier: MIT
#include "diagnosis/list_table.h"

#include "theme/own_keys.h"
#include "theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>

#include <algorithm>

namespace faultline {

namespace {

constexpr int rowPadding = 8;
constexpr int narrowest = 60;

class PathDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override {
        QStyledItemDelegate::initStyleOption(option, index);
        option->textElideMode = Qt::ElideLeft;
    }
};

} // namespace

ListTable::ListTable(const QString& name, QWidget* parent) : QTableView(parent) {
    setAccessibleName(name);
    keepCopyAndSelectAll(this);
    setFrameShape(NoFrame);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + rowPadding);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setMinimumSectionSize(narrowest);
    // Columns that share the width change here or by the reader's hand; the others follow their texts. A column that is hidden or shown again is no hand either.
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column, int before, int now) {
        const auto number = static_cast<std::size_t>(column);
        if (!m_sharing && before > 0 && now > 0 && number < m_columns.size() && m_columns[number].share > 0)
            m_sizedByHand = true;
    });
}

void ListTable::setColumns(std::vector<Column> columns) {
    m_columns = std::move(columns);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const int column = static_cast<int>(i);
        horizontalHeader()->setSectionResizeMode(column, m_columns[i].share > 0 ? QHeaderView::Interactive : QHeaderView::ResizeToContents);
        if (m_columns[i].isPath)
            setItemDelegateForColumn(column, new PathDelegate(this));
    }
    shareWidth();
}

void ListTable::setEmptyText(const QString& text) {
    m_emptyText = text;
    setAccessibleDescription(text);
    viewport()->update();
}

void ListTable::shareWidth() {
    if (!model() || m_sizedByHand || m_columns.empty())
        return;
    int free = viewport()->width();
    int shares = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const int column = static_cast<int>(i);
        if (isColumnHidden(column))
            continue;
        if (m_columns[i].share > 0)
            shares += m_columns[i].share;
        else
            free -= std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
    }
    if (shares == 0)
        return;
    const QScopedValueRollback sharing(m_sharing, true);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].share > 0)
            setColumnWidth(static_cast<int>(i), std::max(narrowest * 2, free * m_columns[i].share / shares));
    }
}

QString ListTable::textOfRows() const {
    std::vector<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    if (rows.empty()) {
        for (int row = 0; row < model()->rowCount(); ++row)
            rows.push_back(row);
    }
    QStringList lines;
    for (const int row : rows) {
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column) {
            if (!isColumnHidden(column))
                cells << model()->index(row, column).data().toString();
        }
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void ListTable::reset() {
    QTableView::reset();
    // The widths of the columns that follow their texts are another.
    shareWidth();
}

void ListTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    shareWidth();
}

void ListTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        if (model()->rowCount() > 0)
            QGuiApplication::clipboard()->setText(textOfRows());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void ListTable::paintEvent(QPaintEvent* event) {
    QTableView::paintEvent(event);
    if (m_emptyText.isEmpty() || !model() || model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(Theme::of(palette()).muted);
    painter.drawText(viewport()->rect().adjusted(16, 12, -16, -12), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_emptyText);
}

} // namespace faultline
