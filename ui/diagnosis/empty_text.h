// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QString>

#include <cstddef>

namespace faultline {

/// What is said of a run in which nothing was found, and on what evidence.
[[nodiscard]] QString emptyTextOf(const Diagnosis& diagnosis, std::size_t run);

} // namespace faultline
