// SPDX-License-Identifier: MIT
#include "diagnosed_files.h"

using namespace faultline;

namespace {

/// The platform's log of a job that is said to have gone well, which it is said to have of jobs that failed too.
const std::pair<std::string, std::string> goodEnd{"system_logs/lifecycler/lifecycler.log",
                                                  "2025-07-21T14:17:29.790660Z  INFO lifecycler: job_status: Succeeded\n"};

const std::string traceback = "Traceback (most recent call last):\n"
                              "  File \"/mnt/azureml/cr/j/0000/exe/wd/train.py\", line 14, in main\n    check(row)\n"
                              "MeshError: cell 7 has no area\n";

std::string nameOf(const Diagnosis& diagnosis) {
    return std::string(toString(diagnosis.outcome));
}

} // namespace

/// How a run ended, told from what its files say and nothing else.
class TestOutcome : public QObject {
    Q_OBJECT

private slots:
    void aWeakSignOfAGoodEndYieldsToAnExceptionThatNothingCaught();
    void anExceptionThatTheProgramLivedThroughDoesNotFailIt();
    void wordsWithinASentenceProveNothing_data();
    void wordsWithinASentenceProveNothing();
    void aQuotationBeforeTheStatementDoesNotHideIt();
    void whatTheProgramWroteAsItsResultIsNoEvidence_data();
    void whatTheProgramWroteAsItsResultIsNoEvidence();
    void theResultFileSaysThatItFailed();
    void aScriptThatCountsNoSuccessLostItems();
    void theParallelDriverEndsWithItsCodeAndTheWrapperWithItsWords_data();
    void theParallelDriverEndsWithItsCodeAndTheWrapperWithItsWords();
    void aLossNeedsAnErrorOfTheScript_data();
    void aLossNeedsAnErrorOfTheScript();
    void anAttemptThatAnotherMadeGoodIsNoLoss_data();
    void anAttemptThatAnotherMadeGoodIsNoLoss();
    void nothingIsSaidWhereNothingTells();
    void anExceptionThatPythonSaysItSurvivedEndsNothing_data();
    void anExceptionThatPythonSaysItSurvivedEndsNothing();
    void whatOthersPrintBehindTheEndOfAProgramDoesNotHideIt_data();
    void whatOthersPrintBehindTheEndOfAProgramDoesNotHideIt();
    void aCaughtExceptionOfALogWithoutAnEndProvesNothing();
    void aWrapperThatTheProgramOutlivedProvesNothing();
    void theExceptionsThatStoppingRaisesAreNotWhyItWasStopped();
};

void TestOutcome::aWeakSignOfAGoodEndYieldsToAnExceptionThatNothingCaught() {
    const DiagnosisPointer diagnosis = diagnoseFiles({goodEnd, {"user_logs/std_log.txt", "epoch 1\n" + traceback}});
    QCOMPARE(nameOf(*diagnosis), std::string("failed"));
    QVERIFY(diagnosis->verdict);
    QVERIFY(diagnosis->verdict->summary.contains("cell 7 has no area"));
}

void TestOutcome::anExceptionThatTheProgramLivedThroughDoesNotFailIt() {
    std::string log = "epoch 1\n" + traceback;
    for (int epoch = 2; epoch < 60; ++epoch)
        log += "epoch " + std::to_string(epoch) + " loss 0.1\n";
    const DiagnosisPointer diagnosis = diagnoseFiles({goodEnd, {"user_logs/std_log.txt", log + "model saved\n"}});
    QCOMPARE(nameOf(*diagnosis), std::string("completed"));
    QVERIFY(!diagnosis->verdict);
}

void TestOutcome::wordsWithinASentenceProveNothing_data() {
    QTest::addColumn<std::string>("line");
    QTest::newRow("a wrapper") << std::string(
        "PROMPT 3: My job says \"User program failed with Exception: Run failed, please check logs for details\". What now?");
    QTest::newRow("a code of the parallel driver") << std::string("SystemExit: 42");
    QTest::newRow("a wrapper that opens its line") << std::string("User program failed with KeyError is what the docs say");
    QTest::newRow("what a wrapper says") << std::string("Run failed, please check logs for details");
    QTest::newRow("a question") << std::string("No space left on device? no");
    QTest::newRow("the end of an experiment") << std::string("The doc says \"The experiment failed. Finalizing run...\"");
    QTest::newRow("a cancelled run") << std::string("chat: \"User cancelled the run.\" said the bot");
    QTest::newRow("a count without success") << std::string("question: what does \"Done. Successful: 0, failed: 7\" mean?");
}

void TestOutcome::wordsWithinASentenceProveNothing() {
    QFETCH(std::string, line);
    const DiagnosisPointer diagnosis =
        diagnoseFiles({goodEnd, {"user_logs/std_log.txt", "start\n" + line + "\nanswer: see the logs\nall done\n"}});
    QCOMPARE(nameOf(*diagnosis), std::string("completed"));
    QVERIFY(!diagnosis->verdict);
}

void TestOutcome::aQuotationBeforeTheStatementDoesNotHideIt() {
    const DiagnosisPointer diagnosis = diagnoseFiles(
        {goodEnd,
         {"user_logs/std_log.txt", "question: what does \"Done. Successful: 0, failed: 7\" mean?\nDone. Successful: 0, failed: 7\n"}});
    QCOMPARE(nameOf(*diagnosis), std::string("completed-with-losses"));
}

void TestOutcome::whatTheProgramWroteAsItsResultIsNoEvidence_data() {
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("text");
    QTest::newRow("json") << std::string("outputs/drift.json") << std::string(R"({"check": "drift", "status": "Failed", "p": 0.01})");
    QTest::newRow("yaml") << std::string("outputs/x.yaml") << std::string("status: Failed\n");
    QTest::newRow("text") << std::string("named-outputs/data/notes.txt") << std::string("The experiment failed. Finalizing run...\n");
}

void TestOutcome::whatTheProgramWroteAsItsResultIsNoEvidence() {
    QFETCH(std::string, path);
    QFETCH(std::string, text);
    const DiagnosisPointer diagnosis = diagnoseFiles({goodEnd, {"user_logs/std_log.txt", "epoch 1\nmodel saved\n"}, {path, text}});
    QCOMPARE(nameOf(*diagnosis), std::string("completed"));
}

void TestOutcome::theResultFileSaysThatItFailed() {
    const DiagnosisPointer diagnosis = diagnoseFiles(
        {{"logs/job_result.txt", "2026-01-05T10:20:14.098196 Failed. Entry script error. The frobnicator was not wound up.\n"}});
    QCOMPARE(nameOf(*diagnosis), std::string("failed"));
    QVERIFY(diagnosis->verdict);
    QVERIFY(!diagnosis->verdict->places.empty());
    QVERIFY(diagnosis->verdict->places.front().text.contains("frobnicator"));
}

void TestOutcome::aScriptThatCountsNoSuccessLostItems() {
    const DiagnosisPointer diagnosis = diagnoseFiles({goodEnd, {"user_logs/std_log.txt", "start\nDone. Successful: 0, failed: 7\n"}});
    QCOMPARE(nameOf(*diagnosis), std::string("completed-with-losses"));
}

void TestOutcome::theParallelDriverEndsWithItsCodeAndTheWrapperWithItsWords_data() {
    QTest::addColumn<std::string>("end");
    QTest::newRow("the code") << std::string("Traceback (most recent call last):\n  File \"driver/amlbi_main.py\", line 275, in <module>\n"
                                             "    main()\nSystemExit: 42\n");
    QTest::newRow("a wrapper") << std::string("User program failed with Exception: Run failed, please check logs for details.\n");
    QTest::newRow("a raised wrapper") << std::string("Exception: Run failed, please check logs for details.\nCleaning up.\nDone.\n");
}

void TestOutcome::theParallelDriverEndsWithItsCodeAndTheWrapperWithItsWords() {
    QFETCH(std::string, end);
    QCOMPARE(nameOf(*diagnoseFiles({goodEnd, {"user_logs/std_log.txt", "start\n" + end}})), std::string("failed"));
}

void TestOutcome::aLossNeedsAnErrorOfTheScript_data() {
    QTest::addColumn<std::string>("content");
    QTest::addColumn<std::string>("outcome");
    QTest::newRow("an empty file") << std::string() << std::string("completed");
    QTest::newRow("a line feed") << std::string("\n") << std::string("completed");
    QTest::newRow("a warning") << std::string("2026-01-05 10:03:11,106|WARNING|214|this option is deprecated\n")
                               << std::string("completed");
    QTest::newRow("an error") << std::string("2026-01-05 10:03:11,106|ERROR|214|cell 7 has no area\n")
                              << std::string("completed-with-losses");
}

void TestOutcome::aLossNeedsAnErrorOfTheScript() {
    QFETCH(std::string, content);
    QFETCH(std::string, outcome);
    const DiagnosisPointer diagnosis = diagnoseFiles({{"logs/job_result.txt", "2026-01-05T10:20:14.09 The job completed successfully.\n"},
                                                      {"logs/user/error/0/process000.txt", content}});
    QCOMPARE(nameOf(*diagnosis), outcome);
}

void TestOutcome::anAttemptThatAnotherMadeGoodIsNoLoss_data() {
    QTest::addColumn<std::string>("message");
    QTest::newRow("a full disk") << std::string("\"OSError: [Errno 28] No space left on device\"");
    QTest::newRow("a package that is missing") << std::string("\"ModuleNotFoundError: No module named 'contoso_prices'\"");
    QTest::newRow("a traceback") << std::string(
        "\"Traceback (most recent call last):\n  File \"\"score.py\"\", line 4, in run\n    check()\n"
        "MeshError: cell 7 has no area\n\"");
}

void TestOutcome::anAttemptThatAnotherMadeGoodIsNoLoss() {
    QFETCH(std::string, message);
    const auto table = [&](const std::string& end) {
        return std::pair<std::string, std::string>(
            "logs/sys/job_report/processed_mini-batches.csv",
            "Mini-batch Id,Picked Count,Process,Total,Succeeded,Failed,Run Method Seconds,Status,Error Category,Error Message,Mini-batch "
            "Detail\n0,1,0/process000,10,0,10,2,RUN_EXCEPTION,User," +
                message + ",\n" + end);
    };
    const std::pair<std::string, std::string> result{"logs/job_result.txt", "2026-01-05T10:20:14.09 The job completed successfully.\n"};
    const DiagnosisPointer good = diagnoseFiles({result, table("0,2,0/process001,10,10,0,2,RUN_DONE,,,\n")});
    QCOMPARE(nameOf(*good), std::string("completed"));
    QVERIFY(good->findings.empty());
    const DiagnosisPointer lost = diagnoseFiles({result, table("0,2,0/process001,10,0,10,2,RUN_EXCEPTION,User,again,\n")});
    QCOMPARE(nameOf(*lost), std::string("completed-with-losses"));
    QVERIFY(lost->verdict);
}

void TestOutcome::nothingIsSaidWhereNothingTells() {
    const DiagnosisPointer diagnosis = diagnoseFiles({{"user_logs/std_log.txt", "epoch 1\nepoch 2\n"}});
    QCOMPARE(nameOf(*diagnosis), std::string("unknown"));
    QVERIFY(!diagnosis->verdict);
}

void TestOutcome::anExceptionThatPythonSaysItSurvivedEndsNothing_data() {
    QTest::addColumn<std::string>("introduction");
    QTest::newRow("in a destructor") << std::string("Exception ignored in: <function Mesh.__del__ at 0x7f0000000000>");
    QTest::newRow("in a thread") << std::string("Exception in thread Thread-3 (heartbeat):");
    QTest::newRow("in a pool") << std::string("Process ForkPoolWorker-2:");
    QTest::newRow("in a logging call") << std::string("--- Logging error ---");
    QTest::newRow("in a task") << std::string("2025-07-21 14:17:28,001 ERROR asyncio Task exception was never retrieved");
}

void TestOutcome::anExceptionThatPythonSaysItSurvivedEndsNothing() {
    QFETCH(std::string, introduction);
    const DiagnosisPointer diagnosis =
        diagnoseFiles({goodEnd, {"user_logs/std_log.txt", "epoch 1\nmodel saved\n" + introduction + "\n" + traceback}});
    QCOMPARE(nameOf(*diagnosis), std::string("completed"));
    QVERIFY(!diagnosis->verdict);
}

void TestOutcome::whatOthersPrintBehindTheEndOfAProgramDoesNotHideIt_data() {
    QTest::addColumn<std::string>("behind");
    QTest::newRow("what a shell's script prints") << std::string("removing the scratch folder\nbye\n\ntook 12 s\nstored\n");
    QTest::newRow("the summary of a streamed job")
        << std::string("\nExecution Summary\n=================\nRunId: mild_frog_1\nWeb View: https://ml.example.org/runs/mild_frog_1\n\n");
    QTest::newRow("a long message") << std::string("\nThis mesh was made by an old program.\n  - make it again\n  - or mend it\n\n"
                                                   "Read the guide on cells.\nIt lies beside the program.\n");
}

void TestOutcome::whatOthersPrintBehindTheEndOfAProgramDoesNotHideIt() {
    QFETCH(std::string, behind);
    const std::string uncaught = "Traceback (most recent call last):\n"
                                 "  File \"train.py\", line 30, in <module>\n    main()\n"
                                 "  File \"train.py\", line 14, in main\n    check(row)\n"
                                 "MeshError: cell 7 has no area\n";
    const DiagnosisPointer diagnosis = diagnoseFiles({{"std_log.txt", "epoch 1\n" + uncaught + behind}});
    QCOMPARE(nameOf(*diagnosis), std::string("failed"));
    QVERIFY(diagnosis->verdict);
    QVERIFY(diagnosis->verdict->summary.contains("cell 7 has no area"));
}

void TestOutcome::aCaughtExceptionOfALogWithoutAnEndProvesNothing() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"std_log.txt", "epoch 1\n" + traceback + "epoch 2\nepoch 3\nepoch 4\nepoch 5\nepoch 6\n"}});
    QCOMPARE(nameOf(*diagnosis), std::string("unknown"));
}

void TestOutcome::aWrapperThatTheProgramOutlivedProvesNothing() {
    const std::string wrapper = "Run failed, please check logs for details\n";
    const std::string end = "Azure Machine Learning Batch Inference End\n";
    QCOMPARE(nameOf(*diagnoseFiles({{"user_logs/std_log_0.txt", "starting\n" + wrapper + "trying once more\n" + end}})),
             std::string("completed"));
    QCOMPARE(nameOf(*diagnoseFiles({{"user_logs/std_log_0.txt", "starting\n" + end + wrapper}})), std::string("failed"));
}

void TestOutcome::theExceptionsThatStoppingRaisesAreNotWhyItWasStopped() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"system_logs/lifecycler/lifecycler.log", "2025-07-21T14:17:29.790660Z  INFO lifecycler: job_status: Cancelled\n"},
                       {"user_logs/std_log.txt", "epoch 1\nTraceback (most recent call last):\n  File \"train.py\", line 3, in <module>\n"
                                                 "    wait()\nKeyboardInterrupt\n"}});
    QCOMPARE(nameOf(*diagnosis), std::string("cancelled"));
    QVERIFY(!diagnosis->verdict || !diagnosis->verdict->summary.contains("KeyboardInterrupt"));
}

QTEST_APPLESS_MAIN(TestOutcome)
#include "test_outcome.moc"
