// SPDX-License-Identifier: MIT
#include "diagnosis/reasoning.h"

#include <algorithm>

namespace faultline {

namespace {

bool shareLine(const DraftFinding& a, const DraftFinding& b) {
    return std::ranges::any_of(a.lines, [&](const auto& line) { return b.lines.contains(line); }) ||
           std::ranges::any_of(a.tracebacks, [&](const auto& traceback) { return b.tracebacks.contains(traceback); });
}

bool namesExactly(const Article& article, const Article& by) {
    return std::ranges::find(article.explainedBy, by.id) != article.explainedBy.end();
}

/// Whether a general cause ("run() raised an exception") gives way to a consequence that its article names: one that tells of the same exception, or of any where
/// the cause was only stated.
bool givesWay(const DraftFinding& cause, const DraftFinding& consequence) {
    if (!namesExactly(*cause.finding.article, *consequence.finding.article))
        return false;
    return cause.tracebacks.empty() || std::ranges::any_of(consequence.exceptions, [&](const auto& exception) {
               return cause.tracebacks.contains({std::get<0>(exception), std::get<1>(exception)});
           });
}

/// Whether both speak of input files, and the one of some that the other does not.
bool speaksOfOthers(const DraftFinding& draft, const DraftFinding& by) {
    return !draft.inputs.empty() && !by.inputs.empty() && !shareLine(draft, by) && !std::ranges::includes(by.inputs, draft.inputs);
}

double weightOf(const DraftFinding& draft) {
    const Article& article = *draft.finding.article;
    double weight = draft.authority;
    if (draft.inTraceback && draft.ending != Ending::Handled)
        weight += draft.tracebackWeight;
    else if (draft.wasHandled())
        weight -= 30;
    if (draft.highestLevel >= Level::Error)
        weight += 15;
    else if (draft.highestLevel == Level::Warning)
        weight -= 15;
    else if (isBelow(draft.highestLevel, Level::Warning))
        weight -= 12;
    switch (article.confidence) {
    case Confidence::High: weight += 12; break;
    case Confidence::Medium: break;
    // A weak sign of a mere consequence tells less than any wrapper.
    case Confidence::Low: weight -= article.role == ArticleRole::Effect ? 130 : 25; break;
    }
    if (article.severity == Severity::Warning)
        weight -= 40;
    else if (article.severity == Severity::Info)
        weight -= 80;
    return weight - 100.0 * distanceToCause(article.role);
}

} // namespace

bool namesAsReason(const Article& article, const Article& by) {
    return std::ranges::any_of(article.explainedBy, [&](const std::string& name) { return nameMatches(by.id, name); });
}

int distanceToCause(ArticleRole role) {
    switch (role) {
    case ArticleRole::Cause:
    case ArticleRole::Configuration: return 0;
    case ArticleRole::Effect: return 1;
    case ArticleRole::Envelope: return 2;
    case ArticleRole::Advice:
    case ArticleRole::Noise: break;
    }
    return 3;
}

bool isCredible(const RunEvidence& evidence, const DraftFinding& draft) {
    const Article& article = *draft.finding.article;
    if (distanceToCause(article.role) > 2 || article.severity != Severity::Error)
        return false;
    if (article.role == ArticleRole::Effect && article.confidence == Confidence::Low)
        return false;
    if (draft.byCheck)
        return true;
    if (draft.inTraceback) {
        if (draft.ending == Ending::Fatal)
            return true;
        if (draft.wasHandled())
            return false;
        // Where an exception ended the user's code, those before it were handled.
        const bool another = std::ranges::any_of(evidence.tracebacks, [](const JudgedTraceback& judged) {
            return judged.ending == Ending::Fatal && judged.traceback->userFrame() && judged.traceback->last()->type != "SystemExit";
        });
        if (!draft.outsideTraceback && (another || evidence.outcome != Outcome::Failed))
            return false;
    }
    // How a run ended is said at any level.
    const auto& end = evidence.outcomePlace;
    if (end && evidence.outcomeStrength > RunEvidence::concluded && draft.lines.contains({end->file, end->line.index()}))
        return true;
    return !isBelow(draft.highestLevel, Level::Error) || (draft.highestLevel == Level::Warning && article.confidence == Confidence::High);
}

void explainFindings(const RunEvidence& evidence, std::vector<DraftFinding>& drafts) {
    std::vector<bool> credible;
    for (DraftFinding& draft : drafts) {
        draft.finding.weight = weightOf(draft);
        credible.push_back(isCredible(evidence, draft));
    }
    const auto link = [&](std::size_t explained, std::size_t by) {
        auto& list = drafts[explained].finding.explainedBy;
        if (std::ranges::find(list, by) == list.end()) {
            list.push_back(by);
            drafts[by].finding.explains.push_back(explained);
        }
    };
    for (std::size_t f = 0; f < drafts.size(); ++f) {
        const Article& explained = *drafts[f].finding.article;
        if (distanceToCause(explained.role) > 2)
            continue;
        for (std::size_t g = 0; g < drafts.size(); ++g) {
            const Article& by = *drafts[g].finding.article;
            if (g == f || distanceToCause(by.role) > 2 || by.id == explained.id || !credible[g])
                continue;
            const int from = distanceToCause(explained.role), to = distanceToCause(by.role);
            const bool named = namesAsReason(explained, by);
            if (to > from) {
                if (givesWay(drafts[f], drafts[g]))
                    link(f, g);
                continue;
            }
            if (to == from) {
                // Of two alike only the article can say which is nearer, and not both of each other; an id says more than a `*`.
                const bool surer = !namesAsReason(by, explained) || (namesExactly(explained, by) && !namesExactly(by, explained));
                if (named && surer && !speaksOfOthers(drafts[f], drafts[g]))
                    link(f, g);
                continue;
            }
            // What a cause gave way to is not explained by it in turn.
            if (credible[f] && givesWay(drafts[g], drafts[f]))
                continue;
            if (named || shareLine(drafts[f], drafts[g]))
                link(f, g);
        }
    }
    // An envelope says only that something failed: any credible cause of the run explains it, if nothing nearer does.
    for (std::size_t f = 0; f < drafts.size(); ++f) {
        if (distanceToCause(drafts[f].finding.article->role) != 2 || !drafts[f].finding.explainedBy.empty())
            continue;
        std::size_t best = drafts.size();
        for (std::size_t g = 0; g < drafts.size(); ++g)
            if (distanceToCause(drafts[g].finding.article->role) == 0 && credible[g] && drafts[g].finding.explainedBy.empty() &&
                (best == drafts.size() || drafts[g].finding.weight > drafts[best].finding.weight))
                best = g;
        if (best != drafts.size())
            link(f, best);
    }
    if (evidence.outcome == Outcome::CompletedWithLosses)
        for (DraftFinding& draft : drafts) {
            // What was lost, and what explains it, comes before errors that did no harm.
            const bool lost = !draft.finding.article->means.empty() || std::ranges::any_of(draft.finding.explains, [&](std::size_t other) {
                return !drafts[other].finding.article->means.empty();
            });
            if (lost)
                draft.finding.weight += 60;
        }
    for (DraftFinding& draft : drafts) {
        // What explains much of what was logged is nearer to the cause; each further one counts less.
        double bonus = 0, step = 6;
        for (std::size_t i = 0; i < draft.finding.explains.size() && i < 6; ++i) {
            bonus += step;
            step *= 0.7;
        }
        draft.finding.weight += bonus;
        std::ranges::stable_sort(draft.finding.explainedBy,
                                 [&](std::size_t a, std::size_t b) { return drafts[a].finding.weight > drafts[b].finding.weight; });
        const bool good = evidence.outcome == Outcome::Completed;
        if (good && draft.finding.severity == Severity::Error)
            draft.finding.severity = Severity::Warning;
    }
}

} // namespace faultline
