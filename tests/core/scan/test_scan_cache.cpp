// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "job/job.h"
#include "scan/scan_cache.h"
#include "scan/stored_scan.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <random>

using namespace faultline;

/// A job that is opened again.
class TestScanCache : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void whatWasFoundIsThereTheNextTime();
    void whatChangedIsReadAgain();
    void whatChangedWithoutSayingSoIsNotBelieved();
    void whatWasChangedAMomentAgoIsNotKept();
    void otherKnowledgeStartsOver();
    void aCancelledScanIsNotKept();
    void aDamagedFileIsNotBelieved();
    void allThatWasFoundSurvives();
    void anyBytesAreTaken();

private:
    void write(const QString& name, const QByteArray& text, int secondsAgo = 60) const;
    [[nodiscard]] JobPointer open() const {
        return openJob(folderSource(m_job->path().toStdString()), m_job->path().toStdString(), m_knowledge->layouts()).value();
    }
    [[nodiscard]] ScanResult scan(const Job& job, const std::shared_ptr<const ScanBefore>& before = {}) const {
        ScanOptions options;
        options.before = before;
        return scanJob(job, m_patterns, {}, options);
    }

    TemporaryPack m_pack;
    KnowledgeBasePointer m_knowledge;
    PatternSetPointer m_patterns;
    std::unique_ptr<QTemporaryDir> m_job, m_folder;
    std::unique_ptr<ScanCache> m_cache;
};

void TestScanCache::initTestCase() {
    m_pack.addArticle("x-boom", R"({pattern: 'boom: (?<what>\w+)'})");
    m_knowledge = m_pack.load();
    m_patterns = PatternSet::compile(m_knowledge).value;
}

void TestScanCache::init() {
    m_job = std::make_unique<QTemporaryDir>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_cache = std::make_unique<ScanCache>(m_folder->path().toStdString());
    write(QStringLiteral("std_log_0.txt"), "2026-01-05 10:03:11 ERROR boom: one\n2026-01-05 10:03:12 ERROR out of ink\n");
    write(QStringLiteral("std_log_1.txt"),
          "Traceback (most recent call last):\n  File \"run.py\", line 3, in main\n    work()\nValueError: no data\n");
    write(QStringLiteral("std_log_2.txt"), "nothing\n");
}

void TestScanCache::write(const QString& name, const QByteArray& text, int secondsAgo) const {
    QFile file(m_job->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush());
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-secondsAgo), QFileDevice::FileModificationTime));
}

void TestScanCache::whatWasFoundIsThereTheNextTime() {
    const JobPointer job = open();
    QVERIFY(!m_cache->read(*job, *m_patterns));
    const ScanResult first = scan(*job);
    m_cache->write(*job, first, *m_patterns);
    const ScanCache later(m_folder->path().toStdString());
    const auto before = later.read(*open(), *m_patterns);
    QVERIFY(before);
    const ScanResult second = scan(*open(), before);
    QCOMPARE(second.files, before->result->files); // the same objects: nothing was read
    QCOMPARE(second.files.front()->sightings.front().captures.at("what"), std::string("one"));
}

void TestScanCache::whatChangedIsReadAgain() {
    m_cache->write(*open(), scan(*open()), *m_patterns);
    write(QStringLiteral("std_log_2.txt"), "boom: two\n", 30);
    const auto before = m_cache->read(*open(), *m_patterns);
    QVERIFY(before);
    const ScanResult result = scan(*open(), before);
    QCOMPARE(result.files[0], before->result->files[0]);
    QCOMPARE(linesOf(*result.files[2], *m_knowledge, "x-boom"), std::vector<std::uint64_t>{1});
}

void TestScanCache::whatChangedWithoutSayingSoIsNotBelieved() {
    const QDateTime time = QFileInfo(m_job->filePath(QStringLiteral("std_log_0.txt"))).lastModified();
    m_cache->write(*open(), scan(*open()), *m_patterns);
    QFile file(m_job->filePath(QStringLiteral("std_log_0.txt")));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(31) && file.write("two") == 3 && file.flush());
    QVERIFY(file.setFileTime(time, QFileDevice::FileModificationTime));
    QVERIFY(!m_cache->read(*open(), *m_patterns));
}

void TestScanCache::whatWasChangedAMomentAgoIsNotKept() {
    write(QStringLiteral("std_log_0.txt"), "boom: now\n", 0);
    m_cache->write(*open(), scan(*open()), *m_patterns);
    const auto before = m_cache->read(*open(), *m_patterns);
    QVERIFY(before);
    QCOMPARE(before->job->files.size(), 2U);
    QCOMPARE(before->job->files.front().path, std::string("std_log_1.txt"));
}

void TestScanCache::otherKnowledgeStartsOver() {
    m_cache->write(*open(), scan(*open()), *m_patterns);
    TemporaryPack other;
    other.addArticle("x-boom", "{pattern: bang}");
    QVERIFY(!m_cache->read(*open(), *PatternSet::compile(other.load()).value));
}

void TestScanCache::aCancelledScanIsNotKept() {
    ScanResult result = scan(*open());
    result.cancelled = true;
    m_cache->write(*open(), result, *m_patterns);
    QVERIFY(!m_cache->read(*open(), *m_patterns));
}

void TestScanCache::aDamagedFileIsNotBelieved() {
    m_cache->write(*open(), scan(*open()), *m_patterns);
    const QFileInfoList files = QDir(m_folder->path()).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QFile file(files.front().filePath());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() - 3) && file.write("?") == 1);
    file.close();
    QVERIFY(!m_cache->read(*open(), *m_patterns));
}

void TestScanCache::allThatWasFoundSurvives() {
    const ScanResult result = scan(*open());
    StoredScan stored;
    for (const auto& file : result.files)
        stored.files.push_back({"path", 1, -2, "role", file, {3, 4, 5}});
    stored.files.push_back({"binary\xFF", 0, 0, "", nullptr, {}});
    const auto again = StoredScan::fromBytes(stored.toBytes());
    QVERIFY(again);
    QCOMPARE(again->toBytes(), stored.toBytes());
    QCOMPARE(again->files.size(), 4U);
    const FileScan &a = *stored.files[1].scan, &b = *again->files[1].scan;
    QCOMPARE(b.tracebacks.size(), 1U);
    QCOMPARE(b.tracebacks.front().exceptions.front().message, std::string("no data"));
    QCOMPARE(b.tracebacks.front().exceptions.front().frames.front().function, std::string("main"));
    QCOMPARE(b.endsInTraceback, a.endsInTraceback);
    QCOMPARE(b.lines, a.lines);
    QCOMPARE(again->files[0].scan->errorGroups.front().shape, std::string("out of ink"));
    QCOMPARE(again->files[0].scan->sightings.front().time, result.files[0]->sightings.front().time);
    QCOMPARE(again->files[0].scan->sightings.front().level, Level::Error);
    QCOMPARE(again->files[0].modified, std::int64_t{-2});
    QVERIFY(!again->files[3].scan);
}

void TestScanCache::anyBytesAreTaken() {
    StoredScan stored;
    for (const auto& file : scan(*open()).files)
        stored.files.push_back({"path", 1, 2, "role", file, {}});
    const std::string bytes = stored.toBytes();
    for (std::size_t size = 0; size < bytes.size(); ++size)
        QVERIFY(!StoredScan::fromBytes(std::string_view(bytes).substr(0, size)));
    std::mt19937 random(1); // NOLINT: the same bytes each time
    for (int i = 0; i < 2000; ++i) {
        std::string changed = bytes;
        for (int changes = 0; changes < 3; ++changes)
            changed[random() % changed.size()] = static_cast<char>(random());
        // It may still make sense; it must only never be read beyond its end.
        if (const auto read = StoredScan::fromBytes(changed))
            QVERIFY(StoredScan::fromBytes(read->toBytes()));
    }
}

QTEST_APPLESS_MAIN(TestScanCache)
#include "test_scan_cache.moc"
