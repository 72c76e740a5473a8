// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QString>

#include <vector>

namespace faultline {

/// A number about a run with its name, both as people read them.
struct RunNumber {
    QString name, value;
    bool operator==(const RunNumber&) const = default;
};

/// What the tables and logs of a run say about it: nodes, processes, mini-batches, duration, restarts, peaks, time limits. Only what is known.
[[nodiscard]] std::vector<RunNumber> runNumbers(const RunDiagnosis& run);

/// The most important of them on one line: `4 nodes, 12 processes, 14 min 5 s`.
[[nodiscard]] QString runHeadline(const RunDiagnosis& run);

} // namespace faultline
