// SPDX-License-Identifier: MIT
#include "diagnosis/reasoning.h"

#include "scan/line_shape.h"

#include <algorithm>

namespace faultline {

namespace {

/// How near to the cause a role is; only what is nearer explains.
int distance(ArticleRole role) {
    switch (role) {
    case ArticleRole::Cause:
    case ArticleRole::Configuration: return 0;
    case ArticleRole::Effect: return 1;
    case ArticleRole::Envelope: return 2;
    case ArticleRole::Noise: break;
    }
    return 3;
}

bool names(const Article& article, const Article& by) {
    return std::ranges::any_of(article.explainedBy, [&](const std::string& name) { return nameMatches(by.id, name); });
}

bool shareLine(const DraftFinding& a, const DraftFinding& b) {
    return std::ranges::any_of(a.lines, [&](const auto& line) { return b.lines.contains(line); }) ||
           std::ranges::any_of(a.tracebacks, [&](const auto& traceback) { return b.tracebacks.contains(traceback); });
}

/// Whether a finding can be taken for a reason at all: an error that was logged as such, raised, or stated by a result — not a message in passing.
bool isCredible(const RunEvidence& evidence, const DraftFinding& draft) {
    const Article& article = *draft.finding.article;
    if (article.role == ArticleRole::Noise || article.severity != Severity::Error)
        return false;
    if (draft.byCheck || draft.inFatalTraceback)
        return true;
    if (draft.inTraceback) {
        // Where an exception ended the user's code, those before it were handled.
        const bool another = std::ranges::any_of(evidence.tracebacks, [](const JudgedTraceback& judged) {
            return judged.fatal && judged.traceback->userFrame() && judged.traceback->last()->type != "SystemExit";
        });
        if (another || evidence.outcome != Outcome::Failed)
            return false;
    }
    return draft.highestLevel == Level::Unknown || draft.highestLevel >= Level::Error || article.confidence == Confidence::High;
}

double weightOf(const RunEvidence& evidence, const DraftFinding& draft) {
    const Article& article = *draft.finding.article;
    double weight = draft.authority;
    if (draft.inFatalTraceback)
        weight += 60;
    else if (draft.inTraceback)
        weight += evidence.outcome == Outcome::Failed ? 15 : 0;
    if (draft.highestLevel >= Level::Error)
        weight += 15;
    else if (draft.highestLevel == Level::Warning)
        weight -= 15;
    else if (draft.highestLevel != Level::Unknown)
        weight -= 12;
    switch (article.confidence) {
    case Confidence::High: weight += 12; break;
    case Confidence::Medium: break;
    case Confidence::Low: weight -= 25; break;
    }
    if (article.severity == Severity::Warning)
        weight -= 40;
    else if (article.severity == Severity::Info)
        weight -= 80;
    return weight - 100.0 * distance(article.role);
}

std::string describeFrame(const Frame& frame) {
    const std::string name = frame.file.substr(frame.file.find_last_of("/\\") + 1);
    return name + ", line " + std::to_string(frame.sourceLine) + (frame.function.empty() ? "" : ", in " + frame.function);
}

std::string joinedTitles(const std::vector<DraftFinding>& drafts, const std::vector<std::size_t>& indices) {
    std::string text;
    for (std::size_t i = 0; i < indices.size() && i < 2; ++i)
        text += (i == 0 ? "“" : ", “") + drafts[indices[i]].finding.title + "”";
    if (indices.size() > 2)
        text += " and " + std::to_string(indices.size() - 2) + " more";
    return text;
}

std::string whereItStands(const RunEvidence& evidence, const Finding& finding) {
    if (finding.places.empty())
        return "the job's folder";
    const FileRole& role = evidence.roleOf(finding.places.front().file);
    const std::string name = finding.places.front().path.substr(finding.places.front().path.rfind('/') + 1);
    return role.title.empty() || role.unspecific ? name : name + " (" + role.title + ")";
}

/// From what was logged down to the cause: the wrapper that people see first, what stands between, the cause.
std::vector<std::size_t> chainTo(const std::vector<DraftFinding>& drafts, std::size_t cause) {
    const auto heaviest = [&](const std::vector<std::size_t>& from, auto&& fits) {
        std::size_t best = drafts.size();
        for (const std::size_t candidate : from)
            if (candidate != cause && fits(drafts[candidate]) && (best == drafts.size() || drafts[candidate].finding.weight > drafts[best].finding.weight))
                best = candidate;
        return best;
    };
    const auto isWrapper = [](const DraftFinding& draft) { return distance(draft.finding.article->role) == 2; };
    const auto isBetween = [](const DraftFinding& draft) { return distance(draft.finding.article->role) < 2; };
    std::vector<std::size_t> chain{cause};
    const std::size_t between = heaviest(drafts[cause].finding.explains, isBetween);
    std::vector<std::size_t> wrappers = drafts[cause].finding.explains;
    if (between != drafts.size()) {
        chain.insert(chain.begin(), between);
        wrappers.insert(wrappers.end(), drafts[between].finding.explains.begin(), drafts[between].finding.explains.end());
    }
    if (const std::size_t wrapper = heaviest(wrappers, isWrapper); wrapper != drafts.size())
        chain.insert(chain.begin(), wrapper);
    return chain;
}

} // namespace

void explainFindings(const RunEvidence& evidence, std::vector<DraftFinding>& drafts) {
    for (DraftFinding& draft : drafts)
        draft.finding.weight = weightOf(evidence, draft);
    const auto link = [&](std::size_t explained, std::size_t by) {
        auto& list = drafts[explained].finding.explainedBy;
        if (std::ranges::find(list, by) == list.end()) {
            list.push_back(by);
            drafts[by].finding.explains.push_back(explained);
        }
    };
    for (std::size_t f = 0; f < drafts.size(); ++f) {
        const Article& explained = *drafts[f].finding.article;
        if (explained.role == ArticleRole::Noise)
            continue;
        for (std::size_t g = 0; g < drafts.size(); ++g) {
            const Article& by = *drafts[g].finding.article;
            if (g == f || by.role == ArticleRole::Noise || by.id == explained.id || !isCredible(evidence, drafts[g]))
                continue;
            const int from = distance(explained.role), to = distance(by.role);
            if (to > from)
                continue;
            const bool named = names(explained, by);
            if (to == from) {
                // Of two alike only the article can say which is nearer, and not both of each other.
                if (named && !names(by, explained))
                    link(f, g);
                continue;
            }
            if (named || shareLine(drafts[f], drafts[g]))
                link(f, g);
        }
    }
    // An envelope says only that something failed: any credible cause of the run explains it, if nothing nearer does.
    for (std::size_t f = 0; f < drafts.size(); ++f) {
        if (distance(drafts[f].finding.article->role) != 2 || !drafts[f].finding.explainedBy.empty())
            continue;
        std::size_t best = drafts.size();
        for (std::size_t g = 0; g < drafts.size(); ++g)
            if (distance(drafts[g].finding.article->role) == 0 && isCredible(evidence, drafts[g]) && drafts[g].finding.explainedBy.empty() &&
                (best == drafts.size() || drafts[g].finding.weight > drafts[best].finding.weight))
                best = g;
        if (best != drafts.size())
            link(f, best);
    }
    if (evidence.outcome == Outcome::CompletedWithLosses)
        for (DraftFinding& draft : drafts) {
            // What was lost, and what explains it, comes before errors that did no harm.
            const bool lost = !draft.finding.article->means.empty() ||
                              std::ranges::any_of(draft.finding.explains, [&](std::size_t other) { return !drafts[other].finding.article->means.empty(); });
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
        std::ranges::stable_sort(draft.finding.explainedBy, [&](std::size_t a, std::size_t b) { return drafts[a].finding.weight > drafts[b].finding.weight; });
        const bool good = evidence.outcome == Outcome::Completed;
        if (good && draft.finding.severity == Severity::Error)
            draft.finding.severity = Severity::Warning;
    }
}

std::vector<Unexplained> gatherUnexplained(const RunEvidence& evidence, const std::vector<DraftFinding>& drafts) {
    // A traceback is known when an article speaks of its exception, or introduces it and is explained itself.
    std::set<std::pair<std::size_t, std::size_t>> explained;
    for (const DraftFinding& draft : drafts) {
        // A consequence at the end of a chain says nothing of the exception that began it.
        for (const auto& [file, traceback, exception] : draft.exceptions)
            if (distance(draft.finding.article->role) == 0 || exception == 0)
                explained.insert({file, traceback});
        if (draft.finding.article->role == ArticleRole::Effect && !draft.finding.explainedBy.empty())
            explained.insert(draft.tracebacks.begin(), draft.tracebacks.end());
    }
    std::vector<Unexplained> result;
    std::map<std::string, std::size_t> known;
    for (const JudgedTraceback& judged : evidence.tracebacks) {
        const Traceback& traceback = *judged.traceback;
        if (explained.contains({judged.file, judged.index}) || traceback.exceptions.back().type == "SystemExit")
            continue;
        // The first exception of a chain is what happened; the later ones are what handling it made of it.
        const RaisedException& raised = *traceback.root();
        const std::string key = raised.type + ": " + maskedShape(raised.message.substr(0, 200));
        const auto [entry, isNew] = known.try_emplace(key, result.size());
        if (isNew) {
            Unexplained unexplained;
            unexplained.shape = key;
            unexplained.run = evidence.run;
            unexplained.exceptionType = raised.type;
            unexplained.exceptionMessage = raised.message;
            if (const Frame* const frame = traceback.userFrame())
                unexplained.frame = describeFrame(*frame);
            unexplained.weight = judged.weight;
            result.push_back(std::move(unexplained));
        }
        Unexplained& unexplained = result[entry->second];
        unexplained.count += traceback.count;
        if (unexplained.places.size() < 50) {
            unexplained.places.push_back(evidence.placeAt(judged.file, raised.line, raised.text, traceback.time));
            if (&raised != traceback.last())
                unexplained.places.push_back(evidence.placeAt(judged.file, traceback.last()->line, traceback.last()->text, traceback.time));
        }
    }

    // Error lines: rare, urgent, late, and unknown to the processes of the same job that did well.
    std::uint64_t goodFiles = 0;
    std::map<std::string, std::uint64_t> inGood;
    for (const FileScan* scan : evidence.scans) {
        const JobFile& file = evidence.file(scan->file);
        if (file.process.empty() || !scan->tracebacks.empty())
            continue;
        ++goodFiles;
        for (const LineGroup& group : scan->errorGroups)
            ++inGood[group.shape];
    }
    std::map<std::string, std::size_t> byShape;
    for (const FileScan* scan : evidence.scans) {
        const FileRole& role = evidence.roleOf(scan->file);
        if (!role.telling)
            continue;
        for (const LineGroup& group : scan->errorGroups) {
            double weight = role.authority * 0.5;
            weight += group.level >= Level::Critical ? 14 : 8;
            weight -= std::min(20.0, static_cast<double>(group.count) * 0.2);
            if (scan->lines > 0)
                weight += 12.0 * static_cast<double>(group.last.shown()) / static_cast<double>(scan->lines);
            if (goodFiles > 1 && inGood[group.shape] * 2 > goodFiles)
                weight -= 15;
            const auto [entry, isNew] = byShape.try_emplace(group.shape, result.size());
            if (isNew) {
                result.push_back({});
                result.back().shape = group.shape;
                result.back().run = evidence.run;
                result.back().weight = weight;
            }
            Unexplained& unexplained = result[entry->second];
            unexplained.weight = std::max(unexplained.weight, weight);
            unexplained.count += group.count;
            for (const LineGroup::Member& member : group.members)
                if (unexplained.places.size() < 20)
                    unexplained.places.push_back(evidence.placeAt(scan->file, member.line, member.text, member.time));
        }
    }
    std::ranges::stable_sort(result, [](const Unexplained& a, const Unexplained& b) { return a.weight > b.weight; });
    if (result.size() > 50)
        result.resize(50);
    return result;
}

std::optional<Verdict> chooseVerdict(const RunEvidence& evidence, const std::vector<DraftFinding>& drafts, const std::vector<Unexplained>& unexplained) {
    if (evidence.outcome == Outcome::Completed)
        return std::nullopt;
    // The best of the findings that nothing nearer explains.
    std::size_t best = drafts.size(), second = drafts.size();
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const DraftFinding& draft = drafts[i];
        const Article& article = *draft.finding.article;
        if (article.role == ArticleRole::Noise || article.severity != Severity::Error || !draft.finding.explainedBy.empty())
            continue;
        // Where nothing says that the run failed, only what cannot have been said in passing counts.
        if (evidence.outcome == Outcome::Unknown && !draft.inFatalTraceback && !draft.byCheck) {
            const bool stated = draft.highestLevel >= Level::Error || draft.highestLevel == Level::Unknown;
            if (!stated || draft.inTraceback || article.confidence == Confidence::Low || distance(article.role) == 1)
                continue;
        }
        if (best == drafts.size() || draft.finding.weight > drafts[best].finding.weight) {
            second = best;
            best = i;
        } else if (second == drafts.size() || draft.finding.weight > drafts[second].finding.weight) {
            second = i;
        }
    }
    const Unexplained* exception = nullptr;
    for (const Unexplained& candidate : unexplained)
        if (!candidate.exceptionType.empty() && (!exception || candidate.weight > exception->weight))
            exception = &candidate;
    const bool exceptionIsFatal = exception && std::ranges::any_of(evidence.tracebacks, [&](const JudgedTraceback& judged) {
        return judged.fatal && judged.traceback->root()->type == exception->exceptionType && judged.weight >= exception->weight;
    });
    const bool failed = evidence.outcome == Outcome::Failed || evidence.outcome == Outcome::Cancelled || evidence.outcome == Outcome::CompletedWithLosses;

    const Unexplained* line = nullptr;
    for (const Unexplained& candidate : unexplained)
        if (candidate.exceptionType.empty() && !candidate.places.empty() && (!line || candidate.weight > line->weight))
            line = &candidate;

    Verdict verdict;
    verdict.run = evidence.run;
    const auto useUnknown = [&](const Unexplained& unknown, std::string why) {
        verdict.title = "Not a known error";
        if (unknown.exceptionType.empty()) {
            verdict.summary = unknown.places.front().text.substr(0, 300);
        } else {
            verdict.summary = unknown.exceptionType;
            if (!unknown.exceptionMessage.empty())
                verdict.summary += ": " + unknown.exceptionMessage.substr(0, unknown.exceptionMessage.find('\n')).substr(0, 300);
            if (!unknown.frame.empty())
                verdict.summary += " (" + unknown.frame + ")";
        }
        verdict.why = std::move(why);
        verdict.places = unknown.places;
        verdict.certain = false;
    };

    if (best != drafts.size()) {
        const DraftFinding& draft = drafts[best];
        const int far = distance(draft.finding.article->role);
        // An exception that ended the user's code and that nobody knows outweighs a known cause that was logged in passing, and any mere consequence.
        const bool exceptionWins = exceptionIsFatal && (far > 0 || (!draft.inFatalTraceback && exception->weight > draft.finding.weight + 10));
        // A wrapper tells less than what the script itself logged as an error.
        const bool lineWins = far == 2 && line && evidence.roleOf(line->places.front().file).program && !evidence.roleOf(line->places.front().file).unspecific &&
                              line->places.front().file != (draft.finding.places.empty() ? nowhere : draft.finding.places.front().file);
        if (!exceptionWins && !lineWins) {
            verdict.finding = best;
            verdict.title = draft.finding.title;
            verdict.summary = draft.finding.summary;
            verdict.places = draft.finding.places;
            verdict.chain = chainTo(drafts, best);
            verdict.certain = draft.finding.article->confidence != Confidence::Low && far == 0 &&
                              (second == drafts.size() || drafts[second].finding.weight + 15 < draft.finding.weight || distance(drafts[second].finding.article->role) > 0);
            const std::string where = whereItStands(evidence, draft.finding);
            if (draft.inFatalTraceback)
                verdict.why = "This exception ended the user's code";
            else if (draft.byCheck)
                verdict.why = "It stands in " + where;
            else if (far == 0)
                verdict.why = "It is the statement nearest to the cause, in " + where;
            else
                verdict.why = "Nothing nearer to the cause was found than this, in " + where;
            if (!draft.finding.explains.empty())
                verdict.why += "; it explains " + joinedTitles(drafts, draft.finding.explains);
            if (second != drafts.size() && !verdict.certain && far == 0 && distance(drafts[second].finding.article->role) == 0)
                verdict.why += "; “" + drafts[second].finding.title + "” was found as well";
            verdict.why += ".";
            return verdict;
        }
        if (exceptionWins) {
            useUnknown(*exception, "No article knows this exception; it is the one that ended the user's code.");
            return verdict;
        }
        useUnknown(*line, "No article explains the failure; of all error lines this one is the most telling: rare, urgent and near the end.");
        return verdict;
    }
    if (exception && (exceptionIsFatal || failed)) {
        useUnknown(*exception, "No article knows this exception; it is the one that ended the user's code.");
        return verdict;
    }
    if (evidence.outcome == Outcome::Failed && line) {
        useUnknown(*line, "No article explains the failure; of all error lines this one is the most telling: rare, urgent and near the end.");
        return verdict;
    }
    if (evidence.outcome == Outcome::Failed) {
        verdict.title = "Not a known error";
        verdict.summary = "The job failed, but none of its logs says why.";
        verdict.why = evidence.outcomeWhy.empty() ? "No line of level error and no exception was found." : "Only its end is known: " + evidence.outcomeWhy + ".";
        if (evidence.outcomePlace)
            verdict.places.push_back(*evidence.outcomePlace);
        verdict.certain = false;
        return verdict;
    }
    return std::nullopt;
}

} // namespace faultline
