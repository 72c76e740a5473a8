// SPDX-License-Identifier: MIT
#pragma once

#include "search/search_pattern.h"
#include "text/regular_expression.h"

namespace faultline {

struct SearchPattern::Private {
    std::string text;
    Options options;
    /// A hit is the text's own bytes, or the same but for the case of ASCII letters: where Vectorscan finds it there is nothing left to verify but the ends of words.
    bool plain = false;
    std::string body;             ///< the pattern as an expression
    RegularExpression expression; ///< finds a hit: as the whole match or, of a whole word, as its first group

    /// Whether a character of UTF-8 belongs to a word.
    [[nodiscard]] static bool isInWord(std::string_view character);
    /// Whether no word goes on over the ends of a hit in `line`.
    [[nodiscard]] static bool isWholeWord(std::string_view line, TextSpan hit);
    /// As `SearchPattern::find`, with a buffer of the caller's.
    [[nodiscard]] std::optional<TextSpan> find(std::string_view line, std::size_t from, std::vector<std::string_view>& groups) const;
};

} // namespace faultline
