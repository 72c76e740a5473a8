// SPDX-License-Identifier: MIT
#pragma once

#include "search/block_text.h"
#include "search/found_line.h"
#include "search/line_filter.h"
#include "search/search_pattern_private.h"
#include "text/byte_reader.h"
#include "text/encoding.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Takes the lines that a `RangeSearch` finds, in order.
class FoundLineReceiver {
public:
    FoundLineReceiver() = default;
    FoundLineReceiver(const FoundLineReceiver&) = delete;
    FoundLineReceiver& operator=(const FoundLineReceiver&) = delete;
    virtual ~FoundLineReceiver() = default;

    /// Asked for each line before its text is read, which costs more than finding it.
    [[nodiscard]] virtual bool wantsText() const = 0;
    /// `text` is empty where it was not wanted.
    virtual void take(const FoundLine& line, FoundText text) = 0;
};

/// How a range was read.
struct RangeTotals {
    std::uint64_t lines = 0; ///< that begin in the range
    std::uint64_t foundLines = 0, hits = 0;
    std::uint64_t bytes = 0;
    std::string trouble; ///< why reading ended early
};

/// Searches ranges of files on one thread; owns the buffers and the Vectorscan scratch that a thread needs, and is used again for the next range.
class RangeSearch {
public:
    struct Limits {
        std::size_t text = 1000; ///< bytes of a line that are kept
        std::size_t context = 0; ///< lines before and behind
        std::size_t spans = 200; ///< hits of a line that are kept
    };

    /// `filter` may be null: then RE2 reads every line.
    RangeSearch(const SearchPattern& pattern, std::shared_ptr<const LineFilter> filter, Limits limits);
    ~RangeSearch();
    RangeSearch(const RangeSearch&) = delete;
    RangeSearch& operator=(const RangeSearch&) = delete;

    /// Searches the lines that begin in `[begin, end)` of a text whose line ends are single bytes; the last of them is read to its end, wherever that is. Of a line that
    /// is longer than `longLine` hits of more than `overlap` bytes may be missed.
    RangeTotals search(const ByteReader& reader, const Encoding& encoding, std::uint64_t begin, std::uint64_t end,
                       const std::stop_token& stop, FoundLineReceiver& receiver, std::atomic<std::uint64_t>* bytesDone = nullptr);

    static constexpr std::size_t blockSize = 256 * 1024; ///< what several passes over it still find in the processor's cache
    static constexpr std::size_t longLine = 2 * blockSize;
    static constexpr std::size_t overlap = 8 * 1024;

private:
    /// Part of a text in which hits are looked for.
    struct Piece {
        std::uint64_t offset = 0;    ///< of the block in the file
        std::uint64_t firstLine = 0; ///< number of the line it begins in
        std::string_view block;      ///< the bytes in the file; empty for a piece of a long line
        std::string_view text, searched;
        bool returns = false;
        bool inPlace = true;
        std::size_t skipped = 0;
        std::size_t from = 0, to = 0; ///< where in `searched` hits may begin
        std::uint64_t before = 0;     ///< of a long line: bytes of its text before this piece …
        bool last = true;             ///< … and whether it ends with it
    };
    struct Job;

    void searchLines(Job& job, std::string_view block, std::uint64_t offset, std::uint64_t line);
    /// Returns the offset behind the line.
    std::uint64_t searchLongLine(Job& job, std::string_view head, std::uint64_t offset, std::uint64_t line);
    void searchPiece(Job& job, const Piece& piece);
    void findCandidates(std::string_view searched);
    void readSegment(const Piece& piece, std::size_t start, std::size_t end, std::size_t& candidate, std::size_t wanted);
    void note(Job& job, const Piece& piece, std::size_t start, std::size_t end, std::uint64_t hits);
    void flush(Job& job);
    [[nodiscard]] FoundText textOf(std::string_view state) const;
    static int onMatch(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void* context);

    const SearchPattern m_pattern;
    std::shared_ptr<const LineFilter> m_filter;
    hs_scratch_t* m_scratch = nullptr;
    Limits m_limits;
    std::unique_ptr<char[]> m_buffer;

    std::string_view m_searched; ///< what `onMatch` looks at
    std::vector<std::size_t>
        m_candidates;              ///< offsets of a last byte: of each hit of a plain text, else one in each segment that may hold a hit
    std::size_t m_segmentEnd = 0;  ///< of the last candidate
    std::vector<TextSpan> m_spans; ///< hits in the segment
    std::uint64_t m_segmentHits = 0;
    std::vector<std::string_view> m_groups;
};

} // namespace faultline
