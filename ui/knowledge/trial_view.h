// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/pattern_trial_runner.h"
#include "text/line_number.h"

#include <QWidget>

class QLabel;
class QListView;
class QProgressBar;
class QPushButton;
class QTimer;

namespace faultline {

class TrialModel;

/// What a pattern finds in the open job, tried as it is written. A large job is tried only when asked.
class TrialView : public QWidget {
    Q_OBJECT
public:
    /// `job` may be null: then there is nothing to try it on.
    TrialView(JobPointer job, KnowledgeBasePointer knowledge, QWidget* parent = nullptr);

    /// The pattern is tried soon, once it stays the same for a moment.
    void setMatch(const Match& match);
    [[nodiscard]] QString summary() const;
    [[nodiscard]] bool isRunning() const { return m_runner->isRunning(); }

signals:
    /// What the engines say of the pattern, once it was tried.
    void judged(const faultline::PatternVerdict& verdict);
    void placeRequested(quint64 file, faultline::LineNumber line);

private:
    void tryNow();
    void showCounts();
    void finish(const TrialResult& result);

    JobPointer m_job;
    KnowledgeBasePointer m_knowledge;
    Match m_match;
    PatternTrialRunner* m_runner;
    TrialModel* m_model;
    QTimer* m_delay;
    QLabel* m_summary;
    QLabel* m_note;
    QProgressBar* m_bar;
    QPushButton* m_button;
    QListView* m_list;
    std::uint64_t m_lines = 0, m_files = 0;
};

} // namespace faultline
