// SPDX-License-Identifier: MIT
#pragma once

#include "job/layout.h"
#include "scan/sighting.h"

#include <optional>
#include <string_view>

namespace faultline {

/// Reads a line that names a frame: `File "score.py", line 14, in run`, also without `, in …` as syntax errors have it, with loguru's `>` before it, and
/// `│ /app/train.py:14 in main │` as rich draws it. The frame's place in the log is left to the caller.
[[nodiscard]] std::optional<Frame> readFrame(std::string_view text, const Layouts& layouts);

/// Whether a line, without blanks before it, is part of the box that rich draws around the frames of a traceback.
[[nodiscard]] bool isBoxed(std::string_view text);

/// The code in `│ ❱ 14 │   label = row["label"]     │`, of the frame above it; empty for any other line of the box.
[[nodiscard]] std::string_view boxedCode(std::string_view text);

} // namespace faultline
