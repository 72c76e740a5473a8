// SPDX-License-Identifier: MIT
#include "scan/scan_state.h"

#include <algorithm>
#include <optional>
#include <string>

namespace faultline {

namespace {

constexpr std::size_t proofSize = 4096;

std::optional<std::uint64_t> hashOf(const ByteReader& reader, std::uint64_t offset, std::size_t length) {
    std::string bytes(length, '\0');
    const auto got = reader.read(offset, bytes);
    if (!got || *got < length)
        return std::nullopt;
    std::uint64_t hash = 1469598103934665603ULL;
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return hash;
}

} // namespace

ContentProof ContentProof::of(const ByteReader& reader, std::uint64_t size) {
    const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(size, proofSize));
    const auto head = hashOf(reader, 0, length), tail = hashOf(reader, size - length, length);
    // No text hashes to 0 in practice; a proof of nothing must not hold either.
    return head && tail && size > 0 ? ContentProof{size, *head, *tail} : ContentProof{};
}

bool ContentProof::holdsFor(const ByteReader& reader) const {
    return size > 0 && of(reader, size) == *this;
}

} // namespace faultline
