// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/article.h"
#include "text/line_index.h"
#include "text/line_number.h"
#include "text/line_prefix.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace faultline {

inline constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

/// One pattern of one article at one line of one file, with its named captures.
struct Sighting {
    std::size_t article = nowhere; ///< index into `KnowledgeBase::articles`
    std::size_t match = 0;         ///< index into `Article::matches`
    LineNumber line;
    std::uint64_t offset = 0; ///< of the line's first byte, in the file's text
    std::string text;         ///< the line, at most `textLimit` bytes around what was found, without ANSI sequences
    Captures captures;
    std::optional<LogTime> time; ///< of the line or, failing that, of the nearest line before it in reach
    Level level = Level::Unknown;
    /// Lines that it stands for. More than one where a pattern is found so often that most lines are only counted; the numbers of several such sightings add up to all
    /// there were, but how they are shared between different captures is an estimate.
    std::uint64_t count = 1;
    std::size_t traceback = nowhere; ///< index into `FileScan::tracebacks` when the line is part of one
    bool quoted = false;             ///< an exception that the line quotes beside the one which it tells of as the end
    std::size_t exception = nowhere; ///< index into `Traceback::exceptions` when the line is that exception's

    static constexpr std::size_t textLimit = 4096;
};

/// Whether two patterns of one article found the same thing in a line: what both capture is alike, or cut at different places. One pattern that finds several texts
/// which were written into one line found different things. Only for sightings of one line.
[[nodiscard]] bool saysTheSame(const Sighting& a, const Sighting& b);

/// One stack frame of a traceback.
struct Frame {
    std::string file, function, code;
    std::uint64_t sourceLine = 0; ///< line in the source, from 1
    LineNumber line;              ///< in the log
    bool runtime = false;         ///< of the runtime or a library
};

/// How an exception stands to the next one of its traceback.
enum class ChainLink : std::uint8_t {
    None,    ///< it is the last
    Cause,   ///< the next one was raised from it, or in its place by the code that caught it
    Handled, ///< what the code that caught it did instead failed, too: with the next one, which is what ended the program
    Member,  ///< it ends one of the exceptions of the group that follows
};

/// One exception of a traceback with the frames above it.
struct RaisedException {
    std::string type, message; ///< `sklearn.exceptions.NotFittedError`, `This …`; message of several lines joined by `\n`, cut to 4 KB
    LineNumber line;
    std::uint64_t offset = 0;
    std::string text; ///< the line as it stands
    std::vector<Frame> frames;
    ChainLink toNext = ChainLink::None;
};

/// A Python traceback, whole, with its chained exceptions; the last one is the one that was not caught.
struct Traceback {
    LineNumber line;     ///< where it begins …
    LineNumber lastLine; ///< … and ends
    std::uint64_t offset = 0;
    std::vector<RaisedException> exceptions;
    std::optional<LogTime> time;
    Level level = Level::Unknown;  ///< of the record that introduces it: its own first line, or the line before
    std::uint32_t outputAfter = 0; ///< lines of ordinary output behind it, before another traceback; at most `outputLimit`
    std::string introduction;      ///< text before `Traceback (most recent call last)` on the same or the previous line
    bool escaped = false;          ///< stood in one line with `\n` written out
    bool survived =
        false; ///< the line before says that the program went on: an exception that Python ignored, one of a thread or of a pool's worker
    std::uint64_t count = 1; ///< identical ones in the same file, this the first; `level` and `outputAfter` are those of the last
    LineNumber lastSeen;     ///< where the last identical one ends

    /// A further one that is identical but for its place and the prefixes of its lines.
    struct Repetition {
        /// The line of an exception.
        struct Raised {
            LineNumber line;
            std::uint64_t offset = 0;
            std::string text; ///< as it stands, at most `textLimit` bytes; empty where it is that of the first
        };
        LineNumber line;            ///< where it begins …
        LineNumber lastLine;        ///< … and ends
        std::vector<Raised> raised; ///< of `exceptions` the first ones, at most `raisedLimit`

        static constexpr std::size_t raisedLimit = 8, textLimit = 512;
    };
    std::vector<Repetition> repetitions; ///< in order; those that were read
    /// Counts an identical one further down.
    void addRepetition(const Traceback& again);
    /// The one that a line is part of; null where that is the first, or none.
    [[nodiscard]] const Repetition* repetitionAt(LineNumber line) const;
    /// The one that begins at a line or the nearest behind it, at most `within` lines down; null where there is none.
    [[nodiscard]] const Repetition* repetitionBelow(LineNumber line, std::uint64_t within) const;

    /// The innermost frame of the user's own code in which the root was raised. Null when there is none.
    [[nodiscard]] const Frame* userFrame() const;
    /// Likewise of that exception: its own, or that of its chain which is nearest to it.
    [[nodiscard]] const Frame* userFrameOf(std::size_t exception) const;
    /// The exceptions that tell most, indices into `exceptions`: the first cause of the chain that ended the program; of a group, that of each of its members.
    [[nodiscard]] std::vector<std::size_t> roots() const;
    /// The first of them; null where there is no exception.
    [[nodiscard]] const RaisedException* root() const;
    /// Whether it did not bring about the end: what was done instead, once it had been caught, did.
    [[nodiscard]] bool wasHandled(std::size_t exception) const;
    /// The exception that came of it: the next one, or the group that it is a member of; the number of exceptions where it is the last.
    [[nodiscard]] std::size_t consequenceOf(std::size_t exception) const;
    /// The exception that a line of the traceback speaks of, be it its own line, a further one of its message or one of its frames.
    [[nodiscard]] std::size_t exceptionAt(LineNumber line) const;
    [[nodiscard]] const RaisedException* last() const { return exceptions.empty() ? nullptr : &exceptions.back(); }
    /// Whether it goes back to the program's first frame, as one does that nobody caught: who catches one sees the frames from there on.
    [[nodiscard]] bool reachesModule() const;

    static constexpr std::uint32_t outputLimit = 20;
};

/// Error-level lines of one shape.
struct LineGroup {
    std::string shape; ///< the line with what varies masked: `Failed to read <*> of <*>`
    std::uint64_t count = 0;
    Level level = Level::Unknown;
    struct Member {
        LineNumber line;
        std::uint64_t offset = 0;
        std::string text;
        std::optional<LogTime> time;
    };
    std::vector<Member> members; ///< the first few
    LineNumber last;
};

/// A sign of the run's outcome.
struct SignSighting {
    std::size_t sign = 0; ///< index into `Layouts::outcomeSigns`
    LineNumber line;
    std::string text;
    std::optional<LogTime> time;
};

/// The first line of a file that a `look-next` of an article is after.
struct LookNextSighting {
    std::size_t article = nowhere, index = 0; ///< `Article::lookNext[index]`
    LineNumber line;
    std::string text;
    std::uint64_t count = 0;
};

/// A line that tells a fact for the run's summary.
struct FactSighting {
    std::size_t fact = 0; ///< index into `Layouts::runFacts`
    LineNumber line;
    std::string text;
    Captures captures;
    std::optional<LogTime> time;
};

struct ScanState;

/// Everything one pass over one file found. An immutable value once handed out.
struct FileScan {
    std::size_t file = nowhere; ///< index into `Job::files`
    std::uint64_t bytes = 0;
    std::uint64_t lines = 0;
    std::optional<LogTime> first, last;
    std::vector<Sighting>
        sightings; ///< in line order; of each pattern the first `sightingLimit` at most, and some that stand for the others
    std::vector<Traceback> tracebacks;
    std::vector<LineGroup> errorGroups;
    std::vector<SignSighting> signs; ///< of each sign the last one that counts
    std::vector<LookNextSighting> lookNext;
    std::vector<FactSighting> facts;
    bool endsInTraceback = false; ///< nothing but talk of the end follows the last traceback
    bool carriageReturns = false;
    bool partial = false; ///< the file is still being read; this is what its beginning shows
    std::string skipped;  ///< why it was not or not wholly read; empty when all went well
    /// Where its lines begin, of a file of some size: it was read anyway. Null for small ones. Where
    /// `TextForm::keepsOffsets` is false it is that of the text that `textReader` makes of the file.
    std::shared_ptr<const LineIndex> index;
    /// What is needed to go on where the file ended, should it grow; null unless that was asked for (`ScanOptions::resumable`).
    std::shared_ptr<const ScanState> state;

    static constexpr std::size_t sightingLimit = 2000;
};

} // namespace faultline
