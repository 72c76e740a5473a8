// SPDX-License-Identifier: MIT
#include "text/file_cache.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace faultline {

namespace {

constexpr std::string_view magic = "FLTCACH1";

/// Ahead of a file's key and value.
struct Header {
    std::array<char, 8> magic{};
    std::uint64_t keySize = 0, valueSize = 0;
    std::uint64_t checksum = 0; ///< of key and value
};

std::uint64_t hashOf(std::string_view bytes, std::uint64_t hash) {
    // Eight bytes at a time: values are megabytes, and start-up waits for them.
    constexpr std::uint64_t factor = 0x9E3779B97F4A7C15ULL;
    const auto mix = [&](std::uint64_t word) {
        hash = (hash ^ word) * factor;
        hash ^= hash >> 29;
    };
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= bytes.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, sizeof word);
        mix(word);
    }
    std::uint64_t rest = 0;
    if (at < bytes.size())
        std::memcpy(&rest, bytes.data() + at, bytes.size() - at);
    mix(rest);
    mix(bytes.size());
    return hash;
}

/// An open file, closed with it.
class File {
public:
    File(const std::string& path, int flags) : m_descriptor(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
    ~File() {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] bool read(void* into, std::size_t size) const {
        auto* at = static_cast<char*>(into);
        while (size > 0) {
            const ssize_t got = ::read(m_descriptor, at, size);
            if (got <= 0)
                return false;
            at += got;
            size -= static_cast<std::size_t>(got);
        }
        return true;
    }
    [[nodiscard]] bool write(const void* from, std::size_t size) const {
        const auto* at = static_cast<const char*>(from);
        while (size > 0) {
            const ssize_t put = ::write(m_descriptor, at, size);
            if (put <= 0)
                return false;
            at += put;
            size -= static_cast<std::size_t>(put);
        }
        return true;
    }
    [[nodiscard]] std::uint64_t size() const {
        struct stat status{};
        return ::fstat(m_descriptor, &status) == 0 && S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
    }
    void touch() const { ::futimens(m_descriptor, nullptr); }

private:
    int m_descriptor;
};

/// Makes a folder for its owner alone, and what is missing above it.
void makeFolder(const std::string& path) {
    for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
        ::mkdir(path.substr(0, end).c_str(), 0700);
        if (end == std::string::npos)
            return;
    }
}

} // namespace

FileCache::FileCache(std::string folder, std::string kind, Limits limits)
    : m_folder(std::move(folder)), m_kind(std::move(kind)), m_limits(limits) {}

std::string FileCache::pathOf(std::string_view key) const {
    std::array<char, 40> name{};
    std::snprintf(name.data(), name.size(), "%016llx%016llx", static_cast<unsigned long long>(hashOf(key, 1)),
                  static_cast<unsigned long long>(hashOf(key, 2)));
    return m_folder + "/" + m_kind + "-" + name.data();
}

std::optional<std::string> FileCache::read(std::string_view key) const {
    if (m_folder.empty())
        return std::nullopt;
    const File file(pathOf(key), O_RDONLY);
    Header header;
    if (!file.isOpen() || !file.read(&header, sizeof header) || std::string_view(header.magic.data(), header.magic.size()) != magic)
        return std::nullopt;
    const std::uint64_t size = file.size();
    if (header.keySize != key.size() || header.valueSize > m_limits.bytes || size != sizeof header + header.keySize + header.valueSize)
        return std::nullopt;
    std::string bytes(static_cast<std::size_t>(header.keySize + header.valueSize), '\0');
    if (!file.read(bytes.data(), bytes.size()) || !std::string_view(bytes).starts_with(key) || hashOf(bytes, 3) != header.checksum)
        return std::nullopt;
    // What is used last goes last.
    file.touch();
    bytes.erase(0, key.size());
    return bytes;
}

void FileCache::write(std::string_view key, std::string_view value) const {
    if (m_folder.empty() || value.size() > m_limits.bytes)
        return;
    makeFolder(m_folder);
    // Written aside and renamed: another program never reads half of it.
    static std::atomic<unsigned> number = 0;
    const std::string path = pathOf(key), aside = path + "." + std::to_string(::getpid()) + "." + std::to_string(++number) + ".new";
    std::string bytes(key);
    bytes += value;
    Header header;
    std::ranges::copy(magic, header.magic.begin());
    header.keySize = key.size();
    header.valueSize = value.size();
    header.checksum = hashOf(bytes, 3);
    {
        const File file(aside, O_WRONLY | O_CREAT | O_EXCL);
        if (!file.isOpen())
            return;
        if (!file.write(&header, sizeof header) || !file.write(bytes.data(), bytes.size())) {
            ::unlink(aside.c_str());
            return;
        }
    }
    if (::rename(aside.c_str(), path.c_str()) != 0)
        ::unlink(aside.c_str());
    makeRoom();
}

void FileCache::makeRoom() const {
    namespace fs = std::filesystem;
    struct Kept {
        fs::path path;
        fs::file_time_type used;
        std::uint64_t size = 0;
    };
    std::vector<Kept> kept;
    std::error_code trouble;
    const auto now = fs::file_time_type::clock::now();
    for (fs::directory_iterator entry(m_folder, trouble), end; !trouble && entry != end; entry.increment(trouble)) {
        const std::string name = entry->path().filename().string();
        std::error_code gone;
        if (!name.starts_with(m_kind + "-") || !entry->is_regular_file(gone))
            continue;
        const Kept file{entry->path(), entry->last_write_time(gone), entry->file_size(gone)};
        if (gone)
            continue;
        // Another program may be writing it; an hour later that program is gone.
        if (!name.ends_with(".new"))
            kept.push_back(file);
        else if (now - file.used > std::chrono::hours(1))
            fs::remove(file.path, gone);
    }
    std::ranges::sort(kept, std::ranges::greater{}, &Kept::used);
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        bytes += kept[i].size;
        if (i >= m_limits.files || bytes > m_limits.bytes)
            fs::remove(kept[i].path, trouble);
    }
}

} // namespace faultline
