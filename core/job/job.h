// SPDX-License-Identifier: MIT
#pragma once

#include "job/job_source.h"
#include "job/layout.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace faultline {

/// One file of a job.
struct JobFile {
    std::string path; ///< inside the job, parts joined by `/`
    std::uint64_t size = 0;
    std::int64_t modified = 0;
    std::string role; ///< id of a `FileRole`
    std::string node;
    std::string process;
    std::size_t run = 0; ///< index into `Job::runs`
    int order = 1000;    ///< reading order within the run
};

/// One run (job, step, trial) found under the opened path.
struct Run {
    std::string root;                 ///< folder of the run inside the job; empty for the top
    std::string name;                 ///< last telling part of the root, or of the opened path
    std::vector<std::string> layouts; ///< generations recognised
    std::vector<std::size_t> files;   ///< indices into `Job::files`, in reading order
    bool hasLogs = false;             ///< false: only loose files
};

/// What lies under an opened path. Immutable after `openJob`; safe to share between threads.
struct Job {
    std::string path; ///< as the user named it
    std::string name; ///< last part of the path
    JobSourcePointer source;
    std::vector<JobFile> files; ///< natural order of paths
    std::vector<Run> runs;      ///< at least one
    std::vector<Skipped> skipped;
    std::uint64_t bytes = 0;

    /// Index of the file at the path `wanted`, or `files.size()`.
    [[nodiscard]] std::size_t find(std::string_view wanted) const;
};

using JobPointer = std::shared_ptr<const Job>;

/// Whether indices into `Job::files` mean the same in both: the same path, and files of the same paths in it. So it is while a job runs and only its logs grow, though
/// every look at it makes another `Job`.
[[nodiscard]] bool hasSameFiles(const Job& one, const Job& other);

/// Lists the source and gives every file its run, role, node and process. Reads no file's content.
[[nodiscard]] Expected<JobPointer> openJob(JobSourcePointer source, const std::string& path, const Layouts& layouts,
                                           std::stop_token stop = {}, const ListingReport& report = {});

/// `a` before `b` as people sort: `process2` before `process10`, case ignored unless it is all that differs.
[[nodiscard]] bool naturalLess(std::string_view a, std::string_view b);

} // namespace faultline
