// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "diagnosis/list_table.h"

namespace faultline {

class FindingsModel;

/// All findings as a table that can be sorted, for jobs with many. Those of all runs: a column tells them apart where there are several.
class FindingsTable : public ListTable {
    Q_OBJECT
public:
    explicit FindingsTable(QWidget* parent = nullptr);

    void setDiagnosis(const DiagnosisPointer& diagnosis);
    [[nodiscard]] int count() const;

signals:
    void findingChosen(std::size_t finding);

private:
    FindingsModel* m_findings;
};

} // namespace faultline
