// SPDX-License-Identifier: MIT
#include "diagnosed_files.h"

#include "diagnosis/run_summary.h"
#include "text/text_form.h"

#include <memory>
#include <span>
#include <stop_token>

using namespace faultline;

namespace {

const std::string miniBatchHead = "Mini-batch Id,Picked Count,Process,Total,Succeeded,Failed,Status,Error Message,Mini-batch Detail\n";
const std::string miniBatchPath = "logs/sys/job_report/processed_mini-batches.csv";
const std::string progressHead =
    "Datetime,Total Tasks,Scheduled Tasks,Completed Tasks,Failed Tasks,Elapsed Time,Estimated Remaining Time\n";
const std::string stopped =
    "2024-01-05 10:03:11,106|ERROR|334|Stop for run() unable to finish within 90 seconds for {\"agent\": \"process000\", \"task_id\": 1}\n";

/// ASCII as UTF-16 with a byte order mark, as PowerShell's `>` writes it.
std::string utf16(std::string_view text) {
    std::string bytes = "\xFF\xFE";
    for (const char c : text)
        bytes.append({c, '\0'});
    return bytes;
}

/// Files in memory. Whoever reads a whole block of one is asked to stop.
class StoppingSource : public JobSource {
public:
    explicit StoppingSource(Files files) : m_files(memorySource(std::move(files))) {}

    Expected<SourceListing> list(std::stop_token token, const ListingReport& report) override { return m_files->list(token, report); }
    Expected<ByteReaderPointer> open(const std::string& path) const override {
        const auto bytes = m_files->open(path);
        return bytes ? Expected<ByteReaderPointer>(std::make_shared<Reader>(*bytes, *m_counts)) : bytes;
    }

    [[nodiscard]] std::stop_token token() const { return m_counts->stop.get_token(); }
    [[nodiscard]] int blocksRead() const { return m_counts->blocks; }

private:
    struct Counts {
        std::stop_source stop;
        int blocks = 0;
    };

    class Reader : public ByteReader {
    public:
        Reader(ByteReaderPointer bytes, Counts& counts) : m_bytes(std::move(bytes)), m_counts(counts) {}
        std::uint64_t size() const override { return m_bytes->size(); }
        Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
            if (into.size() > textSampleSize) {
                ++m_counts.blocks;
                m_counts.stop.request_stop();
            }
            return m_bytes->read(offset, into);
        }

    private:
        ByteReaderPointer m_bytes;
        Counts& m_counts;
    };

    JobSourcePointer m_files;
    std::unique_ptr<Counts> m_counts = std::make_unique<Counts>();
};

RunSummary summaryOf(Files files) {
    return diagnoseFiles(std::move(files))->runs.front().summary;
}

} // namespace

class TestRunSummary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void miniBatchesAreCountedByTheirLastAttempt();
    void theLatestTableOfProgressCounts();
    void progressTellsWhereThereIsNoTableOfMiniBatches();
    void resultFilesAreReadInTheirEncoding();
    void aTableIsLeftWhenNobodyWantsItAnyMore_data();
    void aTableIsLeftWhenNobodyWantsItAnyMore();
    void peaksAreThoseOfEachNode();
    void fullnessIsReckonedFromAmounts();
    void durationIsThatOfTheLogs();
    void restartsAreLinesOrProcessesBeyondTheFirstOnes();
    void attemptsAreCountedByTheirFolders();
    void theTimeLimitIsToldAsLoggedAndAsConfigured_data();
    void theTimeLimitIsToldAsLoggedAndAsConfigured();
    void definitionsThatDisagreeTellNothing();
    void durationsOfDefinitions_data();
    void durationsOfDefinitions();
};

void TestRunSummary::miniBatchesAreCountedByTheirLastAttempt() {
    const RunSummary summary =
        summaryOf({{miniBatchPath, miniBatchHead + "0,1,p,10,10,0,RUN_DONE,,\n"
                                                   "1,1,p,10,0,10,RUN_TIMEOUT,,\n1,2,p,10,10,0,RUN_DONE,,\n"
                                                   "2,1,p,10,0,10,RUN_EXCEPTION,boom,\n2,2,p,10,0,10,RUN_TIMEOUT,,\n"
                                                   "3,2,p,10,0,10,RUN_EXCEPTION,boom,\n3,1,p,10,0,10,RUN_TIMEOUT,,\n"}});
    QCOMPARE(summary.miniBatches.value(), 4U);
    QCOMPARE(summary.miniBatchesDone.value(), 2U);
    QCOMPARE(summary.miniBatchesTimedOut.value(), 1U);
    QCOMPARE(summary.miniBatchesFailed.value(), 1U);
    QCOMPARE(summary.items.value(), 40U);
    QCOMPARE(summary.itemsFailed.value(), 20U);
}

void TestRunSummary::theLatestTableOfProgressCounts() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"logs/job_result.txt", "2026-01-05T10:20:14.098196 The job completed.\n"},
                       {"logs/sys/metrics/20240101000000/progress.csv", progressHead + "x,8,8,2,6,1,\n"},
                       {"logs/sys/metrics/20240102000000/progress.csv", progressHead + "x,8,5,3,0,1,\nx,8,8,8,0,1,\n"}});
    const RunSummary& summary = diagnosis->runs.front().summary;
    QCOMPARE(summary.miniBatchesDone.value(), 8U);
    QCOMPARE(summary.miniBatchesFailed.value(), 0U);
    QVERIFY(diagnosis->outcome == Outcome::Completed);
}

void TestRunSummary::progressTellsWhereThereIsNoTableOfMiniBatches() {
    const RunSummary only = summaryOf({{"logs/sys/metrics/1/progress.csv", progressHead + "x,8,7,5,1,1,\n"}});
    QCOMPARE(only.miniBatches.value(), 8U);
    QCOMPARE(only.miniBatchesScheduled.value(), 7U);
    QCOMPARE(only.miniBatchesDone.value(), 5U);
    QCOMPARE(only.miniBatchesFailed.value(), 1U);
    // What the table of mini-batches counts is surer; how many there are to do, only progress knows.
    const RunSummary both = summaryOf({{"logs/sys/metrics/1/progress.csv", progressHead + "x,8,7,5,1,1,\n"},
                                       {miniBatchPath, miniBatchHead + "0,1,p,10,10,0,RUN_DONE,,\n"}});
    QCOMPARE(both.miniBatches.value(), 8U);
    QCOMPARE(both.miniBatchesDone.value(), 1U);
    QCOMPARE(both.miniBatchesFailed.value(), 0U);
    const RunSummary line = summaryOf({{"logs/job_progress_overview.txt",
                                        "2024-01-05 10:00:00 Scheduled 3 mini batches\n2024-01-05 10:00:09 Scheduled 12 mini batches\n"}});
    QCOMPARE(line.miniBatchesScheduled.value(), 12U);
}

void TestRunSummary::resultFilesAreReadInTheirEncoding() {
    const RunSummary summary = summaryOf({{miniBatchPath, utf16(miniBatchHead + "0,1,p,10,10,0,RUN_DONE,,\n1,1,p,10,0,10,RUN_TIMEOUT,,\n")},
                                          {"deployment.yml", utf16("name: d\nretry_settings:\n  timeout: 90\n")}});
    QCOMPARE(summary.miniBatches.value(), 2U);
    QCOMPARE(summary.miniBatchesTimedOut.value(), 1U);
    QCOMPARE(summary.timeoutConfigured.value(), 90U);
}

void TestRunSummary::aTableIsLeftWhenNobodyWantsItAnyMore_data() {
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("head");
    QTest::addColumn<std::string>("row");
    QTest::newRow("mini-batches") << miniBatchPath << miniBatchHead << std::string("0,1,p,10,10,0,RUN_DONE,,\n");
    QTest::newRow("progress") << std::string("logs/sys/metrics/1/progress.csv") << progressHead << std::string("x,8,7,5,1,1,\n");
    QTest::newRow("resources") << std::string("logs/sys/perf/10/node_resource_usage.csv") << std::string("Utc Time,Memory Used Percent\n")
                               << std::string("1,12\n");
}

void TestRunSummary::aTableIsLeftWhenNobodyWantsItAnyMore() {
    QFETCH(std::string, path);
    QFETCH(std::string, head);
    QFETCH(std::string, row);
    std::string table = head;
    while (table.size() < 4 << 20)
        table += row;
    const auto source = std::make_shared<StoppingSource>(Files{{path, table}});
    const JobPointer job = openJob(source, "job", shippedKnowledge()->layouts()).value();
    (void)diagnose(job, shippedKnowledge(), ScanResult(), true, source->token());
    QCOMPARE(source->blocksRead(), 1);
}

void TestRunSummary::peaksAreThoseOfEachNode() {
    const RunSummary summary =
        summaryOf({{"logs/sys/perf/10/node_resource_usage.csv", "Utc Time,Memory Used Percent\n1,12\n2,99.2\n3,40\n4,nan\n5,400\n"},
                   {"logs/sys/perf/2/node_resource_usage.csv", "Utc Time,Memory Used Percent\n1,50\n"},
                   {"logs/sys/perf/2/node_disk_usage.csv", "Utc Time,Disk Used Percent\n1,77\n"}});
    QCOMPARE(summary.peaks.size(), 2U);
    QCOMPARE(summary.peaks[0].node, std::string("2"));
    QCOMPARE(summary.peaks[0].memoryPercent.value(), 50.0);
    QCOMPARE(summary.peaks[0].diskPercent.value(), 77.0);
    QCOMPARE(summary.peaks[1].memoryPercent.value(), 99.2);
    QVERIFY(!summary.peaks[1].diskPercent);
    QCOMPARE(summary.fullestMemory()->node, std::string("10"));
    QCOMPARE(summary.fullestDisk()->node, std::string("2"));
    QVERIFY(!RunSummary{}.fullestMemory() && !RunSummary{}.fullestDisk());
}

void TestRunSummary::fullnessIsReckonedFromAmounts() {
    const RunSummary summary = summaryOf(
        {{"logs/sys/perf/0/node_resource_usage.csv", "Utc Time,Memory Total (MB),Memory Used (MB)\n1,14000,3500\n2,14000,7000\n3,0,1\n"},
         {"logs/sys/perf/1/node_resource_usage.csv", "Utc Time,Memory Total (MB),Memory Available (MB)\n1,14000,1400\n"},
         {"logs/sys/perf/1/node_disk_usage.csv", "Utc Time,Disk Total (MB),Disk Used (MB)\n1,200,150\n"}});
    QCOMPARE(summary.peaks[0].memoryPercent.value(), 50.0);
    QCOMPARE(summary.peaks[1].memoryPercent.value(), 90.0);
    QCOMPARE(summary.peaks[1].diskPercent.value(), 75.0);
}

void TestRunSummary::durationIsThatOfTheLogs() {
    const RunSummary summary =
        summaryOf({{"user_logs/std_log_0.txt", "2026-01-05 10:00:00 INFO start\nno time\n2026-01-05 10:20:14 INFO end\n"},
                   {"logs/job_result.txt", "2026-01-05T10:20:30.000000 The job completed.\n"},
                   // What was saved later or long before has no part in the run.
                   {"pipeline.yml", "2019-01-01 00:00:00: x\n"}});
    QCOMPARE(summary.duration().value().count(), 20 * 60 + 30);
    // Nor has a clock that was not set yet.
    const RunSummary unset = summaryOf({{"user_logs/std_log_0.txt", "1970-01-01 00:00:07 INFO boot\n2026-01-05 10:00:00 INFO start\n"},
                                        {"logs/job_result.txt", "2026-01-05T10:20:30.000000 The job completed.\n"}});
    QCOMPARE(unset.duration().value().count(), 20 * 60 + 30);
    QVERIFY(!summaryOf({{"user_logs/std_log_0.txt", "no time at all\n"}}).duration());
    QVERIFY(!summaryOf({{"user_logs/std_log_0.txt", "2026-01-05 10:00:00 INFO only one\n"}}).duration());
}

void TestRunSummary::restartsAreLinesOrProcessesBeyondTheFirstOnes() {
    QCOMPARE(summaryOf({{"logs/sys/node/0/process000.txt",
                         "2026-01-05 10:00:00,000|INFO|1|This process is exiting and a new process will start\n"}})
                 .restarts,
             1U);
    Files files{{"user_logs/std_log_0.txt", "arguments: ['--process_count_per_node', '2']\n"}};
    for (const char* const name : {"0/process000", "0/process001", "0/process002", "0/process003", "1/process000", "1/process001"})
        files.emplace_back("logs/user/stdout/" + std::string(name) + ".stdout.txt", "x\n");
    QCOMPARE(summaryOf(files).restarts, 2U);
    files.front().second = "nothing of it\n";
    QCOMPARE(summaryOf(files).restarts, 0U);
}

void TestRunSummary::attemptsAreCountedByTheirFolders() {
    QCOMPARE(summaryOf({{"system_logs/lifecycler/lifecycler.log", "x\n"}}).attempts, 1U);
    QCOMPARE(summaryOf({{"system_logs/lifecycler/lifecycler.log", "x\n"},
                        {"system_logs/lifecycler/retry_001/lifecycler.log", "x\n"},
                        {"system_logs/lifecycler/retry_002/lifecycler.log", "x\n"},
                        {"system_logs/hosttools_capability/retry_002/hosttools-capability.log", "x\n"}})
                 .attempts,
             3U);
    QCOMPARE(
        summaryOf({{"system_logs/lifecycler/retry_000/lifecycler.log", "x\n"}, {"system_logs/lifecycler/retry_001/lifecycler.log", "x\n"}})
            .attempts,
        2U);
}

void TestRunSummary::theTimeLimitIsToldAsLoggedAndAsConfigured_data() {
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("configured");
    QTest::addColumn<int>("overhead");
    const auto row = [](const char* name, const std::string& path, const std::string& text, int configured, int overhead = 0) {
        QTest::newRow(name) << path << text << configured << overhead;
    };
    const std::string driver = "user_logs/std_log_0.txt";
    row("arguments", driver, "with arguments:['--run_invocation_timeout', '60', '--run_max_try', '3']\n", 60);
    row("one argument", driver, "with arguments:['--run_invocation_timeout=60']\n", 60);
    row("with overhead", driver, "['--run_invocation_timeout', '60', '--task_overhead_timeout', '30']\n", 60, 30);
    row("log", "logs/sys/master_role.txt", "2024-01-05 10:03:11,106|INFO|1|run_invocation_timeout: 60, task_overhead_timeout: 30\n", 60,
        30);
    row("deployment", "deployment.yml", "settings:\n  retry_settings:\n    timeout: 60\n    max_retries: 3\n", 60);
    row("older deployment", "deployment.yml", "name: d\nretry_settings:\n  timeout: 60\n", 60);
    row("step of a pipeline", "pipeline.yml", "jobs:\n  score:\n    type: parallel\n    retry_settings:\n      timeout: 60\n", 60);
    row("resource manager", "deployment.json", R"({"properties": {"retrySettings": {"maxRetries": 3, "timeout": "PT1M"}}})", 60);
    row("resource manager, seconds", "deployment.json", R"({"properties":{"retrySettings":{"timeout":"PT30S"}}})", 30);
    row("arguments in a definition", "job.yml", "program_arguments: --task_overhead_timeout 30 --run_invocation_timeout 60\n", 60, 30);
    row("timeout of something else", "endpoint.yml", "request_settings:\n  request_timeout_ms: 5000\ntimeout: 7\n", 0);
}

void TestRunSummary::theTimeLimitIsToldAsLoggedAndAsConfigured() {
    QFETCH(std::string, path);
    QFETCH(std::string, text);
    QFETCH(int, configured);
    QFETCH(int, overhead);
    const RunSummary summary = summaryOf({{path, text}, {"logs/sys/error/0/process000.txt", stopped}});
    QCOMPARE(summary.timeoutLogged.value(), 90U);
    QCOMPARE(summary.timeoutConfigured.value_or(0), static_cast<std::uint64_t>(configured));
    QCOMPARE(summary.timeoutOverhead.value_or(0), static_cast<std::uint64_t>(overhead));
}

void TestRunSummary::definitionsThatDisagreeTellNothing() {
    const std::string steps = "jobs:\n  a:\n    retry_settings: {timeout: 60}\n  b:\n    retry_settings: {timeout: 600}\n";
    QVERIFY(!summaryOf({{"pipeline.yml", steps}, {"logs/sys/error/0/process000.txt", stopped}}).timeoutConfigured);
    // What the run was started with is surer than any definition that lies about.
    QCOMPARE(summaryOf({{"pipeline.yml", steps}, {"user_logs/std_log_0.txt", "--run_invocation_timeout=60\n"}}).timeoutConfigured.value(),
             60U);
}

void TestRunSummary::durationsOfDefinitions_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("seconds");
    for (const auto& [text, seconds] : std::vector<std::pair<const char*, int>>{
             {"60", 60},        {"60.0", 60},    {"0", 0},     {"PT1M", 60}, {"PT1M30S", 90}, {"PT0.5H", 1800}, {"P1D", 86400},
             {"P1DT1H", 90000}, {"P1W", 604800}, {"P1M", -1},  {"P1Y", -1},  {"PT", -1},      {"P", -1},        {"PT5", -1},
             {"-5", -1},        {"PT-5S", -1},   {"soon", -1}, {"", -1},     {"1e99", -1},    {"PT1H1D", -1}})
        QTest::newRow(text) << std::string(text) << seconds;
}

void TestRunSummary::durationsOfDefinitions() {
    QFETCH(std::string, text);
    QFETCH(int, seconds);
    QCOMPARE(secondsIn(text).has_value(), seconds >= 0);
    if (seconds >= 0)
        QCOMPARE(secondsIn(text).value(), static_cast<std::uint64_t>(seconds));
}

QTEST_APPLESS_MAIN(TestRunSummary)
#include "test_run_summary.moc"
