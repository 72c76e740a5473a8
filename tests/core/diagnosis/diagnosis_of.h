// SPDX-License-Identifier: MIT
#pragma once

#include "core_test.h"

#include "diagnosis/diagnosis.h"

#include <string>
#include <utility>
#include <vector>

namespace faultline {

/// Files of a job in memory: path and content.
using Files = std::vector<std::pair<std::string, std::string>>;

/// Their diagnosis with the shipped packs.
inline DiagnosisPointer diagnoseFiles(Files files) {
    const JobPointer job = openJob(memorySource(std::move(files)), "job", shippedKnowledge()->layouts()).value();
    return diagnose(job, shippedKnowledge(), scanJob(*job, shippedPatterns(), {}));
}

} // namespace faultline
