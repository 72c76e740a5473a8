// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/knowledge_base.h"
#include "scan/pattern_trial.h"

#include <QObject>

#include <list>
#include <memory>
#include <thread>

namespace faultline {

/// Tries a pattern on the open job in the background.
///
/// Starting another trial abandons the one before; nothing of it arrives any more. Signals come on this object's thread. Destruction stops the
/// work and waits for one block of reading at most.
class PatternTrialRunner : public QObject {
    Q_OBJECT
public:
    explicit PatternTrialRunner(QObject* parent = nullptr);
    ~PatternTrialRunner() override;

    /// Both must not be null.
    void start(const JobPointer& job, const std::shared_ptr<const KnowledgeBase>& knowledge, const Match& match);
    /// Ends with `finished`, what was found until then counted.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }

signals:
    void started();
    void found(const faultline::TrialFile& file);
    void progressed(quint64 done, quint64 all);
    void finished(const faultline::TrialResult& result);

private:
    struct Work;
    void abandon();

    std::shared_ptr<Work> m_work;
    struct Worker {
        std::shared_ptr<Work> work;
        std::jthread thread;
    };
    std::list<Worker> m_workers;
    bool m_running = false;
};

} // namespace faultline
