// SPDX-License-Identifier: MIT
#include "diagnosis/knowledge_check.h"

#include "diagnosis/diagnosis.h"

#include <algorithm>
#include <optional>
#include <set>

namespace faultline {

namespace {

/// Role with which the text of an example is read.
std::string roleOf(const Example& example, const Article& article) {
    if (!example.role.empty())
        return example.role;
    for (const Match& match : article.matches)
        if (!match.roles.empty())
            return match.roles.front();
    if (article.matches.empty())
        for (const Check& check : article.checks) {
            if (!check.roles.empty())
                return check.roles.front();
            if (check.kind == Check::Kind::DefinitionValue)
                return "saved";
        }
    return "other";
}

std::string nameOfFile(const Article& article, std::size_t example) {
    return article.id + "/" + std::to_string(example) + ".txt";
}

/// What of `expected` the found values do not have; empty if they have all.
std::string differenceOf(const Captures& expected, const Captures& found) {
    std::string text;
    for (const auto& [name, value] : expected) {
        const auto entry = found.find(name);
        if (entry != found.end() && entry->second == value)
            continue;
        text += (text.empty() ? "{" : ", {") + name + "} is " + (entry == found.end() ? "not captured" : "'" + entry->second + "'") +
                ", not '" + value + "'";
    }
    return text;
}

bool isCause(const Article& article) {
    return article.role == ArticleRole::Cause || article.role == ArticleRole::Configuration;
}

bool givesWayTo(const Article& article, const Article& other) {
    return &article != &other &&
           std::ranges::any_of(article.explainedBy, [&](const std::string& name) { return nameMatches(other.id, name); });
}

class Checker {
public:
    Checker(const KnowledgeBasePointer& knowledge, KnowledgeCheck& check) : m_knowledge(knowledge), m_check(check) {
        auto compiled = PatternSet::compile(knowledge);
        m_patterns = std::move(compiled.value);
        std::ranges::move(compiled.messages, std::back_inserter(check.messages));
    }

    void run(const std::vector<const Article*>& articles);

private:
    struct Text {
        const Article* article;
        std::size_t example;
    };

    [[nodiscard]] Job jobOf(const std::vector<Text>& texts) const;
    void judgeText(const Text& text, const FileScan* scan, ExampleResult& result) const;
    void judgeFiles(const Example& example, ExampleResult& result) const;
    void judgeFindings(const Example& example, const Diagnosis& diagnosis, ExampleResult& result) const;
    [[nodiscard]] DiagnosisPointer diagnoseText(const Text& text) const;
    void compare(const Text& text, const FileScan& scan);
    void findCycles(const std::vector<const Article*>& articles);

    const KnowledgeBasePointer& m_knowledge;
    KnowledgeCheck& m_check;
    PatternSetPointer m_patterns;
    std::set<std::pair<std::string, std::string>> m_overlaps;
};

Message faultOf(const Article& article, const Example& example, std::string what, std::string why, std::string next) {
    return Message::error(std::move(what), std::move(why), std::move(next)).at(article.path, example.line);
}

/// The texts as the files of one run, each with the role it is to be read with, whatever its path says.
Job Checker::jobOf(const std::vector<Text>& texts) const {
    Job job;
    job.path = job.name = "examples";
    job.runs.emplace_back();
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& [article, index] : texts) {
        const Example& example = article->examples[index];
        JobFile file;
        file.path = nameOfFile(*article, index);
        file.size = example.text.size();
        file.role = roleOf(example, *article);
        file.order = m_knowledge->layouts().role(file.role).order;
        job.bytes += file.size;
        job.runs.front().files.push_back(job.files.size());
        files.emplace_back(file.path, example.text);
        job.files.push_back(std::move(file));
    }
    job.source = memorySource(std::move(files));
    return job;
}

DiagnosisPointer Checker::diagnoseText(const Text& text) const {
    const auto job = std::make_shared<const Job>(jobOf({text}));
    ScanOptions options;
    options.threads = 1;
    return diagnose(job, m_knowledge, scanJob(*job, m_patterns, {}, options));
}

void Checker::judgeFindings(const Example& example, const Diagnosis& diagnosis, ExampleResult& result) const {
    const Article& article = *result.article;
    bool found = false;
    std::optional<std::string> difference;
    for (const Finding& finding : diagnosis.findings) {
        if (finding.article != &article)
            continue;
        found = true;
        std::string here = differenceOf(example.captures, finding.captures);
        if (!difference || here.empty())
            difference = std::move(here);
    }
    if (example.finds && !found)
        result.messages.push_back(faultOf(article, example, "The example is not found", "no finding of this article comes from it",
                                          "Compare the paths, lines and values of the example with the article's matches and checks"));
    else if (!example.finds && found)
        result.messages.push_back(faultOf(article, example, "The near miss is found", "a finding of this article comes from it",
                                          "Fence the article's matches and checks with further conditions"));
    else if (found && difference && !difference->empty())
        result.messages.push_back(faultOf(article, example, "The example is found with other captures", *difference,
                                          "Correct the pattern's groups or the example"));
    result.passed = result.messages.empty();
}

void Checker::judgeText(const Text& text, const FileScan* scan, ExampleResult& result) const {
    const Article& article = *text.article;
    const Example& example = article.examples[text.example];
    if (!scan) {
        result.messages.push_back(faultOf(article, example, "The example is not searched",
                                          "files of the role `" + roleOf(example, article) + "` never are", "Name another role with `in`"));
        return;
    }
    const std::size_t index = m_knowledge->indexOf(article);
    const Sighting* best = nullptr;
    for (const Sighting& sighting : scan->sightings)
        if (sighting.article == index &&
            (!best || differenceOf(example.captures, sighting.captures).size() < differenceOf(example.captures, best->captures).size()))
            best = &sighting;
    // Checks and derived values show in findings only.
    const bool needsDiagnosis = best ? example.finds && !differenceOf(example.captures, best->captures).empty() : !article.checks.empty();
    if (needsDiagnosis) {
        judgeFindings(example, *diagnoseText(text), result);
        return;
    }
    if (example.finds && !best) {
        result.messages.push_back(faultOf(article, example, "The example is not found",
                                          "no line of it counts for any match, read as `" + roleOf(example, article) + "`",
                                          "Correct the pattern, its conditions, or the role named with `in`"));
    } else if (!example.finds && best) {
        result.messages.push_back(faultOf(article, example, "The near miss is found",
                                          "by the pattern `" + article.matches[best->match].pattern + "` in: " + best->text,
                                          "Make the pattern more exact, or fence it with a condition"));
    }
    result.passed = result.messages.empty();
}

void Checker::judgeFiles(const Example& example, ExampleResult& result) const {
    const std::vector<std::pair<std::string, std::string>> files(example.files.begin(), example.files.end());
    const auto job = openJob(memorySource(files), result.article->id, m_knowledge->layouts());
    if (!job) {
        result.messages.push_back(job.error());
        return;
    }
    ScanOptions options;
    options.threads = 1;
    judgeFindings(example, *diagnose(*job, m_knowledge, scanJob(**job, m_patterns, {}, options)), result);
}

/// Which other cause a line of the example shows as well.
void Checker::compare(const Text& text, const FileScan& scan) {
    const Article& article = *text.article;
    const Example& example = article.examples[text.example];
    const bool decides = isCause(article) || article.role == ArticleRole::Noise;
    if (!example.finds || !decides)
        return;
    const std::size_t index = m_knowledge->indexOf(article);
    for (const Sighting& sighting : scan.sightings) {
        const Article& other = m_knowledge->articles()[sighting.article];
        const Match& match = other.matches[sighting.match];
        if (sighting.article == index || !isCause(other) || !match.outcomes.empty() || !match.withFinding.empty())
            continue;
        const bool same = std::ranges::any_of(scan.sightings, [&](const Sighting& own) {
            return own.article == index && (own.line == sighting.line || (own.traceback != nowhere && own.traceback == sighting.traceback));
        });
        if (!same || givesWayTo(article, other) || givesWayTo(other, article) ||
            !m_overlaps.emplace(std::minmax(article.id, other.id)).second)
            continue;
        m_check.overlaps.emplace_back(article.id, other.id);
        m_check.messages.push_back(
            Message::warning("`" + article.id + "` and `" + other.id + "` are both found in one example, and neither gives way",
                             sighting.text,
                             "List the one that is nearer to the cause in `explained-by` of the other, or make a pattern more exact")
                .at(article.path, example.line));
    }
}

/// Of two causes that give way to each other neither does. Envelopes and effects may: what explains them is nearer by its role.
void Checker::findCycles(const std::vector<const Article*>& articles) {
    for (const Article* article : articles)
        for (const Article& other : m_knowledge->articles()) {
            const bool told = article->id > other.id && std::ranges::find(articles, &other) != articles.end();
            if (told || !isCause(*article) || !isCause(other) || !givesWayTo(*article, other) || !givesWayTo(other, *article))
                continue;
            m_check.messages.push_back(
                Message::warning("`" + article->id + "` and `" + other.id + "` explain each other",
                                 "each lists the other in `explained-by`", "Remove it from the one that is nearer to the cause")
                    .at(article->path, article->lines.contains("explained-by") ? article->lines.at("explained-by") : 0));
        }
}

void Checker::run(const std::vector<const Article*>& articles) {
    std::vector<Text> texts;
    for (const Article* article : articles)
        for (std::size_t i = 0; i < article->examples.size(); ++i)
            if (article->examples[i].files.empty())
                texts.push_back({article, i});
    const Job job = jobOf(texts);
    ScanOptions options;
    options.threads = 1;
    const ScanResult scan = scanJob(job, m_patterns, {}, options);
    std::size_t text = 0;
    for (const Article* article : articles)
        for (std::size_t i = 0; i < article->examples.size(); ++i) {
            ExampleResult result{article, i, false, {}};
            if (article->examples[i].files.empty()) {
                const FileScan* const found = scan.files[text].get();
                judgeText(texts[text], found, result);
                if (found)
                    compare(texts[text], *found);
                ++text;
            } else {
                judgeFiles(article->examples[i], result);
            }
            ++m_check.examples;
            m_check.passed += result.passed;
            m_check.messages.insert(m_check.messages.end(), result.messages.begin(), result.messages.end());
            m_check.results.push_back(std::move(result));
        }
    findCycles(articles);
}

} // namespace

KnowledgeCheck checkKnowledge(const KnowledgeBasePointer& knowledge, const std::function<bool(const Article&)>& which) {
    KnowledgeCheck check;
    check.messages = knowledge->messages();
    std::vector<const Article*> articles;
    for (const Article& article : knowledge->articles())
        if (!which || which(article))
            articles.push_back(&article);
    check.articles = articles.size();
    Checker(knowledge, check).run(articles);
    return check;
}

} // namespace faultline
