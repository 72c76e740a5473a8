// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <string>

namespace faultline {

class Redactor;

/// The diagnosis as one JSON object, schema `faultline/1` (see README, "JSON"). Bytes that are not UTF-8 become U+FFFD.
/// Without `redactor` nothing is hidden. On one line unless `indent`.
[[nodiscard]] std::string writeJsonReport(const Diagnosis& diagnosis, Redactor* redactor, bool indent);

} // namespace faultline
