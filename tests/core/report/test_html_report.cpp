// SPDX-License-Identifier: MIT
#include "report/html_report.h"

#include "report/redaction.h"
#include "report_samples.h"

#include <QRegularExpression>
#include <QSet>
#include <QStack>

using namespace faultline;

namespace {

/// Walks the tags: every one is known, nested well, and has only the attributes that the report writes. Empty when all is well.
QString faultOf(const QString& html) {
    static const QSet<QString> empty{"meta", "br"};
    static const QSet<QString> known{"html",    "head",  "meta",  "title", "style", "body",      "main", "section", "details",
                                     "summary", "h1",    "h2",    "h3",    "h4",    "p",         "ol",   "ul",      "li",
                                     "table",   "thead", "tbody", "tr",    "th",    "td",        "span", "strong",  "em",
                                     "code",    "pre",   "a",     "bdi",   "br",    "blockquote"};
    static const QSet<QString> attributes{"lang", "charset",    "http-equiv", "content", "name",  "class",
                                          "open", "aria-label", "href",       "rel",     "start", "scope"};
    static const QRegularExpression tag("<(/?)([a-zA-Z0-9]+)([^<>]*)>");
    static const QRegularExpression attribute("\\s([a-zA-Z-]+)(?:=\"([^\"<>]*)\")?");
    QString rest = html;
    rest.remove(QRegularExpression("<style>.*</style>", QRegularExpression::DotMatchesEverythingOption)).remove("<!DOCTYPE html>");
    QStack<QString> open;
    qsizetype end = 0;
    for (auto matches = tag.globalMatch(rest); matches.hasNext();) {
        const auto match = matches.next();
        if (rest.mid(end, match.capturedStart() - end).contains('<'))
            return "a bare < before " + match.captured();
        end = match.capturedEnd();
        const QString name = match.captured(2);
        if (!known.contains(name))
            return "unknown element " + match.captured();
        QString left = match.captured(3);
        for (auto pairs = attribute.globalMatch(match.captured(3)); pairs.hasNext();) {
            const auto pair = pairs.next();
            if (!attributes.contains(pair.captured(1)))
                return "attribute in " + match.captured();
            if (pair.captured(1) == "href" && !pair.captured(2).startsWith("https://"))
                return "address in " + match.captured();
            left.remove(pair.captured());
        }
        if (!left.trimmed().isEmpty())
            return "rest in " + match.captured();
        if (empty.contains(name))
            continue;
        if (match.captured(1).isEmpty())
            open.push(name);
        else if (open.isEmpty() || open.pop() != name)
            return "badly nested " + match.captured() + " after " + rest.mid(match.capturedStart() - 100, 100);
    }
    return open.isEmpty() ? QString() : "not closed: " + open.top();
}

} // namespace

class TestHtmlReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsEverything();
    void notKnownAndCompleted();
    void wrapperAndAdvice();
    void severalJobsOnOnePage();
    void needsNothingElse();
    void hostileTextStaysText();
    void longLinesAreCutAfterRedaction();
    void whatDoesNotCountStandsApart();
    void wholeWay();
};

void TestHtmlReport::tellsEverything() {
    const samples::Sample sample = samples::failedJob();
    const QString html = QString::fromStdString(writeHtmlReport(sample.diagnosis, nullptr));
    QCOMPARE(faultOf(html), QString());
    for (const char* part :
         {"<title>A Python package is missing · score_&lt;1&gt;</title>",
          "<h1><bdi>A Python package is missing</bdi></h1>",
          "The environment has no module sklearn.",
          "4 of 4 nodes, 2 of 8 processes, 12 times, first at 2026-01-05 10:03:11Z",
          "61 files, 73.4 MB",
          "the job result says so",
          "<li><bdi>Run failed</bdi></li>",
          "This exception ended the user&#39;s code.",
          "not <strong>installed</strong>",
          "This was concluded, not seen.",
          "<pre><code>- scikit-learn\n</code></pre>",
          "href=\"https://example.com/a?b=1&amp;c=2\"",
          "href=\"https://learn.microsoft.com/x?a=1&amp;b=2\"",
          "<code>logs/user/error/0/process000.txt:120</code>",
          "No module named &#39;sklearn&#39;",
          "<code>30 inputs (input_0.csv, input_1.csv, input_2.csv … input_29.csv)</code></td><td><span class=\"log\">not a CSV "
          "file</span></td>"
          "<td>2</td>",
          "<th scope=\"row\" class=\"label\">mini-batches</th><td><bdi>20: 19 scheduled, 12 done, 4 failed, 3 timed out</bdi></td>",
          "99.2 % on node 0, 50 % on node 1",
          "90 s as enforced, 60 s as configured + 30 s of overhead",
          "What it explains",
          "5 harmless lines",
          "Failed to read the file",
          "… and 10 more",
          "core.dump",
          "it is no text",
          "Article <code>py-module-not-found</code>"})
        QVERIFY2(html.contains(part), part);
    QVERIFY(!html.contains("no such file in this job"));
    QVERIFY(!html.contains("http://plain"));
    QVERIFY(!html.contains("Hidden in"));
}

void TestHtmlReport::notKnownAndCompleted() {
    samples::Sample sample = samples::failedJob();
    sample.diagnosis.findings.clear();
    sample.diagnosis.verdict->finding.reset();
    sample.diagnosis.verdict->chain.clear();
    QString html = QString::fromStdString(writeHtmlReport(sample.diagnosis, nullptr));
    QCOMPARE(faultOf(html), QString());
    QVERIFY(html.contains("<details class=\"info\" open><summary>Not explained"));
    Diagnosis good;
    good.job = sample.diagnosis.job;
    good.outcome = Outcome::Completed;
    html = QString::fromStdString(writeHtmlReport(good, nullptr));
    QCOMPARE(faultOf(html), QString());
    QVERIFY(html.contains("class=\"verdict good\""));
}

void TestHtmlReport::wrapperAndAdvice() {
    QString html = QString::fromStdString(writeHtmlReport(samples::wrapperJob().diagnosis, nullptr));
    QCOMPARE(faultOf(html), QString());
    QVERIFY(html.contains("<h1><bdi>The reason is not in these logs</bdi></h1>"));
    QVERIFY(html.contains("class=\"verdict warning\""));
    QVERIFY(html.contains("<details class=\"info\" open><summary>Not explained"));
    html = QString::fromStdString(writeHtmlReport(samples::unknownJob().diagnosis, nullptr));
    QCOMPARE(faultOf(html), QString());
    QVERIFY(html.contains("What helps with such an error: <bdi>A value is of the right type"));
    QVERIFY(html.contains("Print the value before the call."));
    samples::Sample sample = samples::failedJob();
    sample.diagnosis.verdict->summary = "The reason is in `logs/job_result.txt`, as a ` shows";
    html = QString::fromStdString(writeHtmlReport(sample.diagnosis, nullptr));
    QCOMPARE(faultOf(html), QString());
    QVERIFY(html.contains("is in <code>logs/job_result.txt</code>, as a ` shows"));
}

void TestHtmlReport::severalJobsOnOnePage() {
    samples::Sample one = samples::failedJob(), two = samples::unknownJob();
    const std::vector<DiagnosisPointer> both{std::make_shared<const Diagnosis>(one.diagnosis),
                                             std::make_shared<const Diagnosis>(two.diagnosis)};
    const QString html = QString::fromStdString(writeHtmlReport(both, nullptr));
    QCOMPARE(faultOf(html), QString());
    QCOMPARE(html.count("<html"), 1);
    QCOMPARE(html.count("<h1>"), 2);
    QVERIFY(html.contains("<title>2 jobs</title>"));
}

void TestHtmlReport::needsNothingElse() {
    const QString html = QString::fromStdString(writeHtmlReport(samples::failedJob().diagnosis, nullptr));
    for (const char* part : {"<script", "<link", "<img", "<iframe", "src=", "@import", "url(", "<form", "javascript:"})
        QVERIFY2(!html.contains(part, Qt::CaseInsensitive), part);
    QVERIFY(html.contains("default-src 'none'"));
    QVERIFY(html.contains("prefers-color-scheme: dark"));
    QVERIFY(html.contains("@media print"));
}

void TestHtmlReport::hostileTextStaysText() {
    for (Redactor* redactor : {static_cast<Redactor*>(nullptr), new Redactor}) {
        const std::string report = writeHtmlReport(samples::hostileJob().diagnosis, redactor);
        const QString html = QString::fromStdString(report);
        QCOMPARE(faultOf(html), QString());
        QVERIFY(!html.contains("href=\"https://evil"));
        QVERIFY(!html.contains(QChar(0x202E)));
        QVERIFY(!html.contains(QChar(0x1b)));
        QVERIFY(html.toUtf8().toStdString() == report);
        delete redactor;
    }
}

void TestHtmlReport::longLinesAreCutAfterRedaction() {
    samples::Sample sample = samples::failedJob();
    sample.diagnosis.findings[0].captures.clear();
    sample.diagnosis.findings[0].places[0].text =
        std::string(1980, 'x') + " Bearer abcdef0123456789abcdef0123456789 end" + std::string(500, 'y');
    Redactor redactor;
    const std::string report = writeHtmlReport(sample.diagnosis, &redactor);
    QVERIFY(report.find("xxx Bearer &lt;bearer-") != std::string::npos);
    QVERIFY(report.find("abcdef") == std::string::npos);
    QCOMPARE(faultOf(QString::fromStdString(report)), QString());
}

void TestHtmlReport::wholeWay() {
    const DiagnosisPointer diagnosis = samples::diagnosedJob();
    QVERIFY(diagnosis && diagnosis->verdict && diagnosis->verdict->finding);
    Redactor redactor;
    const QString html = QString::fromStdString(writeHtmlReport(*diagnosis, &redactor));
    QCOMPARE(faultOf(html), QString());
    QVERIFY(html.contains("logs/user/error/0/process000.txt:4"));
    QVERIFY(!html.contains("aBcDeF0123456789"));
    QVERIFY(!html.contains("jane"));
}

void TestHtmlReport::whatDoesNotCountStandsApart() {
    const std::string report = writeHtmlReport(samples::asideJob().diagnosis, nullptr);
    const std::size_t aside = report.find("<h2>Handled or only mentioned</h2>");
    QVERIFY(aside != std::string::npos);
    QVERIFY(report.find("A file was not there") > aside);
    QVERIFY(report.find("What it explains") < aside);
    QVERIFY(report.find("<span class=\"muted\">handled, ") != std::string::npos);
    QVERIFY(report.find("<span class=\"muted\">mentioned, ") != std::string::npos);
    const std::string unknown = writeHtmlReport(samples::unknownJob().diagnosis, nullptr);
    QVERIFY(unknown.find("<h2>What helps with such an error: ") != std::string::npos);
    QVERIFY(unknown.find("Print the value before the call.") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestHtmlReport)
#include "test_html_report.moc"
