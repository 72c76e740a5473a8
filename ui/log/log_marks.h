// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "log/log_mark.h"

#include <QList>

#include <cstddef>

namespace faultline {

/// The marks that a diagnosis puts on the lines of one file.
[[nodiscard]] QList<LogMark> marksOf(const Diagnosis& diagnosis, std::size_t file);

} // namespace faultline
