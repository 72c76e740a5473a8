// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "job/job.h"
#include "scan/scanner.h"
#include "text/message.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace faultline {

class DismissedFindings;
class JobFollower;
class KnowledgeService;

/// One opened path, from listing to final diagnosis, worked on in the background.
///
/// `open` returns at once. What is found is handed over by signals on this object's thread, as immutable values, in this order:
/// `opening`, `jobOpened`, any number of `progressed` and partial `diagnosed`, then one of: a final `diagnosed`, `cancelled`, `failed`.
/// A job on the disk is then followed (`JobFollower`): whatever comes to it is read, and another final `diagnosed` tells of it, after another `jobOpened` where files came
/// or went.
///
/// What was open before stays until `jobOpened` tells of another: `job` and `diagnosis` are of it, and where nothing comes of opening another path (`failed`, `cancelled`),
/// `state` and `path` are its own again and it is followed, or its reading goes on. A path that is only being opened when yet another is asked for is abandoned; nothing of it
/// arrives any more. Destruction stops the work and waits for the threads to notice, which takes one block of reading at most.
class JobSession : public QObject {
    Q_OBJECT
public:
    enum class State {
        Empty,     ///< nothing was opened yet
        Opening,   ///< the folder is being listed; what was open before is so still
        Scanning,  ///< the tree is known, logs are being read
        Done,      ///< the diagnosis is final
        Cancelled, ///< the user stopped it; what was found until then stays
        Failed,    ///< it could not be opened, and nothing else is open
    };
    Q_ENUM(State)

    /// `followInterval`: the shortest pause between two looks at what came to a job that was read.
    explicit JobSession(std::shared_ptr<KnowledgeService> knowledge, QObject* parent = nullptr,
                        std::chrono::milliseconds followInterval = std::chrono::seconds(2));
    ~JobSession() override;

    /// Where it is remembered what the reader said is not the cause; without it that is forgotten with the session. Before the first `open`.
    void setDismissedFindings(std::shared_ptr<const DismissedFindings> store) { m_dismissedStore = std::move(store); }
    /// A folder, archive or file. What is known of it from the last time (`ScanCache`) is not read again.
    void open(const QString& path);
    /// Anything that lists like a job; `path` is what people are shown.
    void openSource(JobSourcePointer source, const QString& path);
    /// Reads the same path again, all of it.
    void reopen();
    /// Reads the logs of the open job again with what is known now. The job stays: only `progressed` and `diagnosed` follow.
    void rescan();
    /// Takes a finding out of the diagnosis (`Finding::key`), or back into it; the verdict follows without reading anything again.
    void dismiss(const std::string& key);
    void restore(const std::string& key);
    /// Stops reading and keeps what was found. Nothing happens when nothing is being read.
    void cancel();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isBusy() const { return m_state == State::Opening || m_state == State::Scanning; }
    /// What is open, or being opened.
    [[nodiscard]] const QString& path() const { return m_next ? m_next->path : m_open.path; }
    [[nodiscard]] const JobPointer& job() const { return m_job; }
    [[nodiscard]] const DiagnosisPointer& diagnosis() const { return m_diagnosis; }
    [[nodiscard]] const ScanProgress& progress() const { return m_progress; }
    [[nodiscard]] const ListingProgress& listing() const { return m_listing; }

signals:
    void opening(const QString& path);
    /// While a folder is listed or an archive is unpacked.
    void listed(const faultline::ListingProgress& progress);
    /// While `isBusy`, of another job or one read anew: nothing is known of it yet. Otherwise files have come to the open one or gone: places count from the new list, and
    /// `diagnosed` follows at once, with nothing in between.
    void jobOpened(const faultline::JobPointer& job);
    void progressed(const faultline::ScanProgress& progress);
    /// Partial ones come at most about four times a second; the last one has `final` set.
    void diagnosed(const faultline::DiagnosisPointer& diagnosis);
    void cancelled();
    void failed(const faultline::Message& message);
    /// Something that was to be remembered could not be written; the work goes on.
    void troubled(const faultline::Message& message);

private:
    struct Work;
    struct Dismissed;
    /// What is opened, and what the reader said of it.
    struct Target {
        QString path;
        JobSourcePointer source; ///< null: what is found at the path
        std::shared_ptr<Dismissed> dismissed;
    };
    void begin(const Target& target);
    void start(Target target, bool believes);
    bool goBack();
    void follow();
    static void run(const std::shared_ptr<Work>& work, JobSourcePointer source);
    static void examine(const std::shared_ptr<Work>& work, const JobPointer& job);
    void dismissedChanged();
    void rediagnose();
    void deliver(const std::shared_ptr<const ScanBefore>& read, const DiagnosisPointer& diagnosis);
    static ScanResult scan(const std::shared_ptr<Work>& work, const JobPointer& job, const PatternSetPointer& patterns,
                           const std::shared_ptr<const ScanBefore>& before);
    void abandon();
    void joinFinished();

    std::shared_ptr<KnowledgeService> m_knowledge;
    State m_state = State::Empty;
    Target m_open;
    std::optional<Target> m_next;       ///< while it is opened
    State m_stateBefore = State::Empty; ///< of `m_open` meanwhile
    JobPointer m_job;
    DiagnosisPointer m_diagnosis;
    ScanProgress m_progress;
    ListingProgress m_listing;

    std::shared_ptr<const DismissedFindings> m_dismissedStore; ///< may be null
    JobFollower* m_follower;
    /// What was read last, which may be more than `m_job` and `m_diagnosis` tell of while it is diagnosed. Null until the scan ended.
    std::shared_ptr<const ScanBefore> m_read;
    PatternSetPointer m_patterns; ///< that it was read with
    bool m_diagnosing = false;    ///< what was read, again …
    bool m_diagnoseAgain = false; ///< … and once more after that: something has changed meanwhile
    QThreadPool m_saving;         ///< one thread: the last write wins

    std::shared_ptr<Work> m_work; ///< the current one; null before the first
    struct Worker {
        std::shared_ptr<Work> work;
        std::jthread thread;
    };
    std::list<Worker> m_workers; ///< the current one and those abandoned but not ended yet
};

} // namespace faultline
