// SPDX-License-Identifier: MIT
#pragma once

#include "job/layout.h"
#include "scan/sighting.h"

#include <optional>
#include <string_view>

namespace faultline {

/// The words that begin every Python traceback.
inline constexpr std::string_view tracebackWords = "Traceback (most recent call last)";

/// Reads the traceback that begins on the first line of `text` (which holds `tracebackWords`), with all exceptions chained to it.
///
/// `text` begins at `offset` of the file and line `line`; it may be cut anywhere. Understands a prefix on every line (time stamps, `[stderr]`, BuildKit steps),
/// tracebacks written into one line with `\n` (once or twice escaped), exception groups, and remote tracebacks in `"""`. `layouts` tells the runtime's frames
/// from the user's. `whole`: the text goes to the end of its file. Nothing when no exception line was found before the text ended or went on with something else.
[[nodiscard]] std::optional<Traceback> readTraceback(std::string_view text, std::uint64_t offset, LineNumber line, const Layouts& layouts,
                                                     bool whole = false);

/// Reads a syntax error, which Python reports without the words: `File "x.py", line 3`, the code, and `SyntaxError: …` on the last line of `text`.
/// `lastLine` and `lastOffset` are those of that last line.
[[nodiscard]] std::optional<Traceback> readSyntaxError(std::string_view text, std::uint64_t lastOffset, LineNumber lastLine,
                                                       const Layouts& layouts);

/// Splits `package.SomeError: message` into type and message; nothing when the line is no exception's.
struct ExceptionLine {
    std::string_view type, message;
    bool sure = false; ///< the name alone says that it is an exception's; otherwise only its place at the end of a traceback does
};
[[nodiscard]] std::optional<ExceptionLine> readExceptionLine(std::string_view line);

/// Undoes one level of escaping of `\n`, `\"`, `\'`, `\t` and `\\`.
[[nodiscard]] std::string unescaped(std::string_view text);

} // namespace faultline
