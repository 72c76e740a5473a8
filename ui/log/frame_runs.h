// SPDX-License-Identifier: MIT
#pragma once

#include "log/line_folds.h"

#include <QStringView>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace faultline {

/// Runs of stack frames that are not the user's, in the tracebacks of one log, found line by line as lines come into memory: nothing is read for them, and what
/// was never looked at has none.
///
/// A frame is a line with `File "…", line …` and what stands below it further to the right.
class FrameRuns {
public:
    /// Text of a line, or nothing while it is not in memory.
    using TextOf = std::function<std::optional<QStringView>(LineNumber)>;
    /// Whether a source file belongs to the runtime or a library.
    using IsRuntime = std::function<bool(std::string_view file)>;

    static constexpr std::size_t limit = 50'000; ///< runs kept, those nearest to what was looked at last

    explicit FrameRuns(IsRuntime isRuntime) : m_isRuntime(std::move(isRuntime)) {}

    /// Looks at lines that came into memory, and at those beside them as far as a run may reach. Returns whether the runs are others now.
    bool look(LineNumber first, std::uint64_t count, const TextOf& textOf);
    void clear() { m_runs.clear(); }

    /// In the order of lines, all of `LineFold::Kind::Frames`, each of at least two lines.
    [[nodiscard]] std::vector<LineFold> runs() const;
    /// The run that a line is in, or null.
    [[nodiscard]] const LineFold* runOf(LineNumber line) const;

private:
    IsRuntime m_isRuntime;
    std::map<std::uint64_t, LineFold> m_runs; ///< by first line
};

} // namespace faultline
