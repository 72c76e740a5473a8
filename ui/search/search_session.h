// SPDX-License-Identifier: MIT
#pragma once

#include "log/background_worker.h"
#include "search/job_search.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <vector>

namespace faultline {

class Mailbox;

/// One search through the files of a job, done in the background; a new one gives the old one up.
///
/// What is found comes by signals on this object's thread, in portions that are small enough to be shown within a frame.
class SearchSession : public QObject {
    Q_OBJECT
public:
    enum class State {
        Idle,
        Running,
        Done,
        Cancelled, ///< stopped by the user; what was found until then stays
    };
    Q_ENUM(State)

    explicit SearchSession(QObject* parent = nullptr);
    ~SearchSession() override;

    /// `context`: lines that are read before and behind each hit.
    void start(const JobPointer& job, const SearchPattern& pattern, const SearchScope& scope, std::size_t context);
    /// Stops and keeps what was found. Nothing happens when nothing runs.
    void cancel();
    /// Stops and forgets.
    void clear();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isRunning() const { return m_state == State::Running; }
    [[nodiscard]] const JobSearchProgress& progress() const { return m_progress; }
    /// Counts are of what `found` has told; the messages and what was skipped are complete once it is `Done`.
    [[nodiscard]] const JobSearchResult& result() const { return m_result; }

signals:
    /// All that was found before is void.
    void begun();
    void found(const std::vector<faultline::FileHits>& files);
    /// Progress, another state, or `begun` and `found` have been told.
    void changed();

private:
    struct Portion;
    void take(const Portion& portion);

    std::shared_ptr<Mailbox> m_mailbox;
    BackgroundWorker m_worker;
    std::uint64_t m_generation = 0;
    State m_state = State::Idle;
    JobSearchProgress m_progress;
    JobSearchResult m_result;
};

} // namespace faultline
