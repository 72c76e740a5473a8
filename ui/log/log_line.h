// SPDX-License-Identifier: MIT
#pragma once

#include "log/line_folds.h"
#include "text/line_number.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace faultline {

/// A colour as an ANSI escape sequence names it: one of the terminal's 16, or red, green and blue.
struct AnsiColour {
    int index = -1; ///< 0–15, or -1 for `rgb`
    unsigned rgb = 0;
    bool operator==(const AnsiColour&) const = default;
};

/// What is done with ANSI escape sequences.
enum class AnsiMode {
    Rendered, ///< they go, and their colours show
    Hidden,   ///< they go
    Raw,      ///< they are text like any other, the escape character as its picture
};

/// How an ANSI escape sequence wants a part of a line to look.
struct AnsiRun {
    int start = 0, length = 0; ///< in `LogLine::text`
    std::optional<AnsiColour> foreground, background;
    bool bold = false, faint = false, italic = false, underline = false;
};

/// One line of a log as the view shows it, or a part of it where it is long. An immutable value, shared between threads and caches.
struct LogLine {
    LineNumber number;
    std::uint64_t offset = 0;  ///< of its first byte in the text
    std::uint64_t length = 0;  ///< bytes of the whole line in the file, without its end
    std::uint64_t before = 0;  ///< of those, how many stand before the part that is shown …
    std::uint64_t behind = 0;  ///< … and how many behind it
    bool lengthKnown = true;   ///< false: the line is longer than `length`; where it ends is not known yet
    QString text;              ///< without escape sequences; control characters as their pictures
    std::vector<AnsiRun> runs; ///< what the escape sequences asked for
    int earlierStates = 0;     ///< texts that carriage returns wrote over (progress bars); the last one is shown
    bool moreStates = false;   ///< there are more of them than were counted
    bool statesShown = false;  ///< they are in `text`, as was asked for
    struct Focus {
        std::uint64_t byte = 0; ///< of the line
        int column = 0;         ///< of `text`
    };
    std::optional<Focus> focus;   ///< where the byte is that `LineWindow::focus` asked for
    std::optional<LineFold> fold; ///< this is the row of a fold, which has no text

    /// Whether a part of it stands for the whole.
    [[nodiscard]] bool isCut() const { return before > 0 || behind > 0; }
};

using LogLinePointer = std::shared_ptr<const LogLine>;

} // namespace faultline
