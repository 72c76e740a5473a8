// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/evidence.h"

#include <vector>

namespace faultline {

/// Links findings to those that explain them and gives each its weight. Internal to `diagnose`.
///
/// A finding explains another by its article (`explained-by`), by standing in the same line or traceback, and — for envelopes and effects — by being a credible
/// cause in the same run. Nothing is explained by something further from the cause: cause and configuration come before effect, effect before envelope.
void explainFindings(const RunEvidence& evidence, std::vector<DraftFinding>& drafts);

/// What no article explains: exceptions, then error lines by shape, most telling first.
[[nodiscard]] std::vector<Unexplained> gatherUnexplained(const RunEvidence& evidence, const std::vector<DraftFinding>& drafts);

/// The verdict of a run, or nothing where it shows no failure. Indices are into `drafts`.
[[nodiscard]] std::optional<Verdict> chooseVerdict(const RunEvidence& evidence, const std::vector<DraftFinding>& drafts, const std::vector<Unexplained>& unexplained);

} // namespace faultline
