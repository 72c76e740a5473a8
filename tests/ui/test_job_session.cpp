// SPDX-License-Identifier: MIT
#include "session/job_session.h"
#include "session/knowledge_service.h"
#include "source_packs.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <set>
#include <string>
#include <thread>

using namespace faultline;

namespace {

std::shared_ptr<KnowledgeService> knowledge() {
    return std::make_shared<KnowledgeService>(std::vector<PackPath>{{sourcePacks(), true}}, std::string());
}

JobSourcePointer failedJob() {
    return memorySource({{"logs/user/error/0/process000.txt", "Traceback (most recent call last):\n  File \"score.py\", line 3, in init\n  "
                                                              "  import sklearn\nModuleNotFoundError: No module named 'sklearn'\n"},
                         {"logs/user/stdout/0/process000.stdout.txt", "hello\n"}});
}

/// A source whose files give bytes only after `release`, as a slow disk does.
class SlowSource : public JobSource {
public:
    Expected<SourceListing> list(std::stop_token stop, const ListingReport& report) override {
        while (m_listSlowly && !stop.stop_requested()) {
            report({3, 40, 100});
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        SourceListing listing;
        for (int i = 0; i < 400; ++i)
            listing.entries.push_back({"logs/user/stdout/0/process" + std::to_string(i) + ".stdout.txt", 1000, 0});
        return listing;
    }
    Expected<ByteReaderPointer> open(const std::string&) const override {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return memoryReader(std::string(999, 'x') + '\n');
    }
    bool m_listSlowly = false;
};

} // namespace

class TestJobSession : public QObject {
    Q_OBJECT
private:
    std::shared_ptr<KnowledgeService> m_knowledge;

private slots:
    void initTestCase() { m_knowledge = knowledge(); }

    void findsTheCause() {
        JobSession session(m_knowledge);
        QSignalSpy opening(&session, &JobSession::opening);
        QSignalSpy opened(&session, &JobSession::jobOpened);
        QSignalSpy diagnosed(&session, &JobSession::diagnosed);
        session.openSource(failedJob(), QStringLiteral("/jobs/one"));
        QCOMPARE(opening.size(), 1);
        QVERIFY(session.isBusy());
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 20000);
        QCOMPARE(opened.size(), 1);
        QVERIFY(!diagnosed.isEmpty());
        QVERIFY(session.diagnosis()->final);
        QVERIFY(session.diagnosis()->verdict && session.diagnosis()->verdict->finding);
        QCOMPARE(session.diagnosis()->job, session.job());
    }

    void whatIsNotThereFailsWithAReason() {
        JobSession session(m_knowledge);
        QSignalSpy failed(&session, &JobSession::failed);
        session.open(QStringLiteral("/no/such/place"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10000);
        QCOMPARE(session.state(), JobSession::State::Failed);
        const Message message = failed[0][0].value<Message>();
        QVERIFY(!message.what.empty() && !message.why.empty());
    }

    void emptyFolder() {
        const QTemporaryDir folder;
        JobSession session(m_knowledge);
        session.open(folder.path());
        QTRY_VERIFY_WITH_TIMEOUT(!session.isBusy(), 10000);
        if (session.state() == JobSession::State::Done)
            QVERIFY(session.job()->files.empty());
    }

    void cancelKeepsWhatWasFound() {
        JobSession session(m_knowledge);
        QSignalSpy cancelled(&session, &JobSession::cancelled);
        QSignalSpy progressed(&session, &JobSession::progressed);
        session.openSource(std::make_shared<SlowSource>(), QStringLiteral("/jobs/slow"));
        QTRY_VERIFY_WITH_TIMEOUT(!progressed.isEmpty(), 10000);
        session.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(cancelled.size(), 1, 10000);
        QCOMPARE(session.state(), JobSession::State::Cancelled);
        QVERIFY(session.diagnosis() && !session.diagnosis()->final);
    }

    void cancelWhileListing() {
        auto source = std::make_shared<SlowSource>();
        source->m_listSlowly = true;
        JobSession session(m_knowledge);
        QSignalSpy cancelled(&session, &JobSession::cancelled);
        QSignalSpy listed(&session, &JobSession::listed);
        session.openSource(source, QStringLiteral("/jobs/slow"));
        QTRY_VERIFY_WITH_TIMEOUT(!listed.isEmpty(), 10000);
        QCOMPARE(session.listing().files, 3U);
        QCOMPARE(session.listing().bytesDone, 40U);
        QCOMPARE(session.listing().bytes, 100U);
        session.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(cancelled.size(), 1, 10000);
        QVERIFY(!session.diagnosis());
        session.cancel();
    }

    void anotherPathAbandonsTheFirst() {
        JobSession session(m_knowledge);
        QSignalSpy opened(&session, &JobSession::jobOpened);
        auto slow = std::make_shared<SlowSource>();
        slow->m_listSlowly = true;
        session.openSource(slow, QStringLiteral("/jobs/slow"));
        session.openSource(failedJob(), QStringLiteral("/jobs/one"));
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 20000);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(session.path(), QStringLiteral("/jobs/one"));
        session.reopen();
        QVERIFY(session.isBusy());
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 20000);
        QCOMPARE(opened.size(), 2);
    }

    void whatComesToAFollowedJobIsRead() {
        const QTemporaryDir folder;
        const auto write = [&](const QString& name, const QByteArray& text) {
            const QString path = folder.filePath(name);
            QVERIFY(QDir().mkpath(QFileInfo(path).path()));
            QFile file(path);
            QVERIFY(file.open(QIODevice::Append) && file.write(text) == text.size());
        };
        write(QStringLiteral("logs/user/stdout/0/process000.stdout.txt"), "hello\n");
        JobSession session(m_knowledge, nullptr, std::chrono::milliseconds(10));
        QSignalSpy opened(&session, &JobSession::jobOpened);
        QSignalSpy failed(&session, &JobSession::failed);
        session.open(folder.path());
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 20000);
        QVERIFY(session.diagnosis()->findings.empty());

        // A file that grows: the list stays, the diagnosis does not.
        write(QStringLiteral("logs/user/stdout/0/process000.stdout.txt"),
              "Traceback (most recent call last):\n  File \"score.py\", line 3, in init\n    import sklearn\n"
              "ModuleNotFoundError: No module named 'sklearn'\n");
        QTRY_VERIFY_WITH_TIMEOUT(!session.diagnosis()->findings.empty(), 20000);
        QVERIFY(session.diagnosis()->final);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(session.state(), JobSession::State::Done);

        // A file that comes: places count from the new list.
        write(QStringLiteral("logs/user/error/0/process000.txt"), "hello again\n");
        QTRY_COMPARE_WITH_TIMEOUT(session.diagnosis()->job->files.size(), 2U, 20000);
        QCOMPARE(opened.size(), 2);
        QCOMPARE(session.job(), session.diagnosis()->job);
        const Place& place = session.diagnosis()->findings.front().places.front();
        QVERIFY(session.job()->files[place.file].path.ends_with("stdout.txt"));

        // A folder that goes: what was seen last stays.
        QVERIFY(QDir(folder.filePath(QStringLiteral("logs"))).removeRecursively());
        QTRY_VERIFY_WITH_TIMEOUT(session.diagnosis()->job->files.empty(), 20000);
        QVERIFY(QDir().rmdir(folder.path()));
        QTest::qWait(50);
        QCOMPARE(session.state(), JobSession::State::Done);
        QVERIFY(failed.isEmpty());
    }

    void aJobThatWasReadBeforeIsKnown() {
        const QTemporaryDir folder, cache;
        const QDateTime yesterday = QDateTime::currentDateTime().addDays(-1);
        const auto write = [&](const QString& name, const QByteArray& text) {
            const QString path = folder.filePath(name);
            QVERIFY(QDir().mkpath(QFileInfo(path).path()));
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush());
            QVERIFY(file.setFileTime(yesterday, QFileDevice::FileModificationTime));
        };
        const QString quiet = QStringLiteral("logs/user/stdout/0/process000.stdout.txt");
        const QByteArray fault = "ModuleNotFoundError: No module named 'joblib'\n";
        write(QStringLiteral("logs/user/error/0/process000.txt"), "ModuleNotFoundError: No module named 'sklearn'\n");
        write(quiet, QByteArray(fault.size() - 1, '.') + '\n');
        const auto known = std::make_shared<KnowledgeService>(std::vector<PackPath>{{sourcePacks(), true}}, cache.path().toStdString());
        const auto modules = [](const JobSession& session) {
            std::set<std::string> names;
            for (const Finding& finding : session.diagnosis()->findings)
                if (const auto name = finding.captures.find("module"); name != finding.captures.end())
                    names.insert(name->second);
            return names;
        };
        using Names = std::set<std::string>;
        {
            JobSession session(known);
            session.open(folder.path());
            QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 20000);
            QCOMPARE(modules(session), Names{"sklearn"});
            QTRY_COMPARE_WITH_TIMEOUT(QDir(cache.path()).entryList({QStringLiteral("scan-*")}, QDir::Files).size(), 1, 20000);
            session.reopen();
            QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 20000);
            QCOMPARE(modules(session), Names{"sklearn"});
        }
        // A file that says by size and time that it is what it was, and is not: who reads it finds more.
        write(quiet, fault);
        JobSession session(known);
        session.open(folder.path());
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 20000);
        QVERIFY(session.diagnosis()->verdict);
        QCOMPARE(modules(session), Names{"sklearn"});
        session.reopen();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 20000);
        QCOMPARE(modules(session), (Names{"joblib", "sklearn"}));
    }

    void goingAwayWhileScanning() {
        for (int wait : {0, 5, 40, 150}) {
            auto session = std::make_unique<JobSession>(m_knowledge);
            session->openSource(std::make_shared<SlowSource>(), QStringLiteral("/jobs/slow"));
            QTest::qWait(wait);
            session.reset();
        }
        // Also while nothing is known yet.
        JobSession session(knowledge());
        session.openSource(failedJob(), QStringLiteral("/jobs/one"));
    }

    void filesThatCameAreToldTogetherWithWhatTheyMean() {
        const QTemporaryDir folder;
        const auto write = [&](const QString& name) {
            const QString path = folder.filePath(name);
            QFile file(path);
            QVERIFY(QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) && file.write("hello\n") == 6);
        };
        write(QStringLiteral("logs/user/stdout/0/process001.stdout.txt"));
        JobSession session(m_knowledge, nullptr, std::chrono::milliseconds(10));
        session.open(folder.path());
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 20000);

        // Whoever shows the new list shows places of the new list as well, without any moment in between.
        int told = 0;
        DiagnosisPointer shown;
        connect(&session, &JobSession::jobOpened, &session, [&] {
            QMetaObject::invokeMethod(
                &session,
                [&] {
                    ++told;
                    shown = session.diagnosis();
                },
                Qt::QueuedConnection);
        });
        write(QStringLiteral("logs/user/stdout/0/process000.stdout.txt"));
        QTRY_COMPARE_WITH_TIMEOUT(told, 1, 20000);
        QCOMPARE(shown->job->files.size(), 2U);
        QCOMPARE(shown->job, session.job());
    }

    void whatCannotBeOpenedLeavesTheJobThatWas() {
        const QTemporaryDir folder;
        const auto write = [&](const QString& name) {
            const QString path = folder.filePath(name);
            QFile file(path);
            QVERIFY(QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) && file.write("hello\n") == 6);
        };
        write(QStringLiteral("logs/user/stdout/0/process000.stdout.txt"));
        JobSession session(m_knowledge, nullptr, std::chrono::milliseconds(10));
        session.open(folder.path());
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 20000);
        const JobPointer job = session.job();
        QSignalSpy opened(&session, &JobSession::jobOpened);
        QSignalSpy failed(&session, &JobSession::failed);
        QSignalSpy cancelled(&session, &JobSession::cancelled);

        session.open(QStringLiteral("/no/such/place"));
        QCOMPARE(session.path(), QStringLiteral("/no/such/place"));
        QCOMPARE(session.job(), job);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10000);
        QCOMPARE(session.state(), JobSession::State::Done);
        QCOMPARE(session.path(), folder.path());
        QCOMPARE(session.job(), job);
        QVERIFY(session.diagnosis() && session.diagnosis()->final);

        // Nor does an opening that was stopped take it away.
        auto slow = std::make_shared<SlowSource>();
        slow->m_listSlowly = true;
        session.openSource(slow, QStringLiteral("/jobs/slow"));
        session.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(cancelled.size(), 1, 10000);
        QCOMPARE(session.state(), JobSession::State::Done);
        QCOMPARE(session.path(), folder.path());
        QVERIFY(opened.isEmpty());

        // What comes to it is told as before.
        write(QStringLiteral("logs/user/stdout/0/process001.stdout.txt"));
        QTRY_COMPARE_WITH_TIMEOUT(session.diagnosis()->job->files.size(), 2U, 20000);
    }

    void readingGoesOnWhereNothingElseCouldBeOpened() {
        JobSession session(m_knowledge);
        QSignalSpy progressed(&session, &JobSession::progressed);
        QSignalSpy failed(&session, &JobSession::failed);
        session.openSource(std::make_shared<SlowSource>(), QStringLiteral("/jobs/slow"));
        QTRY_VERIFY_WITH_TIMEOUT(!progressed.isEmpty(), 10000);
        session.open(QStringLiteral("/no/such/place"));
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 10000);
        QCOMPARE(session.path(), QStringLiteral("/jobs/slow"));
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 30000);
        QCOMPARE(session.diagnosis()->job->files.size(), 400U);
    }

    void noDiagnosisIsAbandonedForTheNext() {
        JobSession session(m_knowledge);
        session.openSource(failedJob(), QStringLiteral("/jobs/one"));
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 20000);
        const std::string key = session.diagnosis()->findings.front().key();
        QSignalSpy diagnosed(&session, &JobSession::diagnosed);
        session.dismiss(key);
        session.restore(key);
        session.dismiss(key);
        QTRY_COMPARE_WITH_TIMEOUT(diagnosed.size(), 2, 10000);
        QCOMPARE(session.diagnosis()->dismissed.size(), 1U);
    }
};

QTEST_MAIN(TestJobSession)
#include "test_job_session.moc"
