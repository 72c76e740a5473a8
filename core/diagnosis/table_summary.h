// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/evidence.h"
#include "diagnosis/failed_inputs.h"

namespace faultline {

/// Reads the tables of one run, by the columns that the layouts name: mini-batches, progress, how full the nodes were. What they tell goes into `summary`, mini-batches
/// that were given up into `failedInputs`. A table that cannot be read tells nothing. Internal to `diagnose`.
void summariseTables(const RunEvidence& evidence, RunSummary& summary, FailedInputs& failedInputs, const std::stop_token& stop);

} // namespace faultline
