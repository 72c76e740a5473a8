// SPDX-License-Identifier: MIT
#include "diagnosis/evidence.h"

#include <algorithm>

namespace faultline {

namespace {

Outcome outcomeFromName(std::string_view name) {
    if (name == "failed")
        return Outcome::Failed;
    if (name == "completed")
        return Outcome::Completed;
    if (name == "completed-with-losses")
        return Outcome::CompletedWithLosses;
    return name == "cancelled" ? Outcome::Cancelled : Outcome::Unknown;
}

/// Lines of ordinary output behind the end of a program, at most, that others than it print: a shell's script, a tool that uploads, what streams the log.
constexpr std::uint32_t linesOfOthers = 12;

/// Whether all that a finding tells, without a level, stands in one log before the line that says how that log's program ended.
bool wasOutlived(const RunEvidence& evidence, const DraftFinding& draft) {
    return evidence.outcomePlace && draft.highestLevel == Level::Unknown &&
           std::ranges::all_of(draft.finding.places, [&](const Place& place) {
               return place.file == evidence.outcomePlace->file && place.line < evidence.outcomePlace->line;
           });
}

/// The last exception in a log but for those that the program survived.
const Traceback* lastThatMayEnd(const FileScan& scan) {
    const Traceback* last = nullptr;
    for (const Traceback& traceback : scan.tracebacks)
        if (!traceback.survived && (!last || traceback.lastSeen > last->lastSeen))
            last = &traceback;
    return last;
}

} // namespace

bool outcomeIs(const std::vector<std::string>& wanted, Outcome outcome) {
    if (wanted.empty() || std::ranges::find(wanted, toString(outcome)) != wanted.end())
        return true;
    // Losses are only told from a run that completed: a sign that asks for that still holds.
    return outcome == Outcome::CompletedWithLosses && std::ranges::find(wanted, toString(Outcome::Completed)) != wanted.end();
}

void decideOutcome(RunEvidence& evidence) {
    const auto& signs = evidence.knowledge.layouts().outcomeSigns();
    int best = 0;
    int bestAuthority = -1;
    std::uint64_t bestLine = 0;
    for (const FileScan* scan : evidence.scans) {
        const int authority = evidence.roleOf(scan->file).authority;
        for (const SignSighting& sighting : scan->signs) {
            const OutcomeSign& sign = signs[sighting.sign];
            const bool stronger = sign.strength > best;
            // Of equal signs the later one in a file counts, and the file with more authority.
            const bool later =
                sign.strength == best && (authority > bestAuthority || (authority == bestAuthority && sighting.line.index() >= bestLine));
            if (!stronger && !later)
                continue;
            best = sign.strength;
            bestAuthority = authority;
            bestLine = sighting.line.index();
            evidence.outcome = outcomeFromName(sign.says);
            evidence.outcomeWhy = sign.because;
            evidence.outcomePlace = evidence.placeAt(scan->file, sighting.line, sighting.text, sighting.time);
        }
    }
    evidence.outcomeStrength = best;
    if (evidence.outcome != Outcome::Unknown && best > OutcomeSign::weak)
        return;
    const Outcome weak = evidence.outcome;
    // No sign, or none that proves anything: an exception that nobody caught, at the end of what the user's process printed, ended it.
    for (const FileScan* scan : evidence.scans) {
        const FileRole& role = evidence.roleOf(scan->file);
        const Traceback* const latest = lastThatMayEnd(*scan);
        if (!latest || isGoodExit(latest->exceptions.back()))
            continue;
        const Traceback& last = *latest;
        // Where nothing else is known, a line or two behind it do not count, nor what a wrapper or an uploader says behind the end of the program itself.
        const bool ended = last.reachesModule();
        const bool nearEnd = weak == Outcome::Unknown && !last.escaped && last.outputAfter <= (ended ? linesOfOthers : 2) &&
                             scan->lines <= last.lastSeen.shown() + (ended ? 60 : 6);
        const bool atEnd = (scan->endsInTraceback || nearEnd) && role.program;
        if (!atEnd && !role.errorsOnly)
            continue;
        // What the runtime recorded and lived through cost items, not the run.
        evidence.outcome = atEnd || weak != Outcome::Completed ? Outcome::Failed : Outcome::CompletedWithLosses;
        evidence.outcomeStrength = RunEvidence::concluded;
        evidence.outcomeWhy = atEnd                        ? "the log ends in an exception that nothing caught"
                              : weak != Outcome::Completed ? "the script raised an exception, and nothing says that the job completed"
                                                           : "the run ended well, but the script's exceptions were recorded";
        evidence.outcomePlace = evidence.placeAt(scan->file, last.exceptions.back().line, last.exceptions.back().text, last.time,
                                                 last.exceptions.back().offset);
        if (evidence.outcome == Outcome::Failed)
            return;
    }
}

void refineOutcome(RunEvidence& evidence, const std::vector<DraftFinding>& drafts) {
    if (evidence.outcomeStrength <= OutcomeSign::weak) {
        const DraftFinding* proof = nullptr;
        for (const DraftFinding& draft : drafts) {
            const Article& article = *draft.finding.article;
            // Against a weak sign of a good end only a wrapper counts, and not one that was mentioned in passing.
            const bool mentioned = draft.inTraceback || isBelow(draft.highestLevel, Level::Error) || wasOutlived(evidence, draft);
            const bool states =
                draft.opensLine && article.severity == Severity::Error && article.confidence != Confidence::Low && !draft.byCheck &&
                (article.role == ArticleRole::Envelope
                     ? evidence.outcome == Outcome::Unknown || !mentioned
                     : article.role == ArticleRole::Effect && evidence.outcome == Outcome::Unknown && draft.authority >= 58);
            if (states && (!proof || draft.authority > proof->authority))
                proof = &draft;
        }
        if (proof && !proof->finding.places.empty()) {
            evidence.outcome = Outcome::Failed;
            evidence.outcomeStrength = RunEvidence::concluded;
            evidence.outcomeWhy = "a log says: " + proof->finding.title;
            evidence.outcomePlace = proof->finding.places.front();
        }
    }
    if (evidence.outcome == Outcome::Unknown) {
        // Where the user's program left no log, a cause in the logs of the preparation means that it was never started.
        const bool started = std::ranges::any_of(evidence.scans, [&](const FileScan* scan) {
            const FileRole& role = evidence.roleOf(scan->file);
            return (role.program || role.errorsOnly) && !role.document && scan->lines > 0;
        });
        for (const DraftFinding& draft : drafts) {
            const Article& article = *draft.finding.article;
            if (started || article.role != ArticleRole::Cause || article.severity != Severity::Error ||
                article.confidence == Confidence::Low || draft.byCheck || draft.finding.places.empty() ||
                evidence.roleOf(draft.finding.places.front().file).unspecific)
                continue;
            evidence.outcome = Outcome::Failed;
            evidence.outcomeStrength = RunEvidence::concluded;
            evidence.outcomeWhy = "the user's program never started: " + draft.finding.title;
            evidence.outcomePlace = draft.finding.places.front();
            break;
        }
    }
    if (evidence.outcome == Outcome::Completed) {
        // A message in passing shows no loss, nor does an exception that the program lived through; what data files hold has no level and is no message.
        const auto counts = [&](const DraftFinding& draft) {
            if (draft.byCheck || draft.finding.places.empty())
                return draft.byCheck;
            if (draft.wasHandled() || !(draft.inTraceback || draft.opensLine))
                return false;
            return draft.inTraceback || draft.highestLevel >= Level::Error || draft.finding.article->role == ArticleRole::Effect ||
                   (draft.highestLevel == Level::Unknown && !evidence.roleOf(draft.finding.places.front().file).telling);
        };
        for (const DraftFinding& draft : drafts)
            if (draft.finding.article->means == "completed-with-losses" && counts(draft)) {
                evidence.outcome = Outcome::CompletedWithLosses;
                evidence.outcomeWhy = draft.finding.title;
                if (!draft.finding.places.empty())
                    evidence.outcomePlace = draft.finding.places.front();
                break;
            }
    }
}

} // namespace faultline
