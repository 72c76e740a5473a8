// SPDX-License-Identifier: MIT
#pragma once

#include "scan/scanner.h"
#include "text/file_cache.h"

#include <memory>
#include <string>

namespace faultline {

/// Keeps what scans found from one start to the next, so that a job that was read before shows its diagnosis at once.
///
/// What is kept goes by the job's path, the knowledge and the program that found it: other packs or another build start over. What a file holds counts only while its size and
/// time are those that were seen (`ScanOptions::before` sees to that), and files in which much was found are looked into as well: where one of them holds other bytes than then,
/// nothing of it is believed. Safe to delete; bounded in size. Thread-safe; reads and writes files.
class ScanCache {
public:
    /// Empty: keeps nothing.
    explicit ScanCache(std::string folder);

    /// What was found in the job at this path the last time, for `ScanOptions::before`. Null when that is not known.
    [[nodiscard]] std::shared_ptr<const ScanBefore> read(const Job& job, const PatternSet& patterns) const;
    /// Keeps a finished scan. Files that were changed a moment ago are left out: a change in the same tick of the file system's clock would go unnoticed.
    void write(const Job& job, const ScanResult& result, const PatternSet& patterns) const;

private:
    FileCache m_files;
};

} // namespace faultline
