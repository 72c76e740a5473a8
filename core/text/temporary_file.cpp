// SPDX-License-Identifier: MIT
#include "text/temporary_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <string>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace faultline {

class SliceReader final : public ByteReader {
public:
    SliceReader(std::shared_ptr<const TemporaryFile> file, std::uint64_t offset, std::uint64_t length)
        : m_file(std::move(file)), m_offset(offset), m_length(length) {}

    std::uint64_t size() const override { return m_length; }

    Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        if (offset >= m_length)
            return 0;
        const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), m_length - offset));
        std::size_t done = 0;
        while (done < wanted) {
            const ssize_t got =
                ::pread(m_file->m_descriptor, into.data() + done, wanted - done, static_cast<off_t>(m_offset + offset + done));
            if (got == 0)
                break;
            if (got < 0) {
                if (errno == EINTR)
                    continue;
                return std::unexpected(Message::error("A temporary copy could not be read", std::strerror(errno),
                                                      "Check the disk that holds the temporary folder"));
            }
            done += static_cast<std::size_t>(got);
        }
        return done;
    }

private:
    std::shared_ptr<const TemporaryFile> m_file;
    std::uint64_t m_offset, m_length;
};

Expected<std::shared_ptr<TemporaryFile>> TemporaryFile::create() {
    const char* configured = std::getenv("TMPDIR");
    const std::string folder = configured && *configured ? configured : "/tmp";
    int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        // Some file systems (network, old overlays) have no O_TMPFILE: make a name and remove it at once.
        std::string name = folder + "/faultline-XXXXXX";
        descriptor = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor >= 0)
            ::unlink(name.c_str());
    }
    if (descriptor < 0)
        return std::unexpected(Message::error("No temporary file could be made", std::strerror(errno),
                                              "Set TMPDIR to a folder you may write to, with room for unpacked files")
                                   .at(folder));
    return std::shared_ptr<TemporaryFile>(new TemporaryFile(descriptor));
}

TemporaryFile::~TemporaryFile() {
    ::close(m_descriptor);
}

Expected<void> TemporaryFile::append(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::pwrite(m_descriptor, bytes.data(), bytes.size(), static_cast<off_t>(m_size));
        if (put < 0) {
            if (errno == EINTR)
                continue;
            return std::unexpected(Message::error("A temporary copy could not be written", std::strerror(errno),
                                                  "Make room in the temporary folder, or set TMPDIR to a larger one"));
        }
        m_size += static_cast<std::uint64_t>(put);
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return {};
}

std::uint64_t TemporaryFile::freeBytes() const {
    struct statvfs status{};
    if (::fstatvfs(m_descriptor, &status) != 0)
        return std::numeric_limits<std::uint64_t>::max();
    return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
}

ByteReaderPointer TemporaryFile::slice(std::uint64_t offset, std::uint64_t length) const {
    return std::make_shared<SliceReader>(shared_from_this(), offset, length);
}

} // namespace faultline
