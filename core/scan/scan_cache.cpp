// SPDX-License-Identifier: MIT
#include "scan/scan_cache.h"

#include "scan/stored_scan.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include <sys/stat.h>

namespace faultline {

namespace {

constexpr FileCache::Limits limits{128ULL << 20, 100};
/// Of so many files it is seen whether they still hold what they held.
constexpr std::size_t proofLimit = 64;

/// Size and time of a file of the disk.
std::string stampOf(const char* path) {
    struct stat status{};
    if (::stat(path, &status) != 0)
        return "none";
    return std::to_string(status.st_size) + "@" + std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec);
}

std::string keyOf(const Job& job, const PatternSet& patterns) {
    char* const real = ::realpath(job.path.c_str(), nullptr);
    std::string path = real ? real : job.path;
    std::free(real);
    // Of an archive, entries tell little: it is the archive that must be the same. The program's own stamp changes with every build.
    std::string key = path + '\0' + patterns.knowledge()->fingerprint() + '\0' + stampOf("/proc/self/exe");
    if (!job.source->isLive())
        key += '\0' + stampOf(path.c_str());
    return key;
}

std::size_t weightOf(const FileScan& scan) {
    return scan.sightings.size() + scan.tracebacks.size() + scan.errorGroups.size() + scan.signs.size();
}

/// The bytes as they stand on the disk, whatever their encoding.
ContentProof proofOf(const Job& job, const JobFile& file) {
    const auto reader = job.source->open(file.path);
    return reader ? ContentProof::of(**reader, file.size) : ContentProof{};
}

} // namespace

ScanCache::ScanCache(std::string folder) : m_files(std::move(folder), "scan", limits) {}

std::shared_ptr<const ScanBefore> ScanCache::read(const Job& job, const PatternSet& patterns) const {
    const auto bytes = m_files.read(keyOf(job, patterns));
    auto stored = bytes ? StoredScan::fromBytes(*bytes) : std::nullopt;
    if (!stored)
        return nullptr;
    auto known = std::make_shared<Job>();
    auto result = std::make_shared<ScanResult>();
    known->path = job.path;
    for (StoredScan::File& file : stored->files) {
        if (file.proof.size > 0) {
            // One that changed, and says so by its size or time, is read again anyway; the others may still hold.
            const auto now = std::ranges::find(job.files, file.path, &JobFile::path);
            if (now != job.files.end() && now->size == file.size && now->modified == file.modified && proofOf(job, *now) != file.proof)
                return nullptr;
        }
        JobFile& then = known->files.emplace_back();
        then.path = std::move(file.path);
        then.size = file.size;
        then.modified = file.modified;
        then.role = std::move(file.role);
        result->files.push_back(std::move(file.scan));
    }
    return std::make_shared<const ScanBefore>(ScanBefore{std::move(known), std::move(result)});
}

void ScanCache::write(const Job& job, const ScanResult& result, const PatternSet& patterns) const {
    if (result.cancelled || result.files.size() != job.files.size())
        return;
    const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    constexpr std::int64_t aMoment = 3'000'000'000; // the clocks of some network folders and memory cards tick that slowly
    StoredScan stored;
    std::vector<std::pair<std::size_t, std::size_t>> heaviest; ///< how much was found, and in which file
    for (std::size_t i = 0; i < job.files.size(); ++i) {
        const JobFile& file = job.files[i];
        if (!result.files[i] || file.modified == 0 || file.modified > now - aMoment)
            continue;
        stored.files.push_back({file.path, file.size, file.modified, file.role, result.files[i], {}});
        if (const std::size_t weight = weightOf(*result.files[i]); weight > 0)
            heaviest.emplace_back(weight, stored.files.size() - 1);
    }
    std::ranges::stable_sort(heaviest, std::ranges::greater{}, &std::pair<std::size_t, std::size_t>::first);
    heaviest.resize(std::min(heaviest.size(), proofLimit));
    for (const auto& [weight, index] : heaviest) {
        StoredScan::File& file = stored.files[index];
        file.proof = proofOf(job, job.files[file.scan->file]);
    }
    m_files.write(keyOf(job, patterns), stored.toBytes());
}

} // namespace faultline
