// SPDX-License-Identifier: MIT
#pragma once

#include "log/log_line.h"
#include "text/encoding.h"
#include "text/line_index.h"

namespace faultline {

/// Makes what the view shows from the bytes of a line. Any bytes may come; thread-safe.
///
/// - bytes become text by `encoding`, what cannot be decoded U+FFFD; a byte-order mark at the start of the file goes;
/// - ANSI escape sequences become `AnsiRun`s (colours) or go (everything else);
/// - of a line with carriage returns in it only the last state that is not empty is shown, unless `allStates` is set;
/// - control characters become their pictures (NUL ␀, ESC ␛ …), and what would break or turn a line of text becomes ␦.
[[nodiscard]] LogLine lineText(const RawLine& raw, const Encoding& encoding, bool allStates = false);

} // namespace faultline
