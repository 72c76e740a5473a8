// SPDX-License-Identifier: MIT
#include "diagnosis/diagnosis.h"

#include "diagnosis/reasoning.h"
#include "diagnosis/run_relations.h"
#include "diagnosis/run_summary.h"
#include "diagnosis/table_attempts.h"
#include "diagnosis/telling_text.h"
#include "text/counted.h"

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>

namespace faultline {

namespace {

/// A run that says that it completed lost what its tables say was not processed in the end.
void countLosses(RunEvidence& evidence, const RunSummary& summary, const std::optional<Place>& firstLoss) {
    const std::uint64_t batches = summary.miniBatchesFailed.value_or(0) + summary.miniBatchesTimedOut.value_or(0);
    const std::uint64_t items = summary.itemsFailed.value_or(0);
    if (evidence.outcome != Outcome::Completed || (batches == 0 && items == 0))
        return;
    evidence.outcome = Outcome::CompletedWithLosses;
    evidence.outcomeWhy = "it completed, but " +
                          (batches > 0 ? counted(batches, "mini-batch", "mini-batches") : counted(items, "item", "items")) +
                          " of its table failed";
    if (firstLoss)
        evidence.outcomePlace = firstLoss;
}

/// An exception that did not end anything was handled, and what is said at a level at which nothing fails was said in passing: worth a look, no more, unless it
/// explains what went wrong.
void judgeStanding(const RunEvidence& evidence, DraftFinding& draft) {
    Finding& finding = draft.finding;
    if (distanceToCause(finding.article->role) > 1 || draft.byCheck || !finding.explains.empty())
        return;
    if (draft.wasHandled() && evidence.outcome != Outcome::CompletedWithLosses) {
        finding.standing = Standing::Handled;
        finding.severity = std::min(finding.severity, Severity::Warning);
    } else if (!draft.inTraceback && isBelow(draft.highestLevel, Level::Warning) &&
               (finding.article->means.empty() || evidence.outcome != Outcome::CompletedWithLosses)) {
        finding.standing = Standing::Mentioned;
        finding.severity = Severity::Info;
    } else if (draft.inTraceback && draft.ending != Ending::Fatal) {
        finding.severity = std::min(finding.severity, Severity::Warning);
    }
}

/// Where the verdict is an error that nobody knows, or itself no more than a wrapper or a consequence, what is as far from the cause tells of the same failure. So
/// does its own article, found where less is said: a result beside the traceback.
void markRestatements(const Verdict& verdict, std::vector<DraftFinding>& drafts) {
    if (verdict.places.empty())
        return;
    const DraftFinding* const known = verdict.finding ? &drafts[*verdict.finding] : nullptr;
    const int nearest = known ? distanceToCause(known->finding.article->role) : 1;
    for (DraftFinding& draft : drafts) {
        Finding& finding = draft.finding;
        const int far = distanceToCause(finding.article->role);
        if (&draft == known || !finding.explainedBy.empty() || finding.standing != Standing::Counts || far > 2)
            continue;
        const bool sameArticle = known && finding.article == known->finding.article &&
                                 (finding.title == known->finding.title || (known->inTraceback && !draft.inTraceback));
        finding.restatesVerdict = sameArticle || (nearest > 0 && far >= nearest && !draft.byCheck);
    }
}

/// How much a run's verdict tells of the job: a known cause most, then an exception or a line, then that something failed at all.
double tellingOf(const Verdict& verdict, const std::vector<DraftFinding>& drafts) {
    if (!verdict.finding)
        return verdict.places.empty() ? 1 : 2000;
    const DraftFinding& draft = drafts[*verdict.finding];
    return (distanceToCause(draft.finding.article->role) == 0 ? 3000 : 1000) + draft.finding.weight;
}

/// Where a finding shows, as far as that is known: the nodes of its files, or else those of the findings that it is linked with or where the same exception was raised.
struct Whereabouts {
    std::vector<std::string> nodes; ///< the first one is that of its first place
    std::string process;            ///< there
};

Whereabouts whereaboutsOf(const RunEvidence& evidence, const DraftFinding& draft, const std::vector<DraftFinding>& drafts) {
    Whereabouts where;
    const auto add = [&](const Finding& finding) {
        if (where.nodes.empty() && !finding.places.empty() && !finding.places.front().node.empty()) {
            where.nodes.push_back(finding.places.front().node);
            where.process = finding.places.front().process;
        }
        where.nodes.insert(where.nodes.end(), finding.nodes.begin(), finding.nodes.end());
    };
    add(draft.finding);
    for (const std::vector<std::size_t>* linked : {&draft.finding.explainedBy, &draft.finding.explains})
        for (const std::size_t index : *linked)
            if (where.nodes.empty())
                add(drafts[index].finding);
    const auto exception = draft.finding.captures.find("exception"), message = draft.finding.captures.find("message");
    if (!where.nodes.empty() || exception == draft.finding.captures.end() || message == draft.finding.captures.end())
        return where;
    for (const JudgedTraceback& judged : evidence.tracebacks) {
        const RaisedException* const raised = judged.traceback->root();
        const JobFile& file = evidence.file(judged.file);
        if (file.node.empty() || !raised || raised->type != exception->second ||
            tellingText(raised->message, raised->type) != message->second)
            continue;
        if (where.nodes.empty())
            where.process = file.process;
        where.nodes.push_back(file.node);
    }
    return where;
}

/// How near a file is to that: 0 of another node, 1 of none or of one where it shows as well, 2 of the first node, 3 of that process.
int nearnessTo(const Whereabouts& where, const JobFile& file) {
    if (file.node.empty() || where.nodes.empty())
        return 1;
    if (file.node != where.nodes.front())
        return std::ranges::contains(where.nodes, file.node) ? 1 : 0;
    return !file.process.empty() && file.process == where.process ? 3 : 2;
}

/// Resolves what an article says to look at next to the first such line of this run. Of files of which each node has one, only those of the finding's own nodes tell
/// of it, if there are any; those of its own process first.
void resolveSteps(const RunEvidence& evidence, const Whereabouts& where, DraftFinding& draft) {
    const Article& article = *draft.finding.article;
    for (std::size_t n = 0; n < article.lookNext.size(); ++n) {
        const LookNext& next = article.lookNext[n];
        Step step;
        step.says = next.says;
        const auto roleFits = [&](const FileScan* scan) {
            return next.roles.empty() || std::ranges::contains(next.roles, evidence.file(scan->file).role);
        };
        int nearest = -1;
        bool perNode = false;
        for (const FileScan* scan : evidence.scans) {
            if (!roleFits(scan))
                continue;
            const JobFile& file = evidence.file(scan->file);
            const int near = nearnessTo(where, file);
            perNode |= near > 0 && !file.node.empty();
            if (near > nearest) {
                nearest = near;
                step.answer = Step::Answer::Nothing;
                step.path = file.path;
            }
        }
        int best = -1;
        for (const FileScan* scan : evidence.scans) {
            if (!roleFits(scan))
                continue;
            const int near = nearnessTo(where, evidence.file(scan->file));
            if (near <= best || (near == 0 && perNode))
                continue;
            const LookNextSighting* hit = nullptr;
            for (const LookNextSighting& sighting : scan->lookNext)
                if (sighting.article == draft.article && sighting.index == n)
                    hit = &sighting;
            if (!next.pattern.empty() && !hit)
                continue;
            best = near;
            step.place = evidence.placeAt(scan->file, hit ? hit->line : LineNumber(0), hit ? hit->text : std::string(), std::nullopt);
        }
        // A file that was not searched (yet, or at all) may hold it.
        for (const std::size_t index : evidence.job.runs[evidence.run].files)
            if (step.answer == Step::Answer::NoFile && !step.place && std::ranges::contains(next.roles, evidence.file(index).role))
                step.place = evidence.placeAt(index, LineNumber(0), {}, std::nullopt);
        if (step.place) {
            step.path = step.place->path;
            step.answer = Step::Answer::Found;
        } else if (step.answer == Step::Answer::NoFile) {
            for (const std::string& role : next.roles)
                step.path += (step.path.empty() ? "" : ", ") + evidence.knowledge.layouts().role(role).title;
        }
        draft.finding.steps.push_back(std::move(step));
    }
}

/// An exception is shown where it was logged before the copies of it. Of lines the first one stands for all, as it was found.
void tidyPlaces(const RunEvidence& evidence, UnknownError& unknown) {
    std::vector<Place>& places = unknown.told.places;
    std::ranges::for_each(places, setOwnTime);
    removeRepeatedPlaces(places);
    if (!unknown.told.exceptionType.empty())
        orderPlaces(evidence, places);
}

int groupOf(const Finding& finding) {
    if (finding.article->role == ArticleRole::Noise)
        return 4;
    if (finding.article->role == ArticleRole::Advice)
        return 3;
    if (finding.isExplained() && finding.standing == Standing::Counts)
        return 1;
    if (finding.standing != Standing::Counts)
        return 3;
    return finding.severity == Severity::Error ? 0 : 2;
}

void sortFindings(Diagnosis& diagnosis, std::vector<Finding> findings) {
    std::vector<std::size_t> order(findings.size());
    std::iota(order.begin(), order.end(), 0);
    const auto isVerdict = [&](std::size_t i) {
        return diagnosis.verdict && diagnosis.verdict->finding && *diagnosis.verdict->finding == i;
    };
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        if (isVerdict(a) != isVerdict(b))
            return isVerdict(a);
        const int x = groupOf(findings[a]), y = groupOf(findings[b]);
        return x != y ? x < y : findings[a].weight > findings[b].weight;
    });
    std::vector<std::size_t> newIndex(findings.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        newIndex[order[i]] = i;
    const auto renumber = [&](std::vector<std::size_t>& list) {
        for (std::size_t& index : list)
            index = newIndex[index];
    };
    for (Finding& finding : findings) {
        renumber(finding.explains);
        renumber(finding.explainedBy);
    }
    const auto renumberVerdict = [&](std::optional<Verdict>& verdict) {
        if (!verdict)
            return;
        if (verdict->finding)
            verdict->finding = newIndex[*verdict->finding];
        renumber(verdict->chain);
        renumber(verdict->advice);
    };
    renumberVerdict(diagnosis.verdict);
    for (RunDiagnosis& run : diagnosis.runs)
        renumberVerdict(run.verdict);
    for (const std::size_t index : order)
        diagnosis.findings.push_back(std::move(findings[index]));
}

/// Takes the findings of these keys out of `drafts`.
std::vector<DraftFinding> takeDismissed(std::vector<DraftFinding>& drafts, const std::set<std::string>& keys) {
    std::vector<DraftFinding> taken;
    if (keys.empty())
        return taken;
    const auto rest =
        std::stable_partition(drafts.begin(), drafts.end(), [&](const DraftFinding& draft) { return !keys.contains(draft.finding.key()); });
    taken.assign(std::make_move_iterator(rest), std::make_move_iterator(drafts.end()));
    drafts.erase(rest, drafts.end());
    return taken;
}

/// The job's verdict is that of the run which tells most, its outcome the worst end of any: an unknown one says nothing where another is known. An attempt that
/// was followed by another counts only where no other run tells anything.
void judgeJob(Diagnosis& diagnosis, const std::vector<double>& weights) {
    for (const bool superseded : {false, true}) {
        double best = 0;
        for (std::size_t run = 0; run < diagnosis.runs.size(); ++run) {
            const RunDiagnosis& told = diagnosis.runs[run];
            if (told.superseded != superseded)
                continue;
            diagnosis.outcome = std::max(diagnosis.outcome, told.outcome);
            if (told.verdict && (!diagnosis.verdict || weights[run] > best)) {
                diagnosis.verdict = told.verdict;
                best = weights[run];
            }
        }
        if (diagnosis.outcome != Outcome::Unknown || diagnosis.verdict)
            return;
    }
}

/// A wrapper in a parent run is explained by the cause that was found in its child.
void explainAcrossRuns(std::vector<Finding>& findings) {
    for (std::size_t f = 0; f < findings.size(); ++f) {
        if (findings[f].article->role != ArticleRole::Envelope || !findings[f].explainedBy.empty())
            continue;
        for (std::size_t g = 0; g < findings.size(); ++g) {
            const Article& by = *findings[g].article;
            const bool cause = by.role == ArticleRole::Cause && findings[g].explainedBy.empty() && findings[g].severity == Severity::Error;
            if (!cause || findings[g].run == findings[f].run)
                continue;
            if (std::ranges::any_of(findings[f].article->explainedBy, [&](const std::string& name) { return nameMatches(by.id, name); })) {
                findings[f].explainedBy.push_back(g);
                findings[g].explains.push_back(f);
            }
        }
    }
}

} // namespace

std::string_view toString(Outcome outcome) {
    static constexpr std::array<std::string_view, 5> names{"unknown", "completed", "completed-with-losses", "cancelled", "failed"};
    return names[static_cast<std::size_t>(outcome)];
}

std::string_view roleInJob(const Finding& finding) {
    switch (finding.standing) {
    case Standing::Handled: return "handled";
    case Standing::Mentioned: return "mentioned";
    case Standing::Counts: break;
    }
    return toString(finding.article->role);
}

std::string Finding::key() const {
    // Node and process are those of the first place: they tell where, not what.
    std::string key = (article ? article->id : title) + "@" + std::to_string(run);
    for (const auto& [name, value] : captures)
        if (name != "node" && name != "process")
            key += "|" + name + "=" + value;
    return key;
}

std::vector<std::size_t> Diagnosis::findingsOf(std::size_t file) const {
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < findings.size(); ++i)
        if (std::ranges::any_of(findings[i].places, [&](const Place& place) { return place.file == file; }))
            result.push_back(i);
    return result;
}

DiagnosisPointer diagnose(JobPointer job, KnowledgeBasePointer knowledge, const ScanResult& scan, bool final, std::stop_token stop,
                          const DiagnosisOptions& options) {
    auto diagnosis = std::make_shared<Diagnosis>();
    diagnosis->job = job;
    diagnosis->knowledge = knowledge;
    diagnosis->final = final;
    diagnosis->skipped = job->skipped;
    diagnosis->skipped.insert(diagnosis->skipped.end(), scan.skipped.begin(), scan.skipped.end());
    diagnosis->files = job->files.size();
    diagnosis->bytes = job->bytes;

    std::vector<Finding> findings;
    std::vector<double> weights; // of the runs' verdicts
    FailedInputs failedInputs;
    const std::vector<Attempt> attempts = findAttempts(*job, knowledge->layouts());
    for (std::size_t run = 0; run < job->runs.size(); ++run) {
        for (const std::string& layout : job->runs[run].layouts)
            if (std::ranges::find(diagnosis->layouts, layout) == diagnosis->layouts.end())
                diagnosis->layouts.push_back(layout);
        std::vector<std::unique_ptr<const FileScan>> tables; // that the evidence looks at instead of the scan's own
        RunEvidence evidence{*job, *knowledge, run, {}, Outcome::Unknown, 0, {}, {}, {}, {}};
        for (const std::size_t index : job->runs[run].files)
            if (index < scan.files.size() && scan.files[index]) {
                if (auto table = scanOfTable(*job, knowledge->layouts(), *scan.files[index], stop))
                    evidence.scans.push_back(tables.emplace_back(std::move(table)).get());
                else
                    evidence.scans.push_back(scan.files[index].get());
                const FileScan& read = *scan.files[index];
                diagnosis->filesRead += read.skipped.empty() || read.lines > 0;
                diagnosis->bytesRead += read.bytes;
            }
        evidence.documents = readDocuments(*job, *knowledge, run, stop);
        const std::vector<Skipped>& unread = evidence.documents.skipped;
        diagnosis->skipped.insert(diagnosis->skipped.end(), unread.begin(), unread.end());
        decideOutcome(evidence);
        RunSummary summary = summariseRun(evidence, failedInputs, stop);
        diagnosis->nodes += summary.nodes;
        diagnosis->processes += summary.processes;
        countLosses(evidence, summary, failedInputs.firstMiniBatchOf(run));
        judgeTracebacks(evidence);
        std::vector<DraftFinding> drafts = gatherFindings(evidence, stop);
        const Outcome before = evidence.outcome;
        refineOutcome(evidence, drafts);
        if (evidence.outcome != before) {
            // Which tracebacks ended something, and which conditions hold, depends on the outcome.
            judgeTracebacks(evidence);
            drafts = gatherFindings(evidence, stop);
        }
        // What the reader dismissed explains nothing, but what it speaks of is known all the same.
        std::vector<DraftFinding> known = takeDismissed(drafts, options.dismissed);
        for (DraftFinding& draft : known)
            diagnosis->dismissed.push_back(draft.finding);
        explainFindings(evidence, drafts);
        if (!known.empty())
            known.insert(known.end(), drafts.begin(), drafts.end());
        std::vector<UnknownError> unexplained = gatherUnexplained(evidence, known.empty() ? drafts : known);
        for (UnknownError& unknown : unexplained)
            tidyPlaces(evidence, unknown);
        std::optional<Verdict> verdict = chooseVerdict(evidence, drafts, unexplained);
        if (verdict)
            removeRepeatedPlaces(verdict->places);
        for (std::size_t i = 0; i < drafts.size(); ++i)
            if (!(verdict && verdict->finding == i))
                judgeStanding(evidence, drafts[i]);
        if (verdict)
            markRestatements(*verdict, drafts);

        const std::size_t base = findings.size();
        const double weight = verdict ? tellingOf(*verdict, drafts) : 0;
        for (DraftFinding& draft : drafts)
            resolveSteps(evidence, whereaboutsOf(evidence, draft, drafts), draft);
        for (DraftFinding& draft : drafts) {
            for (std::vector<std::size_t>* list : {&draft.finding.explains, &draft.finding.explainedBy})
                for (std::size_t& index : *list)
                    index += base;
            findings.push_back(std::move(draft.finding));
        }
        if (verdict) {
            if (verdict->finding)
                *verdict->finding += base;
            for (std::vector<std::size_t>* list : {&verdict->chain, &verdict->advice})
                for (std::size_t& index : *list)
                    index += base;
        }
        RunDiagnosis result;
        result.outcome = evidence.outcome;
        result.outcomeWhy = evidence.outcomeWhy;
        result.outcomePlace = evidence.outcomePlace;
        result.summary = std::move(summary);
        result.verdict = verdict;
        result.superseded = attempts[run].superseded;
        weights.push_back(weight);
        diagnosis->runs.push_back(std::move(result));
        for (UnknownError& unknown : unexplained)
            diagnosis->unexplained.push_back(std::move(unknown.told));
    }
    judgeJob(*diagnosis, weights);
    explainAcrossRuns(findings);
    std::set<std::pair<const Article*, std::size_t>> collected;
    for (const Finding& finding : findings)
        if (!finding.article->failedInputFile.empty() && collected.insert({finding.article, finding.run}).second)
            collectFailedInputs(finding, scan, *job, *knowledge, failedInputs);
    diagnosis->failedInputs = failedInputs.take();
    diagnosis->failedInputCount = failedInputs.count();
    relateRuns(*diagnosis, attempts, findings, stop);
    sortFindings(*diagnosis, std::move(findings));
    std::ranges::stable_sort(diagnosis->unexplained, [](const Unexplained& a, const Unexplained& b) { return a.weight > b.weight; });
    return diagnosis;
}

} // namespace faultline
