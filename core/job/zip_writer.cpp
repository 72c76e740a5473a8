// SPDX-License-Identifier: MIT
#include "job/zip_writer.h"

#include "job/archive_handle.h"

#include <memory>

#include <archive.h>
#include <archive_entry.h>

namespace faultline {

namespace {

la_ssize_t append(archive*, void* bytes, const void* data, size_t size) {
    static_cast<std::string*>(bytes)->append(static_cast<const char*>(data), size);
    return static_cast<la_ssize_t>(size);
}

} // namespace

Expected<std::string> zipOf(const std::vector<std::pair<std::string, std::string>>& files) {
    const Utf8Names names;
    std::string bytes;
    const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(), archive_write_free);
    const auto refused = [&writer] {
        return std::unexpected(Message::error("The zip could not be written", troubleOf(writer.get()), "Try again with less in it."));
    };
    archive_write_set_format_zip(writer.get());
    archive_write_set_bytes_in_last_block(writer.get(), 1);
    if (archive_write_open(writer.get(), &bytes, nullptr, append, nullptr) != ARCHIVE_OK)
        return refused();
    for (const auto& [path, content] : files) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), archive_entry_free);
        archive_entry_set_pathname_utf8(entry.get(), path.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        if (archive_write_header(writer.get(), entry.get()) != ARCHIVE_OK ||
            archive_write_data(writer.get(), content.data(), content.size()) != static_cast<la_ssize_t>(content.size()))
            return refused();
    }
    if (archive_write_close(writer.get()) != ARCHIVE_OK)
        return refused();
    return bytes;
}

} // namespace faultline
