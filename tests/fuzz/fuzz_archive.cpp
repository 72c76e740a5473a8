// SPDX-License-Identifier: MIT
#include "fuzz_input.h"
#include "job/job_source.h"

#include <algorithm>
#include <set>

#include <sys/mman.h>
#include <unistd.h>

namespace faultline {

namespace {

/// A file without a name that has a path all the same.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view bytes) : m_descriptor(::memfd_create("archive", MFD_CLOEXEC)) {
        require(m_descriptor >= 0 && ::write(m_descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
                "memory can be had");
    }
    ~MemoryFile() { ::close(m_descriptor); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(m_descriptor); }

private:
    int m_descriptor;
};

constexpr SourceLimits limits{
    .entries = 20, .unpackedBytes = 1 << 20, .ratio = 50, .ratioFrom = 64 * 1024, .depth = 8, .nameBytes = 100, .skipped = 5};

void check(JobSource& source) {
    const auto listing = source.list({}, {});
    if (!listing) {
        require(!listing.error().what.empty() && !listing.error().next.empty(), "a refusal says what is wrong and what to do");
        return;
    }
    require(listing->entries.size() <= limits.entries, "no more files are listed than allowed");
    std::uint64_t bytes = 0;
    std::set<std::string> paths;
    for (const SourceEntry& entry : listing->entries) {
        require(!entry.path.empty() && paths.insert(entry.path).second, "a file has a path of its own");
        const std::string framed = "/" + entry.path + "/";
        require(!framed.contains("//") && !framed.contains("/../") && !framed.contains("/./"), "a path leads nowhere else");
        const auto reader = source.open(entry.path);
        require(reader.has_value(), "a file that is listed can be opened");
        const auto content = readAll(**reader, static_cast<std::size_t>(limits.unpackedBytes));
        require(content.has_value() || (*reader)->unpacks(), "a file that is listed can be read");
        require((*reader)->unpacks() || content->size() == entry.size, "a file has the size that is listed");
        bytes += entry.size;
    }
    require(bytes <= limits.unpackedBytes, "no more is unpacked than allowed");
    for (const Skipped& skipped : listing->skipped)
        require(!skipped.why.empty(), "what is left out says why");
    require(listing->skipped.size() <= limits.skipped + 1, "what is left out is told within bounds");
    require(!source.open("no/such/file").has_value(), "a file that is not listed cannot be opened");
}

} // namespace

} // namespace faultline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    const MemoryFile file(FuzzInput(data, size).text());
    if (const auto source = sourceFor(file.path(), limits))
        check(**source);
    // Also what does not begin as an archive does: the way in is not the only guard.
    check(*archiveSource(file.path(), limits));
    return 0;
}
