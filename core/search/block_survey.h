// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace faultline {

/// What has to be known of a block of bytes before it can be searched.
struct BlockSurvey {
    std::uint64_t lineFeeds = 0;
    bool escapes = false; ///< an ESC is in it
    bool returns = false; ///< a carriage return is in it
    bool high = false;    ///< a byte beyond ASCII is in it
};

/// All of it in one pass, many bytes at a time.
[[nodiscard]] BlockSurvey survey(std::string_view block);

/// Line feeds alone.
[[nodiscard]] std::uint64_t lineFeedsIn(std::string_view text);

/// Whether `text` is UTF-8 throughout. Runs of ASCII cost next to nothing.
[[nodiscard]] bool isWholeUtf8(std::string_view text);

} // namespace faultline
