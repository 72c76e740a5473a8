// SPDX-License-Identifier: MIT
#pragma once

#include "text/temporary_file.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace faultline {

/// Bytes that are written once, front to back: in memory while there are few, in an unlinked temporary file beyond that.
/// For one thread at a time; what `reader` returned may be read by any number.
class Spool {
public:
    explicit Spool(std::size_t memoryLimit = 8 << 20) : m_memoryLimit(memoryLimit) {}

    [[nodiscard]] Expected<void> append(std::string_view bytes);
    [[nodiscard]] std::uint64_t size() const { return m_file ? m_file->size() : m_bytes.size(); }
    /// Where the bytes lie; null while they are in memory.
    [[nodiscard]] const TemporaryFile* file() const { return m_file.get(); }
    /// Bytes from `offset` on, as many as were written.
    [[nodiscard]] Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const;
    /// A reader of all that was written; ends the writing.
    [[nodiscard]] ByteReaderPointer reader() &&;

private:
    std::size_t m_memoryLimit;
    std::string m_bytes;
    std::shared_ptr<TemporaryFile> m_file;
};

/// All that `convert` makes of the bytes of `reader` from `offset` on. It gets them block by block, in order; the last call has an empty block and `last`. Fails where
/// reading or keeping does, and where `stop` is requested before the end.
[[nodiscard]] Expected<ByteReaderPointer> convertedReader(const ByteReader& reader, std::uint64_t offset, const std::stop_token& stop,
                                                          const std::function<std::string(std::string_view block, bool last)>& convert);

} // namespace faultline
