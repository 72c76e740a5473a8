// SPDX-License-Identifier: MIT
#include "job/job_source.h"

#include <cerrno>
#include <cstring>
#include <set>
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

class FolderSource final : public JobSource {
public:
    FolderSource(std::string folder, SourceLimits limits) : m_folder(std::move(folder)), m_limits(limits) {
        while (m_folder.size() > 1 && m_folder.ends_with('/'))
            m_folder.pop_back();
    }

    Expected<SourceListing> list(std::stop_token stop, const std::function<void(std::uint64_t)>& found) override {
        char* resolved = ::realpath(m_folder.c_str(), nullptr);
        if (!resolved)
            return std::unexpected(Message::error("The folder could not be opened", std::strerror(errno),
                                                  "Check that it is still there and that you may read it")
                                       .at(m_folder));
        m_real = resolved;
        std::free(resolved);
        SourceListing listing;
        std::set<std::pair<dev_t, ino_t>> above;
        DIR* const probe = ::opendir(m_folder.c_str());
        if (!probe)
            return std::unexpected(Message::error("The folder could not be opened", std::strerror(errno),
                                                  "Ask for the right to read it, or copy the job to a folder of your own")
                                       .at(m_folder));
        ::closedir(probe);
        walk("", 0, above, listing, stop, found);
        return listing;
    }

    Expected<ByteReaderPointer> open(const std::string& path) const override { return openFile(m_folder + '/' + path); }

private:
    [[nodiscard]] bool staysInside(const std::string& full) const {
        char* resolved = ::realpath(full.c_str(), nullptr);
        if (!resolved)
            return false;
        const std::string real = resolved;
        std::free(resolved);
        return real == m_real || real.starts_with(m_real == "/" ? m_real : m_real + '/');
    }

    void walk(const std::string& relative, unsigned depth, std::set<std::pair<dev_t, ino_t>>& above, SourceListing& listing,
              const std::stop_token& stop, const std::function<void(std::uint64_t)>& found) {
        const std::string full = relative.empty() ? m_folder : m_folder + '/' + relative;
        struct stat self{};
        if (::stat(full.c_str(), &self) != 0) {
            listing.skipped.push_back({relative, std::string("the folder could not be read: ") + std::strerror(errno)});
            return;
        }
        if (!above.insert({self.st_dev, self.st_ino}).second) {
            listing.skipped.push_back({relative, "a link that leads back to a folder above it"});
            return;
        }
        if (DIR* const folder = ::opendir(full.c_str())) {
            while (!stop.stop_requested()) {
                errno = 0;
                const dirent* const item = ::readdir(folder);
                if (!item)
                    break;
                const std::string name = item->d_name;
                if (name == "." || name == "..")
                    continue;
                const std::string path = relative.empty() ? name : relative + '/' + name;
                visit(path, depth, above, listing, stop, found);
            }
            ::closedir(folder);
        } else {
            listing.skipped.push_back({relative, std::string("the folder could not be read: ") + std::strerror(errno)});
        }
        above.erase({self.st_dev, self.st_ino});
    }

    void visit(const std::string& path, unsigned depth, std::set<std::pair<dev_t, ino_t>>& above, SourceListing& listing,
               const std::stop_token& stop, const std::function<void(std::uint64_t)>& found) {
        const std::string full = m_folder + '/' + path;
        struct stat status{};
        if (::lstat(full.c_str(), &status) != 0) {
            listing.skipped.push_back({path, std::strerror(errno)});
            return;
        }
        if (S_ISLNK(status.st_mode)) {
            if (::stat(full.c_str(), &status) != 0) {
                listing.skipped.push_back({path, "a link that leads nowhere"});
                return;
            }
            if (!staysInside(full)) {
                listing.skipped.push_back({path, "a link that leads out of the opened folder"});
                return;
            }
        }
        if (S_ISDIR(status.st_mode)) {
            if (depth + 1 >= m_limits.depth)
                listing.skipped.push_back({path, "more than " + std::to_string(m_limits.depth) + " folders inside each other"});
            else
                walk(path, depth + 1, above, listing, stop, found);
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
        if (found && listing.entries.size() % 1000 == 0)
            found(listing.entries.size());
    }

    std::string m_folder, m_real;
    SourceLimits m_limits;
    bool m_full = false;
};

class FileSource final : public JobSource {
public:
    explicit FileSource(std::string path) : m_path(std::move(path)) { m_name = m_path.substr(m_path.rfind('/') + 1); }

    Expected<SourceListing> list(std::stop_token, const std::function<void(std::uint64_t)>&) override {
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
