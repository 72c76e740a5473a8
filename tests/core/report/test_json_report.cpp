// SPDX-License-Identifier: MIT
#include "report/json_report.h"

#include "json_schema.h"
#include "report/redaction.h"
#include "report_samples.h"

#include <fstream>
#include <sstream>

using namespace faultline;
using Json = nlohmann::json;

namespace {

const JsonSchema& contract() {
    static const JsonSchema schema = [] {
        std::ifstream file(FAULTLINE_REPORT_SCHEMA);
        return JsonSchema(Json::parse(file));
    }();
    return schema;
}

Json reportOf(const Diagnosis& diagnosis, Redactor* redactor = nullptr) {
    return Json::parse(writeJsonReport(diagnosis, redactor, false), nullptr, false);
}

} // namespace

class TestJsonReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheContract_data();
    void keepsTheContract();
    void isWhatTheDesignShows();
    void anUnknownErrorHasPlacesInPlaceOfAnArticle();
    void stepsTellWhatCameOfLooking();
    void whatIsNoLogIsSaid();
    void whatDoesNotCountHasARoleOfItsOwn();
    void noTerminalObeysIt();
    void isOneLine();
    void theSchemaIsHeld();
    void anEstimatedCountIsToldAsOne();
};

void TestJsonReport::keepsTheContract_data() {
    QTest::addColumn<std::string>("report");
    const auto row = [](const char* name, const Diagnosis& diagnosis, Redactor* redactor = nullptr) {
        QTest::newRow(name) << writeJsonReport(diagnosis, redactor, true);
    };
    row("known", samples::failedJob().diagnosis);
    row("wrapper", samples::wrapperJob().diagnosis);
    row("unknown", samples::unknownJob().diagnosis);
    row("aside", samples::asideJob().diagnosis);
    row("hostile", samples::hostileJob().diagnosis);
    Redactor redactor;
    row("redacted", *samples::diagnosedJob(), &redactor);
    row("quiet", *diagnoseFiles({{"logs/job_result.txt", "2026-01-05T10:20:14.098196 The job completed.\n"}}));
    row("empty", *diagnoseFiles({}));
}

void TestJsonReport::keepsTheContract() {
    QFETCH(std::string, report);
    const Json json = Json::parse(report, nullptr, false);
    QVERIFY(!json.is_discarded());
    // Every key that the report has is written down, and none is missing.
    QCOMPARE(QString::fromStdString(contract().fault(json, true)), QString());
}

void TestJsonReport::isWhatTheDesignShows() {
    const samples::Sample sample = samples::failedJob();
    const Json json = reportOf(sample.diagnosis);
    QCOMPARE(json["schema"].get<std::string>(), std::string("faultline/1"));
    QCOMPARE(json["job"]["outcome"].get<std::string>(), std::string("failed"));
    QCOMPARE(json["job"]["bytes"].get<std::uint64_t>(), std::uint64_t(73'400'320));
    QCOMPARE(json["verdict"]["article"].get<std::string>(), std::string("py-module-not-found"));
    QCOMPARE(json["verdict"]["finding"].get<int>(), 0);
    const Json& finding = json["findings"][0];
    QCOMPARE(finding["count"].get<int>(), 12);
    QCOMPARE(finding["captures"]["m"].get<std::string>(), std::string("sklearn"));
    QCOMPARE(finding["places"][0]["line"].get<int>(), 120);
    QCOMPARE(finding["places"][0]["node"].get<std::string>(), std::string("0"));
    QCOMPARE(json["unexplained"][0]["template"].get<std::string>(), std::string("Failed to read <*>"));
    QCOMPARE(json["skipped"][0]["path"].get<std::string>(), std::string("core.dump"));
    QCOMPARE(json["runs"][0]["summary"]["durationSeconds"].get<int>(), 4800);
    QCOMPARE(json["runs"][0]["summary"]["peakMemoryNode"].get<std::string>(), std::string("0"));
    QCOMPARE(json["runs"][0]["summary"]["peaks"][1]["diskPercent"].get<double>(), 77.0);
}

void TestJsonReport::anUnknownErrorHasPlacesInPlaceOfAnArticle() {
    const Json verdict = reportOf(samples::unknownJob().diagnosis)["verdict"];
    QVERIFY(verdict["article"].is_null());
    QVERIFY(verdict["finding"].is_null());
    QVERIFY(verdict["role"].is_null());
    QCOMPARE(verdict["places"][0]["line"].get<int>(), 14);
    QCOMPARE(verdict["advice"], Json::array({0}));
    QCOMPARE(reportOf(samples::wrapperJob().diagnosis)["verdict"]["role"].get<std::string>(), std::string("envelope"));
    QVERIFY(reportOf(*diagnoseFiles({{"logs/job_result.txt", "2026-01-05T10:20:14.098196 The job completed.\n"}}))["verdict"].is_null());
}

void TestJsonReport::stepsTellWhatCameOfLooking() {
    const Json steps = reportOf(samples::failedJob().diagnosis)["findings"][0]["steps"];
    QCOMPARE(steps[0]["found"].get<std::string>(), std::string("line"));
    QCOMPARE(steps[0]["line"].get<int>(), 3);
    QCOMPARE(steps[1]["found"].get<std::string>(), std::string("no-file"));
    QVERIFY(steps[1]["line"].is_null());
    QCOMPARE(steps[2]["found"].get<std::string>(), std::string("nothing"));
    QCOMPARE(steps[2]["path"].get<std::string>(), std::string("logs/user/stderr/0/x.txt"));
}

void TestJsonReport::whatIsNoLogIsSaid() {
    const Json json = reportOf(*diagnoseFiles({{"readme.md", "A folder of mine\n"}, {"cat.png", "\x89PNG"}}));
    QCOMPARE(json["job"]["notice"]["what"].get<std::string>(), std::string("No log was recognised"));
    QVERIFY(json["verdict"].is_null());
    QVERIFY(!reportOf(samples::failedJob().diagnosis)["job"].contains("notice"));
}

void TestJsonReport::whatDoesNotCountHasARoleOfItsOwn() {
    const Json findings = reportOf(samples::asideJob().diagnosis)["findings"];
    QCOMPARE(findings[0]["role"].get<std::string>(), std::string("cause"));
    QCOMPARE(findings[3]["role"].get<std::string>(), std::string("handled"));
    QCOMPARE(findings[4]["role"].get<std::string>(), std::string("mentioned"));
}

void TestJsonReport::noTerminalObeysIt() {
    samples::Sample sample = samples::failedJob();
    const std::string evil = "\x1b[31m\x7f\xC2\x9B"
                             "2J\xE2\x80\xAE\xE2\x81\xA6\xEF\xBB\xBF\xD8\x9C größe";
    sample.diagnosis.verdict->summary = evil;
    const std::string report = writeJsonReport(sample.diagnosis, nullptr, false);
    for (const char c : report)
        QVERIFY(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
    for (const char* part : {"\xC2\x9B", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xEF\xBB\xBF", "\xD8\x9C"})
        QVERIFY(report.find(part) == std::string::npos);
    QVERIFY(report.find("größe") != std::string::npos);
    // The value is the same all the same.
    QCOMPARE(Json::parse(report)["verdict"]["summary"].get<std::string>(), evil);
}

void TestJsonReport::isOneLine() {
    samples::Sample sample = samples::hostileJob();
    const std::string report = writeJsonReport(sample.diagnosis, nullptr, false);
    QVERIFY(report.find('\n') == std::string::npos);
    QVERIFY(report.starts_with("{\"schema\":\"faultline/1\",\"job\":"));
}

void TestJsonReport::theSchemaIsHeld() {
    // A test of the test: what breaks the contract is found.
    Json json = reportOf(samples::failedJob().diagnosis);
    const auto broken = [&](const char* pointer, const Json& value) {
        Json copy = json;
        copy[Json::json_pointer(pointer)] = value;
        return !contract().fault(copy, true).empty();
    };
    QVERIFY(broken("/schema", "faultline/2"));
    QVERIFY(broken("/job/outcome", "perhaps"));
    QVERIFY(broken("/findings/0/places/0/line", 0));
    QVERIFY(broken("/findings/0/captures/m", 1));
    QVERIFY(broken("/findings/0/first", "yesterday"));
    QVERIFY(broken("/verdict/reason", "new"));
    json["findings"][0].erase("solution");
    QVERIFY(!contract().fault(json, false).empty());
}

void TestJsonReport::anEstimatedCountIsToldAsOne() {
    samples::Sample sample = samples::failedJob();
    sample.diagnosis.findings[0].estimated = true;
    const Json json = reportOf(sample.diagnosis);
    QVERIFY(json["findings"][0]["countEstimated"].get<bool>());
    QVERIFY(!json["findings"][1]["countEstimated"].get<bool>());
    QCOMPARE(contract().fault(json, true), std::string());
}

QTEST_APPLESS_MAIN(TestJsonReport)
#include "test_json_report.moc"
