// SPDX-License-Identifier: MIT
#include "text/line_end_reader.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace faultline {

namespace {

class LineEndReader final : public ByteReader {
public:
    LineEndReader(ByteReaderPointer reader, LineEndRules rules) : m_reader(std::move(reader)), m_rules(rules) {}

    std::uint64_t size() const override { return m_reader->size(); }
    bool unpacks() const override { return m_reader->unpacks(); }

    Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        auto got = m_reader->read(offset, into);
        if (!got || *got == 0)
            return got;
        const std::span<char> bytes = into.first(*got);
        if (m_rules.nulRuns && std::memchr(bytes.data(), 0, bytes.size())) {
            if (auto ended = endNulRuns(offset, bytes); !ended)
                return std::unexpected(std::move(ended.error()));
        }
        if (m_rules.carriageReturns)
            std::ranges::replace(bytes, '\r', '\n');
        return got;
    }

private:
    /// What a NUL becomes depends on its neighbours alone, so that it is the same wherever a block begins: those before and behind are read too.
    Expected<void> endNulRuns(std::uint64_t offset, std::span<char> bytes) const {
        const auto before = static_cast<std::size_t>(std::min<std::uint64_t>(nulRunLength, offset));
        std::string whole(before + bytes.size() + nulRunLength, '\0');
        if (before > 0) {
            const auto got = m_reader->read(offset - before, std::span(whole).first(before));
            if (!got)
                return std::unexpected(got.error());
        }
        std::ranges::copy(bytes, whole.begin() + static_cast<std::ptrdiff_t>(before));
        const auto behind = m_reader->read(offset + bytes.size(), std::span(whole).subspan(before + bytes.size()));
        // Behind an error there is nothing that could be shown.
        whole.resize(before + bytes.size() + (behind ? *behind : 0));

        const std::size_t end = before + bytes.size();
        for (std::size_t begin = 0; begin < end;) {
            const auto* const nul = static_cast<const char*>(std::memchr(whole.data() + begin, 0, whole.size() - begin));
            if (!nul)
                break;
            const auto first = static_cast<std::size_t>(nul - whole.data());
            std::size_t last = first;
            while (last < whole.size() && whole[last] == '\0')
                ++last;
            begin = last;
            if (last - first < nulRunLength)
                continue;
            // The run's first byte is `first` only if something else stands before it.
            if (first > 0 && first >= before && first < end && whole[first - 1] != '\n')
                bytes[first - before] = '\n';
            if (last < whole.size() && last > before && last - 1 < end)
                bytes[last - 1 - before] = '\n';
        }
        return {};
    }

    ByteReaderPointer m_reader;
    LineEndRules m_rules;
};

} // namespace

ByteReaderPointer lineEndReader(ByteReaderPointer reader, LineEndRules rules) {
    return std::make_shared<LineEndReader>(std::move(reader), rules);
}

} // namespace faultline
