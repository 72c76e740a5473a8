// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <string>

namespace faultline {

class Redactor;

/// The diagnosis for a terminal: the verdict first, then reason and solution, where it shows, what else was found. Text of the job can never reach the terminal as
/// control sequences. `width` is in columns; colours only if asked for. Without `redactor` nothing is hidden.
[[nodiscard]] std::string writeTextReport(const Diagnosis& diagnosis, Redactor* redactor, bool colours, unsigned width);

} // namespace faultline
