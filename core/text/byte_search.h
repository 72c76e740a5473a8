// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace faultline {

/// Counting and looking at bytes as fast as memory delivers them: each takes the widest vectors that the processor has, chosen once when the program starts.
/// What `std::memchr` and `std::memmem` do well is not repeated here. None fails, none allocates; thread-safe.

/// How many bytes are `wanted`.
[[nodiscard]] std::uint64_t countByte(std::string_view bytes, char wanted);

/// How many line feeds there are.
[[nodiscard]] inline std::uint64_t countLineFeeds(std::string_view bytes) {
    return countByte(bytes, '\n');
}

/// Which of a few bytes occur at all; all of them in one pass.
[[nodiscard]] std::array<bool, 4> whichOccur(std::string_view bytes, std::array<char, 4> sought);

/// Whether no byte has its top bit set.
[[nodiscard]] bool isAscii(std::string_view bytes);

} // namespace faultline
