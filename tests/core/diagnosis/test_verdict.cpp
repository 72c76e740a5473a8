// SPDX-License-Identifier: MIT
#include "diagnosed_files.h"

#include <algorithm>

using namespace faultline;

namespace {

const std::pair<std::string, std::string> failedEnd{
    "system_logs/lifecycler/lifecycler.log",
    "2025-07-21T14:17:29.790660Z ERROR lifecycler: failed to execute commands exception=ExecutionFailed: exit code 1\n"};

const std::string missingColumn = "Traceback (most recent call last):\n"
                                  "  File \"/mnt/azureml/cr/j/0000/exe/wd/score.py\", line 31, in run\n    features = frame[\"age\"]\n"
                                  "  File \"/azureml-envs/x/lib/python3.9/site-packages/pandas/core/frame.py\", line 3024, in __getitem__\n"
                                  "    indexer = self.columns.get_loc(key)\n"
                                  "KeyError: 'age'\n";

std::vector<std::string> adviceOf(const Diagnosis& diagnosis) {
    std::vector<std::string> advice;
    if (diagnosis.verdict)
        for (const std::size_t finding : diagnosis.verdict->advice)
            advice.push_back(diagnosis.findings[finding].article->id);
    return advice;
}

} // namespace

/// Which of several statements is taken for the reason, and what is said beside it.
class TestVerdict : public QObject {
    Q_OBJECT

private slots:
    void adviceStandsBesideAnExceptionThatNobodyKnows();
    void adviceStandsBesideAWrapperOfTheException();
    void whatTheProgramCaughtStandsAsHandled();
    void whatWasSaidInPassingStandsAsMentioned();
    void aDiskThatIsFullOutweighsTheExceptionsAfterIt();
    void theMembersOfAGroupAreWhatWentWrong();
    void everyMemberOfAGroupIsTold();
    void aChainOfExceptionsIsTold();
    void whatWasHandledIsNotTheCause();
    void aLoggedErrorTellsMoreThanAMereConsequence();
    void aFileInWindows1252IsToldInItsOwnLetters();
    void whatTheFilesShowIsToldWhereNoLogTellsTheEnd();
    void anErrorOfAnotherLanguageIsReadAsAnException();
    void whateverALoggerSaidBeforeTheLastExceptionEndedTheProgram_data();
    void whateverALoggerSaidBeforeTheLastExceptionEndedTheProgram();
    void theResultsOwnWordsAreToldWhereNothingElseTells();
    void noiseInTheSameLineDoesNotHideAnException();
    void aMessageIsToldUntilItSaysSomething_data();
    void aMessageIsToldUntilItSaysSomething();
    void theReasonThatTheServiceGivesIsToldWhereNoLogSaysMore();
    void aCancelledJobTellsWhatTheServiceSaysOfIt();
    void whatWrapsAnUnknownErrorIsNoFaultOfItsOwn();
    void aLineIsToldWithoutWhatStandsBeforeIt_data();
    void aLineIsToldWithoutWhatStandsBeforeIt();
    void whatIsIgnoredInAQuotedTextIsNotTheCause();
};

void TestVerdict::adviceStandsBesideAnExceptionThatNobodyKnows() {
    const DiagnosisPointer diagnosis = diagnoseFiles({failedEnd, {"user_logs/std_log.txt", "start\n" + missingColumn}});
    QVERIFY(verdictOf(*diagnosis).starts_with("not known: KeyError"));
    QCOMPARE(adviceOf(*diagnosis), std::vector<std::string>{"py-key-error-column"});
    const Finding* const advice = findingOf(*diagnosis, "py-key-error-column");
    QVERIFY(advice);
    QVERIFY(!advice->solution.empty());
    QVERIFY(advice->article->role == ArticleRole::Advice);
}

void TestVerdict::adviceStandsBesideAWrapperOfTheException() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"logs/job_result.txt", "2026-01-05T10:20:14.098196 The master role failed.\n"},
                       {"logs/user/error/0/process000.txt",
                        "2026-01-05 10:03:11,106|ERROR|214|Entry script run() failed for KeyError('age'). Details: " + missingColumn}});
    QCOMPARE(verdictOf(*diagnosis), std::string("prs-run-exception"));
    QCOMPARE(adviceOf(*diagnosis), std::vector<std::string>{"py-key-error-column"});
}

void TestVerdict::whatTheProgramCaughtStandsAsHandled() {
    std::string log = "start\nTraceback (most recent call last):\n  File \"/mnt/azureml/cr/j/0000/exe/wd/train.py\", line 3, in load\n    "
                      "import cv2\nModuleNotFoundError: No module named 'cv2'\n";
    for (int epoch = 0; epoch < 60; ++epoch)
        log += "epoch " + std::to_string(epoch) + "\n";
    const DiagnosisPointer diagnosis = diagnoseFiles({failedEnd, {"user_logs/std_log.txt", log + missingColumn}});
    QVERIFY(verdictOf(*diagnosis).starts_with("not known: KeyError"));
    const Finding* const handled = findingOf(*diagnosis, "py-module-not-found");
    QVERIFY(handled);
    QVERIFY(handled->standing == Standing::Handled);
}

void TestVerdict::whatWasSaidInPassingStandsAsMentioned() {
    const DiagnosisPointer diagnosis = diagnoseFiles(
        {failedEnd,
         {"user_logs/std_log.txt",
          "2026-01-05 10:03:11,106 INFO cache: OSError: [Errno 28] No space left on device, cleaned 3 files\n" + missingColumn}});
    const auto passing = std::ranges::find(diagnosis->findings, Standing::Mentioned, &Finding::standing);
    QVERIFY(passing != diagnosis->findings.end());
    QCOMPARE(passing->article->id, std::string("rt-disk-full"));
    QCOMPARE(roleInJob(*passing), std::string_view("mentioned"));
    QVERIFY(verdictOf(*diagnosis).starts_with("not known: KeyError"));
}

void TestVerdict::aDiskThatIsFullOutweighsTheExceptionsAfterIt() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({failedEnd,
                       {"user_logs/std_log.txt",
                        "start\n2026-01-05 10:03:11,106 ERROR saver: OSError: [Errno 28] No space left on device\n" + missingColumn}});
    QCOMPARE(verdictOf(*diagnosis), std::string("rt-disk-full"));
}

void TestVerdict::theMembersOfAGroupAreWhatWentWrong() {
    const DiagnosisPointer diagnosis = diagnoseFiles({failedEnd, {"user_logs/std_log.txt", R"(start
  + Exception Group Traceback (most recent call last):
  |   File "/mnt/azureml/cr/j/0000/exe/wd/main.py", line 20, in <module>
  |     asyncio.run(main())
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/mnt/azureml/cr/j/0000/exe/wd/main.py", line 7, in work
    |     check(row)
    | MeshError: cell 7 has no area
    +------------------------------------
)"}});
    QVERIFY2(verdictOf(*diagnosis).starts_with("not known: MeshError: cell 7 has no area"), verdictOf(*diagnosis).c_str());
    for (const Unexplained& unexplained : diagnosis->unexplained)
        QVERIFY2(!unexplained.shape.contains("---"), unexplained.shape.c_str());
}

void TestVerdict::everyMemberOfAGroupIsTold() {
    const DiagnosisPointer diagnosis = diagnoseFiles({failedEnd, {"user_logs/std_log.txt", R"(start
  + Exception Group Traceback (most recent call last):
  |   File "/mnt/azureml/cr/j/0000/exe/wd/main.py", line 20, in <module>
  |     asyncio.run(main())
  | ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/mnt/azureml/cr/j/0000/exe/wd/mesh.py", line 7, in check
    |     raise MeshError(cell)
    | MeshError: cell 7 has no area
    +---------------- 2 ----------------
    | Traceback (most recent call last):
    |   File "/mnt/azureml/cr/j/0000/exe/wd/show.py", line 3, in draw
    |     import cv2
    | ModuleNotFoundError: No module named 'cv2'
    +------------------------------------
)"}});
    QCOMPARE(verdictOf(*diagnosis), std::string("py-module-not-found"));
    const Finding& finding = diagnosis->findings[*diagnosis->verdict->finding];
    QCOMPARE(finding.captures.at("frame"), std::string("show.py, line 3, in draw"));
    QVERIFY2(diagnosis->verdict->why.contains("one of 2 exceptions of a group"), diagnosis->verdict->why.c_str());
    const auto other = std::ranges::find(diagnosis->unexplained, "MeshError", &Unexplained::exceptionType);
    QVERIFY(other != diagnosis->unexplained.end());
    QCOMPARE(other->frame, std::string("mesh.py, line 7, in check"));
}

void TestVerdict::aChainOfExceptionsIsTold() {
    const DiagnosisPointer diagnosis = diagnoseFiles(
        {failedEnd,
         {"user_logs/std_log.txt", "Traceback (most recent call last):\n  File \"train.py\", line 3, in load\n    d[k]\n"
                                   "KeyError: 'mesh_path'\n\nDuring handling of the above exception, another exception occurred:\n\n"
                                   "Traceback (most recent call last):\n  File \"train.py\", line 9, in <module>\n    load()\n"
                                   "  File \"train.py\", line 5, in load\n    raise MeshError(\"no mesh\")\nMeshError: no mesh\n"}});
    QCOMPARE(verdictOf(*diagnosis),
             std::string("not known: KeyError: 'mesh_path' (train.py, line 3, in load), which led to MeshError: no mesh "
                         "(train.py, line 5, in load)"));
}

void TestVerdict::whatWasHandledIsNotTheCause() {
    const DiagnosisPointer diagnosis = diagnoseFiles(
        {failedEnd,
         {"user_logs/std_log.txt", "Traceback (most recent call last):\n  File \"train.py\", line 2, in <module>\n    import fastjson\n"
                                   "ModuleNotFoundError: No module named 'fastjson'\n\n"
                                   "During handling of the above exception, another exception occurred:\n\n"
                                   "Traceback (most recent call last):\n  File \"train.py\", line 4, in <module>\n    import slowjson\n"
                                   "ModuleNotFoundError: No module named 'slowjson'\n"}});
    QCOMPARE(verdictOf(*diagnosis), std::string("py-module-not-found"));
    const Finding& finding = diagnosis->findings[*diagnosis->verdict->finding];
    QCOMPARE(finding.captures.at("module"), std::string("slowjson"));
    QCOMPARE(finding.captures.at("frame"), std::string("train.py, line 4, in <module>"));
    QVERIFY2(diagnosis->verdict->why.contains("'fastjson' (train.py, line 2, in <module>) was handled"), diagnosis->verdict->why.c_str());
}

void TestVerdict::aFileInWindows1252IsToldInItsOwnLetters() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({failedEnd,
                       {"user_logs/std_log.txt", "Pr\xFC"
                                                 "fung l\xE4uft\nTraceback (most recent call last):\n  File \"pr\xFC"
                                                 "fe.py\", line 2, in <module>\n"
                                                 "    pr\xFC"
                                                 "fe()\nMassError: die Gr\xF6\xDF"
                                                 "e fehlt\n"}});
    QCOMPARE(verdictOf(*diagnosis), std::string("not known: MassError: die Größe fehlt (prüfe.py, line 2, in <module>)"));
}

void TestVerdict::aLoggedErrorTellsMoreThanAMereConsequence() {
    std::vector<std::pair<std::string, std::string>> files{
        {"logs/job_result.txt", "2026-01-05T10:20:14.098196 The master role failed.\n"},
        {"logs/job_progress_overview.0.txt", "2026-01-05T10:20:12.098196 No task has been processed yet.\n"}};
    for (int node = 0; node < 8; ++node)
        files.emplace_back("logs/user/stdout/" + std::to_string(node) + "/process000.stdout.txt",
                           node == 5 ? "start\nERROR:app:licence server flexd refused the seat 12\n" : "start\nINFO:app:waiting\n");
    const DiagnosisPointer diagnosis = diagnoseFiles(std::move(files));
    QVERIFY2(verdictOf(*diagnosis).contains("licence server"), verdictOf(*diagnosis).c_str());
}

void TestVerdict::whatTheFilesShowIsToldWhereNoLogTellsTheEnd() {
    const DiagnosisPointer diagnosis = diagnoseFiles({{"predictions.csv", "a.csv,0.1\n"}});
    QVERIFY(diagnosis->outcome == Outcome::Unknown);
    QCOMPARE(verdictOf(*diagnosis), std::string("dl-batch-parent-has-no-logs"));
    QVERIFY(!diagnosis->verdict->certain);
}

void TestVerdict::anErrorOfAnotherLanguageIsReadAsAnException() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({failedEnd,
                       {"user_logs/std_log.txt", "loading\nException in thread \"main\" java.lang.IllegalStateException: no seat left\n"
                                                 "\tat org.example.Main.main(Main.java:12)\n"}});
    QVERIFY2(verdictOf(*diagnosis).starts_with("not known: java.lang.IllegalStateException: no seat left"), verdictOf(*diagnosis).c_str());
}

void TestVerdict::whateverALoggerSaidBeforeTheLastExceptionEndedTheProgram_data() {
    QTest::addColumn<std::string>("between");
    QTest::newRow("a level at the head") << std::string("INFO training\n");
    QTest::newRow("a warning") << std::string("WARNING: going on without it\n");
    QTest::newRow("the logger's own form") << std::string("INFO:root:epoch 1\nINFO:root:epoch 2\nINFO:root:epoch 3\n");
    QTest::newRow("lines without a level") << std::string("epoch 1\nepoch 2\nepoch 3\nepoch 4\n");
}

void TestVerdict::whateverALoggerSaidBeforeTheLastExceptionEndedTheProgram() {
    QFETCH(std::string, between);
    const std::string caught = "Traceback (most recent call last):\n  File \"train.py\", line 4, in probe\n    import apex\n"
                               "ModuleNotFoundError: No module named 'apex'\n";
    const std::string last = "Traceback (most recent call last):\n  File \"train.py\", line 30, in <module>\n    main()\n"
                             "  File \"train.py\", line 14, in main\n    check(row)\nMeshError: cell 7 has no area\n";
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"system_logs/lifecycler/lifecycler.log",
                        "2025-07-21T14:17:29.790660Z ERROR lifecycler: failed to execute commands exception=ExecutionFailed\n"},
                       {"user_logs/std_log.txt", caught + between + last}});
    QVERIFY(diagnosis->verdict);
    QVERIFY2(diagnosis->verdict->summary.contains("cell 7 has no area"), diagnosis->verdict->summary.c_str());
    QVERIFY2(diagnosis->verdict->why.contains("it is the one that ended"), diagnosis->verdict->why.c_str());
}

void TestVerdict::theResultsOwnWordsAreToldWhereNothingElseTells() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"logs/job_result.txt", "2025-07-21T14:17:29.44 Failed. Entry script error. The frobnicator was not wound up.\n"}});
    QVERIFY(diagnosis->verdict);
    QVERIFY2(diagnosis->verdict->summary.contains("The frobnicator was not wound up"), diagnosis->verdict->summary.c_str());
    const DiagnosisPointer terse = diagnoseFiles({{"logs/job_result.txt", "2025-07-21T14:17:29.44 Failed.\n"}});
    QVERIFY(terse->verdict);
    QVERIFY2(terse->verdict->summary.contains("none of its logs says why"), terse->verdict->summary.c_str());
}

void TestVerdict::noiseInTheSameLineDoesNotHideAnException() {
    const DiagnosisPointer diagnosis = diagnoseFiles(
        {{"job.json",
          "{\"status\": \"Failed\", \"services\": {}, \"error\": {\"message\": \"Execution failed. User process 'python' exited with "
          "status "
          "code 1. Please check log file 'user_logs/std_log.txt' for error details. Error: bash: /env/lib/libtinfo.so.6: no version "
          "information available (required by bash)\\nTraceback (most recent call last):\\n  File \\\"train.py\\\", line 4, in "
          "<module>\\n    check(row)\\nmesh.MeshError: cell 7 has no area\\n\"}}\n"}});
    QVERIFY(diagnosis->verdict);
    QVERIFY2(diagnosis->verdict->summary.contains("cell 7 has no area"), diagnosis->verdict->summary.c_str());
}

void TestVerdict::aMessageIsToldUntilItSaysSomething_data() {
    QTest::addColumn<QString>("raised");
    QTest::addColumn<QString>("told");
    QTest::addRow("no letter of Latin") << QStringLiteral("ValueError: не найден столбец") << QStringLiteral("не найден столбец");
    QTest::addRow("no blank between words") << QStringLiteral("RuntimeError: 列がありません") << QStringLiteral("列がありません");
    QTest::addRow("a few words, then the reason") << QStringLiteral("ValueError: cannot score batch\n  reason: column price is negative")
                                                  << QStringLiteral("cannot score batch; reason: column price is negative");
    QTest::addRow("a code, then the reason") << QStringLiteral(
                                                    "LedgerError: Error Code: X12.Bad\nError Message: the ledger of May is closed")
                                             << QStringLiteral("Error Code: X12.Bad; Error Message: the ledger of May is closed");
    QTest::addRow("the sentences of a structure")
        << QStringLiteral("SchemaErrors: {\n    \"SCHEMA\": {\n        \"column\": \"price\",\n"
                          "        \"error\": \"the column price is not in the table of orders\"\n"
                          "    }\n}")
        << QStringLiteral("the column price is not in the table of orders");
    QTest::addRow("a sentence is enough") << QStringLiteral(
                                                 "ValueError: the table that was handed over has a column that no model knows of\n"
                                                 "  a second line")
                                          << QStringLiteral("the table that was handed over has a column that no model knows of");
}

void TestVerdict::aMessageIsToldUntilItSaysSomething() {
    QFETCH(const QString, raised);
    QFETCH(const QString, told);
    const DiagnosisPointer diagnosis =
        diagnoseFiles({failedEnd,
                       {"user_logs/std_log.txt", "Traceback (most recent call last):\n  File \"/mnt/azureml/cr/j/0000/exe/wd/score.py\", "
                                                 "line 31, in <module>\n    main()\n" +
                                                     raised.toStdString() + "\n"}});
    const QString type = raised.section(QStringLiteral(": "), 0, 0);
    QCOMPARE(QString::fromStdString(verdictOf(*diagnosis)),
             QStringLiteral("not known: %1: %2 (score.py, line 31, in <module>)").arg(type, told));
}

void TestVerdict::theReasonThatTheServiceGivesIsToldWhereNoLogSaysMore() {
    const std::string answer = R"({
  "runId": "quiet_boat_1",
  "status": "Failed",
  "startTimeUtc": "2025-07-21T14:17:29Z",
  "error": {
    "error": {
      "code": "UserError",
      "message": "The seventh shelf of the archive is locked."
    }
  }
})";
    const DiagnosisPointer diagnosis = diagnoseFiles({{"run.json", answer}});
    QVERIFY(diagnosis->outcome == Outcome::Failed);
    QCOMPARE(verdictOf(*diagnosis), std::string("not known: The seventh shelf of the archive is locked."));
    QCOMPARE(diagnosis->verdict->places.front().path, std::string("run.json"));
    QCOMPARE(diagnosis->verdict->places.front().line, LineNumber::fromShown(8));

    // An exception in a log says more.
    const DiagnosisPointer both = diagnoseFiles({{"run.json", answer}, {"user_logs/std_log.txt", missingColumn}});
    QVERIFY(verdictOf(*both).starts_with("not known: KeyError"));
}

void TestVerdict::aCancelledJobTellsWhatTheServiceSaysOfIt() {
    const DiagnosisPointer diagnosis = diagnoseFiles({{"run.json", R"({
  "runId": "quiet_boat_2",
  "startTimeUtc": "2025-07-21T14:17:29Z",
  "error": {
    "message": "Stopped, as the hour that was allowed is over."
  },
  "status": "Canceled"
})"}});
    QVERIFY(diagnosis->outcome == Outcome::Cancelled);
    QCOMPARE(verdictOf(*diagnosis), std::string("not known: Stopped, as the hour that was allowed is over."));
    QCOMPARE(diagnosis->verdict->title, std::string("The job was cancelled"));
}

void TestVerdict::whatWrapsAnUnknownErrorIsNoFaultOfItsOwn() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"system_logs/lifecycler/lifecycler.log",
                        "2025-07-21T14:17:29.790660Z ERROR lifecycler::lifecycle: failed to execute commands exception=ExecutionFailed("
                        "ExecutionsFailures([ExecutionFailure { exit_code: 1, error_message: \"\", process_name: \"python\", error_file: "
                        "\"user_logs/std_log.txt\" }]))\n"},
                       {"user_logs/std_log.txt", missingColumn}});
    QVERIFY(verdictOf(*diagnosis).starts_with("not known: KeyError"));
    const auto wrapper =
        std::ranges::find(diagnosis->findings, ArticleRole::Envelope, [](const Finding& finding) { return finding.article->role; });
    QVERIFY(wrapper != diagnosis->findings.end());
    QVERIFY(wrapper->explainedBy.empty());
    QVERIFY(wrapper->isExplained());
}

void TestVerdict::aLineIsToldWithoutWhatStandsBeforeIt_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("told");
    QTest::addRow("time and level") << QStringLiteral("2026-01-05 10:03:11,106 ERROR the seventh gear of the mill is stuck")
                                    << QStringLiteral("the seventh gear of the mill is stuck");
    QTest::addRow("spans of Rust") << QStringLiteral(
                                          "2026-01-05T10:03:11.106Z ERROR run_mill:grind{id=a1}: mill::gear: the seventh gear is stuck")
                                   << QStringLiteral("the seventh gear is stuck");
    QTest::addRow("a colon of its own") << QStringLiteral("2026-01-05 10:03:11,106 ERROR gear: the seventh one of the mill is stuck")
                                        << QStringLiteral("gear: the seventh one of the mill is stuck");
}

void TestVerdict::aLineIsToldWithoutWhatStandsBeforeIt() {
    QFETCH(const QString, line);
    QFETCH(const QString, told);
    const DiagnosisPointer diagnosis = diagnoseFiles({failedEnd, {"user_logs/std_log.txt", "start\n" + line.toStdString() + "\n"}});
    QCOMPARE(QString::fromStdString(verdictOf(*diagnosis)), QStringLiteral("not known: ") + told);
}

void TestVerdict::whatIsIgnoredInAQuotedTextIsNotTheCause() {
    const std::string raised =
        R"(Traceback (most recent call last):\n  File \"mill.py\", line 3, in <module>\n    grind()\nGearError: the gear is stuck\n)";
    const std::string ignored =
        R"(Exception ignored in: <function Mill.__del__ at 0x7f>\nTraceback (most recent call last):\n)"
        R"(  File \"mill.py\", line 9, in __del__\n    self.gear.stop()\nAttributeError: 'Mill' object has no attribute 'gear'\n)";
    const auto quoting = [](const std::string& text) {
        return std::pair<std::string, std::string>("system_logs/lifecycler/lifecycler.log",
                                                   "2025-07-21T14:17:29.790660Z ERROR lifecycler::lifecycle: failed to execute commands "
                                                   "exception=ExecutionFailed(ExecutionsFailures([" +
                                                       ("ExecutionFailure { exit_code: 1, error_message: \"" + text) +
                                                       "\", process_name: \"python\", error_file: \"user_logs/std_log.txt\" }]))\n");
    };
    const DiagnosisPointer whole = diagnoseFiles({quoting(raised + ignored)});
    QVERIFY2(verdictOf(*whole).starts_with("not known: GearError"), verdictOf(*whole).c_str());

    // Quoted texts are cut at their beginning.
    const DiagnosisPointer cut = diagnoseFiles(
        {quoting(R"(GearError: the gear is stuck\n)" + ignored),
         {"user_logs/std_log.txt", "Traceback (most recent call last):\n  File \"/mnt/azureml/cr/j/0000/exe/wd/mill.py\", line 3, in "
                                   "<module>\n    grind()\nGearError: the gear is stuck\n" +
                                       std::string("Exception ignored in: <function Mill.__del__ at 0x7f>\nTraceback (most recent call "
                                                   "last):\n  File \"/mnt/azureml/cr/j/0000/exe/wd/mill.py\", line 9, in __del__\n    "
                                                   "self.gear.stop()\nAttributeError: 'Mill' object has no attribute 'gear'\n")}});
    QVERIFY2(verdictOf(*cut).starts_with("not known: GearError"), verdictOf(*cut).c_str());
}

QTEST_APPLESS_MAIN(TestVerdict)
#include "test_verdict.moc"
