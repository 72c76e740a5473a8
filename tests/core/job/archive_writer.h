// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <archive.h>
#include <archive_entry.h>

namespace faultline {

/// Writes archives, hostile ones too.
class ArchiveWriter {
public:
    ArchiveWriter(const std::string& path, bool zip, bool compressed = true) : m_archive(archive_write_new()) {
        if (zip) {
            archive_write_set_format_zip(m_archive);
        } else {
            archive_write_set_format_pax_restricted(m_archive);
            if (compressed)
                archive_write_add_filter_gzip(m_archive);
        }
        archive_write_open_filename(m_archive, path.c_str());
    }
    ~ArchiveWriter() {
        archive_write_close(m_archive);
        archive_write_free(m_archive);
    }
    ArchiveWriter(const ArchiveWriter&) = delete;
    ArchiveWriter& operator=(const ArchiveWriter&) = delete;

    void file(const std::string& name, const std::string& content) {
        add(name, content, [](archive_entry* entry) { archive_entry_set_filetype(entry, AE_IFREG); });
    }
    void symbolicLink(const std::string& name, const std::string& target) {
        add(name, {}, [&](archive_entry* entry) {
            archive_entry_set_filetype(entry, AE_IFLNK);
            archive_entry_set_symlink(entry, target.c_str());
        });
    }
    void hardLink(const std::string& name, const std::string& target) {
        add(name, {}, [&](archive_entry* entry) {
            archive_entry_set_filetype(entry, AE_IFREG);
            archive_entry_set_hardlink(entry, target.c_str());
        });
    }
    void device(const std::string& name) {
        add(name, {}, [](archive_entry* entry) {
            archive_entry_set_filetype(entry, AE_IFCHR);
            archive_entry_set_rdev(entry, 0x0101);
        });
    }
    void pipe(const std::string& name) {
        add(name, {}, [](archive_entry* entry) { archive_entry_set_filetype(entry, AE_IFIFO); });
    }

private:
    template <typename Change>
    void add(const std::string& name, const std::string& content, const Change& change) {
        archive_entry* const entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        archive_entry_set_perm(entry, 0600);
        change(entry);
        archive_write_header(m_archive, entry);
        archive_write_data(m_archive, content.data(), content.size());
        archive_entry_free(entry);
    }

    archive* m_archive;
};

} // namespace faultline
