// SPDX-License-Identifier: MIT
#include "diagnosed_files.h"

#include "diagnosis/failed_inputs.h"

#include <algorithm>

using namespace faultline;

namespace {

const std::string stdoutPath = "logs/user/stdout/0/process000.stdout.txt";
const std::string miniBatchHead = "Mini-batch Id,Picked Count,Process,Total,Succeeded,Failed,Status,Error Message,Mini-batch Detail\n";
const std::string miniBatchPath = "logs/sys/job_report/processed_mini-batches.csv";

std::string refused(const std::string& file, const std::string& reason) {
    return "ERROR:azureml:Error processing input file: '" + file + "'. Exception: " + reason + "\n";
}

const FailedInput* inputOf(const Diagnosis& diagnosis, std::string_view file) {
    const auto found = std::ranges::find(diagnosis.failedInputs, file, &FailedInput::file);
    return found == diagnosis.failedInputs.end() ? nullptr : &*found;
}

} // namespace

class TestFailedInputs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void filesAreToldApartByTheirWholePath();
    void attemptsAreLinesOfOneKindOfFile();
    void linesAreReadInAllTheirForms_data();
    void linesAreReadInAllTheirForms();
    void listsOfGivenUpMiniBatchesNameFiles();
    void tablesNameFilesAndCountAttempts();
    void numbersOfMiniBatchesCountWhereNoLineNamesFiles();
    void aShorterPathIsTheSameFile();
    void moreThanTheListHoldsAreCounted();
    void listsAreReadHoweverTheyAreEscaped();
    void miniBatchesOfSeveralRunsStayApart();
    void theyComeInNaturalOrder();
};

void TestFailedInputs::filesAreToldApartByTheirWholePath() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{stdoutPath, refused("/mnt/x/in/2023/a.csv", "bad value") + refused("/mnt/x/in/2024/a.csv", "bad other")}});
    QCOMPARE(diagnosis->failedInputCount, 2U);
    QVERIFY(inputOf(*diagnosis, "/mnt/x/in/2023/a.csv")->reason.contains("bad value"));
    QVERIFY(inputOf(*diagnosis, "/mnt/x/in/2024/a.csv")->reason.contains("bad other"));
    QCOMPARE(inputOf(*diagnosis, "/mnt/x/in/2024/a.csv")->place.line.shown(), 2U);
}

void TestFailedInputs::attemptsAreLinesOfOneKindOfFile() {
    const std::string line = refused("/in/a.csv", "bad value");
    // Two processes tried; the errors of the script repeat what they said.
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{stdoutPath, line}, {"logs/user/stdout/1/process000.stdout.txt", line}, {"logs/job_error.txt", line + line}});
    QCOMPARE(diagnosis->failedInputs.size(), 1U);
    QCOMPARE(diagnosis->failedInputs.front().attempts, 2U);
}

void TestFailedInputs::linesAreReadInAllTheirForms_data() {
    QTest::addColumn<std::string>("line");
    QTest::addColumn<std::string>("file");
    QTest::addColumn<std::string>("reason");
    const auto row = [](const char* name, const std::string& line, const std::string& file, const std::string& reason) {
        QTest::newRow(name) << line << file << reason;
    };
    row("quoted", "ERROR:azureml:Error processing input file: '/in/a.webp'. File type '.webp' is not supported", "/in/a.webp",
        "File type '.webp' is not supported");
    row("double quotes and a drive", R"(ERROR:x:Error processing input file: "C:\data\a.csv": odd)", R"(C:\data\a.csv)", "odd");
    row("no colon", "Error processing input file '/mnt/a.csv'", "/mnt/a.csv", "");
    row("no quotes", "ERROR:score:Error processing input file: a b.csv - reason here", "a b.csv", "reason here");
    row("no quotes, exception", "Error processing input file: in/a.csv: Exception: bad value", "in/a.csv", "bad value");
    row("escaped", R"({"m": "Error processing input file: \"/in/a.csv\". Exception: bad\nTraceback"})", "/in/a.csv", "bad");
    row("a sentence", "ERROR:x:Error processing input file: the model returned 3 rows for 4", "", "");
    row("about such lines", "Look for \"Error processing input file\" in the output of \"x\"", "", "");
}

void TestFailedInputs::linesAreReadInAllTheirForms() {
    QFETCH(std::string, line);
    QFETCH(std::string, file);
    QFETCH(std::string, reason);
    const DiagnosisPointer diagnosis = diagnoseFiles({{stdoutPath, line + "\n"}});
    QCOMPARE(diagnosis->failedInputs.size(), file.empty() ? 0U : 1U);
    if (file.empty())
        return;
    QCOMPARE(diagnosis->failedInputs.front().file, file);
    QCOMPARE(diagnosis->failedInputs.front().reason, reason);
}

void TestFailedInputs::listsOfGivenUpMiniBatchesNameFiles() {
    const DiagnosisPointer diagnosis =
        diagnoseFiles({{"logs/sys/poison_tasks_10.0.0.4_1.txt",
                        "{\"id\": 3, \"dequeue_count\": 3, \"minibatch\": [\"in/a.csv\", \"in/b.csv\"], \"location\": \"in\"}\n"
                        "{\"id\": 4, \"dequeue_count\": 2, \"minibatch\": [4]}\n"}});
    QCOMPARE(diagnosis->failedInputCount, 3U);
    QCOMPARE(inputOf(*diagnosis, "in/b.csv")->attempts, 3U);
    QCOMPARE(inputOf(*diagnosis, "mini-batch 4")->attempts, 2U);
    QCOMPARE(inputOf(*diagnosis, "mini-batch 4")->place.line.shown(), 2U);
}

void TestFailedInputs::tablesNameFilesAndCountAttempts() {
    const DiagnosisPointer diagnosis = diagnoseFiles(
        {{miniBatchPath,
          miniBatchHead +
              "0,1,p,2,0,2,RUN_EXCEPTION,\"KeyError: 'a'\nsecond line\",\"{\"\"files\"\": [\"\"in/a.csv\"\", \"\"in/b.csv\"\"]}\"\n"
              "0,3,p,2,0,2,RUN_EXCEPTION,KeyError: 'a',\"{\"\"files\"\": [\"\"in/a.csv\"\", \"\"in/b.csv\"\"]}\"\n"
              "1,1,p,2,2,0,RUN_DONE,N/A,\"{\"\"files\"\": [\"\"in/c.csv\"\"]}\"\n"}});
    QCOMPARE(diagnosis->failedInputCount, 2U);
    QCOMPARE(inputOf(*diagnosis, "in/a.csv")->attempts, 3U);
    QVERIFY(inputOf(*diagnosis, "in/a.csv")->reason.contains("KeyError"));
    const DiagnosisPointer old =
        diagnoseFiles({{"logs/sys/report/processed_tasks.csv",
                        "Task Id,Dequeue Count,Process,Total,Succeeded,Failed,Status,Error Message\n4,3,p,10,0,10,RUN_EXCEPTION,boom\n"}});
    QCOMPARE(inputOf(*old, "mini-batch 4")->attempts, 3U);
    QCOMPARE(inputOf(*old, "mini-batch 4")->reason, std::string("boom"));
}

void TestFailedInputs::numbersOfMiniBatchesCountWhereNoLineNamesFiles() {
    const std::string table = miniBatchHead + "0,1,p,2,0,2,RUN_EXCEPTION,boom,\n";
    QVERIFY(inputOf(*diagnoseFiles({{miniBatchPath, table}}), "mini-batch 0"));
    const DiagnosisPointer named = diagnoseFiles({{miniBatchPath, table}, {stdoutPath, refused("/in/a.csv", "bad value")}});
    QCOMPARE(named->failedInputCount, 1U);
    QCOMPARE(named->failedInputs.front().file, std::string("/in/a.csv"));
}

void TestFailedInputs::aShorterPathIsTheSameFile() {
    FailedInputs inputs;
    inputs.addLine("/mnt/x/in/a.csv", "bad", {1, "log", LineNumber(1), "", "", "", {}}, "user-stdout", 0);
    inputs.addMiniBatch({"0", {"in/a.csv"}, "given up", 3, {}, 0});
    inputs.addMiniBatch({"1", {"n/a.csv", "/a.csv"}, "given up", 3, {}, 0});
    const std::vector<FailedInput> list = inputs.take();
    QCOMPARE(inputs.count(), 3U);
    const auto whole = std::ranges::find(list, "/mnt/x/in/a.csv", &FailedInput::file);
    QVERIFY(whole != list.end());
    QCOMPARE(whole->attempts, 3U);
    QVERIFY(std::ranges::contains(list, "n/a.csv", &FailedInput::file));
    // Where two would fit, nobody knows which is meant.
    FailedInputs two;
    two.addLine("/2023/in/a.csv", "bad", {1, "log", LineNumber(1), "", "", "", {}}, "user-stdout", 0);
    two.addLine("/2024/in/a.csv", "bad", {1, "log", LineNumber(2), "", "", "", {}}, "user-stdout", 0);
    two.addMiniBatch({"0", {"in/a.csv"}, "given up", 3, {}, 0});
    QCOMPARE(two.take().size(), 3U);
}

void TestFailedInputs::moreThanTheListHoldsAreCounted() {
    FailedInputs inputs;
    for (std::uint64_t i = 0; i < 12'000; ++i)
        for (std::uint64_t attempt = 0; attempt < 2; ++attempt)
            inputs.addLine("in/" + std::to_string(i) + ".csv", "bad", {1, "log", LineNumber(2 * i + attempt), "", "", "", {}},
                           "user-stdout", 0);
    QCOMPARE(inputs.take().size(), 10'000U);
    QCOMPARE(inputs.count(), 12'000U);
}

void TestFailedInputs::listsAreReadHoweverTheyAreEscaped() {
    using Texts = std::vector<std::string>;
    // Outside of the macros: moc does not read raw strings in their arguments.
    const std::string object = R"({"minibatch": ["in/a.csv", "in/b.csv"], "x": ["c"]})";
    const std::string escaped = R"([\"in/a.csv\", \"in/b.csv\"])", windows = R"(["C:\\data\\a.csv"])", cut = R"(["in/a.csv", "in/b)";
    QCOMPARE(textsInList(object), (Texts{"in/a.csv", "in/b.csv"}));
    QCOMPARE(textsInList(escaped), (Texts{"in/a.csv", "in/b.csv"}));
    QCOMPARE(textsInList("['a', 'b']"), (Texts{"a", "b"}));
    QCOMPARE(textsInList(windows), (Texts{"C:\\data\\a.csv"}));
    QCOMPARE(textsInList("[1, 2]"), Texts{});
    QCOMPARE(textsInList(cut), (Texts{"in/a.csv"}));
    QCOMPARE(textsInList("no list"), Texts{});
}

void TestFailedInputs::miniBatchesOfSeveralRunsStayApart() {
    const std::string table = miniBatchHead + "0,1,p,2,0,2,RUN_EXCEPTION,boom,\n";
    const DiagnosisPointer numbered = diagnoseFiles({{"a/" + miniBatchPath, table}, {"b/" + miniBatchPath, table}});
    QCOMPARE(numbered->runs.size(), 2U);
    QCOMPARE(numbered->failedInputCount, 2U);
    QCOMPARE(numbered->failedInputs[0].place.path, "a/" + miniBatchPath);
    QCOMPARE(numbered->failedInputs[1].place.path, "b/" + miniBatchPath);
    // That the lines of one run name files says nothing of the other.
    const DiagnosisPointer named = diagnoseFiles(
        {{"a/" + miniBatchPath, table}, {"a/" + stdoutPath, refused("/in/a.csv", "bad value")}, {"b/" + miniBatchPath, table}});
    QCOMPARE(named->failedInputCount, 2U);
    QVERIFY(inputOf(*named, "/in/a.csv"));
    QCOMPARE(inputOf(*named, "mini-batch 0")->place.path, "b/" + miniBatchPath);
}

void TestFailedInputs::theyComeInNaturalOrder() {
    std::string rows;
    for (const char* const batch : {"100", "10", "2", "1", "0"})
        rows += std::string(batch) + ",1,0/process000,10,0,10,RUN_EXCEPTION,boom,\n";
    const DiagnosisPointer batches = diagnoseFiles({{miniBatchPath, miniBatchHead + rows}});
    std::vector<std::string> names;
    for (const FailedInput& input : batches->failedInputs)
        names.push_back(input.file);
    QCOMPARE(names, (std::vector<std::string>{"mini-batch 0", "mini-batch 1", "mini-batch 2", "mini-batch 10", "mini-batch 100"}));

    const DiagnosisPointer files = diagnoseFiles({{stdoutPath, refused("/in/b10.csv", "x y") + refused("/in/b9.csv", "x y")}});
    QCOMPARE(files->failedInputs.front().file, std::string("/in/b9.csv"));
}

QTEST_APPLESS_MAIN(TestFailedInputs)
#include "test_failed_inputs.moc"
