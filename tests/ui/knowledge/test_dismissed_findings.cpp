// SPDX-License-Identifier: MIT
#include "test_data.h"

#include "session/dismissed_findings.h"
#include "session/job_session.h"
#include "session/knowledge_service.h"
#include "source_packs.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace faultline;

class DismissedFindingsTest : public QObject {
    Q_OBJECT
private slots:
    void remembers() {
        const QTemporaryDir folder;
        const DismissedFindings store(folder.filePath(QStringLiteral("dismissed")));
        QVERIFY(store.read(QStringLiteral("/a")).empty());
        const std::set<std::string> keys{"id@0|file=x", std::string("odd \xff\0 bytes", 13)};
        QVERIFY(store.write(QStringLiteral("/a"), keys));
        QCOMPARE(store.read(QStringLiteral("/a/")), keys);
        QVERIFY(store.read(QStringLiteral("/b")).empty());
        const QStringList files = QDir(folder.filePath(QStringLiteral("dismissed"))).entryList(QDir::Files);
        QCOMPARE(files.size(), 1);
        const QString path = folder.filePath(QStringLiteral("dismissed/")) + files.front();
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{ nonsense");
        file.close();
        QVERIFY(store.read(QStringLiteral("/a")).empty());
        QVERIFY(store.write(QStringLiteral("/a"), {}));
        QVERIFY(!QFile::exists(path));
    }

    void movesTheVerdict() {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("job/logs/user/error/0"));
        QDir().mkpath(path);
        QFile file(path + QStringLiteral("/process000.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Traceback (most recent call last):\n  File \"/code/score.py\", line 3, in init\n    import "
                   "sklearn\nModuleNotFoundError: No module named 'sklearn'\n");
        file.close();
        const auto service = std::make_shared<KnowledgeService>(std::vector<PackPath>{{sourcePacks(), true}}, std::string());
        const auto store = std::make_shared<DismissedFindings>(folder.filePath(QStringLiteral("dismissed")));
        std::string key;
        {
            JobSession session(service);
            session.setDismissedFindings(store);
            session.open(folder.filePath(QStringLiteral("job")));
            QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 30'000);
            QVERIFY(session.diagnosis()->verdict && session.diagnosis()->verdict->finding);
            key = session.diagnosis()->findings[*session.diagnosis()->verdict->finding].key();
            session.dismiss(key);
            QTRY_COMPARE(session.diagnosis()->dismissed.size(), std::size_t(1));
            QVERIFY(std::ranges::none_of(session.diagnosis()->findings, [&](const Finding& finding) { return finding.key() == key; }));
            QVERIFY(!session.diagnosis()->verdict || !session.diagnosis()->verdict->finding ||
                    session.diagnosis()->findings[*session.diagnosis()->verdict->finding].key() != key);
            session.restore(key);
            QTRY_VERIFY(session.diagnosis()->dismissed.empty());
            QCOMPARE(session.diagnosis()->findings[*session.diagnosis()->verdict->finding].key(), key);
            session.dismiss(key);
            QTRY_COMPARE(session.diagnosis()->dismissed.size(), std::size_t(1));
            session.rescan();
            QTRY_COMPARE_WITH_TIMEOUT(session.state(), JobSession::State::Done, 30'000);
            QCOMPARE(session.diagnosis()->dismissed.size(), std::size_t(1));
        }
        JobSession again(service);
        again.setDismissedFindings(store);
        again.open(folder.filePath(QStringLiteral("job")));
        QTRY_COMPARE_WITH_TIMEOUT(again.state(), JobSession::State::Done, 30'000);
        QCOMPARE(again.diagnosis()->dismissed.size(), std::size_t(1));
        QCOMPARE(again.diagnosis()->dismissed.front().key(), key);
    }
};

QTEST_MAIN(DismissedFindingsTest)
#include "test_dismissed_findings.moc"
