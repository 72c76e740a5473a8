// SPDX-License-Identifier: MIT
#include "scan/searched_text.h"

#include "text/byte_search.h"
#include "text/escape_sequences.h"

#include <algorithm>
#include <cctype>

namespace faultline {

namespace {

/// Whether a line end is written out somewhere.
bool hasEscapedFeed(std::string_view text) {
    for (std::size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at + 1))
        if (at + 1 < text.size() && text[at + 1] == 'n')
            return true;
    return false;
}

/// Text that was written into JSON or a Python string keeps its lines as `\n` written out: they become line ends in place, so that patterns see the lines that
/// were meant. Nothing moves. A backslash behind a drive's colon is part of a path.
void breakAtEscapes(std::string& text) {
    for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at + 2)) {
        std::size_t begin = at;
        while (begin > 0 && text[begin - 1] == '\\')
            --begin;
        if (begin > 0 && text[begin - 1] == ':' && begin > 1 && std::isalpha(static_cast<unsigned char>(text[begin - 2])) != 0 &&
            (begin < 3 || std::isalnum(static_cast<unsigned char>(text[begin - 3])) == 0))
            continue;
        if (begin >= 2 && text[begin - 1] == 'r' && text[begin - 2] == '\\') {
            begin -= 2;
            while (begin > 0 && text[begin - 1] == '\\')
                --begin;
        }
        std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(at) + 1, ' ');
        text[at + 1] = '\n';
        std::size_t behind = at + 2;
        for (;;) {
            std::size_t end = behind;
            while (end < text.size() && text[end] == '\\')
                ++end;
            if (end == behind || end >= text.size() || text[end] != 't')
                break;
            std::fill(text.begin() + static_cast<std::ptrdiff_t>(behind), text.begin() + static_cast<std::ptrdiff_t>(end) + 1, ' ');
            behind = end + 1;
        }
    }
}

} // namespace

void SearchedText::assign(std::string_view block) {
    m_block = m_plain = block;
    m_cuts.clear();
    const auto [escape, carriageReturn, backslash, unused] = whichOccur(block, {'\x1b', '\r', '\\', '\\'});
    if (escape)
        stripEscapes();
    m_searched = m_plain;
    m_hasReturns = carriageReturn;
    const bool escapedFeeds = backslash && hasEscapedFeed(m_plain);
    if (!m_hasReturns && !escapedFeeds)
        return;
    m_normal.assign(m_plain);
    if (escapedFeeds)
        breakAtEscapes(m_normal);
    if (m_hasReturns)
        std::ranges::replace(m_normal, '\r', '\n');
    m_searched = m_normal;
}

void SearchedText::stripEscapes() {
    m_stripped.clear();
    std::uint32_t removed = 0;
    std::size_t copied = 0;
    for (std::size_t at = m_block.find('\x1b'); at != std::string_view::npos;) {
        const std::size_t length = escapeLength(m_block.substr(at));
        if (length > 0) {
            m_stripped.append(m_block, copied, at - copied);
            copied = at + length;
            removed += static_cast<std::uint32_t>(length);
            m_cuts.push_back({static_cast<std::uint32_t>(m_stripped.size()), removed});
        }
        at = m_block.find('\x1b', at + std::max<std::size_t>(length, 1));
    }
    m_stripped.append(m_block, copied);
    m_plain = m_stripped;
}

std::size_t SearchedText::inBlock(std::size_t at) const {
    if (m_cuts.empty())
        return at;
    const auto after = std::ranges::upper_bound(m_cuts, at, {}, [](const Cut& cut) { return std::size_t{cut.at}; });
    return after == m_cuts.begin() ? at : at + std::prev(after)->removed;
}

} // namespace faultline
