// SPDX-License-Identifier: MIT
#include "report/json_report.h"

#include "report/hidden_count.h"
#include "report/job_content.h"
#include "report/redaction.h"
#include "report/summary_json.h"
#include "text/encoding.h"
#include "text/visible_text.h"

#include <nlohmann/json.hpp>

namespace faultline {

namespace {

using Json = nlohmann::ordered_json;

/// Writes values; every string of the job goes through `text`, so that nothing escapes redaction or the repair of its encoding.
class Writer {
public:
    Writer(const Diagnosis& diagnosis, Redactor* redactor) : m_diagnosis(diagnosis), m_redactor(redactor), m_hidden(redactor) {}

    Json whole();

private:
    std::string text(std::string_view value) {
        const std::string plain = toUtf8(value, {});
        return m_redactor ? (*m_redactor)(plain) : plain;
    }
    Json place(const Place& place);
    Json places(const std::vector<Place>& list);
    Json finding(const Finding& finding);
    Json verdict(const std::optional<Verdict>& verdict);
    Json run(std::size_t index);

    const Diagnosis& m_diagnosis;
    Redactor* m_redactor;
    HiddenCount m_hidden;
};

Json Writer::place(const Place& place) {
    Json json{{"path", text(place.path)}, {"line", place.line.shown()}, {"text", text(place.text)}};
    if (!place.node.empty())
        json["node"] = text(place.node);
    if (!place.process.empty())
        json["process"] = text(place.process);
    if (place.time)
        json["time"] = place.time->toIso();
    return json;
}

Json Writer::places(const std::vector<Place>& list) {
    Json json = Json::array();
    for (const Place& item : list)
        json.push_back(place(item));
    return json;
}

Json Writer::finding(const Finding& finding) {
    const Article& article = *finding.article;
    Json captures = Json::object();
    for (const auto& [name, value] : finding.captures)
        captures[name] = text(value);
    const auto ids = [&](const std::vector<std::size_t>& indices) {
        Json list = Json::array();
        for (const std::size_t index : indices) {
            const std::string& id = m_diagnosis.findings[index].article->id;
            if (std::ranges::find(list, Json(id)) == list.end())
                list.push_back(id);
        }
        return list;
    };
    Json steps = Json::array();
    for (const Step& step : finding.steps) {
        static constexpr std::string_view answers[] = {"line", "nothing", "no-file"};
        Json json{{"says", text(step.says)}, {"path", text(step.path)}, {"found", answers[static_cast<std::size_t>(step.answer)]}};
        json["line"] = step.place ? Json(step.place->line.shown()) : Json(nullptr);
        steps.push_back(std::move(json));
    }
    Json nodes = Json::array();
    for (const std::string& node : finding.nodes)
        nodes.push_back(text(node));
    Json json{{"article", article.id},
              {"role", roleInJob(finding)},
              {"severity", toString(finding.severity)},
              {"stage", article.stage},
              {"title", text(finding.title)},
              {"summary", text(finding.summary)},
              {"count", finding.count},
              {"countEstimated", finding.estimated},
              {"captures", std::move(captures)},
              {"reason", text(finding.reason)},
              {"solution", text(finding.solution)},
              {"explains", ids(finding.explains)},
              {"explainedBy", ids(finding.explainedBy)},
              {"places", places(finding.places)},
              {"steps", std::move(steps)},
              {"nodes", std::move(nodes)},
              {"processes", finding.processes.size()},
              {"run", finding.run},
              {"confidence", toString(article.confidence)},
              {"evidence", toString(article.evidence)},
              {"links", article.links}};
    if (finding.first)
        json["first"] = finding.first->toIso();
    return json;
}

Json Writer::verdict(const std::optional<Verdict>& verdict) {
    if (!verdict)
        return nullptr;
    Json json;
    json["article"] = verdict->finding ? Json(m_diagnosis.findings[*verdict->finding].article->id) : Json(nullptr);
    json["title"] = text(verdict->title);
    json["summary"] = text(verdict->summary);
    json["why"] = text(verdict->why);
    json["finding"] = verdict->finding ? Json(*verdict->finding) : Json(nullptr);
    json["role"] = verdict->finding ? Json(toString(m_diagnosis.findings[*verdict->finding].article->role)) : Json(nullptr);
    json["certain"] = verdict->certain;
    json["chain"] = verdict->chain;
    json["advice"] = verdict->advice;
    if (!verdict->finding)
        json["places"] = places(verdict->places);
    return json;
}

Json Writer::run(std::size_t index) {
    const RunDiagnosis& run = m_diagnosis.runs[index];
    const Run& job = m_diagnosis.job->runs[index];
    Json json{{"root", text(job.root)},
              {"name", text(job.name)},
              {"layouts", job.layouts},
              {"outcome", toString(run.outcome)},
              {"outcomeWhy", text(run.outcomeWhy)},
              {"relation", text(run.relation)},
              {"superseded", run.superseded},
              {"summary", summaryJson(run.summary, [this](std::string_view value) { return text(value); })},
              {"verdict", verdict(run.verdict)}};
    if (run.outcomePlace)
        json["outcomePlace"] = place(*run.outcomePlace);
    return json;
}

Json Writer::whole() {
    Json json;
    json["schema"] = "faultline/1";
    json["job"] = {{"path", text(m_diagnosis.job->path)}, {"layouts", m_diagnosis.layouts},     {"outcome", toString(m_diagnosis.outcome)},
                   {"nodes", m_diagnosis.nodes},          {"processes", m_diagnosis.processes}, {"files", m_diagnosis.files},
                   {"bytes", m_diagnosis.bytes}};
    if (const auto message = contentMessage(m_diagnosis))
        json["job"]["notice"] = {{"what", message->what}, {"why", text(message->why)}, {"next", message->next}};
    json["verdict"] = verdict(m_diagnosis.verdict);
    json["findings"] = Json::array();
    for (const Finding& item : m_diagnosis.findings)
        json["findings"].push_back(finding(item));
    json["unexplained"] = Json::array();
    for (const Unexplained& item : m_diagnosis.unexplained)
        json["unexplained"].push_back({{"template", text(item.shape)}, {"count", item.count}, {"places", places(item.places)}});
    json["skipped"] = Json::array();
    for (const Skipped& item : m_diagnosis.skipped)
        json["skipped"].push_back({{"path", text(item.path)}, {"why", text(item.why)}});
    json["failedInputs"] = Json::array();
    for (const FailedInput& item : m_diagnosis.failedInputs)
        json["failedInputs"].push_back(
            {{"file", text(item.file)}, {"reason", text(item.reason)}, {"attempts", item.attempts}, {"place", place(item.place)}});
    json["failedInputCount"] = m_diagnosis.failedInputCount;
    json["runs"] = Json::array();
    for (std::size_t i = 0; i < m_diagnosis.runs.size(); ++i)
        json["runs"].push_back(run(i));
    json["hidden"] = Json::array();
    for (const auto& [kind, count] : m_hidden.kinds())
        json["hidden"].push_back({{"kind", kind}, {"count", count}});
    return json;
}

} // namespace

std::string writeJsonReport(const Diagnosis& diagnosis, Redactor* redactor, bool indent) {
    return inertJson(Writer(diagnosis, redactor).whole().dump(indent ? 2 : -1, ' ', false, Json::error_handler_t::replace));
}

} // namespace faultline
