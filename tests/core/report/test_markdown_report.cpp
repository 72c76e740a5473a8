// SPDX-License-Identifier: MIT
#include "report/markdown_report.h"

#include "report/redaction.h"
#include "report_samples.h"

using namespace faultline;

namespace {

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// What is left of a Markdown text when fences and code spans are taken out, as CommonMark reads them.
std::string outsideCode(const std::string& markdown) {
    std::string result, fence;
    std::size_t begin = 0;
    while (begin < markdown.size()) {
        const std::size_t end = std::min(markdown.find('\n', begin), markdown.size());
        const std::string line = markdown.substr(begin, end - begin);
        begin = end + 1;
        const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
        const std::size_t ticks = std::min(line.find_first_not_of('`', indent), line.size()) - indent;
        if (!fence.empty()) {
            if (ticks >= fence.size() && line.find_first_not_of(' ', indent + ticks) == std::string::npos)
                fence.clear();
            continue;
        }
        if (ticks >= 3 && line.find('`', indent + ticks) == std::string::npos) {
            fence = std::string(ticks, '`');
            continue;
        }
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '\\' && i + 1 < line.size()) {
                result += line.substr(i++, 2);
            } else if (line[i] == '`') {
                const std::size_t run = std::min(line.find_first_not_of('`', i), line.size()) - i;
                std::size_t close = i + run, length = 0;
                while ((close = line.find('`', close)) != std::string::npos) {
                    length = std::min(line.find_first_not_of('`', close), line.size()) - close;
                    if (length == run)
                        break;
                    close += length;
                }
                i = close == std::string::npos ? i + run - 1 : close + run - 1;
                result += "CODE";
            } else {
                result += line[i];
            }
        }
        result += '\n';
    }
    return result;
}

} // namespace

class TestMarkdownReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsEverything();
    void aWrapperIsNotTheReason();
    void adviceStandsBesideAnUnknownException();
    void whatDoesNotCountStandsApart();
    void severalRunsEachHaveTheirVerdict();
    void notKnown();
    void completed();
    void hostileTextStaysText();
    void escapes();
    void codeCannotBeEnded();
    void wholeWay();
};

void TestMarkdownReport::tellsEverything() {
    const samples::Sample sample = samples::failedJob();
    const std::string report = writeMarkdownReport(sample.diagnosis, nullptr);
    QVERIFY(report.starts_with("# A Python package is missing\n\nThe environment has no module sklearn.\n"));
    for (const std::string part :
         {"- Job: `score_<1>`, 61 files, 73.4 MB\n",
          "- Outcome: **failed**: the job result says so (`logs/azureml/job_result.txt:1`)\n",
          "- Hit: 4 of 4 nodes, 2 of 8 processes, 12 times, first at 2026-01-05 10:03:11Z\n",
          "Run failed ← A Python package is missing\n",
          "- Why this: This exception ended the user's code.\n",
          "## Reason\n\nThe module `sklearn` is imported but not **installed**.\n",
          "Note: This was concluded, not seen.\n",
          "## Solution\n\n1. Add it:\n\n   ```yaml\n   - scikit-learn\n   ```\n",
          "- `logs/user/stdout/0/process000.stdout.txt:3`: the imports of the script\n  `importing sklearn`\n",
          "`logs/user/error/0/process000.txt:120`\n\n```text\nModuleNotFoundError: No module named 'sklearn'\n```\n",
          "`logs/user/error/1/process 0#1.txt:7`",
          "<https://learn.microsoft.com/x?a=1&b=2>",
          "- Run failed (error, 1 time, explained by the above): `logs/azureml/job_result.txt:1`\n",
          "5 harmless lines were recognised",
          "## The run in numbers\n\n- nodes: 4\n- processes: 8, 2 started in place of others\n- attempts: 2\n",
          "- mini-batches: 20: 19 scheduled, 12 done, 4 failed, 3 timed out\n- items: 200, 70 failed\n",
          "- duration: 1 h 20 min by the times in the logs, from 2026-01-05 10:00:00Z to 2026-01-05 11:20:00Z\n",
          "- peak memory: 99.2 % on node 0, 50 % on node 1\n- peak disk: 77 % on node 1\n",
          "- time limit of a mini-batch: 90 s as enforced, 60 s as configured + 30 s of overhead\n",
          "## Inputs that failed (40)",
          "- `30 inputs (input_0.csv, input_1.csv, input_2.csv … input_29.csv)`: not a CSV file (2 attempts)\n- … and 10 more\n",
          "## Skipped (1)\n\n- `core.dump`: it is no text\n"})
        QVERIFY2(contains(report, part), (part + "\n---\n" + report).c_str());
    QVERIFY(!contains(report, "no such file in this job"));
    QVERIFY(!contains(report, "http://plain"));
    QVERIFY(!contains(report, "Hidden"));
    // Where the cause is known, lines that nothing explains only distract.
    QVERIFY(!contains(report, "Not explained"));
}

void TestMarkdownReport::aWrapperIsNotTheReason() {
    const std::string report = writeMarkdownReport(samples::wrapperJob().diagnosis, nullptr);
    QVERIFY2(report.starts_with("# The reason is not in these logs\n\nNearest to it: Run failed, please check logs.\n"), report.c_str());
    QVERIFY(contains(
        report, "## Not explained, most telling first\n\n`logs/user/stderr/0/x.txt:9`, 3 times\n\n```text\nFailed to read the file\n```"));
    QVERIFY(!contains(report, "best guess of several"));
}

void TestMarkdownReport::adviceStandsBesideAnUnknownException() {
    const std::string report = writeMarkdownReport(samples::unknownJob().diagnosis, nullptr);
    QVERIFY(report.starts_with("# Not a known error\n\nValueError: the flux is out of range (score.py, line 14, in run)\n"));
    const std::size_t where = report.find("## Where it shows\n\n`logs/user/error/0/process000.txt:14`");
    const std::size_t advice =
        report.find("## What helps with such an error: A value is of the right type and wrong all the same\n\nThe function got");
    QVERIFY2(where < advice && advice < report.size(), report.c_str());
    QVERIFY(contains(report, "1. Print the value before the call.\n"));
    QVERIFY(!contains(report, "## Also found"));
}

void TestMarkdownReport::whatDoesNotCountStandsApart() {
    const std::string report = writeMarkdownReport(samples::asideJob().diagnosis, nullptr);
    QVERIFY2(contains(report, "explained by the above): `logs/azureml/job_result.txt:1`\n\n## Handled or only mentioned\n\n"
                              "- A file was not there (handled by the program, 3 times): `logs/user/stdout/0/x.txt:4`\n"
                              "- A file was not there (only mentioned, 1 time): `logs/user/stdout/0/x.txt:5`\n\n5 harmless lines"),
             report.c_str());
}

void TestMarkdownReport::severalRunsEachHaveTheirVerdict() {
    samples::Sample sample = samples::failedJob();
    auto job = std::make_shared<Job>(*sample.diagnosis.job);
    job->runs = {{"attempt_1", "attempt_1", {}, {}, true}, {"attempt_2", "attempt_2", {}, {}, true}};
    sample.diagnosis.job = job;
    sample.diagnosis.runs[0].relation = "attempt 1 of 2, tried again as attempt_2";
    RunDiagnosis second;
    second.outcome = Outcome::Completed;
    second.outcomeWhy = "all mini-batches were processed";
    second.relation = "attempt 2 of 2, retry of attempt_1";
    sample.diagnosis.runs.push_back(second);
    const std::string report = writeMarkdownReport(sample.diagnosis, nullptr);
    QVERIFY2(contains(report, "- `attempt_1`: failed, attempt 1 of 2, tried again as attempt_2. The environment has no module sklearn.\n"
                              "- `attempt_2`: completed, attempt 2 of 2, retry of attempt_1. all mini-batches were processed\n"),
             report.c_str());
    QVERIFY(contains(report, "## Run `attempt_1` in numbers\n"));
}

void TestMarkdownReport::notKnown() {
    samples::Sample sample = samples::failedJob();
    sample.diagnosis.findings.clear();
    sample.diagnosis.verdict->finding.reset();
    sample.diagnosis.verdict->chain.clear();
    sample.diagnosis.verdict->title = "Not a known error";
    sample.diagnosis.verdict->summary = "KeyError: 'x'";
    const std::string report = writeMarkdownReport(sample.diagnosis, nullptr);
    QVERIFY(report.starts_with("# Not a known error\n\nKeyError: 'x'\n"));
    QVERIFY(contains(report, "## Where it shows\n\n`logs/user/error/0/process000.txt:120`"));
    QVERIFY(contains(report, "## Not explained, most telling first"));
}

void TestMarkdownReport::completed() {
    samples::Sample sample = samples::failedJob();
    Diagnosis good;
    good.job = sample.diagnosis.job;
    good.outcome = Outcome::Completed;
    QVERIFY(writeMarkdownReport(good, nullptr).starts_with("# The job completed\n\nNothing shows a failure.\n"));
    good.outcome = Outcome::Unknown;
    QVERIFY(writeMarkdownReport(good, nullptr)
                .starts_with("# There is nothing in here\n\nThe folder or archive holds no files. Open the folder"));
    good.files = good.filesRead = good.bytesRead = 1;
    auto job = std::make_shared<Job>(*good.job);
    job->runs[0].hasLogs = true;
    good.job = job;
    QVERIFY(writeMarkdownReport(good, nullptr).starts_with("# Nothing shows a failure\n"));
}

void TestMarkdownReport::hostileTextStaysText() {
    const std::string report = writeMarkdownReport(samples::hostileJob().diagnosis, nullptr);
    const std::string outside = outsideCode(report);
    for (std::size_t i = 0; i < outside.size(); ++i)
        if (std::string("<[*|").find(outside[i]) != std::string::npos && (i == 0 || outside[i - 1] != '\\')) {
            // Only the report's own marks: `**failed**` and links of articles.
            const std::string near = outside.substr(i, 12);
            QVERIFY2(near.starts_with("**failed**") || near.starts_with("*failed**") || near.starts_with("**\n") ||
                         near.starts_with("*\n") || near.starts_with("**:") || near.starts_with("*:") || near.starts_with("<https://lea"),
                     outside.substr(i > 40 ? i - 40 : 0, 80).c_str());
        }
    QVERIFY(!contains(outside, "https://evil"));
    QVERIFY(!contains(outside, "www.evil"));
    QVERIFY(!contains(outside, "@everyone"));
    QVERIFY(!contains(outside, "\n# heading"));
    QVERIFY(!contains(report, "\x1b"));
    QVERIFY(!contains(report, "\xE2\x80\xAE"));
    QVERIFY(QString::fromUtf8(report).toUtf8().toStdString() == report);
}

void TestMarkdownReport::escapes() {
    QCOMPARE(markdownEscaped("a_b __init__ *x* `y` <z> [l](u) 1 < 2"),
             std::string(R"(a_b \_\_init\_\_ \*x\* \`y\` \<z\> \[l\](u) 1 \< 2)"));
    QCOMPARE(markdownEscaped("# h"), std::string("\\# h"));
    QCOMPARE(markdownEscaped("- x - y"), std::string("\\- x - y"));
    QCOMPARE(markdownEscaped("12. x. 3."), std::string("12\\. x. 3."));
    QCOMPARE(markdownEscaped("see https://x.y and www.z"), std::string("see https\\://x.y and www\\.z"));
    QCOMPARE(markdownEscaped("by @bob"), std::string("by `@bob`"));
    QCOMPARE(markdownEscaped("two\nlines"), std::string("two lines"));
    QCOMPARE(markdownProse("see `a_*b*`, not *c*"), std::string("see `a_*b*`, not \\*c\\*"));
    QCOMPARE(markdownProse("a single ` and *x*"), std::string("a single \\` and \\*x\\*"));
}

void TestMarkdownReport::codeCannotBeEnded() {
    QCOMPARE(markdownCode("a"), std::string("`a`"));
    QCOMPARE(markdownCode("a ``b`` c"), std::string("```a ``b`` c```"));
    QCOMPARE(markdownCode("`"), std::string("`` ` ``"));
    QCOMPARE(markdownCode("x\n````\ny", true), std::string("`````text\nx\n````\ny\n`````"));
}

void TestMarkdownReport::wholeWay() {
    const DiagnosisPointer diagnosis = samples::diagnosedJob();
    QVERIFY(diagnosis && diagnosis->verdict && diagnosis->verdict->finding);
    Redactor redactor;
    const std::string report = writeMarkdownReport(*diagnosis, &redactor);
    QVERIFY2(contains(report, "`logs/user/error/0/process000.txt:4`"), report.c_str());
    QVERIFY(contains(report, "sklearn"));
    for (const std::string secret : {"aBcDeF0123456789", "jane"})
        QVERIFY2(!contains(report, secret), report.c_str());
    const std::string open = writeMarkdownReport(*diagnosis, nullptr);
    QCOMPARE(contains(report, "Hidden in this report: "), open.find("jane") != std::string::npos || contains(open, "aBcDeF0123456789"));
}

QTEST_APPLESS_MAIN(TestMarkdownReport)
#include "test_markdown_report.moc"
