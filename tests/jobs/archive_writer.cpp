// SPDX-License-Identifier: MIT
#include "archive_writer.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace faultline::tests {

bool writeArchive(const std::string& path, const std::string& format, const Files& files) {
    const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(), archive_write_free);
    if (format == "zip") {
        archive_write_set_format_zip(writer.get());
    } else {
        archive_write_set_format_pax_restricted(writer.get());
        archive_write_add_filter_gzip(writer.get());
    }
    if (archive_write_open_filename(writer.get(), path.c_str()) != ARCHIVE_OK) {
        return false;
    }
    for (const auto& [name, content] : files) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), archive_entry_free);
        archive_entry_set_pathname(entry.get(), name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        if (archive_write_header(writer.get(), entry.get()) != ARCHIVE_OK ||
            archive_write_data(writer.get(), content.data(), content.size()) != static_cast<la_ssize_t>(content.size())) {
            return false;
        }
    }
    return archive_write_close(writer.get()) == ARCHIVE_OK;
}

} // namespace faultline::tests
