// SPDX-License-Identifier: MIT
#include "diagnosis/findings_table.h"

#include "diagnosis/findings_model.h"
#include "diagnosis/run_view.h"

#include <QSortFilterProxyModel>

namespace faultline {

FindingsTable::FindingsTable(QWidget* parent) : ListTable(tr("Findings"), parent), m_findings(new FindingsModel(this)) {
    auto* sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_findings);
    sorted->setSortRole(FindingsModel::SortRole);
    setModel(sorted);
    setSelectionMode(SingleSelection);
    setSortingEnabled(true);
    sortByColumn(FindingsModel::KindColumn, Qt::AscendingOrder);
    setColumnHidden(FindingsModel::RunColumn, true);
    setColumns({{}, {.share = 5}, {}, {}, {.share = 2}, {.share = 4, .isPath = true}});
    setDiagnosis({});

    const auto choose = [this](const QModelIndex& index) {
        if (index.isValid())
            emit findingChosen(index.data(FindingsModel::FindingRole).toULongLong());
    };
    connect(this, &QAbstractItemView::activated, this, choose);
    connect(this, &QAbstractItemView::clicked, this, choose);
}

int FindingsTable::count() const {
    return m_findings->rowCount();
}

void FindingsTable::setDiagnosis(const DiagnosisPointer& diagnosis) {
    setColumnHidden(FindingsModel::RunColumn, !diagnosis || shownRuns(*diagnosis).size() < 2);
    m_findings->setDiagnosis(diagnosis);
    setEmptyText(!diagnosis         ? tr("Findings will stand here once a job is open.")
                 : diagnosis->final ? tr("Nothing that an article knows was found in these logs.")
                                    : tr("Nothing was found so far."));
}

} // namespace faultline
