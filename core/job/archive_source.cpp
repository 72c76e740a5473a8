// SPDX-License-Identifier: MIT
#include "job/job_source.h"

#include "job/archive_handle.h"
#include "job/unpacking_budget.h"
#include "job/unpacking_reader.h"
#include "job/zip_directory.h"
#include "text/packing.h"
#include "text/temporary_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <string_view>
#include <utility>

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

namespace faultline {

namespace {

bool isSeparator(char c) {
    return c == '/' || c == '\\';
}

template <typename Part>
void forEachPart(std::string_view name, const Part& part) {
    for (std::size_t start = 0; start <= name.size();) {
        const auto end = static_cast<std::size_t>(std::find_if(name.begin() + static_cast<std::ptrdiff_t>(start), name.end(), isSeparator) -
                                                  name.begin());
        part(name.substr(start, end - start));
        start = end + 1;
    }
}

bool leadsOut(std::string_view name) {
    bool out = false;
    forEachPart(name, [&](std::string_view part) { out |= part == ".."; });
    return out;
}

/// Parts joined by `/`, without leading slashes, drive letters, `.` parts; empty when nothing is left.
std::string safePath(std::string_view name) {
    std::string path;
    forEachPart(name, [&](std::string_view part) {
        const bool drive = path.empty() && part.size() == 2 && part[1] == ':';
        if (part.empty() || part == "." || drive)
            return;
        if (!path.empty())
            path += '/';
        path += part;
    });
    return path;
}

class ArchiveSource final : public JobSource {
public:
    ArchiveSource(std::string path, SourceLimits limits) : m_path(std::move(path)), m_limits(limits) {}

    Expected<SourceListing> list(std::stop_token stop, const ListingReport& report) override {
        auto packed = openFile(m_path);
        if (!packed)
            return std::unexpected(std::move(packed.error()));
        auto spool = TemporaryFile::create();
        if (!spool)
            return std::unexpected(std::move(spool.error()));
        m_spool = *spool;
        m_packedSize = (*packed)->size();
        m_stop = std::move(stop);
        m_report = &report;
        m_listing = {};

        auto read = readEntries(ArchiveFormats::All);
        // A compressed file of NUL bytes looks like an archive that holds nothing.
        if (read && m_headers == 0 && !m_stop.stop_requested() && isStream(**packed))
            read = readEntries(ArchiveFormats::OneCompressedFile);
        m_report = nullptr;
        if (!read)
            return std::unexpected(std::move(read.error()));
        if (m_isZip && !m_ended && !m_stop.stop_requested())
            tellOfHiddenEntries(**packed);
        if (m_skippedBeyond > 0)
            m_listing.skipped.push_back({"", std::to_string(m_skippedBeyond) + " more entries that were not taken"});
        return std::move(m_listing);
    }

    Expected<ByteReaderPointer> open(const std::string& path) const override {
        const auto entry = m_entries.find(path);
        if (entry == m_entries.end())
            return std::unexpected(Message::error("There is no such file in the archive", path, "Open the archive again").at(path));
        return unpacked(m_spool->slice(entry->second.first, entry->second.second), m_limits);
    }

private:
    static bool isStream(const ByteReader& packed) {
        const auto head = readAll(packed, packingHeadSize);
        return head && packingOf(*head) == Packing::Stream;
    }

    void tellOfHiddenEntries(const ByteReader& packed) {
        const auto listed = entriesOfZip(packed);
        if (listed && *listed > m_headers)
            skip("", "the archive says that it holds " + std::to_string(*listed) + " entries, but only " + std::to_string(m_headers) +
                         " can be told apart: it is damaged, or made to mislead");
    }

    Expected<void> readEntries(ArchiveFormats formats) {
        const Utf8Names names;
        const ArchiveHandle handle = newArchiveReader(formats);
        if (archive_read_open_filename(handle.get(), m_path.c_str(), 256 * 1024) != ARCHIVE_OK)
            return std::unexpected(refused(handle.get()));
        UnpackingBudget budget(m_limits, m_packedSize);
        m_ended = false;
        while (!m_ended && !m_stop.stop_requested()) {
            archive_entry* entry = nullptr;
            const int status = archive_read_next_header(handle.get(), &entry);
            if (status == ARCHIVE_EOF)
                break;
            ++m_headers;
            if (status < ARCHIVE_WARN) {
                if (m_listing.entries.empty() && status == ARCHIVE_FATAL)
                    return std::unexpected(refused(handle.get()));
                skip("", "the archive is damaged from here on: " + troubleOf(handle.get()));
                m_ended = status == ARCHIVE_FATAL || m_headers > m_limits.entries;
                continue;
            }
            if (m_headers > m_limits.entries) {
                skip(nameOf(entry, handle.get()), "the archive holds more than " + std::to_string(m_limits.entries) +
                                                      " files and folders; this one and those after it are left out");
                m_ended = true;
                continue;
            }
            m_isZip = (archive_format(handle.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
            if (m_headers % 200 == 0)
                tell(handle.get());
            if (archive_entry_filetype(entry) != AE_IFDIR)
                take(handle.get(), entry, budget);
        }
        return {};
    }

    void take(archive* handle, archive_entry* entry, UnpackingBudget& budget) {
        std::string name = nameOf(entry, handle);
        if (name.empty()) {
            // Its lines may be what somebody looks for all the same.
            name = "entry " + std::to_string(m_headers);
            skip(name, "only its name: it is empty or in characters that cannot be read here; the file itself is read under this one");
        }
        std::string why = reasonToSkip(entry, name);
        const std::string path = why.empty() ? safePath(name) : std::string();
        if (why.empty() && path.empty())
            why = "its name is none of a file";
        if (!why.empty())
            return skip(std::move(name), std::move(why));
        const auto [slot, isNew] = m_entries.try_emplace(path);
        if (!isNew)
            return skip(std::move(name), "a second entry of this name; the first one is shown");

        const std::uint64_t start = m_spool->size();
        std::string trouble = unpack(handle, budget);
        slot->second = {start, m_spool->size() - start};
        m_listing.entries.push_back(
            {path, slot->second.second,
             archive_entry_mtime_is_set(entry) ? static_cast<std::int64_t>(archive_entry_mtime(entry)) * 1'000'000'000 : 0});
        if (!trouble.empty())
            skip(path, std::move(trouble));
    }

    /// Takes the entry's bytes; returns why not all of them.
    std::string unpack(archive* handle, UnpackingBudget& budget) {
        const std::uint64_t start = m_spool->size();
        const std::string zeros(64 * 1024, '\0');
        for (std::uint64_t told = budget.taken(); !m_stop.stop_requested();) {
            // `archive_read_data` would lose what it copied before it came to the damage.
            const void* bytes = nullptr;
            std::size_t count = 0;
            la_int64_t offset = 0;
            const int result = archive_read_data_block(handle, &bytes, &count, &offset);
            if (result == ARCHIVE_EOF)
                return {};
            if (result < ARCHIVE_WARN)
                return "only in part readable: " + troubleOf(handle);
            std::string why;
            // A sparse file has nothing where it holds zeros.
            for (std::uint64_t here = m_spool->size() - start; why.empty() && std::cmp_less(here, offset) && !m_stop.stop_requested();) {
                const auto gap = static_cast<std::size_t>(std::min<std::uint64_t>(zeros.size(), static_cast<std::uint64_t>(offset) - here));
                why = keep(std::string_view(zeros).substr(0, gap), budget);
                here += gap;
            }
            if (why.empty())
                why = keep({static_cast<const char*>(bytes), count}, budget);
            if (!why.empty()) {
                m_ended = true;
                return archive_format(handle) == ARCHIVE_FORMAT_RAW ? why : why + "; the files behind this one are missing";
            }
            if (budget.taken() - told >= (4 << 20)) {
                told = budget.taken();
                tell(handle);
            }
        }
        return {};
    }

    /// Why they could not be kept; empty when all went well.
    std::string keep(std::string_view bytes, UnpackingBudget& budget) {
        std::string why = budget.take(bytes.size(), m_spool.get());
        if (why.empty())
            if (auto written = m_spool->append(bytes); !written)
                why = written.error().what + ": " + written.error().why + ". " + written.error().next;
        return why;
    }

    void tell(archive* handle) const {
        if (*m_report)
            (*m_report)({m_listing.entries.size(), static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_filter_bytes(handle, -1))),
                         m_packedSize});
    }

    void skip(std::string name, std::string why) {
        constexpr std::size_t nameShown = 200;
        if (name.size() > nameShown) {
            name.resize(nameShown);
            name += "…";
        }
        if (m_listing.skipped.size() < m_limits.skipped)
            m_listing.skipped.push_back({std::move(name), std::move(why)});
        else
            ++m_skippedBeyond;
    }

    [[nodiscard]] Message refused(archive* handle) const {
        return Message::error("The archive could not be read", troubleOf(handle),
                              "Download it again; if it is encrypted, unpack it first and open the folder")
            .at(m_path);
    }

    [[nodiscard]] std::string nameOf(archive_entry* entry, archive* handle) const {
        if (archive_format(handle) == ARCHIVE_FORMAT_RAW)
            return std::string(withoutCompressionEnding(std::string_view(m_path).substr(m_path.rfind('/') + 1)));
        // Names that are not marked as UTF-8 carry no encoding that can be trusted: take them as bytes.
        if (const char* const utf8 = archive_entry_pathname_utf8(entry))
            return utf8;
        const char* const bytes = archive_entry_pathname(entry);
        return bytes ? bytes : "";
    }

    [[nodiscard]] std::string reasonToSkip(archive_entry* entry, std::string_view name) const {
        if (name.size() > m_limits.nameBytes)
            return "its name has more than " + std::to_string(m_limits.nameBytes) + " bytes";
        if (static_cast<std::size_t>(std::ranges::count_if(name, isSeparator)) >= m_limits.depth)
            return "more than " + std::to_string(m_limits.depth) + " folders inside each other";
        if (leadsOut(name))
            return "its name leads out of the archive";
        if (archive_entry_hardlink(entry) || archive_entry_filetype(entry) == AE_IFLNK)
            return "a link inside an archive is not followed";
        if (const auto type = archive_entry_filetype(entry); type != AE_IFREG && type != 0)
            return "a device, pipe or socket, not a file";
        if (archive_entry_is_encrypted(entry))
            return "encrypted; unpack the archive with its password and open the folder";
        return {};
    }

    std::string m_path;
    SourceLimits m_limits;
    std::shared_ptr<TemporaryFile> m_spool;
    std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> m_entries; ///< path to offset and length in the spool

    // While it is listed:
    std::stop_token m_stop;
    const ListingReport* m_report = nullptr;
    std::uint64_t m_packedSize = 0;
    SourceListing m_listing;
    std::uint64_t m_headers = 0;
    std::uint64_t m_skippedBeyond = 0;
    bool m_ended = false; ///< stopped before the end of the archive
    bool m_isZip = false;
};

/// Names that only archives bear.
bool isNamedLikeArchive(std::string_view path) {
    return std::ranges::any_of(
        std::array<std::string_view, 9>{".zip", ".7z", ".tar", ".tgz", ".txz", ".tar.gz", ".tar.xz", ".tar.zst", ".tar.bz2"},
        [path](std::string_view ending) { return path.ends_with(ending); });
}

/// The first words of a file, for a message.
std::string firstWords(std::string_view head) {
    std::string words;
    for (const char c : head.substr(0, 120)) {
        if (static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) >= 0x7f) {
            if (c != '\n' && c != '\r' && c != '\t')
                break;
            words += ' ';
        } else {
            words += c;
        }
    }
    return words;
}

} // namespace

JobSourcePointer archiveSource(std::string path, SourceLimits limits) {
    return std::make_shared<ArchiveSource>(std::move(path), limits);
}

std::string_view withoutCompressionEnding(std::string_view path) {
    for (const std::string_view ending : {".gz", ".xz", ".zst", ".bz2", ".lz4"})
        if (path.size() > ending.size() && path.ends_with(ending) && path[path.size() - ending.size() - 1] != '/')
            return path.substr(0, path.size() - ending.size());
    return path;
}

Expected<JobSourcePointer> sourceFor(const std::string& path, SourceLimits limits) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) {
        const int error = errno;
        return std::unexpected(
            Message::error("It could not be opened", std::strerror(error),
                           error == EACCES ? "Ask for the right to read it and the folders above it" : "Check the spelling of the path")
                .at(path));
    }
    if (S_ISDIR(status.st_mode))
        return folderSource(path, limits);
    auto reader = openFile(path);
    if (!reader)
        return std::unexpected(std::move(reader.error()));
    const auto head = readAll(**reader, 512);
    if (!head)
        return std::unexpected(head.error());
    if (packingOf(*head) != Packing::None)
        return archiveSource(path, limits);
    if (isNamedLikeArchive(path))
        return std::unexpected(Message::error("This is not an archive",
                                              head->empty()               ? "the file is empty"
                                              : firstWords(*head).empty() ? "its first bytes are those of another kind of file"
                                                                          : "the file begins with `" + firstWords(*head) +
                                                                                "`: what was downloaded is an answer of another kind",
                                              "Download it again; to read it as text, give it a name that ends with .txt")
                                   .at(path));
    return fileSource(path);
}

} // namespace faultline
