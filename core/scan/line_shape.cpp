// SPDX-License-Identifier: MIT
#include "scan/line_shape.h"

#include <algorithm>
#include <cctype>

namespace faultline {

namespace {

constexpr std::string_view varies = "<*>";
constexpr std::size_t wordLimit = 40;
constexpr double similarEnough = 0.6;

/// Whether a word is a value, not part of the statement: it has a digit, is a path or address, or stands in quotes.
bool isValue(std::string_view word) {
    if (std::ranges::any_of(word, [](unsigned char c) { return std::isdigit(c) != 0; }))
        return true;
    if (word.contains('/') || word.contains('\\') || word.contains('@'))
        return true;
    return word.size() > 1 && (word.front() == '\'' || word.front() == '"' || word.front() == '`');
}

std::vector<std::string> maskedWords(std::string_view message) {
    std::vector<std::string> words;
    std::size_t position = 0;
    while (position < message.size() && words.size() < wordLimit) {
        const std::size_t start = message.find_first_not_of(" \t", position);
        if (start == std::string_view::npos)
            break;
        // A quoted value with blanks in it is one word.
        std::size_t end = std::min(message.find_first_of(" \t", start), message.size());
        if (const char quote = message[start]; quote == '\'' || quote == '"') {
            const std::size_t close = message.find(quote, start + 1);
            if (close != std::string_view::npos && close - start < 400)
                end = std::min(message.find_first_of(" \t", close), message.size());
        }
        const std::string_view word = message.substr(start, end - start);
        words.emplace_back(isValue(word) ? varies : word.substr(0, 60));
        position = end;
    }
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

} // namespace

/// The group that words join, made where there is none yet.
std::size_t LineShapes::groupOf(const std::vector<std::string>& words, Level level) {
    std::string key = std::to_string(words.size());
    for (std::size_t i = 0; i < 2 && i < words.size(); ++i)
        key += '\x1f' + words[i];
    static const std::vector<std::size_t> noCandidates;
    const auto known = m_tree.find(key);
    std::size_t best = m_groups.size();
    double bestSimilarity = similarEnough;
    for (const std::size_t candidate : known == m_tree.end() ? noCandidates : known->second) {
        const std::vector<std::string>& other = m_groups[candidate].words;
        std::size_t same = 0;
        for (std::size_t i = 0; i < words.size(); ++i)
            if (other[i] == words[i])
                ++same;
        const double similarity = static_cast<double>(same) / static_cast<double>(words.size());
        if (similarity >= bestSimilarity) {
            bestSimilarity = similarity;
            best = candidate;
        }
    }
    if (best == m_groups.size()) {
        if (m_groups.size() >= groupLimit && m_rest != none)
            return m_rest;
        if (m_groups.size() >= groupLimit)
            m_rest = best;
        else
            m_tree[key].push_back(best);
        m_groups.push_back({words, {}});
        m_groups.back().lines.level = level;
    } else {
        for (std::size_t i = 0; i < words.size(); ++i)
            if (m_groups[best].words[i] != words[i])
                m_groups[best].words[i] = varies;
    }
    return best;
}

std::size_t LineShapes::add(std::string_view message, Level level, LineGroup::Member member) {
    const std::vector<std::string> words = maskedWords(message.substr(0, 2000));
    if (words.empty())
        return none;
    const std::size_t group = groupOf(words, level);
    LineGroup& lines = m_groups[group].lines;
    ++lines.count;
    lines.level = std::max(lines.level, level);
    lines.last = std::max(lines.last, member.line);
    if (lines.members.size() < memberLimit)
        lines.members.push_back(std::move(member));
    return group;
}

void LineShapes::addAlike(std::size_t group, LineNumber line) {
    LineGroup& lines = m_groups[group].lines;
    ++lines.count;
    lines.last = std::max(lines.last, line);
}

void LineShapes::append(LineShapes&& later, std::uint64_t by) {
    for (std::size_t i = 0; i < later.m_groups.size(); ++i) {
        LineGroup& more = later.m_groups[i].lines;
        std::size_t group = none;
        if (i != later.m_rest)
            group = groupOf(later.m_groups[i].words, more.level);
        else if (m_rest != none)
            group = m_rest;
        else {
            // What stands for the rest there stands for it here.
            group = m_rest = m_groups.size();
            m_groups.push_back({later.m_groups[i].words, {}});
        }
        LineGroup& lines = m_groups[group].lines;
        lines.count += more.count;
        lines.level = std::max(lines.level, more.level);
        lines.last = std::max(lines.last, more.last + by);
        for (LineGroup::Member& member : more.members) {
            if (lines.members.size() >= memberLimit)
                break;
            member.line = member.line + by;
            lines.members.push_back(std::move(member));
        }
    }
    later = {};
}

std::vector<LineGroup> LineShapes::take() {
    std::vector<LineGroup> groups;
    groups.reserve(m_groups.size());
    for (Group& group : m_groups) {
        group.lines.shape = joined(group.words);
        groups.push_back(std::move(group.lines));
    }
    *this = {};
    return groups;
}

std::string maskedShape(std::string_view message) {
    return joined(maskedWords(message));
}

} // namespace faultline
