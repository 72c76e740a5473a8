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

/// `SystemExit: 0` ends a good program; so does a bare `SystemExit`.
bool isGoodExit(const RaisedException& exception) {
    return exception.type == "SystemExit" && (exception.message.empty() || exception.message == "0" || exception.message == "None");
}

/// How far behind a traceback the log still speaks of its end.
constexpr std::uint64_t nearLines = 400;

} // namespace

Place RunEvidence::placeAt(std::size_t index, LineNumber line, std::string text, std::optional<LogTime> time) const {
    const JobFile& source = job.files[index];
    return {index, source.path, line, std::move(text), source.node, source.process, time};
}

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
            const bool later = sign.strength == best && (authority > bestAuthority || (authority == bestAuthority && sighting.line.index() >= bestLine));
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
    if (evidence.outcome != Outcome::Unknown)
        return;
    // No sign: an exception that nobody caught, at the end of what the user's process printed, ended it.
    for (const FileScan* scan : evidence.scans) {
        const FileRole& role = evidence.roleOf(scan->file);
        if (scan->tracebacks.empty())
            continue;
        const Traceback& last = scan->tracebacks.back();
        if (isGoodExit(last.exceptions.back()))
            continue;
        const bool atEnd = scan->endsInTraceback && role.program;
        if (!atEnd && !role.errorsOnly)
            continue;
        evidence.outcome = Outcome::Failed;
        evidence.outcomeStrength = 30;
        evidence.outcomeWhy = atEnd ? "the log ends in an exception that nothing caught" : "the script raised an exception, and nothing says that the job completed";
        evidence.outcomePlace = evidence.placeAt(scan->file, last.exceptions.back().line, last.exceptions.back().text, last.time);
        return;
    }
}

void judgeTracebacks(RunEvidence& evidence) {
    const auto& signs = evidence.knowledge.layouts().outcomeSigns();
    for (const FileScan* scan : evidence.scans) {
        const FileRole& role = evidence.roleOf(scan->file);
        const int authority = role.authority;
        for (std::size_t i = 0; i < scan->tracebacks.size(); ++i) {
            const Traceback& traceback = scan->tracebacks[i];
            if (isGoodExit(traceback.exceptions.back()))
                continue;
            JudgedTraceback judged{scan->file, i, &traceback, false, static_cast<double>(authority)};
            const bool last = i + 1 == scan->tracebacks.size();
            bool failedNearby = false;
            for (const SignSighting& sighting : scan->signs)
                if (signs[sighting.sign].says == "failed") {
                    const std::uint64_t line = sighting.line.index();
                    failedNearby |= line >= traceback.line.index() ? line - traceback.line.index() <= nearLines : traceback.line.index() - line <= nearLines;
                }
            const bool mayEnd = evidence.outcome == Outcome::Failed || evidence.outcome == Outcome::Unknown || evidence.outcome == Outcome::Cancelled;
            // A run that lost items was not ended by an exception, but its items were.
            if (evidence.outcome == Outcome::CompletedWithLosses)
                judged.fatal = role.errorsOnly;
            if (mayEnd)
                judged.fatal = role.errorsOnly || traceback.escaped || (last && (scan->endsInTraceback || failedNearby)) ||
                               (failedNearby && scan->tracebacks.size() - i <= 4);
            // The earliest exception of a process is the cause of those after it, unless a retry follows; a log of a whole program ends with its cause.
            if (judged.fatal)
                judged.weight += 60;
            if (role.errorsOnly)
                judged.weight -= static_cast<double>(std::min<std::size_t>(i, 10)) * 0.5;
            else if (last)
                judged.weight += 8;
            if (traceback.userFrame())
                judged.weight += 6;
            if (traceback.exceptions.back().type == "SystemExit")
                judged.weight -= 30;
            if (traceback.escaped)
                judged.weight -= 12; // quoted elsewhere: the original tells more
            evidence.tracebacks.push_back(judged);
        }
    }
    std::ranges::stable_sort(evidence.tracebacks, [](const JudgedTraceback& a, const JudgedTraceback& b) { return a.weight > b.weight; });
}

} // namespace faultline
