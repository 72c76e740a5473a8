// SPDX-License-Identifier: MIT
#pragma once

#include "scan/scanner.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>

namespace faultline {

/// Hands what scanning threads found to whoever asked for it: one call at a time, in the order of arrival, with no lock held. The thread that finds nobody handing over
/// does it for all others until nothing is left; they go on scanning.
class ScanOutbox {
public:
    /// `result` gets what is done. Both must outlive the outbox.
    ScanOutbox(const Job& job, const ScanOptions& options, ScanResult& result) : m_job(job), m_options(options), m_result(result) {}

    /// A file that is done, or (`FileScan::partial`) not yet.
    void put(std::shared_ptr<const FileScan> scan);
    /// Tells how far the scan is, unless that was told a moment ago.
    void put(const ScanProgress& progress, bool always = false);

private:
    void handOver(std::unique_lock<std::mutex>& lock);

    const Job& m_job;
    const ScanOptions& m_options;
    ScanResult& m_result; ///< under the mutex
    std::mutex m_mutex;
    std::deque<std::shared_ptr<const FileScan>> m_scans;
    std::optional<ScanProgress> m_progress;
    ScanProgress m_told; ///< threads may overtake each other on the way here; what is told never goes back
    bool m_handingOver = false;
    std::atomic<std::chrono::steady_clock::rep> m_lastProgress{0};
};

} // namespace faultline
