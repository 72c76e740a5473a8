// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "knowledge/article.h"
#include "text/line_number.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Whether a pattern can be used, and how fast.
struct PatternVerdict {
    std::optional<Message> refused; ///< by RE2, or found in every line: it cannot be used at all
    std::optional<Message> slow;    ///< by Vectorscan: it works, but leaves the fast path
    [[nodiscard]] bool isUsable() const { return !refused; }
};

/// Compiles the pattern with both engines. Costs about a millisecond.
[[nodiscard]] PatternVerdict judgePattern(std::string_view pattern);

/// What a pattern found in one file of the job.
struct TrialFile {
    std::size_t file = 0;    ///< index into `Job::files`
    std::uint64_t count = 0; ///< lines
    struct Hit {
        LineNumber line;
        std::string text; ///< at most `textLimit` bytes, without ANSI sequences
        Captures captures;
    };
    std::vector<Hit> hits; ///< the first ones
    static constexpr std::size_t textLimit = 1024;
};

struct TrialOptions {
    std::size_t hitsInFile = 20;
    unsigned threads = 0; ///< 0: one for each core
    /// Called from the trying threads, never two at once, for each file in which something was found.
    std::function<void(const TrialFile&)> found;
    /// Likewise, about ten times a second and at the end: bytes read of those to read.
    std::function<void(std::uint64_t done, std::uint64_t all)> progress;
};

struct TrialResult {
    PatternVerdict verdict;
    std::uint64_t lines = 0; ///< found
    std::uint64_t files = 0; ///< with at least one
    std::uint64_t filesRead = 0;
    std::vector<Skipped> skipped;
    bool cancelled = false;
};

/// Looks for one pattern in all files of a job whose role lets `match` count: its roles are heeded, its other conditions are not. Reads each file once; memory
/// is bounded by the number of threads. Nothing is read where the pattern is refused.
[[nodiscard]] TrialResult tryPattern(const Job& job, const Layouts& layouts, const Match& match, std::stop_token stop,
                                     const TrialOptions& options = {});

} // namespace faultline
