// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "knowledge/knowledge_base.h"

#include <QObject>

class QSettings;

namespace faultline {

class FindingNavigator;
class LogPane;
class SearchPane;
class WindowActions;

/// Brings together the search through all logs, its actions and the log pane: the selection goes in, hits are shown and highlighted in the logs as long as the pane
/// shows.
class WindowSearch : public QObject {
    Q_OBJECT
public:
    /// `settings`, `actions`, `navigator` and `log` must outlive it.
    WindowSearch(QSettings& settings, const WindowActions& actions, FindingNavigator& navigator, LogPane& log, QObject* parent);

    /// A page for the pane below the log, which takes it.
    [[nodiscard]] SearchPane* pane() const { return m_pane; }
    void setJob(const JobPointer& job, const KnowledgeBasePointer& knowledge);

private:
    void open();
    void close();
    void step(bool forward);
    void mark();
    void updateActions();

    const WindowActions& m_actions;
    LogPane& m_log;
    SearchPane* m_pane;
    bool m_hasJob = false;
};

} // namespace faultline
