// SPDX-License-Identifier: MIT
#pragma once

#include "text/message.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace faultline {

/// Random access to the bytes of one file, wherever it lies (folder, archive, memory).
///
/// Thread-safe: `read` keeps no position, so any number of threads may read the same reader. Files are read with `pread`,
/// never mapped: a log that is cut short while mapped would kill the program.
class ByteReader {
public:
    ByteReader() = default;
    ByteReader(const ByteReader&) = delete;
    ByteReader& operator=(const ByteReader&) = delete;
    virtual ~ByteReader() = default;

    /// Size in bytes now. A file may grow or shrink between two calls.
    [[nodiscard]] virtual std::uint64_t size() const = 0;

    /// Whether the bytes are unpacked as they are read: then `size` has to unpack all of them first, and says nothing about the size that was listed.
    [[nodiscard]] virtual bool unpacks() const { return false; }

    /// Fills `into` from `offset` on. Returns how many bytes were there: fewer than asked for only at the end of the file, 0 behind it.
    [[nodiscard]] virtual Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const = 0;
};

using ByteReaderPointer = std::shared_ptr<const ByteReader>;

/// Bytes held in memory.
[[nodiscard]] ByteReaderPointer memoryReader(std::string bytes);

/// A regular file on disk. Refuses FIFOs, sockets and devices (reading them could wait for ever), with the reason.
[[nodiscard]] Expected<ByteReaderPointer> openFile(const std::string& path);

/// Reads everything from `offset` on, up to `limit` bytes.
[[nodiscard]] Expected<std::string> readAll(const ByteReader& reader, std::size_t limit, std::uint64_t offset = 0);

} // namespace faultline
