// SPDX-License-Identifier: MIT
#include "job/unpacking_reader.h"

#include "job/archive_handle.h"
#include "job/unpacking_budget.h"
#include "text/packing.h"
#include "text/spool.h"

#include <array>
#include <cerrno>
#include <limits>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include <archive.h>
#include <archive_entry.h>

namespace faultline {

namespace {

class UnpackingReader final : public ByteReader {
public:
    UnpackingReader(ByteReaderPointer packed, const SourceLimits& limits)
        : m_packed(std::move(packed)), m_budget(limits, m_packed->size()), m_archive(newArchiveReader(ArchiveFormats::OneCompressedFile)) {}

    bool unpacks() const override { return true; }

    std::uint64_t size() const override {
        const std::lock_guard lock(m_mutex);
        unpackTo(std::numeric_limits<std::uint64_t>::max());
        return m_spool.size();
    }

    Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        const std::lock_guard lock(m_mutex);
        unpackTo(offset + into.size());
        if (offset < m_spool.size() || !m_trouble)
            return m_spool.read(offset, into);
        return std::unexpected(*m_trouble);
    }

private:
    static la_ssize_t readPacked(archive* handle, void* self, const void** bytes) {
        auto& reader = *static_cast<const UnpackingReader*>(self);
        const auto got = reader.m_packed->read(reader.m_offset, reader.m_packedBlock);
        if (!got) {
            archive_set_error(handle, EIO, "%s", got.error().why.c_str());
            return -1;
        }
        reader.m_offset += *got;
        *bytes = reader.m_packedBlock.data();
        return static_cast<la_ssize_t>(*got);
    }

    void unpackTo(std::uint64_t end) const {
        if (!m_begun) {
            m_begun = true;
            m_packedBlock.resize(256 * 1024);
            archive_entry* entry = nullptr;
            if (archive_read_open(m_archive.get(), const_cast<UnpackingReader*>(this), nullptr, readPacked, nullptr) != ARCHIVE_OK ||
                archive_read_next_header(m_archive.get(), &entry) < ARCHIVE_WARN)
                return finish(troubleOf(m_archive.get()));
        }
        while (m_archive && m_spool.size() < end) {
            // `archive_read_data` would lose what it copied before it came to the damage.
            const void* bytes = nullptr;
            std::size_t count = 0;
            la_int64_t offset = 0;
            const int result = archive_read_data_block(m_archive.get(), &bytes, &count, &offset);
            if (result == ARCHIVE_EOF)
                return finish({});
            if (result < ARCHIVE_WARN)
                return finish(troubleOf(m_archive.get()));
            if (std::string why = m_budget.take(count, m_spool.file()); !why.empty())
                return finish(std::move(why));
            if (auto written = m_spool.append({static_cast<const char*>(bytes), count}); !written) {
                m_trouble = std::move(written.error());
                return finish({});
            }
        }
    }

    void finish(std::string trouble) const {
        if (!trouble.empty())
            m_trouble = Message::error("The compressed file is readable only in part",
                                       "unpacked as far as byte " + std::to_string(m_spool.size()) + ": " + std::move(trouble),
                                       "Download it again");
        m_archive.reset();
        m_packedBlock = {};
    }

    // Reading is what fills it: all that changes is guarded by the mutex.
    ByteReaderPointer m_packed;
    mutable std::mutex m_mutex;
    mutable UnpackingBudget m_budget;
    mutable ArchiveHandle m_archive; ///< null once all is unpacked that can be
    mutable std::uint64_t m_offset = 0;
    mutable std::string m_packedBlock;
    mutable Spool m_spool{4 << 20};
    mutable std::optional<Message> m_trouble;
    mutable bool m_begun = false;
};

} // namespace

ByteReaderPointer unpacked(ByteReaderPointer reader, const SourceLimits& limits) {
    std::array<char, 16> head{};
    const auto got = reader->read(0, head);
    if (!got || packingOf({head.data(), *got}) != Packing::Stream)
        return reader;
    return std::make_shared<UnpackingReader>(std::move(reader), limits);
}

} // namespace faultline
