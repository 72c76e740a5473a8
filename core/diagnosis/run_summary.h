// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/evidence.h"

namespace faultline {

/// Numbers about a run from its files, tables and findings. Internal to `diagnose`.
[[nodiscard]] RunSummary summariseRun(const RunEvidence& evidence, const std::vector<DraftFinding>& drafts);

/// Adds the input files that a finding names as failed (`failed-input` of its article) to the diagnosis, one entry a file.
void collectFailedInputs(const Finding& finding, const ScanResult& scan, Diagnosis& diagnosis);

} // namespace faultline
