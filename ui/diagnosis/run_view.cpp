// SPDX-License-Identifier: MIT
#include "diagnosis/run_view.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace faultline {

namespace {

using Lines = std::set<std::pair<std::size_t, std::uint64_t>>;

Lines linesOf(const Verdict& verdict) {
    Lines lines;
    for (const Place& place : verdict.places) {
        if (place.file != nowhere)
            lines.emplace(place.file, place.line.index());
    }
    return lines;
}

bool standIn(const std::vector<Place>& places, const Lines& lines) {
    return std::ranges::any_of(places, [&lines](const Place& place) { return lines.contains({place.file, place.line.index()}); });
}

} // namespace

std::vector<std::size_t> shownRuns(const Diagnosis& diagnosis) {
    std::vector<std::size_t> shown;
    for (std::size_t run = 0; run < diagnosis.job->runs.size(); ++run) {
        const bool found = verdictOf(diagnosis, run) || std::ranges::any_of(diagnosis.findings, [run](const Finding& finding) {
                               return finding.run == run && finding.article && finding.article->role != ArticleRole::Noise;
                           });
        if (diagnosis.job->runs[run].hasLogs || found)
            shown.push_back(run);
    }
    if (shown.empty() && !diagnosis.job->runs.empty())
        shown.push_back(0);
    return shown;
}

const Verdict* verdictOf(const Diagnosis& diagnosis, std::size_t run) {
    if (diagnosis.verdict && diagnosis.verdict->run == run)
        return &*diagnosis.verdict;
    return run < diagnosis.runs.size() && diagnosis.runs[run].verdict ? &*diagnosis.runs[run].verdict : nullptr;
}

Outcome outcomeOf(const Diagnosis& diagnosis, std::size_t run) {
    return diagnosis.runs.size() > 1 && run < diagnosis.runs.size() ? diagnosis.runs[run].outcome : diagnosis.outcome;
}

Certainty certaintyOf(const Diagnosis& diagnosis, const Verdict& verdict) {
    if (!verdict.finding)
        return unexplainedOf(diagnosis, verdict) == nowhere && !verdict.stated ? Certainty::Silent : Certainty::NotKnown;
    const Article* const article = diagnosis.findings[*verdict.finding].article;
    if (article && article->role == ArticleRole::Envelope)
        return Certainty::Wrapper;
    if (article && article->role == ArticleRole::Effect)
        return Certainty::Consequence;
    if (verdict.certain)
        return Certainty::Cause;
    return article && article->confidence == Confidence::Low ? Certainty::Unsure : Certainty::Rivalled;
}

std::size_t unexplainedOf(const Diagnosis& diagnosis, const Verdict& verdict) {
    if (verdict.finding)
        return nowhere;
    const Lines lines = linesOf(verdict);
    for (std::size_t index = 0; index < diagnosis.unexplained.size(); ++index) {
        if (diagnosis.unexplained[index].run == verdict.run && standIn(diagnosis.unexplained[index].places, lines))
            return index;
    }
    return nowhere;
}

std::vector<std::size_t> adviceOf(const Diagnosis& diagnosis, const Verdict& verdict) {
    std::vector<std::size_t> advice;
    for (const std::size_t index : verdict.advice) {
        if (index < diagnosis.findings.size())
            advice.push_back(index);
    }
    // Of a line that an article knows its own article says what to do.
    if (verdict.finding)
        return advice;
    const Lines lines = linesOf(verdict);
    for (std::size_t index = 0; index < diagnosis.findings.size(); ++index) {
        const Finding& finding = diagnosis.findings[index];
        // A wrapper of the line says no more about it than the line itself.
        const bool tells = finding.article && finding.article->role != ArticleRole::Noise &&
                           finding.article->role != ArticleRole::Envelope && finding.standing == Standing::Counts &&
                           !finding.solution.empty();
        if (tells && finding.run == verdict.run && std::ranges::find(advice, index) == advice.end() && standIn(finding.places, lines))
            advice.push_back(index);
    }
    return advice;
}

} // namespace faultline
