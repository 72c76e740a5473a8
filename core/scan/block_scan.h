// SPDX-License-Identifier: MIT
#pragma once

#include "scan/pattern_set_private.h"
#include "scan/range_findings.h"
#include "scan/searched_text.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace faultline {

/// Searches one block of a file after the other for all patterns, on one thread; owns what that needs again and again.
///
/// Cost follows the text, not what is found: of a pattern that is found again and again only the first hits of a range are read with their captures, then some of them;
/// of error lines each kind of line is looked at once and then counted.
class BlockScanner {
public:
    explicit BlockScanner(const PatternSet& patterns);
    ~BlockScanner();
    BlockScanner(const BlockScanner&) = delete;
    BlockScanner& operator=(const BlockScanner&) = delete;

    /// Begins a range: nothing of what came before is known any more. `role` as `PatternSet::Private::roleIndex` gives it.
    void begin(std::size_t role, const RangeFindings::Limits& limits);

    /// Searches a block that begins at `offset` of the file, which is in line `firstLine` of the range. Returns the line feeds in it. What ends in the first `searchedAlready`
    /// bytes is left out: they are the end of the piece before, of the same line.
    std::uint64_t scan(std::string_view block, std::uint64_t offset, std::uint64_t firstLine, std::size_t searchedAlready,
                       RangeFindings& findings);

    /// Ends the range: adds the counts.
    void end(RangeFindings& findings);

private:
    struct Event {
        std::size_t pattern = 0;
        std::size_t last = 0; ///< byte of the searched text
        bool lastOfPattern = false;
        bool told = false; ///< another pattern of the same article tells of the line
    };
    /// A line of the searched text, with what it is part of.
    struct Segment {
        std::size_t start = 0, end = 0;
        std::uint64_t line = 0;
        std::size_t trueStart = 0; ///< of the line, in the block
        std::uint64_t offset = 0;  ///< likewise, in the file
    };
    /// What is known of a pattern in this range.
    struct PatternState {
        std::size_t kept = 0;
        std::uint64_t count = 0;
        std::uint64_t pending = 0; ///< counted since the last one that was read
        std::uint64_t untilRead = 0;
        std::uint64_t lastRecord = 0; ///< offset of the last line with written-out lines …
        Captures lastCaptures;        ///< … and what was captured there
        bool anyRecord = false;
        bool touched = false;
    };
    /// Error lines that are alike but for their digits, and the group of shapes they joined.
    struct KnownShape {
        std::uint64_t signature = 0;
        std::size_t group = 0;
    };

    void findEvents();
    void markLastEvents();
    void markToldEvents(std::size_t from, std::size_t to);
    [[nodiscard]] Segment segmentAt(std::size_t last) const;
    void handle(const Event& event, const Segment& segment, RangeFindings& findings);
    void handleErrorLine(std::size_t at, const Segment& segment, bool known, RangeFindings& findings);
    void addSpan(const Event& event, const Segment& segment, std::string_view text, RangeFindings& findings);
    void readPrefix(const Segment& segment, std::string_view record, PatternHit& hit) const;
    [[nodiscard]] std::string_view recordAround(const Segment& segment, std::size_t at) const;
    [[nodiscard]] bool endsTraceback(const Segment& segment) const;
    [[nodiscard]] std::size_t limitOf(const CompiledPattern& pattern) const;
    [[nodiscard]] std::optional<LogTime> edgeTime(bool last) const;
    PatternState& stateOf(std::size_t pattern);
    static int onMatch(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void* context);

    const PatternSet::Private& m_set;
    hs_scratch_t* m_scratch = nullptr;
    SearchedText m_text;
    std::uint64_t m_offset = 0; ///< of the block

    const std::vector<bool>* m_wanted = nullptr;
    RangeFindings::Limits m_limits;
    std::vector<PatternState> m_states;   ///< by pattern
    std::vector<std::size_t> m_touched;   ///< patterns whose state is in use
    std::vector<std::uint64_t> m_lineEnd; ///< by pattern: end of the last line it was found in
    std::vector<Event> m_events;
    std::vector<bool> m_seen; ///< by pattern, while events are marked
    std::vector<std::string_view> m_groups;
    std::array<KnownShape, 1024> m_shapes{};
    bool m_anyShape = false;
    std::uint64_t m_lastErrorLine = 0;
};

} // namespace faultline
