// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/article.h"

#include <string>
#include <string_view>

namespace faultline {

/// What a new article could begin with, concluded from one line of a log.
struct PatternProposal {
    std::string pattern; ///< valid, finds the line; empty where the line holds nothing to go by
    std::string id;      ///< well formed: `own-no-module-named`
    std::string title;   ///< at most 80 characters
    std::string summary; ///< the message with `{capture}`s for what varies
    Captures captures;   ///< what the pattern captures on that line
};

/// Proposes how lines like this one are found: the prefix (time, level, logger) is left out, what is particular to this one line (identifiers, numbers, paths,
/// quoted values, addresses) becomes a class of characters, with a named group where the value is worth telling, and the rest stays as it is.
/// Numbers that mean something (`code 137`, `Errno 28`, `status 403`) stay. Takes any bytes; linear in the first kilobyte of the line.
[[nodiscard]] PatternProposal proposePattern(std::string_view line);

/// `text` with every sign that means something in a pattern escaped, for RE2 and Vectorscan alike.
[[nodiscard]] std::string escapedForPattern(std::string_view text);

} // namespace faultline
