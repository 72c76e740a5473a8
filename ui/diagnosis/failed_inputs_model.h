// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QAbstractTableModel>

namespace faultline {

/// The input files that could not be processed, with reason, attempts and the line that tells it.
class FailedInputsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { FileColumn, ReasonColumn, AttemptsColumn, PlaceColumn, ColumnCount };
    enum Role {
        InputRole = Qt::UserRole + 1, ///< qulonglong, index into `Diagnosis::failedInputs`
        SortRole,
    };

    explicit FailedInputsModel(QObject* parent = nullptr);

    void setDiagnosis(DiagnosisPointer diagnosis);
    [[nodiscard]] const DiagnosisPointer& diagnosis() const { return m_diagnosis; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    DiagnosisPointer m_diagnosis;
};

} // namespace faultline
