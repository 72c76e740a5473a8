// SPDX-License-Identifier: MIT
#pragma once

#include "scan/line_shape.h"
#include "scan/pattern_use.h"
#include "text/line_index.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace faultline {

/// One pattern found at one line.
struct PatternHit {
    std::size_t pattern = 0;
    std::uint64_t line = 0;
    std::uint64_t offset = 0; ///< of the line's first byte
    std::string text;
    Captures captures;
    std::optional<LogTime> time;
    Level level = Level::Unknown;
    std::uint64_t weight = 1; ///< hits that it stands for: more than one where most were only counted
    /// Of error lines: some article's pattern was found in the line as well, or it ends a traceback.
    bool known = false;
};

/// Hits of patterns that are found so often that only some of them are kept: by pattern and captured values, the first and the last one, which share the weight of
/// all between them. What is captured stays apart without a list of every line; the weights add up to the number of hits.
class SampledHits {
public:
    /// In the order of lines.
    void add(PatternHit hit);
    /// Those of lines further down.
    void append(SampledHits&& later);
    void shiftLines(std::uint64_t by);
    [[nodiscard]] bool isEmpty() const { return m_groups.empty(); }

    /// In the order of patterns and, within one, of lines.
    [[nodiscard]] std::vector<const PatternHit*> all() const;

    /// Different values of a pattern that are told apart; the rest is one group.
    static constexpr std::size_t groupLimit = 64;

private:
    struct Group {
        PatternHit first;
        std::optional<PatternHit> last;
    };
    Group* find(const PatternHit& hit);
    std::map<std::size_t, std::vector<Group>> m_groups; ///< by pattern
};

/// What was found in one range of a file, or in all ranges from its beginning on. Lines count from the range's first line; `append` adds what lies before.
///
/// Bounded, whatever the range holds: of each pattern so many hits are kept as they are, the others are sampled and counted; likewise error lines, whose shapes are
/// counted, and tracebacks, of which the first and the last are kept.
struct RangeFindings {
    using Hit = PatternHit;
    struct Span {
        std::uint64_t first = 0, last = 0, count = 0;
        std::string text; ///< of the first
    };
    struct Start {
        std::uint64_t line = 0, offset = 0;
        PatternUse::Kind kind = PatternUse::Kind::Traceback; ///< that, or SyntaxError, or RuntimeError
    };
    std::vector<Hit> matches;                         ///< for uses of kind Match: the first ones of each pattern …
    SampledHits sampledMatches;                       ///< … and what stands for the others
    std::map<std::size_t, std::uint64_t> matchCounts; ///< by pattern, all hits; not of those that only tell error lines
    std::map<std::size_t, Span> spans;                ///< by pattern, for conditions and look-next
    std::vector<Hit> signs;                           ///< for uses of kind Outcome: the first and the last of each
    std::vector<Hit> facts;                           ///< for uses of kind Fact
    std::vector<Start> tracebacks;                    ///< the first ones …
    std::vector<Start> lastTracebacks;                ///< … and the last ones, in order
    std::uint64_t tracebacksDropped = 0;              ///< between them
    std::vector<Hit> errorLines;                      ///< the first ones, one a line …
    LineShapes errorShapes;                           ///< … and the others, but for those that are `known`, by shape
    std::vector<LineIndex::Checkpoint> checkpoints;   ///< where blocks ended, for the file's line index
    std::uint64_t lines = 0;
    std::uint64_t bytes = 0;
    std::optional<LogTime> firstTime, lastTime;
    bool endsWithFeed = true;
    bool carriageReturns = false;
    std::string trouble; ///< why reading ended early

    struct Limits {
        std::size_t matches = FileScan::sightingLimit; ///< of a pattern
        std::size_t errorLines = 2000;
        std::size_t facts = 10'000; ///< of a pattern
        std::size_t tracebacks = 2000, lastTracebacks = 1000;
    };

    /// Adds what was found in the range behind.
    void append(RangeFindings&& next, const Limits& limits);
    /// Keeps a start, or counts it.
    void addStart(const Start& start, const Limits& limits);
    /// Folds an error line into the shapes, unless it is `known`.
    void foldErrorLine(const Hit& hit);

    /// The index of the lines, where the findings are those of a whole file.
    [[nodiscard]] LineIndex lineIndex(bool complete) const;
};

/// Adds a line that looks like an error's to its shape, and returns that (`LineShapes::add`); `LineShapes::none` where its level says that it is no error.
std::size_t addErrorLine(LineShapes& shapes, const PatternHit& hit);

} // namespace faultline
