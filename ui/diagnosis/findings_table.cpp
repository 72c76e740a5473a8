// SPDX-License-Identifier: MIT
#include "diagnosis/findings_table.h"

#include "diagnosis/findings_model.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>

namespace faultline {

namespace {

constexpr int rowExtent = 26;

} // namespace

FindingsTable::FindingsTable(QWidget* parent) : QTableView(parent), m_findings(new FindingsModel(this)) {
    auto* sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_findings);
    sorted->setSortRole(FindingsModel::SortRole);
    setModel(sorted);
    setAccessibleName(tr("Findings"));
    setFrameShape(NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    setSortingEnabled(true);
    sortByColumn(FindingsModel::KindColumn, Qt::AscendingOrder);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(rowExtent);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(FindingsModel::TitleColumn, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(FindingsModel::CountColumn, QHeaderView::ResizeToContents);

    const auto choose = [this](const QModelIndex& index) {
        if (index.isValid())
            emit findingChosen(index.data(FindingsModel::FindingRole).toULongLong());
    };
    connect(this, &QAbstractItemView::activated, this, choose);
    connect(this, &QAbstractItemView::clicked, this, choose);
}

void FindingsTable::setDiagnosis(const DiagnosisPointer& diagnosis) {
    m_findings->setDiagnosis(diagnosis);
    horizontalHeader()->resizeSection(FindingsModel::FirstColumn, fontMetrics().averageCharWidth() * 26);
    horizontalHeader()->resizeSection(FindingsModel::PlaceColumn, fontMetrics().averageCharWidth() * 40);
}

} // namespace faultline
