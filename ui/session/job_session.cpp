// SPDX-License-Identifier: MIT
#include "session/job_session.h"

#include "session/dismissed_findings.h"
#include "session/job_follower.h"
#include "session/knowledge_service.h"
#include "text/path_bytes.h"

#include "scan/scan_cache.h"

#include <QMetaObject>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace faultline {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto diagnosisInterval = std::chrono::milliseconds(250);
constexpr auto progressInterval = std::chrono::milliseconds(80);

/// Null when `stop` was requested first.
template <typename Value>
Value waitFor(const std::shared_future<Value>& future, const std::stop_token& stop) {
    while (future.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) {
        if (stop.stop_requested())
            return {};
    }
    return future.get();
}

} // namespace

/// What is dismissed in the open job. Read from the disk by the first worker that needs it.
struct JobSession::Dismissed {
    std::mutex mutex;
    std::set<std::string> keys;
    bool read = false;

    [[nodiscard]] DiagnosisOptions options() {
        const std::scoped_lock lock(mutex);
        return {keys};
    }
};

/// What the threads of one `open` share with the session. It outlives both.
struct JobSession::Work {
    std::string path;
    std::shared_ptr<KnowledgeService> knowledge;
    std::shared_ptr<Dismissed> dismissed;
    std::shared_ptr<const DismissedFindings> dismissedStore;
    std::stop_source close; ///< nobody wants to know any more
    std::stop_source read;  ///< the user wants no more to be read
    bool remembers = false; ///< what was found is kept for the next time …
    bool believes = false;  ///< … and what was kept the last time is taken
    std::atomic_bool ended = false;

    std::mutex mutex;
    JobSession* session = nullptr; ///< under `mutex`; null once abandoned

    /// Runs `deliver(session)` on the session's thread, unless the work has been abandoned by then.
    template <typename Deliver>
    static void post(const std::shared_ptr<Work>& work, Deliver deliver) {
        const std::scoped_lock lock(work->mutex);
        if (!work->session)
            return;
        QMetaObject::invokeMethod(
            work->session,
            [work, deliver = std::move(deliver)] {
                if (work->session)
                    deliver(*work->session);
            },
            Qt::QueuedConnection);
    }
};

namespace {

/// Diagnoses what was scanned so far now and then, on a thread of its own so that scanning never waits for it.
class PartialDiagnoser {
public:
    using Deliver = std::function<void(DiagnosisPointer)>;
    using Options = std::function<DiagnosisOptions()>;

    PartialDiagnoser(JobPointer job, KnowledgeBasePointer knowledge, Options options, Deliver deliver)
        : m_options(std::move(options)),
          m_thread([this, theJob = std::move(job), known = std::move(knowledge),
                    handOver = std::move(deliver)](const std::stop_token& stop) { run(stop, theJob, known, handOver); }) {}

    void add(const std::shared_ptr<const FileScan>& scan) {
        {
            const std::scoped_lock lock(m_mutex);
            if (m_scans.size() <= scan->file)
                m_scans.resize(scan->file + 1);
            m_scans[scan->file] = scan;
            m_changed =
                m_changed || !scan->sightings.empty() || !scan->tracebacks.empty() || !scan->errorGroups.empty() || !scan->signs.empty();
        }
        m_wake.notify_one();
    }

private:
    void run(const std::stop_token& stop, const JobPointer& job, const KnowledgeBasePointer& knowledge, const Deliver& deliver) {
        auto pause = std::chrono::duration_cast<Clock::duration>(diagnosisInterval);
        while (!stop.stop_requested()) {
            ScanResult soFar;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, stop, [this] { return m_changed; });
                if (stop.stop_requested())
                    return;
                m_changed = false;
                soFar.files = m_scans;
            }
            soFar.files.resize(job->files.size());
            const auto begin = Clock::now();
            DiagnosisPointer diagnosis = diagnose(job, knowledge, soFar, false, stop, m_options());
            if (stop.stop_requested())
                return;
            deliver(std::move(diagnosis));
            // A huge job takes longer to reason about: most of the time still belongs to the scan.
            pause = std::max(pause, 3 * (Clock::now() - begin));
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, stop, pause, [] { return false; });
        }
    }

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<std::shared_ptr<const FileScan>> m_scans;
    bool m_changed = false;
    Options m_options;
    std::jthread m_thread;
};

} // namespace

JobSession::JobSession(std::shared_ptr<KnowledgeService> knowledge, QObject* parent, std::chrono::milliseconds followInterval)
    : QObject(parent), m_knowledge(std::move(knowledge)), m_open{{}, {}, std::make_shared<Dismissed>()},
      m_follower(new JobFollower(followInterval, this)) {
    m_saving.setMaxThreadCount(1);
    connect(m_follower, &JobFollower::changed, this, [this](const std::shared_ptr<const ScanBefore>& now) {
        m_read = now;
        rediagnose();
    });
}

JobSession::~JobSession() {
    abandon();
}

void JobSession::open(const QString& path) {
    start({path, {}, std::make_shared<Dismissed>()}, true);
}

void JobSession::openSource(JobSourcePointer source, const QString& path) {
    start({path, std::move(source), std::make_shared<Dismissed>()}, false);
}

void JobSession::reopen() {
    if (m_state != State::Empty)
        start(m_next ? *m_next : m_open, false);
}

void JobSession::cancel() {
    if (isBusy())
        m_work->read.request_stop();
}

void JobSession::abandon() {
    if (!m_work)
        return;
    {
        const std::scoped_lock lock(m_work->mutex);
        m_work->session = nullptr;
    }
    m_work->close.request_stop();
    m_work->read.request_stop();
    m_work.reset();
}

void JobSession::joinFinished() {
    std::erase_if(m_workers, [](const Worker& worker) { return worker.work->ended.load(); });
}

void JobSession::begin(const Target& target) {
    abandon();
    joinFinished();
    m_diagnosing = false;
    m_diagnoseAgain = false;
    m_work = std::make_shared<Work>();
    m_work->path = bytesOfPath(target.path);
    m_work->knowledge = m_knowledge;
    m_work->dismissed = target.dismissed;
    m_work->dismissedStore = m_dismissedStore;
    m_work->remembers = !target.source;
    m_work->session = this;
}

void JobSession::start(Target target, bool believes) {
    m_follower->stop();
    if (m_state != State::Opening)
        m_stateBefore = m_state;
    const bool diagnoseAgain = m_diagnosing || m_diagnoseAgain;
    m_next = std::move(target);
    begin(*m_next);
    m_diagnoseAgain = diagnoseAgain;
    m_work->believes = believes;
    m_listing = {};
    m_state = State::Opening;
    emit opening(m_next->path);
    m_workers.push_back({m_work, std::jthread([work = m_work, given = m_next->source]() mutable {
                             run(work, std::move(given));
                             work->ended = true;
                         })});
}

/// Nothing comes of opening another path: what was open before is so again. False where nothing was.
bool JobSession::goBack() {
    const Target next = *std::exchange(m_next, std::nullopt);
    if (!m_job) {
        m_open = next;
        return false;
    }
    m_state = m_stateBefore;
    if (m_state == State::Scanning) {
        rescan();
        return true;
    }
    if (m_state == State::Done)
        follow();
    if (std::exchange(m_diagnoseAgain, false))
        rediagnose();
    return true;
}

void JobSession::follow() {
    if (!m_open.source)
        m_follower->follow(m_read, m_patterns);
}

void JobSession::rescan() {
    if (!m_job)
        return;
    if (m_state == State::Opening) {
        // For the case that nothing comes of that.
        m_stateBefore = State::Scanning;
        return;
    }
    m_follower->stop();
    begin(m_open);
    // Not what has come since and was not told of yet: places would count from a list that nobody knows. The follower will find it again.
    m_read.reset();
    m_progress = {0, m_job->files.size(), 0, m_job->bytes};
    m_state = State::Scanning;
    emit progressed(m_progress);
    m_workers.push_back({m_work, std::jthread([work = m_work, job = m_job] {
                             examine(work, job);
                             work->ended = true;
                         })});
}

void JobSession::dismiss(const std::string& key) {
    {
        const std::scoped_lock lock(m_open.dismissed->mutex);
        if (!m_open.dismissed->keys.insert(key).second)
            return;
    }
    dismissedChanged();
}

void JobSession::restore(const std::string& key) {
    {
        const std::scoped_lock lock(m_open.dismissed->mutex);
        if (m_open.dismissed->keys.erase(key) == 0)
            return;
    }
    dismissedChanged();
}

void JobSession::dismissedChanged() {
    if (m_dismissedStore && !m_open.source) {
        m_saving.start([this, store = m_dismissedStore, path = m_open.path, keys = m_open.dismissed->options().dismissed] {
            if (const Expected<void> written = store->write(path, keys); !written)
                QMetaObject::invokeMethod(this, [this, message = written.error()] { emit troubled(message); }, Qt::QueuedConnection);
        });
    }
    rediagnose();
}

void JobSession::rediagnose() {
    // One that is under way is not abandoned: where changes come faster than diagnosing takes, nothing would ever be told.
    if (m_diagnosing || m_state == State::Opening) {
        m_diagnoseAgain = true;
        return;
    }
    // While logs are read, the next diagnosis heeds it anyway.
    if (!m_read || isBusy())
        return;
    const bool complete = m_state == State::Done;
    begin(m_open);
    m_diagnosing = true;
    m_workers.push_back({m_work, std::jthread([work = m_work, read = m_read, knowledge = m_patterns->knowledge(), complete] {
                             const DiagnosisPointer diagnosis = diagnose(read->job, knowledge, *read->result, complete,
                                                                         work->close.get_token(), work->dismissed->options());
                             Work::post(work, [read, diagnosis](JobSession& session) { session.deliver(read, diagnosis); });
                             work->ended = true;
                         })});
}

/// Tells of a list of files and of what it means together, so that nobody shows places of one in the other.
void JobSession::deliver(const std::shared_ptr<const ScanBefore>& read, const DiagnosisPointer& diagnosis) {
    const bool listChanged = !hasSameFiles(*m_job, *read->job);
    m_diagnosing = false;
    m_job = read->job;
    m_diagnosis = diagnosis;
    if (listChanged)
        emit jobOpened(m_job);
    emit diagnosed(diagnosis);
    if (std::exchange(m_diagnoseAgain, false))
        rediagnose();
}

void JobSession::run(const std::shared_ptr<Work>& work, JobSourcePointer source) {
    const auto fail = [&work](Message message) {
        Work::post(work, [message = std::move(message)](JobSession& session) {
            if (!session.goBack())
                session.m_state = State::Failed;
            emit session.failed(message);
        });
    };
    const auto endCancelled = [&work] {
        Work::post(work, [](JobSession& session) {
            if (!session.goBack())
                session.m_state = State::Cancelled;
            emit session.cancelled();
        });
    };

    if (!source) {
        Expected<JobSourcePointer> found = sourceFor(work->path);
        if (!found)
            return fail(std::move(found.error()));
        source = std::move(*found);
    }
    const KnowledgeBasePointer knowledge = waitFor(work->knowledge->knowledge(), work->read.get_token());
    if (!knowledge)
        return endCancelled();

    auto lastListed = Clock::now();
    const Expected<JobPointer> opened =
        openJob(std::move(source), work->path, knowledge->layouts(), work->read.get_token(), [&](const ListingProgress& progress) {
            if (Clock::now() - lastListed < progressInterval)
                return;
            lastListed = Clock::now();
            Work::post(work, [progress](JobSession& session) {
                session.m_listing = progress;
                emit session.listed(progress);
            });
        });
    if (work->read.stop_requested())
        return endCancelled();
    if (!opened)
        return fail(opened.error());
    const JobPointer& job = *opened;

    Work::post(work, [job](JobSession& session) {
        session.m_open = *std::exchange(session.m_next, std::nullopt);
        session.m_read.reset();
        session.m_diagnosis.reset();
        session.m_diagnoseAgain = false;
        session.m_job = job;
        session.m_state = State::Scanning;
        session.m_progress = {0, job->files.size(), 0, job->bytes};
        emit session.jobOpened(job);
    });

    examine(work, job);
}

void JobSession::examine(const std::shared_ptr<Work>& work, const JobPointer& job) {
    if (work->dismissedStore) {
        const std::scoped_lock lock(work->dismissed->mutex);
        if (!work->dismissed->read) {
            work->dismissed->keys.merge(work->dismissedStore->read(pathFromBytes(work->path)));
            work->dismissed->read = true;
        }
    }
    const PatternSetPointer patterns = waitFor(work->knowledge->patterns(), work->read.get_token());
    if (work->read.stop_requested()) {
        Work::post(work, [](JobSession& session) {
            session.m_state = State::Cancelled;
            emit session.cancelled();
        });
        return;
    }
    if (!patterns) {
        Work::post(work, [](JobSession& session) {
            session.m_state = State::Failed;
            emit session.failed(Message::error("The logs cannot be searched", "the patterns of the knowledge could not be compiled",
                                               "Start the program without packs of your own to see whether one of them is the reason."));
        });
        return;
    }
    // Other knowledge may have been loaded since the job was listed: sightings are numbered by that of the patterns.
    const KnowledgeBasePointer& knowledge = patterns->knowledge();
    const ScanCache cache(work->remembers ? work->knowledge->cacheFolder() : std::string());
    const std::shared_ptr<const ScanBefore> before = work->believes ? cache.read(*job, *patterns) : nullptr;
    const auto result = std::make_shared<const ScanResult>(scan(work, job, patterns, before));
    const auto read = std::make_shared<const ScanBefore>(ScanBefore{job, result});
    if (work->close.stop_requested())
        return;
    const bool complete = !result->cancelled && !work->read.stop_requested();
    const DiagnosisOptions options = work->dismissed->options();
    const DiagnosisPointer diagnosis = diagnose(job, knowledge, *result, complete, work->close.get_token(), options);
    Work::post(work, [diagnosis, complete, options, patterns, read](JobSession& session) {
        session.m_diagnosis = diagnosis;
        session.m_read = read;
        session.m_patterns = patterns;
        session.m_state = complete ? State::Done : State::Cancelled;
        if (complete)
            session.follow();
        emit session.diagnosed(diagnosis);
        if (!complete)
            emit session.cancelled();
        // Dismissed in the moment between reasoning and telling.
        if (options.dismissed != session.m_open.dismissed->options().dismissed)
            session.rediagnose();
    });
    if (complete && !(before && std::ranges::equal(before->result->files, result->files)))
        cache.write(*job, *result, *patterns);
}

ScanResult JobSession::scan(const std::shared_ptr<Work>& work, const JobPointer& job, const PatternSetPointer& patterns,
                            const std::shared_ptr<const ScanBefore>& before) {
    PartialDiagnoser partial(
        job, patterns->knowledge(), [work] { return work->dismissed->options(); },
        [work](DiagnosisPointer diagnosis) {
            Work::post(work, [diagnosis = std::move(diagnosis)](JobSession& session) {
                session.m_diagnosis = diagnosis;
                emit session.diagnosed(diagnosis);
            });
        });
    auto lastProgress = Clock::now() - progressInterval;
    ScanOptions options;
    options.background = true;
    options.resumable = true;
    options.before = before;
    options.fileDone = [&partial](const std::shared_ptr<const FileScan>& file) { partial.add(file); };
    options.filePartial = options.fileDone;
    options.progress = [&](const ScanProgress& progress) {
        if (Clock::now() - lastProgress < progressInterval)
            return;
        lastProgress = Clock::now();
        Work::post(work, [progress](JobSession& session) {
            session.m_progress = progress;
            emit session.progressed(progress);
        });
    };
    return scanJob(*job, patterns, work->read.get_token(), options);
}

} // namespace faultline
