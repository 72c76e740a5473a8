// SPDX-License-Identifier: MIT
#include "diagnosis/reasoning.h"
#include "diagnosis/telling_text.h"

#include "scan/line_shape.h"
#include "text/line_prefix.h"
#include "text/regular_expression.h"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>

namespace faultline {

namespace {

/// A statement at this distance above a traceback introduces it.
constexpr std::uint64_t introducedWithin = 4;

/// Whether a pattern's words begin what the line says, or are a value of its JSON, rather than stand within a sentence: a program prints other people's texts.
bool opensItsLine(const Match& match, std::string_view line) {
    constexpr std::size_t lead = 40; // the names of an exception and of the part that raised it: `package.module.Exception: Component: `
    const std::string_view message = line.substr(std::min(readLinePrefix(line).messageOffset, line.size()));
    std::vector<std::string_view> groups;
    if (!match.expression || !match.expression->find(message, groups) || groups.empty())
        return false;
    std::string_view before = message.substr(0, static_cast<std::size_t>(groups.front().data() - message.data()));
    before.remove_prefix(std::min(before.find_first_not_of(" \t"), before.size()));
    return before.starts_with('{') || before.starts_with('"') ||
           (before.size() <= lead && before.find_first_of("\"'") == std::string_view::npos);
}

/// Whether it can decide how the run ended.
bool mayTellTheEnd(const Article& article) {
    return article.role == ArticleRole::Envelope || article.role == ArticleRole::Effect || !article.means.empty();
}

/// Of sightings that are one finding, some tell more than the first.
void addCaptures(Finding& finding, const Captures& captures) {
    for (const auto& [name, value] : captures)
        finding.captures.try_emplace(name, value);
}

class Gatherer {
public:
    Gatherer(const RunEvidence& evidence, std::stop_token stop)
        : m_evidence(evidence), m_articles(evidence.knowledge.articles()), m_stop(std::move(stop)) {
        for (const JudgedTraceback& judged : evidence.tracebacks)
            m_judged[{judged.file, judged.index}] = &judged;
        for (const Article& article : m_articles)
            m_usesException.push_back(usesException(article));
    }

    std::vector<DraftFinding> run();

private:
    static bool usesException(const Article& article) {
        for (const std::string* text : {&article.summary, &article.reason, &article.solution})
            if (text->contains("{exception") || text->contains("{message") || text->contains("{frame"))
                return true;
        return false;
    }

    void add(const FileScan& scan, const Sighting& sighting);
    void add(CheckHit hit);
    /// `copy`: what was found stands in a copy of a traceback, which may be cut: it is of the finding that what was copied made, if there is one.
    DraftFinding& draftFor(std::size_t article, const Captures& captures, const std::string& more, bool copy = false);
    void complete(DraftFinding& draft);
    void nameInputs();
    [[nodiscard]] bool isClaimed(const Sighting& sighting, std::span<const Sighting* const> ofLine) const;
    /// A traceback of a file, and which of the identical ones.
    struct Told {
        std::size_t index = nowhere;
        const Traceback::Repetition* repetition = nullptr; ///< null: the first
    };
    /// The one that a sighting is part of or, `orIntroduces`, stands above.
    [[nodiscard]] Told tracebackOf(const FileScan& scan, const Sighting& sighting, bool orIntroduces) const;
    /// Which exception of the traceback a sighting in or near it speaks of.
    [[nodiscard]] static std::size_t exceptionOf(const Traceback& traceback, const Traceback::Repetition* repetition,
                                                 const Sighting& sighting);
    /// Moves a place to the line of an exception.
    static void moveToException(Place& place, const Traceback& traceback, const Traceback::Repetition* repetition, std::size_t exception);

    const RunEvidence& m_evidence;
    const std::vector<Article>& m_articles;
    std::stop_token m_stop;
    std::map<std::pair<std::size_t, std::size_t>, const JudgedTraceback*> m_judged;
    std::vector<bool> m_usesException;
    std::map<std::string, std::size_t> m_byKey;
    struct Accepted {
        const Sighting* sighting;
        std::size_t draft;
    };
    std::map<std::tuple<std::size_t, std::size_t, std::uint64_t>, std::vector<Accepted>> m_byLine; ///< article, file, line
    std::vector<DraftFinding> m_drafts;
};

DraftFinding& Gatherer::draftFor(std::size_t articleIndex, const Captures& captures, const std::string& more, bool copy) {
    const Article& article = m_articles[articleIndex];
    std::string said;
    for (const auto& [name, value] : captures) {
        const bool counts =
            article.sameBy ? std::ranges::find(*article.sameBy, name) != article.sameBy->end() : name != article.failedInputFile;
        if (counts)
            said += '\x1f' + name + '=' + value;
    }
    std::string key = article.id + '\x1e' + more + said;
    const bool known = m_byKey.contains(key);
    // Captures that hold counters would make a finding of each line: beyond a bound all join one.
    std::size_t same = 0;
    const std::string prefix = article.id + '\x1e';
    for (auto entry = m_byKey.lower_bound(prefix); entry != m_byKey.end() && entry->first.starts_with(prefix); ++entry) {
        ++same;
        if (copy && !known && entry->first.ends_with(said))
            key = entry->first;
    }
    if (same >= 20 && !m_byKey.contains(key))
        key = prefix;
    const auto [entry, isNew] = m_byKey.try_emplace(key, m_drafts.size());
    if (isNew) {
        DraftFinding draft;
        draft.article = articleIndex;
        draft.finding.article = &article;
        draft.finding.run = m_evidence.run;
        draft.finding.captures = captures;
        draft.finding.severity = article.severity;
        m_drafts.push_back(std::move(draft));
    }
    DraftFinding& draft = m_drafts[entry->second];
    addCaptures(draft.finding, captures);
    return draft;
}

Gatherer::Told Gatherer::tracebackOf(const FileScan& scan, const Sighting& sighting, bool orIntroduces) const {
    if (sighting.traceback != nowhere)
        return {sighting.traceback, scan.tracebacks[sighting.traceback].repetitionAt(sighting.line)};
    // What is said at a level at which nothing fails introduces no exception.
    if (!orIntroduces || isBelow(sighting.level, Level::Warning))
        return {};
    Told nearest;
    LineNumber nearestBegin;
    const auto consider = [&](std::size_t index, LineNumber begin, const Traceback::Repetition* repetition) {
        if (nearest.index == nowhere || begin < nearestBegin) {
            nearest = {index, repetition};
            nearestBegin = begin;
        }
    };
    for (std::size_t i = 0; i < scan.tracebacks.size(); ++i) {
        const Traceback& traceback = scan.tracebacks[i];
        if (traceback.line >= sighting.line && traceback.line.index() - sighting.line.index() <= introducedWithin)
            consider(i, traceback.line, nullptr);
        if (const Traceback::Repetition* const repetition = traceback.repetitionBelow(sighting.line, introducedWithin))
            consider(i, repetition->line, repetition);
    }
    return nearest;
}

std::size_t Gatherer::exceptionOf(const Traceback& traceback, const Traceback::Repetition* repetition, const Sighting& sighting) {
    if (sighting.traceback != nowhere && sighting.exception != nowhere)
        return sighting.exception;
    const bool within = sighting.traceback != nowhere && !traceback.escaped;
    if (within && repetition &&
        repetition->lastLine.index() - repetition->line.index() == traceback.lastLine.index() - traceback.line.index())
        return traceback.exceptionAt(traceback.line + (sighting.line.index() - repetition->line.index()));
    if (within && !repetition && sighting.line >= traceback.line && sighting.line <= traceback.lastLine)
        return traceback.exceptionAt(sighting.line);
    return traceback.roots().front();
}

void Gatherer::moveToException(Place& place, const Traceback& traceback, const Traceback::Repetition* repetition, std::size_t exception) {
    const RaisedException& raised = traceback.exceptions[exception];
    if (!repetition) {
        place.line = raised.line;
        place.offset = raised.offset;
        place.text = raised.text;
    } else if (exception < repetition->raised.size()) {
        const Traceback::Repetition::Raised& again = repetition->raised[exception];
        place.line = again.line;
        place.offset = again.offset;
        place.text = again.text.empty() ? raised.text : again.text;
    } else {
        return;
    }
    setOwnTime(place);
}

void Gatherer::add(const FileScan& scan, const Sighting& sighting) {
    const Article& article = m_articles[sighting.article];
    if (!outcomeIs(article.matches[sighting.match].outcomes, m_evidence.outcome))
        return;
    // However many of an article's patterns say the same of a line, it is one sighting; a further one may only know more.
    std::vector<Accepted>& ofLine = m_byLine[{sighting.article, scan.file, sighting.line.index()}];
    const auto told = std::ranges::find_if(ofLine, [&](const Accepted& accepted) { return saysTheSame(*accepted.sighting, sighting); });
    if (told != ofLine.end()) {
        addCaptures(m_drafts[told->draft].finding, sighting.captures);
        return;
    }
    const auto [near, repetition] = tracebackOf(scan, sighting, m_usesException[sighting.article]);
    const Traceback* const traceback = near == nowhere ? nullptr : &scan.tracebacks[near];
    const std::size_t exception = traceback ? exceptionOf(*traceback, repetition, sighting) : nowhere;
    // What the program had done with when it failed is no part of the end, although it stands in the same traceback.
    const bool handled = traceback && traceback->wasHandled(exception);
    Captures builtIn;
    std::string more;
    Place place = m_evidence.placeAt(scan.file, sighting.line, sighting.text, sighting.time, sighting.offset);
    if (traceback) {
        const RaisedException& raised = traceback->exceptions[exception];
        builtIn["exception"] = raised.type;
        builtIn["message"] = tellingText(raised.message, raised.type);
        if (const Frame* const frame = traceback->userFrameOf(exception))
            builtIn["frame"] = describeFrame(*frame);
        if (m_usesException[sighting.article]) {
            more = raised.type + maskedShape(raised.message.substr(0, 200));
            // The exception tells more than the line that introduces it.
            if (sighting.exception == nowhere && !traceback->escaped)
                moveToException(place, *traceback, repetition, exception);
        }
    }
    DraftFinding& draft = draftFor(sighting.article, sighting.captures, more, traceback && traceback->escaped);
    Finding& finding = draft.finding;
    ofLine.push_back({&sighting, static_cast<std::size_t>(&draft - m_drafts.data())});
    if (article.role == ArticleRole::Noise && sighting.traceback == nowhere)
        draft.occurrences.addLine(sighting);
    else
        draft.occurrences.add(scan, sighting, article.matches[sighting.match].exceptionPart);
    if (const auto input = sighting.captures.find(article.failedInputFile); input != sighting.captures.end())
        draft.inputs.insert(input->second);
    finding.estimated |= sighting.count != 1;
    for (auto& [name, value] : builtIn)
        finding.captures.try_emplace(name, value);
    if (sighting.time) {
        if (!finding.first || *sighting.time < *finding.first)
            finding.first = sighting.time;
        if (!finding.last || *finding.last < *sighting.time)
            finding.last = sighting.time;
    }
    const JobFile& file = m_evidence.file(scan.file);
    if (!file.node.empty() && std::ranges::find(finding.nodes, file.node) == finding.nodes.end())
        finding.nodes.push_back(file.node);
    if (const std::string process = file.node + "/" + file.process;
        !file.process.empty() && std::ranges::find(finding.processes, process) == finding.processes.end())
        finding.processes.push_back(process);
    const FileRole& role = m_evidence.roleOf(scan.file);
    draft.authority = std::max(draft.authority, role.authority);
    if (!draft.opensLine && mayTellTheEnd(article))
        draft.opensLine = !role.program || opensItsLine(article.matches[sighting.match], sighting.text);
    draft.highestLevel = std::max(draft.highestLevel, sighting.level);
    if (near != nowhere) {
        // What merely stands near a traceback introduces it; what is its exception is in it.
        if (!handled)
            draft.tracebacks.insert({scan.file, near});
        if (sighting.traceback != nowhere) {
            draft.inTraceback = true;
            // What the program printed next is read as the message's further lines at times: noise there says nothing of the exception.
            if (sighting.exception != nowhere && article.role != ArticleRole::Noise && !handled)
                draft.exceptions.insert({scan.file, sighting.traceback, sighting.exception});
        }
    }
    draft.outsideTraceback |= sighting.traceback == nowhere;
    if (const auto judged = m_judged.find({scan.file, sighting.traceback}); judged != m_judged.end() && !sighting.quoted && !handled) {
        const double weight = judged->second->weight - role.authority;
        draft.tracebackWeight = judged->second->ending > draft.ending ? weight : std::max(draft.tracebackWeight, weight);
        draft.ending = std::max(draft.ending, judged->second->ending);
    }
    draft.lines.insert({scan.file, sighting.line.index()});
    // A traceback and the line above it may both speak of its exception: that is one place.
    if (finding.places.size() < Finding::placeLimit && draft.placeLines.insert({scan.file, place.line.index()}).second)
        finding.places.push_back(std::move(place));
}

void Gatherer::add(CheckHit hit) {
    DraftFinding& draft = draftFor(hit.article, hit.captures, {});
    draft.byCheck = true;
    draft.authority = std::max(draft.authority, 64);
    // What several tables tell of is the same: the first check that finds something counts it.
    if (hit.counts && (!draft.countedBy || draft.countedBy == hit.check)) {
        draft.countedBy = hit.check;
        draft.rows += hit.count;
    }
    for (Place& place : hit.places) {
        if (!place.node.empty() && std::ranges::find(draft.finding.nodes, place.node) == draft.finding.nodes.end())
            draft.finding.nodes.push_back(place.node);
        draft.finding.places.push_back(std::move(place));
    }
}

void Gatherer::complete(DraftFinding& draft) {
    Finding& finding = draft.finding;
    const Article& article = *finding.article;
    // A table has one row for each; what the logs say of them they may say at each attempt.
    finding.count = draft.countedBy ? draft.rows : draft.occurrences.total(m_evidence.job);
    if (finding.count == 0) {
        finding.count = 1;
        finding.once = true;
    }
    removeRepeatedPlaces(finding.places);
    orderPlaces(m_evidence, finding.places);
    if (!finding.places.empty()) {
        const Place& place = finding.places.front();
        if (!place.node.empty())
            finding.captures.try_emplace("node", place.node);
        if (!place.process.empty())
            finding.captures.try_emplace("process", place.process);
    }
    std::ranges::sort(finding.nodes, naturalLess);
    std::ranges::sort(finding.processes, naturalLess);
    for (const Derived& derived : article.derive) {
        const auto from = finding.captures.find(derived.from);
        if (from == finding.captures.end())
            continue;
        std::string value = from->second;
        if (const auto whole = derived.table.find(value); whole != derived.table.end()) {
            value = whole->second;
        } else if (derived.firstPart) {
            value = value.substr(0, value.find('.'));
            if (const auto first = derived.table.find(value); first != derived.table.end())
                value = first->second;
        }
        finding.captures[derived.as] = value;
    }
    finding.title = fillCaptures(article.title, finding.captures, false);
    finding.summary = fillCaptures(article.summary, finding.captures, false);
    finding.reason = fillCaptures(article.reason, finding.captures, true);
    finding.solution = fillCaptures(article.solution, finding.captures, true);
    if (article.evidence == Evidence::Inferred)
        finding.caution = "Concluded from documentation; this sign was not seen in real logs yet.";
    if (article.confidence == Confidence::Low)
        finding.caution += std::string(finding.caution.empty() ? "" : " ") + "The sign alone is weak: check it before acting on it.";
}

/// Findings of one article that speak of different input files would all bear the same title.
void Gatherer::nameInputs() {
    std::map<std::size_t, std::size_t> ofArticle;
    for (const DraftFinding& draft : m_drafts)
        ofArticle[draft.article] += draft.inputs.empty() ? 0 : 1;
    for (DraftFinding& draft : m_drafts)
        if (ofArticle[draft.article] > 1 && !draft.inputs.empty())
            draft.finding.title +=
                ": " + *draft.inputs.begin() + (draft.inputs.size() > 1 ? " and " + std::to_string(draft.inputs.size() - 1) + " more" : "");
}

/// Whether a general article on input files gives the line away to one that says more precisely what went wrong there. `ofLine` holds all sightings of the line.
bool Gatherer::isClaimed(const Sighting& sighting, std::span<const Sighting* const> ofLine) const {
    const Article& general = m_articles[sighting.article];
    if (distanceToCause(general.role) != 0 || general.failedInputFile.empty())
        return false;
    return std::ranges::any_of(ofLine, [&](const Sighting* other) {
        const Article& special = m_articles[other->article];
        const Match& match = special.matches[other->match];
        return other->article != sighting.article && distanceToCause(special.role) == 0 && namesAsReason(general, special) &&
               !namesAsReason(special, general) && match.withFinding.empty() && outcomeIs(match.outcomes, m_evidence.outcome) &&
               !special.failedInputFile.empty();
    });
}

std::vector<DraftFinding> Gatherer::run() {
    // Conditions on other findings are judged once those that have none are known.
    std::vector<std::pair<const FileScan*, const Sighting*>> conditional, copies;
    for (const FileScan* scan : m_evidence.scans) {
        // Of those of one line, what captured most decides which finding it is.
        std::vector<const Sighting*> sightings;
        sightings.reserve(scan->sightings.size());
        for (const Sighting& sighting : scan->sightings)
            sightings.push_back(&sighting);
        std::ranges::stable_sort(sightings, [](const Sighting* a, const Sighting* b) {
            return a->line != b->line ? a->line < b->line : a->captures.size() > b->captures.size();
        });
        for (std::size_t i = 0, begin = 0, end = 0; i < sightings.size(); ++i) {
            const Sighting* const sighting = sightings[i];
            if (m_stop.stop_requested())
                return {};
            if (i == end)
                for (begin = end; end < sightings.size() && sightings[end]->line == sighting->line;)
                    ++end;
            if (isClaimed(*sighting, std::span(sightings).subspan(begin, end - begin)))
                continue;
            if (!m_articles[sighting->article].matches[sighting->match].withFinding.empty())
                conditional.emplace_back(scan, sighting);
            else if (sighting->traceback != nowhere && scan->tracebacks[sighting->traceback].escaped)
                copies.emplace_back(scan, sighting);
            else
                add(*scan, *sighting);
        }
    }
    for (const auto& [scan, sighting] : copies)
        add(*scan, *sighting);
    std::set<std::string> found;
    const auto collect = [&] {
        for (const DraftFinding& draft : m_drafts)
            found.insert(m_articles[draft.article].id);
    };
    collect();
    for (const auto& [scan, sighting] : conditional) {
        const auto& names = m_articles[sighting->article].matches[sighting->match].withFinding;
        if (std::ranges::any_of(names, [&](const std::string& name) {
                return std::ranges::any_of(found, [&](const std::string& id) { return nameMatches(id, name); });
            }))
            add(*scan, *sighting);
    }
    collect();
    for (CheckHit& hit : runChecks(m_evidence, found, m_stop))
        add(std::move(hit));
    for (DraftFinding& draft : m_drafts)
        complete(draft);
    nameInputs();
    return std::move(m_drafts);
}

} // namespace

std::vector<DraftFinding> gatherFindings(const RunEvidence& evidence, std::stop_token stop) {
    return Gatherer(evidence, std::move(stop)).run();
}

} // namespace faultline
