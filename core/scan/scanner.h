// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "knowledge/knowledge_base.h"
#include "scan/sighting.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace faultline {

/// All patterns of a knowledge base compiled for one pass: one Vectorscan database that finds lines, and an RE2 for each pattern that
/// reads the captures on a line found. Immutable; one is shared by all scanning threads.
class PatternSet {
public:
    /// Compiles. A pattern that Vectorscan refuses is kept and run by RE2 alone, and reported (it leaves the fast path); one that RE2 refuses is
    /// left out and reported. `cacheFolder` (may be empty) keeps the compiled database between starts.
    [[nodiscard]] static WithMessages<std::shared_ptr<const PatternSet>> compile(KnowledgeBasePointer knowledge,
                                                                                 const std::string& cacheFolder = {});
    ~PatternSet();
    PatternSet(const PatternSet&) = delete;
    PatternSet& operator=(const PatternSet&) = delete;

    [[nodiscard]] const KnowledgeBasePointer& knowledge() const;
    [[nodiscard]] std::size_t patternCount() const;

    struct Private;
    [[nodiscard]] const Private& internals() const { return *d; }

private:
    explicit PatternSet(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

using PatternSetPointer = std::shared_ptr<const PatternSet>;

struct ScanProgress {
    std::uint64_t filesDone = 0, files = 0;
    std::uint64_t bytesDone = 0, bytes = 0;
};

/// What a scan of a job found. `files` has one entry for each of `Job::files` that was reached (null: not scanned, by role or cancelled).
struct ScanResult {
    std::vector<std::shared_ptr<const FileScan>> files;
    std::vector<Skipped> skipped;
    bool cancelled = false;
};

/// An earlier scan of the same job with the same patterns: what has not changed since is not read again.
struct ScanBefore {
    JobPointer job; ///< as it was listed then
    std::shared_ptr<const ScanResult> result;
};

struct ScanOptions {
    unsigned threads = 0; ///< 0: one for each core
    /// Scan on threads of lower priority, so that a window on the same processors is not kept waiting.
    bool background = false;
    /// Keep of each larger file what is needed to read only what is new once it has grown (`FileScan::state`).
    bool resumable = false;
    /// Files of the same path, size and time are taken from there; of those that have only grown the new lines are read. May be null.
    std::shared_ptr<const ScanBefore> before;

    // Callbacks come from the scanning threads, never two at once, and with no lock of the scanner held: whoever takes his time keeps one thread waiting, not all.
    /// As each file is done, also those taken from `before`.
    std::function<void(const std::shared_ptr<const FileScan>&)> fileDone;
    /// Of a file of many megabytes, what its beginning shows (`FileScan::partial`): at once, then a few times a second; never after its `fileDone`.
    std::function<void(const std::shared_ptr<const FileScan>&)> filePartial;
    /// About ten times a second and at the end.
    std::function<void(const ScanProgress&)> progress;
};

/// Reads every file of the job once, several at a time, result files of the job first. Never fails as a whole: what could not be read is in `skipped`.
/// Memory is bounded by the number of threads and what is kept of each file, not by the size of files.
[[nodiscard]] ScanResult scanJob(const Job& job, const PatternSetPointer& patterns, std::stop_token stop, const ScanOptions& options = {});

/// One file, on the calling thread.
[[nodiscard]] FileScan scanFile(const ByteReader& reader, const JobFile& file, const PatternSet& patterns, std::stop_token stop,
                                const std::function<void(std::uint64_t)>& bytesDone = {});

} // namespace faultline
