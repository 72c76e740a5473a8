// SPDX-License-Identifier: MIT
#include "diagnosis/reasoning.h"

#include "diagnosis/telling_text.h"
#include "scan/line_shape.h"
#include "text/line_prefix.h"
#include "text/regular_expression.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace faultline {

namespace {

constexpr std::size_t exceptionPlaces = 50;
constexpr std::size_t linePlaces = 20;
constexpr std::size_t unknownLimit = 50;

/// Whether a line without a level says plainly that something failed, and not only that something is not as it might be.
bool statesFailure(const LineGroup& group) {
    static const RegularExpression words(
        R"((?i)\b(?:error|fatal|fail(?:ed|ure)?|abort(?:ed)?|panic\w*|crash\w*|killed|exception|segmentation fault)\b|[a-z](?:Error|Exception)\b)");
    return !group.members.empty() && words.find(group.members.front().text);
}

/// What a line without an article is worth for its words: one that names the reason more, a heading without content less.
double wordingOf(const LineGroup& group) {
    static const RegularExpression reason(R"((?i)\b(?:failure reason|error message|reason|caused by)\b\W{0,3}[:=]\s*[^\s{\[]\S*\s+\S)");
    if (group.members.empty())
        return 0;
    std::string_view text = group.members.front().text;
    text.remove_prefix(std::min(readLinePrefix(text).messageOffset, text.size()));
    return reason.find(text) ? 6 : wordsIn(text) >= 3 ? 0 : -6;
}

class Unknowns {
public:
    Unknowns(const RunEvidence& evidence, const std::vector<DraftFinding>& drafts) : m_evidence(evidence), m_drafts(drafts) {}

    std::vector<UnknownError> gather();

private:
    using TracebackKey = std::pair<std::size_t, std::size_t>;

    void learnWhatIsKnown();
    void explain(const TracebackKey& key, std::size_t exception, bool asCause);
    void addException(const JudgedTraceback& judged, std::size_t root);
    void preferTheOddOneOut();
    void addLines();

    const RunEvidence& m_evidence;
    const std::vector<DraftFinding>& m_drafts;
    std::set<TracebackKey> m_explained, m_symptoms;
    std::set<std::tuple<std::size_t, std::size_t, std::size_t>> m_told; ///< file, traceback, and the exception of it that is explained
    std::map<std::string, std::size_t> m_byKind;
    std::map<std::size_t, Occurrences> m_occurrences; ///< of the exceptions among `m_unknown`
    std::vector<UnknownError> m_unknown;
};

void Unknowns::learnWhatIsKnown() {
    // A traceback is known when an article speaks of its exception, or introduces it and is explained itself.
    for (const DraftFinding& draft : m_drafts) {
        const Article& article = *draft.finding.article;
        if (article.role == ArticleRole::Noise)
            std::ranges::copy_if(draft.tracebacks, std::inserter(m_explained, m_explained.end()), [&](const TracebackKey& key) {
                // Of what is written into one line, noise may stand beside the exception.
                const JudgedTraceback* const judged = m_evidence.judgementOf(key.first, key.second);
                return !judged || !judged->traceback->escaped || std::ranges::any_of(draft.exceptions, [&](const auto& exception) {
                    return TracebackKey(std::get<0>(exception), std::get<1>(exception)) == key;
                });
            });
        // A consequence at the end of a chain says nothing of the exception that began it.
        for (const auto& [file, traceback, exception] : draft.exceptions) {
            if (article.role == ArticleRole::Advice) {
                if (article.symptom)
                    m_symptoms.insert({file, traceback});
            } else {
                explain({file, traceback}, exception, distanceToCause(article.role) == 0);
            }
        }
        // What stands further down in an exception's message speaks of that exception.
        if (distanceToCause(article.role) == 0 && draft.inTraceback && draft.ending == Ending::Fatal &&
            article.confidence == Confidence::High)
            for (const TracebackKey& key : draft.tracebacks)
                if (const JudgedTraceback* const judged = m_evidence.judgementOf(key.first, key.second);
                    !judged || judged->traceback->roots().size() == 1) // which member of a group it speaks of, its exceptions tell
                    m_explained.insert(key);
        if (article.role == ArticleRole::Effect && !draft.finding.explainedBy.empty())
            m_explained.insert(draft.tracebacks.begin(), draft.tracebacks.end());
    }
}

/// An article speaks of this exception of a traceback: as its cause, or of what it came to.
void Unknowns::explain(const TracebackKey& key, std::size_t exception, bool asCause) {
    const JudgedTraceback* const judged = m_evidence.judgementOf(key.first, key.second);
    const std::vector<std::size_t> roots = judged ? judged->traceback->roots() : std::vector<std::size_t>{0};
    for (std::size_t i = roots.size(); i-- > 0;) {
        if (exception < roots[i])
            continue;
        if (asCause || exception == roots[i])
            m_told.insert({key.first, key.second, roots[i]});
        return;
    }
}

void Unknowns::addException(const JudgedTraceback& judged, std::size_t root) {
    const Traceback& traceback = *judged.traceback;
    const TracebackKey key{judged.file, judged.index};
    if (m_explained.contains(key) || m_told.contains({judged.file, judged.index, root}) || traceback.last()->type == "SystemExit")
        return;
    // The first exception of a chain is what happened; the later ones are what handling it made of it.
    const RaisedException& raised = traceback.exceptions[root];
    const std::string shape = raised.type + ": " + maskedShape(raised.message.substr(0, 200));
    const auto [entry, isNew] = m_byKind.try_emplace(shape, m_unknown.size());
    if (isNew) {
        UnknownError unknown;
        unknown.told.shape = shape;
        unknown.told.run = m_evidence.run;
        unknown.told.exceptionType = raised.type;
        unknown.told.exceptionMessage = raised.message;
        unknown.chain = describeChain(traceback, root);
        if (const Frame* const frame = traceback.userFrameOf(root))
            unknown.told.frame = describeFrame(*frame);
        unknown.told.weight = judged.weight;
        m_unknown.push_back(std::move(unknown));
    }
    UnknownError& unknown = m_unknown[entry->second];
    unknown.ending = std::max(unknown.ending, judged.ending);
    unknown.symptom |= m_symptoms.contains(key);
    unknown.tracebacks.insert(key);
    if (traceback.time && (!unknown.first || *traceback.time < *unknown.first))
        unknown.first = traceback.time;
    m_occurrences[entry->second].add(judged.file, judged.index, traceback);
    if (unknown.told.places.size() < exceptionPlaces) {
        unknown.told.places.push_back(m_evidence.placeAt(judged.file, raised.line, raised.text, traceback.time, raised.offset));
        if (&raised != traceback.last())
            unknown.told.places.push_back(
                m_evidence.placeAt(judged.file, traceback.last()->line, traceback.last()->text, traceback.time, traceback.last()->offset));
    }
}

/// Where processes were ended by different exceptions, the one that came first and is rarer brought down the others.
void Unknowns::preferTheOddOneOut() {
    std::size_t most = 0;
    const UnknownError* earliest = nullptr;
    for (const UnknownError& unknown : m_unknown) {
        if (unknown.ending != Ending::Fatal)
            continue;
        most = std::max(most, unknown.tracebacks.size());
        if (unknown.first && (!earliest || *unknown.first < *earliest->first))
            earliest = &unknown;
    }
    for (UnknownError& unknown : m_unknown) {
        if (unknown.ending == Ending::Fatal && unknown.tracebacks.size() * 3 <= most)
            unknown.told.weight += 5;
        if (&unknown == earliest)
            unknown.told.weight += 5;
        // Only what nothing else explains may be a mere symptom.
        if (unknown.symptom)
            unknown.told.weight -= 50;
    }
}

/// Error lines: rare, urgent, late, and unknown to the processes of the same job that did well.
void Unknowns::addLines() {
    std::uint64_t goodFiles = 0;
    std::map<std::string, std::uint64_t> inGood;
    for (const FileScan* scan : m_evidence.scans) {
        if (m_evidence.file(scan->file).process.empty() || !scan->tracebacks.empty())
            continue;
        ++goodFiles;
        for (const LineGroup& group : scan->errorGroups)
            ++inGood[group.shape];
    }
    std::map<std::string, std::size_t> byShape;
    for (const FileScan* scan : m_evidence.scans) {
        const FileRole& role = m_evidence.roleOf(scan->file);
        if (!role.telling)
            continue;
        for (const LineGroup& group : scan->errorGroups) {
            double weight = role.authority * 0.5;
            weight += group.level >= Level::Critical ? 14 : group.level >= Level::Error ? 10 : statesFailure(group) ? 8 : 2;
            weight -= std::min(20.0, static_cast<double>(group.count) * 0.2);
            weight += wordingOf(group);
            if (scan->lines > 0)
                weight += 12.0 * static_cast<double>(group.last.shown()) / static_cast<double>(scan->lines);
            if (goodFiles > 1 && inGood[group.shape] * 2 > goodFiles)
                weight -= 15;
            const auto [entry, isNew] = byShape.try_emplace(group.shape, m_unknown.size());
            if (isNew) {
                m_unknown.push_back({});
                m_unknown.back().told.shape = group.shape;
                m_unknown.back().told.run = m_evidence.run;
                m_unknown.back().told.weight = weight;
            }
            Unexplained& told = m_unknown[entry->second].told;
            told.weight = std::max(told.weight, weight);
            Level& level = m_unknown[entry->second].level;
            level = std::max(level, group.level);
            told.count += group.count;
            for (const LineGroup::Member& member : group.members)
                if (told.places.size() < linePlaces)
                    told.places.push_back(m_evidence.placeAt(scan->file, member.line, member.text, member.time, member.offset));
        }
    }
}

std::vector<UnknownError> Unknowns::gather() {
    learnWhatIsKnown();
    for (const JudgedTraceback& judged : m_evidence.tracebacks)
        for (const std::size_t root : judged.traceback->roots())
            addException(judged, root);
    for (const auto& [index, occurrences] : m_occurrences)
        m_unknown[index].told.count = occurrences.total(m_evidence.job);
    preferTheOddOneOut();
    addLines();
    std::ranges::stable_sort(m_unknown, [](const UnknownError& a, const UnknownError& b) { return a.told.weight > b.told.weight; });
    if (m_unknown.size() > unknownLimit)
        m_unknown.resize(unknownLimit);
    return std::move(m_unknown);
}

} // namespace

std::vector<UnknownError> gatherUnexplained(const RunEvidence& evidence, const std::vector<DraftFinding>& drafts) {
    return Unknowns(evidence, drafts).gather();
}

} // namespace faultline
