// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <functional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace faultline {

/// The numbers of a run that are known, as the JSON and the SARIF report write them. `text` makes names of the job fit to be written. Internal to the reports.
[[nodiscard]] nlohmann::ordered_json summaryJson(const RunSummary& summary, const std::function<std::string(std::string_view)>& text);

} // namespace faultline
