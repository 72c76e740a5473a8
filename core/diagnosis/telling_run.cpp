// SPDX-License-Identifier: MIT
#include "diagnosis/telling_run.h"

#include <algorithm>

namespace faultline {

std::size_t tellingRun(const Diagnosis& diagnosis) {
    if (diagnosis.verdict)
        return diagnosis.verdict->run;
    if (diagnosis.outcome != Outcome::Unknown) {
        const auto speaking = std::ranges::find_if(
            diagnosis.runs, [&](const RunDiagnosis& run) { return !run.superseded && run.outcome == diagnosis.outcome; });
        if (speaking != diagnosis.runs.end())
            return static_cast<std::size_t>(speaking - diagnosis.runs.begin());
    }
    const auto withLogs = std::ranges::find_if(diagnosis.job->runs, &Run::hasLogs);
    return withLogs == diagnosis.job->runs.end() ? 0 : static_cast<std::size_t>(withLogs - diagnosis.job->runs.begin());
}

} // namespace faultline
