// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace faultline {

/// An expression for Vectorscan (with its UTF-8 flag) that is found in every line in which RE2 finds `expression`, which RE2 takes, and perhaps in some more; nothing in it
/// matches a line feed. Searching a block of lines therefore never runs on from one line into the next, which costs time and, with Vectorscan 5.4.11, lost matches.
///
/// Classes are asked of RE2, character for character, and are let in all letters beyond ASCII where they know any: the two engines know different versions of
/// Unicode, and write classes differently.
[[nodiscard]] std::string filterExpression(std::string_view expression);

} // namespace faultline
