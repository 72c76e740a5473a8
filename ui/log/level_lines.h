// SPDX-License-Identifier: MIT
#pragma once

#include "text/line_prefix.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace faultline {

/// Some lines that follow each other.
struct LineRun {
    std::uint64_t first = 0, count = 0;
    [[nodiscard]] std::uint64_t end() const { return first + count; }
    bool operator==(const LineRun&) const = default;
};

/// Tells, line by line from the start of a log, which lines belong to a warning, an error or an exception.
///
/// A record is what says its level or the time at its head, with the lines below it that do neither: a traceback goes with the error that introduces it. A line
/// that is an exception by its name, and a traceback outside any record, tell as well.
class LevelLines {
public:
    /// Bytes of a line that are looked at; more need not be given.
    static constexpr std::size_t lookedAt = 512;

    explicit LevelLines(Level least = Level::Warning) : m_least(least) {}

    /// Whether the next line is one of them.
    [[nodiscard]] bool isTelling(std::string_view line);

private:
    enum class State {
        Quiet,
        Record,    ///< in a record that tells
        Traceback, ///< behind the head of a traceback, before its exception
        Behind,    ///< behind that exception: lines of its message, or another one of the chain
    };

    Level m_least;
    State m_state = State::Quiet;
    int m_loose = 0; ///< lines of the record so far that are not indented
};

} // namespace faultline
