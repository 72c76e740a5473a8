// SPDX-License-Identifier: MIT
#include "diagnosed_files.h"

using namespace faultline;

namespace {

const std::pair<std::string, std::string> failed{"logs/job_result.txt", "2026-01-05T10:20:14.098196 The job failed.\n"};

const std::string keyError = "Traceback (most recent call last):\n"
                             "  File \"/mnt/azureml/cr/j/0000/exe/wd/score.py\", line 41, in run\n    return table['age']\n"
                             "KeyError: 'age'\n";

/// As the runtime collects the errors of all processes: five lines each.
std::string reported(const std::string& minute, int node) {
    return "2026-01-05T10:" + minute + ":00.000000 The process000 on node " + std::to_string(node) + " failed with error: " + keyError;
}

std::vector<std::uint64_t> linesIn(const std::vector<Place>& places, std::string_view path) {
    std::vector<std::uint64_t> lines;
    for (const Place& place : places)
        if (place.path == path)
            lines.push_back(place.line.shown());
    return lines;
}

std::vector<std::string> pathsOf(const std::vector<Place>& places) {
    std::vector<std::string> paths;
    for (const Place& place : places)
        paths.push_back(place.path);
    return paths;
}

const Step* stepInto(const Finding& finding, std::string_view part) {
    const auto found = std::ranges::find_if(finding.steps, [&](const Step& step) { return step.path.contains(part); });
    return found == finding.steps.end() ? nullptr : &*found;
}

} // namespace

/// Where something is shown: on its own line, once, and where it is worth most first.
class TestPlaces : public QObject {
    Q_OBJECT

private slots:
    void equalTracebacksAreShownOnTheirOwnLines();
    void equalTracebacksKeepTheirOwnTimes();
    void aTracebackAndTheLineAboveItAreOnePlace();
    void theTimeIsThatOfTheLine();
    void aLogComesBeforeItsCopies();
    void hintsPointToTheNodeWhereItShowed();
};

void TestPlaces::equalTracebacksAreShownOnTheirOwnLines() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({failed, {"logs/job_error.txt", reported("01", 0) + reported("02", 1) + reported("03", 0)}});
    const Finding* const finding = findingOf(*diagnosis, "prs-run-exception");
    QVERIFY(finding);
    QCOMPARE(linesIn(finding->places, "logs/job_error.txt"), (std::vector<std::uint64_t>{4, 8, 12}));
    for (const Place& place : finding->places) {
        QCOMPARE(QString::fromStdString(place.text), QStringLiteral("KeyError: 'age'"));
        QVERIFY(place.offset);
    }
    QVERIFY(*finding->places[0].offset < *finding->places[1].offset);
}

void TestPlaces::equalTracebacksKeepTheirOwnTimes() {
    const auto raisedAt = [](const std::string& minute) {
        std::string text;
        for (const char* const line : {"Entry script run() failed for KeyError('age'). Details:", "Traceback (most recent call last):",
                                       "  File \"score.py\", line 41, in run", "    return table['age']", "KeyError: 'age'"})
            text += "2026-01-05 10:" + minute + ":11,106|ERROR|214|" + line + "\n";
        return text;
    };
    const DiagnosisPointer diagnosis = diagnoseFiles({failed, {"logs/user/error/0/process000.txt", raisedAt("01") + raisedAt("07")}});
    const Finding* const finding = findingOf(*diagnosis, "prs-run-exception");
    QVERIFY(finding);
    QCOMPARE(linesIn(finding->places, "logs/user/error/0/process000.txt"), (std::vector<std::uint64_t>{5, 10}));
    const Place& second = finding->places[1];
    QVERIFY2(second.text.starts_with("2026-01-05 10:07:11,106"), second.text.c_str());
    QVERIFY(second.time);
    QVERIFY(second.time->toIso().starts_with("2026-01-05T10:07:11"));
}

void TestPlaces::aTracebackAndTheLineAboveItAreOnePlace() {
    const std::string told = "2026-01-05 10:03:11,106|ERROR|214|Entry script run() failed for KeyError('age'). Details:\n"
                             "2026-01-05 10:03:11,107|ERROR|214|Entry script run() failed for KeyError('age'). Details: " +
                             keyError;
    const DiagnosisPointer diagnosis = diagnoseFiles({failed, {"logs/user/error/0/process000.txt", told}});
    const Finding* const finding = findingOf(*diagnosis, "prs-run-exception");
    QVERIFY(finding);
    QCOMPARE(linesIn(finding->places, "logs/user/error/0/process000.txt"), (std::vector<std::uint64_t>{5}));
}

void TestPlaces::theTimeIsThatOfTheLine() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"azureml-logs/70_driver_log.txt", "2020-11-19 02:38:01 [job-0] start\n"
                                                          "2020-11-19 02:38:03 [job-0] Traceback (most recent call last):\n"
                                                          "2020-11-19 02:38:03 [job-0]   File \"train.py\", line 9, in <module>\n"
                                                          "2020-11-19 02:38:03 [job-0]     fit()\n"
                                                          "2020-11-19 02:38:08 [job-0] MeshError: cell 7 has no area\n"}});
    QVERIFY(diagnosis->verdict);
    QVERIFY(!diagnosis->verdict->places.empty());
    const Place& place = diagnosis->verdict->places.front();
    QCOMPARE(place.line.shown(), 5U);
    QVERIFY(place.time);
    QCOMPARE(QString::fromStdString(place.time->toIso()), QStringLiteral("2020-11-19T02:38:08Z"));
}

void TestPlaces::aLogComesBeforeItsCopies() {
    const std::string raised = "MeshError: cell 7 has no area";
    const DiagnosisPointer diagnosis = diagnoseFiles(
        {{"system_logs/lifecycler/lifecycler.log",
          "2026-01-05T10:03:12.000000Z ERROR run:execute{run_id=x}: lifecycler: User process failed: Traceback (most recent call last):\\n"
          "  File \\\"train.py\\\", line 9, in <module>\\n    fit()\\n" +
              raised + "\\n\n"},
         {"user_logs/std_log.txt",
          "Traceback (most recent call last):\n  File \"train.py\", line 9, in <module>\n    fit()\n" + raised + "\n"}});
    const auto unknown = std::ranges::find(diagnosis->unexplained, "MeshError", &Unexplained::exceptionType);
    QVERIFY(unknown != diagnosis->unexplained.end());
    QCOMPARE(pathsOf(unknown->places), (std::vector<std::string>{"user_logs/std_log.txt", "system_logs/lifecycler/lifecycler.log"}));
}

void TestPlaces::hintsPointToTheNodeWhereItShowed() {
    const std::string quiet = "all is well\n";
    const DiagnosisPointer diagnosis = diagnoseFiles({failed,
                                                      {"logs/user/error/0/process000.txt", quiet},
                                                      {"logs/user/error/2/process000.txt", keyError},
                                                      {"logs/user/stdout/0/process000.stdout.txt", quiet},
                                                      {"logs/user/stdout/2/process000.stdout.txt", quiet},
                                                      {"logs/user/stdout/2/process001.stdout.txt", quiet},
                                                      {"logs/job_error.txt", reported("01", 2)}});
    const Finding* const finding = findingOf(*diagnosis, "prs-run-exception");
    QVERIFY(finding);
    const Step* const step = stepInto(*finding, "/user/stdout/");
    QVERIFY(step);
    QVERIFY2(step->path.starts_with("logs/user/stdout/2/"), step->path.c_str());
}

QTEST_APPLESS_MAIN(TestPlaces)
#include "test_places.moc"
