// SPDX-License-Identifier: MIT
#include "diagnosis/evidence.h"

#include <algorithm>
#include <numeric>

namespace faultline {

namespace {

/// How far behind a traceback the log still speaks of its end.
constexpr std::uint64_t nearLines = 400;
/// A program that printed so much behind an exception, and then failed of another one, had caught the first.
constexpr std::uint32_t outputOfGoingOn = 3;

/// Says which exceptions are the same, whatever numbers their messages hold.
std::string kindOf(const Traceback& traceback) {
    const RaisedException& last = *traceback.last();
    std::string kind =
        last.type.substr(last.type.rfind('.') + 1) + ": " + last.message.substr(0, std::min<std::size_t>(last.message.find('\n'), 200));
    std::erase_if(kind, [](char c) { return c >= '0' && c <= '9'; });
    return kind;
}

class Judge {
public:
    explicit Judge(RunEvidence& evidence) : m_evidence(evidence) {
        for (const FileScan* scan : evidence.scans)
            if (evidence.roleOf(scan->file).errorsOnly)
                for (const Traceback& traceback : scan->tracebacks)
                    m_recorded.insert(kindOf(traceback));
    }

    void judge(const FileScan& scan);

private:
    [[nodiscard]] bool failureIsNear(const FileScan& scan, const Traceback& traceback) const;
    [[nodiscard]] Ending endingOf(const FileScan& scan, const Traceback& traceback, bool isLast, Ending next) const;

    RunEvidence& m_evidence;
    std::set<std::string> m_recorded; ///< exceptions in files that hold nothing but errors
};

bool Judge::failureIsNear(const FileScan& scan, const Traceback& traceback) const {
    const auto& signs = m_evidence.knowledge.layouts().outcomeSigns();
    return std::ranges::any_of(scan.signs, [&](const SignSighting& sighting) {
        if (signs[sighting.sign].says != "failed")
            return false;
        const std::uint64_t line = sighting.line.index(), end = traceback.lastSeen.index();
        return line >= end ? line - end <= nearLines : end - line <= nearLines;
    });
}

Ending Judge::endingOf(const FileScan& scan, const Traceback& traceback, bool isLast, Ending next) const {
    const FileRole& role = m_evidence.roleOf(scan.file);
    switch (m_evidence.outcome) {
    case Outcome::Completed: return Ending::Handled;
    // A run that lost items was not ended by an exception, but its items were.
    case Outcome::CompletedWithLosses:
        return role.errorsOnly ? Ending::Fatal : traceback.level >= Level::Error ? Ending::Possible : Ending::Handled;
    case Outcome::Failed:
    case Outcome::Cancelled:
    case Outcome::Unknown: break;
    }
    // Quoted by what looks after the run, it is what that saw of the end; a program may quote anything.
    const bool quoted = traceback.escaped && !(role.program && !role.unspecific);
    if (quoted && traceback.survived)
        return Ending::Handled;
    if (role.errorsOnly || quoted)
        return Ending::Fatal;
    // Where the runtime recorded what ended its processes, what else they printed was handled.
    if (!m_recorded.empty() && !m_evidence.file(scan.file).process.empty())
        return m_recorded.contains(kindOf(traceback)) ? Ending::Fatal : Ending::Handled;
    const bool warned = isBelow(traceback.level, Level::Error);
    if (!isLast) {
        if (warned)
            return Ending::Handled;
        // With nothing but errors in between, it belongs to the end that the next one tells of.
        if (traceback.outputAfter == 0 && !traceback.survived)
            return next;
        return traceback.outputAfter >= outputOfGoingOn ? Ending::Handled : std::min(next, Ending::Possible);
    }
    if (traceback.survived)
        return traceback.outputAfter > 0 ? Ending::Handled : Ending::Possible;
    // A warning may be what was said before the end by chance, or tell of what was caught: the run's end decides.
    if (scan.endsInTraceback)
        return warned && m_evidence.outcomeStrength <= OutcomeSign::weak ? Ending::Possible : Ending::Fatal;
    const bool wentOn = m_evidence.outcome == Outcome::Unknown && traceback.outputAfter >= Traceback::outputLimit;
    if (wentOn || (warned && traceback.outputAfter > 0))
        return Ending::Handled;
    if (failureIsNear(scan, traceback) || (traceback.outputAfter == 0 && !traceback.escaped))
        return Ending::Fatal;
    return Ending::Possible;
}

void Judge::judge(const FileScan& scan) {
    const FileRole& role = m_evidence.roleOf(scan.file);
    std::vector<std::size_t> order(scan.tracebacks.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order,
                             [&](std::size_t a, std::size_t b) { return scan.tracebacks[a].lastSeen > scan.tracebacks[b].lastSeen; });
    Ending next = Ending::Handled;
    bool isLast = true;
    for (const std::size_t index : order) {
        const Traceback& traceback = scan.tracebacks[index];
        if (isGoodExit(*traceback.last()))
            continue;
        JudgedTraceback judged{scan.file, index, &traceback, endingOf(scan, traceback, isLast, next), static_cast<double>(role.authority)};
        if (!traceback.survived) {
            next = judged.ending;
            isLast = false;
        }
        if (judged.ending == Ending::Fatal)
            judged.weight += 60;
        else if (judged.ending == Ending::Possible)
            judged.weight += 25;
        // The earliest of those that ended the program is the cause of those after it.
        judged.weight += judged.ending == Ending::Handled ? 0 : std::max(0.0, 8.0 - 0.5 * static_cast<double>(index));
        if (traceback.userFrame())
            judged.weight += 6;
        if (traceback.last()->type == "SystemExit")
            judged.weight -= 30;
        if (traceback.escaped)
            judged.weight -= 12; // quoted elsewhere: the original tells more
        m_evidence.tracebacks.push_back(judged);
    }
}

/// Of exceptions in several processes the first one is likelier to have brought down the others.
void preferEarliest(std::vector<JudgedTraceback>& tracebacks) {
    const auto counts = [](const JudgedTraceback& judged) {
        return judged.ending == Ending::Fatal && judged.traceback->time && !judged.traceback->escaped;
    };
    JudgedTraceback* earliest = nullptr;
    for (JudgedTraceback& judged : tracebacks)
        if (counts(judged) && (!earliest || *judged.traceback->time < *earliest->traceback->time))
            earliest = &judged;
    if (earliest)
        earliest->weight += 4;
}

} // namespace

void judgeTracebacks(RunEvidence& evidence) {
    evidence.tracebacks.clear();
    Judge judge(evidence);
    for (const FileScan* scan : evidence.scans)
        judge.judge(*scan);
    preferEarliest(evidence.tracebacks);
    std::ranges::stable_sort(evidence.tracebacks, [](const JudgedTraceback& a, const JudgedTraceback& b) { return a.weight > b.weight; });
}

} // namespace faultline
