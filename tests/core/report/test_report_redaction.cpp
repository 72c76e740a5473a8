// SPDX-License-Identifier: MIT
#include "report/report.h"

#include "report/redaction.h"
#include "report_samples.h"

#include <nlohmann/json.hpp>

using namespace faultline;

namespace {

/// A line of a log with a secret of one kind, and what of it must not be seen.
struct Case {
    const char* kind; ///< as the report lists it
    std::string line;
    std::vector<std::string> secrets;
};

const std::string guid = "3f2b8c1e-5a4d-4e6f-9b0a-1c2d3e4f5a6b";
const std::string otherGuid = "0a1b2c3d-4e5f-4a6b-8c7d-9e8f7a6b5c4d";
const std::string thirdGuid = "7c1d2e3f-aaaa-4bbb-8ccc-123456789abc";

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {"SAS signatures",
         "GET https://acc.blob.core.windows.net/c/a.csv?sv=2021&sp=r&sig=q2Vh7uTz0eFPq3wXk1yLr8sNf6bVd4cG%3D&x=1",
         {"q2Vh7uTz0eFPq3w"}},
        {"account keys", "AccountName=acc;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1==;EndpointSuffix=x", {"Eby8vdM02xNOcq"}},
        {"run tokens", "export AZUREML_RUN_TOKEN=r4nt0kenr4nt0kenr4nt0ken", {"r4nt0kenr4nt0ken"}},
        {"bearer tokens", "Authorization: Bearer b3arerabcdefghijklmnop0123", {"b3arerabcdefgh"}},
        {"JSON web tokens",
         "got eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL21sLmF6dXJlLmNvbSJ9.c2ln",
         {"eyJ0eXAi", "eyJhdWQi"}},
        {"passwords in addresses", "pip install --index-url https://build:s3cr3turl@pkgs.dev.azure.com/o/simple x", {"s3cr3turl"}},
        {"private keys",
         R"("key": "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n")",
         {"MIIEvQIBADANBg"}},
        {"passwords, tokens and keys", "docker login -u bob -p d0ckerpassw0rd registry.example.com", {"d0ckerpassw0rd"}},
        {"device login codes", "open https://microsoft.com/devicelogin and enter the code ABCD2345E to authenticate.", {"ABCD2345E"}},
        {"subscription ids", "/subscriptions/" + guid + "/resourceGroups/rg", {guid}},
        {"tenant ids", "tenantId: " + otherGuid, {otherGuid}},
        {"object ids", "?skoid=" + thirdGuid + "&skt=2024", {thirdGuid}},
        {"e-mail addresses",
         "started by jane.doe@contoso.com and guest_fabrikam.com#EXT#@contoso.onmicrosoft.com",
         {"jane.doe", "guest_fabrikam"}},
        {"user names in paths", "File \"/home/janedoe/project/score.py\"", {"janedoe"}},
        {"private addresses", "connection to 10.11.12.13 refused", {"10.11.12.13"}},
    };
    return all;
}

/// A job that has `text` wherever text of the job can stand.
samples::Sample jobThatSays(const std::string& text) {
    samples::Sample sample = samples::failedJob();
    Diagnosis& d = sample.diagnosis;
    const auto set = [&](Place& place) { place.path = place.text = place.node = place.process = text; };
    auto job = std::make_shared<Job>(*d.job);
    job->path = job->name = text;
    job->runs[0].name = job->runs[0].root = text;
    job->runs.push_back(job->runs[0]);
    d.job = job;
    for (Finding& finding : d.findings) {
        finding.title = finding.summary = finding.caution = finding.reason = finding.solution = text;
        finding.captures = {{"m", text}};
        finding.nodes = finding.processes = {text};
        for (Place& place : finding.places)
            set(place);
        for (Step& step : finding.steps) {
            step.says = step.path = text;
            if (step.place)
                set(*step.place);
        }
    }
    d.verdict->title = d.verdict->summary = d.verdict->why = text;
    d.verdict->places = d.findings[0].places;
    d.runs[0].outcomeWhy = d.runs[0].relation = text;
    set(*d.runs[0].outcomePlace);
    d.runs[0].summary.peaks[0].node = text;
    d.runs[0].verdict = d.verdict;
    d.runs.push_back(d.runs[0]);
    Unexplained& unexplained = d.unexplained[0];
    unexplained.shape = unexplained.frame = unexplained.exceptionType = unexplained.exceptionMessage = text;
    set(unexplained.places[0]);
    d.failedInputs[0].file = d.failedInputs[0].reason = text;
    set(d.failedInputs[0].place);
    d.skipped[0] = {text, text};
    return sample;
}

std::string reportOf(const Diagnosis& diagnosis, ReportFormat format, bool redact = true) {
    ReportOptions options;
    options.format = format;
    options.redact = redact;
    options.redactPrivateAddresses = redact;
    options.width = 2000;
    return writeReport(diagnosis, options);
}

} // namespace

class TestReportRedaction : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindInEveryFormat_data();
    void everyKindInEveryFormat();
    void equalSecretsHaveEqualStandIns();
    void aSeriesSharesItsStandIns();
    void everyKindIsTested();
    void privateAddressesOnlyByChoice();
    void eachReportOfASeriesTellsWhatIsHiddenInIt();
};

void TestReportRedaction::everyKindInEveryFormat_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("index");
    constexpr std::array names{"text", "json", "markdown", "html", "sarif"};
    for (int format = 0; format < 5; ++format)
        for (std::size_t i = 0; i < cases().size(); ++i)
            QTest::addRow("%s, %s", cases()[i].kind, names[static_cast<std::size_t>(format)]) << format << static_cast<int>(i);
}

void TestReportRedaction::everyKindInEveryFormat() {
    QFETCH(int, format);
    QFETCH(int, index);
    const Case& secret = cases()[static_cast<std::size_t>(index)];
    const samples::Sample sample = jobThatSays(secret.line);
    const std::string open = reportOf(sample.diagnosis, static_cast<ReportFormat>(format), false);
    const std::string report = reportOf(sample.diagnosis, static_cast<ReportFormat>(format));
    for (const std::string& part : secret.secrets) {
        QVERIFY2(open.contains(part), "the report would not have shown it anyway");
        const std::size_t at = std::min(report.find(part), report.size());
        QVERIFY2(!report.contains(part), report.substr(at - std::min<std::size_t>(at, 200), 400).c_str());
    }
    // What was hidden is told by its kind.
    QVERIFY2(report.contains(secret.kind), report.c_str());
}

void TestReportRedaction::equalSecretsHaveEqualStandIns() {
    const samples::Sample sample = jobThatSays("from jane.doe@contoso.com");
    for (const ReportFormat format :
         {ReportFormat::Text, ReportFormat::Json, ReportFormat::Markdown, ReportFormat::Html, ReportFormat::Sarif}) {
        const std::string report = reportOf(sample.diagnosis, format);
        QVERIFY(report.contains("email-1"));
        QVERIFY(!report.contains("email-2"));
    }
}

void TestReportRedaction::aSeriesSharesItsStandIns() {
    const samples::Sample first = jobThatSays("from jane.doe@contoso.com"),
                          second = jobThatSays("from john.roe@contoso.com and jane.doe@contoso.com");
    for (const ReportFormat format :
         {ReportFormat::Text, ReportFormat::Json, ReportFormat::Markdown, ReportFormat::Html, ReportFormat::Sarif}) {
        ReportOptions options;
        options.format = format;
        options.width = 2000;
        ReportSeries series(options);
        std::string report = series.add(std::make_shared<const Diagnosis>(first.diagnosis));
        report += series.add(std::make_shared<const Diagnosis>(second.diagnosis));
        report += series.end();
        QVERIFY(report.contains("email-2"));
        QVERIFY(!report.contains("email-3"));
        if (format == ReportFormat::Json)
            QCOMPARE(std::ranges::count(report, '\n'), 2);
        if (format == ReportFormat::Sarif)
            QCOMPARE(nlohmann::json::parse(report)["runs"].size(), std::size_t(2));
    }
}

void TestReportRedaction::everyKindIsTested() {
    std::string all;
    for (const Case& each : cases())
        all += each.line + "\n";
    Redactor::Options options;
    options.privateAddresses = true;
    Redactor redactor(options);
    (void)redactor(all);
    QCOMPARE(redactor.hidden().size(), cases().size());
}

void TestReportRedaction::privateAddressesOnlyByChoice() {
    const samples::Sample sample = jobThatSays("connection to 10.11.12.13 refused");
    ReportOptions options;
    QVERIFY(writeReport(sample.diagnosis, options).contains("10.11.12.13"));
    options.redactPrivateAddresses = true;
    QVERIFY(!writeReport(sample.diagnosis, options).contains("10.11.12.13"));
}

void TestReportRedaction::eachReportOfASeriesTellsWhatIsHiddenInIt() {
    const samples::Sample sample = jobThatSays("from jane.doe@contoso.com");
    const auto job = std::make_shared<const Diagnosis>(sample.diagnosis);
    ReportOptions options;
    options.format = ReportFormat::Json;
    ReportSeries series(options);
    const nlohmann::json first = nlohmann::json::parse(series.add(job)), second = nlohmann::json::parse(series.add(job));
    QVERIFY(!first["hidden"].empty());
    QVERIFY(first["hidden"] == second["hidden"]);

    for (const ReportFormat format : {ReportFormat::Text, ReportFormat::Markdown}) {
        options.format = format;
        ReportSeries pages(options);
        const auto sentenceOf = [](const std::string& report) { return report.substr(report.find("Hidden in this report: ")); };
        const std::string once = sentenceOf(pages.add(job));
        QCOMPARE(sentenceOf(pages.add(job)), once);
    }

    // One page for all tells of all, one log has them run by run.
    options.format = ReportFormat::Sarif;
    ReportSeries log(options);
    (void)log.add(job);
    (void)log.add(job);
    const nlohmann::json runs = nlohmann::json::parse(log.end())["runs"];
    QVERIFY(!runs[0]["properties"]["hidden"].empty());
    QVERIFY(runs[0]["properties"]["hidden"] == runs[1]["properties"]["hidden"]);
    options.format = ReportFormat::Html;
    const auto hiddenOnPage = [&](int jobs) {
        ReportSeries page(options);
        for (int i = 0; i < jobs; ++i)
            (void)page.add(job);
        const std::string html = page.end();
        const std::string_view kind = "e-mail addresses (";
        return std::stoi(html.substr(html.find(kind) + kind.size()));
    };
    QVERIFY(hiddenOnPage(2) > hiddenOnPage(1));
}

QTEST_APPLESS_MAIN(TestReportRedaction)
#include "test_report_redaction.moc"
