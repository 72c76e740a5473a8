// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QAbstractTableModel>

#include <vector>

namespace faultline {

/// Where a finding stands in the story that the panel tells.
enum class FindingGroup {
    Verdict,   ///< what the verdict of its run rests on
    Advice,    ///< what to do about an exception that no article knows and that is the verdict of its run
    Explained, ///< a consequence or wrapper of another finding
    Also,      ///< was found as well
    Handled,   ///< the program caught it and lived through it
    Mentioned, ///< said in passing; nothing fails by it
    Noise,     ///< harmless
};

/// Of every finding, in their order.
[[nodiscard]] std::vector<FindingGroup> groupsOf(const Diagnosis& diagnosis);

/// False for what is told of only in passing: what the program handled, what a log only mentions, the harmless. Nobody is led to these one by one.
[[nodiscard]] bool counts(FindingGroup group);

/// All findings of a diagnosis as a table, best first: for lists, and for walking from one to the next.
class FindingsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { KindColumn, TitleColumn, CountColumn, FirstColumn, RunColumn, PlaceColumn, ColumnCount };
    enum Role {
        FindingRole = Qt::UserRole + 1, ///< qulonglong, index into `Diagnosis::findings`
        SortRole,
    };

    explicit FindingsModel(QObject* parent = nullptr);

    void setDiagnosis(DiagnosisPointer diagnosis);
    [[nodiscard]] const DiagnosisPointer& diagnosis() const { return m_diagnosis; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// In a word, as on the chips: `Cause`, `Wrapper`, `Explained`, `Handled`, `Warning`.
    [[nodiscard]] static QString kindText(const Finding& finding, FindingGroup group);

private:
    DiagnosisPointer m_diagnosis;
    std::vector<FindingGroup> m_groups;
};

} // namespace faultline
