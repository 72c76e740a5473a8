// SPDX-License-Identifier: MIT
#include "text/byte_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace faultline {

namespace {

class MemoryReader final : public ByteReader {
public:
    explicit MemoryReader(std::string bytes) : m_bytes(std::move(bytes)) {}

    std::uint64_t size() const override { return m_bytes.size(); }

    Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        if (offset >= m_bytes.size())
            return 0;
        const std::size_t count = std::min<std::size_t>(into.size(), m_bytes.size() - static_cast<std::size_t>(offset));
        std::memcpy(into.data(), m_bytes.data() + offset, count);
        return count;
    }

private:
    std::string m_bytes;
};

class FileReader final : public ByteReader {
public:
    FileReader(int descriptor, std::string path, std::uint64_t openedSize)
        : m_descriptor(descriptor), m_path(std::move(path)), m_openedSize(openedSize) {}
    ~FileReader() override { ::close(m_descriptor); }

    std::uint64_t size() const override {
        struct stat status{};
        return ::fstat(m_descriptor, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
    }

    Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        std::size_t done = 0;
        while (done < into.size()) {
            const ssize_t got = ::pread(m_descriptor, into.data() + done, into.size() - done, static_cast<off_t>(offset + done));
            if (got == 0)
                break;
            if (got < 0) {
                if (errno == EINTR)
                    continue;
                return std::unexpected(Message::error("The file could not be read further", std::strerror(errno),
                                                      "Check that the disk or network folder is still there, then open the job again")
                                           .at(m_path));
            }
            done += static_cast<std::size_t>(got);
            // Where the file was known to end, another call would only say so: most files are read with one.
            if (offset + done >= m_openedSize)
                break;
        }
        return done;
    }

private:
    int m_descriptor;
    std::string m_path;
    std::uint64_t m_openedSize;
};

std::string nextStepFor(int error) {
    switch (error) {
    case EACCES:
    case EPERM: return "Ask for the right to read it, or copy the job to a folder of your own";
    case ENOENT: return "It may have been moved or deleted meanwhile: open the job again";
    case EMFILE:
    case ENFILE: return "Close other programs, or raise the limit of open files (ulimit -n)";
    default: return "Check that the disk or network folder is still there, then open the job again";
    }
}

} // namespace

ByteReaderPointer memoryReader(std::string bytes) {
    return std::make_shared<MemoryReader>(std::move(bytes));
}

Expected<ByteReaderPointer> openFile(const std::string& path) {
    // O_NONBLOCK: opening a FIFO without a writer would wait for ever; for regular files it means nothing.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        const int error = errno;
        return std::unexpected(Message::error("The file could not be opened", std::strerror(error), nextStepFor(error)).at(path));
    }
    struct stat status{};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return std::unexpected(Message::error("This is not a regular file",
                                              "It is a folder, pipe, socket or device; reading it could wait for ever",
                                              "Open a folder, an archive or a log file")
                                   .at(path));
    }
    return std::make_shared<FileReader>(descriptor, path, static_cast<std::uint64_t>(status.st_size));
}

Expected<std::string> readAll(const ByteReader& reader, std::size_t limit, std::uint64_t offset) {
    const std::uint64_t size = reader.size();
    if (offset >= size)
        return std::string();
    std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(limit, size - offset)), '\0');
    auto got = reader.read(offset, bytes);
    if (!got)
        return std::unexpected(std::move(got.error()));
    bytes.resize(*got);
    return bytes;
}

} // namespace faultline
