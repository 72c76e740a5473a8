// SPDX-License-Identifier: MIT
#include "diagnosis/evidence.h"
#include "diagnosis/run_documents.h"
#include "diagnosis/run_summary.h"
#include "diagnosis/table.h"
#include "diagnosis/table_attempts.h"
#include "job/opened_text.h"
#include "text/regular_expression.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

namespace faultline {

namespace {

constexpr std::size_t miniBatchLimit = 100'000; ///< told apart in a table

std::string captureName(std::string name) {
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::isalnum(c) ? static_cast<char>(std::tolower(c)) : '_'; });
    return name;
}

/// Runs all checks of one run; reads each document and table once.
class CheckRun {
public:
    CheckRun(const RunEvidence& evidence, const std::set<std::string>& found, std::stop_token stop)
        : m_evidence(evidence), m_found(found), m_stop(std::move(stop)) {}

    std::vector<CheckHit> run();

private:
    void definitionValue(std::size_t article, const Check& check);
    void tableRows(std::size_t article, const Check& check);
    void files(std::size_t article, const Check& check);
    void factBelow(std::size_t article, const Check& check);
    /// The first line of a file that a pattern finds, within the first megabyte.
    [[nodiscard]] std::optional<Place> lineIn(std::size_t file, const RegularExpression& pattern) const;
    /// The number that all definitions agree on; where none tells it, the first in a log. With where it is told.
    [[nodiscard]] std::optional<std::pair<std::uint64_t, Place>> numberOf(RunFact::Kind kind) const;
    [[nodiscard]] bool hasFound(const std::vector<std::string>& names) const;
    void matchGlobs();

    const RunEvidence& m_evidence;
    const std::set<std::string>& m_found;
    std::stop_token m_stop;
    std::vector<CheckHit> m_hits;
    std::map<std::string, std::vector<std::size_t>> m_filesOf; ///< by glob of the checks: the run's files that match it
};

bool CheckRun::hasFound(const std::vector<std::string>& names) const {
    return names.empty() || std::ranges::any_of(names, [&](const std::string& name) {
               return std::ranges::any_of(m_found, [&](const std::string& id) { return nameMatches(id, name); });
           });
}

void CheckRun::definitionValue(std::size_t article, const Check& check) {
    for (const RunDocuments::Document& document : m_evidence.documents.documents) {
        const DocumentValue* first = nullptr;
        bool all = true;
        for (const ValueCondition& condition : check.values) {
            const RegularExpression regex(condition.matches.empty() ? "." : condition.matches);
            const DocumentValue* hit = nullptr;
            for (const DocumentValue& value : document.values) {
                const bool keyFits = std::ranges::any_of(condition.keys, [&](const std::string& key) { return keyMatches(value, key); });
                if (!keyFits)
                    continue;
                // A condition without a pattern asks only whether the key is there.
                if (condition.matches.empty() || condition.absent || (value.scalar && regex.find(value.value))) {
                    hit = &value;
                    break;
                }
            }
            if ((hit == nullptr) != condition.absent) {
                all = false;
                break;
            }
            if (hit && !first)
                first = hit;
        }
        if (!all)
            continue;
        CheckHit hit;
        hit.article = article;
        const JobFile& file = m_evidence.file(document.file);
        std::string text;
        if (first) {
            hit.captures["value"] = first->value;
            hit.captures["key"] = first->path.empty() ? "" : first->path.back();
            text = (first->path.empty() ? "" : first->path.back()) + ": " + first->value;
        }
        hit.captures["file"] = file.path;
        hit.places.push_back(m_evidence.placeAt(document.file, first ? first->line : LineNumber(0), std::move(text), std::nullopt));
        m_hits.push_back(std::move(hit));
    }
}

void CheckRun::tableRows(std::size_t article, const Check& check) {
    std::vector<RegularExpression> patterns;
    for (const ColumnCondition& condition : check.where)
        patterns.emplace_back(condition.matches.empty() ? "." : condition.matches);
    for (const std::size_t index : m_evidence.job.runs[m_evidence.run].files) {
        const JobFile& file = m_evidence.file(index);
        if (std::ranges::find(check.roles, file.role) == check.roles.end() || m_stop.stop_requested())
            continue;
        const OpenedText opened = openText(m_evidence.job, file, m_stop);
        if (!opened.reader)
            continue;
        CheckHit hit;
        hit.article = article;
        hit.check = &check;
        hit.counts = true;
        std::optional<AttemptsMadeGood> madeGood;
        const TableColumns* const meaning = miniBatchTable(m_evidence.knowledge.layouts(), file.role);
        if (meaning)
            madeGood.emplace(*opened.reader, *meaning, m_stop);
        std::uint64_t rows = 0;
        std::set<std::string> miniBatches;
        std::optional<std::size_t> miniBatch;
        Table table;
        std::vector<std::optional<std::size_t>> columns;
        const auto read = table.read(*opened.reader, [&](const TableRow& row) {
            if (columns.empty()) {
                for (const ColumnCondition& condition : check.where)
                    columns.push_back(table.column(condition.columns));
                miniBatch = meaning ? table.column(meaning->id) : std::nullopt;
            }
            for (std::size_t i = 0; i < check.where.size(); ++i) {
                if (!columns[i] || *columns[i] >= row.cells.size())
                    return true;
                const std::string& cell = row.cells[*columns[i]];
                const ColumnCondition& condition = check.where[i];
                if (!condition.matches.empty() && !patterns[i].find(cell))
                    return true;
                if (condition.above || condition.below) {
                    const auto number = numberIn(cell);
                    if (!number || (condition.above && *number <= *condition.above) || (condition.below && *number >= *condition.below))
                        return true;
                }
            }
            if (madeGood && madeGood->contains(row.line))
                return true;
            if (rows == 0)
                for (std::size_t i = 0; i < check.where.size(); ++i)
                    for (const std::string& name : check.where[i].columns)
                        hit.captures[captureName(name)] = row.cells[*columns[i]];
            if (hit.places.size() < 50)
                hit.places.push_back(m_evidence.placeAt(index, row.line, row.text, std::nullopt));
            ++rows;
            // A mini-batch has a row for each attempt, and was lost once.
            if (!miniBatch || *miniBatch >= row.cells.size() || miniBatches.size() >= miniBatchLimit ||
                miniBatches.insert(row.cells[*miniBatch]).second)
                ++hit.count;
            return !m_stop.stop_requested();
        });
        if (!read || rows < check.atLeast)
            continue;
        hit.captures["count"] = std::to_string(rows);
        hit.captures["file"] = file.path;
        m_hits.push_back(std::move(hit));
    }
}

/// Matches all globs of all checks against each path once: a job may have a hundred thousand files.
void CheckRun::matchGlobs() {
    std::vector<std::string> globs;
    for (const Article& article : m_evidence.knowledge.articles())
        for (const Check& check : article.checks) {
            globs.insert(globs.end(), check.holds.begin(), check.holds.end());
            globs.insert(globs.end(), check.lacks.begin(), check.lacks.end());
        }
    const PathGlobs matcher(globs);
    for (const std::size_t index : m_evidence.job.runs[m_evidence.run].files)
        for (const std::size_t glob : matcher.matching(m_evidence.file(index).path)) {
            std::vector<std::size_t>& files = m_filesOf[globs[glob]];
            if (files.empty() || files.back() != index)
                files.push_back(index);
        }
}

void CheckRun::files(std::size_t article, const Check& check) {
    CheckHit hit;
    hit.article = article;
    const RegularExpression containing(check.containing.empty() ? "." : check.containing);
    for (const std::string& glob : check.holds) {
        std::uint64_t count = 0;
        for (const std::size_t index : m_filesOf[glob]) {
            const auto place =
                check.containing.empty() ? m_evidence.placeAt(index, LineNumber(0), {}, std::nullopt) : lineIn(index, containing);
            if (!place || m_stop.stop_requested())
                continue;
            ++count;
            if (hit.places.size() < 50)
                hit.places.push_back(*place);
        }
        if (count == 0)
            return;
        hit.count += count;
    }
    if (!check.holds.empty() && hit.count < check.atLeast)
        return;
    if (std::ranges::any_of(check.lacks, [&](const std::string& glob) { return !m_filesOf[glob].empty(); }))
        return;
    hit.captures["count"] = std::to_string(hit.count);
    if (!hit.places.empty())
        hit.captures["file"] = hit.places.front().path;
    m_hits.push_back(std::move(hit));
}

std::optional<Place> CheckRun::lineIn(std::size_t file, const RegularExpression& pattern) const {
    constexpr std::size_t limit = 1 << 20;
    const OpenedText opened = openText(m_evidence.job, m_evidence.file(file), m_stop);
    if (!opened.reader)
        return std::nullopt;
    std::string text(limit, '\0');
    const auto got = opened.reader->read(0, text);
    text.resize(got.value_or(0));
    std::uint64_t line = 0;
    for (std::size_t start = 0; start < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view one = std::string_view(text).substr(start, end - start);
        if (pattern.find(one))
            return m_evidence.placeAt(file, LineNumber(line), std::string(one.substr(0, 1024)), std::nullopt);
        start = end + 1;
    }
    return std::nullopt;
}

std::optional<std::pair<std::uint64_t, Place>> CheckRun::numberOf(RunFact::Kind kind) const {
    const Layouts& layouts = m_evidence.knowledge.layouts();
    std::optional<std::pair<std::uint64_t, Place>> told;
    for (const RunDocuments::Document& document : m_evidence.documents.documents)
        for (const DefinitionFact& fact : layouts.definitionFacts()) {
            if (fact.kind != kind || std::ranges::find(fact.in, m_evidence.file(document.file).role) == fact.in.end())
                continue;
            for (const DocumentValue& value : document.values) {
                const auto number = value.scalar ? secondsIn(value.value) : std::nullopt;
                if (!number || std::ranges::none_of(fact.keys, [&](const std::string& key) { return keyMatches(value, key); }))
                    continue;
                if (told && told->first != *number)
                    return std::nullopt;
                if (!told)
                    told.emplace(*number,
                                 m_evidence.placeAt(document.file, value.line, value.path.back() + ": " + value.value, std::nullopt));
            }
        }
    if (told)
        return told;
    for (const FileScan* scan : m_evidence.scans)
        for (const FactSighting& sighting : scan->facts) {
            if (layouts.runFacts()[sighting.fact].kind != kind)
                continue;
            for (const char* const name : {"seconds", "count"})
                if (const auto capture = sighting.captures.find(name); capture != sighting.captures.end())
                    if (const auto number = secondsIn(capture->second))
                        return std::pair(*number, m_evidence.placeAt(scan->file, sighting.line, sighting.text, sighting.time));
        }
    return std::nullopt;
}

void CheckRun::factBelow(std::size_t article, const Check& check) {
    const auto kind = factKindFromName(check.fact), limit = factKindFromName(check.than);
    const auto number = kind ? numberOf(*kind) : std::nullopt, than = limit ? numberOf(*limit) : std::nullopt;
    if (!number || !than || number->first >= than->first)
        return;
    CheckHit hit;
    hit.article = article;
    hit.captures["fact"] = std::to_string(number->first);
    hit.captures["than"] = std::to_string(than->first);
    hit.places = {number->second, than->second};
    m_hits.push_back(std::move(hit));
}

std::vector<CheckHit> CheckRun::run() {
    const auto& articles = m_evidence.knowledge.articles();
    matchGlobs();
    for (std::size_t a = 0; a < articles.size() && !m_stop.stop_requested(); ++a)
        for (const Check& check : articles[a].checks) {
            if (!outcomeIs(check.outcomes, m_evidence.outcome) || !hasFound(check.withFinding) ||
                (!check.withoutFinding.empty() && hasFound(check.withoutFinding)))
                continue;
            switch (check.kind) {
            case Check::Kind::DefinitionValue: definitionValue(a, check); break;
            case Check::Kind::TableRows: tableRows(a, check); break;
            case Check::Kind::Files: files(a, check); break;
            case Check::Kind::FactBelow: factBelow(a, check); break;
            }
        }
    return std::move(m_hits);
}

} // namespace

std::vector<CheckHit> runChecks(const RunEvidence& evidence, const std::set<std::string>& found, std::stop_token stop) {
    return CheckRun(evidence, found, std::move(stop)).run();
}

} // namespace faultline
