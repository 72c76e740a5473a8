// SPDX-License-Identifier: MIT
#include "search/range_search.h"

#include "search/context_lines.h"
#include "text/byte_search.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>

namespace faultline {

namespace {

constexpr std::size_t nowhereAt = std::string_view::npos;

/// The start of the line or state that the byte at `at` stands in.
std::size_t startAround(std::string_view text, std::size_t at) {
    const void* const feed = at == 0 ? nullptr : ::memrchr(text.data(), '\n', at);
    return feed ? static_cast<std::size_t>(static_cast<const char*>(feed) - text.data()) + 1 : 0;
}

std::size_t endFrom(std::string_view text, std::size_t at) {
    return std::min(text.find('\n', at), text.size());
}

/// How much of a part of a long line can be read by itself: neither an escape sequence nor a character of UTF-8 may be cut at its end.
std::size_t wholePart(std::string_view part) {
    std::size_t use = part.size();
    if (const std::size_t escape = part.rfind('\x1B'); escape != nowhereAt && escape + 64 > use)
        use = escape;
    std::size_t lead = use;
    while (lead > 0 && use - lead < 4 && (static_cast<unsigned char>(part[lead - 1]) & 0xC0U) == 0x80U)
        --lead;
    if (lead == 0)
        return use;
    const auto first = static_cast<unsigned char>(part[lead - 1]);
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    return use - (lead - 1) < length ? lead - 1 : use;
}

} // namespace

/// One call of `search`.
struct RangeSearch::Job {
    const ByteReader& reader;
    const Encoding& encoding;
    std::uint64_t end;
    const std::stop_token& stop;
    FoundLineReceiver& receiver;
    RangeTotals totals;
    BlockText text;
    std::size_t held = 0; ///< bytes at the start of the buffer that were read and not searched yet
    bool atEnd = false;   ///< nothing follows in the file
    std::atomic<std::uint64_t>* bytesDone;

    /// The line that hits are being found in; it is handed over when another one begins.
    struct Open {
        FoundLine line;
        std::size_t start = 0;    ///< in the text of its block
        std::uint64_t behind = 0; ///< offset of the next line
        bool wantsText = false;
        FoundText text;
    };
    std::optional<Open> open;

    // How far lines of the block have been counted, in its text and in its bytes.
    std::size_t counted = 0;
    std::uint64_t countedLine = 0;
    std::size_t countedInBlock = 0;

    void done(std::uint64_t bytes) {
        totals.bytes += bytes;
        if (bytesDone)
            *bytesDone += bytes;
    }
};

RangeSearch::RangeSearch(const SearchPattern& pattern, std::shared_ptr<const LineFilter> filter, Limits limits)
    : m_pattern(pattern), m_filter(std::move(filter)), m_limits(limits),
      m_buffer(std::make_unique_for_overwrite<char[]>(longLine + blockSize)) {
    if (m_filter && hs_clone_scratch(m_filter->scratch(), &m_scratch) != HS_SUCCESS)
        m_filter.reset(); // no memory for it: RE2 needs none
}

RangeSearch::~RangeSearch() {
    hs_free_scratch(m_scratch);
}

RangeTotals RangeSearch::search(const ByteReader& reader, const Encoding& encoding, std::uint64_t begin, std::uint64_t end,
                                const std::stop_token& stop, FoundLineReceiver& receiver, std::atomic<std::uint64_t>* bytesDone) {
    const bool wholeLetters = !m_pattern.internals().plain || m_pattern.options().wholeWord;
    Job job{reader, encoding, end, stop, receiver, {}, BlockText(encoding, wholeLetters), 0, false, bytesDone, {}, 0, 0, 0};
    std::uint64_t offset = begin == 0 ? 0 : begin - 1;
    bool betweenLines = begin == 0; // else the line before has to end first: it belongs to the range before
    while (!stop.stop_requested() && !(job.atEnd && job.held == 0)) {
        if (!job.atEnd) {
            const auto got = reader.read(offset + job.held, std::span(m_buffer.get() + job.held, blockSize));
            if (!got)
                job.totals.trouble = got.error().why;
            job.atEnd = !got || *got < blockSize;
            job.held += got.value_or(0);
        }
        const std::string_view held(m_buffer.get(), job.held);
        std::size_t use = 0;
        bool rangeEnds = false;
        if (!betweenLines) {
            // What is skipped belongs to the range before, and is counted there.
            const std::size_t feed = held.find('\n');
            use = feed == nowhereAt ? held.size() : feed + 1;
            betweenLines = feed != nowhereAt;
            rangeEnds = offset + use >= end;
        } else {
            if (offset + held.size() >= end) {
                const std::size_t feed = held.find('\n', end > offset ? static_cast<std::size_t>(end - offset) - 1 : 0);
                rangeEnds = feed != nowhereAt;
                use = rangeEnds ? feed + 1 : 0;
            }
            if (!rangeEnds) {
                const std::size_t feed = held.rfind('\n');
                use = job.atEnd ? held.size() : feed == nowhereAt ? 0 : feed + 1;
            }
            if (use == 0 && held.size() >= longLine) {
                offset = searchLongLine(job, held, offset, job.totals.lines);
                ++job.totals.lines;
                if (offset >= end)
                    break;
                continue;
            }
            if (use > 0) {
                searchLines(job, held.substr(0, use), offset, job.totals.lines);
                job.totals.lines += job.text.lineFeeds() + (held[use - 1] == '\n' ? 0 : 1);
                job.done(use);
            }
        }
        offset += use;
        job.held -= use;
        std::memmove(m_buffer.get(), m_buffer.get() + use, job.held);
        if (rangeEnds)
            break;
    }
    // What is unpacked as it is read ends where it is damaged, and tells that only to who asks for more.
    if (job.atEnd && job.totals.trouble.empty() && reader.unpacks()) {
        char next = 0;
        if (const auto more = reader.read(offset + job.held, {&next, 1}); !more)
            job.totals.trouble = more.error().why;
    }
    return std::move(job.totals);
}

void RangeSearch::searchLines(Job& job, std::string_view block, std::uint64_t offset, std::uint64_t line) {
    job.text.set(block, offset == 0);
    Piece piece;
    piece.offset = offset;
    piece.firstLine = line;
    piece.block = block;
    piece.text = job.text.text();
    piece.searched = job.text.searched();
    piece.returns = job.text.hasReturns();
    piece.inPlace = job.text.isInPlace();
    piece.skipped = job.text.skipped();
    piece.to = piece.searched.size();
    job.counted = 0;
    job.countedInBlock = 0;
    job.countedLine = line;
    searchPiece(job, piece);
    flush(job);
}

std::uint64_t RangeSearch::searchLongLine(Job& job, std::string_view head, std::uint64_t offset, std::uint64_t line) {
    // The line is made into text chunk by chunk and searched as it comes, with a tail of twice the overlap kept: hits that begin in its last part are left to the next
    // piece, which sees them whole, and the part before that shows the next piece what stands before its first hit.
    std::string text, searched;
    std::string_view chunk = head;
    Piece piece;
    piece.offset = offset;
    piece.firstLine = line;
    piece.returns = true;
    while (!job.stop.stop_requested()) {
        const std::size_t feed = chunk.find('\n');
        piece.last = feed != nowhereAt || job.atEnd;
        const std::size_t use = feed != nowhereAt ? feed : job.atEnd ? chunk.size() : wholePart(chunk);
        job.text.set(chunk.substr(0, use), offset == 0);
        text.append(job.text.text());
        searched.assign(text);
        std::ranges::replace(searched, '\r', '\n');
        piece.text = text;
        piece.searched = searched;
        piece.to = piece.last ? text.size() : text.size() - std::min(overlap, text.size());
        searchPiece(job, piece);

        const std::size_t consumed = use + (feed != nowhereAt ? 1 : 0);
        job.done(consumed);
        offset += consumed;
        if (job.open)
            job.open->behind = offset;
        if (piece.last)
            break;
        const std::size_t keep = std::min(text.size(), 2 * overlap);
        piece.from = keep - std::min(overlap, keep);
        piece.before += text.size() - keep;
        text.erase(0, text.size() - keep);

        const std::size_t rest = chunk.size() - use;
        std::memmove(m_buffer.get(), m_buffer.get() + use, rest);
        const auto got = job.reader.read(offset + rest, std::span(m_buffer.get() + rest, blockSize));
        if (!got)
            job.totals.trouble = got.error().why;
        job.atEnd = !got || *got < blockSize;
        chunk = std::string_view(m_buffer.get(), rest + got.value_or(0));
    }
    flush(job);
    // The buffer was used up on the way; what follows is read anew.
    job.held = 0;
    job.atEnd = false;
    return offset;
}

int RangeSearch::onMatch(unsigned, unsigned long long, unsigned long long to, unsigned, void* context) {
    auto& self = *static_cast<RangeSearch*>(context);
    const std::size_t last = to == 0 ? 0 : static_cast<std::size_t>(to) - 1;
    if (self.m_pattern.internals().plain) {
        self.m_candidates.push_back(last);
        return 0;
    }
    // An expression such as `x.+` is reported at every further byte; one report a segment is enough.
    if (to <= self.m_segmentEnd)
        return 0;
    self.m_segmentEnd = endFrom(self.m_searched, last);
    self.m_candidates.push_back(last);
    return 0;
}

void RangeSearch::findCandidates(std::string_view searched) {
    m_candidates.clear();
    m_searched = searched;
    m_segmentEnd = 0;
    if (m_filter) {
        hs_scan(m_filter->database(), searched.data(), static_cast<unsigned>(searched.size()), 0, m_scratch, &RangeSearch::onMatch, this);
        // In practice they come in order; it is not promised.
        if (!std::ranges::is_sorted(m_candidates))
            std::ranges::sort(m_candidates);
        return;
    }
    const RegularExpression& expression = m_pattern.internals().expression;
    const std::size_t group = m_pattern.options().wholeWord ? 1 : 0;
    for (std::size_t from = 0; from < searched.size() && expression.find(searched, m_groups, from);) {
        // It may run on into the next lines: what counts is the line it begins in, which is then read by itself.
        const auto begin = static_cast<std::size_t>(m_groups[group].data() - searched.data());
        if (m_groups[group].empty()) {
            from = std::max(static_cast<std::size_t>(m_groups.front().data() - searched.data()), from) + 1;
            continue;
        }
        m_candidates.push_back(begin);
        from = endFrom(searched, begin) + 1;
    }
}

void RangeSearch::searchPiece(Job& job, const Piece& piece) {
    if (piece.searched.empty())
        return;
    findCandidates(piece.searched);
    for (std::size_t candidate = 0; candidate < m_candidates.size();) {
        const std::size_t at = std::min(m_candidates[candidate], piece.searched.size() - 1);
        // A match may end at the line end itself: the line is the one before.
        const std::size_t start = startAround(piece.searched, at);
        const std::size_t end = endFrom(piece.searched, at);
        // Hits are kept only for the first state of a line that has any.
        readSegment(piece, start, end, candidate, m_limits.spans);
        if (m_segmentHits > 0)
            note(job, piece, start, end, m_segmentHits);
    }
}

void RangeSearch::readSegment(const Piece& piece, std::size_t start, std::size_t end, std::size_t& candidate, std::size_t wanted) {
    m_spans.clear();
    m_segmentHits = 0;
    const std::string_view segment = piece.searched.substr(start, end - start);
    const auto add = [&](TextSpan hit) {
        if (start + hit.begin < piece.from || start + hit.begin >= piece.to)
            return;
        if (++m_segmentHits <= wanted)
            m_spans.push_back(hit);
    };
    if (m_pattern.internals().plain && m_filter) {
        // Vectorscan has found every hit; those that overlap the one before are none.
        const std::size_t length = m_pattern.text().size();
        std::size_t behind = 0;
        for (; candidate < m_candidates.size() && m_candidates[candidate] < end; ++candidate) {
            const std::size_t hitEnd = m_candidates[candidate] + 1 - start;
            if (hitEnd < length + behind)
                continue;
            const TextSpan hit{hitEnd - length, hitEnd};
            if (m_pattern.options().wholeWord && !SearchPattern::Private::isWholeWord(segment, hit))
                continue;
            behind = hitEnd;
            add(hit);
        }
        return;
    }
    ++candidate;
    for (std::size_t from = 0; from <= segment.size();) {
        const auto hit = m_pattern.internals().find(segment, from, m_groups);
        if (!hit)
            break;
        add(*hit);
        from = hit->end;
    }
}

void RangeSearch::note(Job& job, const Piece& piece, std::size_t start, std::size_t end, std::uint64_t hits) {
    const bool longLinePiece = piece.block.empty();
    const std::size_t lineStart = longLinePiece ? 0 : piece.returns ? startAround(piece.text, start) : start;
    job.totals.hits += hits;
    if (job.open && (longLinePiece || job.open->start == lineStart)) {
        job.open->line.hits += hits;
        return;
    }
    flush(job);
    ++job.totals.foundLines;
    Job::Open& open = job.open.emplace();
    open.start = lineStart;
    open.line.hits = hits;
    open.line.hitOffset = piece.before + start + m_spans.front().begin - lineStart;
    open.wantsText = job.receiver.wantsText();
    if (longLinePiece) {
        open.line.line = piece.firstLine;
        open.line.offset = piece.offset;
    } else {
        const std::uint64_t lines = countLineFeeds(piece.text.substr(job.counted, lineStart - job.counted));
        job.counted = lineStart;
        job.countedLine += lines;
        open.line.line = job.countedLine;
        if (piece.inPlace) {
            open.line.offset = piece.offset + lineStart + (lineStart > 0 ? piece.skipped : 0);
        } else {
            // The same line in the bytes of the file.
            for (std::uint64_t i = 0; i < lines; ++i)
                job.countedInBlock = endFrom(piece.block, job.countedInBlock) + 1;
            open.line.offset = piece.offset + job.countedInBlock;
        }
        if (open.wantsText)
            open.behind = piece.offset + endFrom(piece.block, static_cast<std::size_t>(open.line.offset - piece.offset)) + 1;
    }
    if (open.wantsText) {
        open.text = textOf(piece.searched.substr(start, end - start));
        open.text.cutBefore |= longLinePiece && start == 0 && piece.before > 0;
        open.text.cutAfter |= longLinePiece && end == piece.searched.size() && !piece.last;
    }
}

FoundText RangeSearch::textOf(std::string_view state) const {
    FoundText found;
    std::size_t from = 0;
    std::string_view window = state;
    if (state.size() > m_limits.text) {
        // A little of what stands before the hit says where one is.
        const std::size_t hit = m_spans.front().begin;
        const std::size_t wish = std::min(hit - std::min(hit, m_limits.text / 4), state.size() - m_limits.text);
        from = state.size() - lastBytes(state, state.size() - wish).size();
        window = firstBytes(state.substr(from), m_limits.text);
    }
    found.cutBefore = from > 0;
    found.cutAfter = from + window.size() < state.size();
    const bool valid = isWholeUtf8(window);
    // Where bytes become U+FFFD, what stands behind them moves.
    const auto place = [&](std::size_t at) {
        at = std::clamp(at, from, from + window.size()) - from;
        return valid ? at : toUtf8(window.substr(0, at), {}).size();
    };
    for (const TextSpan& hit : m_spans) {
        const TextSpan span{place(hit.begin), place(hit.end)};
        if (span.begin < span.end)
            found.spans.push_back(span);
    }
    found.text = valid ? std::string(window) : toUtf8(window, {});
    return found;
}

void RangeSearch::flush(Job& job) {
    if (!job.open)
        return;
    Job::Open& open = *job.open;
    if (open.wantsText && m_limits.context > 0) {
        const ContextSource source{job.reader, job.encoding, m_limits.text};
        open.text.before = linesBefore(source, open.line.offset, m_limits.context);
        open.text.after = linesAfter(source, open.behind, m_limits.context);
    }
    job.receiver.take(open.line, std::move(open.text));
    job.open.reset();
}

} // namespace faultline
