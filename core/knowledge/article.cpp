// SPDX-License-Identifier: MIT
#include "knowledge/article.h"

#include <algorithm>
#include <array>

namespace faultline {

std::string_view toString(ArticleRole role) {
    static constexpr std::array<std::string_view, 6> names{"cause", "envelope", "effect", "configuration", "advice", "noise"};
    return names[static_cast<std::size_t>(role)];
}

std::string_view toString(Severity severity) {
    static constexpr std::array<std::string_view, 3> names{"info", "warning", "error"};
    return names[static_cast<std::size_t>(severity)];
}

std::string_view toString(Evidence evidence) {
    static constexpr std::array<std::string_view, 4> names{"seen", "template", "general", "inferred"};
    return names[static_cast<std::size_t>(evidence)];
}

std::string_view toString(Confidence confidence) {
    static constexpr std::array<std::string_view, 3> names{"low", "medium", "high"};
    return names[static_cast<std::size_t>(confidence)];
}

namespace {

bool isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// A code span that nothing in `value` can end: fenced with one back-quote more than the longest run in it.
std::string codeSpan(std::string value) {
    std::ranges::replace_if(value, [](unsigned char c) { return c < 0x20; }, ' ');
    std::size_t longest = 0, run = 0;
    for (const char c : value) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string fence(longest + 1, '`');
    const bool pad = value.empty() || value.front() == '`' || value.back() == '`' || value.front() == ' ';
    return fence + (pad ? " " : "") + value + (pad ? " " : "") + fence;
}

} // namespace

std::string fillCaptures(std::string_view text, const Captures& captures, bool asCode) {
    std::string result;
    bool inFence = false; // inside ``` … ```: the value stands there as it is
    bool inSpan = false;  // inside ` … `
    for (std::size_t i = 0; i < text.size();) {
        if (asCode && text.substr(i).starts_with("```")) {
            inFence = !inFence;
            result += "```";
            i += 3;
            continue;
        }
        if (asCode && !inFence && text[i] == '`')
            inSpan = !inSpan;
        if (text[i] != '{' || (i > 0 && (text[i - 1] == '{' || text[i - 1] == '$'))) {
            result += text[i++];
            continue;
        }
        std::size_t end = i + 1;
        while (end < text.size() && isNameCharacter(text[end]))
            ++end;
        const std::string name(text.substr(i + 1, end - i - 1));
        std::size_t close = end;
        std::string_view standIn;
        bool hasStandIn = false;
        if (end < text.size() && text[end] == '|') {
            close = text.find('}', end);
            if (close != std::string_view::npos) {
                standIn = text.substr(end + 1, close - end - 1);
                hasStandIn = true;
            }
        }
        if (name.empty() || close >= text.size() || text[close] != '}') {
            result += text[i++];
            continue;
        }
        const auto value = captures.find(name);
        if (value != captures.end() && !value->second.empty()) {
            std::string shown = value->second;
            if (inFence || inSpan) {
                // A value must not be able to end the fence or span that it stands in.
                std::erase(shown, '`');
                std::ranges::replace_if(shown, [](unsigned char c) { return c < 0x20; }, ' ');
                result += shown;
            } else {
                result += asCode ? codeSpan(shown) : shown;
            }
        } else if (hasStandIn) {
            result += standIn;
        } else {
            result += text.substr(i, close + 1 - i);
        }
        i = close + 1;
    }
    return result;
}

bool nameMatches(std::string_view text, std::string_view pattern) {
    std::size_t t = 0, p = 0, star = std::string_view::npos, mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

} // namespace faultline
