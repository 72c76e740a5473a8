// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <stop_token>
#include <vector>

namespace faultline {

/// What a run is among the attempts at the same thing, by the names of folders (`attempt_1` beside `attempt_2`, a download beside its `retry_001`). Internal to
/// `diagnose`.
struct Attempt {
    std::size_t position = 0;          ///< from 1; 0: the run was not tried several times
    std::size_t count = 0;             ///< attempts that are here
    std::size_t before = 0, after = 0; ///< runs that are the attempts beside it; only where it is not the first or last
    bool superseded = false;           ///< a later attempt is here
    [[nodiscard]] bool isOne() const { return position > 0; }
};

/// One entry for each run of the job.
[[nodiscard]] std::vector<Attempt> findAttempts(const Job& job, const Layouts& layouts);

/// Says of each of several runs under one folder what it is to the others: attempts, parents (which only orchestrate) and children, downloads inside another's
/// output. A parent is sure where its logs name the child or tell of its failure; otherwise it is said to be a guess. Reads the logs of parents, for a final diagnosis
/// only: before that, only what the findings tell of parents is said.
void relateRuns(Diagnosis& diagnosis, const std::vector<Attempt>& attempts, const std::vector<Finding>& findings,
                const std::stop_token& stop);

} // namespace faultline
