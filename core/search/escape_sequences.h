// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace faultline {

/// Length of the terminal's escape sequence at the start of `text`, which begins with ESC; 0 where it is none that is known, or does not
/// end in its line. What counts as one is what the log view does not show.
[[nodiscard]] std::size_t escapeLength(std::string_view text);

/// Appends `text` without its escape sequences. Line ends stay.
void appendWithoutEscapes(std::string_view text, std::string& into);

} // namespace faultline
