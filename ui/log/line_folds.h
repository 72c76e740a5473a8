// SPDX-License-Identifier: MIT
#pragma once

#include "text/line_number.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace faultline {

/// A run of lines that share one row: the row of the first one says what is folded, the others have none.
struct LineFold {
    enum class Kind {
        Frames,   ///< stack frames of the runtime and of libraries
        Filtered, ///< lines that the level filter leaves out
        Unread,   ///< lines that the level filter has not looked at yet
    };
    std::uint64_t first = 0, count = 0;
    Kind kind = Kind::Frames;
    std::uint32_t frames = 0; ///< `Kind::Frames`: how many

    [[nodiscard]] std::uint64_t end() const { return first + count; }
    bool operator==(const LineFold&) const = default;
};

/// Which lines of a log have a row of their own, and how rows and lines belong together. An immutable value, cheap to copy; the same as no fold at all where it
/// is empty.
class LineFolds {
public:
    LineFolds() = default;
    /// Sorted, disjoint, none of them empty.
    explicit LineFolds(std::vector<LineFold> folds);

    [[nodiscard]] bool isEmpty() const { return !m_entries; }
    /// The fold that a line is in, also as its first one, or null. Lives as long as this value or a copy of it.
    [[nodiscard]] const LineFold* foldOf(LineNumber line) const;
    /// The line whose row stands for it: itself, or the first one of its fold.
    [[nodiscard]] LineNumber shown(LineNumber line) const;
    /// Whether the line has no row.
    [[nodiscard]] bool isHidden(LineNumber line) const { return shown(line) != line; }

    [[nodiscard]] std::uint64_t rowCount(std::uint64_t lineCount) const;
    /// The row that stands for a line, from 0.
    [[nodiscard]] std::uint64_t rowOf(LineNumber line) const;
    /// The line that a row shows or begins with.
    [[nodiscard]] LineNumber lineAt(std::uint64_t row) const;
    /// Line of the row below that of `line`; may be beyond the last line.
    [[nodiscard]] LineNumber next(LineNumber line) const;
    /// Line of the row above that of `line`; the first line stays.
    [[nodiscard]] LineNumber previous(LineNumber line) const;

    bool operator==(const LineFolds& other) const;

private:
    struct Entry {
        LineFold fold;
        std::uint64_t hiddenBefore = 0; ///< lines without a row in the folds before
    };
    /// The last entry that begins at or before the line, or null.
    [[nodiscard]] const Entry* before(std::uint64_t line) const;

    std::shared_ptr<const std::vector<Entry>> m_entries; ///< null: no fold
};

} // namespace faultline
