// SPDX-License-Identifier: MIT
#include "search/search_pattern_private.h"

#include "text/byte_search.h"

#include <algorithm>

namespace faultline {

namespace {

/// A text so long is a mistake of whoever pasted it.
constexpr std::size_t longestText = 20'000;

const std::string outsideWord = R"([^\pL\pN\pM_])";

std::string quoted(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) {
            if (c == '\0') {
                result += "\\x00";
                continue;
            }
            result += '\\';
        }
        result += c;
    }
    return result;
}

std::size_t characterStart(std::string_view text, std::size_t at) {
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
        --at;
    return at;
}

std::size_t characterEnd(std::string_view text, std::size_t at) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
        ++at;
    return at;
}

/// Where brackets do not pair: the offset of the one that is too many or stays open.
std::optional<std::size_t> unpairedBracket(std::string_view pattern) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern.substr(i).starts_with("\\Q")) {
            const std::size_t end = pattern.find("\\E", i + 2);
            if (end == std::string_view::npos)
                break;
            i = end + 1;
        } else if (pattern[i] == '\\') {
            ++i;
        } else if (pattern[i] == '[') {
            std::size_t end = i + 1;
            if (end < pattern.size() && pattern[end] == '^')
                ++end;
            if (end < pattern.size() && pattern[end] == ']')
                ++end;
            while (end < pattern.size() && pattern[end] != ']')
                end += pattern[end] == '\\'                    ? 2
                       : pattern.substr(end).starts_with("[:") ? std::max<std::size_t>(pattern.find(":]", end) - end, 1)
                                                               : 1;
            i = end;
        } else if (pattern[i] == '(') {
            open.push_back(i);
        } else if (pattern[i] == ')') {
            if (open.empty())
                return i;
            open.pop_back();
        }
    }
    return open.empty() ? std::nullopt : std::optional(open.back());
}

/// What RE2 says, in words for people who never heard of it.
Message refusal(std::string_view pattern, const RegularExpression& refused) {
    const std::string part = refused.errorPart();
    std::string why = refused.error();
    why = why.substr(0, why.find(" at `")); // the part is told in other words
    std::size_t at = part.empty() ? std::string_view::npos : pattern.find(part);
    std::string next;
    if (part == "(?=" || part == "(?!" || part == "(?<" || part.starts_with("(?<=") || part.starts_with("(?<!")) {
        why = "it looks around (`" + part + "`), which cannot be done in time that grows with the log alone";
        next = "Search for what stands in the line itself";
    } else if (why == "invalid escape sequence" && part.size() == 2 && part[1] >= '1' && part[1] <= '9') {
        why = "it refers back to a group (`" + part + "`), which cannot be done in time that grows with the log alone";
        next = "Write out what the group is to match";
    } else if (const auto bracket = unpairedBracket(pattern);
               bracket && (why.starts_with("missing )") || why.starts_with("unexpected )"))) {
        at = *bracket;
        why = pattern[*bracket] == ')' ? "a closing bracket has no opening one" : "a bracket is not closed";
        next = "To search for a bracket itself, write a \\ before it";
    } else if (why.starts_with("missing ]")) {
        why = "a square bracket is not closed";
        next = "To search for a bracket itself, write a \\ before it";
    } else if (why.starts_with("no argument for repetition operator")) {
        why = "there is nothing before `" + part + "` that could be repeated";
        next = "To search for the sign itself, write a \\ before it";
    } else if (why.starts_with("trailing \\")) {
        why = "it ends with a single \\";
        at = pattern.size() - 1;
        next = "To search for a \\ itself, write two";
    } else if (why.starts_with("pattern too large")) {
        why = "its repetitions make it too large";
        next = "Repeat less, or with * and +";
    } else if (!part.empty()) {
        why += " (`" + part + "`)";
    }
    return Message::error("This is not a regular expression that can be searched for", std::move(why), std::move(next))
        .at("pattern", 1, at == std::string_view::npos ? 0 : at + 1);
}

} // namespace

Expected<SearchPattern> SearchPattern::make(std::string_view text, Options options) {
    if (text.empty())
        return std::unexpected(Message::error("There is nothing to search for", "the pattern is empty", "Type what to search for"));
    if (text.size() > longestText)
        return std::unexpected(Message::error("This is too much to search for",
                                              "it is longer than " + std::to_string(longestText) + " bytes", "Search for a part of it"));
    using Unit = RegularExpression::Unit;
    const std::string body = options.expression ? std::string(text) : quoted(text);
    // Within brackets a pattern such as `)(` would become one that is valid.
    RegularExpression alone(body, !options.matchCase, Unit::Letter);
    if (!alone.isValid())
        return std::unexpected(refusal(text, alone));
    if (alone.find(""))
        return std::unexpected(Message::error("This expression finds the empty text as well", "every line would be a hit",
                                              "Repeat with + where * stands, or give more to search for"));

    const bool plain = !options.expression && (options.matchCase || isAscii(text));
    // Of a text any bytes may stand around it.
    const Unit unit = plain && !options.wholeWord ? Unit::Byte : Unit::Letter;
    const std::string whole = options.wholeWord ? "(?:^|" + outsideWord + ")(" + body + ")(?:$|" + outsideWord + ")" : body;
    return SearchPattern(
        std::make_shared<const Private>(std::string(text), options, plain, body, RegularExpression(whole, !options.matchCase, unit)));
}

const std::string& SearchPattern::text() const {
    return d->text;
}

SearchPattern::Options SearchPattern::options() const {
    return d->options;
}

bool SearchPattern::Private::isInWord(std::string_view character) {
    if (character.size() == 1 && (static_cast<unsigned char>(character.front()) & 0x80U) == 0) {
        const char c = character.front();
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
    static const RegularExpression letter(R"([\pL\pN\pM])", false, RegularExpression::Unit::Letter);
    return letter.find(character);
}

bool SearchPattern::Private::isWholeWord(std::string_view line, TextSpan hit) {
    if (hit.begin > 0) {
        const std::size_t before = characterStart(line, hit.begin - 1);
        if (isInWord(line.substr(before, hit.begin - before)))
            return false;
    }
    return hit.end >= line.size() || !isInWord(line.substr(hit.end, characterEnd(line, hit.end) - hit.end));
}

std::optional<TextSpan> SearchPattern::Private::find(std::string_view line, std::size_t from, std::vector<std::string_view>& groups) const {
    const std::size_t group = options.wholeWord ? 1 : 0;
    // The character before a word is part of what is matched.
    std::size_t at = group == 1 && from > 0 && from <= line.size() ? characterStart(line, from - 1) : from;
    while (at <= line.size() && expression.find(line, groups, at)) {
        const auto begin = static_cast<std::size_t>(groups[group].data() - line.data());
        if (begin >= from && !groups[group].empty())
            return TextSpan{begin, begin + groups[group].size()};
        at = std::max(static_cast<std::size_t>(groups.front().data() - line.data()), at) + 1;
    }
    return std::nullopt;
}

std::optional<TextSpan> SearchPattern::find(std::string_view line, std::size_t from) const {
    std::vector<std::string_view> groups;
    return d->find(line, from, groups);
}

std::vector<TextSpan> SearchPattern::findAll(std::string_view line, std::size_t limit) const {
    std::vector<TextSpan> hits;
    std::vector<std::string_view> groups;
    std::size_t from = 0;
    while (hits.size() < limit) {
        const auto hit = d->find(line, from, groups);
        if (!hit)
            break;
        hits.push_back(*hit);
        from = hit->end;
    }
    return hits;
}

} // namespace faultline
