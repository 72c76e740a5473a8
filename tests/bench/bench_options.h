// SPDX-License-Identifier: MIT
#pragma once

#include "log_generator.h"

#include <filesystem>
#include <optional>
#include <string>

namespace faultline::bench {

/// What is to be measured, on what inputs.
struct BenchOptions {
    unsigned runs = 5;
    std::uint64_t megabytes = 1000; ///< of a large log
    JobShape job{100, 100, 20'000, {}};
    LogShape log; ///< of the large log; its size is `megabytes`
    std::uint64_t knowledge = 10;
    std::string only; ///< words of the groups to run; empty: all
    std::filesystem::path folder = std::filesystem::temp_directory_path() / "faultline-bench";
    std::string json;

    static const char* help();
    /// Nothing when an option makes no sense; that was said on standard error.
    [[nodiscard]] static std::optional<BenchOptions> from(int count, char** values);
};

} // namespace faultline::bench
