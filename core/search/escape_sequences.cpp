// SPDX-License-Identifier: MIT
#include "search/escape_sequences.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr char escape = '\x1B';
constexpr char bell = '\x07';
constexpr std::size_t longestString = 4096; // of a window's title and the like

} // namespace

std::size_t escapeLength(std::string_view text) {
    if (text.size() < 2)
        return 0;
    const char second = text[1];
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
            if (text[i] == escape && i + 1 < text.size() && text[i + 1] == '\\')
                return i + 2;
        }
        return 0;
    }
    if (std::string_view("()*+-./#%").contains(second)) // choice of a character set, and the like
        return text.size() > 2 && text[2] != '\n' ? 3 : 0;
    return second >= 0x30 && second <= 0x7E ? 2 : 0;
}

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

} // namespace faultline
