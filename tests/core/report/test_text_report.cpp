// SPDX-License-Identifier: MIT
#include "report/text_report.h"

#include "diagnosis/telling_run.h"
#include "report/redaction.h"
#include "report/report_words.h"
#include "report_samples.h"

using namespace faultline;

namespace {

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

class TestTextReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsEverything();
    void listsSayWhatTheyLeaveOut();
    void aWrapperIsNotTheReason();
    void adviceStandsBesideAnUnknownException();
    void adviceStandsBesideAWrapper();
    void whatDoesNotCountStandsApart();
    void whatTheVerdictSaysIsNotRepeated();
    void theMatchIsSeenHoweverLongTheLine();
    void namesCannotBreakTheReport();
    void terminalsObeyNothing();
    void sizesAndTimes();
    void whatCouldNotBeReadIsNoAllClear_data();
    void whatCouldNotBeReadIsNoAllClear();
    void emptyLogsAreNotAllThatThereIsWhereSomeWereNotSearched();
    void anEstimatedCountIsToldAsOne();
    void ofAJobThatWasTriedAgainTheLastRunIsTold();
    void hintsAreOnlyThoseThatLeadSomewhere();
    void inputsThatFailedAlikeAreToldTogether();
    void theNameOfAFileIsSeenHoweverLongItsPath();
    void whatWasNotCountedIsSaidWithoutANumber();
};

void TestTextReport::tellsEverything() {
    const std::string report = writeTextReport(samples::failedJob().diagnosis, nullptr, false, 100);
    QVERIFY2(report.starts_with(
                 "✕ The environment has no module sklearn.\n  score_<1> · failed · 4 of 4 nodes, 2 of 8 processes, 12 times, first at"),
             report.c_str());
    for (const std::string part :
         {"  Outcome: failed, the job result says so (logs/azureml/job_result.txt:1)\n", "  Run failed ← A Python package is missing\n",
          "  Why: This exception ended the user's code.\n", "\nReason\n  The module `sklearn` is imported but not **installed**.\n",
          "  Note: This was concluded, not seen.\n", "\nWhat to do\n  1. Add it:\n         - scikit-learn\n  2. See",
          "\nWhere it shows\n  logs/user/error/0/process000.txt:120",
          "\nLook next\n  logs/user/stdout/0/process000.stdout.txt:3: the imports of the script\n", "  Article py-module-not-found\n",
          "\nInputs that failed (40)\n  30 inputs (input_0.csv, input_1.csv, input_2.csv … "
          "input_29.csv): not a CSV file (2 attempts)\n  … and 10 more\n",
          "\nFound as well\n  ▲ explained: Run failed (1 time)  logs/azureml/job_result.txt:1\n",
          "5 harmless lines were recognised and left out.\n", "\nThe run in numbers\n  nodes ",
          "20: 19 scheduled, 12 done, 4 failed, 3 timed out\n", "1 h 20 min by the times in the logs", "99.2 % on node 0, 50 % on node 1\n",
          "90 s as enforced, 60 s as configured + 30 s of overhead\n", "\nSkipped (1)\n  core.dump: it is no text\n"})
        QVERIFY2(contains(report, part), (part + "\n---\n" + report).c_str());
    QVERIFY(!contains(report, "Not explained"));
    QVERIFY(!contains(report, "\x1b"));
    QVERIFY(contains(writeTextReport(samples::failedJob().diagnosis, nullptr, true, 100),
                     "\x1b[1;31m✕ The environment has no module sklearn.\x1b[0m\n"));
}

void TestTextReport::listsSayWhatTheyLeaveOut() {
    samples::Sample sample = samples::failedJob();
    Diagnosis& d = sample.diagnosis;
    for (int i = 0; i < 20; ++i) {
        d.skipped.push_back({"file " + std::to_string(i), "it is no text"});
        d.findings.push_back(d.findings[1]);
        d.failedInputs[static_cast<std::size_t>(i)].reason += " of kind " + std::to_string(i);
    }
    d.findings[0].places.resize(12, d.findings[0].places.front());
    const std::string report = writeTextReport(d, nullptr, false, 100);
    QVERIFY(contains(report, "  data/input_9.csv: not a CSV file of kind 9 (2 attempts)\n  … and 30 more\n"));
    QVERIFY(contains(report, "Skipped (21)\n"));
    QVERIFY(contains(report, "file 8: it is no text\n  … and 11 more\n"));
    QVERIFY(contains(report, "… and 11 more\n\n5 harmless"));
    QVERIFY(contains(report, "  … and 7 more\n\nLook next"));
    // An entry without a path is the archive itself.
    d.skipped = {{"", "the archive is damaged behind this point"}};
    QVERIFY(contains(writeTextReport(d, nullptr, false, 100), "Skipped (1)\n  the archive is damaged behind this point\n"));
}

void TestTextReport::aWrapperIsNotTheReason() {
    const std::string report = writeTextReport(samples::wrapperJob().diagnosis, nullptr, false, 100);
    QVERIFY2(report.starts_with("▲ The reason is not in these logs\n  Nearest to it: Run failed, please check logs.\n"), report.c_str());
    QVERIFY(
        contains(report, "\nNot explained, most telling first\n  logs/user/stderr/0/x.txt:9\n    Failed to read the file\n    3 times\n"));
    samples::Sample effect = samples::wrapperJob();
    effect.envelope->role = ArticleRole::Effect;
    QVERIFY(writeTextReport(effect.diagnosis, nullptr, false, 100).starts_with("▲ Only a consequence was found: Run failed\n"));
}

void TestTextReport::adviceStandsBesideAnUnknownException() {
    const std::string report = writeTextReport(samples::unknownJob().diagnosis, nullptr, false, 100);
    QVERIFY2(report.starts_with("? Not a known error: ValueError: the flux is out of range (score.py, line 14, in run)\n"), report.c_str());
    QVERIFY(contains(report, "\nWhat helps with such an error: A value is of the right type and wrong all the same\n"
                             "  The function got a value that it cannot work with.\n\n  1. Print the value before the call.\n"));
    QVERIFY(!contains(report, "Found as well"));
}

void TestTextReport::adviceStandsBesideAWrapper() {
    samples::Sample sample = samples::unknownJob();
    Diagnosis& d = sample.diagnosis;
    d.findings.push_back(samples::failedJob().diagnosis.findings[1]);
    d.findings.back().article = sample.envelope.get();
    d.findings.back().explainedBy.clear();
    d.verdict->finding = 1;
    const std::string report = writeTextReport(d, nullptr, false, 100);
    QVERIFY2(report.starts_with("▲ The reason is not in these logs\n"), report.c_str());
    QVERIFY(contains(report, "\nWhat helps with such an error: A value is of the right type and wrong all the same\n"));
    QVERIFY(!contains(report, "Found as well"));
}

void TestTextReport::whatDoesNotCountStandsApart() {
    const std::string report = writeTextReport(samples::asideJob().diagnosis, nullptr, false, 100);
    QVERIFY2(contains(report, "\nFound as well\n  ▲ explained: Run failed (1 time)  logs/azureml/job_result.txt:1\n"
                              "\nHandled or only mentioned\n"
                              "  · A file was not there (3 times), handled by the program  logs/user/stdout/0/x.txt:4\n"
                              "  · A file was not there (1 time), only mentioned  logs/user/stdout/0/x.txt:5\n"
                              "\n5 harmless lines were recognised and left out.\n"),
             report.c_str());
}

void TestTextReport::whatTheVerdictSaysIsNotRepeated() {
    samples::Sample sample = samples::unknownJob();
    Unexplained same;
    same.shape = "ValueError: <*>";
    same.places = sample.diagnosis.verdict->places;
    sample.diagnosis.unexplained.insert(sample.diagnosis.unexplained.begin(), same);
    const std::string report = writeTextReport(sample.diagnosis, nullptr, false, 100);
    const std::string place = "logs/user/error/0/process000.txt:14";
    QCOMPARE(report.find(place), report.rfind(place));
    QVERIFY(contains(report, "Failed to read the file"));
}

void TestTextReport::theMatchIsSeenHoweverLongTheLine() {
    samples::Sample sample = samples::failedJob();
    Finding& finding = sample.diagnosis.findings[0];
    finding.captures = {{"m", "sklearn"}};
    finding.places.resize(1);
    finding.places[0].text = "[2026-01-05 10:03:11Z] Job failed, job RunId is 0. Error: {\"Error\":" + std::string(400, '{') +
                             "No module named 'sklearn'" + std::string(400, '}');
    const std::string report = writeTextReport(sample.diagnosis, nullptr, false, 80);
    const std::size_t at = report.find("\nWhere it shows\n");
    const std::string line = report.substr(report.find("    ", at), 200);
    QVERIFY2(line.substr(0, line.find('\n')).contains("sklearn"), report.c_str());
}

void TestTextReport::namesCannotBreakTheReport() {
    samples::Sample sample = samples::failedJob();
    Finding& finding = sample.diagnosis.findings[0];
    finding.places[0].path = "logs/a\nFound as well\n  b.txt";
    finding.places[1].path = "logs/evil\xE2\x80\xAEtxt.exe";
    const std::string report = writeTextReport(sample.diagnosis, nullptr, false, 100);
    QVERIFY(contains(report, "logs/a␊Found as well␊  b.txt:120"));
    QVERIFY(contains(report, "logs/evil<U+202E>txt.exe"));
}

void TestTextReport::terminalsObeyNothing() {
    const std::string report = writeTextReport(samples::hostileJob().diagnosis, nullptr, false, 100);
    for (const char c : report)
        QVERIFY(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
    QVERIFY(!contains(report, "\xE2\x80\xAE"));
    QVERIFY(QString::fromStdString(report).toUtf8().toStdString() == report);
}

void TestTextReport::sizesAndTimes() {
    samples::Sample sample = samples::failedJob();
    sample.diagnosis.bytes = 598;
    sample.diagnosis.files = 1;
    sample.diagnosis.findings[0].first = LogTime{sample.diagnosis.findings[0].first->instant + std::chrono::milliseconds(106), false};
    std::string report = writeTextReport(sample.diagnosis, nullptr, false, 120);
    QVERIFY2(contains(report, "first at 2026-01-05 10:03:11.106 · 1 file, 598 B\n"), report.c_str());
    for (const auto& [bytes, words] :
         {std::pair<std::uint64_t, std::string>{1500, "1.5 kB"}, {999'960, "1.0 MB"}, {2'800'000'000, "2.8 GB"}}) {
        sample.diagnosis.bytes = bytes;
        report = writeTextReport(sample.diagnosis, nullptr, false, 120);
        QVERIFY2(contains(report, words), report.c_str());
    }
}

void TestTextReport::whatCouldNotBeReadIsNoAllClear_data() {
    QTest::addColumn<QList<QPair<QString, QByteArray>>>("files");
    QTest::addColumn<QString>("says");
    using Files = QList<QPair<QString, QByteArray>>;
    QTest::newRow("nothing") << Files{} << "There is nothing in here";
    QTest::newRow("other files") << Files{{"readme.md", "my folder\n"}, {"cat.png", "\x89PNG"}} << "No log was recognised";
    QTest::newRow("binary") << Files{{"user_logs/std_log.txt", QByteArray(5000, '\0')}} << "Nothing could be read";
    QTest::newRow("empty logs") << Files{{"user_logs/std_log.txt", ""}, {"logs/job_result.txt", ""}} << "The logs are empty";
    QTest::newRow("a definition") << Files{{"deployment.yml", "name: blue\nendpoint_name: x\n"}}
                                  << "There are no logs here, only saved definitions";
    QTest::newRow("a log of another kind") << Files{{"train.txt", "2026-01-05 10:00:00 INFO step 1\n"}, {"readme.md", "x\n"}}
                                           << "Nothing shows a failure";
}

void TestTextReport::whatCouldNotBeReadIsNoAllClear() {
    using Files = QList<QPair<QString, QByteArray>>;
    QFETCH(Files, files);
    QFETCH(QString, says);
    faultline::Files list;
    for (const auto& [name, content] : files)
        list.emplace_back(name.toStdString(), content.toStdString());
    const std::string report = writeTextReport(*diagnoseFiles(list), nullptr, false, 100);
    QVERIFY2(report.starts_with(("– " + says + ".\n").toStdString()), report.c_str());
}

void TestTextReport::emptyLogsAreNotAllThatThereIsWhereSomeWereNotSearched() {
    const std::string log = "user_logs/std_log.txt";
    std::string report = writeTextReport(*diagnoseFiles({{log, ""}}), nullptr, false, 200);
    QVERIFY2(contains(report, "They hold not a single byte: the processes wrote nothing."), report.c_str());
    report = writeTextReport(*diagnoseFiles({{log, ""}, {"user_logs/std_log_1.txt", std::string(5000, '\0')}}), nullptr, false, 200);
    QVERIFY2(contains(report, "Those that were searched hold not a single byte; 1 entry was not searched."), report.c_str());
}

void TestTextReport::anEstimatedCountIsToldAsOne() {
    samples::Sample sample = samples::asideJob();
    for (Finding& finding : sample.diagnosis.findings) {
        finding.count = 146;
        finding.estimated = true;
    }
    const std::string report = writeTextReport(sample.diagnosis, nullptr, false, 200);
    for (const std::string part : {"8 processes, about 146 times, first at", "… and about 144 more\n", "Run failed (about 146 times)",
                                   "(about 146 times), handled by the program", "About 146 harmless lines were recognised"})
        QVERIFY2(contains(report, part), (part + " in\n" + report).c_str());
}

void TestTextReport::ofAJobThatWasTriedAgainTheLastRunIsTold() {
    // Both ended well, so that the outcome does not tell them apart.
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"attempt_1/system_logs/lifecycler/lifecycler.log", "INFO lifecycler: job_status: Succeeded\n"},
                       {"attempt_2/system_logs/lifecycler/lifecycler.log", "INFO lifecycler: job_status: Succeeded\n"}});
    QVERIFY(!diagnosis->verdict);
    QCOMPARE(diagnosis->runs.size(), 2U);
    const ReportWords words(*diagnosis, nullptr);
    QCOMPARE(words.toldRun(), &diagnosis->runs[tellingRun(*diagnosis)]);
    QCOMPARE(words.toldRunName(), std::string("attempt_2"));
}

void TestTextReport::hintsAreOnlyThoseThatLeadSomewhere() {
    samples::Sample sample = samples::failedJob();
    Finding& finding = sample.diagnosis.findings[0];
    const std::string report = writeTextReport(sample.diagnosis, nullptr, false, 100);
    QVERIFY(!contains(report, "image build"));
    QVERIFY(!contains(report, "nothing of the kind"));
    finding.steps.erase(finding.steps.begin()); // the one that was found
    const std::string empty = writeTextReport(sample.diagnosis, nullptr, false, 100);
    QVERIFY2(contains(empty, "\nLook next\n  logs/user/stderr/0/x.txt (nothing of the kind in it): what it printed last\n"), empty.c_str());
    finding.steps.pop_back();
    QVERIFY(!contains(writeTextReport(sample.diagnosis, nullptr, false, 100), "Look next"));
}

void TestTextReport::inputsThatFailedAlikeAreToldTogether() {
    samples::Sample sample = samples::failedJob();
    std::vector<FailedInput>& inputs = sample.diagnosis.failedInputs;
    inputs.clear();
    const auto add = [&](std::string file, std::string reason, std::uint64_t attempts) {
        FailedInput input;
        input.file = std::move(file);
        input.reason = std::move(reason);
        input.attempts = attempts;
        inputs.push_back(std::move(input));
    };
    for (const int batch : {0, 1, 2, 3, 5, 6, 9})
        add("mini-batch " + std::to_string(batch), "no route to host", batch == 5 ? 3 : 1);
    add("mini-batch 7", "out of memory", 1);
    add("/mnt/azureml/cr/j/0f3a0f3a/cap/data-capability/wd/INPUT_images/a.jpg",
        "no picture in /mnt/azureml/cr/j/0f3a0f3a/cap/data-capability/wd/INPUT_images/a.jpg", 1);
    sample.diagnosis.failedInputCount = 12;
    const std::string report = writeTextReport(sample.diagnosis, nullptr, false, 100);
    QVERIFY2(contains(report, "\nInputs that failed (12)\n"
                              "  7 mini-batches (0–3, 5, 6, 9): no route to host (1–3 attempts)\n"
                              "  mini-batch 7: out of memory\n"
                              "  …/INPUT_images/a.jpg: no picture in …/INPUT_images/a.jpg\n"
                              "  … and 3 more\n"),
             report.c_str());
}

void TestTextReport::theNameOfAFileIsSeenHoweverLongItsPath() {
    samples::Sample sample = samples::failedJob();
    Finding& finding = sample.diagnosis.findings[0];
    finding.places.resize(1);
    finding.places[0].text =
        "2026-01-05 10:03:11,106|ERROR|214|Error processing input file: "
        "'/mnt/azureml/cr/j/0f3a0f3a0f3a0f3a0f3a0f3a0f3a0f3a/cap/data-capability/wd/INPUT_images/heart-00.csv'. Exception: no header";
    finding.places[0].time = finding.first;
    const std::string report = writeTextReport(sample.diagnosis, nullptr, false, 100);
    QVERIFY2(contains(report, "    Error processing input file: '…/INPUT_images/heart-00.csv'. Exception: no header\n"), report.c_str());
}

void TestTextReport::whatWasNotCountedIsSaidWithoutANumber() {
    samples::Sample sample = samples::failedJob();
    sample.diagnosis.findings[1].once = true;
    QVERIFY(contains(writeTextReport(sample.diagnosis, nullptr, false, 100), "Run failed  logs/azureml/job_result.txt:1\n"));
}

QTEST_APPLESS_MAIN(TestTextReport)
#include "test_text_report.moc"
