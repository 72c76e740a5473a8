// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <cstddef>

namespace faultline {

/// The run that tells most of a job, for whoever shows one of several: that of the verdict; where there is none, the first that speaks for the job, which is one that
/// ended as the job did and was not tried again; else the first with logs. 0 where there is none of these.
[[nodiscard]] std::size_t tellingRun(const Diagnosis& diagnosis);

} // namespace faultline
