// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QTableView>

namespace faultline {

class FindingsModel;

/// All findings as a table that can be sorted, for jobs with many.
class FindingsTable : public QTableView {
    Q_OBJECT
public:
    explicit FindingsTable(QWidget* parent = nullptr);

    void setDiagnosis(const DiagnosisPointer& diagnosis);

signals:
    void findingChosen(std::size_t finding);

private:
    FindingsModel* m_findings;
};

} // namespace faultline
