// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>

#include <archive.h>
#include <archive_entry.h>

namespace faultline {

/// `bytes` as gzip, packed so many times.
inline std::string gzip(std::string bytes, int times = 1) {
    for (; times > 0; --times) {
        std::string packed(bytes.size() + 100'000, '\0');
        std::size_t used = 0;
        archive* const writer = archive_write_new();
        archive_write_set_format_raw(writer);
        archive_write_add_filter_gzip(writer);
        archive_write_set_bytes_per_block(writer, 0);
        archive_write_open_memory(writer, packed.data(), packed.size(), &used);
        archive_entry* const entry = archive_entry_new();
        archive_entry_set_pathname(entry, "data");
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_write_header(writer, entry);
        archive_write_data(writer, bytes.data(), bytes.size());
        archive_entry_free(entry);
        archive_write_close(writer);
        archive_write_free(writer);
        packed.resize(used);
        bytes = std::move(packed);
    }
    return bytes;
}

} // namespace faultline
