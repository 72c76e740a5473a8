// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <span>
#include <string>
#include <string_view>

namespace faultline {

class Redactor;

/// The diagnosis as SARIF 2.1.0, for editors and code-scanning services: articles found are rules, findings are results, what no article explains are results of the
/// rule `unexplained`, and what was skipped are notifications. Addresses are relative to the job's folder (`JOB`). Without `redactor` nothing is hidden.
[[nodiscard]] std::string writeSarifReport(const Diagnosis& diagnosis, Redactor* redactor);
/// Several jobs, each as a run of one log.
[[nodiscard]] std::string writeSarifReport(std::span<const DiagnosisPointer> diagnoses, Redactor* redactor);

/// A path inside a job as a relative URI reference: everything but unreserved characters and `/` is percent-encoded.
[[nodiscard]] std::string relativeUri(std::string_view path);

} // namespace faultline
