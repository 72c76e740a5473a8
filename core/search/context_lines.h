// SPDX-License-Identifier: MIT
#pragma once

#include "text/byte_reader.h"
#include "text/encoding.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace faultline {

/// How the lines around a hit are read: where the text comes from, and how much of each line is kept.
struct ContextSource {
    const ByteReader& reader;
    const Encoding& encoding;
    std::size_t textLimit = 0; ///< bytes of a line
};

/// Up to `count` lines that end before `offset`, where a line begins; in the order in which they stand. Fewer at the start of the file, where it cannot be read, and where
/// they would reach further back than `contextReach`.
[[nodiscard]] std::vector<std::string> linesBefore(const ContextSource& source, std::uint64_t offset, std::size_t count);
/// Likewise from `offset` on, where a line begins.
[[nodiscard]] std::vector<std::string> linesAfter(const ContextSource& source, std::uint64_t offset, std::size_t count);

/// Bytes that are read for context at most, whatever the lengths of lines.
inline constexpr std::size_t contextReach = 64 * 1024;

} // namespace faultline
