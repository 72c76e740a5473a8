// SPDX-License-Identifier: MIT
#pragma once

#include "text/byte_reader.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace faultline {

/// A file without a name in the system's temporary folder: gone with its last user, even if the program is killed, and readable by nobody else.
/// Appending is for one thread; reading what was appended is thread-safe.
class TemporaryFile : public std::enable_shared_from_this<TemporaryFile> {
public:
    [[nodiscard]] static Expected<std::shared_ptr<TemporaryFile>> create();
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] Expected<void> append(std::string_view bytes);
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    /// Bytes still free where it lies; the largest number where that cannot be told.
    [[nodiscard]] std::uint64_t freeBytes() const;

    /// A reader of `length` bytes from `offset` on; keeps the file alive.
    [[nodiscard]] ByteReaderPointer slice(std::uint64_t offset, std::uint64_t length) const;

private:
    explicit TemporaryFile(int descriptor) : m_descriptor(descriptor) {}
    friend class SliceReader;
    int m_descriptor;
    std::uint64_t m_size = 0;
};

} // namespace faultline
