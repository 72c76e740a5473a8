// SPDX-License-Identifier: MIT
#include "diagnosed_files.h"

#include <algorithm>

using namespace faultline;

namespace {

DiagnosisPointer diagnoseWith(const TemporaryPack& pack, Files files) {
    const KnowledgeBasePointer knowledge = pack.load();
    const JobPointer job = openJob(memorySource(std::move(files)), "job", knowledge->layouts()).value();
    return diagnose(job, knowledge, scanJob(*job, PatternSet::compile(knowledge).value, {}));
}

const std::string missingModule =
    "2026-01-05 10:03:11,106|ERROR|214|Entry script init() failed. Details: Traceback (most recent call last):\n"
    "  File \"/mnt/azureml/cr/j/0000/exe/wd/score.py\", line 3, in <module>\n    import sklearn\n"
    "ModuleNotFoundError: No module named 'sklearn'\n";

/// What the driver of a parallel job prints at the end of one that failed.
const std::string driverEnd = "Azure Machine Learning Batch Inference Start\n"
                              "Azure Machine Learning Batch Inference End\n"
                              "Traceback (most recent call last):\n"
                              "  File \"driver/amlbi_main.py\", line 275, in <module>\n    main()\n"
                              "  File \"driver/amlbi_main.py\", line 226, in main\n    sys.exit(exitcode_candidate)\n"
                              "SystemExit: 42\n";

} // namespace

class TestDiagnosis : public QObject {
    Q_OBJECT

private slots:
    void aWrapperIsNeverTheVerdictWhileItsCauseIsThere();
    void theSameFaultOfManyProcessesIsOneFinding();
    void aLineCountsOnceForAnArticle();
    void aFindingTakesWhatItsLaterLinesAdd();
    void aGeneralCauseGivesWayToTheConsequenceItNames();
    void aCauseDoesNotGiveWayToWhatWasSaidInPassing();
    void stepsLeadToRealLines();
    void failedInputsAreCollected();
    void aCauseOfOneFileExplainsNoOther();
    void aCompletedJobShowsNoFailure();
    void aCompletedJobThatLostItemsSaysSo();
    void aHandledFailureThatWasRetriedIsNoLoss();
    void whatIsNotKnownIsToldAsItStands();
    void theRarestErrorLineIsToldWhereNothingWasRaised();
    void anEmptyJobHasNoVerdict();
    void whatWasSkippedIsTold();
    void aDefinitionMadeToFillTheMemoryIsSkipped();
    void aDefinitionThatCannotBeParsedIsSkipped();
    void aDefinitionSavedUnderAnyNameIsRead();
    void anErrorThatOnlyTheTableOfMiniBatchesTellsIsTheVerdict_data();
    void anErrorThatOnlyTheTableOfMiniBatchesTellsIsTheVerdict();
    void whatAResultFileSaysComesBeforeTheDriversExitCode();
    void anIndexThatWasNotReachedIsAdviceBesideWhatPipSays();
    void aPartialScanMayBeDiagnosed();
    void findingsOfAFileAreListed();
    void aPatternThatDoesNotCountInThisRunHidesNoOther();
    void aPatternThatDoesNotCountInThisRunTakesNoCountFromOthers();
    void severalTextsWrittenIntoOneLineAreSeveralFindings();
};

void TestDiagnosis::aWrapperIsNeverTheVerdictWhileItsCauseIsThere() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"user_logs/std_log.txt", "User program failed with Exception: Run failed, please check logs for details\n"},
                       {"logs/user/error/0/process000.txt", missingModule}});
    QCOMPARE(verdictOf(*diagnosis), std::string("py-module-not-found"));
    QVERIFY(diagnosis->outcome == Outcome::Failed);
    const Finding* const wrapper = findingOf(*diagnosis, "be-user-program-run-failed");
    QVERIFY(wrapper);
    QVERIFY(std::ranges::contains(wrapper->explainedBy, *diagnosis->verdict->finding));
    QVERIFY(!diagnosis->verdict->why.empty());
    QCOMPARE(diagnosis->verdict->places.front().path, std::string("logs/user/error/0/process000.txt"));
    QCOMPARE(diagnosis->verdict->places.front().line.shown(), 4U);
    // Every link goes both ways.
    for (std::size_t i = 0; i < diagnosis->findings.size(); ++i)
        for (const std::size_t by : diagnosis->findings[i].explainedBy)
            QVERIFY(std::ranges::contains(diagnosis->findings[by].explains, i));
}

void TestDiagnosis::theSameFaultOfManyProcessesIsOneFinding() {
    Files files{{"logs/job_result.txt", "2026-01-05T10:20:14.098196 The master role failed.\n"}};
    for (int node = 0; node < 4; ++node)
        for (int process = 0; process < 3; ++process)
            files.emplace_back("logs/user/error/" + std::to_string(node) + "/process00" + std::to_string(process) + ".txt", missingModule);
    const DiagnosisPointer diagnosis = diagnoseFiles(std::move(files));
    QCOMPARE(verdictOf(*diagnosis), std::string("py-module-not-found"));
    const Finding& finding = diagnosis->findings[*diagnosis->verdict->finding];
    QCOMPARE(finding.count, 12U);
    QCOMPARE(finding.nodes, (std::vector<std::string>{"0", "1", "2", "3"}));
    QCOMPARE(finding.processes.size(), 12U);
    QCOMPARE(diagnosis->nodes, 4U);
    QCOMPARE(diagnosis->processes, 12U);
    QCOMPARE(finding.captures.at("module"), std::string("sklearn"));
    QVERIFY(finding.solution.contains("scikit-learn"));
}

void TestDiagnosis::aLineCountsOnceForAnArticle() {
    const TemporaryPack pack;
    pack.addArticle(
        "x-boom",
        "{pattern: 'boom (?<what>\\w+)', in: [program]}\n  - {pattern: boom, in: [program]}\n  - {pattern: 'big boom', in: [program]}");
    const KnowledgeBasePointer knowledge = pack.load();
    QVERIFY(knowledge->messages().empty());
    const JobPointer job = openJob(memorySource({{"std_log.txt", "big boom here\nbig boom there\n"}}), "job", knowledge->layouts()).value();
    const DiagnosisPointer diagnosis = diagnose(job, knowledge, scanJob(*job, PatternSet::compile(knowledge).value, {}));
    QCOMPARE(diagnosis->findings.size(), 2U);
    for (const Finding& finding : diagnosis->findings) {
        QCOMPARE(finding.count, 1U);
        QCOMPARE(finding.places.size(), 1U);
        QVERIFY(finding.captures.contains("what"));
    }
}

void TestDiagnosis::aFindingTakesWhatItsLaterLinesAdd() {
    const TemporaryPack pack;
    pack.addArticle("x-boom", "{pattern: 'boom(?: (?<what>\\w+))?', in: [program]}", "same-by: []\n");
    const KnowledgeBasePointer knowledge = pack.load();
    QVERIFY(knowledge->messages().empty());
    const JobPointer job =
        openJob(memorySource({{"std_log.txt", "boom\nboom there\nboom elsewhere\n"}}), "job", knowledge->layouts()).value();
    const DiagnosisPointer diagnosis = diagnose(job, knowledge, scanJob(*job, PatternSet::compile(knowledge).value, {}));
    QCOMPARE(diagnosis->findings.size(), 1U);
    QCOMPARE(diagnosis->findings.front().count, 3U);
    QCOMPARE(diagnosis->findings.front().captures.at("what"), std::string("there"));
}

void TestDiagnosis::aGeneralCauseGivesWayToTheConsequenceItNames() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"logs/job_result.txt",
                        "2026-01-05T10:20:14.098196 Failed. The run() function in the entry script had raised exception for 6 times.\n"},
                       {"logs/job_error.txt",
                        "2026-01-05T10:20:14.098196 The process000 on node 0 failed with error: Traceback (most recent call last):\n"
                        "  File \"/mnt/azureml/cr/j/0000/exe/wd/score.py\", line 14, in run\n    return pd.concat(frames)\n"
                        "ValueError: No objects to concatenate\n"}});
    QCOMPARE(verdictOf(*diagnosis), std::string("be-no-objects-to-concatenate"));
    const Finding* const general = findingOf(*diagnosis, "prs-run-exception");
    QVERIFY(general && std::ranges::contains(general->explainedBy, *diagnosis->verdict->finding));
}

void TestDiagnosis::aCauseDoesNotGiveWayToWhatWasSaidInPassing() {
    const TemporaryPack pack;
    pack.addArticle("x-cause", "{pattern: 'the motor stopped'}", "explained-by: [x-effect]\n");
    pack.write(
        "articles/x-effect.md",
        "---\nid: x-effect\ntitle: No water\nsummary: There is no water\nrole: effect\nseverity: error\nstage: run\napplies-to: [any]\n"
        "evidence: seen\nconfidence: high\nmatches:\n  - {pattern: 'no water'}\nexplained-by: [x-cause]\nexamples:\n"
        "  - {text: no water, finds: true}\n  - {text: no, finds: false}\n---\n## Reason\nBecause.\n## Solution\n1. Mend it.\n");
    const std::string cause = "2026-01-05 10:03:11,106 ERROR the motor stopped\n";
    for (const auto& [effect, nearer] : {std::pair("2026-01-05 10:03:12,106 ERROR no water\n", "x-effect"),
                                         std::pair("2026-01-05 10:03:12,106 INFO no water\n", "x-cause")}) {
        const DiagnosisPointer diagnosis = diagnoseWith(pack, {{"std_log.txt", cause + effect}});
        const Finding* const explaining = findingOf(*diagnosis, nearer);
        QVERIFY(explaining);
        QCOMPARE(explaining->explainedBy.size(), 0U);
        QCOMPARE(explaining->explains.size(), 1U);
    }
}

void TestDiagnosis::stepsLeadToRealLines() {
    const DiagnosisPointer diagnosis = diagnoseFiles(
        {{"logs/user/error/0/process000.txt",
          "2026-01-05 10:03:11,106|ERROR|214|Entry script run() failed for ValueError. Details: Traceback (most recent call last):\n"
          "  File \"driver/score.py\", line 3, in run\n    pd.concat(x)\nValueError: No objects to concatenate\n"},
         {"logs/user/stdout/0/process000.stdout.txt",
          "starting\nERROR:azureml:Error processing input file: 'a.webp'. File type '.webp' is not supported\n"}});
    QCOMPARE(verdictOf(*diagnosis), std::string("be-mlflow-unsupported-file-type"));
    const Finding* const effect = findingOf(*diagnosis, "be-no-objects-to-concatenate");
    QVERIFY(effect && !effect->steps.empty());
    const auto step = std::ranges::find_if(effect->steps, [](const Step& candidate) { return candidate.place.has_value(); });
    QVERIFY(step != effect->steps.end());
    QCOMPARE(step->place->path, std::string("logs/user/stdout/0/process000.stdout.txt"));
    QCOMPARE(step->place->line.shown(), 2U);
}

void TestDiagnosis::failedInputsAreCollected() {
    std::string text;
    for (int i = 0; i < 30; ++i)
        text +=
            "ERROR:azureml:Error processing input file: '/in/photo-" + std::to_string(i) + ".webp'. File type '.webp' is not supported\n";
    text += "ERROR:azureml:Error processing input file: '/in/b.csv'. Exception: No columns to parse from file\n" +
            text.substr(0, text.find('\n') + 1);
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"logs/user/stdout/0/process000.stdout.txt", text}, {"logs/job_result.txt", "The master role failed.\n"}});
    QCOMPARE(diagnosis->failedInputCount, 31U);
    const auto first = std::ranges::find(diagnosis->failedInputs, "/in/photo-0.webp", &FailedInput::file);
    QVERIFY(first != diagnosis->failedInputs.end());
    QCOMPARE(first->attempts, 2U);
    const auto csv = std::ranges::find(diagnosis->failedInputs, "/in/b.csv", &FailedInput::file);
    QVERIFY(csv != diagnosis->failedInputs.end());
    QVERIFY(csv->reason.contains("No columns to parse"));
    // Thirty files of one type are one finding.
    QCOMPARE(std::ranges::count_if(diagnosis->findings,
                                   [](const Finding& finding) { return finding.article->id == "be-mlflow-unsupported-file-type"; }),
             1);
}

void TestDiagnosis::aCauseOfOneFileExplainsNoOther() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"logs/job_result.txt", "2026-01-05T10:20:14.098196 The master role failed.\n"},
                       {"logs/user/stdout/0/process000.stdout.txt",
                        "ERROR:azureml:Error processing input file: '/mnt/in/notes.docx'. File type '.docx' is not supported.\n"
                        "ERROR:azureml:Error processing input file: '/mnt/in/b.csv'. Exception: the ruler is too short\n"
                        "ERROR:azureml:Error processing input file: '/mnt/in/c.csv'. Exception: the scale is broken\n"}});
    const Finding* const type = findingOf(*diagnosis, "be-mlflow-unsupported-file-type");
    QVERIFY(type);
    std::vector<std::string> titles;
    for (const Finding& finding : diagnosis->findings)
        if (finding.article->id == "be-error-processing-input-file") {
            QVERIFY2(finding.explainedBy.empty(), finding.title.c_str());
            QVERIFY(finding.captures.at("file") != "notes.docx"); // the article on such files tells of that line
            titles.push_back(finding.title);
        }
    std::ranges::sort(titles);
    QCOMPARE(titles,
             (std::vector<std::string>{"An input file could not be processed: b.csv", "An input file could not be processed: c.csv"}));
    QCOMPARE(diagnosis->failedInputCount, 3U);
}

void TestDiagnosis::aCompletedJobShowsNoFailure() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"logs/job_result.txt", "2026-01-05T10:20:14.098196 The job completed.\n"},
                       {"user_logs/std_log.txt", "2026-01-05 10:00:00 INFO start\n2026-01-05 10:20:00 INFO 12 of 12 done, 0 errors\n"}});
    QVERIFY(!diagnosis->verdict);
    QVERIFY(diagnosis->outcome == Outcome::Completed);
    QVERIFY(!diagnosis->runs.front().outcomeWhy.empty());
}

void TestDiagnosis::aCompletedJobThatLostItemsSaysSo() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"logs/job_result.txt", "2026-01-05T10:20:14.098196 The job completed.\n"},
                       {"logs/sys/job_report/processed_mini-batches.csv",
                        "Mini-batch Id,Picked Count,Process,Total,Succeeded,Failed,Status,Error Message\n"
                        "0,1,0/process000,10,10,0,RUN_DONE,\n1,3,0/process000,10,0,10,RUN_EXCEPTION,boom\n"}});
    QVERIFY(diagnosis->outcome == Outcome::CompletedWithLosses);
    QVERIFY(diagnosis->verdict);
    QCOMPARE(diagnosis->runs.front().summary.miniBatchesFailed.value(), 1U);
}

void TestDiagnosis::aHandledFailureThatWasRetriedIsNoLoss() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"logs/job_result.txt", "2026-01-05T10:20:14.098196 The job completed.\n"},
                       {"logs/sys/job_report/processed_mini-batches.csv",
                        "Mini-batch Id,Picked Count,Process,Total,Succeeded,Failed,Status,Error Message\n"
                        "0,1,0/process000,10,0,10,RUN_EXCEPTION,boom\n0,2,0/process001,10,10,0,RUN_DONE,\n"}});
    QVERIFY(diagnosis->outcome == Outcome::Completed);
    QVERIFY(!diagnosis->verdict);
}

void TestDiagnosis::whatIsNotKnownIsToldAsItStands() {
    const DiagnosisPointer diagnosis = diagnoseFiles(
        {{"user_logs/std_log.txt", "start\nTraceback (most recent call last):\n  File \"train.py\", line 7, in <module>\n    main()\n"
                                   "contoso.FluxError: the capacitor is out of flux\n"}});
    QVERIFY(diagnosis->outcome == Outcome::Failed);
    QVERIFY(diagnosis->verdict);
    QVERIFY(!diagnosis->verdict->finding);
    QVERIFY(diagnosis->verdict->summary.contains("the capacitor is out of flux"));
    QCOMPARE(diagnosis->verdict->places.front().line.shown(), 5U);
    QVERIFY(!diagnosis->unexplained.empty());
    QCOMPARE(diagnosis->unexplained.front().exceptionType, std::string("contoso.FluxError"));
    QVERIFY(diagnosis->unexplained.front().frame.contains("train.py, line 7"));
}

void TestDiagnosis::theRarestErrorLineIsToldWhereNothingWasRaised() {
    std::string text;
    for (int i = 0; i < 200; ++i)
        text += "2026-01-05 10:00:00 ERROR could not send beat " + std::to_string(i) + "\n";
    text += "2026-01-05 10:05:00 ERROR the frobnicator rejected configuration seven\n";
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"user_logs/std_log.txt", text}, {"logs/job_result.txt", "2026-01-05T10:20:14.098196 The master role failed.\n"}});
    QVERIFY(!diagnosis->unexplained.empty());
    QVERIFY(diagnosis->unexplained.front().shape.contains("frobnicator"));
}

void TestDiagnosis::anEmptyJobHasNoVerdict() {
    for (const Files& files : {Files{}, Files{{"user_logs/std_log.txt", ""}}}) {
        const DiagnosisPointer diagnosis = diagnoseFiles(files);
        QVERIFY(!diagnosis->verdict);
        QVERIFY(diagnosis->outcome == Outcome::Unknown);
        QCOMPARE(diagnosis->runs.size(), 1U);
    }
}

void TestDiagnosis::whatWasSkippedIsTold() {
    const DiagnosisPointer diagnosis = diagnoseFiles({{"user_logs/std_log.txt", std::string(1000, '\0')}});
    QVERIFY(isSkipped(diagnosis->skipped, "user_logs/std_log.txt", "nothing but NUL bytes"));
}

void TestDiagnosis::aDefinitionMadeToFillTheMemoryIsSkipped() {
    std::string bomb = "a: &a '" + std::string(1'500'000, 'x') + "'\nb: [";
    for (int i = 0; i < 120'000; ++i)
        bomb += "*a,";
    const DiagnosisPointer diagnosis = diagnoseFiles({{"logs/user/error/0/process000.txt", missingModule}, {"job.yml", bomb + "]\n"}});
    QVERIFY(isSkipped(diagnosis->skipped, "job.yml", "not checked as a definition: its aliases make"));
    QVERIFY(diagnosis->verdict);
}

void TestDiagnosis::aDefinitionThatCannotBeParsedIsSkipped() {
    const DiagnosisPointer diagnosis = diagnoseFiles({{"deployment.yml", "name: d\n  bad: [\n"}, {"notes.txt", "{ what is this\n"}});
    QVERIFY(isSkipped(diagnosis->skipped, "deployment.yml", "cannot be read as one: line 2: "));
    QVERIFY(!isSkipped(diagnosis->skipped, "notes.txt", ""));
}

void TestDiagnosis::aDefinitionSavedUnderAnyNameIsRead() {
    const std::string answer =
        "{\n \"name\": \"contoso-ml\",\n \"customer_managed_key\": {\"key_uri\": \"https://contoso-kv.vault.azure.net/keys/ml/1\"}\n}\n";
    QVERIFY(findingOf(*diagnoseFiles({{"answer.txt", answer}}), "be-cmk-workspace"));
    QVERIFY(!findingOf(*diagnoseFiles({{"answer.txt", "[2026-01-05] asked: " + answer}}), "be-cmk-workspace"));
}

void TestDiagnosis::anErrorThatOnlyTheTableOfMiniBatchesTellsIsTheVerdict_data() {
    QTest::addColumn<std::string>("cells");
    QTest::addColumn<std::string>("verdict");
    QTest::newRow("a known exception") << std::string("RUN_EXCEPTION,User,\"ModuleNotFoundError: No module named 'contoso_prices'\"")
                                       << std::string("py-module-not-found");
    QTest::newRow("an unknown exception") << std::string("RUN_EXCEPTION,User,PriceError: the list is empty")
                                          << std::string("prs-table-error");
    QTest::newRow("a limit of time") << std::string("RUN_TIMEOUT,User,N/A") << std::string("prs-run-stop-timeout-line");
}

void TestDiagnosis::anErrorThatOnlyTheTableOfMiniBatchesTellsIsTheVerdict() {
    QFETCH(std::string, cells);
    QFETCH(std::string, verdict);
    const DiagnosisPointer diagnosis = diagnoseFiles(
        {{"user_logs/std_log_0.txt", driverEnd},
         {"logs/sys/job_report/processed_mini-batches.csv", "Mini-batch Id,Picked Count,Process,Total,Succeeded,Failed,Run Method "
                                                            "Seconds,Status,Error Category,Error Message,Mini-batch Detail\n"
                                                            "0,1,0/process000,10,10,0,2,RUN_DONE,,,\n"
                                                            "1,1,0/process000,10,0,10,91," +
                                                                cells + ",\n"}});
    QCOMPARE(verdictOf(*diagnosis), verdict);
    QVERIFY(diagnosis->verdict->places.front().path.ends_with("processed_mini-batches.csv"));
    QCOMPARE(diagnosis->verdict->places.front().line.shown(), 3U);
}

void TestDiagnosis::whatAResultFileSaysComesBeforeTheDriversExitCode() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"user_logs/std_log_0.txt", driverEnd},
                       {"logs/job_result.txt", "2026-01-05T10:14:31.51 Failed. ParallelTaskException error. Exit code: 42. Message: The "
                                               "price list is empty.\n"}});
    QCOMPARE(verdictOf(*diagnosis), std::string("prs-parallel-task-exception"));
    QVERIFY(diagnosis->verdict->summary.contains("The price list is empty"));
}

void TestDiagnosis::anIndexThatWasNotReachedIsAdviceBesideWhatPipSays() {
    std::string log = "Step 4/6 : RUN pip install contoso-prices==1.0\n";
    for (int left = 4; left >= 0; --left)
        log +=
            "WARNING: Retrying (Retry(total=" + std::to_string(left) +
            ", connect=None)) after connection broken by 'NewConnectionError('<connection>: Failed to establish a new connection: [Errno "
            "-3] Temporary failure in name resolution')': /simple/contoso-prices/\n";
    log += "ERROR: Could not find a version that satisfies the requirement contoso-prices==1.0 (from versions: none)\n"
           "ERROR: No matching distribution found for contoso-prices==1.0\n"
           "The command '/bin/sh -c pip install contoso-prices==1.0' returned a non-zero code: 1\n";
    const DiagnosisPointer diagnosis = diagnoseFiles({{"azureml-logs/20_image_build_log.txt", log}});
    QVERIFY(!findingOf(*diagnosis, "img-pip-no-match"));
    QVERIFY(diagnosis->verdict && diagnosis->verdict->summary.contains("contoso-prices"));
    QCOMPARE(diagnosis->verdict->advice.size(), 1U);
    QCOMPARE(diagnosis->findings[diagnosis->verdict->advice.front()].article->id, std::string("py-host-unreachable"));
}

void TestDiagnosis::aPartialScanMayBeDiagnosed() {
    const JobPointer job = openJob(memorySource({{"logs/user/error/0/process000.txt", missingModule}, {"user_logs/std_log.txt", "x\n"}}),
                                   "job", shippedKnowledge()->layouts())
                               .value();
    ScanResult scan = scanJob(*job, shippedPatterns(), {});
    scan.files[job->find("user_logs/std_log.txt")] = nullptr;
    const DiagnosisPointer partial = diagnose(job, shippedKnowledge(), scan, false);
    QVERIFY(!partial->final);
    QCOMPARE(verdictOf(*partial), std::string("py-module-not-found"));
    QVERIFY(!diagnose(job, shippedKnowledge(), {}, false)->verdict);
}

void TestDiagnosis::findingsOfAFileAreListed() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"logs/user/error/0/process000.txt", missingModule}, {"user_logs/std_log.txt", "x\n"}});
    QVERIFY(!diagnosis->findingsOf(diagnosis->job->find("logs/user/error/0/process000.txt")).empty());
    QVERIFY(diagnosis->findingsOf(diagnosis->job->find("user_logs/std_log.txt")).empty());
}

void TestDiagnosis::aPatternThatDoesNotCountInThisRunHidesNoOther() {
    const TemporaryPack pack;
    pack.addArticle("x-boom", "{pattern: 'boom (?<what>\\w+)', outcome: [completed]}\n  - {pattern: boom}");
    pack.addArticle("x-clash", "{pattern: 'clash (?<what>\\w+)', with-finding: [x-none]}\n  - {pattern: clash}");
    const DiagnosisPointer diagnosis = diagnoseWith(pack, {{"std_log.txt", "boom here\nclash there\n"}});
    for (const std::string_view article : {"x-boom", "x-clash"}) {
        const Finding* const finding = findingOf(*diagnosis, article);
        QVERIFY(finding);
        QCOMPARE(finding->count, 1U);
        QVERIFY(!finding->captures.contains("what"));
    }
}

void TestDiagnosis::aPatternThatDoesNotCountInThisRunTakesNoCountFromOthers() {
    const TemporaryPack pack;
    pack.addArticle("x-boom", "{pattern: 'boom (?<what>\\w+)', outcome: [completed]}\n  - {pattern: boom}");
    constexpr std::size_t lines = FileScan::sightingLimit + 5000;
    std::string text;
    for (std::size_t i = 0; i < lines; ++i)
        text += "boom here\n";
    const DiagnosisPointer diagnosis = diagnoseWith(pack, {{"std_log.txt", text}});
    const Finding* const finding = findingOf(*diagnosis, "x-boom");
    QVERIFY(finding);
    QCOMPARE(finding->count, lines);
}

void TestDiagnosis::severalTextsWrittenIntoOneLineAreSeveralFindings() {
    const TemporaryPack pack;
    pack.addArticle("x-zzfail", "{pattern: 'zzfail: (?<side>\\w+)'}\n  - {pattern: zzfail}");
    const DiagnosisPointer diagnosis = diagnoseWith(pack, {{"std_log.txt", R"({"log": "zzfail: left\nzzfail: right\n"})"
                                                                           "\n"}});
    QCOMPARE(diagnosis->findings.size(), 2U);
    std::set<std::string> sides;
    for (const Finding& finding : diagnosis->findings) {
        QCOMPARE(finding.count, 1U);
        sides.insert(finding.captures.at("side"));
    }
    QCOMPARE(sides, (std::set<std::string>{"left", "right"}));
}

QTEST_APPLESS_MAIN(TestDiagnosis)
#include "test_diagnosis.moc"
