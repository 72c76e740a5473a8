// SPDX-License-Identifier: MIT
#pragma once

#include "text/byte_reader.h"

#include <cstddef>
#include <stop_token>
#include <string_view>

namespace faultline {

/// Length of the stretch of UTF-16LE at the start of `bytes`; 0 if there is none. Told by NULs at every other place, so only for text that is mostly
/// Latin; shorter stretches than a word are not told from noise.
[[nodiscard]] std::size_t wideStretch(std::string_view bytes);

/// A file of UTF-8 and UTF-16LE in turn as UTF-8. It begins with UTF-16LE behind `markLength` bytes if `wideFirst`.
[[nodiscard]] Expected<ByteReaderPointer> mixedReader(const ByteReader& reader, std::size_t markLength, bool wideFirst,
                                                      const std::stop_token& stop = {});

} // namespace faultline
