// SPDX-License-Identifier: MIT
#include "diagnosis/failed_inputs_pane.h"

#include "diagnosis/failed_inputs_model.h"
#include "diagnosis/list_table.h"
#include "text/words.h"
#include "theme/elided_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace faultline {

namespace {

constexpr int filterWidth = 260;

} // namespace

FailedInputsPane::FailedInputsPane(QWidget* parent)
    : QWidget(parent), m_model(new FailedInputsModel(this)), m_sorted(new QSortFilterProxyModel(this)), m_filter(new QLineEdit),
      m_summary(new ElidedLabel({}, MutedLabel::Kind::Small)), m_copy(new QPushButton(tr("&Copy"))),
      m_table(new ListTable(tr("Failed inputs"))) {
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(FailedInputsModel::SortRole);
    m_sorted->setFilterKeyColumn(-1);
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setPlaceholderText(tr("Filter inputs…"));
    m_filter->setAccessibleName(tr("Filter inputs by name or reason"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(filterWidth);
    m_copy->setToolTip(tr("Copy the rows that are selected, or all that are shown"));
    m_copy->setAutoDefault(false);

    m_table->setModel(m_sorted);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setColumns({{.share = 3, .isPath = true}, {.share = 5}, {}, {.share = 3, .isPath = true}});

    auto* top = new QHBoxLayout;
    top->setContentsMargins(8, 6, 8, 6);
    top->setSpacing(8);
    top->addWidget(m_filter, 1);
    top->addWidget(m_summary, 2);
    top->addWidget(m_copy);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(top);
    all->addWidget(m_table, 1);
    setFocusProxy(m_table);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_sorted->setFilterFixedString(text);
        follow();
    });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_table->textOfRows()); });
    // A click selects rows to copy; only a double click or Enter goes away from here.
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        const FailedInput& input = m_model->diagnosis()->failedInputs[index.data(FailedInputsModel::InputRole).toULongLong()];
        if (input.place.file != nowhere)
            emit placeRequested(input.place.file, input.place.line);
    });
    setDiagnosis({});
}

void FailedInputsPane::setDiagnosis(const DiagnosisPointer& diagnosis) {
    m_model->setDiagnosis(diagnosis);
    follow();
}

QString FailedInputsPane::summary() const {
    return m_summary->text();
}

void FailedInputsPane::follow() {
    const DiagnosisPointer& diagnosis = m_model->diagnosis();
    const int all = m_model->rowCount();
    const int shown = m_sorted->rowCount();
    const bool any = all > 0;
    m_filter->setEnabled(any);
    m_copy->setEnabled(shown > 0);
    m_table->setEmptyText(!diagnosis         ? tr("Inputs that failed will stand here once a job is open.")
                          : any              ? tr("No input has “%1” in its name or reason.").arg(m_filter->text())
                          : diagnosis->final ? tr("No log or table names an input that failed.")
                                             : tr("No input that failed was found so far."));
    QString text = !any           ? QString()
                   : shown == all ? tr("%Ln input(s)", nullptr, all)
                                  : tr("%1 of %Ln input(s)", nullptr, all).arg(numberText(static_cast<std::uint64_t>(shown)));
    if (diagnosis && diagnosis->failedInputCount > diagnosis->failedInputs.size())
        text += QStringLiteral(" · ") + tr("%1 in all; only these are listed").arg(numberText(diagnosis->failedInputCount));
    m_summary->setText(text);
}

} // namespace faultline
