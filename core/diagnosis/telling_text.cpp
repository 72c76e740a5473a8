// SPDX-License-Identifier: MIT
#include "diagnosis/telling_text.h"

#include "scan/traceback.h"
#include "scan/traceback_lines.h"
#include "text/line_prefix.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace faultline {

namespace {

struct JsonPart {
    std::string_view name, value; ///< the value without quotes; empty where a structure begins
};

/// A line of JSON drawn over several: `"message": "It is closed.",`.
std::optional<JsonPart> readJsonPart(std::string_view line) {
    const std::size_t end = line.starts_with('"') ? line.find("\":", 1) : std::string_view::npos;
    if (end == std::string_view::npos || line.substr(1, end - 1).contains('"'))
        return std::nullopt;
    std::string_view value = line.substr(end + 2);
    const auto cut = [&value](std::string_view off) {
        value.remove_prefix(std::min(value.find_first_not_of(off), value.size()));
        value = value.substr(0, value.find_last_not_of(off) + 1);
    };
    cut(" \t\r,");
    if (value.starts_with('{') || value.starts_with('['))
        value = {};
    cut("\"");
    return JsonPart{line.substr(1, end - 1), value};
}

} // namespace

std::size_t wordsIn(std::string_view text) {
    std::size_t words = 0;
    bool within = false;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        // E2 leads U+2000 to U+2FFF: punctuation and symbols.
        const bool letter = byte < 0x80 ? std::isalpha(byte) != 0 : byte >= 0xc3 && byte != 0xe2;
        const bool rest = (byte & 0xc0U) == 0x80 || std::isdigit(byte) != 0 || byte == '_' || byte == '\'';
        // Scripts from E3 on (Japanese, Chinese, Korean) write no blanks between words.
        words += letter && (!within || byte >= 0xe3) ? 1 : 0;
        within = letter || (within && rest);
    }
    return words;
}

std::string tellingText(std::string_view text, std::string_view type) {
    constexpr std::size_t limit = 400;
    constexpr std::size_t enough = 60; ///< bytes after which a sentence needs no more
    const std::string_view shortType = type.substr(type.rfind('.') + 1);
    std::string told;
    std::string_view structure; ///< its first part, told where nothing else can be
    bool sentence = false;
    for (std::size_t lines = 0; !text.empty() && lines < 12; ++lines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.starts_with("Message:"))
            line.remove_prefix(8);
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
        // `UserScriptException: UserScriptException:` says nothing; its next line does.
        const bool repeats = line.starts_with(shortType) && line.find_first_not_of(": \r", shortType.size()) == std::string_view::npos;
        if (const auto part = readJsonPart(line)) {
            // Of a structure that is drawn over several lines only its sentences tell.
            if (wordsIn(part->value) < 4) {
                if (structure.empty())
                    structure = line;
                continue;
            }
            line = part->value;
        }
        const std::size_t words = wordsIn(line);
        const bool isEmpty = words == 0 && std::ranges::none_of(line, [](char c) { return c >= '0' && c <= '9'; });
        if (repeats || isEmpty)
            continue;
        const bool joins = told.empty() || told.ends_with(':') || told.ends_with('.') || told.ends_with(',') || told.ends_with(';');
        if (!told.empty() && told.size() + line.size() > limit && sentence)
            break;
        told += (told.empty() ? "" : joins ? " " : "; ") + std::string(line);
        // A heading goes on, and so does a code: `Error Code: A.B.C` and a few words do not say yet what happened.
        sentence |= words >= 4 && !isCode(line);
        if ((sentence && !told.ends_with(':') && told.size() >= enough) || told.size() > limit)
            break;
    }
    if (told.empty())
        told = structure;
    if (told.size() > limit) {
        // What was wrong stands at the end as often as at the beginning: a long path or value in between tells least.
        std::size_t head = 260, tail = told.size() - 130;
        while (head > 0 && (static_cast<unsigned char>(told[head]) & 0xc0U) == 0x80)
            --head;
        while (tail < told.size() && (static_cast<unsigned char>(told[tail]) & 0xc0U) == 0x80)
            ++tail;
        told = told.substr(0, head) + " … " + told.substr(tail);
    }
    return told;
}

std::string tellingLine(std::string_view line) {
    line.remove_prefix(std::min(readLinePrefix(line).messageOffset, line.size()));
    // `run_lifecycler:execute{run_id=a}: lifecycle::lifecycle: `: where a program written in Rust was.
    for (;;) {
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        const std::size_t end = line.find(": ");
        const std::string_view span = line.substr(0, std::min(end, line.size()));
        if (end == std::string_view::npos || !(span.contains(':') || span.contains('{')) || span.contains(' ') || span.contains("://"))
            break;
        line.remove_prefix(end + 2);
    }
    const auto part = readJsonPart(line);
    const std::string told = tellingText(part && wordsIn(part->value) > 0 ? unescaped(part->value) : std::string(line));
    return told.empty() ? std::string(line) : told;
}

} // namespace faultline
