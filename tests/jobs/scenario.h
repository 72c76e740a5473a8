// SPDX-License-Identifier: MIT
#pragma once

#include "job_builder.h"

#include <functional>
#include <string>
#include <vector>

namespace faultline::tests {

/// A job with a known fault, and what is to be said of it.
struct Scenario {
    std::string name;
    std::string tells; ///< what really happened
    std::function<Files()> make;
    std::vector<std::string> outcomes;      ///< accepted; empty: not judged
    std::vector<std::string> verdicts;      ///< accepted articles; `unknown` among them: no article fits. Empty: not judged
    std::string path = {}, text = {};       ///< a place of the verdict: tail of its path, part of its line
    std::vector<std::string> mentions = {}; ///< all stand in the verdict's words or captures, case ignored
    std::vector<std::string> never = {};    ///< neither the verdict nor a cause of severity error
    bool quiet = false;                     ///< no verdict, no cause of severity error
    std::vector<std::string> advice = {};   ///< each is given beside the verdict
    std::string packed = {};                ///< opened as an archive: `zip`, `tar.gz`
};

inline const std::string unknown = "unknown";

[[nodiscard]] std::vector<Scenario> parallelScenarios(); ///< faults of scoring scripts and of the parallel runtime
[[nodiscard]] std::vector<Scenario> inputScenarios();    ///< faults of input files, of data access, and items lost
[[nodiscard]] std::vector<Scenario> commandScenarios();  ///< command jobs of all generations, sweeps, pipelines, image builds
[[nodiscard]] std::vector<Scenario> savedScenarios();    ///< saved definitions and answers of the service
[[nodiscard]] std::vector<Scenario> formScenarios();     ///< the forms in which texts come: prefixes, escapes, line ends, cut logs
[[nodiscard]] std::vector<Scenario> unknownScenarios();  ///< failures that no article speaks of
[[nodiscard]] std::vector<Scenario> quietScenarios();    ///< jobs that went well, with much that sounds bad

} // namespace faultline::tests
