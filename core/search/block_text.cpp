// SPDX-License-Identifier: MIT
#include "search/block_text.h"

#include "text/byte_search.h"
#include "text/escape_sequences.h"

#include <algorithm>

namespace faultline {

namespace {

bool isUtf8Name(const Encoding& encoding) {
    return encoding.name == "UTF-8" || encoding.name == "ASCII";
}

bool continuesCharacter(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

} // namespace

BlockText::BlockText(const Encoding& encoding, bool wholeLetters)
    : m_encoding(encoding), m_utf8(isUtf8Name(encoding)), m_wholeLetters(wholeLetters) {}

void BlockText::set(std::string_view block, bool beginsFile) {
    m_lineFeeds = countLineFeeds(block);
    const auto [hasEscapes, hasReturns, ignored, alsoIgnored] = whichOccur(block, {'\x1b', '\r', '\r', '\r'});
    m_hasReturns = hasReturns;
    m_skipped = beginsFile ? std::min(m_encoding.markLength, block.size()) : 0;
    m_text = block.substr(m_skipped);
    m_inPlace = true;
    if (!isAscii(block) && (!m_utf8 || (m_wholeLetters && !isWholeUtf8(m_text)))) {
        m_decoded = toUtf8(m_text, m_encoding);
        m_text = m_decoded;
        m_inPlace = false;
    }
    if (hasEscapes) {
        m_stripped.clear();
        appendWithoutEscapes(m_text, m_stripped);
        m_text = m_stripped;
        m_inPlace = false;
    }
    m_searched = m_text;
    if (m_hasReturns) {
        m_broken.assign(m_text);
        std::ranges::replace(m_broken, '\r', '\n');
        m_searched = m_broken;
    }
}

std::string_view firstBytes(std::string_view text, std::size_t limit) {
    if (text.size() <= limit)
        return text;
    while (limit > 0 && continuesCharacter(text[limit]))
        --limit;
    return text.substr(0, limit);
}

std::string_view lastBytes(std::string_view text, std::size_t limit) {
    if (text.size() <= limit)
        return text;
    std::size_t from = text.size() - limit;
    while (from < text.size() && continuesCharacter(text[from]))
        ++from;
    return text.substr(from);
}

std::string shownLine(std::string_view bytes, const Encoding& encoding, std::size_t limit) {
    const std::string decoded = toUtf8(bytes, encoding);
    std::string plain;
    appendWithoutEscapes(decoded, plain);
    std::string_view state = plain;
    while (state.ends_with('\r'))
        state.remove_suffix(1);
    if (const std::size_t before = state.rfind('\r'); before != std::string_view::npos)
        state.remove_prefix(before + 1);
    return std::string(firstBytes(state, limit));
}

} // namespace faultline
