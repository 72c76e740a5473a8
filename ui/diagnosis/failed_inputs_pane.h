// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;

namespace faultline {

class FailedInputsModel;
class ListTable;

/// All input files that failed, with a filter over names and reasons. A press on *Copy* takes the rows that are shown; a double click on a row leads to its line.
class FailedInputsPane : public QWidget {
    Q_OBJECT
public:
    explicit FailedInputsPane(QWidget* parent = nullptr);

    void setDiagnosis(const DiagnosisPointer& diagnosis);
    [[nodiscard]] ListTable* table() const { return m_table; }
    [[nodiscard]] QLineEdit* filter() const { return m_filter; }
    /// What is said beside the filter.
    [[nodiscard]] QString summary() const;

signals:
    void placeRequested(quint64 file, faultline::LineNumber line);

private:
    void follow();

    FailedInputsModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QLineEdit* m_filter;
    QLabel* m_summary;
    QPushButton* m_copy;
    ListTable* m_table;
};

} // namespace faultline
