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
/// Opening another path while one is read abandons the first; nothing of it arrives any more. Destruction stops the work and waits for the
/// threads to notice, which takes one block of reading at most.
class JobSession : public QObject {
    Q_OBJECT
public:
    enum class State {
        Empty,     ///< nothing was opened yet
        Opening,   ///< the folder is being listed
        Scanning,  ///< the tree is known, logs are being read
        Done,      ///< the diagnosis is final
        Cancelled, ///< the user stopped it; what was found until then stays
        Failed,    ///< it could not be opened
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
    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] const JobPointer& job() const { return m_job; }
    [[nodiscard]] const DiagnosisPointer& diagnosis() const { return m_diagnosis; }
    [[nodiscard]] const ScanProgress& progress() const { return m_progress; }
    [[nodiscard]] const ListingProgress& listing() const { return m_listing; }

signals:
    void opening(const QString& path);
    /// While a folder is listed or an archive is unpacked.
    void listed(const faultline::ListingProgress& progress);
    /// Also when files have come or gone since: places in diagnoses count from the new list then.
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
    void begin();
    void start(JobSourcePointer source, bool believes);
    static void run(const std::shared_ptr<Work>& work, JobSourcePointer source);
    static void examine(const std::shared_ptr<Work>& work, const JobPointer& job);
    void dismissedChanged();
    void rediagnose();
    void jobChanged(const JobPointer& job, const std::shared_ptr<const ScanResult>& scan);
    static ScanResult scan(const std::shared_ptr<Work>& work, const JobPointer& job, const PatternSetPointer& patterns,
                           const std::shared_ptr<const ScanBefore>& before);
    void abandon();
    void joinFinished();

    std::shared_ptr<KnowledgeService> m_knowledge;
    State m_state = State::Empty;
    QString m_path;
    JobSourcePointer m_givenSource;
    JobPointer m_job;
    DiagnosisPointer m_diagnosis;
    ScanProgress m_progress;
    ListingProgress m_listing;

    std::shared_ptr<const DismissedFindings> m_dismissedStore; ///< may be null
    std::shared_ptr<Dismissed> m_dismissed;                    ///< of the open path; shared with the workers
    JobFollower* m_follower;
    std::shared_ptr<const ScanResult> m_scan; ///< what the diagnosis was made from; null until the scan ended
    QThreadPool m_saving;                     ///< one thread: the last write wins

    std::shared_ptr<Work> m_work; ///< the current one; null before the first
    struct Worker {
        std::shared_ptr<Work> work;
        std::jthread thread;
    };
    std::list<Worker> m_workers; ///< the current one and those abandoned but not ended yet
};

} // namespace faultline
