// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QAbstractTableModel>

namespace faultline {

/// Where a finding stands in the story that the panel tells.
enum class FindingGroup {
    Cause,     ///< the verdict
    Explained, ///< a consequence or wrapper of another finding
    Also,      ///< was found as well
    Noise,     ///< harmless
};

[[nodiscard]] FindingGroup groupOf(const Diagnosis& diagnosis, std::size_t finding);

/// All findings of a diagnosis as a table, best first: for lists, and for walking from one to the next.
class FindingsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { KindColumn, TitleColumn, CountColumn, FirstColumn, PlaceColumn, ColumnCount };
    enum Role {
        FindingRole = Qt::UserRole + 1, ///< qulonglong, index into `Diagnosis::findings`
        GroupRole,                      ///< FindingGroup as int
        SortRole,
    };

    explicit FindingsModel(QObject* parent = nullptr);

    void setDiagnosis(DiagnosisPointer diagnosis);
    [[nodiscard]] const DiagnosisPointer& diagnosis() const { return m_diagnosis; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// In a word, as on the chips: `Cause`, `Explained`, `Warning`.
    [[nodiscard]] static QString kindText(const Diagnosis& diagnosis, std::size_t finding);

private:
    DiagnosisPointer m_diagnosis;
};

} // namespace faultline
