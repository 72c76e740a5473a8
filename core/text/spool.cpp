// SPDX-License-Identifier: MIT
#include "text/spool.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace faultline {

Expected<void> Spool::append(std::string_view bytes) {
    if (!m_file) {
        if (m_bytes.size() + bytes.size() <= m_memoryLimit) {
            m_bytes += bytes;
            return {};
        }
        auto file = TemporaryFile::create();
        if (!file)
            return std::unexpected(std::move(file.error()));
        if (auto written = (*file)->append(m_bytes); !written)
            return written;
        m_file = std::move(*file);
        m_bytes = {};
    }
    return m_file->append(bytes);
}

Expected<std::size_t> Spool::read(std::uint64_t offset, std::span<char> into) const {
    if (m_file)
        return m_file->slice(0, m_file->size())->read(offset, into);
    if (offset >= m_bytes.size())
        return 0;
    const std::size_t count = std::min<std::size_t>(into.size(), m_bytes.size() - static_cast<std::size_t>(offset));
    std::memcpy(into.data(), m_bytes.data() + offset, count);
    return count;
}

ByteReaderPointer Spool::reader() && {
    return m_file ? m_file->slice(0, m_file->size()) : memoryReader(std::move(m_bytes));
}

Expected<ByteReaderPointer> convertedReader(const ByteReader& reader, std::uint64_t offset, const std::stop_token& stop,
                                            const std::function<std::string(std::string_view block, bool last)>& convert) {
    std::string block(1 << 20, '\0');
    Spool spool;
    for (;;) {
        if (stop.stop_requested())
            return std::unexpected(Message::error("The text was not converted to its end", "it was cancelled", "Open it again"));
        auto got = reader.read(offset, block);
        if (!got)
            return std::unexpected(std::move(got.error()));
        offset += *got;
        const bool last = *got == 0;
        if (auto written = spool.append(convert(std::string_view(block).substr(0, *got), last)); !written)
            return std::unexpected(std::move(written.error()));
        if (last)
            return std::move(spool).reader();
    }
}

} // namespace faultline
