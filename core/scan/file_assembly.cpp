// SPDX-License-Identifier: MIT
#include "scan/file_assembly.h"

#include "scan/line_shape.h"
#include "scan/pattern_set_private.h"
#include "scan/runtime_error.h"
#include "scan/traceback.h"
#include "scan/traceback_lines.h"
#include "text/escape_sequences.h"
#include "text/regular_expression.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace faultline {

namespace {

constexpr std::size_t tracebackWindow = 128 * 1024;
constexpr std::uint64_t aboveWindow = 4096; ///< read above the line with which some reports end
constexpr std::size_t tracebacksKept = 300; ///< different ones per file
constexpr std::size_t tailSize = 96 * 1024;

/// Lines from the end of the file that are not empty, by their offset, last first.
std::vector<std::uint64_t> tailLines(const ByteReader& reader) {
    std::vector<std::uint64_t> offsets;
    const std::uint64_t size = reader.size();
    const std::uint64_t start = size > tailSize ? size - tailSize : 0;
    const auto tail = readAll(reader, tailSize, start);
    if (!tail)
        return offsets;
    std::size_t position = 0;
    while (position < tail->size()) {
        const std::size_t end = std::min(tail->find('\n', position), tail->size());
        if (tail->find_first_not_of(" \t\r\n\"", position) < end)
            offsets.push_back(start + position);
        position = end + 1;
    }
    std::ranges::reverse(offsets);
    return offsets;
}

/// The line before the one that begins at `offset`; empty where there is none or it is long.
std::string lineBefore(const ByteReader& reader, std::uint64_t offset) {
    if (offset == 0)
        return {};
    const std::uint64_t from = offset > 1024 ? offset - 1024 : 0;
    auto text = readAll(reader, static_cast<std::size_t>(offset - from), from);
    if (!text || text->empty())
        return {};
    text->pop_back(); // its line feed
    const std::size_t feed = text->rfind('\n');
    if (feed == std::string::npos && from > 0)
        return {};
    return feed == std::string::npos ? *text : text->substr(feed + 1);
}

/// Whether a program that prints this is at work, and does not merely tell of its end.
bool isOrdinaryOutput(std::string_view line) {
    const LinePrefix prefix = readLinePrefix(line);
    if (prefix.level >= Level::Error)
        return false;
    if (prefix.level != Level::Unknown)
        return true;
    static const RegularExpression ending(
        R"((?i)error|exception|fail|kill|abort|terminat|exit|clean(?:ing|ed)? up|finaliz|shut(?:ting)? ?down|signal|core dumped|please|troubleshoot|^\s*[\]})({[|+^~-]*\s*$)");
    return !ending.find(line) && !saysThatItGoesOn(line);
}

/// Ordinary lines of `text`, whose first `skip` lines are a traceback, up to the next traceback.
std::uint32_t outputBehind(std::string_view text, std::uint64_t skip) {
    std::uint32_t lines = 0;
    for (std::size_t start = 0; start < text.size() && lines < Traceback::outputLimit;) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = text.substr(start, end - start);
        start = end + 1;
        if (skip > 0) {
            --skip;
            continue;
        }
        if (line.contains(tracebackWords))
            break;
        if (line.find_first_not_of(" \t\r") != std::string_view::npos && isOrdinaryOutput(line))
            ++lines;
    }
    return lines;
}

/// Pieces of a file that lie near each other, read a megabyte at a time.
class NearbyText {
public:
    explicit NearbyText(const ByteReader& reader) : m_reader(reader) {}

    [[nodiscard]] std::uint64_t fileSize() {
        if (!m_size)
            m_size = m_reader.size();
        return *m_size;
    }

    /// Up to `length` bytes from `offset` on; fewer at the end of the file and where it cannot be read. The view lives until the next call.
    [[nodiscard]] std::string_view at(std::uint64_t offset, std::size_t length) {
        const std::uint64_t end = std::min<std::uint64_t>(offset + length, fileSize());
        if (offset >= end)
            return {};
        if (offset < m_offset || end > m_offset + m_text.size()) {
            constexpr std::size_t ahead = 1 << 20;
            m_text.resize(static_cast<std::size_t>(std::min<std::uint64_t>(std::max(length, ahead), fileSize() - offset)));
            m_text.resize(m_reader.read(offset, m_text).value_or(0));
            m_offset = offset;
        }
        return std::string_view(m_text).substr(static_cast<std::size_t>(offset - m_offset), length);
    }

private:
    const ByteReader& m_reader;
    std::optional<std::uint64_t> m_size;
    std::uint64_t m_offset = 0;
    std::string m_text;
};

class Assembly {
public:
    Assembly(const RangeFindings& all, const ByteReader& reader, const JobFile& file, const PatternSet& patterns, FileScan& scan)
        : m_all(all), m_reader(reader), m_file(file), m_set(patterns.internals()), m_knowledge(*patterns.knowledge()), m_scan(scan) {}

    void addFigures();
    void readTracebacks(const std::stop_token& stop);
    [[nodiscard]] std::optional<Traceback> readStart(const RangeFindings::Start& start);
    void addSightings();
    void addSightingsOf(const RangeFindings::Hit& hit);
    void addSigns();
    void addLookNext();
    void addFacts();
    void addErrorGroups();

private:
    [[nodiscard]] bool isNearEnd(std::uint64_t offset, unsigned lines);
    [[nodiscard]] const RangeFindings::Span* span(const std::string& pattern) const;
    [[nodiscard]] bool conditionsHold(const Match& match, const Sighting& sighting, const RangeFindings::Hit& hit);
    void attachTraceback(Sighting& sighting, const CompiledPattern& pattern) const;
    [[nodiscard]] bool dependsOnRun(const Sighting& sighting) const {
        return m_knowledge.articles()[sighting.article].matches[sighting.match].dependsOnRun();
    }

    struct Range {
        std::uint64_t first, last;
        std::size_t traceback;
    };

    const RangeFindings& m_all;
    const ByteReader& m_reader;
    const JobFile& m_file;
    const PatternSet::Private& m_set;
    const KnowledgeBase& m_knowledge;
    FileScan& m_scan;
    NearbyText m_nearby{m_reader};
    std::vector<Range> m_covered; ///< lines that belong to tracebacks, in order
    std::optional<std::vector<std::uint64_t>> m_tail;
    std::unordered_set<std::uint64_t> m_told; ///< lines that some article speaks of
    bool m_last = false;                      ///< there is a traceback that the log may end in
    std::uint32_t m_outputAfterLast = 0;
};

void Assembly::addFigures() {
    m_scan.lines = m_all.lines;
    m_scan.bytes = m_all.bytes;
    m_scan.first = m_all.firstTime;
    m_scan.last = m_all.lastTime;
    m_scan.carriageReturns = m_all.carriageReturns;
    m_scan.skipped = m_all.trouble;
}

std::optional<Traceback> Assembly::readStart(const RangeFindings::Start& start) {
    using Kind = PatternUse::Kind;
    // What is reported from its end is read with what stands above it.
    const std::uint64_t above = start.kind == Kind::Traceback ? 0 : std::min<std::uint64_t>(start.offset, aboveWindow);
    std::string_view text = m_nearby.at(start.offset - above, tracebackWindow);
    if (text.size() <= above)
        return std::nullopt;
    std::string plain;
    if (start.kind == Kind::Traceback && text.contains('\x1b')) // colours inside a traceback; offsets within it do not matter
        text = plain = withoutAnsi(text);
    const std::size_t at = static_cast<std::size_t>(above);
    const bool whole = start.offset - above + tracebackWindow >= m_nearby.fileSize();
    std::optional<Traceback> traceback;
    if (start.kind == Kind::SyntaxError) {
        const std::size_t lineEnd = std::min(text.find('\n', at), text.size());
        traceback = readSyntaxError(text.substr(0, lineEnd), start.offset, LineNumber(start.line), m_knowledge.layouts());
    } else if (start.kind == Kind::RuntimeError) {
        traceback = readRuntimeError(text, at, start.offset, LineNumber(start.line));
    } else {
        traceback = readTraceback(text, start.offset, LineNumber(start.line), m_knowledge.layouts(), whole);
    }
    if (!traceback)
        return traceback;
    const std::uint64_t linesFromStart = traceback->lastLine.index() + 1 - std::min(start.line, traceback->lastLine.index() + 1);
    traceback->outputAfter = outputBehind(text.substr(at), linesFromStart);
    if (start.kind == Kind::Traceback && !traceback->escaped) {
        const std::string before = lineBefore(m_reader, start.offset);
        traceback->survived = saysThatItGoesOn(before) || saysThatItGoesOn(traceback->introduction);
        // Nobody introduces a traceback with less than a warning: such a line is what the program said before.
        if (const Level level = readLinePrefix(before).level; traceback->level == Level::Unknown && level >= Level::Warning)
            traceback->level = level;
    }
    return traceback;
}

void Assembly::readTracebacks(const std::stop_token& stop) {
    std::vector<RangeFindings::Start> starts = m_all.tracebacks;
    starts.insert(starts.end(), m_all.lastTracebacks.begin(), m_all.lastTracebacks.end());
    std::ranges::stable_sort(starts, {}, &RangeFindings::Start::line);
    std::map<std::string, std::size_t> known;
    std::uint64_t coveredTo = 0;
    bool any = false;
    const auto tellOfTheEnd = [&](const Traceback& traceback) {
        // One that the program survived leaves the end to the one before, as far as nothing else was printed.
        if (traceback.survived) {
            m_outputAfterLast += traceback.outputAfter;
            return;
        }
        m_last = !traceback.escaped;
        m_outputAfterLast = traceback.outputAfter;
    };
    for (const RangeFindings::Start& start : starts) {
        if (stop.stop_requested())
            break;
        if (any && start.line <= coveredTo)
            continue;
        const std::optional<Traceback> traceback = readStart(start);
        if (!traceback)
            continue;
        any = true;
        coveredTo = traceback->lastLine.index();
        const RaisedException& last = traceback->exceptions.back();
        const Frame* const frame = traceback->userFrame();
        const std::string key = last.type + '\x1f' + last.message.substr(0, 300) + '\x1f' +
                                (frame ? frame->file + std::to_string(frame->sourceLine) : "") + '\x1f' +
                                traceback->exceptions.front().type;
        const auto [entry, isNew] = known.try_emplace(key, m_scan.tracebacks.size());
        if (!isNew) {
            // Whether the last one of a kind ended the program decides.
            m_scan.tracebacks[entry->second].addRepetition(*traceback);
            tellOfTheEnd(*traceback);
            m_covered.push_back({traceback->line.index(), coveredTo, entry->second});
            continue;
        }
        if (m_scan.tracebacks.size() >= tracebacksKept) {
            known.erase(entry);
            continue;
        }
        m_covered.push_back({traceback->line.index(), coveredTo, m_scan.tracebacks.size()});
        m_scan.tracebacks.push_back(*traceback);
        m_scan.tracebacks.back().lastSeen = traceback->lastLine;
        tellOfTheEnd(*traceback);
    }
    // Those between the first and the last ones were not read; they are taken to be like those that were.
    std::uint64_t total = 0;
    for (const Traceback& traceback : m_scan.tracebacks)
        total += traceback.count;
    if (m_all.tracebacksDropped > 0 && total > 0)
        for (Traceback& traceback : m_scan.tracebacks)
            traceback.count += static_cast<std::uint64_t>(static_cast<double>(m_all.tracebacksDropped) *
                                                          static_cast<double>(traceback.count) / static_cast<double>(total));
    m_scan.endsInTraceback = m_last && m_outputAfterLast == 0 && m_all.lines <= coveredTo + 60;
}

bool Assembly::isNearEnd(std::uint64_t offset, unsigned lines) {
    if (!m_tail)
        m_tail = tailLines(m_reader);
    return m_tail->size() <= lines || offset >= (*m_tail)[lines - 1];
}

const RangeFindings::Span* Assembly::span(const std::string& pattern) const {
    const auto known = m_set.byText.find(pattern);
    if (known == m_set.byText.end())
        return nullptr;
    const auto span = m_all.spans.find(known->second);
    return span == m_all.spans.end() ? nullptr : &span->second;
}

void Assembly::attachTraceback(Sighting& sighting, const CompiledPattern& pattern) const {
    const std::uint64_t line = sighting.line.index();
    auto range = std::ranges::upper_bound(m_covered, line, {}, &Range::first);
    if (range == m_covered.begin())
        return;
    --range;
    if (line > range->last)
        return;
    sighting.traceback = range->traceback;
    const Traceback& traceback = m_scan.tracebacks[range->traceback];
    for (std::size_t i = traceback.exceptions.size(); i-- > 0;) {
        const RaisedException& exception = traceback.exceptions[i];
        const bool here = traceback.escaped || sighting.line == exception.line ||
                          (traceback.line.index() == range->first && sighting.line > exception.line &&
                           (i + 1 == traceback.exceptions.size() || sighting.line < traceback.exceptions[i + 1].line - 3)) ||
                          range->first != traceback.line.index();
        if (here && pattern.regex->find(exception.type + ": " + exception.message)) {
            sighting.exception = i;
            return;
        }
    }
}

/// A message without the name of the logger before it: `root:`, `azureml.core: `.
std::string_view withoutLogger(std::string_view message) {
    const std::size_t end = message.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._");
    if (end == std::string_view::npos || end == 0 || message[end] != ':')
        return message;
    message.remove_prefix(end + 1);
    message.remove_prefix(std::min(message.find_first_not_of(' '), message.size()));
    return message;
}

bool Assembly::conditionsHold(const Match& match, const Sighting& sighting, const RangeFindings::Hit& hit) {
    if (match.level != Level::Unknown && sighting.level < match.level && sighting.traceback == nowhere)
        return false;
    const Traceback* const traceback = sighting.traceback == nowhere ? nullptr : &m_scan.tracebacks[sighting.traceback];
    if (match.exceptionPart && sighting.exception == nowhere) {
        // Without its traceback an exception still counts where it is quoted as one: at the head of a line, in a file that holds nothing but
        // errors, or inside a wrapper.
        const LinePrefix prefix = readLinePrefix(hit.text);
        const std::string_view message = std::string_view(hit.text).substr(std::min(prefix.messageOffset, hit.text.size()));
        const bool quoted = m_knowledge.layouts().role(m_file.role).errorsOnly || hit.text.contains(tracebackWords) ||
                            hit.text.contains("Message: ") || hit.text.contains("\"message\"") || hit.text.contains("error_message") ||
                            hit.text.contains("\"Message\"") || hit.text.contains("User program failed with") ||
                            hit.text.contains("failed with error");
        if (!quoted) {
            auto raised = readExceptionLine(message);
            // Logged as an error it stands behind the logger's name: `ERROR:root:ModuleNotFoundError: …`.
            if ((!raised || !raised->sure) && sighting.level >= Level::Error)
                raised = readExceptionLine(withoutLogger(message));
            if (traceback || !raised || !raised->sure)
                return false;
        }
    }
    if (match.frames != FramesCondition::Any && traceback) {
        const bool user = traceback->userFrame() != nullptr;
        if (user != (match.frames == FramesCondition::User))
            return false;
    }
    if (match.nearEnd && !isNearEnd(hit.offset, *match.nearEnd))
        return false;
    if (!match.with.empty() && !span(match.with))
        return false;
    if (!match.without.empty() && span(match.without))
        return false;
    if (!match.withoutAfter.empty())
        if (const RangeFindings::Span* const later = span(match.withoutAfter); later && later->last > hit.line)
            return false;
    return true;
}

void Assembly::addSightings() {
    for (const RangeFindings::Hit& hit : m_all.matches)
        addSightingsOf(hit);
    for (const RangeFindings::Hit* const hit : m_all.sampledMatches.all())
        addSightingsOf(*hit);
    std::ranges::stable_sort(m_scan.sightings, [](const Sighting& a, const Sighting& b) { return a.line < b.line; });
    // A line that several patterns of an article find is seen once; the pattern that captures most tells most. Which of them count must be known first.
    std::vector<Sighting> once;
    once.reserve(m_scan.sightings.size());
    for (Sighting& sighting : m_scan.sightings) {
        std::size_t same = once.size();
        for (std::size_t i = once.size(); i-- > 0 && once[i].line == sighting.line && !dependsOnRun(sighting);)
            if (saysTheSame(once[i], sighting) && !dependsOnRun(once[i]))
                same = i;
        if (same == once.size())
            once.push_back(std::move(sighting));
        else if (sighting.captures.size() > once[same].captures.size())
            once[same] = std::move(sighting);
    }
    m_scan.sightings = std::move(once);
}

void Assembly::addSightingsOf(const RangeFindings::Hit& hit) {
    const CompiledPattern& pattern = m_set.patterns[hit.pattern];
    for (const PatternUse& use : pattern.uses) {
        if (use.kind != PatternUse::Kind::Match)
            continue;
        const Article& article = m_knowledge.articles()[use.article];
        const Match& match = article.matches[use.index];
        if (!countsInRole(match, m_knowledge.layouts().role(m_file.role)))
            continue;
        Sighting sighting;
        sighting.article = use.article;
        sighting.match = use.index;
        sighting.line = LineNumber(hit.line);
        sighting.offset = hit.offset;
        sighting.text = hit.text;
        sighting.captures = hit.captures;
        sighting.time = hit.time;
        sighting.level = hit.level;
        sighting.count = hit.weight;
        attachTraceback(sighting, pattern);
        sighting.quoted = match.exceptionPart && sighting.traceback != nowhere && sighting.exception == nowhere &&
                          m_scan.tracebacks[sighting.traceback].escaped;
        if (!conditionsHold(match, sighting, hit))
            continue;
        m_told.insert(hit.line);
        m_scan.sightings.push_back(std::move(sighting));
    }
}

void Assembly::addSigns() {
    for (const RangeFindings::Hit& hit : m_all.signs)
        for (const PatternUse& use : m_set.patterns[hit.pattern].uses) {
            if (use.kind != PatternUse::Kind::Outcome)
                continue;
            const OutcomeSign& sign = m_knowledge.layouts().outcomeSigns()[use.index];
            if (!sign.in.empty() && std::ranges::find(sign.in, m_file.role) == sign.in.end())
                continue;
            if (sign.nearEnd && !isNearEnd(hit.offset, *sign.nearEnd))
                continue;
            if (!sign.with.empty() && !span(sign.with))
                continue;
            m_scan.signs.push_back({use.index, LineNumber(hit.line), hit.text, hit.time});
        }
}

void Assembly::addLookNext() {
    for (const auto& [pattern, span] : m_all.spans) {
        for (const PatternUse& use : m_set.patterns[pattern].uses) {
            if (use.kind != PatternUse::Kind::LookNext)
                continue;
            const auto& roles = m_knowledge.articles()[use.article].lookNext[use.index].roles;
            if (roles.empty() || std::ranges::find(roles, m_file.role) != roles.end())
                m_scan.lookNext.push_back({use.article, use.index, LineNumber(span.first), span.text, span.count});
        }
    }
}

void Assembly::addFacts() {
    for (const RangeFindings::Hit& hit : m_all.facts)
        for (const PatternUse& use : m_set.patterns[hit.pattern].uses)
            if (use.kind == PatternUse::Kind::Fact)
                m_scan.facts.push_back({use.index, LineNumber(hit.line), hit.text, hit.captures, hit.time});
}

void Assembly::addErrorGroups() {
    LineShapes shapes;
    for (const RangeFindings::Hit& hit : m_all.errorLines) {
        if (m_told.contains(hit.line))
            continue;
        const auto range = std::ranges::upper_bound(m_covered, hit.line, {}, &Range::first);
        if (range == m_covered.begin() || hit.line > std::prev(range)->last)
            addErrorLine(shapes, hit);
    }
    LineShapes others = m_all.errorShapes;
    shapes.append(std::move(others), 0);
    m_scan.errorGroups = shapes.take();
}

} // namespace

FileScan assembleFile(const RangeFindings& found, const ByteReader& reader, std::size_t fileIndex, const JobFile& file,
                      const PatternSet& patterns, const std::stop_token& stop) {
    FileScan scan;
    scan.file = fileIndex;
    Assembly assembly(found, reader, file, patterns, scan);
    assembly.addFigures();
    assembly.readTracebacks(stop);
    assembly.addSightings();
    assembly.addSigns();
    assembly.addLookNext();
    assembly.addFacts();
    assembly.addErrorGroups();
    return scan;
}

} // namespace faultline
