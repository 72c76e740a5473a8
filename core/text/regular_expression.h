// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// A regular expression over bytes, in RE2's syntax: linear in the length of the text, always, whatever the pattern. `^` and `$` are the ends of a line.
/// Immutable; matching is thread-safe.
class RegularExpression {
public:
    /// What a pattern's `.`, its classes and its ignored case go by.
    enum class Unit {
        Byte,   ///< bytes, whatever they mean; case is ignored for ASCII letters
        Letter, ///< characters of UTF-8; `\w`, `\d`, `\s` and `\b` still know ASCII only. Bytes that are no UTF-8 match nothing
    };

    explicit RegularExpression(std::string_view pattern, bool ignoreCase = false, Unit unit = Unit::Byte);
    ~RegularExpression();
    RegularExpression(RegularExpression&&) noexcept;
    RegularExpression& operator=(RegularExpression&&) noexcept;

    /// The text taken literally.
    [[nodiscard]] static RegularExpression literal(std::string_view text, bool ignoreCase = false);

    [[nodiscard]] bool isValid() const;
    /// Why it is not valid, with the part at fault.
    [[nodiscard]] std::string error() const;
    /// The part of the pattern that is at fault, as it stands there; empty where it is valid or the fault is in no part.
    [[nodiscard]] std::string errorPart() const;

    /// Whether it is found anywhere in `text`. Never, if it is not valid.
    [[nodiscard]] bool find(std::string_view text) const;
    /// Likewise from `from` on; `groups` becomes the whole match and its groups as views into `text`; unset ones have no data.
    [[nodiscard]] bool find(std::string_view text, std::vector<std::string_view>& groups, std::size_t from = 0) const;

    /// Names by group number; empty for the whole match and for groups without a name.
    [[nodiscard]] const std::vector<std::string>& groupNames() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Many regular expressions tried on a text at once, in one pass. Add all, then only ask; asking is thread-safe.
class RegularExpressionSet {
public:
    RegularExpressionSet();
    ~RegularExpressionSet();
    RegularExpressionSet(RegularExpressionSet&&) noexcept;
    RegularExpressionSet& operator=(RegularExpressionSet&&) noexcept;

    /// Its index, from 0 in the order of adding; nothing is added and -1 returned when the pattern is not valid.
    int add(std::string_view pattern);
    /// Ends the adding.
    void compile();
    /// Indices of all that are found in `text`, ascending.
    [[nodiscard]] std::vector<int> find(std::string_view text) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace faultline
