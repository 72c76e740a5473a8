// SPDX-License-Identifier: MIT
#include "knowledge/pattern_trial_runner.h"

#include <QMetaObject>

#include <atomic>
#include <mutex>

namespace faultline {

/// What one trial's thread shares with the runner. It outlives both.
struct PatternTrialRunner::Work {
    std::stop_source stop;
    std::atomic_bool ended = false;
    std::mutex mutex;
    PatternTrialRunner* runner = nullptr; ///< under `mutex`; null once abandoned

    template <typename Deliver>
    static void post(const std::shared_ptr<Work>& work, Deliver deliver) {
        const std::scoped_lock lock(work->mutex);
        if (!work->runner)
            return;
        QMetaObject::invokeMethod(
            work->runner,
            [work, deliver = std::move(deliver)] {
                if (work->runner)
                    deliver(*work->runner);
            },
            Qt::QueuedConnection);
    }
};

PatternTrialRunner::PatternTrialRunner(QObject* parent) : QObject(parent) {}

PatternTrialRunner::~PatternTrialRunner() {
    abandon();
}

void PatternTrialRunner::abandon() {
    if (!m_work)
        return;
    {
        const std::scoped_lock lock(m_work->mutex);
        m_work->runner = nullptr;
    }
    m_work->stop.request_stop();
    m_work.reset();
    m_running = false;
}

void PatternTrialRunner::cancel() {
    if (m_work)
        m_work->stop.request_stop();
}

void PatternTrialRunner::start(const JobPointer& job, const KnowledgeBasePointer& knowledge, const Match& match) {
    abandon();
    std::erase_if(m_workers, [](const Worker& worker) { return worker.work->ended.load(); });
    m_work = std::make_shared<Work>();
    m_work->runner = this;
    m_running = true;
    emit started();
    m_workers.push_back({m_work, std::jthread([work = m_work, job, knowledge, match] {
                             TrialOptions options;
                             // The window stays quick while the job is searched.
                             options.threads = std::max(1U, std::thread::hardware_concurrency() / 2);
                             options.found = [&work](const TrialFile& file) {
                                 Work::post(work, [file](PatternTrialRunner& runner) { emit runner.found(file); });
                             };
                             options.progress = [&work](std::uint64_t done, std::uint64_t all) {
                                 Work::post(work, [done, all](PatternTrialRunner& runner) { emit runner.progressed(done, all); });
                             };
                             TrialResult result = tryPattern(*job, knowledge->layouts(), match, work->stop.get_token(), options);
                             Work::post(work, [result = std::move(result)](PatternTrialRunner& runner) {
                                 runner.m_running = false;
                                 emit runner.finished(result);
                             });
                             work->ended = true;
                         })});
}

} // namespace faultline
