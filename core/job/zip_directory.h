// SPDX-License-Identifier: MIT
#pragma once

#include "text/byte_reader.h"

#include <cstdint>
#include <optional>

namespace faultline {

/// How many entries a zip archive says at its end that it holds. Nothing where it does not say so in the usual place, or holds more than 65,534.
/// libarchive leaves out entries that lie over each other without a word; this tells.
[[nodiscard]] std::optional<std::uint64_t> entriesOfZip(const ByteReader& archive);

} // namespace faultline
