// SPDX-License-Identifier: MIT
#include "text/visible_text.h"

#include <algorithm>
#include <format>

namespace faultline {

namespace {

bool isContinuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

/// The invisible characters that reorder a line or hide a part of it: marks, embeddings, overrides and isolates of direction, zero-width characters, the byte-order mark.
/// 0 for all others.
unsigned invisibleCharacter(std::string_view text) {
    if (text.size() < 3)
        return text.starts_with("\xD8\x9C") ? 0x61C : 0;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
    if (byte(0) == 0xD8 && byte(1) == 0x9C)
        return 0x61C;
    if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF)
        return 0xFEFF;
    if (byte(0) != 0xE2 || (byte(1) != 0x80 && byte(1) != 0x81))
        return 0;
    const unsigned code = 0x2000U + ((byte(1) & 0x3FU) << 6U) + (byte(2) & 0x3FU);
    const bool hides = (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x2069);
    return hides ? code : 0;
}

std::string shown(std::string_view text, bool oneLine) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if ((c == '\t' || c == '\n') && !oneLine) {
            result += text[i];
        } else if (c < 0x20) {
            result += "\xE2\x90"; // U+2400 …: the pictures of the control characters
            result += static_cast<char>(0x80 + c);
        } else if (c == 0x7f) {
            result += "\xE2\x90\xA1";
        } else if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
            // C1 controls: some terminals obey them.
            result += std::format("<U+{:04X}>", static_cast<unsigned>(static_cast<unsigned char>(text[i + 1])));
            ++i;
        } else if (c == 0xE2 || c == 0xEF || c == 0xD8) {
            const unsigned code = invisibleCharacter(text.substr(i));
            if (code == 0) {
                result += text[i];
                continue;
            }
            result += std::format("<U+{:04X}>", code);
            i += code == 0x61C ? 1 : 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

} // namespace

std::string visibleText(std::string_view text) {
    return shown(text, false);
}

std::string visibleName(std::string_view text) {
    return shown(text, true);
}

std::string inertJson(std::string_view json) {
    std::string result;
    result.reserve(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) {
        const auto c = static_cast<unsigned char>(json[i]);
        const bool control = c == 0xC2 && i + 1 < json.size() && static_cast<unsigned char>(json[i + 1]) < 0xA0;
        unsigned code = 0;
        if (c == 0x7f)
            code = c;
        else if (control)
            code = static_cast<unsigned char>(json[i + 1]);
        else if (c == 0xE2 || c == 0xEF || c == 0xD8)
            code = invisibleCharacter(json.substr(i));
        if (code == 0) {
            result += json[i];
            continue;
        }
        result += std::format("\\u{:04x}", code);
        i += code == 0x7f ? 0 : control || code == 0x61C ? 1 : 2;
    }
    return result;
}

std::size_t columnsOf(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return !isContinuation(c); }));
}

std::string excerpt(std::string_view text, std::size_t columns, std::size_t focus, std::size_t focusEnd) {
    columns = std::max<std::size_t>(columns, 8);
    if (columnsOf(text) <= columns)
        return std::string(text);
    const auto boundary = [&](std::size_t at) {
        at = std::min(at, text.size());
        while (at > 0 && at < text.size() && isContinuation(text[at]))
            --at;
        return at;
    };
    /// Where `count` columns from `at` end.
    const auto forward = [&](std::size_t at, std::size_t count) {
        while (at < text.size() && (count > 0 || isContinuation(text[at]))) {
            if (!isContinuation(text[at]))
                --count;
            ++at;
        }
        return at;
    };
    const auto backward = [&](std::size_t at, std::size_t count) {
        for (; at > 0 && count > 0; --count)
            at = boundary(at - 1);
        return at;
    };
    focus = boundary(focus);
    focusEnd = std::max(focus, boundary(focusEnd));
    std::size_t begin = 0;
    // A third of the room stands before the focus, where that does not fit from the beginning.
    const std::size_t wanted = std::min(columnsOf(text.substr(focus, focusEnd - focus)), columns);
    if (columnsOf(text.substr(0, focus)) + wanted > columns - 1)
        begin = backward(focus, std::min((columns - wanted) / 3, columns / 3));
    std::size_t room = columns - (begin > 0 ? 1 : 0);
    if (columnsOf(text.substr(begin)) <= room) {
        // The end fits whole: the rest of the room goes to what stands before it.
        begin = backward(text.size(), room);
        return "…" + std::string(text.substr(begin));
    }
    const std::size_t end = forward(begin, room - 1);
    return (begin > 0 ? "…" : "") + std::string(text.substr(begin, end - begin)) + "…";
}

} // namespace faultline
