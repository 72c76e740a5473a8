// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/evidence.h"
#include "diagnosis/failed_inputs.h"

namespace faultline {

/// Numbers about a run from its files, its tables, the facts that its lines tell, and its saved definitions. Inputs that lines or tables give up are added to
/// `failedInputs`. Internal to `diagnose`.
[[nodiscard]] RunSummary summariseRun(const RunEvidence& evidence, FailedInputs& failedInputs, const std::stop_token& stop);

/// Seconds of a duration as definitions write it: `90`, `90.0`, or ISO 8601 (`PT1M30S`, `P1DT2H`). Nothing for other text, months and years.
[[nodiscard]] std::optional<std::uint64_t> secondsIn(std::string_view text);

} // namespace faultline
