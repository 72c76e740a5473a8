// SPDX-License-Identifier: MIT
#pragma once

#include "log/log_line.h"
#include "text/encoding.h"
#include "text/line_index.h"

#include <cstdint>

namespace faultline {

/// How `lineText` treats what is not text.
struct LineTextOptions {
    bool allStates = false;   ///< of carriage returns: all that they wrote over, not the last state alone
    std::uint64_t before = 0; ///< bytes of the line that stand before those that are given
    AnsiMode ansi = AnsiMode::Rendered;
};

/// Makes what the view shows from the bytes of a line. Any bytes may come; thread-safe.
///
/// - bytes become text by `encoding`, what cannot be decoded U+FFFD; a byte-order mark at the start of the file goes;
/// - ANSI escape sequences become `AnsiRun`s (colours) or go (everything else), as `AnsiMode` says;
/// - of a line with carriage returns in it only the last state that is not empty is shown, unless all are asked for;
/// - control characters become their pictures (NUL ␀, ESC ␛ …), and what would break or turn a line of text becomes ␦.
///
/// Where `raw.bytes` is a part of the line, a character that was cut at either end of it goes to the part beside it.
[[nodiscard]] LogLine lineText(const RawLine& raw, const Encoding& encoding, const LineTextOptions& options = {});

} // namespace faultline
