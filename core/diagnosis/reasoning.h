// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/evidence.h"

#include <set>
#include <utility>
#include <vector>

namespace faultline {

/// How near to the cause a role is; only what is nearer explains. 0: cause and configuration, 1: effect, 2: envelope, 3: says nothing of what happened.
[[nodiscard]] int distanceToCause(ArticleRole role);

/// Whether an article names the other among what explains it.
[[nodiscard]] bool namesAsReason(const Article& article, const Article& by);

/// Whether a finding can be taken for a reason at all: an error that was logged as such, raised, or stated by a result — not a message in passing, nor an exception
/// that was handled.
[[nodiscard]] bool isCredible(const RunEvidence& evidence, const DraftFinding& draft);

/// Links findings to those that explain them and gives each its weight. Internal to `diagnose`.
///
/// A finding explains another by its article (`explained-by`), by standing in the same line or traceback, and — for envelopes and effects — by being a credible
/// cause in the same run. Of two that each speak of input files, one explains the other only where it speaks of the same files. Nothing is explained by something further from the cause: cause and configuration come before effect, effect before envelope.
void explainFindings(const RunEvidence& evidence, std::vector<DraftFinding>& drafts);

/// Something that no article explains, with what decides whether it can be the verdict.
struct UnknownError {
    Unexplained told;
    Ending ending = Ending::Handled; ///< of an exception
    Level level = Level::Unknown;    ///< of a line, the highest
    bool symptom = false;            ///< an article says that such an exception only follows from something else
    std::optional<LogTime> first;
    std::string chain;                                        ///< of an exception: what else was raised with it (`describeChain`)
    std::set<std::pair<std::size_t, std::size_t>> tracebacks; ///< file and index
};

/// What no article explains: exceptions, then error lines by shape, most telling first.
[[nodiscard]] std::vector<UnknownError> gatherUnexplained(const RunEvidence& evidence, const std::vector<DraftFinding>& drafts);

/// What a saved answer of the service gives as the reason for how the run ended, on one line, with its place.
[[nodiscard]] std::optional<Place> statedReason(const RunEvidence& evidence);

/// The verdict of a run, or nothing where it shows no failure. Indices are into `drafts`.
[[nodiscard]] std::optional<Verdict> chooseVerdict(const RunEvidence& evidence, const std::vector<DraftFinding>& drafts,
                                                   const std::vector<UnknownError>& unexplained);

} // namespace faultline
