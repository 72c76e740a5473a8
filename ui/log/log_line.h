// SPDX-License-Identifier: MIT
#pragma once

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

/// How an ANSI escape sequence wants a part of a line to look.
struct AnsiRun {
    int start = 0, length = 0; ///< in `LogLine::text`
    std::optional<AnsiColour> foreground, background;
    bool bold = false, faint = false, italic = false, underline = false;
};

/// One line of a log as the view shows it. An immutable value, shared between threads and caches.
struct LogLine {
    LineNumber number;
    std::uint64_t offset = 0;  ///< of its first byte in the text
    std::uint64_t length = 0;  ///< bytes of the whole line in the file, without its end
    std::uint64_t hidden = 0;  ///< of those, how many bytes at the end were cut off
    QString text;              ///< without escape sequences; control characters as their pictures
    std::vector<AnsiRun> runs; ///< what the escape sequences asked for
    int earlierStates = 0;     ///< texts that carriage returns wrote over (progress bars); the last one is shown
};

using LogLinePointer = std::shared_ptr<const LogLine>;

} // namespace faultline
