// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "scan/scanner.h"

#include <QObject>

#include <atomic>
#include <chrono>
#include <list>
#include <memory>
#include <thread>

namespace faultline {

/// Looks again and again, in the background, whether a job that was read goes on: files that come, grow or go, as while it runs, is copied or synced.
///
/// Listing tells it; network folders notify of nothing. What is new is scanned, and nothing else (`ScanBefore`), on a thread of low priority. How often depends on what looking
/// costs: most of the time nothing is done. All calls and signals are on this object's thread; none waits.
class JobFollower : public QObject {
    Q_OBJECT
public:
    /// `interval`: the shortest pause between two looks.
    explicit JobFollower(std::chrono::milliseconds interval = std::chrono::seconds(2), QObject* parent = nullptr);
    ~JobFollower() override;

    /// Follows a job from what was found in it. A job whose files cannot change (`JobSource::isLive`) is left alone, as is none (null).
    void follow(std::shared_ptr<const ScanBefore> first, PatternSetPointer patterns);
    /// Nothing is told any more until the next `follow`.
    void stop();

signals:
    /// The job as it is listed now, and all that was found in it. Never with what was there before.
    void changed(const std::shared_ptr<const faultline::ScanBefore>& now);

private:
    struct Work {
        std::atomic_bool ended = false;
        std::jthread thread;
    };
    void run(const std::stop_token& stop, const std::shared_ptr<const ScanBefore>& first, const PatternSetPointer& patterns,
             int generation);

    std::chrono::milliseconds m_interval;
    int m_generation = 0; ///< what earlier threads post is not of this one
    Work* m_current = nullptr;
    std::list<Work> m_work; ///< the current one, and those stopped but not ended yet
};

} // namespace faultline
