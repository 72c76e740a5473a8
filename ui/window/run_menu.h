// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QMenu>
#include <QString>

#include <vector>

class QActionGroup;

namespace faultline {

/// The runs of a job to choose from, each with its outcome and verdict. Disabled where there is but one.
class RunMenu : public QMenu {
    Q_OBJECT
public:
    explicit RunMenu(QWidget* parent);

    /// Null empties it. `run` is the one that is looked at. Actions that would say the same as before stay as they are: the menu may be open under the mouse.
    void setDiagnosis(const DiagnosisPointer& diagnosis, std::size_t run);

signals:
    void runChosen(std::size_t run);

private:
    struct Entry {
        std::size_t run;
        QString text, sign, toolTip;
        bool operator==(const Entry&) const = default;
    };
    [[nodiscard]] static std::vector<Entry> entriesOf(const Diagnosis& diagnosis);

    QActionGroup* m_group;
    std::vector<Entry> m_entries; ///< an action for each
};

} // namespace faultline
