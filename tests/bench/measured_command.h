// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace faultline::bench {

/// One run of a whole command, as the operating system accounts for it.
struct Measurement {
    double seconds = 0;   ///< wall
    double processor = 0; ///< user and system
    double peakMegabytes = 0;
};

/// Runs a command to its end with its output thrown away. Nothing when it cannot be started or is killed.
[[nodiscard]] std::optional<Measurement> measure(const std::vector<std::string>& command);

/// Whether a program of this name is on the path.
[[nodiscard]] bool isInstalled(const std::string& program);

[[nodiscard]] double median(std::vector<double> values);

} // namespace faultline::bench
