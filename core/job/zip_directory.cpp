// SPDX-License-Identifier: MIT
#include "job/zip_directory.h"

#include <algorithm>
#include <string>

namespace faultline {

std::optional<std::uint64_t> entriesOfZip(const ByteReader& archive) {
    using namespace std::string_view_literals;
    // The record at the end: 22 bytes, and a comment of at most 65,535.
    constexpr std::uint64_t recordSize = 22, reach = recordSize + 0xffff;
    const std::uint64_t size = archive.size();
    const auto end = readAll(archive, reach, size - std::min(size, reach));
    if (!end)
        return std::nullopt;
    const std::size_t record = end->rfind("PK\x05\x06"sv);
    if (record == std::string::npos || end->size() - record < recordSize)
        return std::nullopt;
    const auto byte = [&](std::size_t at) { return static_cast<std::uint64_t>(static_cast<unsigned char>((*end)[record + at])); };
    const std::uint64_t count = byte(10) | byte(11) << 8U;
    return count == 0xffff ? std::nullopt : std::optional(count);
}

} // namespace faultline
