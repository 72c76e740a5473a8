// SPDX-License-Identifier: MIT
#include "diagnosed_files.h"

using namespace faultline;

namespace {

const std::string missingModule = "Traceback (most recent call last):\n"
                                  "  File \"/mnt/azureml/cr/j/0000/exe/wd/score.py\", line 2, in init\n    import shapely\n"
                                  "ModuleNotFoundError: No module named 'shapely'\n";
const std::pair<std::string, std::string> failed{"logs/job_result.txt", "2026-01-05T10:20:14.098196 The master role failed.\n"};

std::string reported(int node, int process) {
    return "2026-01-05T10:20:13.000000 The process00" + std::to_string(process) + " on node " + std::to_string(node) +
           " failed with error: " + missingModule;
}

std::uint64_t countOf(Files files, std::string_view article) {
    const DiagnosisPointer diagnosis = diagnoseFiles(std::move(files));
    const Finding* const finding = findingOf(*diagnosis, article);
    return finding ? finding->count : 0;
}

} // namespace

/// How often something happened is not how often it was told.
class TestOccurrences : public QObject {
    Q_OBJECT

private slots:
    void whatTwoFilesTellOfOneProcessHappenedOnce();
    void eachProcessCounts();
    void aFileThatKnowsOfMoreCounts();
    void severalLinesOfOneTracebackAreOne();
    void eachTimeThatItWasRaisedCounts();
    void soDoExceptionsThatNobodyKnows();
    void patternsOfOneArticleTellOfOneThing();
    void aMiniBatchIsLostOnceHoweverOftenItWasTried();
    void whatHoldsOfTheFolderIsNotCounted();
};

void TestOccurrences::whatTwoFilesTellOfOneProcessHappenedOnce() {
    const Files files{failed,
                      {"logs/user/error/0/process000.txt", missingModule},
                      {"logs/user/stdout/0/process000.stdout.txt", "start\n" + missingModule},
                      {"logs/job_error.0.txt", reported(0, 0)}};
    QCOMPARE(countOf(files, "py-module-not-found"), 1U);
    // It is shown wherever it stands.
    const DiagnosisPointer diagnosis = diagnoseFiles(files);
    QCOMPARE(findingOf(*diagnosis, "py-module-not-found")->places.size(), 3U);
}

void TestOccurrences::eachProcessCounts() {
    Files files{failed};
    std::string all;
    for (int node = 0; node < 2; ++node)
        for (int process = 0; process < 3; ++process) {
            files.emplace_back("logs/user/error/" + std::to_string(node) + "/process00" + std::to_string(process) + ".txt", missingModule);
            all += reported(node, process);
        }
    files.emplace_back("logs/job_error.0.txt", all);
    QCOMPARE(countOf(std::move(files), "py-module-not-found"), 6U);
}

void TestOccurrences::aFileThatKnowsOfMoreCounts() {
    QCOMPARE(
        countOf({failed, {"logs/user/error/0/process000.txt", missingModule}, {"logs/job_error.0.txt", reported(0, 0) + reported(1, 0)}},
                "py-module-not-found"),
        2U);
}

void TestOccurrences::severalLinesOfOneTracebackAreOne() {
    QCOMPARE(countOf({failed,
                      {"user_logs/std_log_0.txt", "Traceback (most recent call last):\n"
                                                  "  File \"/mnt/azureml/cr/j/0000/exe/wd/driver/amlbi_main.py\", line 218, in <module>\n"
                                                  "    sys.exit(exitcode_candidate)\nSystemExit: 42\n"}},
                     "prs-exit-42"),
             1U);
}

void TestOccurrences::eachTimeThatItWasRaisedCounts() {
    QCOMPARE(countOf({failed, {"logs/user/error/0/process000.txt", missingModule + missingModule + missingModule}}, "py-module-not-found"),
             3U);
}

void TestOccurrences::soDoExceptionsThatNobodyKnows() {
    std::string error = missingModule;
    error.replace(error.find("ModuleNotFoundError"), std::string::npos, "MeshError: cell 7 has no area\n");
    const DiagnosisPointer diagnosis =
        diagnoseFiles({failed,
                       {"logs/user/error/0/process000.txt", error},
                       {"logs/user/error/0/process001.txt", error},
                       {"logs/job_error.0.txt", "2026-01-05T10:20:13.000000 The process000 on node 0 failed with error: " + error}});
    const auto unknown = std::ranges::find(diagnosis->unexplained, "MeshError", &Unexplained::exceptionType);
    QVERIFY(unknown != diagnosis->unexplained.end());
    QCOMPARE(unknown->count, 2U);
}

void TestOccurrences::patternsOfOneArticleTellOfOneThing() {
    const std::string end = "[2021-03-21T12:31:30.123456] The experiment failed. Finalizing run...\n"
                            "[2021-03-21T12:31:30.765241] Finished context manager injector with Exception.\n"
                            "2021/03/21 12:31:31 Wrapper cmd failed with err: exit status 1\n"
                            "2021/03/21 12:31:31 Process Exiting with Code:  1\n";
    QCOMPARE(countOf({{"azureml-logs/70_driver_log_0.txt", end}}, "v1-run-failed"), 1U);
    QCOMPARE(countOf({{"azureml-logs/70_driver_log_0.txt", end}, {"azureml-logs/70_driver_log_1.txt", end}}, "v1-run-failed"), 2U);
}

void TestOccurrences::aMiniBatchIsLostOnceHoweverOftenItWasTried() {
    const std::string head = "Mini-batch Id,Picked Count,Process,Total,Succeeded,Failed,Status,Error Message,Mini-batch Detail\n";
    std::string rows, errors;
    for (int tried = 1; tried <= 3; ++tried)
        for (const char* const batch : {"4", "17"}) {
            rows += std::string(batch) + "," + std::to_string(tried) + ",0/process000,10,0,10,RUN_EXCEPTION,boom,\n";
            errors += reported(0, 0);
        }
    QCOMPARE(countOf({{"logs/job_result.txt", "2026-01-05T10:20:14.098196 The job completed.\n"},
                      {"logs/job_error.txt", errors},
                      {"logs/sys/job_report/processed_mini-batches.csv", head + rows}},
                     "prs-completed-with-failures"),
             2U);
}

void TestOccurrences::whatHoldsOfTheFolderIsNotCounted() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"system_logs/lifecycler/lifecycler.log", "2026-01-05T10:03:12Z INFO lifecycler: start\n"},
                       {"system_logs/cs_capability/cs-capability.log", "2026-01-05T10:03:12Z INFO start\n"},
                       {"system_logs/hosttools_capability/hosttools-capability.log", "start\n"}});
    const Finding* const finding = findingOf(*diagnosis, "dl-no-user-logs");
    QVERIFY(finding);
    QCOMPARE(finding->count, 1U);
    QVERIFY(finding->once);
}

QTEST_APPLESS_MAIN(TestOccurrences)
#include "test_occurrences.moc"
