// SPDX-License-Identifier: MIT
#include "scan/scan_outbox.h"

#include <algorithm>

namespace faultline {

namespace {

using Clock = std::chrono::steady_clock;
constexpr Clock::duration progressInterval = std::chrono::milliseconds(100);

} // namespace

void ScanOutbox::put(std::shared_ptr<const FileScan> scan) {
    std::unique_lock lock(m_mutex);
    std::shared_ptr<const FileScan>& done = m_result.files[scan->file];
    // What a file's beginning shows is of no use once all of it is known.
    if (scan->partial && done)
        return;
    if (!scan->partial) {
        if (!scan->skipped.empty())
            m_result.skipped.push_back({m_job.files[scan->file].path, scan->skipped});
        done = scan;
    }
    if (scan->partial ? m_options.filePartial != nullptr : m_options.fileDone != nullptr) {
        m_scans.push_back(std::move(scan));
        handOver(lock);
    }
}

void ScanOutbox::put(const ScanProgress& progress, bool always) {
    if (!m_options.progress)
        return;
    const auto now = Clock::now().time_since_epoch().count();
    auto last = m_lastProgress.load();
    if (!always && (now - last < progressInterval.count() || !m_lastProgress.compare_exchange_strong(last, now)))
        return;
    std::unique_lock lock(m_mutex);
    m_told.files = progress.files;
    m_told.bytes = progress.bytes;
    m_told.filesDone = std::max(m_told.filesDone, progress.filesDone);
    m_told.bytesDone = std::max(m_told.bytesDone, progress.bytesDone);
    m_progress = m_told;
    handOver(lock);
}

void ScanOutbox::handOver(std::unique_lock<std::mutex>& lock) {
    if (m_handingOver)
        return;
    m_handingOver = true;
    while (!m_scans.empty() || m_progress) {
        std::shared_ptr<const FileScan> scan;
        std::optional<ScanProgress> progress;
        if (m_scans.empty()) {
            progress.swap(m_progress);
        } else {
            scan = std::move(m_scans.front());
            m_scans.pop_front();
            if (scan->partial && m_result.files[scan->file])
                continue;
        }
        lock.unlock();
        if (progress)
            m_options.progress(*progress);
        else if (scan->partial)
            m_options.filePartial(scan);
        else
            m_options.fileDone(scan);
        lock.lock();
    }
    m_handingOver = false;
}

} // namespace faultline
