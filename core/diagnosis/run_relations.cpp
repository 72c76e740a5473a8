// SPDX-License-Identifier: MIT
#include "diagnosis/run_relations.h"

#include "job/opened_text.h"

#include <algorithm>
#include <map>

namespace faultline {

namespace {

constexpr std::size_t relationLimit = 300;      ///< bytes; a parent of hundreds of children need not name each
constexpr std::size_t parentLogLimit = 4 << 20; ///< bytes of each of its logs that are read

/// A run's root around the name of an attempt: `job/` and `/artifacts` of `job/retry_001/artifacts`.
struct AttemptPath {
    std::string before, after;
    unsigned number = 0;
};

std::optional<AttemptPath> attemptIn(const std::string& root, const Layouts& layouts) {
    for (std::size_t end = root.size(); end > 0;) {
        const std::size_t slash = root.rfind('/', end - 1);
        const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
        if (const auto number = layouts.attemptNumber(std::string_view(root).substr(begin, end - begin)))
            return AttemptPath{root.substr(0, begin), root.substr(end), *number};
        if (begin == 0)
            break;
        end = begin - 1;
    }
    return std::nullopt;
}

/// The root that the first attempt has where it lies beside a folder of a later one.
std::string rootWithout(const AttemptPath& path) {
    std::string root = path.before + path.after.substr(std::min<std::size_t>(path.after.size(), path.after.starts_with('/') ? 1 : 0));
    while (root.ends_with('/'))
        root.pop_back();
    return root;
}

/// Runs that only tell of other runs.
std::vector<bool> findParents(const Diagnosis& diagnosis) {
    const Job& job = *diagnosis.job;
    std::vector<bool> parents(job.runs.size(), false);
    for (std::size_t run = 0; run < job.runs.size(); ++run) {
        bool orchestrates = false, program = false;
        for (const std::size_t index : job.runs[run].files) {
            const FileRole& role = diagnosis.knowledge->layouts().role(job.files[index].role);
            orchestrates |= role.orchestrates;
            program |= role.program && !role.unspecific;
        }
        parents[run] = orchestrates && !program;
    }
    return parents;
}

/// What a parent's logs say of the runs beside it.
struct Mentions {
    std::vector<bool> named; ///< for each run
    bool all = true;         ///< whether all of the logs were read: only then is a run that was not found not named
};

Mentions mentionsIn(const Diagnosis& diagnosis, std::size_t parent, const std::stop_token& stop) {
    constexpr std::size_t shortestName = 4; // `0`, `a`: they stand in any text
    const Job& job = *diagnosis.job;
    Mentions mentions{std::vector<bool>(job.runs.size(), false)};
    for (const std::size_t index : job.runs[parent].files) {
        if (!diagnosis.knowledge->layouts().role(job.files[index].role).orchestrates)
            continue;
        const OpenedText opened = openText(job, job.files[index], stop);
        const std::string text = opened.reader ? readAll(*opened.reader, parentLogLimit + 1).value_or(std::string()) : std::string();
        mentions.all &= opened.reader && text.size() == opened.reader->size() && text.size() <= parentLogLimit;
        if (stop.stop_requested())
            break;
        for (std::size_t run = 0; run < job.runs.size(); ++run)
            mentions.named[run] = mentions.named[run] || (job.runs[run].name.size() >= shortestName && text.contains(job.runs[run].name));
    }
    return mentions;
}

/// What is said of one run, as far as there is room for it.
struct Relation {
    std::string words;
    std::size_t left = 0; ///< that had no room

    void say(const std::string& more) {
        if (!words.empty() && words.size() + more.size() > relationLimit)
            ++left;
        else
            words += (words.empty() ? "" : "; ") + more;
    }
    [[nodiscard]] std::string sentence() const { return left == 0 ? words : words + "; and " + std::to_string(left) + " more"; }
};

std::string attemptWords(const Job& job, const Attempt& attempt) {
    std::string words = "attempt " + std::to_string(attempt.position) + " of " + std::to_string(attempt.count);
    if (attempt.position > 1)
        words += ", retry of " + job.runs[attempt.before].name;
    if (attempt.superseded)
        words += ", tried again as " + job.runs[attempt.after].name;
    return words;
}

} // namespace

std::vector<Attempt> findAttempts(const Job& job, const Layouts& layouts) {
    std::vector<Attempt> attempts(job.runs.size());
    std::map<std::pair<std::string, std::string>, std::map<unsigned, std::size_t>> series; // by what stands around the name → number → run
    std::map<std::string, std::size_t> others;                                             // root → run that no folder calls an attempt
    for (std::size_t run = 0; run < job.runs.size(); ++run) {
        if (const auto path = attemptIn(job.runs[run].root, layouts))
            series[{path->before, path->after}].emplace(path->number, run);
        else
            others.emplace(job.runs[run].root, run);
    }
    for (const auto& [around, numbers] : series) {
        std::vector<std::size_t> runs;
        if (const auto first = others.find(rootWithout({around.first, around.second, 0})); first != others.end())
            runs.push_back(first->second);
        for (const auto& [number, run] : numbers)
            runs.push_back(run);
        if (runs.size() < 2)
            continue;
        for (std::size_t i = 0; i < runs.size(); ++i)
            attempts[runs[i]] = {i + 1, runs.size(), i > 0 ? runs[i - 1] : 0, i + 1 < runs.size() ? runs[i + 1] : 0, i + 1 < runs.size()};
    }
    return attempts;
}

void relateRuns(Diagnosis& diagnosis, const std::vector<Attempt>& attempts, const std::vector<Finding>& findings,
                const std::stop_token& stop) {
    const Job& job = *diagnosis.job;
    if (job.runs.size() < 2)
        return;
    const std::vector<bool> parents = findParents(diagnosis);
    const auto reports = [&](std::size_t parent, std::size_t child) {
        return std::ranges::any_of(findings, [&](const Finding& finding) {
            return finding.run == parent &&
                   std::ranges::any_of(finding.explainedBy, [&](std::size_t by) { return findings[by].run == child; });
        });
    };
    std::vector<Relation> relations(job.runs.size());
    const auto say = [&](std::size_t run, const std::string& words) { relations[run].say(words); };
    for (std::size_t run = 0; run < job.runs.size(); ++run) {
        if (attempts[run].isOne())
            say(run, attemptWords(job, attempts[run]));
        for (std::size_t other = 0; other < job.runs.size(); ++other)
            if (other != run && !parents[run] && !parents[other] && !job.runs[other].root.empty() &&
                job.runs[run].root.starts_with(job.runs[other].root + "/") && !attempts[run].isOne())
                say(run, "downloaded inside " + job.runs[other].name);
    }
    for (std::size_t parent = 0; parent < job.runs.size(); ++parent) {
        if (!parents[parent])
            continue;
        // While the scan still runs it is not worth to read them again and again.
        const Mentions mentions = diagnosis.final ? mentionsIn(diagnosis, parent, stop) : Mentions{};
        for (std::size_t child = 0; child < job.runs.size(); ++child) {
            if (parents[child])
                continue;
            const std::string& parentName = job.runs[parent].name;
            const std::string& childName = job.runs[child].name;
            if (reports(parent, child)) {
                say(parent, "parent of " + childName + ", whose failure it reports");
                say(child, "child of " + parentName);
            } else if (!diagnosis.final) {
                continue;
            } else if (mentions.named[child]) {
                say(parent, "parent of " + childName);
                say(child, "child of " + parentName);
            } else {
                say(parent, "perhaps the parent of " + childName + (mentions.all ? ", which it does not name" : ""));
                say(child, "perhaps a child of " + parentName + (mentions.all ? ", which does not name it" : ""));
            }
        }
    }
    for (std::size_t run = 0; run < job.runs.size(); ++run)
        diagnosis.runs[run].relation = relations[run].sentence();
}

} // namespace faultline
