// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <string>

namespace faultline {

class Redactor;

/// The diagnosis for a terminal: the verdict first, then reason and solution, where it shows, what else was found. Text of the job can never reach the terminal as
/// control sequences. `width` is in columns; colours only if asked for.
[[nodiscard]] std::string writeTextReport(const Diagnosis& diagnosis, Redactor* redactor, bool colours, unsigned width);

/// `text` with control characters (but line feeds and tabs) and bidirectional controls made visible, so that a terminal shows and never obeys them.
[[nodiscard]] std::string visibleText(std::string_view text);

} // namespace faultline
