// SPDX-License-Identifier: MIT
#include "scan/range_scan.h"

#include "scan/traceback.h"
#include "text/byte_search.h"

#include <algorithm>
#include <cctype>
#include <cstring>

namespace faultline {

namespace {

constexpr std::size_t blockSize = 512 * 1024;
/// Of a line longer than a block, so much is searched again with the next piece, so that nothing is missed at the cut.
constexpr std::size_t overlap = 4096;
constexpr std::size_t windowSize = Sighting::textLimit;
constexpr std::size_t errorLineLimit = 20'000;
constexpr std::size_t tracebackLimit = 20'000;

/// The part of a line around `at` that is looked at; a whole line where it is short enough.
std::string_view windowOf(std::string_view line, std::size_t at) {
    if (line.size() <= windowSize)
        return line;
    const std::size_t start = at > windowSize * 3 / 4 ? at - windowSize * 3 / 4 : 0;
    return line.substr(start, windowSize);
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
            captures[names[i]] = value.substr(0, 1000);
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

/// Whether a line end is written out somewhere. Most blocks hold no backslash at all, and looking for one byte is many times as fast as looking for two.
bool hasEscapedFeed(std::string_view text) {
    for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at + 1))
        if (at + 1 < text.size() && text[at + 1] == 'n')
            return true;
    return false;
}

/// Text that was written into JSON or a Python string keeps its lines as `\n` written out: they become line ends in place, so that patterns see the lines that
/// were meant. Nothing moves. A backslash behind a drive's colon is part of a path.
void breakAtEscapes(std::string& text) {
    for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at + 2)) {
        std::size_t begin = at;
        while (begin > 0 && text[begin - 1] == '\\')
            --begin;
        if (begin > 0 && text[begin - 1] == ':' && begin > 1 && std::isalpha(static_cast<unsigned char>(text[begin - 2])) != 0 &&
            (begin < 3 || std::isalnum(static_cast<unsigned char>(text[begin - 3])) == 0))
            continue;
        if (begin >= 2 && text[begin - 1] == 'r' && text[begin - 2] == '\\') {
            begin -= 2;
            while (begin > 0 && text[begin - 1] == '\\')
                --begin;
        }
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(at) + 1, ' ');
        text[at + 1] = '\n';
        std::size_t behind = at + 2;
        for (;;) {
            std::size_t end = behind;
            while (end < text.size() && text[end] == '\\')
                ++end;
            if (end == behind || end >= text.size() || text[end] != 't')
                break;
            std::fill(text.begin() + static_cast<std::ptrdiff_t>(behind), text.begin() + static_cast<std::ptrdiff_t>(end) + 1, ' ');
            behind = end + 1;
        }
    }
}

} // namespace

RangeScanner::RangeScanner(const PatternSet& patterns) : m_set(patterns.internals()), m_buffer(blockSize, '\0') {
    if (m_set.scratch)
        hs_clone_scratch(m_set.scratch, &m_scratch);
    m_lineEnd.resize(m_set.patterns.size());
}

RangeScanner::~RangeScanner() {
    if (m_scratch)
        hs_free_scratch(m_scratch);
}

int RangeScanner::onMatch(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
    auto& self = *static_cast<RangeScanner*>(context);
    if (!(*self.m_wanted)[id] || to <= self.m_lineEnd[id])
        return 0;
    // A pattern such as `x.+` is reported at every further byte; one report a line is enough.
    const std::size_t last = to == 0 ? 0 : static_cast<std::size_t>(to) - 1;
    const std::size_t end = self.m_searched.find('\n', last);
    self.m_lineEnd[id] = end == std::string_view::npos ? self.m_searched.size() : end;
    self.m_events.push_back({id, last});
    return 0;
}

RangeFindings RangeScanner::scan(const ByteReader& reader, std::uint64_t begin, std::uint64_t end, const std::string& role,
                                 const std::stop_token& stop, std::atomic<std::uint64_t>* bytesDone) {
    RangeFindings findings;
    m_wanted = &m_set.wantedIn(role);

    std::uint64_t offset = begin; // of the buffer's first byte
    std::size_t held = 0;         // bytes in the buffer
    bool continuesLine = false;   // the buffer begins inside a line whose head was searched already
    std::uint64_t line = 0;

    if (begin > 0) {
        // The line that begins before the range belongs to the range before.
        std::uint64_t position = begin - 1;
        bool found = false;
        while (!found && position < end && !stop.stop_requested()) {
            const auto got = reader.read(position, std::span(m_buffer));
            if (!got || *got == 0)
                return findings;
            if (const void* const feed = std::memchr(m_buffer.data(), '\n', *got)) {
                offset = position + static_cast<std::uint64_t>(static_cast<const char*>(feed) - m_buffer.data()) + 1;
                found = true;
            } else {
                position += *got;
            }
        }
        if (!found || offset >= end)
            return findings;
    }

    // What was read beyond the range's end belongs to the next one.
    const auto countBytes = [&](std::size_t count) {
        findings.bytes += count;
        if (bytesDone)
            *bytesDone += count;
    };

    for (;;) {
        if (stop.stop_requested())
            break;
        const auto got = reader.read(offset + held, std::span(m_buffer).subspan(held));
        if (!got)
            findings.trouble = got.error().why;
        const bool atEnd = !got || *got == 0;
        held += got.value_or(0);
        if (held == 0)
            break;
        std::string_view block(m_buffer.data(), held);
        std::size_t use = held;
        bool rangeEnds = false;
        // Lines that begin at or behind `end` belong to the next range.
        if (offset + held >= end) {
            const std::size_t from = end > offset ? static_cast<std::size_t>(end - offset) - 1 : 0;
            const std::size_t feed = block.find('\n', from);
            if (feed != std::string_view::npos) {
                use = feed + 1;
                rangeEnds = true;
            }
        }
        if (!rangeEnds && !atEnd) {
            const auto* const feed = static_cast<const char*>(::memrchr(block.data(), '\n', block.size()));
            use = feed ? static_cast<std::size_t>(feed - block.data()) + 1 : 0;
        }
        if (use == 0) {
            // No line ends in the buffer. A full one is a piece of a very long line.
            if (held < m_buffer.size())
                continue;
            scanBlock(block, offset, line, continuesLine, findings);
            continuesLine = true;
            countBytes(held - overlap);
            std::memmove(m_buffer.data(), m_buffer.data() + held - overlap, overlap);
            offset += held - overlap;
            held = overlap;
            continue;
        }
        block = block.substr(0, use);
        scanBlock(block, offset, line, continuesLine, findings);
        countBytes(use);
        const auto feeds = countLineFeeds(block);
        line += feeds;
        findings.endsWithFeed = block.back() == '\n';
        continuesLine = false;
        if (atEnd || rangeEnds)
            break;
        std::memmove(m_buffer.data(), m_buffer.data() + use, held - use);
        offset += use;
        held -= use;
    }
    findings.lines = line + (findings.endsWithFeed ? 0 : 1);
    return findings;
}

void RangeScanner::scanBlock(std::string_view block, std::uint64_t blockOffset, std::uint64_t firstLine, bool continuesLine,
                             RangeFindings& findings) {
    m_searched = block;
    m_origin.clear();
    if (std::memchr(block.data(), '\x1b', block.size())) {
        // Colour sequences may stand inside a message: they are taken out for the search, and each byte remembers where it stood.
        m_stripped.clear();
        m_origin.reserve(block.size());
        for (std::size_t i = 0; i < block.size();) {
            if (block[i] == '\x1b' && i + 1 < block.size() && block[i + 1] == '[') {
                std::size_t j = i + 2;
                while (j < block.size() && j < i + 32 && block[j] >= 0x20 && block[j] < 0x40)
                    ++j;
                i = j < block.size() && block[j] >= 0x40 && block[j] <= 0x7e ? j + 1 : j;
                continue;
            }
            m_stripped += block[i];
            m_origin.push_back(static_cast<std::uint32_t>(i));
            ++i;
        }
        m_searched = m_stripped;
    }
    m_plain = m_searched;
    const bool hasReturns = std::memchr(m_plain.data(), '\r', m_plain.size()) != nullptr;
    const bool hasEscapes = hasEscapedFeed(m_plain);
    findings.carriageReturns |= hasReturns;
    if (hasReturns || hasEscapes) {
        m_normal.assign(m_plain);
        if (hasEscapes)
            breakAtEscapes(m_normal);
        if (hasReturns)
            std::ranges::replace(m_normal, '\r', '\n');
        m_searched = m_normal;
    }
    std::ranges::fill(m_lineEnd, 0);
    m_events.clear();
    if (m_set.database && m_scratch)
        hs_scan(m_set.database, m_searched.data(), static_cast<unsigned>(m_searched.size()), 0, m_scratch, &RangeScanner::onMatch, this);
    for (const std::size_t slow : m_set.slow) {
        if (!(*m_wanted)[slow])
            continue;
        for (std::size_t from = 0; from < m_searched.size() && m_set.patterns[slow].regex->find(m_searched, m_groups, from);) {
            // A class such as `[^;]` may run on into the next lines: what counts is the line that the match begins in.
            const std::size_t begin = static_cast<std::size_t>(m_groups.front().data() - m_searched.data());
            const std::size_t feedBefore = begin == 0 ? std::string_view::npos : m_searched.rfind('\n', begin - 1);
            const std::size_t lineStart = feedBefore == std::string_view::npos ? 0 : feedBefore + 1;
            const std::size_t lineEnd = std::min(m_searched.find('\n', begin), m_searched.size());
            if (m_set.patterns[slow].regex->find(m_searched.substr(lineStart, lineEnd - lineStart), m_groups)) {
                const std::string_view found = m_groups.front();
                const std::size_t last =
                    static_cast<std::size_t>(found.data() - m_searched.data()) + std::max<std::size_t>(found.size(), 1) - 1;
                m_events.push_back({slow, last});
            }
            from = lineEnd + 1;
        }
    }
    std::ranges::stable_sort(m_events, {}, &Event::to);

    std::uint64_t line = firstLine;
    std::size_t counted = 0; // bytes of the block whose line feeds are in `line`
    for (const Event& event : m_events) {
        const std::size_t at = std::min<std::size_t>(static_cast<std::size_t>(event.to), m_searched.size() - 1);
        // A match may end at the line feed itself (`\s`): the line is the one before it.
        std::size_t inside = at;
        while (inside > 0 && m_searched[inside] == '\n')
            --inside;
        const std::size_t feedBefore = m_searched.rfind('\n', inside);
        const std::size_t start = feedBefore == std::string_view::npos ? 0 : feedBefore + 1;
        const std::size_t stop = std::min(m_searched.find('\n', inside), m_searched.size());
        const std::size_t blockStart = m_origin.empty() ? start : m_origin[std::min(start, m_origin.size() - 1)];
        if (blockStart > counted) {
            line += countLineFeeds(block.substr(counted, blockStart - counted));
            counted = blockStart;
        }
        // What ends within the overlap was found with the piece before.
        if (continuesLine && line == firstLine && (m_origin.empty() ? at : m_origin[at]) < overlap)
            continue;
        handle(event, block, blockOffset, line, start, stop, findings);
    }

    // The first and last time stamp: a few lines at the edges are enough.
    const auto edgeTime = [&](bool last) {
        std::size_t position = last ? block.size() : 0;
        for (int tries = 0; tries < 30; ++tries) {
            std::size_t start = position, stop = 0;
            if (last) {
                if (position == 0)
                    break;
                const std::size_t feed = position >= 2 ? block.rfind('\n', position - 2) : std::string_view::npos;
                start = feed == std::string_view::npos ? 0 : feed + 1;
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
        return std::optional<LogTime>();
    };
    if (!findings.firstTime)
        findings.firstTime = edgeTime(false);
    if (auto time = edgeTime(true))
        findings.lastTime = time;
}

/// The line as it stands around a searched segment: more than the segment where line ends are written out in it. Bounded.
std::string_view RangeScanner::recordAround(std::size_t start, std::size_t end, std::size_t at) const {
    const std::size_t floor = at > windowSize ? at - windowSize : 0;
    while (start > floor && m_plain[start - 1] != '\n' && m_plain[start - 1] != '\r')
        --start;
    const std::size_t ceiling = std::min(at + windowSize, m_plain.size());
    while (end < ceiling && m_plain[end] != '\n' && m_plain[end] != '\r')
        ++end;
    return m_plain.substr(start, end - start);
}

void RangeScanner::handle(const Event& event, std::string_view block, std::uint64_t blockOffset, std::uint64_t line, std::size_t lineStart,
                          std::size_t lineEnd, RangeFindings& findings) {
    const CompiledPattern& pattern = m_set.patterns[event.pattern];
    const std::string_view whole = m_searched.substr(lineStart, lineEnd - lineStart);
    const std::size_t at = static_cast<std::size_t>(event.to);
    const std::string_view text = windowOf(whole, at - std::min(lineStart, at));
    RangeFindings::Hit hit;
    if (!readCaptures(pattern, text, m_groups, hit.captures))
        return;

    // The line may begin before the searched segment: behind a lone CR or a `\n` written out, or in an earlier piece of a long line.
    const std::size_t blockAt = m_origin.empty() ? lineStart : m_origin[std::min(lineStart, m_origin.size() - 1)];
    const std::size_t feed = blockAt == 0 ? std::string_view::npos : block.rfind('\n', blockAt - 1);
    const std::size_t trueStart = feed == std::string_view::npos ? 0 : feed + 1;
    const std::string_view record = recordAround(lineStart, lineEnd, at);
    if (record.size() > whole.size()) {
        // What a pattern captures may lie behind a line end that is written out.
        Captures more;
        if (readCaptures(pattern, record, m_groups, more) && more.size() > hit.captures.size())
            hit.captures = std::move(more);
    }
    if (looksEscaped(hit.captures))
        readEscapedCaptures(pattern, text, m_groups, hit.captures);
    // One line that says the same thing in several of its written-out lines says it once.
    if (record.size() > whole.size()) {
        const auto [last, isNew] = m_lastInRecord.try_emplace(event.pattern, blockOffset + trueStart, hit.captures);
        if (!isNew && last->second == std::pair(blockOffset + trueStart, hit.captures))
            return;
        last->second = {blockOffset + trueStart, hit.captures};
    }
    const std::uint64_t count = ++findings.matchCounts[event.pattern];
    hit.pattern = event.pattern;
    hit.line = line;
    hit.offset = blockOffset + trueStart;
    hit.lineLength = whole.size();

    bool prefixRead = false;
    const auto readPrefix = [&] {
        if (prefixRead)
            return;
        prefixRead = true;
        const bool begins = lineStart == 0 || m_plain[lineStart - 1] == '\n' || m_plain[lineStart - 1] == '\r';
        const LinePrefix prefix = readLinePrefix(begins ? whole : m_plain.substr(static_cast<std::size_t>(record.data() - m_plain.data())));
        hit.time = prefix.time;
        hit.level = prefix.level;
        if (record.contains("##[error]"))
            hit.level = Level::Error;
        // Continuation lines carry no time: the record they belong to does.
        std::size_t position = trueStart;
        for (int back = 0; !hit.time && back < 80 && position > 0; ++back) {
            const std::size_t before = position >= 2 ? block.rfind('\n', position - 2) : std::string_view::npos;
            const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
            hit.time = readLinePrefix(block.substr(start, position - start)).time;
            position = start;
        }
    };
    bool isMatch = false, isSign = false, isError = false, isFact = false;
    for (const PatternUse& use : pattern.uses) {
        switch (use.kind) {
        case PatternUse::Kind::Match: isMatch = true; break;
        case PatternUse::Kind::Outcome: isSign = true; break;
        case PatternUse::Kind::Fact: isFact = true; break;
        case PatternUse::Kind::ErrorLine: isError = true; break;
        case PatternUse::Kind::Traceback:
        case PatternUse::Kind::SyntaxError:
        case PatternUse::Kind::RuntimeError:
            if (findings.tracebacks.size() < tracebackLimit)
                findings.tracebacks.push_back({line, hit.offset, use.kind});
            break;
        case PatternUse::Kind::With:
        case PatternUse::Kind::Without:
        case PatternUse::Kind::WithoutAfter:
        case PatternUse::Kind::OutcomeWith:
        case PatternUse::Kind::LookNext: {
            RangeFindings::Span& span = findings.spans[event.pattern];
            if (span.count == 0) {
                span.first = line;
                span.text = text;
            }
            span.last = line;
            span.count = count;
            break;
        }
        }
    }
    if (isMatch || isSign || isError || isFact) {
        readPrefix();
        hit.text = windowOf(record, at - std::min(static_cast<std::size_t>(record.data() - m_plain.data()), at));
    }
    if (isSign) {
        // The first and the last of each pattern are enough to judge by.
        const auto same =
            std::ranges::find_if(findings.signs, [&](const RangeFindings::Hit& other) { return other.pattern == event.pattern; });
        if (same == findings.signs.end())
            findings.signs.push_back(hit);
        else if (const auto second = std::find_if(same + 1, findings.signs.end(),
                                                  [&](const RangeFindings::Hit& other) { return other.pattern == event.pattern; });
                 second == findings.signs.end())
            findings.signs.push_back(hit);
        else
            *second = hit;
    }
    if (isFact && count <= FileScan::sightingLimit)
        findings.facts.push_back(hit);
    if (isError) {
        if (findings.errorLines.size() < errorLineLimit)
            findings.errorLines.push_back(hit);
        else
            ++findings.errorLinesDropped;
    }
    if (isMatch && count <= FileScan::sightingLimit)
        findings.matches.push_back(std::move(hit));
}

} // namespace faultline
