// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace faultline {

/// Whether data is packed, told by its first bytes and never by a name.
enum class Packing : std::uint8_t {
    None,
    Stream,  ///< one compressed file: gzip, xz, zstd, bzip2, lz4 (an archive may be in it, as in .tar.gz)
    Archive, ///< several files: zip, 7z, tar
};

/// So many first bytes tell it; fewer will do for all but tar.
inline constexpr std::size_t packingHeadSize = 262;

[[nodiscard]] Packing packingOf(std::string_view head);

} // namespace faultline
