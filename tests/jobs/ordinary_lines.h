// SPDX-License-Identifier: MIT
#pragma once

#include "log_plan.h"

#include <string>

namespace faultline::tests::ordinary {

// What the logs of a job are full of while nothing is wrong. Some of it sounds bad and is not.

[[nodiscard]] LogPlan::Ordinary workerLines(unsigned pid, bool loggerNames);
[[nodiscard]] LogPlan::Ordinary agentLines(unsigned pid);
[[nodiscard]] LogPlan::Ordinary masterLines(std::uint64_t miniBatches);
[[nodiscard]] LogPlan::Ordinary printedLines();  ///< of a scoring script
[[nodiscard]] LogPlan::Ordinary trainingLines(); ///< of a command job
[[nodiscard]] LogPlan::Ordinary progressLines(std::uint64_t miniBatches, double end);
[[nodiscard]] LogPlan::Ordinary serviceLines(const std::string& target); ///< of the common runtime
[[nodiscard]] LogPlan::Ordinary mountLines();                            ///< of its data service
[[nodiscard]] LogPlan::Ordinary agentChatter();                          ///< of a legacy node
[[nodiscard]] LogPlan::Ordinary resourceRows();                          ///< of `node_resource_usage.csv`

} // namespace faultline::tests::ordinary
