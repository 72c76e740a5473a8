// SPDX-License-Identifier: MIT
#pragma once

#include "text/message.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Bytes `[begin, end)` of a text.
struct TextSpan {
    std::size_t begin = 0, end = 0;
    bool operator==(const TextSpan&) const = default;
};

/// What a person searches for: a text as it stands, or a regular expression in RE2's syntax.
///
/// It says what a hit is, wherever it is asked: on a line that shows, or by a search that has found the line with Vectorscan. Texts are UTF-8; bytes that are not
/// match nothing. Hits lie within a line, are never empty, and do not overlap. Letters beyond ASCII have their other case too; `\w`, `\d`, `\s` and `\b` know ASCII
/// only, but whole words end where no letter, digit, mark or underscore of any script follows.
///
/// An immutable value that is cheap to copy; all functions are thread-safe and linear in the length of the text. Making one takes a millisecond at most, so that it
/// can be done while somebody types; the slow part, compiling it for Vectorscan, is done when a search begins (`LineFilter`).
class SearchPattern {
public:
    struct Options {
        bool expression = false; ///< a regular expression, else a text
        bool matchCase = false;
        bool wholeWord = false; ///< no hit begins or ends within a word
        bool operator==(const Options&) const = default;
    };

    /// Fails with what is wrong and at which column (`MessageLocation::column` of line 1): an empty pattern, an expression that RE2 refuses, or one that finds the empty
    /// text as well and therefore would hit every line.
    [[nodiscard]] static Expected<SearchPattern> make(std::string_view text, Options options);

    [[nodiscard]] const std::string& text() const;
    [[nodiscard]] Options options() const;

    /// The first hit in `line` that begins at or behind `from`. `line` holds no line end.
    [[nodiscard]] std::optional<TextSpan> find(std::string_view line, std::size_t from = 0) const;
    /// All hits, at most `limit`.
    [[nodiscard]] std::vector<TextSpan> findAll(std::string_view line, std::size_t limit = static_cast<std::size_t>(-1)) const;

    bool operator==(const SearchPattern& other) const { return text() == other.text() && options() == other.options(); }

    struct Private; ///< for the rest of core/search
    [[nodiscard]] const Private& internals() const { return *d; }

private:
    explicit SearchPattern(std::shared_ptr<const Private> p) : d(std::move(p)) {}
    std::shared_ptr<const Private> d;
};

} // namespace faultline
