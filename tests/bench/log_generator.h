// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>

namespace faultline::bench {

/// What a generated log is made of. The same shape gives the same bytes on every machine.
struct LogShape {
    std::uint64_t bytes = 1'000'000'000;
    double errors = 0.0001;      ///< share of lines of level ERROR that no article knows
    double tracebacks = 0.00001; ///< share of lines that are a whole known traceback
    std::uint64_t longLine = 0;  ///< bytes of one long line in the middle; 0: none
};

/// What a generated job consists of: two logs of each process (what it printed, and the worker's own), a result that says that it failed, and a driver's log.
struct JobShape {
    std::uint64_t nodes = 100, processes = 100; ///< processes of each node
    std::uint64_t bytesEach = 20'000;
    LogShape lines; ///< shares of what the logs are made of; the size is not heeded
    [[nodiscard]] std::uint64_t files() const { return 2 * nodes * processes; }
};

/// Writes a worker's log of a parallel job.
void writeLog(const std::filesystem::path& file, const LogShape& shape);

/// Writes a job's folder.
void writeJob(const std::filesystem::path& folder, const JobShape& shape);

/// Writes a pack with `times` as many articles as the packs in `packs` have: copies whose literals are changed, so that they find other texts.
void writeLargerKnowledge(const std::filesystem::path& packs, const std::filesystem::path& folder, unsigned times);

} // namespace faultline::bench
