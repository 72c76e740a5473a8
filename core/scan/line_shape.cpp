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

void LineShapes::add(std::string_view message, Level level, LineGroup::Member member) {
    const std::vector<std::string> words = maskedWords(message.substr(0, 2000));
    if (words.empty())
        return;
    std::string key = std::to_string(words.size());
    for (std::size_t i = 0; i < 2 && i < words.size(); ++i)
        key += '\x1f' + words[i];
    std::vector<std::size_t>& candidates = m_tree[key];
    std::size_t best = m_groups.size();
    double bestSimilarity = similarEnough;
    for (const std::size_t candidate : candidates) {
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
        if (m_groups.size() >= groupLimit && m_rest != static_cast<std::size_t>(-1)) {
            best = m_rest;
        } else {
            if (m_groups.size() >= groupLimit)
                m_rest = best;
            else
                candidates.push_back(best);
            m_groups.push_back({words, {}});
            m_groups.back().lines.level = level;
        }
    } else if (best != m_rest) {
        for (std::size_t i = 0; i < words.size(); ++i)
            if (m_groups[best].words[i] != words[i])
                m_groups[best].words[i] = varies;
    }
    LineGroup& lines = m_groups[best].lines;
    ++lines.count;
    lines.level = std::max(lines.level, level);
    lines.last = std::max(lines.last, member.line);
    if (lines.members.size() < memberLimit)
        lines.members.push_back(std::move(member));
}

std::vector<LineGroup> LineShapes::take() {
    std::vector<LineGroup> groups;
    groups.reserve(m_groups.size());
    for (Group& group : m_groups) {
        group.lines.shape = joined(group.words);
        groups.push_back(std::move(group.lines));
    }
    m_groups.clear();
    m_tree.clear();
    return groups;
}

std::string maskedShape(std::string_view message) {
    return joined(maskedWords(message));
}

} // namespace faultline
