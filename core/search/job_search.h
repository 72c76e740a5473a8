// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "search/found_line.h"
#include "search/search_pattern.h"
#include "search/search_scope.h"
#include "text/message.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace faultline {

/// A line with a hit, with what can be read of it.
struct FoundEntry {
    FoundLine line; ///< numbered from the start of the file
    FoundText text;
};

/// News of one file: lines found since the last ones, in order.
struct FileHits {
    std::size_t file = 0;          ///< index into `Job::files`
    std::vector<FoundEntry> lines; ///< new ones; none beyond the limits
    std::uint64_t foundLines = 0;  ///< all of the file so far, kept or not
    std::uint64_t hits = 0;        ///< likewise
};

struct JobSearchProgress {
    std::uint64_t files = 0, filesDone = 0;
    std::uint64_t bytes = 0, bytesDone = 0;
};

struct JobSearchOptions {
    unsigned threads = 0;             ///< 0: one for each core
    std::size_t lineLimit = 50'000;   ///< lines that are handed over; further ones are only counted
    std::size_t fileLineLimit = 1000; ///< likewise of each file
    std::size_t textLimit = 1000;     ///< bytes of a line that are handed over, around its first hit
    std::size_t context = 0;          ///< lines before and behind each
    /// Files with hits one after the other, in the order of `filesInScope`; a large one several times, as parts of it are done.
    std::function<void(FileHits)> found;
    std::function<void(const JobSearchProgress&)> progress; ///< about ten times a second and at the end
};

struct JobSearchResult {
    std::uint64_t files = 0; ///< searched, to their end or not
    std::uint64_t filesWithHits = 0, foundLines = 0, hits = 0;
    std::uint64_t linesKept = 0; ///< handed over; fewer than found where a limit was reached
    std::uint64_t bytes = 0;     ///< read
    bool cancelled = false;
    std::optional<Message> slow;  ///< why the search had to do without Vectorscan
    std::vector<Skipped> skipped; ///< in the scope but not searched, or not to the end
};

/// Searches the files of a job with several threads. What a hit is, `SearchPattern` says; texts are searched as the log view shows them.
///
/// Never fails as a whole. `found` and `progress` are called on the calling thread with no lock held; while they take their time the threads go on, but only so far:
/// memory is bounded by their number and the limits, not by the size of files or the number of hits.
[[nodiscard]] JobSearchResult searchJob(const Job& job, const SearchPattern& pattern, const SearchScope& scope, const std::stop_token& stop,
                                        const JobSearchOptions& options);

} // namespace faultline
