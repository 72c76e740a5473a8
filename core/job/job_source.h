// SPDX-License-Identifier: MIT
#pragma once

#include "text/byte_reader.h"
#include "text/message.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
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
    std::uint64_t entries = 2'000'000;         ///< files; in an archive, folders and whatever else it lists too
    std::uint64_t unpackedBytes = 64ULL << 30; ///< all entries of an archive together
    std::uint64_t ratio =
        200; ///< unpacked to packed, beyond `ratioFrom` unpacked bytes. Logs reach 30; the most that deflate can do is 1032
    std::uint64_t ratioFrom = 256ULL << 20;
    std::uint64_t freeBytes =
        512ULL << 20;             ///< so much stays free where unpacked files are kept (asked from 64 MiB on): often that is memory
    unsigned depth = 64;          ///< folders in folders
    std::size_t nameBytes = 4096; ///< of a path within an archive
    std::size_t skipped = 10'000; ///< entries of an archive that are told one by one if they are skipped; those beyond are counted
};

/// How far a listing has come.
struct ListingProgress {
    std::uint64_t files = 0;     ///< found so far
    std::uint64_t bytesDone = 0; ///< of the archive that is unpacked; 0 for what is no archive
    std::uint64_t bytes = 0;     ///< size of that archive; 0: how much there is to do is not known
};

/// Called now and then, on the thread that lists.
using ListingReport = std::function<void(const ListingProgress&)>;

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

    /// All regular files. Fails only when nothing at all can be listed. Ends soon after `stop` is requested, with what was found until then.
    [[nodiscard]] virtual Expected<SourceListing> list(std::stop_token stop, const ListingReport& report) = 0;
    /// A compressed file (`std_log.txt.gz`) is unpacked as it is read: see `ByteReader::unpacks`.
    [[nodiscard]] virtual Expected<ByteReaderPointer> open(const std::string& path) const = 0;
    /// Whether files may come, change and go while the job is looked at: those of the disk do, an archive's copy does not.
    [[nodiscard]] virtual bool isLive() const { return false; }
};

using JobSourcePointer = std::shared_ptr<JobSource>;

/// A folder. Symbolic links are not followed: what they lead to is outside, or is listed under its own name anyway. Each is told under `skipped`.
[[nodiscard]] JobSourcePointer folderSource(std::string folder, SourceLimits limits = {});

/// An archive that libarchive reads (.zip, .tar, .tar.gz/.xz/.zst, .gz …). Its entries are kept in one unlinked temporary file, which is
/// gone with the source even if the program is killed; nothing is ever unpacked under a name.
[[nodiscard]] JobSourcePointer archiveSource(std::string path, SourceLimits limits = {});

/// A single file; its entry's path is the file's name.
[[nodiscard]] JobSourcePointer fileSource(std::string path);

/// Files in memory: path to content.
[[nodiscard]] JobSourcePointer memorySource(std::vector<std::pair<std::string, std::string>> files);

/// A path without the ending that says how it is compressed: `std_log.txt` for `std_log.txt.gz`. What the rest of the name says is true of what is in it.
[[nodiscard]] std::string_view withoutCompressionEnding(std::string_view path);

/// The right source for whatever lies at `path`: folder, archive (told by content, not by name) or file. Refuses what bears the
/// name of an archive and is none, as an expired link's answer saved as `logs.zip`.
[[nodiscard]] Expected<JobSourcePointer> sourceFor(const std::string& path, SourceLimits limits = {});

} // namespace faultline
