// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "job/job.h"

#include <algorithm>

using namespace faultline;

namespace {

JobPointer jobOf(const std::vector<std::string>& paths, const std::string& name = "/tmp/my job") {
    std::vector<std::pair<std::string, std::string>> files;
    for (const std::string& path : paths)
        files.emplace_back(path, "x\n");
    return openJob(memorySource(std::move(files)), name, shippedKnowledge()->layouts()).value();
}

} // namespace

class TestJob : public QObject {
    Q_OBJECT

private slots:
    void oneRunIsFoundWhereverItLies_data();
    void oneRunIsFoundWhereverItLies();
    void severalRunsAreToldApart();
    void aDownloadInsideADownloadIsARunOfItsOwn();
    void looseFilesAreOneRunWithoutLogs();
    void compressedLogsAreWhatTheirNamesSay();
    void anEmptyFolderIsAJobToo();
    void generationsAreRecognised();
    void theFileToReadFirstComesFirst();
    void pathsAreSortedAsPeopleSort();
    void failsWhenNothingCanBeListed();
};

void TestJob::oneRunIsFoundWhereverItLies_data() {
    QTest::addColumn<QByteArray>("prefix");
    QTest::newRow("opened itself") << QByteArray();
    QTest::newRow("in artifacts") << QByteArray("artifacts/");
    QTest::newRow("below a folder of the run's name") << QByteArray("my-run/artifacts/");
    QTest::newRow("deep below") << QByteArray("a/b/c/");
}

void TestJob::oneRunIsFoundWhereverItLies() {
    QFETCH(QByteArray, prefix);
    const std::string before = prefix.toStdString();
    const JobPointer job =
        jobOf({before + "user_logs/std_log.txt", before + "system_logs/lifecycler/lifecycler.log", before + "logs/job_result.txt"});
    QCOMPARE(job->runs.size(), 1U);
    QCOMPARE(job->runs.front().files.size(), 3U);
    QVERIFY(job->runs.front().hasLogs);
    QCOMPARE(job->name, std::string("my job"));
    QCOMPARE(job->bytes, 6U);
}

void TestJob::severalRunsAreToldApart() {
    const JobPointer job = jobOf({"parent/logs/azureml/executionlogs.txt", "child/artifacts/user_logs/std_log.txt",
                                  "child/artifacts/logs/job_result.txt", "notes.txt"});
    QCOMPARE(job->runs.size(), 2U);
    QCOMPARE(job->files[job->find("child/artifacts/user_logs/std_log.txt")].run,
             job->files[job->find("child/artifacts/logs/job_result.txt")].run);
    QVERIFY(job->files[job->find("parent/logs/azureml/executionlogs.txt")].run !=
            job->files[job->find("child/artifacts/logs/job_result.txt")].run);
    QVERIFY(std::ranges::any_of(job->runs, [](const Run& run) { return run.name == "child"; }));
    QVERIFY(std::ranges::any_of(job->runs, [](const Run& run) { return run.name == "parent"; }));
}

void TestJob::aDownloadInsideADownloadIsARunOfItsOwn() {
    const JobPointer job = jobOf({"user_logs/std_log.txt", "system_logs/lifecycler/lifecycler.log",
                                  "outputs/artifacts/user_logs/std_log.txt", "outputs/artifacts/system_logs/lifecycler/lifecycler.log"});
    QCOMPARE(job->runs.size(), 2U);
}

void TestJob::looseFilesAreOneRunWithoutLogs() {
    const JobPointer job = jobOf({"deployment.yml", "endpoint.json"});
    QCOMPARE(job->runs.size(), 1U);
    QVERIFY(!job->runs.front().hasLogs);
}

void TestJob::compressedLogsAreWhatTheirNamesSay() {
    const JobPointer job = jobOf({"logs/user/error/0/process000.txt.gz", "logs/job_result.txt.zst", "std_log.txt.1.gz"});
    QCOMPARE(job->files[job->find("logs/user/error/0/process000.txt.gz")].role, std::string("user-error"));
    QCOMPARE(job->files[job->find("logs/user/error/0/process000.txt.gz")].process, std::string("process000"));
    QCOMPARE(job->files[job->find("logs/job_result.txt.zst")].role, std::string("job-result"));
    QVERIFY(std::ranges::contains(job->runs.front().layouts, std::string("prs-2022")));
    QCOMPARE(withoutCompressionEnding("logs/.gz"), std::string_view("logs/.gz"));
    QCOMPARE(withoutCompressionEnding("a.log"), std::string_view("a.log"));
}

void TestJob::anEmptyFolderIsAJobToo() {
    const JobPointer job = jobOf({});
    QCOMPARE(job->runs.size(), 1U);
    QVERIFY(job->files.empty());
    QCOMPARE(job->find("x"), job->files.size());
}

void TestJob::generationsAreRecognised() {
    QVERIFY(std::ranges::contains(jobOf({"user_logs/std_log.txt", "system_logs/lifecycler/lifecycler.log"})->runs.front().layouts,
                                  std::string("common-runtime")));
    QVERIFY(std::ranges::contains(jobOf({"logs/user/error/0/process000.txt", "logs/job_result.txt"})->runs.front().layouts,
                                  std::string("prs-2022")));
    QVERIFY(std::ranges::contains(jobOf({"logs/user/error/10.0.0.4/Process-1.txt"})->runs.front().layouts, std::string("prs-2021")));
}

void TestJob::theFileToReadFirstComesFirst() {
    const JobPointer job = jobOf({"logs/sys/node/0/_main.txt", "logs/user/error/0/process000.txt", "logs/job_result.txt"});
    const Run& run = job->runs.front();
    QCOMPARE(job->files[run.files.front()].path, std::string("logs/job_result.txt"));
}

void TestJob::pathsAreSortedAsPeopleSort() {
    QVERIFY(naturalLess("process2", "process10"));
    QVERIFY(!naturalLess("process10", "process2"));
    QVERIFY(naturalLess("a", "B"));
    QVERIFY(naturalLess("file", "file1"));
    QVERIFY(!naturalLess("same", "same"));
    QVERIFY(naturalLess("A", "a") != naturalLess("a", "A"));
    QVERIFY(naturalLess("x99999999999999999999998", "x99999999999999999999999"));
    const JobPointer job = jobOf({"p10.txt", "p9.txt", "P1.txt"});
    QCOMPARE(job->files[0].path, std::string("P1.txt"));
    QCOMPARE(job->files[2].path, std::string("p10.txt"));
}

void TestJob::failsWhenNothingCanBeListed() {
    const auto job = openJob(folderSource("/no such folder"), "/no such folder", shippedKnowledge()->layouts());
    QVERIFY(!job);
    QVERIFY(!job.error().next.empty());
}

QTEST_APPLESS_MAIN(TestJob)
#include "test_job.moc"
