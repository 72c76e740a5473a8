// SPDX-License-Identifier: MIT
#include "job/job_source.h"

#include "text/temporary_file.h"

#include <algorithm>
#include <clocale>
#include <cstring>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <sys/stat.h>

namespace faultline {

namespace {

/// Parts joined by `/`, without leading slashes, drive letters, `.` parts; empty when the name has a `..` part or nothing is left.
std::string safePath(std::string name) {
    std::ranges::replace(name, '\\', '/');
    std::string path;
    std::size_t start = 0;
    while (start <= name.size()) {
        const std::size_t end = std::min(name.find('/', start), name.size());
        const std::string_view part(name.data() + start, end - start);
        if (part == "..")
            return {};
        const bool drive = path.empty() && part.size() == 2 && part[1] == ':';
        if (!part.empty() && part != "." && !drive) {
            if (!path.empty())
                path += '/';
            path += part;
        }
        start = end + 1;
    }
    return path;
}

/// libarchive converts names by way of the thread's locale, and loses every name that is not ASCII in the locale `C`: this makes it UTF-8, for this thread and
/// as long as it lives.
class Utf8Locale {
public:
    Utf8Locale() : m_locale(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), m_before(m_locale ? ::uselocale(m_locale) : nullptr) {}
    ~Utf8Locale() {
        if (!m_locale)
            return;
        ::uselocale(m_before);
        ::freelocale(m_locale);
    }
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;

private:
    locale_t m_locale;
    locale_t m_before;
};

/// libarchive converts names by the thread's locale, and gives none for `größe.txt` in the plain C locale that a program starts with.
class Utf8Names {
public:
    Utf8Names() : m_locale(::newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{})), m_before(m_locale ? ::uselocale(m_locale) : locale_t{}) {}
    ~Utf8Names() {
        if (m_locale) {
            ::uselocale(m_before);
            ::freelocale(m_locale);
        }
    }
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;

private:
    locale_t m_locale, m_before;
};

struct ReaderCloser {
    void operator()(archive* handle) const { archive_read_free(handle); }
};
using ArchiveHandle = std::unique_ptr<archive, ReaderCloser>;

class ArchiveSource final : public JobSource {
public:
    ArchiveSource(std::string path, SourceLimits limits) : m_path(std::move(path)), m_limits(limits) {}

    Expected<SourceListing> list(std::stop_token stop, const std::function<void(std::uint64_t)>& found) override {
        auto packed = openFile(m_path);
        if (!packed)
            return std::unexpected(std::move(packed.error()));
        const std::uint64_t packedSize = std::max<std::uint64_t>((*packed)->size(), 1);
        auto spool = TemporaryFile::create();
        if (!spool)
            return std::unexpected(std::move(spool.error()));
        m_spool = *spool;

        const Utf8Locale locale;
        const Utf8Names names;
        const ArchiveHandle handle(archive_read_new());
        // Only what jobs are packed with. Some of the other filters start programs, and the format mtree, which any list of words looks like, opens the
        // files that it names.
        for (const auto support : {archive_read_support_filter_gzip, archive_read_support_filter_bzip2, archive_read_support_filter_xz,
                                   archive_read_support_filter_zstd, archive_read_support_filter_lz4, archive_read_support_format_zip,
                                   archive_read_support_format_tar, archive_read_support_format_7zip,
                                   archive_read_support_format_raw}) // a lone .gz is a compressed file without an archive in it
            support(handle.get());
        if (archive_read_open_filename(handle.get(), m_path.c_str(), 256 * 1024) != ARCHIVE_OK)
            return std::unexpected(refused(handle.get()));

        SourceListing listing;
        std::uint64_t unpacked = 0;
        for (;;) {
            if (stop.stop_requested())
                break;
            archive_entry* entry = nullptr;
            const int status = archive_read_next_header(handle.get(), &entry);
            if (status == ARCHIVE_EOF)
                break;
            if (status < ARCHIVE_WARN) {
                if (listing.entries.empty() && status == ARCHIVE_FATAL)
                    return std::unexpected(refused(handle.get()));
                listing.skipped.push_back({"", std::string("the archive is damaged from here on: ") + errorText(handle.get())});
                if (status == ARCHIVE_FATAL)
                    break;
                continue;
            }
            const std::string name = nameOf(entry, archive_format(handle.get()) == ARCHIVE_FORMAT_RAW);
            if (archive_entry_filetype(entry) == AE_IFDIR)
                continue;
            if (listing.entries.size() >= m_limits.entries) {
                listing.skipped.push_back({name, "the archive holds more than " + std::to_string(m_limits.entries) +
                                                     " files; this one and those after it are left out"});
                break;
            }
            const std::string path = safePath(name);
            if (const std::string why = reasonToSkip(entry, path); !why.empty()) {
                listing.skipped.push_back({name, why});
                continue;
            }
            const auto [slot, isNew] = m_entries.try_emplace(path);
            if (!isNew) {
                listing.skipped.push_back({name, "a second entry of this name; the first one is shown"});
                continue;
            }
            const std::uint64_t start = m_spool->size();
            const std::string trouble = unpack(handle.get(), packedSize, unpacked);
            slot->second = {start, m_spool->size() - start};
            listing.entries.push_back(
                {path, slot->second.second,
                 archive_entry_mtime_is_set(entry) ? static_cast<std::int64_t>(archive_entry_mtime(entry)) * 1'000'000'000 : 0});
            if (found && listing.entries.size() % 200 == 0)
                found(listing.entries.size());
            if (!trouble.empty()) {
                listing.skipped.push_back({path, trouble});
                if (m_exhausted)
                    break;
            }
        }
        return listing;
    }

    Expected<ByteReaderPointer> open(const std::string& path) const override {
        const auto entry = m_entries.find(path);
        if (entry == m_entries.end())
            return std::unexpected(Message::error("There is no such file in the archive", path, "Open the archive again").at(path));
        return m_spool->slice(entry->second.first, entry->second.second);
    }

private:
    static std::string errorText(archive* handle) {
        const char* const text = archive_error_string(handle);
        return text ? text : "unknown";
    }

    [[nodiscard]] Message refused(archive* handle) const {
        return Message::error("The archive could not be read", errorText(handle),
                              "Download it again; if it is encrypted, unpack it first and open the folder")
            .at(m_path);
    }

    [[nodiscard]] std::string nameOf(archive_entry* entry, bool raw) const {
        if (raw) {
            std::string name = m_path.substr(m_path.rfind('/') + 1);
            for (const std::string_view ending : {".gz", ".xz", ".zst", ".bz2", ".lz4"})
                if (name.size() > ending.size() && name.ends_with(ending))
                    name.resize(name.size() - ending.size());
            return name;
        }
        // Names that are not marked as UTF-8 carry no encoding that can be trusted: take them as bytes.
        if (const char* const utf8 = archive_entry_pathname_utf8(entry))
            return utf8;
        const char* const bytes = archive_entry_pathname(entry);
        return bytes ? bytes : "";
    }

    static std::string reasonToSkip(archive_entry* entry, const std::string& path) {
        if (path.empty())
            return "its name leads out of the archive";
        if (archive_entry_hardlink(entry) || archive_entry_filetype(entry) == AE_IFLNK)
            return "a link inside an archive is not followed";
        if (const auto type = archive_entry_filetype(entry); type != AE_IFREG && type != 0)
            return "a device, pipe or socket, not a file";
        if (archive_entry_is_encrypted(entry))
            return "encrypted; unpack the archive with its password and open the folder";
        return {};
    }

    std::string unpack(archive* handle, std::uint64_t packedSize, std::uint64_t& unpacked) {
        std::string block(256 * 1024, '\0');
        for (;;) {
            const la_ssize_t got = archive_read_data(handle, block.data(), block.size());
            if (got == 0)
                return {};
            if (got < 0)
                return "only in part readable: " + errorText(handle);
            unpacked += static_cast<std::uint64_t>(got);
            if (unpacked > m_limits.unpackedBytes || (unpacked > m_limits.ratioFrom && unpacked / packedSize > m_limits.ratio)) {
                m_exhausted = true;
                return "the archive unpacks to far more than a job's logs would (" + std::to_string(unpacked >> 20) +
                       " MiB so far); reading stopped here";
            }
            if (auto written = m_spool->append(std::string_view(block.data(), static_cast<std::size_t>(got))); !written) {
                m_exhausted = true;
                return written.error().what + ": " + written.error().why;
            }
        }
    }

    std::string m_path;
    SourceLimits m_limits;
    std::shared_ptr<TemporaryFile> m_spool;
    std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> m_entries; ///< path to offset and length in the spool
    bool m_exhausted = false;
};

/// Whether the first bytes are those of an archive or compressed file that libarchive reads and people pack jobs with.
bool isArchive(std::string_view head) {
    using namespace std::string_view_literals;
    for (const std::string_view magic : {"PK\x03\x04"sv, "PK\x05\x06"sv, "\x1f\x8b"sv,
                                         "\xfd"
                                         "7zXZ\0"sv,
                                         "\x28\xb5\x2f\xfd"sv, "BZh"sv, "7z\xbc\xaf\x27\x1c"sv, "\x04\x22\x4d\x18"sv})
        if (head.starts_with(magic))
            return true;
    return head.size() > 262 && head.substr(257, 5) == "ustar";
}

} // namespace

JobSourcePointer archiveSource(std::string path, SourceLimits limits) {
    return std::make_shared<ArchiveSource>(std::move(path), limits);
}

Expected<JobSourcePointer> sourceFor(const std::string& path, SourceLimits limits) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0)
        return std::unexpected(Message::error("It could not be opened", std::strerror(errno), "Check the spelling of the path").at(path));
    if (S_ISDIR(status.st_mode))
        return folderSource(path, limits);
    auto reader = openFile(path);
    if (!reader)
        return std::unexpected(std::move(reader.error()));
    const auto head = readAll(**reader, 512);
    if (!head)
        return std::unexpected(head.error());
    if (isArchive(*head))
        return archiveSource(path, limits);
    return fileSource(path);
}

} // namespace faultline
