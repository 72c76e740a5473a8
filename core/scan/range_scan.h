// SPDX-License-Identifier: MIT
#pragma once

#include "scan/pattern_set_private.h"
#include "text/byte_reader.h"
#include "text/line_index.h"

#include <atomic>
#include <cstdint>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace faultline {

/// What was found in one range of a file. Lines count from the range's first line; the assembly adds what lies before.
struct RangeFindings {
    struct Hit {
        std::size_t pattern = 0;
        std::uint64_t line = 0;
        std::uint64_t offset = 0; ///< of the line's first byte
        std::string text;
        Captures captures;
        std::optional<LogTime> time;
        Level level = Level::Unknown;
        std::uint64_t lineLength = 0;
    };
    struct Span {
        std::uint64_t first = 0, last = 0, count = 0;
        std::string text; ///< of the first
    };
    struct Start {
        std::uint64_t line = 0, offset = 0;
        PatternUse::Kind kind = PatternUse::Kind::Traceback; ///< that, or SyntaxError, or RuntimeError
    };
    std::vector<Hit> matches;                         ///< for uses of kind Match
    std::map<std::size_t, std::uint64_t> matchCounts; ///< by pattern, all hits
    std::map<std::size_t, Span> spans;                ///< by pattern, for conditions and look-next
    std::vector<Hit> signs;                           ///< for uses of kind Outcome: the first and the last of each
    std::vector<Hit> facts;                           ///< for uses of kind Fact; at most `FileScan::sightingLimit`
    std::vector<Start> tracebacks;
    std::vector<Hit> errorLines;
    std::uint64_t errorLinesDropped = 0;
    std::uint64_t lines = 0;
    std::uint64_t bytes = 0;
    std::optional<LogTime> firstTime, lastTime;
    bool endsWithFeed = true;
    bool carriageReturns = false;
    std::string trouble; ///< why reading ended early
};

/// Scans ranges of files on one thread; owns the buffers and the Vectorscan scratch that a thread needs, and is used again for the next range.
class RangeScanner {
public:
    explicit RangeScanner(const PatternSet& patterns);
    ~RangeScanner();
    RangeScanner(const RangeScanner&) = delete;
    RangeScanner& operator=(const RangeScanner&) = delete;

    /// Scans the lines that begin in `[begin, end)`; the last of them is read to its end, wherever that is.
    [[nodiscard]] RangeFindings scan(const ByteReader& reader, std::uint64_t begin, std::uint64_t end, const std::string& role,
                                     const std::stop_token& stop, std::atomic<std::uint64_t>* bytesDone = nullptr);

private:
    struct Event {
        std::size_t pattern;
        std::uint64_t to;
    };
    void scanBlock(std::string_view block, std::uint64_t blockOffset, std::uint64_t firstLine, bool continuesLine, RangeFindings& findings);
    void handle(const Event& event, std::string_view block, std::uint64_t blockOffset, std::uint64_t line, std::size_t lineStart,
                std::size_t lineEnd, RangeFindings& findings);
    [[nodiscard]] std::string_view recordAround(std::size_t start, std::size_t end, std::size_t at) const;
    static int onMatch(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void* context);

    const PatternSet::Private& m_set;
    hs_scratch_t* m_scratch = nullptr;
    std::string m_buffer;
    std::string m_normal;                 ///< the block with `\r` and written-out line ends as `\n`, for searching
    std::string m_stripped;               ///< the block without ANSI sequences …
    std::vector<std::uint32_t> m_origin;  ///< … and where each of its bytes stood
    std::vector<std::uint64_t> m_lineEnd; ///< by pattern: end of the last line it was found in
    std::vector<Event> m_events;
    const std::vector<bool>* m_wanted = nullptr;
    std::string_view m_searched;
    std::string_view m_plain; ///< likewise with its line ends as they stand: byte for byte beside `m_searched`
    std::map<std::size_t, std::pair<std::uint64_t, Captures>>
        m_lastInRecord; ///< by pattern: line and captures of the last hit among written-out lines
    std::vector<std::string_view> m_groups;
};

} // namespace faultline
