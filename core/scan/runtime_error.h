// SPDX-License-Identifier: MIT
#pragma once

#include "scan/sighting.h"

#include <optional>
#include <string_view>

namespace faultline {

/// The lines with which programs that are not Python's begin or end the report of an error that nobody caught: C++, Java, .NET, Go, Rust, R.
inline constexpr std::string_view runtimeErrorPattern =
    R"(terminate called after throwing an instance of|Exception in thread "|Unhandled [Ee]xception[.:] |(?:^|\s)panic: |thread '[^']{1,60}' (?:\(\d+\) )?panicked at |^(?:\[stderr\])?Execution halted)";

/// Reads such a report as a traceback without frames: the type and message of the exception, causes first where the report names them.
///
/// `text` is a piece of the file; the line that `runtimeErrorPattern` found begins at `at` of it, at `offset` of the file, and is line `line`. Nothing where the
/// report has no form that is known.
[[nodiscard]] std::optional<Traceback> readRuntimeError(std::string_view text, std::size_t at, std::uint64_t offset, LineNumber line);

} // namespace faultline
