// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "search/search_report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace faultline;

namespace {

using Form = SearchReportOptions::Form;

Job someJob() {
    Job job;
    job.path = "/jobs/one";
    for (const char* const path : {"a.txt", "b\x1B[31m.txt"}) {
        JobFile file;
        file.path = path;
        file.role = "program";
        job.files.push_back(file);
    }
    job.files[0].node = "n1";
    return job;
}

FoundEntry hit(std::uint64_t line, std::string text, std::vector<TextSpan> spans, std::vector<std::string> before = {},
               std::vector<std::string> after = {}) {
    FoundEntry entry;
    entry.line.line = line;
    entry.line.hits = spans.size();
    entry.text = {std::move(text), std::move(spans), false, false, std::move(before), std::move(after)};
    return entry;
}

JobSearchResult totals() {
    JobSearchResult result;
    result.files = 5;
    result.filesWithHits = 2;
    result.hits = 4;
    result.foundLines = 3;
    result.linesKept = 3;
    result.skipped = {{"x.bin", "binary data, not a log"}};
    return result;
}

QJsonObject parsed(const std::string& line) {
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(line), &error).object();
    return error.error == QJsonParseError::NoError ? object : QJsonObject();
}

} // namespace

class TestSearchReport : public QObject {
    Q_OBJECT

private slots:
    void forPeople();
    void forOtherPrograms();
    void whatIsApartIsParted();
    void nothingIsWrittenTwice();
    void hitsAreColoured();
    void countsOnly();
    void json();
    void controlCharactersAreHarmless();
};

void TestSearchReport::forPeople() {
    const Job job = someJob();
    SearchReport report(job, {});
    QCOMPARE(report.file({0, {hit(1, "an error", {{3, 8}}), hit(11, "error error", {{0, 5}, {6, 11}})}, 2, 3}),
             std::string("a.txt\n       2: an error\n      12: error error\n"));
    QCOMPARE(report.file({1, {hit(0, "error", {{0, 5}})}, 1, 1}).substr(0, 1), std::string("\n"));
    QCOMPARE(report.end(totals()), std::string("\n4 hits in 3 lines in 2 of 5 files\n"));
}

void TestSearchReport::forOtherPrograms() {
    const Job job = someJob();
    SearchReport report(job, {Form::Lines, false, false});
    QCOMPARE(report.file({0, {hit(1, "an error", {{3, 8}}, {"one"}, {"three"})}, 1, 1}),
             std::string("a.txt-1-one\na.txt:2:an error\na.txt-3-three\n"));
    QVERIFY(report.file({1, {hit(0, "error", {{0, 5}}, {}, {"x"})}, 1, 1}).starts_with("--\n"));
    QCOMPARE(report.end(totals()), std::string());
}

void TestSearchReport::whatIsApartIsParted() {
    const Job job = someJob();
    SearchReport report(job, {});
    QCOMPARE(report.file({0, {hit(1, "b", {{0, 1}}, {"a"}, {"c"}), hit(9, "j", {{0, 1}}, {"i"}, {})}, 2, 2}),
             std::string("a.txt\n       1  a\n       2: b\n       3  c\n       ⋮\n       9  i\n      10: j\n"));
}

void TestSearchReport::nothingIsWrittenTwice() {
    const Job job = someJob();
    SearchReport report(job, {});
    // Of one file in two parts: the second hit stands among what followed the first.
    std::string text = report.file({0, {hit(1, "b", {{0, 1}}, {"a"}, {"c", "d"}), hit(2, "c", {{0, 1}}, {"a", "b"}, {"d", "e"})}, 2, 2});
    text += report.file({0, {hit(5, "f", {{0, 1}}, {"d", "e"}, {"g"})}, 3, 3});
    QCOMPARE(text, std::string("a.txt\n       1  a\n       2: b\n       3: c\n       4  d\n       5  e\n       6: f\n       7  g\n"));
}

void TestSearchReport::hitsAreColoured() {
    const Job job = someJob();
    SearchReport report(job, {Form::Grouped, true, false});
    QVERIFY(report.file({0, {hit(0, "an error here", {{3, 8}})}, 1, 1}).contains("an \x1B[1;31merror\x1B[0m here\n"));
}

void TestSearchReport::countsOnly() {
    const Job job = someJob();
    SearchReport report(job, {Form::Lines, false, true});
    // A large file comes in parts: it is told once.
    std::string text = report.file({0, {}, 1, 2});
    text += report.file({0, {}, 5, 7});
    QCOMPARE(text, std::string());
    text += report.file({1, {}, 1, 1});
    text += report.end(totals());
    QVERIFY2(text.starts_with("a.txt:7\nb"), text.c_str());
    QVERIFY(text.ends_with(":1\n"));
}

void TestSearchReport::json() {
    const Job job = someJob();
    SearchReport report(job, {Form::Json, true, false});
    const std::string line = report.file({0, {hit(1, "an error", {{3, 8}}, {"one"}, {})}, 4, 6});
    QCOMPARE(std::ranges::count(line, '\n'), 1);
    const QJsonObject file = parsed(line);
    QCOMPARE(file["type"].toString(), QStringLiteral("file"));
    QCOMPARE(file["path"].toString(), QStringLiteral("a.txt"));
    QCOMPARE(file["role"].toString(), QStringLiteral("program"));
    QCOMPARE(file["node"].toString(), QStringLiteral("n1"));
    QCOMPARE(file["hits"].toInt(), 6);
    QCOMPARE(file["lineCount"].toInt(), 4);
    const QJsonObject found = file["lines"].toArray().at(0).toObject();
    QCOMPARE(found["line"].toInt(), 2);
    QCOMPARE(found["text"].toString(), QStringLiteral("an error"));
    QCOMPARE(found["spans"].toArray().at(0).toArray().at(1).toInt(), 8);
    QCOMPARE(found["before"].toArray().at(0).toString(), QStringLiteral("one"));
    QVERIFY(!found.contains("after"));
    const QJsonObject summary = parsed(report.end(totals()));
    QCOMPARE(summary["type"].toString(), QStringLiteral("summary"));
    QCOMPARE(summary["filesWithHits"].toInt(), 2);
    QCOMPARE(summary["skipped"].toArray().at(0).toObject()["path"].toString(), QStringLiteral("x.bin"));
}

void TestSearchReport::controlCharactersAreHarmless() {
    const Job job = someJob();
    SearchReport report(job, {});
    const std::string text = report.file({1, {hit(0, "a\tb\x1B]0;x\x07 \x7F end", {{0, 1}})}, 1, 1});
    QVERIFY(!text.contains('\x1B'));
    QVERIFY(!text.contains('\x07'));
    QVERIFY(!text.contains('\x7F'));
    QVERIFY(text.contains("a\tb␛]0;x␇ ␡ end"));
    QVERIFY(text.contains("b␛[31m.txt"));
}

QTEST_APPLESS_MAIN(TestSearchReport)
#include "test_search_report.moc"
