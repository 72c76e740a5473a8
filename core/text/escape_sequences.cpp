// SPDX-License-Identifier: MIT
#include "text/escape_sequences.h"

#include <algorithm>
#include <cctype>

namespace faultline {

namespace {

constexpr char escape = '\x1B';
constexpr char bell = '\x07';
constexpr std::size_t longestString = 4096; // of a window's title and the like

} // namespace

template <typename Character>
std::size_t escapeLength(std::basic_string_view<Character> text) {
    if (text.size() < 2)
        return 0;
    const Character second = text[1];
    if (second == '[') {
        std::size_t i = 2;
        while (i < text.size() && text[i] >= 0x20 && text[i] < 0x40)
            ++i;
        return i < text.size() && text[i] >= 0x40 && text[i] <= 0x7E ? i + 1 : 0;
    }
    if (second == ']' || second == 'P' || second == '_' || second == '^') { // ends with BEL or ESC backslash
        const std::size_t end = std::min(text.size(), longestString);
        for (std::size_t i = 2; i < end && text[i] != '\n'; ++i) {
            if (text[i] == bell)
                return i + 1;
            if (text[i] == escape)
                return i + 1 < text.size() && text[i + 1] == '\\' ? i + 2 : 0;
        }
        return 0;
    }
    // A choice of a character set, and the like.
    if (second < 0x80 && std::string_view("()*+-./#%").contains(static_cast<char>(second)))
        return text.size() > 2 && text[2] != '\n' ? 3 : 0;
    return second >= 0x30 && second <= 0x7E ? 2 : 0;
}

template std::size_t escapeLength(std::string_view text);
template std::size_t escapeLength(std::u16string_view text);

void appendWithoutEscapes(std::string_view text, std::string& into) {
    while (!text.empty()) {
        const std::size_t at = std::min(text.find(escape), text.size());
        into.append(text.substr(0, at));
        text.remove_prefix(at);
        if (text.empty())
            return;
        const std::size_t length = escapeLength(text);
        if (length == 0)
            into += escape;
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
}

std::string withoutAnsi(std::string_view line) {
    std::string text;
    text.reserve(line.size());
    appendWithoutEscapes(line, text);
    std::size_t kept = text.find(escape);
    for (std::size_t at = kept; at < text.size();) {
        if (text[at] != escape) {
            text[kept++] = text[at++];
            continue;
        }
        const std::size_t end = std::min(text.find_first_not_of("[]()0123456789;:?", at + 1), text.size());
        at = end == text.size() || text[end] == '\n' ? end : at + 1;
    }
    text.resize(std::min(kept, text.size()));
    return text;
}

void removeWrittenEscapes(std::string& text) {
    std::size_t kept = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = std::string_view(text).substr(at);
        std::size_t length = 0;
        for (const std::string_view written : {"\\u001b[", "\\u001B[", "\\u{1b}[", "\\u{1B}[", "\\x1b[", "\\x1B[", "\\033[", "\\e["})
            if (rest.starts_with(written))
                length = written.size();
        if (length > 0)
            if (const std::size_t end = rest.find_first_not_of("0123456789;:?", length);
                end != std::string_view::npos && std::isalpha(static_cast<unsigned char>(rest[end])) != 0) {
                at += end + 1;
                continue;
            }
        text[kept++] = text[at++];
    }
    text.resize(kept);
}

} // namespace faultline
