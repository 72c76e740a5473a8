// SPDX-License-Identifier: MIT
#include "scan/block_scan.h"

#include "scan/traceback.h"
#include "text/byte_search.h"
#include "text/escape_sequences.h"

#include <algorithm>
#include <cstring>

namespace faultline {

namespace {

constexpr std::size_t windowSize = Sighting::textLimit;
constexpr std::uint64_t noLine = std::numeric_limits<std::uint64_t>::max();

/// The part of a line around `at` that is looked at; a whole line where it is short enough.
std::string_view windowOf(std::string_view line, std::size_t at) {
    if (line.size() <= windowSize)
        return line;
    const std::size_t start = at > windowSize * 3 / 4 ? at - windowSize * 3 / 4 : 0;
    return line.substr(start, windowSize);
}

/// Where the line begins that `at` is in, or behind whose line feed it stands.
std::size_t lineStart(std::string_view text, std::size_t at) {
    const auto* const feed = at == 0 ? nullptr : static_cast<const char*>(::memrchr(text.data(), '\n', at));
    return feed ? static_cast<std::size_t>(feed - text.data()) + 1 : 0;
}

bool readCaptures(const CompiledPattern& pattern, std::string_view text, std::vector<std::string_view>& groups, Captures& captures) {
    if (!pattern.regex->find(text, groups))
        return false;
    const std::vector<std::string>& names = pattern.regex->groupNames();
    for (std::size_t i = 1; i < groups.size(); ++i)
        if (!names[i].empty() && groups[i].data() && !groups[i].empty()) {
            std::string_view value = groups[i];
            while (!value.empty() && (value.back() == ' ' || value.back() == '\r'))
                value.remove_suffix(1);
            std::string& capture = captures[names[i]] = value.substr(0, 1000);
            if (capture.contains('\\'))
                removeWrittenEscapes(capture);
        }
    return true;
}

bool looksEscaped(const Captures& captures) {
    return std::ranges::any_of(captures, [](const auto& capture) {
        return capture.second.contains("\\n") || capture.second.contains("\\\"") || capture.second.contains("\\'");
    });
}

/// Captures of a text written inside JSON or a Python dict reach beyond its line: read them on the line that the text was before it was escaped.
void readEscapedCaptures(const CompiledPattern& pattern, std::string_view text, std::vector<std::string_view>& groups, Captures& captures) {
    std::string plain(text);
    for (int level = 0; level < 3 && (plain.contains("\\n") || plain.contains("\\\"")); ++level)
        plain = unescaped(plain);
    for (std::size_t start = 0; start < plain.size();) {
        const std::size_t end = std::min(plain.find('\n', start), plain.size());
        Captures better;
        if (readCaptures(pattern, std::string_view(plain).substr(start, end - start), groups, better)) {
            captures = std::move(better);
            return;
        }
        start = end + 1;
    }
}

/// The same for lines that differ in their numbers only. Never 0.
std::uint64_t signatureOf(std::string_view line) {
    std::uint64_t hash = 1469598103934665603ULL;
    bool inDigits = false;
    for (const char c : line.substr(0, 400)) {
        const bool digit = c >= '0' && c <= '9';
        if (!digit || !inDigits)
            hash = (hash ^ (digit ? '0' : static_cast<unsigned char>(c))) * 1099511628211ULL;
        inDigits = digit;
    }
    return hash | 1;
}

/// How many hits lie between two that are read: about 64, but never in step with a log that repeats itself.
std::uint64_t gapBehind(std::uint64_t count) {
    return 32 + ((count * 0x9E3779B97F4A7C15ULL) >> 58);
}

} // namespace

BlockScanner::BlockScanner(const PatternSet& patterns) : m_set(patterns.internals()) {
    if (m_set.scratch)
        hs_clone_scratch(m_set.scratch, &m_scratch);
    m_lineEnd.resize(m_set.patterns.size());
    m_states.resize(m_set.patterns.size());
    m_seen.resize(m_set.patterns.size());
}

BlockScanner::~BlockScanner() {
    if (m_scratch)
        hs_free_scratch(m_scratch);
}

void BlockScanner::begin(std::size_t role, const RangeFindings::Limits& limits) {
    m_wanted = &m_set.wanted[role];
    m_limits = limits;
    m_lastErrorLine = noLine;
    if (m_anyShape)
        m_shapes.fill({});
    m_anyShape = false;
    for (const std::size_t pattern : m_touched)
        m_states[pattern] = {};
    m_touched.clear();
}

void BlockScanner::end(RangeFindings& findings) {
    for (const std::size_t pattern : m_touched)
        if (m_states[pattern].count > 0)
            findings.matchCounts[pattern] += m_states[pattern].count;
}

BlockScanner::PatternState& BlockScanner::stateOf(std::size_t pattern) {
    PatternState& state = m_states[pattern];
    if (!state.touched)
        m_touched.push_back(pattern);
    state.touched = true;
    return state;
}

int BlockScanner::onMatch(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
    auto& self = *static_cast<BlockScanner*>(context);
    if (!(*self.m_wanted)[id] || to <= self.m_lineEnd[id])
        return 0;
    // A pattern such as `x.+` is reported at every further byte; one report a line is enough.
    const std::string_view searched = self.m_text.searched();
    const std::size_t last = to == 0 ? 0 : static_cast<std::size_t>(to) - 1;
    self.m_lineEnd[id] = std::min(searched.find('\n', last), searched.size());
    self.m_events.push_back({id, last, false, false});
    return 0;
}

void BlockScanner::findEvents() {
    const std::string_view searched = m_text.searched();
    std::ranges::fill(m_lineEnd, 0);
    m_events.clear();
    if (m_set.database && m_scratch)
        hs_scan(m_set.database, searched.data(), static_cast<unsigned>(searched.size()), 0, m_scratch, &BlockScanner::onMatch, this);
    for (const std::size_t slow : m_set.slow) {
        if (!(*m_wanted)[slow])
            continue;
        const RegularExpression& regex = *m_set.patterns[slow].regex;
        for (std::size_t from = 0; from < searched.size() && regex.find(searched, m_groups, from);) {
            // A class such as `[^;]` may run on into the next lines: what counts is the line that the match begins in.
            const auto begin = static_cast<std::size_t>(m_groups.front().data() - searched.data());
            const std::size_t start = lineStart(searched, begin);
            const std::size_t end = std::min(searched.find('\n', begin), searched.size());
            if (regex.find(searched.substr(start, end - start), m_groups)) {
                const std::string_view found = m_groups.front();
                m_events.push_back({slow,
                                    static_cast<std::size_t>(found.data() - searched.data()) + std::max<std::size_t>(found.size(), 1) - 1,
                                    false, false});
            }
            from = end + 1;
        }
    }
    if (!std::ranges::is_sorted(m_events, {}, &Event::last))
        std::ranges::stable_sort(m_events, {}, &Event::last);
}

/// The last hit of each pattern is always read: it tells how things ended.
void BlockScanner::markLastEvents() {
    for (std::size_t i = m_events.size(); i-- > 0;)
        if (!m_seen[m_events[i].pattern]) {
            m_seen[m_events[i].pattern] = true;
            m_events[i].lastOfPattern = true;
        }
    for (const Event& event : m_events)
        m_seen[event.pattern] = false;
}

/// Of several patterns of an article in one line, the one that captures most counts it. One that may turn out not to count takes nothing from the others.
void BlockScanner::markToldEvents(std::size_t from, std::size_t to) {
    const auto tells = [&](const CompiledPattern& other, std::size_t article) {
        return std::ranges::any_of(other.uses,
                                   [&](const PatternUse& use) { return use.kind == PatternUse::Kind::Match && use.article == article; });
    };
    for (std::size_t i = from; i < to; ++i) {
        const CompiledPattern& pattern = m_set.patterns[m_events[i].pattern];
        if (!pattern.isFor(PatternUse::Kind::Match) || pattern.dependsOnRun)
            continue;
        for (std::size_t j = from; j < to && !m_events[i].told; ++j) {
            const CompiledPattern& other = m_set.patterns[m_events[j].pattern];
            if (i == j || !other.has(PatternUse::Kind::Match) || other.dependsOnRun || other.named < pattern.named ||
                (other.named == pattern.named && j > i))
                continue;
            m_events[i].told = std::ranges::all_of(pattern.uses, [&](const PatternUse& use) { return tells(other, use.article); });
        }
    }
}

BlockScanner::Segment BlockScanner::segmentAt(std::size_t last) const {
    const std::string_view searched = m_text.searched();
    // A match may end at the line feed itself: the line is the one before it.
    std::size_t inside = std::min(last, searched.size() - 1);
    while (inside > 0 && searched[inside] == '\n')
        --inside;
    Segment segment;
    segment.start = searched[inside] == '\n' ? inside + 1 : lineStart(searched, inside);
    segment.end = std::max(segment.start, std::min(searched.find('\n', inside), searched.size()));
    // The line may begin before the segment: behind a lone CR or a `\n` written out, or in an earlier piece of a long line.
    segment.trueStart = lineStart(m_text.block(), m_text.inBlock(segment.start));
    segment.offset = m_offset + segment.trueStart;
    return segment;
}

std::uint64_t BlockScanner::scan(std::string_view block, std::uint64_t offset, std::uint64_t firstLine, std::size_t searchedAlready,
                                 RangeFindings& findings) {
    m_text.assign(block);
    m_offset = offset;
    findings.carriageReturns |= m_text.hasReturns();
    if (m_text.searched().empty())
        return countLineFeeds(block);
    findEvents();
    markLastEvents();

    std::uint64_t line = firstLine;
    std::size_t counted = 0; // bytes of the block whose line feeds are in `line`
    for (std::size_t i = 0; i < m_events.size();) {
        Segment segment = segmentAt(m_events[i].last);
        if (segment.trueStart > counted) {
            line += countLineFeeds(block.substr(counted, segment.trueStart - counted));
            counted = segment.trueStart;
        }
        segment.line = line;
        std::size_t behind = i + 1; // the segment's events
        while (behind < m_events.size() && m_events[behind].last <= segment.end)
            ++behind;
        if (behind > i + 1)
            markToldEvents(i, behind);
        bool looksLikeError = false, known = false;
        std::size_t errorAt = 0;
        for (; i < behind; ++i) {
            const Event& event = m_events[i];
            if (line == firstLine && m_text.inBlock(event.last) < searchedAlready)
                continue;
            const CompiledPattern& pattern = m_set.patterns[event.pattern];
            if (pattern.has(PatternUse::Kind::ErrorLine) && !looksLikeError) {
                looksLikeError = true;
                errorAt = event.last;
            }
            if (pattern.isFor(PatternUse::Kind::ErrorLine))
                continue;
            known |= pattern.has(PatternUse::Kind::Match);
            handle(event, segment, findings);
        }
        if (looksLikeError)
            handleErrorLine(errorAt, segment, known, findings);
    }
    if (!findings.firstTime)
        findings.firstTime = edgeTime(false);
    if (auto time = edgeTime(true))
        findings.lastTime = time;
    return line - firstLine + countLineFeeds(block.substr(counted));
}

/// The first or last time stamp of the block: a few lines at the edge are enough.
std::optional<LogTime> BlockScanner::edgeTime(bool last) const {
    const std::string_view block = m_text.block();
    std::size_t position = last ? block.size() : 0;
    for (int tries = 0; tries < 30; ++tries) {
        std::size_t start = position, stop = 0;
        if (last) {
            if (position == 0)
                break;
            start = lineStart(block, position - 1);
            stop = position;
            position = start;
        } else {
            if (position >= block.size())
                break;
            stop = std::min(block.find('\n', position), block.size());
            position = stop + 1;
        }
        if (auto time = readLinePrefix(block.substr(start, stop - start)).time)
            return time;
    }
    return std::nullopt;
}

/// The line as it stands around a searched segment: more than the segment where line ends are written out in it. Bounded.
std::string_view BlockScanner::recordAround(const Segment& segment, std::size_t at) const {
    const std::string_view plain = m_text.plain();
    std::size_t start = segment.start, end = segment.end;
    const std::size_t floor = at > windowSize ? at - windowSize : 0;
    while (start > floor && !SearchedText::endsLine(plain[start - 1]))
        --start;
    const std::size_t ceiling = std::min(at + windowSize, plain.size());
    while (end < ceiling && !SearchedText::endsLine(plain[end]))
        ++end;
    return plain.substr(start, end - start);
}

/// Whether the line stands below the frames of a traceback: it is the exception's then.
bool BlockScanner::endsTraceback(const Segment& segment) const {
    const std::string_view block = m_text.block();
    if (segment.trueStart < 2)
        return false;
    const std::size_t before = lineStart(block, segment.trueStart - 1);
    return block.substr(before, segment.trueStart - before).starts_with("  ") && block[segment.trueStart] != ' ';
}

void BlockScanner::readPrefix(const Segment& segment, std::string_view record, PatternHit& hit) const {
    const std::string_view plain = m_text.plain(), block = m_text.block();
    const bool begins = segment.start == 0 || SearchedText::endsLine(plain[segment.start - 1]);
    const LinePrefix prefix = readLinePrefix(begins ? m_text.searched().substr(segment.start, segment.end - segment.start)
                                                    : plain.substr(static_cast<std::size_t>(record.data() - plain.data())));
    hit.time = prefix.time;
    hit.level = record.contains("##[error]") ? Level::Error : prefix.level;
    // Continuation lines carry no time: the record they belong to does.
    std::size_t position = segment.trueStart;
    for (int back = 0; !hit.time && back < 80 && position > 0; ++back) {
        const std::size_t start = lineStart(block, position - 1);
        hit.time = readLinePrefix(block.substr(start, position - start)).time;
        position = start;
    }
}

std::size_t BlockScanner::limitOf(const CompiledPattern& pattern) const {
    if (pattern.has(PatternUse::Kind::Fact))
        return m_limits.facts;
    return pattern.has(PatternUse::Kind::Match) ? m_limits.matches : 1;
}

void BlockScanner::addSpan(const Event& event, const Segment& segment, std::string_view text, RangeFindings& findings) {
    RangeFindings::Span& span = findings.spans[event.pattern];
    if (span.count == 0) {
        span.first = segment.line;
        span.text = text;
    }
    span.last = segment.line;
    span.count = m_states[event.pattern].count;
}

void BlockScanner::handle(const Event& event, const Segment& segment, RangeFindings& findings) {
    using Kind = PatternUse::Kind;
    const CompiledPattern& pattern = m_set.patterns[event.pattern];
    for (const Kind kind : {Kind::Traceback, Kind::SyntaxError, Kind::RuntimeError})
        if (pattern.has(kind))
            findings.addStart({segment.line, segment.offset, kind}, m_limits);
    if (pattern.isForStarts())
        return;

    const std::string_view whole = m_text.searched().substr(segment.start, segment.end - segment.start);
    const std::string_view record = recordAround(segment, event.last);
    const bool inRecord = record.size() > whole.size();
    PatternState& state = stateOf(event.pattern);
    const bool kept = state.kept < limitOf(pattern);
    if (!kept && !event.lastOfPattern && state.untilRead > 0) {
        // One line that says it in several of its written-out lines says it once.
        if (inRecord && state.anyRecord && state.lastRecord == segment.offset)
            return;
        state.anyRecord = inRecord;
        state.lastRecord = segment.offset;
        ++state.count;
        if (!event.told) {
            --state.untilRead;
            ++state.pending;
        }
        if (pattern.isSpan())
            addSpan(event, segment, {}, findings);
        return;
    }

    const std::string_view text = windowOf(whole, event.last - std::min(segment.start, event.last));
    PatternHit hit;
    if (!readCaptures(pattern, text, m_groups, hit.captures))
        return;
    if (inRecord) {
        // What a pattern captures may lie behind a line end that is written out.
        Captures more;
        if (readCaptures(pattern, record, m_groups, more) && more.size() > hit.captures.size())
            hit.captures = std::move(more);
    }
    if (looksEscaped(hit.captures))
        readEscapedCaptures(pattern, text, m_groups, hit.captures);
    // One line that says the same thing in several of its written-out lines says it once.
    if (inRecord) {
        if (state.anyRecord && state.lastRecord == segment.offset && state.lastCaptures == hit.captures)
            return;
        state.anyRecord = true;
        state.lastRecord = segment.offset;
        state.lastCaptures = hit.captures;
    }
    ++state.count;
    if (kept) {
        ++state.kept;
    } else {
        hit.weight = state.pending + (event.told ? 0 : 1);
        state.pending = 0;
        state.untilRead = gapBehind(state.count);
    }
    hit.pattern = event.pattern;
    hit.line = segment.line;
    hit.offset = segment.offset;
    if (pattern.isSpan())
        addSpan(event, segment, text, findings);
    const bool isMatch = pattern.has(Kind::Match), isSign = pattern.has(Kind::Outcome), isFact = pattern.has(Kind::Fact);
    if (!isMatch && !isSign && !isFact)
        return;
    readPrefix(segment, record, hit);
    const auto recordStart = static_cast<std::size_t>(record.data() - m_text.plain().data());
    hit.text = windowOf(record, event.last - std::min(recordStart, event.last));
    if (isSign) {
        // The first and the last of each pattern are enough to judge by.
        const auto ofPattern = [&](const PatternHit& other) { return other.pattern == event.pattern; };
        const auto first = std::ranges::find_if(findings.signs, ofPattern);
        const auto second = first == findings.signs.end() ? first : std::find_if(std::next(first), findings.signs.end(), ofPattern);
        if (second == findings.signs.end())
            findings.signs.push_back(hit);
        else
            *second = hit;
    }
    if (isFact && kept)
        findings.facts.push_back(hit);
    if (isMatch && kept && state.kept <= m_limits.matches)
        findings.matches.push_back(std::move(hit));
    else if (isMatch)
        findings.sampledMatches.add(std::move(hit));
}

void BlockScanner::handleErrorLine(std::size_t at, const Segment& segment, bool known, RangeFindings& findings) {
    if (segment.line == m_lastErrorLine)
        return;
    m_lastErrorLine = segment.line;
    known |= endsTraceback(segment);
    const bool kept = findings.errorLines.size() < m_limits.errorLines;
    if (known && !kept)
        return;
    const std::string_view record = recordAround(segment, at);
    const std::size_t recordStart = static_cast<std::size_t>(record.data() - m_text.plain().data());
    const std::string_view text = windowOf(record, at - std::min(recordStart, at));
    const std::uint64_t signature = kept ? 0 : signatureOf(text);
    KnownShape& shape = m_shapes[signature / 2 % m_shapes.size()];
    if (!kept && shape.signature == signature) {
        if (shape.group != LineShapes::none)
            findings.errorShapes.addAlike(shape.group, LineNumber(segment.line));
        return;
    }
    PatternHit hit;
    hit.line = segment.line;
    hit.offset = segment.offset;
    hit.text = text;
    hit.known = known;
    readPrefix(segment, record, hit);
    if (kept) {
        findings.errorLines.push_back(std::move(hit));
        return;
    }
    // Its first few lines are kept; then lines of the same kind are only counted.
    const std::size_t group = addErrorLine(findings.errorShapes, hit);
    if (group == LineShapes::none || findings.errorShapes.isFull(group)) {
        shape = {signature, group};
        m_anyShape = true;
    }
}

} // namespace faultline
