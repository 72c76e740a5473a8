// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"

#include <QDialog>

class QLineEdit;
class QListWidget;

namespace faultline {

class MutedLabel;

/// A field and a list: type parts of a path, press Enter, and the file is shown. Matching parts may stand in any order.
class QuickOpen : public QDialog {
    Q_OBJECT
public:
    QuickOpen(JobPointer job, QWidget* parent);

    /// Files of the job whose path holds all words, best first, at most `limit`.
    [[nodiscard]] static std::vector<std::size_t> find(const Job& job, const QString& words, std::size_t limit);

signals:
    void fileChosen(qulonglong file, bool preview);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void accept() override;

    JobPointer m_job;
    QLineEdit* m_text;
    QListWidget* m_list;
    MutedLabel* m_none;
};

} // namespace faultline
