// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QMenu>

class QActionGroup;

namespace faultline {

/// The runs of a job to choose from, each with its outcome and verdict. Disabled where there is but one.
class RunMenu : public QMenu {
    Q_OBJECT
public:
    explicit RunMenu(QWidget* parent);

    /// Null empties it. `run` is the one that is looked at.
    void setDiagnosis(const DiagnosisPointer& diagnosis, std::size_t run);

signals:
    void runChosen(std::size_t run);

private:
    QActionGroup* m_group;
};

} // namespace faultline
