// SPDX-License-Identifier: MIT
#include "report/sarif_report.h"

#include "report/job_content.h"
#include "report/report_words.h"
#include "report/summary_json.h"

#include <algorithm>
#include <format>
#include <map>

#include <nlohmann/json.hpp>

namespace faultline {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view baseId = "JOB";
constexpr std::string_view unexplainedRule = "unexplained";
constexpr std::string_view skippedNotification = "skipped";
constexpr std::size_t relatedLimit = 50;
constexpr std::size_t failedInputLimit = 500;
constexpr std::size_t runLimit = 200;

/// Plain text for a SARIF message, in which `{0}` would be a placeholder and `[text](target)` a link.
std::string messageText(std::string_view text) {
    const bool links = text.find("](") != std::string_view::npos;
    std::string result;
    for (const char c : text) {
        if (c == '{' || c == '}')
            result += c;
        else if (links && (c == '[' || c == ']'))
            result += '\\';
        result += c;
    }
    return result;
}

std::string_view levelOf(Severity severity) {
    switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Info: break;
    }
    return "note";
}

/// Stays the same from run to run of the program, unlike `std::hash`.
std::string fingerprint(std::string_view text) {
    std::uint64_t hash = 1469598103934665603ULL;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return std::format("{:016x}", hash);
}

class Writer {
public:
    Writer(const Diagnosis& diagnosis, Redactor* redactor) : m_diagnosis(diagnosis), m_redactor(redactor), m_words(diagnosis, redactor) {}

    /// One job as a run of the log.
    Json run();

private:
    [[nodiscard]] Json message(std::string_view text) const { return {{"text", messageText(m_words.line(text))}}; }
    [[nodiscard]] Json artifact(std::string_view path) const {
        // Bytes of a name that are no UTF-8 stay what they are: the address still finds the file.
        return {{"uri", relativeUri(m_redactor ? (*m_redactor)(path) : std::string(path))}, {"uriBaseId", baseId}};
    }
    [[nodiscard]] Json location(const Place& place) const;
    /// The first place as the result's own, the others and where to look next as related ones.
    void locate(Json& result, const std::vector<Place>& places, const std::vector<Step>& steps) const;
    std::size_t ruleOf(const Article& article);
    [[nodiscard]] Json finding(const Finding& finding, bool isVerdict);
    [[nodiscard]] Json unexplained(const Unexplained& item);
    [[nodiscard]] bool isVerdict(const Unexplained& item) const;
    std::size_t unexplainedIndex();
    void results();
    [[nodiscard]] Json invocation() const;
    [[nodiscard]] Json properties() const;

    const Diagnosis& m_diagnosis;
    Redactor* m_redactor;
    ReportWords m_words;
    Json m_rules = Json::array(), m_results = Json::array();
    std::map<std::string, std::size_t, std::less<>> m_ruleIndex;
};

Json Writer::location(const Place& place) const {
    Json physical{{"artifactLocation", artifact(place.path)}};
    if (!place.text.empty() || place.line.index() > 0) {
        physical["region"] = {{"startLine", place.line.shown()}};
        if (!place.text.empty())
            physical["region"]["snippet"] = {{"text", m_words.text(place.text)}};
    }
    Json location{{"physicalLocation", std::move(physical)}};
    Json more = Json::object();
    if (!place.node.empty())
        more["node"] = m_words.line(place.node);
    if (!place.process.empty())
        more["process"] = m_words.line(place.process);
    if (place.time)
        more["time"] = place.time->toIso();
    if (!more.empty())
        location["properties"] = std::move(more);
    return location;
}

void Writer::locate(Json& result, const std::vector<Place>& places, const std::vector<Step>& steps) const {
    result["locations"] = Json::array();
    Json related = Json::array();
    const auto relate = [&](const Place& place, std::string_view says) {
        Json entry = location(place);
        entry["id"] = related.size();
        entry["message"] = message(says);
        related.push_back(std::move(entry));
    };
    if (!places.empty())
        result["locations"].push_back(location(places.front()));
    for (std::size_t i = 1; i < places.size() && i <= relatedLimit; ++i)
        relate(places[i], "Shows here as well");
    for (const Step& step : steps)
        if (step.place)
            relate(*step.place, step.says);
    if (!related.empty())
        result["relatedLocations"] = std::move(related);
}

std::size_t Writer::ruleOf(const Article& article) {
    const auto [entry, isNew] = m_ruleIndex.try_emplace(article.id, m_rules.size());
    if (!isNew)
        return entry->second;
    const std::string reason = fillCaptures(article.reason, {}, true), solution = fillCaptures(article.solution, {}, true);
    Json rule{
        {"id", article.id},
        {"shortDescription", {{"text", article.title + "."}}},
        {"fullDescription", {{"text", messageText(fillCaptures(article.summary.empty() ? article.title : article.summary, {}, false))}}},
        {"help", {{"text", reason + "\n\n" + solution}, {"markdown", "## Reason\n\n" + reason + "\n\n## Solution\n\n" + solution}}},
        {"defaultConfiguration", {{"level", levelOf(article.severity)}}}};
    if (!article.links.empty() && article.links.front().starts_with("https://"))
        rule["helpUri"] = article.links.front();
    rule["properties"] = {
        {"role", toString(article.role)},
        {"stage", article.stage},
        {"confidence", toString(article.confidence)},
        {"evidence", toString(article.evidence)},
        {"tags", Json::array({article.pack.empty() ? std::string("faultline") : article.pack, std::string(toString(article.role))})}};
    m_rules.push_back(std::move(rule));
    return entry->second;
}

std::size_t Writer::unexplainedIndex() {
    const auto [entry, isNew] = m_ruleIndex.try_emplace(std::string(unexplainedRule), m_rules.size());
    if (isNew)
        m_rules.push_back(
            {{"id", unexplainedRule},
             {"shortDescription", {{"text", "An error that no article explains."}}},
             {"fullDescription", {{"text", "An exception or an error line that nothing known fits, ranked by how telling it is."}}},
             {"help", {{"text", "Read the lines before it, and compare with a process that did well."}}},
             {"defaultConfiguration", {{"level", "warning"}}},
             {"properties", {{"role", "unknown"}}}});
    return entry->second;
}

Json Writer::finding(const Finding& finding, bool isVerdict) {
    const std::size_t rule = ruleOf(*finding.article);
    const std::string& said = finding.summary.empty() ? finding.title : finding.summary;
    Json result{{"ruleId", finding.article->id}, {"ruleIndex", rule}};
    // What does not count is no failure of the job: SARIF has another kind of result for it.
    if (finding.standing != Standing::Counts)
        result["kind"] = "informational";
    result["level"] = finding.standing == Standing::Counts ? levelOf(finding.severity) : "none";
    result["message"] = message(said);
    result["message"]["markdown"] = m_words.text("## Reason\n\n" + finding.reason + "\n\n## Solution\n\n" + finding.solution);
    locate(result, finding.places, finding.steps);
    std::string same = finding.article->id;
    for (const auto& [name, value] : finding.captures)
        same += '\n' + name + '=' + m_words.text(value);
    result["partialFingerprints"] = {{"finding/v1", fingerprint(same)}};
    result["occurrenceCount"] = std::max<std::uint64_t>(finding.count, 1);
    if (isVerdict)
        result["rank"] = 100.0;
    Json explains = Json::array();
    for (const std::size_t index : finding.explains)
        if (const std::string& id = m_diagnosis.findings[index].article->id; std::ranges::find(explains, Json(id)) == explains.end())
            explains.push_back(id);
    const bool advises = m_diagnosis.verdict && std::ranges::any_of(m_diagnosis.verdict->advice, [&](std::size_t index) {
                             return &m_diagnosis.findings[index] == &finding;
                         });
    result["properties"] = {
        {"verdict", isVerdict}, {"advice", advises}, {"role", roleInJob(finding)}, {"run", finding.run}, {"explains", std::move(explains)}};
    if (finding.estimated)
        result["properties"]["countEstimated"] = true;
    return result;
}

Json Writer::unexplained(const Unexplained& item) {
    const bool good = m_diagnosis.outcome == Outcome::Completed;
    Json result{{"ruleId", unexplainedRule},
                {"ruleIndex", unexplainedIndex()},
                {"level", good                         ? "note"
                          : item.exceptionType.empty() ? "warning"
                                                       : "error"}};
    std::string said = item.shape;
    if (!item.exceptionType.empty())
        said = item.exceptionType + (item.exceptionMessage.empty() ? "" : ": " + item.exceptionMessage) +
               (item.frame.empty() ? "" : " (" + item.frame + ")");
    result["message"] = message(said);
    locate(result, item.places, {});
    result["partialFingerprints"] = {{"finding/v1", fingerprint(m_words.text(item.shape))}};
    result["occurrenceCount"] = std::max<std::uint64_t>(item.count, 1);
    result["properties"] = {{"verdict", isVerdict(item)}, {"run", item.run}};
    return result;
}

/// Whether the verdict tells of this very line or exception.
bool Writer::isVerdict(const Unexplained& item) const {
    const auto& verdict = m_diagnosis.verdict;
    return verdict && !verdict->finding && !verdict->places.empty() && std::ranges::any_of(item.places, [&](const Place& place) {
               return place.path == verdict->places.front().path && place.line == verdict->places.front().line;
           });
}

void Writer::results() {
    const auto& verdict = m_diagnosis.verdict;
    for (std::size_t i = 0; i < m_diagnosis.findings.size(); ++i)
        if (m_diagnosis.findings[i].article->role != ArticleRole::Noise)
            m_results.push_back(finding(m_diagnosis.findings[i], verdict && verdict->finding == i));
    if (verdict && !verdict->finding &&
        std::ranges::none_of(m_diagnosis.unexplained, [&](const Unexplained& item) { return isVerdict(item); })) {
        Json result{{"ruleId", unexplainedRule}, {"ruleIndex", unexplainedIndex()}, {"level", "error"}};
        result["message"] = message(verdict->summary);
        locate(result, verdict->places, {});
        result["properties"] = {{"verdict", true}, {"run", verdict->run}};
        m_results.push_back(std::move(result));
    }
    for (const Unexplained& item : m_diagnosis.unexplained)
        m_results.push_back(unexplained(item));
}

Json Writer::invocation() const {
    Json notifications = Json::array();
    for (const Skipped& item : m_diagnosis.skipped) {
        Json notification{
            {"descriptor", {{"id", skippedNotification}, {"index", 0}}}, {"level", "warning"}, {"message", message(item.why)}};
        if (!item.path.empty())
            notification["locations"] = Json::array({{{"physicalLocation", {{"artifactLocation", artifact(item.path)}}}}});
        notifications.push_back(std::move(notification));
    }
    return {{"executionSuccessful", m_diagnosis.final}, {"toolExecutionNotifications", std::move(notifications)}};
}

Json Writer::properties() const {
    Json inputs = Json::array();
    for (std::size_t i = 0; i < m_diagnosis.failedInputs.size() && i < failedInputLimit; ++i) {
        const FailedInput& input = m_diagnosis.failedInputs[i];
        inputs.push_back({{"file", m_words.name(input.file)}, {"reason", m_words.line(input.reason)}, {"attempts", input.attempts}});
    }
    Json json{{"job", m_words.line(m_diagnosis.job->name)},
              {"outcome", toString(m_diagnosis.outcome)},
              {"verdict", nullptr},
              {"layouts", m_diagnosis.layouts},
              {"files", m_diagnosis.files},
              {"bytes", m_diagnosis.bytes},
              {"failedInputCount", m_diagnosis.failedInputCount},
              {"failedInputs", std::move(inputs)},
              {"runCount", m_diagnosis.runs.size()}};
    Json runs = Json::array();
    for (std::size_t i = 0; i < m_diagnosis.runs.size() && i < m_diagnosis.job->runs.size() && i < runLimit; ++i) {
        const RunDiagnosis& run = m_diagnosis.runs[i];
        runs.push_back({{"name", m_words.name(m_diagnosis.job->runs[i].name)},
                        {"outcome", toString(run.outcome)},
                        {"outcomeWhy", m_words.line(run.outcomeWhy)},
                        {"relation", m_words.line(run.relation)},
                        {"verdict", run.verdict ? Json(m_words.line(run.verdict->summary)) : Json(nullptr)},
                        {"summary", summaryJson(run.summary, [this](std::string_view value) { return m_words.name(value); })}});
        if (run.outcomePlace)
            runs.back()["outcomePlace"] = m_words.label(*run.outcomePlace);
    }
    json["runs"] = std::move(runs);
    if (const auto message = contentMessage(m_diagnosis))
        json["notice"] = message->what + ". " + m_words.line(message->why) + ". " + message->next + ".";
    if (const auto& verdict = m_diagnosis.verdict) {
        Json advice = Json::array();
        for (const Finding* const finding : m_words.advice())
            advice.push_back(finding->article->id);
        json["verdict"] = {{"title", m_words.line(verdict->title)},
                           {"summary", m_words.line(verdict->summary)},
                           {"why", m_words.line(verdict->why)},
                           {"certain", verdict->certain},
                           {"advice", std::move(advice)}};
    }
    Json hidden = Json::array();
    for (const auto& [kind, count] : m_words.hidden().kinds())
        hidden.push_back({{"kind", kind}, {"count", count}});
    json["hidden"] = std::move(hidden);
    return json;
}

Json Writer::run() {
    results();
    Json driver{{"name", "Faultline"}};
    driver["version"] = FAULTLINE_VERSION;
    driver["semanticVersion"] = FAULTLINE_VERSION;
    driver["rules"] = std::move(m_rules);
    driver["notifications"] =
        Json::array({{{"id", skippedNotification}, {"shortDescription", {{"text", "A file or folder that was not or not wholly read."}}}}});
    Json whole{{"tool", {{"driver", std::move(driver)}}},
               {"invocations", Json::array({invocation()})},
               {"originalUriBaseIds", {{baseId, {{"description", {{"text", "The opened job's folder or archive."}}}}}}},
               {"columnKind", "utf16CodeUnits"},
               {"results", std::move(m_results)}};
    whole["properties"] = properties();
    return whole;
}

std::string wholeLog(Json runs) {
    const Json log{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", std::move(runs)}};
    return inertJson(log.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

} // namespace

std::string relativeUri(std::string_view path) {
    std::string uri;
    for (const char c : path) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '/' || c == '-' || c == '.' ||
                           c == '_' || c == '~';
        if (plain)
            uri += c;
        else
            uri += std::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    // Two slashes would begin a host's name.
    while (uri.starts_with('/'))
        uri.erase(0, 1);
    return uri;
}

std::string writeSarifReport(const Diagnosis& diagnosis, Redactor* redactor) {
    return wholeLog(Json::array({Writer(diagnosis, redactor).run()}));
}

std::string writeSarifReport(std::span<const DiagnosisPointer> diagnoses, Redactor* redactor) {
    Json runs = Json::array();
    for (const DiagnosisPointer& diagnosis : diagnoses)
        runs.push_back(Writer(*diagnosis, redactor).run());
    return wholeLog(std::move(runs));
}

} // namespace faultline
