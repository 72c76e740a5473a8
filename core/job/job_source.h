// SPDX-License-Identifier: MIT
#pragma once

#include "text/byte_reader.h"
#include "text/message.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace faultline {

/// One file as a source lists it.
struct SourceEntry {
    std::string path;          ///< relative to what was opened, parts joined by `/`, no `.` or `..` parts; any bytes otherwise
    std::uint64_t size = 0;    ///< bytes
    std::int64_t modified = 0; ///< nanoseconds since 1970; 0 where unknown
};

/// Something that was found but not taken, and why. Nothing is left out in silence.
struct Skipped {
    std::string path;
    std::string why;
    bool operator==(const Skipped&) const = default;
};

struct SourceListing {
    std::vector<SourceEntry> entries;
    std::vector<Skipped> skipped;
};

/// Bounds on what is taken from an opened path, against hostile archives and runaway folders.
struct SourceLimits {
    std::uint64_t entries = 2'000'000;
    std::uint64_t unpackedBytes = 64ULL << 30; ///< all entries of an archive together
    std::uint64_t ratio = 2000;                ///< unpacked to packed, for archives of more than `ratioFrom` unpacked bytes
    std::uint64_t ratioFrom = 256ULL << 20;
    unsigned depth = 64; ///< folders in folders
};

/// Hides where a job's files come from: a folder, an archive, a single file, or memory in tests.
///
/// Read-only: no source ever writes to what was opened. `list` is called once, before `open`; both may run on any thread, `open` on
/// several at once.
class JobSource {
public:
    JobSource() = default;
    JobSource(const JobSource&) = delete;
    JobSource& operator=(const JobSource&) = delete;
    virtual ~JobSource() = default;

    /// All regular files. Fails only when nothing at all can be listed. `found` is told the number of files so far, now and then.
    [[nodiscard]] virtual Expected<SourceListing> list(std::stop_token stop, const std::function<void(std::uint64_t)>& found) = 0;
    [[nodiscard]] virtual Expected<ByteReaderPointer> open(const std::string& path) const = 0;
};

using JobSourcePointer = std::shared_ptr<JobSource>;

/// A folder. Symbolic links are followed only where they stay inside the folder and make no loop.
[[nodiscard]] JobSourcePointer folderSource(std::string folder, SourceLimits limits = {});

/// An archive that libarchive reads (.zip, .tar, .tar.gz/.xz/.zst, .gz …). Its entries are kept in one unlinked temporary file, which is
/// gone with the source even if the program is killed; nothing is ever unpacked under a name.
[[nodiscard]] JobSourcePointer archiveSource(std::string path, SourceLimits limits = {});

/// A single file; its entry's path is the file's name.
[[nodiscard]] JobSourcePointer fileSource(std::string path);

/// Files in memory: path to content.
[[nodiscard]] JobSourcePointer memorySource(std::vector<std::pair<std::string, std::string>> files);

/// The right source for whatever lies at `path`: folder, archive (told by content, not by name) or file.
[[nodiscard]] Expected<JobSourcePointer> sourceFor(const std::string& path, SourceLimits limits = {});

} // namespace faultline
