// SPDX-License-Identifier: MIT
#include "diagnosed_files.h"

#include <algorithm>

using namespace faultline;

namespace {

const std::string fatal =
    "start\nTraceback (most recent call last):\n  File \"train.py\", line 7, in <module>\n    main()\ncontoso.FluxError: out of flux\n";
const std::string ended = "2026-01-05T10:20:14.098196 The job completed.\n";
const std::string failedStep = "[2022-08-06 11:16:48Z] Job failed, job RunId is 00000000-0000-0000-0000-000000000001. Error: {}\n";

Files below(const std::string& folder, Files files) {
    for (auto& [path, text] : files)
        path = folder + "/" + path;
    return files;
}

Files operator+(Files a, const Files& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

Files failedRun() {
    return {{"user_logs/std_log.txt", fatal}};
}

Files goodRun() {
    return {{"user_logs/std_log.txt", "start\ndone\n"}, {"logs/job_result.txt", ended}};
}

const RunDiagnosis& runOf(const Diagnosis& diagnosis, std::string_view name) {
    return diagnosis.runs.at(
        static_cast<std::size_t>(std::ranges::find(diagnosis.job->runs, name, &Run::name) - diagnosis.job->runs.begin()));
}

} // namespace

class TestRunRelations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLaterAttemptSpeaksForTheJob();
    void anAttemptMayLieBesideTheFirstOne();
    void attemptsAreInTheOrderOfTheirNumbers();
    void anEarlierAttemptSpeaksWhereTheLastSaysNothing();
    void aParentThatNamesItsChildIsSure();
    void aParentThatNamesNobodyIsAGuess();
    void aParentThatIsReadInPartIsNotSaidToNameNobody();
    void aParentOfManySaysHowManyItLeavesOut();
    void whileTheScanRunsOnlyFindingsTellOfParents();
    void runsWithoutRelationHaveNone();
    void eachRunHasItsOwnVerdict();
};

void TestRunRelations::aLaterAttemptSpeaksForTheJob() {
    const DiagnosisPointer diagnosis = diagnoseFiles(below("attempt_1", failedRun()) + below("attempt_2", goodRun()));
    QVERIFY(diagnosis->outcome == Outcome::Completed);
    QVERIFY(!diagnosis->verdict);
    const RunDiagnosis &first = runOf(*diagnosis, "attempt_1"), &second = runOf(*diagnosis, "attempt_2");
    QVERIFY(first.superseded && !second.superseded);
    QCOMPARE(first.relation, std::string("attempt 1 of 2, tried again as attempt_2"));
    QCOMPARE(second.relation, std::string("attempt 2 of 2, retry of attempt_1"));
    QVERIFY(first.outcome == Outcome::Failed && first.verdict);
}

void TestRunRelations::anAttemptMayLieBesideTheFirstOne() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles(below("my-job/artifacts", goodRun()) + below("my-job/retry_001/artifacts", failedRun()));
    QCOMPARE(diagnosis->runs.size(), 2U);
    QVERIFY(diagnosis->outcome == Outcome::Failed);
    QCOMPARE(runOf(*diagnosis, "retry_001").relation, std::string("attempt 2 of 2, retry of my-job"));
    QVERIFY(runOf(*diagnosis, "my-job").superseded);
}

void TestRunRelations::attemptsAreInTheOrderOfTheirNumbers() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles(below("retry_10", goodRun()) + below("retry_2", failedRun()) + below("retry_1", failedRun()));
    QCOMPARE(runOf(*diagnosis, "retry_2").relation, std::string("attempt 2 of 3, retry of retry_1, tried again as retry_10"));
    QVERIFY(!runOf(*diagnosis, "retry_10").superseded);
    QVERIFY(diagnosis->outcome == Outcome::Completed);
}

void TestRunRelations::anEarlierAttemptSpeaksWhereTheLastSaysNothing() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles(below("attempt_1", failedRun()) + below("attempt_2", {{"user_logs/std_log.txt", "start\n"}}));
    QVERIFY(diagnosis->outcome == Outcome::Failed);
    QVERIFY(diagnosis->verdict && diagnosis->verdict->summary.contains("out of flux"));
}

void TestRunRelations::aParentThatNamesItsChildIsSure() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles(below("job_parent/artifacts",
                            {{"logs/azureml/executionlogs.txt", "[2022-08-06 11:16:48Z] Step [score], RunId child_run_1\n" + failedStep}}) +
                      below("child_run_1/artifacts", failedRun()));
    QCOMPARE(runOf(*diagnosis, "child_run_1").relation, std::string("child of job_parent"));
    QVERIFY(runOf(*diagnosis, "job_parent").relation.starts_with("parent of child_run_1"));
}

void TestRunRelations::aParentThatNamesNobodyIsAGuess() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles(below("job_parent/artifacts", {{"logs/azureml/executionlogs.txt", "[2022-08-06 11:16:48Z] Pipeline completed\n"}}) +
                      below("something/artifacts", goodRun()));
    QCOMPARE(runOf(*diagnosis, "something").relation, std::string("perhaps a child of job_parent, which does not name it"));
    QCOMPARE(runOf(*diagnosis, "job_parent").relation, std::string("perhaps the parent of something, which it does not name"));
}

void TestRunRelations::aParentThatIsReadInPartIsNotSaidToNameNobody() {
    std::string log;
    while (log.size() <= 5U << 20)
        log += "[2022-08-06 11:16:48Z] Pipeline goes on\n";
    const DiagnosisPointer diagnosis =
        diagnoseFiles(below("job_parent/artifacts", {{"logs/azureml/executionlogs.txt", log}}) + below("something/artifacts", goodRun()));
    QCOMPARE(runOf(*diagnosis, "something").relation, std::string("perhaps a child of job_parent"));
    QCOMPARE(runOf(*diagnosis, "job_parent").relation, std::string("perhaps the parent of something"));
}

void TestRunRelations::aParentOfManySaysHowManyItLeavesOut() {
    Files files;
    std::string log;
    for (int child = 10; child < 70; ++child) {
        const std::string name = "child_run_" + std::to_string(child);
        log += "[2022-08-06 11:16:48Z] Step [score], RunId " + name + "\n";
        files = files + below(name + "/artifacts", goodRun());
    }
    const DiagnosisPointer diagnosis = diagnoseFiles(files + below("job_parent/artifacts", {{"logs/azureml/executionlogs.txt", log}}));
    const std::string& relation = runOf(*diagnosis, "job_parent").relation;
    int told = 0;
    for (std::size_t at = relation.find("parent of child_run_"); at != std::string::npos;
         at = relation.find("parent of child_run_", at + 1))
        ++told;
    QVERIFY(told > 5 && told < 60);
    QVERIFY2(relation.ends_with("; and " + std::to_string(60 - told) + " more"), relation.c_str());
}

void TestRunRelations::whileTheScanRunsOnlyFindingsTellOfParents() {
    const Files files =
        below("job_parent/artifacts", {{"logs/azureml/executionlogs.txt", "[2022-08-06 11:16:48Z] Step [score], RunId child_run_1\n"}}) +
        below("child_run_1/artifacts", goodRun());
    const JobPointer job = openJob(memorySource(files), "job", shippedKnowledge()->layouts()).value();
    const ScanResult scan = scanJob(*job, shippedPatterns(), {});
    QVERIFY(runOf(*diagnose(job, shippedKnowledge(), scan, false), "child_run_1").relation.empty());
    QCOMPARE(runOf(*diagnose(job, shippedKnowledge(), scan), "child_run_1").relation, std::string("child of job_parent"));
}

void TestRunRelations::runsWithoutRelationHaveNone() {
    const DiagnosisPointer two = diagnoseFiles(below("run_a", goodRun()) + below("run_b", failedRun()));
    QVERIFY(two->runs[0].relation.empty() && two->runs[1].relation.empty());
    QVERIFY(two->outcome == Outcome::Failed);
    QVERIFY(diagnoseFiles(failedRun())->runs.front().relation.empty());
    // A single attempt is none among several.
    QVERIFY(diagnoseFiles(below("attempt_1", failedRun()))->runs.front().relation.empty());
}

void TestRunRelations::eachRunHasItsOwnVerdict() {
    const DiagnosisPointer diagnosis = diagnoseFiles(
        below("run_a", failedRun()) +
        below("run_b",
              {{"user_logs/std_log.txt",
                "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\n    x()\ncontoso.OtherError: no seat\n"}}));
    QVERIFY(runOf(*diagnosis, "run_a").verdict->summary.contains("out of flux"));
    QVERIFY(runOf(*diagnosis, "run_b").verdict->summary.contains("no seat"));
}

QTEST_APPLESS_MAIN(TestRunRelations)
#include "test_run_relations.moc"
