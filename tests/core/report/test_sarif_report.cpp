// SPDX-License-Identifier: MIT
#include "report/sarif_report.h"

#include "report/redaction.h"
#include "report_samples.h"

#include <nlohmann/json.hpp>

#include <set>

using namespace faultline;
using Json = nlohmann::json;

namespace {

/// The constraints of the SARIF 2.1.0 schema on what the report writes. Empty when all hold.
class SarifCheck {
public:
    explicit SarifCheck(const Json& log) { whole(log); }
    [[nodiscard]] QString fault() const { return QString::fromStdString(m_fault); }

private:
    void fail(const std::string& why) {
        if (m_fault.empty())
            m_fault = why;
    }

    /// An object with no other than the named members (the schema forbids more nearly everywhere), and all of those that must be there.
    bool object(const Json& json, const std::string& what, const std::set<std::string>& required, std::set<std::string> allowed) {
        if (!json.is_object()) {
            fail(what + " is no object");
            return false;
        }
        allowed.insert(required.begin(), required.end());
        allowed.insert("properties");
        for (const auto& [name, value] : json.items())
            if (!allowed.contains(name))
                fail(what + " must not have " + name);
        for (const std::string& name : required)
            if (!json.contains(name))
                fail(what + " lacks " + name);
        return m_fault.empty();
    }

    void level(const Json& json) {
        if (json != "none" && json != "note" && json != "warning" && json != "error")
            fail("level " + json.dump());
    }

    void message(const Json& json, const std::string& what) {
        if (!object(json, what, {"text"}, {"markdown"}))
            return;
        for (const auto& [name, value] : json.items())
            if (!value.is_string() || value.get<std::string>().empty())
                fail(what + " " + name + " is no text");
    }

    void location(const Json& json) {
        if (!object(json, "location", {"physicalLocation"}, {"id", "message"}))
            return;
        if (json.contains("id") && !(json["id"].is_number_integer() && json["id"] >= 0))
            fail("id of a location");
        if (json.contains("message"))
            message(json["message"], "message of a location");
        const Json& physical = json["physicalLocation"];
        if (!object(physical, "physicalLocation", {"artifactLocation"}, {"region"}) ||
            !object(physical["artifactLocation"], "artifactLocation", {"uri", "uriBaseId"}, {}))
            return;
        const std::string uri = physical["artifactLocation"]["uri"];
        if (uri.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/%") != std::string::npos ||
            uri.starts_with('/'))
            fail("uri " + uri);
        if (physical.contains("region")) {
            const Json& region = physical["region"];
            if (!object(region, "region", {"startLine"}, {"snippet"}))
                return;
            if (!region["startLine"].is_number_integer() || region["startLine"] < 1)
                fail("startLine");
            if (region.contains("snippet"))
                object(region["snippet"], "snippet", {"text"}, {});
        }
    }

    void rule(const Json& json) {
        if (!object(json, "rule", {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration"}, {"helpUri"}))
            return;
        message(json["shortDescription"], "shortDescription");
        message(json["fullDescription"], "fullDescription");
        message(json["help"], "help");
        level(json["defaultConfiguration"]["level"]);
        if (!json["properties"].contains("role"))
            fail("rule without role");
    }

    void result(const Json& json, const Json& rules) {
        if (!object(json, "result", {"ruleId", "ruleIndex", "level", "message", "locations"},
                    {"relatedLocations", "partialFingerprints", "occurrenceCount", "rank"}))
            return;
        const std::size_t index = json["ruleIndex"];
        if (index >= rules.size() || rules[index]["id"] != json["ruleId"])
            fail("ruleIndex");
        level(json["level"]);
        message(json["message"], "message of a result");
        for (const Json& place : json["locations"])
            location(place);
        std::set<int> ids;
        const Json related = json.value("relatedLocations", Json::array());
        for (const Json& place : related) {
            location(place);
            if (!place.contains("id") || !ids.insert(place["id"].get<int>()).second)
                fail("ids of related locations");
        }
        const Json fingerprints = json.value("partialFingerprints", Json::object());
        for (const auto& [name, value] : fingerprints.items())
            if (!value.is_string())
                fail("fingerprint");
        if (json.contains("occurrenceCount") && json["occurrenceCount"] < 1)
            fail("occurrenceCount");
    }

    void whole(const Json& log) {
        if (!object(log, "log", {"$schema", "version", "runs"}, {}) || log["version"] != "2.1.0")
            return fail("version");
        for (const Json& run : log["runs"]) {
            if (!object(run, "run", {"tool", "results"}, {"invocations", "originalUriBaseIds", "columnKind"}))
                return;
            const Json& driver = run["tool"]["driver"];
            if (!object(driver, "driver", {"name", "rules"}, {"version", "semanticVersion", "notifications"}) ||
                driver["name"] != "Faultline")
                return fail("driver");
            std::set<std::string> ids;
            for (const Json& each : driver["rules"]) {
                rule(each);
                if (m_fault.empty() && !ids.insert(each["id"]).second)
                    fail("two rules of one id");
            }
            for (const Json& each : run["results"])
                result(each, driver["rules"]);
            for (const Json& invocation : run["invocations"]) {
                if (!object(invocation, "invocation", {"executionSuccessful"}, {"toolExecutionNotifications"}))
                    return;
                for (const Json& notification : invocation["toolExecutionNotifications"]) {
                    if (!object(notification, "notification", {"message"}, {"descriptor", "level", "locations"}))
                        return;
                    message(notification["message"], "message of a notification");
                    level(notification["level"]);
                    if (notification["descriptor"]["id"] !=
                        driver["notifications"][notification["descriptor"]["index"].get<std::size_t>()]["id"])
                        fail("descriptor");
                    const Json places = notification.value("locations", Json::array());
                    for (const Json& place : places)
                        location(place);
                }
            }
        }
    }

    std::string m_fault;
};

Json reportOf(const Diagnosis& diagnosis, Redactor* redactor = nullptr) {
    return Json::parse(writeSarifReport(diagnosis, redactor), nullptr, false);
}

} // namespace

class TestSarifReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsEverything();
    void unknownAndCompleted();
    void tellsTheRuns();
    void severalJobsAreRunsOfOneLog();
    void addresses();
    void fingerprintsStay();
    void hostileText();
    void whatDoesNotCountIsInformational();
    void adviceIsNamedBesideAnUnknownException();
    void wholeWay();
    void anEstimatedCountIsToldAsOne();
};

void TestSarifReport::tellsEverything() {
    const samples::Sample sample = samples::failedJob();
    const Json log = reportOf(sample.diagnosis);
    QCOMPARE(SarifCheck(log).fault(), QString());
    const Json& run = log["runs"][0];
    const Json& rules = run["tool"]["driver"]["rules"];
    QCOMPARE(rules.size(), std::size_t(3));
    QCOMPARE(rules[0]["id"].get<std::string>(), std::string("py-module-not-found"));
    QCOMPARE(rules[0]["properties"]["role"].get<std::string>(), std::string("cause"));
    QVERIFY(rules[0]["help"]["markdown"].get<std::string>().starts_with("## Reason\n"));
    const Json& results = run["results"];
    QCOMPARE(results.size(), std::size_t(3));
    QCOMPARE(results[0]["level"].get<std::string>(), std::string("error"));
    QCOMPARE(results[0]["message"]["text"].get<std::string>(), std::string("The environment has no module sklearn."));
    QCOMPARE(results[0]["occurrenceCount"].get<int>(), 12);
    const Json& place = results[0]["locations"][0]["physicalLocation"];
    QCOMPARE(place["artifactLocation"]["uri"].get<std::string>(), std::string("logs/user/error/0/process000.txt"));
    QCOMPARE(place["region"]["startLine"].get<int>(), 120);
    QCOMPARE(place["region"]["snippet"]["text"].get<std::string>(), std::string("ModuleNotFoundError: No module named 'sklearn'"));
    QCOMPARE(results[0]["relatedLocations"].size(), std::size_t(2));
    QCOMPARE(results[0]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"].get<std::string>(),
             std::string("logs/user/error/1/process%200%231.txt"));
    QCOMPARE(results[0]["relatedLocations"][1]["message"]["text"].get<std::string>(), std::string("the imports of the script"));
    QVERIFY(results[0]["properties"]["verdict"].get<bool>());
    QCOMPARE(results[2]["ruleId"].get<std::string>(), std::string("unexplained"));
    QCOMPARE(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].get<std::string>(), std::string("it is no text"));
}

void TestSarifReport::unknownAndCompleted() {
    samples::Sample sample = samples::failedJob();
    sample.diagnosis.findings.clear();
    sample.diagnosis.unexplained.clear();
    sample.diagnosis.verdict->finding.reset();
    sample.diagnosis.verdict->chain.clear();
    const Json log = reportOf(sample.diagnosis);
    QCOMPARE(SarifCheck(log).fault(), QString());
    QCOMPARE(log["runs"][0]["results"].size(), std::size_t(1));
    QCOMPARE(log["runs"][0]["results"][0]["ruleId"].get<std::string>(), std::string("unexplained"));
    Diagnosis good;
    good.job = sample.diagnosis.job;
    good.outcome = Outcome::Completed;
    const Json empty = reportOf(good);
    QCOMPARE(SarifCheck(empty).fault(), QString());
    QVERIFY(empty["runs"][0]["results"].is_array() && empty["runs"][0]["results"].empty());
}

void TestSarifReport::tellsTheRuns() {
    const Json log = reportOf(samples::failedJob().diagnosis);
    const Json& run = log["runs"][0]["properties"]["runs"][0];
    QCOMPARE(log["runs"][0]["properties"]["runCount"].get<int>(), 1);
    QCOMPARE(run["outcome"].get<std::string>(), std::string("failed"));
    QCOMPARE(run["outcomePlace"].get<std::string>(), std::string("logs/azureml/job_result.txt:1"));
    QCOMPARE(run["summary"]["miniBatchesScheduled"].get<int>(), 19);
    QCOMPARE(run["summary"]["peaks"].size(), std::size_t(2));
    QCOMPARE(run["summary"]["durationSeconds"].get<int>(), 4800);
    // Not all of so many are listed.
    samples::Sample many = samples::hostileJob();
    auto job = std::make_shared<Job>(*many.diagnosis.job);
    while (many.diagnosis.runs.size() < 250) {
        job->runs.push_back(job->runs[0]);
        many.diagnosis.runs.push_back(many.diagnosis.runs[0]);
    }
    many.diagnosis.job = job;
    const Json listed = reportOf(many.diagnosis)["runs"][0]["properties"];
    QCOMPARE(listed["runCount"].get<int>(), 250);
    QCOMPARE(listed["runs"].size(), std::size_t(200));
    const Json advised = reportOf(samples::unknownJob().diagnosis);
    QVERIFY(advised["runs"][0]["results"][0]["properties"]["advice"].get<bool>());
}

void TestSarifReport::severalJobsAreRunsOfOneLog() {
    samples::Sample one = samples::failedJob(), two = samples::unknownJob();
    const std::vector<DiagnosisPointer> both{std::make_shared<const Diagnosis>(one.diagnosis),
                                             std::make_shared<const Diagnosis>(two.diagnosis)};
    const Json log = Json::parse(writeSarifReport(both, nullptr), nullptr, false);
    QCOMPARE(SarifCheck(log).fault(), QString());
    QCOMPARE(log["runs"].size(), std::size_t(2));
}

void TestSarifReport::addresses() {
    QCOMPARE(relativeUri("a/b c/d#e?f%g:h\\i.txt"), std::string("a/b%20c/d%23e%3Ff%25g%3Ah%5Ci.txt"));
    QCOMPARE(relativeUri("\xC3\xA4\xff\n"), std::string("%C3%A4%FF%0A"));
    QCOMPARE(relativeUri("//host/x"), std::string("host/x"));
}

void TestSarifReport::fingerprintsStay() {
    const Json first = reportOf(samples::failedJob().diagnosis), second = reportOf(samples::failedJob().diagnosis);
    QVERIFY(first == second);
    samples::Sample other = samples::failedJob();
    other.diagnosis.findings[0].captures["m"] = "cv2";
    QVERIFY(reportOf(other.diagnosis)["runs"][0]["results"][0]["partialFingerprints"] !=
            first["runs"][0]["results"][0]["partialFingerprints"]);
}

void TestSarifReport::hostileText() {
    const std::string report = writeSarifReport(samples::hostileJob().diagnosis, nullptr);
    const Json log = Json::parse(report, nullptr, false);
    QVERIFY(!log.is_discarded());
    QCOMPARE(SarifCheck(log).fault(), QString());
    QVERIFY(QString::fromStdString(report).toUtf8().toStdString() == report);
    const std::string text = log["runs"][0]["results"][0]["message"]["text"];
    QVERIFY(text.find("{{0}}") != std::string::npos);
    QVERIFY(text.find("\\[click\\](") != std::string::npos);
}

void TestSarifReport::wholeWay() {
    const DiagnosisPointer diagnosis = samples::diagnosedJob();
    QVERIFY(diagnosis && diagnosis->verdict && diagnosis->verdict->finding);
    Redactor redactor;
    const std::string report = writeSarifReport(*diagnosis, &redactor);
    QCOMPARE(SarifCheck(Json::parse(report, nullptr, false)).fault(), QString());
    QVERIFY(report.find("aBcDeF0123456789") == std::string::npos);
    QVERIFY(report.find("jane") == std::string::npos);
}

void TestSarifReport::whatDoesNotCountIsInformational() {
    const Json results = Json::parse(writeSarifReport(samples::asideJob().diagnosis, nullptr))["runs"][0]["results"];
    int aside = 0;
    for (const Json& result : results) {
        const std::string role = result["properties"].value("role", "");
        const bool counts = role != "handled" && role != "mentioned";
        QCOMPARE(result.contains("kind"), !counts);
        if (counts)
            continue;
        ++aside;
        // SARIF allows no other level with such a kind.
        QCOMPARE(result["kind"].get<std::string>(), std::string("informational"));
        QCOMPARE(result["level"].get<std::string>(), std::string("none"));
    }
    QCOMPARE(aside, 2);
}

void TestSarifReport::adviceIsNamedBesideAnUnknownException() {
    samples::Sample sample = samples::unknownJob();
    Unexplained exception;
    exception.shape = "ValueError: <*>";
    exception.places = sample.diagnosis.verdict->places;
    sample.diagnosis.unexplained.insert(sample.diagnosis.unexplained.begin(), exception);
    const Json run = Json::parse(writeSarifReport(sample.diagnosis, nullptr))["runs"][0];
    QCOMPARE(run["properties"]["verdict"]["advice"], Json::array({"py-value-error"}));
    int verdicts = 0;
    for (const Json& result : run["results"]) {
        verdicts += result["properties"]["verdict"].get<bool>() ? 1 : 0;
        if (result["properties"]["verdict"].get<bool>())
            QCOMPARE(result["locations"][0]["physicalLocation"]["region"]["startLine"].get<int>(), 14);
    }
    QCOMPARE(verdicts, 1);
}

void TestSarifReport::anEstimatedCountIsToldAsOne() {
    samples::Sample sample = samples::failedJob();
    sample.diagnosis.findings[0].estimated = true;
    const Json results = Json::parse(writeSarifReport(sample.diagnosis, nullptr))["runs"][0]["results"];
    QVERIFY(results[0]["properties"]["countEstimated"].get<bool>());
    QVERIFY(!results[1]["properties"].contains("countEstimated"));
}

QTEST_APPLESS_MAIN(TestSarifReport)
#include "test_sarif_report.moc"
