// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <span>
#include <string>

namespace faultline {

class Redactor;

/// The diagnosis as one HTML file that needs nothing else: no script, no picture, no font and no address is loaded. Follows the reader's light or dark scheme, and prints
/// with all sections open. Text of the job is escaped throughout. Without `redactor` nothing is hidden.
[[nodiscard]] std::string writeHtmlReport(const Diagnosis& diagnosis, Redactor* redactor);
/// Several jobs on one page, one after another.
[[nodiscard]] std::string writeHtmlReport(std::span<const DiagnosisPointer> diagnoses, Redactor* redactor);

} // namespace faultline
