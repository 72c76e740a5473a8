// SPDX-License-Identifier: MIT
#include "test_data.h"

#include "knowledge/knowledge_base.h"
#include "source_packs.h"

#include <sstream>

namespace faultline::test {

JobPointer makeJob(const std::vector<std::string>& lines) {
    auto job = std::make_shared<Job>();
    job->path = "/jobs/batchscoring";
    job->name = "batchscoring";
    job->runs.resize(1);
    job->runs[0].name = "batchscoring";
    job->runs[0].hasLogs = true;
    std::vector<std::pair<std::string, std::string>> contents;
    for (const std::string& line : lines) {
        std::istringstream words(line);
        JobFile file;
        words >> file.path >> file.role >> file.node >> file.process;
        for (std::string* word : {&file.role, &file.node, &file.process}) {
            if (*word == "-")
                word->clear();
        }
        if (file.role.empty())
            file.role = "other";
        file.size = file.path.size();
        job->bytes += file.size;
        job->runs[0].files.push_back(job->files.size());
        contents.emplace_back(file.path, file.path);
        job->files.push_back(std::move(file));
    }
    job->source = memorySource(std::move(contents));
    return job;
}

JobPointer makeRuns(const std::vector<std::pair<std::string, std::vector<std::string>>>& runs) {
    std::vector<std::string> all;
    for (const auto& [name, lines] : runs) {
        for (const std::string& line : lines)
            all.push_back(name + '/' + line);
    }
    auto job = std::make_shared<Job>(*makeJob(all));
    job->runs.clear();
    for (const auto& [name, lines] : runs) {
        Run run;
        run.root = run.name = name;
        run.hasLogs = true;
        for (std::size_t file = 0; file < job->files.size(); ++file) {
            if (job->files[file].path.starts_with(name + '/')) {
                job->files[file].run = job->runs.size();
                run.files.push_back(file);
            }
        }
        job->runs.push_back(std::move(run));
    }
    return job;
}

JobSourcePointer failedJob(std::string printed) {
    return memorySource({{"logs/user/error/0/process000.txt", traceback},
                         {"logs/user/error/0/process001.txt", traceback},
                         {"logs/user/stdout/0/process000.stdout.txt", std::move(printed)},
                         {"logs/job_result.txt", "Run failed, please check logs for details.\n"}});
}

KnowledgeBasePointer shippedKnowledge() {
    static const KnowledgeBasePointer knowledge = loadKnowledge({{sourcePacks(), true}});
    return knowledge;
}

DiagnosisBuilder::DiagnosisBuilder(JobPointer job, KnowledgeBasePointer knowledge)
    : m_articles(std::make_shared<std::vector<std::unique_ptr<Article>>>()) {
    m_diagnosis.files = job->files.size();
    m_diagnosis.bytes = job->bytes;
    m_diagnosis.filesRead = job->files.size();
    m_diagnosis.bytesRead = 1000;
    m_diagnosis.runs.resize(job->runs.size());
    m_diagnosis.outcome = Outcome::Failed;
    m_diagnosis.job = std::move(job);
    m_diagnosis.knowledge = std::move(knowledge);
}

DiagnosisPointer DiagnosisBuilder::build() const {
    // The articles live as long as any diagnosis that speaks of them.
    const auto kept = std::make_shared<const std::pair<Diagnosis, decltype(m_articles)>>(m_diagnosis, m_articles);
    return {kept, &kept->first};
}

Place DiagnosisBuilder::place(const std::string& pathAndLine) const {
    const auto colon = pathAndLine.rfind(':');
    Place place;
    place.path = pathAndLine.substr(0, colon);
    place.line = LineNumber::fromShown(std::stoul(pathAndLine.substr(colon + 1)));
    place.text = "the line";
    place.file = m_diagnosis.job->find(place.path);
    if (place.file < m_diagnosis.job->files.size()) {
        place.node = m_diagnosis.job->files[place.file].node;
        place.process = m_diagnosis.job->files[place.file].process;
    } else {
        place.file = nowhere;
    }
    return place;
}

std::size_t DiagnosisBuilder::finding(const std::string& id, ArticleRole role, Severity severity, const std::string& title,
                                      const std::vector<std::string>& places) {
    auto article = std::make_unique<Article>();
    article->id = id;
    article->title = title;
    article->role = role;
    article->stage = "init";
    Finding finding;
    finding.article = article.get();
    finding.severity = severity;
    finding.title = title;
    finding.summary = title + " (in one sentence)";
    for (const std::string& each : places)
        finding.places.push_back(place(each));
    finding.count = places.size();
    if (!finding.places.empty() && finding.places.front().file != nowhere)
        finding.run = m_diagnosis.job->files[finding.places.front().file].run;
    m_articles->push_back(std::move(article));
    m_diagnosis.findings.push_back(std::move(finding));
    return m_diagnosis.findings.size() - 1;
}

DiagnosisBuilder& DiagnosisBuilder::explains(std::size_t cause, std::size_t effect) {
    m_diagnosis.findings[cause].explains.push_back(effect);
    m_diagnosis.findings[effect].explainedBy.push_back(cause);
    return *this;
}

DiagnosisBuilder& DiagnosisBuilder::reason(std::size_t finding, const std::string& markdown) {
    m_diagnosis.findings[finding].reason = markdown;
    return *this;
}

DiagnosisBuilder& DiagnosisBuilder::solution(std::size_t finding, const std::string& markdown) {
    m_diagnosis.findings[finding].solution = markdown;
    return *this;
}

DiagnosisBuilder& DiagnosisBuilder::standing(std::size_t finding, Standing standing) {
    m_diagnosis.findings[finding].standing = standing;
    return *this;
}

DiagnosisBuilder& DiagnosisBuilder::verdict(std::size_t finding, const std::vector<std::size_t>& chain) {
    Verdict verdict;
    verdict.finding = finding;
    verdict.run = m_diagnosis.findings[finding].run;
    verdict.title = m_diagnosis.findings[finding].title;
    verdict.summary = m_diagnosis.findings[finding].summary;
    verdict.why = "It was logged first, and all else follows from it.";
    verdict.chain = chain;
    verdict.places = m_diagnosis.findings[finding].places;
    if (!m_diagnosis.verdict)
        m_diagnosis.verdict = verdict;
    m_diagnosis.runs[verdict.run].verdict = verdict;
    return *this;
}

DiagnosisBuilder& DiagnosisBuilder::unexplained(const std::string& shape, const std::string& where) {
    Unexplained lines;
    lines.shape = shape;
    lines.count = 1;
    lines.places = {place(where)};
    if (lines.places.front().file != nowhere)
        lines.run = m_diagnosis.job->files[lines.places.front().file].run;
    m_diagnosis.unexplained.push_back(lines);
    return *this;
}

DiagnosisBuilder& DiagnosisBuilder::advice(std::size_t finding) {
    for (std::optional<Verdict>* verdict : {&m_diagnosis.verdict, &m_diagnosis.runs[m_diagnosis.verdict->run].verdict})
        (*verdict)->advice.push_back(finding);
    return *this;
}

DiagnosisBuilder& DiagnosisBuilder::failedInput(const std::string& file, const std::string& reason, const std::string& where,
                                                std::uint64_t attempts) {
    m_diagnosis.failedInputs.push_back({file, reason, attempts, place(where)});
    ++m_diagnosis.failedInputCount;
    return *this;
}

DiagnosisBuilder& DiagnosisBuilder::notKnown(const std::string& type, const std::string& message, const std::string& where) {
    Unexplained lines;
    lines.shape = type + ": <*>";
    lines.count = 1;
    lines.places = {place(where)};
    lines.exceptionType = type;
    lines.exceptionMessage = message;
    m_diagnosis.unexplained.push_back(lines);
    Verdict verdict;
    verdict.summary = type + ": " + message;
    verdict.why = "No article knows this exception.";
    verdict.places = lines.places;
    m_diagnosis.verdict = verdict;
    m_diagnosis.runs[0].verdict = verdict;
    return *this;
}

DiagnosisBuilder& DiagnosisBuilder::outcome(Outcome outcome) {
    m_diagnosis.outcome = outcome;
    m_diagnosis.runs[0].outcome = outcome;
    return *this;
}

DiagnosisBuilder& DiagnosisBuilder::skipped(const std::string& path, const std::string& why) {
    m_diagnosis.skipped.push_back({path, why});
    if (m_diagnosis.job->find(path) != nowhere)
        --m_diagnosis.filesRead;
    return *this;
}

DiagnosisBuilder& DiagnosisBuilder::partial() {
    m_diagnosis.final = false;
    return *this;
}

QStringList printModel(const QAbstractItemModel& model, const std::vector<int>& roles, const QModelIndex& parent, int depth) {
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        QStringList texts;
        for (const int role : roles)
            texts << index.data(role).toString();
        lines << QString(depth * 2, u' ') + texts.join(QStringLiteral(" | "));
        lines << printModel(model, roles, index, depth + 1);
    }
    return lines;
}

} // namespace faultline::test
