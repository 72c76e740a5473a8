// SPDX-License-Identifier: MIT
#include "diagnosis/reasoning.h"
#include "diagnosis/telling_text.h"
#include "text/line_prefix.h"

#include <algorithm>
#include <chrono>

namespace faultline {

namespace {

/// What fails under a program is logged within this time of the exceptions that it makes.
constexpr auto systemicWindow = std::chrono::minutes(10);

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
            if (candidate != cause && fits(drafts[candidate]) &&
                (best == drafts.size() || drafts[candidate].finding.weight > drafts[best].finding.weight))
                best = candidate;
        return best;
    };
    const auto isWrapper = [](const DraftFinding& draft) { return distanceToCause(draft.finding.article->role) == 2; };
    // What is only a warning may have contributed; it is no link.
    const auto isBetween = [](const DraftFinding& draft) {
        return distanceToCause(draft.finding.article->role) < 2 && draft.finding.article->severity == Severity::Error;
    };
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

class Chooser {
public:
    Chooser(const RunEvidence& evidence, const std::vector<DraftFinding>& drafts, const std::vector<UnknownError>& unknown)
        : m_evidence(evidence), m_drafts(drafts), m_unknown(unknown) {}

    std::optional<Verdict> choose();

private:
    void findCandidates();
    [[nodiscard]] bool isOfTheStop(const UnknownError& exception) const;
    [[nodiscard]] bool mayBeVerdict(const DraftFinding& draft) const;
    [[nodiscard]] bool speaksOf(const DraftFinding& draft, const UnknownError& exception) const;
    [[nodiscard]] bool standsBefore(const DraftFinding& draft, const UnknownError& exception) const;
    [[nodiscard]] bool wasSurvived(const DraftFinding& draft) const;
    [[nodiscard]] bool exceptionWins() const;
    [[nodiscard]] bool lineWins() const;
    [[nodiscard]] const DraftFinding* strongestCheck() const;
    [[nodiscard]] Verdict known() const;
    [[nodiscard]] Verdict unknown(const UnknownError& error) const;
    [[nodiscard]] Verdict silent() const;
    [[nodiscard]] std::string reasonGiven(const Place& end) const;
    [[nodiscard]] std::set<std::pair<std::size_t, std::size_t>> endingTracebacks() const;
    /// What else was raised with the exception that a finding speaks of, as a clause between commas; empty where nothing was.
    [[nodiscard]] std::string clauseOf(const DraftFinding& draft) const;
    /// The findings of role advice that speak of an exception in one of these.
    [[nodiscard]] std::vector<std::size_t> adviceOn(const std::set<std::pair<std::size_t, std::size_t>>& tracebacks) const;
    /// Those that stand right before a line: what it tells the end of.
    [[nodiscard]] std::vector<std::size_t> adviceBefore(const Place& line) const;

    const RunEvidence& m_evidence;
    const std::vector<DraftFinding>& m_drafts;
    const std::vector<UnknownError>& m_unknown;
    const DraftFinding *m_best = nullptr, *m_second = nullptr;
    const UnknownError *m_exception = nullptr, *m_line = nullptr;
};

bool Chooser::mayBeVerdict(const DraftFinding& draft) const {
    const Article& article = *draft.finding.article;
    if (distanceToCause(article.role) > 2 || article.severity != Severity::Error || !draft.finding.explainedBy.empty())
        return false;
    if (draft.wasHandled() && m_evidence.outcome != Outcome::CompletedWithLosses)
        return false;
    if (m_evidence.outcome != Outcome::Unknown || draft.byCheck || (draft.inTraceback && draft.ending == Ending::Fatal))
        return true;
    // Where nothing says that the run failed, only what cannot have been said in passing counts.
    const bool stated = !isBelow(draft.highestLevel, Level::Error);
    return stated && !draft.inTraceback && article.confidence != Confidence::Low && distanceToCause(article.role) != 1;
}

/// Whether a cancelled run's exception is what stopping it raises.
bool Chooser::isOfTheStop(const UnknownError& exception) const {
    const std::string_view type = exception.told.exceptionType;
    const std::string_view name = type.substr(type.rfind('.') + 1);
    return m_evidence.outcome == Outcome::Cancelled && (name == "KeyboardInterrupt" || name == "CancelledError" || name == "SystemExit");
}

void Chooser::findCandidates() {
    for (const DraftFinding& draft : m_drafts) {
        if (!mayBeVerdict(draft))
            continue;
        if (!m_best || draft.finding.weight > m_best->finding.weight) {
            m_second = m_best;
            m_best = &draft;
        } else if (!m_second || draft.finding.weight > m_second->finding.weight) {
            m_second = &draft;
        }
    }
    for (const UnknownError& candidate : m_unknown) {
        if (candidate.told.exceptionType.empty()) {
            if (!candidate.told.places.empty() && (!m_line || candidate.told.weight > m_line->told.weight))
                m_line = &candidate;
        } else if (candidate.ending != Ending::Handled && !isOfTheStop(candidate) &&
                   (!m_exception || candidate.told.weight > m_exception->told.weight)) {
            m_exception = &candidate;
        }
    }
}

/// Whether a finding is about the same exception: it stands in its traceback, or in a copy of its message elsewhere.
bool Chooser::speaksOf(const DraftFinding& draft, const UnknownError& exception) const {
    if (std::ranges::any_of(draft.tracebacks, [&](const auto& key) { return exception.tracebacks.contains(key); }))
        return true;
    const std::string message =
        exception.told.exceptionMessage.substr(0, std::min<std::size_t>(exception.told.exceptionMessage.find('\n'), 80));
    if (message.size() < 12)
        return false;
    return std::ranges::any_of(draft.finding.places, [&](const Place& place) { return place.text.contains(message); });
}

/// Whether a finding was stated in the same file right before the exception.
bool Chooser::standsBefore(const DraftFinding& draft, const UnknownError& exception) const {
    constexpr std::uint64_t within = 30;
    return std::ranges::any_of(exception.tracebacks, [&](const auto& key) {
        const JudgedTraceback* const judged = m_evidence.judgementOf(key.first, key.second);
        if (!judged)
            return false;
        const std::uint64_t end = judged->traceback->line.index();
        const auto first = draft.lines.lower_bound({key.first, end > within ? end - within : 0});
        return first != draft.lines.end() && first->first == key.first && first->second <= end;
    });
}

/// Whether it is nothing but exceptions of which Python says that the program went on.
bool Chooser::wasSurvived(const DraftFinding& draft) const {
    return draft.inTraceback && !draft.outsideTraceback && std::ranges::all_of(draft.tracebacks, [&](const auto& key) {
               const JudgedTraceback* const judged = m_evidence.judgementOf(key.first, key.second);
               return judged && judged->traceback->survived;
           });
}

/// An exception that ended the user's code and that nobody knows outweighs a known cause that was logged in passing, and any mere consequence.
bool Chooser::exceptionWins() const {
    if (!m_exception)
        return false;
    const int far = distanceToCause(m_best->finding.article->role);
    if (far > 0)
        return m_exception->ending == Ending::Fatal || far == 2;
    if (m_best->inTraceback && m_best->ending >= m_exception->ending)
        return false;
    if (wasSurvived(*m_best))
        return true;
    const bool credible = isCredible(m_evidence, *m_best);
    if (m_exception->symptom && credible)
        return false;
    if (speaksOf(*m_best, *m_exception))
        return false;
    if (credible && standsBefore(*m_best, *m_exception))
        return false;
    if (!credible && !m_best->inTraceback)
        return true;
    // Where the ground fails under a program, its exceptions are the consequence.
    if (credible && m_best->finding.article->systemic) {
        const auto& said = m_best->finding.first;
        const auto& raised = m_exception->first;
        if (!said || !raised || said->instant <= raised->instant + systemicWindow)
            return false;
    }
    return m_exception->ending == Ending::Fatal && m_exception->told.weight > m_best->finding.weight + 10;
}

/// A wrapper tells less than what the script itself logged as an error; so does a consequence that is stated where statements are worth less.
bool Chooser::lineWins() const {
    const int far = distanceToCause(m_best->finding.article->role);
    if (!m_line || far == 0)
        return false;
    const Place& place = m_line->told.places.front();
    const FileRole& role = m_evidence.roleOf(place.file);
    if (far == 1)
        return m_line->level >= Level::Error && m_line->told.count <= m_best->finding.count && !role.unspecific && !role.orchestrates &&
               role.authority > m_best->authority;
    const auto isThere = [&](const Place& other) { return other.file == place.file && other.line == place.line; };
    if (std::ranges::any_of(m_best->finding.places, isThere))
        return false;
    // What only tells of other runs says most right before it says that one failed.
    const auto isJustBefore = [&](const Place& other) {
        return other.file == place.file && place.line < other.line && other.line <= place.line + 5;
    };
    return (role.program && !role.unspecific) || !role.orchestrates || std::ranges::any_of(m_best->finding.places, isJustBefore);
}

/// Where no log says how the run ended, what its files show (a saved definition, a folder that is not there) is all there is to say.
const DraftFinding* Chooser::strongestCheck() const {
    const DraftFinding* strongest = nullptr;
    for (const DraftFinding& draft : m_drafts) {
        const Article& article = *draft.finding.article;
        const bool tells = draft.byCheck && article.role != ArticleRole::Noise && article.role != ArticleRole::Advice &&
                           article.severity >= Severity::Warning && draft.finding.explainedBy.empty();
        if (tells && (!strongest || draft.finding.weight > strongest->finding.weight))
            strongest = &draft;
    }
    return strongest;
}

std::set<std::pair<std::size_t, std::size_t>> Chooser::endingTracebacks() const {
    std::set<std::pair<std::size_t, std::size_t>> ending;
    for (const JudgedTraceback& judged : m_evidence.tracebacks)
        if (judged.ending == Ending::Fatal)
            ending.insert({judged.file, judged.index});
    return ending;
}

std::string Chooser::clauseOf(const DraftFinding& draft) const {
    auto exceptions = draft.exceptions;
    // What introduces a traceback speaks of the exception that began it.
    if (exceptions.empty())
        for (const auto& [file, traceback] : draft.tracebacks)
            if (const JudgedTraceback* const judged = m_evidence.judgementOf(file, traceback); judged && judged->traceback->root())
                exceptions.insert({file, traceback, judged->traceback->roots().front()});
    for (const auto& [file, traceback, exception] : exceptions) {
        const JudgedTraceback* const judged = m_evidence.judgementOf(file, traceback);
        if (!judged || judged->ending != Ending::Fatal)
            continue;
        const std::string chain = describeChain(*judged->traceback, exception);
        return chain.empty() ? chain : chain + ",";
    }
    return {};
}

Verdict Chooser::known() const {
    const DraftFinding& draft = *m_best;
    const int far = distanceToCause(draft.finding.article->role);
    Verdict verdict;
    verdict.run = m_evidence.run;
    verdict.finding = static_cast<std::size_t>(m_best - m_drafts.data());
    verdict.title = draft.finding.title;
    verdict.summary = draft.finding.summary;
    verdict.places = draft.finding.places;
    verdict.chain = chainTo(m_drafts, *verdict.finding);
    // What only says that the script raised something needs the advice on what it raised.
    if (draft.exceptions.empty())
        verdict.advice = adviceOn(draft.tracebacks);
    // A wrapper that was logged elsewhere wraps what ended the code.
    if (verdict.advice.empty() && far == 2)
        verdict.advice = adviceOn(endingTracebacks());
    const bool rivalled =
        m_second && m_second->finding.weight + 15 >= draft.finding.weight && distanceToCause(m_second->finding.article->role) == 0;
    verdict.certain = draft.finding.article->confidence != Confidence::Low && far == 0 && !rivalled;
    const std::string where = whereItStands(m_evidence, draft.finding);
    if (draft.inTraceback && m_evidence.outcome == Outcome::CompletedWithLosses)
        verdict.why = "This exception" + clauseOf(draft) + " cost the job items";
    else if (draft.inTraceback && draft.ending == Ending::Fatal)
        verdict.why = "This exception" + clauseOf(draft) + " ended the user's code";
    else if (draft.byCheck)
        verdict.why = "It stands in " + where;
    else if (far == 0)
        verdict.why = "It is the statement nearest to the cause, in " + where;
    else
        verdict.why = "Nothing nearer to the cause was found than this, in " + where;
    if (!draft.finding.explains.empty())
        verdict.why += "; it explains " + joinedTitles(m_drafts, draft.finding.explains);
    if (rivalled && far == 0)
        verdict.why += "; “" + m_second->finding.title + "” was found as well";
    verdict.why += ".";
    return verdict;
}

Verdict Chooser::unknown(const UnknownError& error) const {
    Verdict verdict;
    verdict.run = m_evidence.run;
    verdict.title = "Not a known error";
    verdict.places = error.told.places;
    verdict.certain = false;
    if (m_evidence.outcomePlace && m_evidence.outcome == Outcome::Failed)
        verdict.places.push_back(*m_evidence.outcomePlace);
    if (error.told.exceptionType.empty()) {
        verdict.summary = tellingLine(error.told.places.front().text);
        verdict.why = "No article explains the failure; of all error lines this one is the most telling: rare, urgent and near the end.";
        verdict.advice = adviceBefore(error.told.places.front());
        return verdict;
    }
    const std::string message = tellingText(error.told.exceptionMessage, error.told.exceptionType);
    verdict.summary = error.told.exceptionType + (message.empty() ? "" : ": " + message) +
                      (error.told.frame.empty() ? "" : " (" + error.told.frame + ")") + error.chain;
    verdict.why = error.ending == Ending::Fatal ? "No article knows this exception; it is the one that ended the user's code."
                                                : "No article knows this exception; it is the one that most likely ended the user's code.";
    verdict.advice = adviceOn(error.tracebacks);
    return verdict;
}

std::vector<std::size_t> Chooser::adviceOn(const std::set<std::pair<std::size_t, std::size_t>>& tracebacks) const {
    std::vector<std::size_t> advice;
    for (std::size_t i = 0; i < m_drafts.size(); ++i) {
        const DraftFinding& draft = m_drafts[i];
        if (draft.finding.article->role == ArticleRole::Advice && std::ranges::any_of(draft.exceptions, [&](const auto& key) {
                return tracebacks.contains({std::get<0>(key), std::get<1>(key)});
            }))
            advice.push_back(i);
    }
    return advice;
}

std::vector<std::size_t> Chooser::adviceBefore(const Place& line) const {
    constexpr std::uint64_t within = 30;
    std::vector<std::size_t> advice;
    const std::uint64_t end = line.line.index();
    for (std::size_t i = 0; i < m_drafts.size(); ++i) {
        const DraftFinding& draft = m_drafts[i];
        const auto first = draft.lines.lower_bound({line.file, end > within ? end - within : 0});
        if (draft.finding.article->role == ArticleRole::Advice && first != draft.lines.end() && first->first == line.file &&
            first->second <= end)
            advice.push_back(i);
    }
    return advice;
}

Verdict Chooser::silent() const {
    Verdict verdict;
    verdict.run = m_evidence.run;
    verdict.title = m_evidence.outcome == Outcome::Cancelled ? "The job was cancelled" : "Not a known error";
    verdict.summary = "The job failed, but none of its logs says why.";
    verdict.why = m_evidence.outcomeWhy.empty() ? "No line of level error and no exception was found."
                                                : "Only its end is known: " + m_evidence.outcomeWhy + ".";
    if (m_evidence.outcomePlace) {
        verdict.places.push_back(*m_evidence.outcomePlace);
        if (const std::string words = reasonGiven(*m_evidence.outcomePlace); !words.empty()) {
            verdict.summary = words;
            verdict.why = "No article knows it; so much the run's result itself says, and no other line of level error was found.";
            verdict.certain = false;
            verdict.stated = true;
            return verdict;
        }
    }
    if (auto stated = statedReason(m_evidence)) {
        verdict.summary = stated->text;
        verdict.why = "No article knows it; so much a saved answer of the service says, and no log says more.";
        verdict.places.insert(verdict.places.begin(), std::move(*stated));
        verdict.stated = true;
    }
    verdict.certain = false;
    return verdict;
}

/// What the line that told the run's end says besides that, where it is more than a few words: results often hold the reason. Empty where it is not.
std::string Chooser::reasonGiven(const Place& end) const {
    constexpr std::size_t fewWords = 6;
    if (!m_evidence.roleOf(end.file).errorsOnly)
        return {};
    std::string_view text = end.text;
    text.remove_prefix(std::min(readLinePrefix(text).messageOffset, text.size()));
    return wordsIn(text) > fewWords ? std::string(text.substr(0, 400)) : std::string();
}

std::optional<Verdict> Chooser::choose() {
    if (m_evidence.outcome == Outcome::Completed)
        return std::nullopt;
    findCandidates();
    const bool failed = m_evidence.outcome != Outcome::Unknown;
    if (m_best) {
        if (exceptionWins())
            return unknown(*m_exception);
        if (lineWins())
            return unknown(*m_line);
        return known();
    }
    if (m_exception && (failed || m_exception->ending == Ending::Fatal))
        return unknown(*m_exception);
    if (m_evidence.outcome == Outcome::Unknown)
        m_best = strongestCheck();
    if (m_best) {
        Verdict verdict = known();
        verdict.certain = false;
        return verdict;
    }
    // Why it was cancelled, only an answer of the service can tell.
    if (m_evidence.outcome == Outcome::Cancelled && statedReason(m_evidence))
        return silent();
    if (m_evidence.outcome != Outcome::Failed)
        return std::nullopt;
    // A line of the answer itself is no better than the reason that the answer gives.
    const auto stated = m_line ? statedReason(m_evidence) : std::nullopt;
    const bool isOfTheAnswer = stated && stated->file == m_line->told.places.front().file;
    return m_line && !isOfTheAnswer ? unknown(*m_line) : silent();
}

} // namespace

std::optional<Place> statedReason(const RunEvidence& evidence) {
    for (const DefinitionFact& fact : evidence.knowledge.layouts().definitionFacts()) {
        if (fact.kind != RunFact::Kind::StatedReason)
            continue;
        // The keys that tell most come first.
        for (const std::string& key : fact.keys)
            for (const RunDocuments::Document& document : evidence.documents.documents) {
                if (!std::ranges::contains(fact.in, evidence.file(document.file).role))
                    continue;
                for (const DocumentValue& value : document.values) {
                    const std::string text = value.scalar && keyMatches(value, key) ? tellingText(value.value) : std::string();
                    if (!text.empty())
                        return evidence.placeAt(document.file, value.line, text, std::nullopt);
                }
            }
    }
    return std::nullopt;
}

std::optional<Verdict> chooseVerdict(const RunEvidence& evidence, const std::vector<DraftFinding>& drafts,
                                     const std::vector<UnknownError>& unexplained) {
    return Chooser(evidence, drafts, unexplained).choose();
}

} // namespace faultline
