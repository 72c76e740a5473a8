// SPDX-License-Identifier: MIT
#include "search/filter_expression.h"

#include "text/regular_expression.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

namespace faultline {

namespace {

constexpr std::size_t none = std::string_view::npos;

/// Matches no line feed and, as RE2 has the last word, may match anything else: what stands for a part that no line can match.
constexpr std::string_view never = "\\x01";

std::string hexadecimal(unsigned value) {
    char text[8];
    std::snprintf(text, sizeof text, "\\x%02x", value);
    return text;
}

/// The class as Vectorscan takes it.
std::string classFor(std::string_view token) {
    const RegularExpression expression("\\A(?:" + std::string(token) + ")\\z", false, RegularExpression::Unit::Letter);
    std::string members;
    for (unsigned first = 0; first < 0x80; ++first) {
        const auto has = [&](unsigned c) {
            const char character = static_cast<char>(c);
            return c < 0x80 && c != '\n' && expression.find({&character, 1});
        };
        if (!has(first))
            continue;
        unsigned last = first;
        while (has(last + 1))
            ++last;
        members += hexadecimal(first);
        if (last > first)
            members += '-' + hexadecimal(last);
        first = last;
    }
    // What can only be ASCII says so; of all else RE2 decides.
    const bool onlyAscii = token == "\\s" || token == "\\d" ||
                           (token.starts_with('[') && !token.contains('^') && !token.contains('\\') &&
                            std::ranges::none_of(token, [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; }));
    if (!onlyAscii)
        members += "\\x{80}-\\x{10ffff}";
    return members.empty() ? std::string(never) : '[' + members + ']';
}

/// Length of the bracketed class at the start of `text`.
std::size_t classLength(std::string_view text) {
    std::size_t at = 1;
    if (at < text.size() && text[at] == '^')
        ++at;
    if (at < text.size() && text[at] == ']') // right behind the opening bracket it is a member
        ++at;
    while (at < text.size() && text[at] != ']') {
        if (text[at] == '\\')
            at += 2;
        else if (const std::size_t end = text.substr(at).starts_with("[:") ? text.find(":]", at + 2) : none; end != none)
            at = end + 2;
        else
            ++at;
    }
    return std::min(at + 1, text.size());
}

/// Length of the escape at the start of `text`: `\w`, `\x{1f}`, `\p{Greek}`, `\012` …
std::size_t escapeSize(std::string_view text) {
    if (text.size() < 2)
        return text.size();
    const char kind = text[1];
    if ((kind == 'p' || kind == 'P' || kind == 'x') && text.size() > 2) {
        if (text[2] == '{')
            return std::min(text.find('}'), text.size() - 1) + 1;
        return std::min<std::size_t>(kind == 'x' ? 4 : 3, text.size());
    }
    if (kind >= '0' && kind <= '7') {
        std::size_t at = 2;
        while (at < text.size() && at < 4 && text[at] >= '0' && text[at] <= '7')
            ++at;
        return at;
    }
    return 2;
}

/// The character that a `\x` or octal escape stands for.
unsigned long valueOf(std::string_view escape) {
    const bool hexadecimalDigits = escape[1] == 'x';
    std::string digits(escape.substr(hexadecimalDigits ? 2 : 1));
    std::erase_if(digits, [](char c) { return c == '{' || c == '}'; });
    return std::strtoul(digits.c_str(), nullptr, hexadecimalDigits ? 16 : 8);
}

std::string escapeFor(std::string_view escape) {
    switch (escape.size() > 1 ? escape[1] : '\0') {
    case 'A': return "^";
    case 'z': return "$";
    case 's':
    case 'd':
    case 'w':
    case 'S':
    case 'D':
    case 'W':
    case 'p':
    case 'P': return classFor(escape);
    case 'v': return "\\x0b"; // to Vectorscan a class of line ends
    case 'n': return std::string(never);
    case 'x':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7': {
        const unsigned long value = valueOf(escape);
        if (value == '\n')
            return std::string(never);
        char text[16];
        std::snprintf(text, sizeof text, "\\x{%lx}", value);
        return text;
    }
    default: return std::string(escape);
    }
}

/// What `(?…` at the start of `text` becomes; `length` is how much of it that is. Names say nothing here, and what flags other than `i` do either cannot matter
/// within a line or is always so.
std::string groupFor(std::string_view text, std::size_t& length) {
    if (text.starts_with("(?P<") || text.starts_with("(?<")) {
        length = std::min(text.find('>'), text.size() - 1) + 1;
        return "(";
    }
    const std::size_t end = std::min(text.find_first_of(":)"), text.size() - 1);
    length = end + 1;
    const std::string_view flags = text.substr(2, end - 2);
    const bool off = flags.contains('i') && flags.find('-') < flags.find('i');
    const std::string ignoreCase = !flags.contains('i') ? "" : off ? "-i" : "i";
    if (text[end] == ')')
        return ignoreCase.empty() ? "" : "(?" + ignoreCase + ")";
    return "(?" + ignoreCase + ":";
}

} // namespace

std::string filterExpression(std::string_view expression) {
    std::string result;
    while (!expression.empty()) {
        std::size_t length = 1;
        if (expression.starts_with("\\Q")) {
            const std::size_t end = std::min(expression.find("\\E", 2), expression.size());
            for (const char c : expression.substr(2, end - 2)) {
                const bool sign = (static_cast<unsigned char>(c) & 0x80U) == 0;
                result += c == '\n' ? std::string(never) : sign ? hexadecimal(static_cast<unsigned char>(c)) : std::string(1, c);
            }
            length = std::min(end + 2, expression.size());
        } else if (expression.front() == '\\') {
            length = escapeSize(expression);
            result += escapeFor(expression.substr(0, length));
        } else if (expression.front() == '[') {
            length = classLength(expression);
            result += classFor(expression.substr(0, length));
        } else if (expression.starts_with("(?")) {
            result += groupFor(expression, length);
        } else if (expression.front() == '\0') {
            result += "\\x00"; // the text that is compiled ends at the byte itself
        } else {
            result += expression.front() == '\n' ? never : expression.substr(0, 1);
        }
        expression.remove_prefix(length);
    }
    return result;
}

} // namespace faultline
