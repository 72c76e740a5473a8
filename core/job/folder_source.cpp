// SPDX-License-Identifier: MIT
#include "job/job_source.h"

#include "job/unpacking_reader.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace faultline {

namespace {

std::string kindOf(mode_t mode) {
    if (S_ISFIFO(mode))
        return "a pipe (FIFO): reading it could wait for ever";
    if (S_ISSOCK(mode))
        return "a socket, not a file";
    return "a device, not a file";
}

struct FolderCloser {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

class FolderSource final : public JobSource {
public:
    FolderSource(std::string folder, SourceLimits limits) : m_folder(std::move(folder)), m_limits(limits) {
        while (m_folder.size() > 1 && m_folder.ends_with('/'))
            m_folder.pop_back();
    }

    Expected<SourceListing> list(std::stop_token stop, const ListingReport& report) override {
        char* resolved = ::realpath(m_folder.c_str(), nullptr);
        if (!resolved)
            return std::unexpected(Message::error("The folder could not be opened", std::strerror(errno),
                                                  "Check that it is still there and that you may read it")
                                       .at(m_folder));
        m_real = resolved;
        std::free(resolved);
        SourceListing listing;
        DIR* const probe = ::opendir(m_folder.c_str());
        if (!probe)
            return std::unexpected(Message::error("The folder could not be opened", std::strerror(errno),
                                                  "Ask for the right to read it, or copy the job to a folder of your own")
                                       .at(m_folder));
        ::closedir(probe);
        walk("", 0, listing, stop, report);
        return listing;
    }

    Expected<ByteReaderPointer> open(const std::string& path) const override {
        auto reader = openFile(m_folder + '/' + path);
        return reader ? unpacked(std::move(*reader), m_limits) : reader;
    }
    bool isLive() const override { return true; }

private:
    [[nodiscard]] bool staysInside(const std::string& full) const {
        char* resolved = ::realpath(full.c_str(), nullptr);
        if (!resolved)
            return false;
        const std::string real = resolved;
        std::free(resolved);
        return real == m_real || real.starts_with(m_real == "/" ? m_real : m_real + '/');
    }

    void walk(const std::string& relative, unsigned depth, SourceListing& listing, const std::stop_token& stop,
              const ListingReport& report) {
        const std::string full = relative.empty() ? m_folder : m_folder + '/' + relative;
        const std::unique_ptr<DIR, FolderCloser> folder(::opendir(full.c_str()));
        if (!folder) {
            listing.skipped.push_back({relative, std::string("the folder could not be read: ") + std::strerror(errno)});
            return;
        }
        while (!stop.stop_requested()) {
            errno = 0;
            const dirent* const item = ::readdir(folder.get());
            if (!item) {
                // As network folders and failing disks have it: no end, but an error.
                if (errno != 0)
                    listing.skipped.push_back({relative, std::string("the folder could be read only in part: ") + std::strerror(errno)});
                return;
            }
            const std::string_view name = item->d_name;
            if (name != "." && name != "..")
                visit(relative.empty() ? std::string(name) : relative + '/' + std::string(name), depth, listing, stop, report);
        }
    }

    void visit(const std::string& path, unsigned depth, SourceListing& listing, const std::stop_token& stop, const ListingReport& report) {
        const std::string full = m_folder + '/' + path;
        struct stat status{};
        if (::lstat(full.c_str(), &status) != 0) {
            listing.skipped.push_back({path, std::strerror(errno)});
            return;
        }
        if (S_ISLNK(status.st_mode)) {
            listing.skipped.push_back({path, ::stat(full.c_str(), &status) != 0 ? "a link that leads nowhere"
                                             : staysInside(full)                ? "a link to what is read under its own name"
                                                                                : "a link that leads out of the opened folder"});
            return;
        }
        if (S_ISDIR(status.st_mode)) {
            if (depth + 1 >= m_limits.depth)
                listing.skipped.push_back({path, "more than " + std::to_string(m_limits.depth) + " folders inside each other"});
            else
                walk(path, depth + 1, listing, stop, report);
            return;
        }
        if (!S_ISREG(status.st_mode)) {
            listing.skipped.push_back({path, kindOf(status.st_mode)});
            return;
        }
        if (listing.entries.size() >= m_limits.entries) {
            if (!m_full)
                listing.skipped.push_back(
                    {path, "more than " + std::to_string(m_limits.entries) + " files; this one and those after it are left out"});
            m_full = true;
            return;
        }
        listing.entries.push_back({path, static_cast<std::uint64_t>(status.st_size),
                                   static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec});
        if (report && listing.entries.size() % 1000 == 0)
            report({listing.entries.size(), 0, 0});
    }

    std::string m_folder, m_real;
    SourceLimits m_limits;
    bool m_full = false;
};

class FileSource final : public JobSource {
public:
    explicit FileSource(std::string path) : m_path(std::move(path)) { m_name = m_path.substr(m_path.rfind('/') + 1); }

    Expected<SourceListing> list(std::stop_token, const ListingReport&) override {
        auto reader = openFile(m_path);
        if (!reader)
            return std::unexpected(std::move(reader.error()));
        struct stat status{};
        std::int64_t modified = 0;
        if (::stat(m_path.c_str(), &status) == 0)
            modified = static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
        return SourceListing{{{m_name, (*reader)->size(), modified}}, {}};
    }

    Expected<ByteReaderPointer> open(const std::string& path) const override {
        if (path != m_name)
            return std::unexpected(
                Message::error("There is no such file in what was opened", path, "Open the folder that holds it").at(path));
        return openFile(m_path);
    }
    bool isLive() const override { return true; }

private:
    std::string m_path, m_name;
};

} // namespace

JobSourcePointer folderSource(std::string folder, SourceLimits limits) {
    return std::make_shared<FolderSource>(std::move(folder), limits);
}

JobSourcePointer fileSource(std::string path) {
    return std::make_shared<FileSource>(std::move(path));
}

} // namespace faultline
