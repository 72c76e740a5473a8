// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <cstddef>
#include <vector>

namespace faultline {

// A job may hold several runs; a reader looks at one of them at a time. These functions tell what a diagnosis says of one. `run` is an index into
// `Diagnosis::runs`; beyond them everything is empty. Unless he chose another it is `tellingRun`.

/// Runs that are worth a look: with logs, or with anything that was found. In the job's order; never empty where there is a run.
[[nodiscard]] std::vector<std::size_t> shownRuns(const Diagnosis& diagnosis);

[[nodiscard]] const Verdict* verdictOf(const Diagnosis& diagnosis, std::size_t run);
[[nodiscard]] Outcome outcomeOf(const Diagnosis& diagnosis, std::size_t run);

/// How near to a cause a verdict comes.
enum class Certainty {
    Cause,       ///< the statement of a cause
    Rivalled,    ///< likewise, but another would do as well
    Unsure,      ///< likewise, but the knowledge behind it is weak
    Consequence, ///< only what followed from the cause was logged
    Wrapper,     ///< only a message that hands on that something failed
    NotKnown,    ///< an exception or line that no article knows
    Silent,      ///< the run failed, and no line says why
};
[[nodiscard]] Certainty certaintyOf(const Diagnosis& diagnosis, const Verdict& verdict);

/// The lines that a verdict without an article speaks of: an index into `Diagnosis::unexplained`, or `nowhere`.
[[nodiscard]] std::size_t unexplainedOf(const Diagnosis& diagnosis, const Verdict& verdict);

/// Findings that say what to do where the verdict's own article does not: `Verdict::advice`, which is general advice on the kind of exception that no article knows or that a
/// wrapper hands on; then, where the verdict rests on no article, what is known of the place where it was raised (an article that reads the same line).
[[nodiscard]] std::vector<std::size_t> adviceOf(const Diagnosis& diagnosis, const Verdict& verdict);

} // namespace faultline
