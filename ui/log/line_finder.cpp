// SPDX-License-Identifier: MIT
#include "log/line_finder.h"

#include "log/line_text.h"
#include "text/byte_search.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <span>

namespace faultline {

namespace {

constexpr std::size_t blockSize = 256U << 10; // what several passes over it still find in the processor's cache
constexpr std::size_t lineLimit = 8U << 20;   // longer lines are searched in parts …
constexpr std::size_t overlap = 8U << 10;     // … that share so many bytes

void fold(std::string_view text, std::string& into) {
    into.resize(text.size());
    std::ranges::transform(text, into.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
}

} // namespace

LineFinder::LineFinder(LogText text, TextPattern pattern, Found found)
    : m_text(std::move(text)), m_pattern(std::move(pattern)), m_found(std::move(found)) {
    chooseWay();
}

void LineFinder::chooseWay() {
    const std::string what = m_pattern.text().toStdString();
    const bool utf8 = m_text.encoding.name == "UTF-8" || m_text.encoding.name == "ASCII";
    const bool ascii = isAscii(what);
    // Control characters are shown as pictures: they are not in the bytes.
    const bool pictures = std::ranges::any_of(
        m_pattern.text(), [](QChar c) { return c.unicode() < 0x20 || (c.unicode() >= 0x2400 && c.unicode() <= 0x2426); });
    // Letters beyond ASCII have other forms than their bytes tell, unless just these bytes are asked for.
    if (pictures || (!ascii && (!utf8 || !m_pattern.options().caseSensitive || m_pattern.options().regularExpression)))
        return;
    m_verify = m_pattern.options().wholeWord || !utf8;
    if (!m_pattern.options().regularExpression) {
        m_way = Way::Literal;
        if (m_pattern.options().caseSensitive)
            m_needle = what;
        else
            fold(what, m_needle);
        return;
    }
    RegularExpression expression(what, !m_pattern.options().caseSensitive);
    if (!expression.isValid())
        return;
    m_expression = std::move(expression);
    m_way = Way::Expression;
    m_verify = true; // it may have matched over the end of the line
    m_lettersMatter = true;
}

void LineFinder::run(const std::stop_token& stop, const Progress& progress) {
    if (!m_text.reader || m_pattern.isEmpty() || !m_pattern.isValid())
        return;
    // Room for the longest line and one block more; never filled with zeros.
    const auto buffer = std::make_unique_for_overwrite<char[]>(lineLimit + 2 * blockSize);
    std::size_t kept = 0; // bytes at its start that are the beginning of a line
    std::uint64_t offset = 0;
    while (!stop.stop_requested()) {
        const auto got = m_text.reader->read(offset, std::span(buffer.get() + kept, blockSize));
        if (!got || *got == 0) {
            if (kept > 0)
                searchBlock({buffer.get(), kept});
            break;
        }
        offset += *got;
        const std::string_view bytes(buffer.get(), kept + *got);
        const std::size_t feed = std::string_view(buffer.get() + kept, *got).rfind('\n');
        const std::size_t whole = feed == std::string_view::npos ? 0 : kept + feed + 1;
        if (whole > 0)
            searchBlock(bytes.substr(0, whole));
        kept = bytes.size() - whole;
        std::memmove(buffer.get(), buffer.get() + whole, kept);
        if (kept > lineLimit) {
            searchLine({buffer.get(), kept}, m_line);
            std::memmove(buffer.get(), buffer.get() + kept - overlap, overlap);
            kept = overlap;
        }
        progress(offset);
    }
}

std::size_t LineFinder::specialAt(std::string_view text, std::size_t from) const {
    const unsigned char letters = m_lettersMatter ? 0x80 : 0;
    while (from < text.size()) {
        // First whether there is anything at all in the next few kilobytes: many bytes at once.
        const std::string_view part = text.substr(from, 4096);
        if (part.contains('\x1B') || part.contains('\r') || (letters != 0 && !isAscii(part))) {
            for (std::size_t i = from; i < from + part.size(); ++i) {
                const char c = text[i];
                if (c == '\x1B' || (static_cast<unsigned char>(c) & letters) != 0 ||
                    (c == '\r' && (m_lettersMatter || (i + 1 < text.size() && text[i + 1] != '\n'))))
                    return i;
            }
        }
        from += part.size();
    }
    return std::string_view::npos;
}

void LineFinder::searchBlock(std::string_view lines) {
    std::size_t start = 0;
    while (start < lines.size()) {
        const std::size_t special = m_way == Way::Decoded ? start : specialAt(lines, start);
        std::size_t line = lines.size();
        if (special != std::string_view::npos) {
            const std::size_t feed = special == 0 ? std::string_view::npos : lines.rfind('\n', special - 1);
            line = feed == std::string_view::npos ? 0 : feed + 1;
        }
        if (line > start) {
            const std::string_view plain = lines.substr(start, line - start);
            m_line = searchPlain(plain);
            start = line;
        }
        if (start < lines.size()) {
            const std::size_t end = std::min(lines.find('\n', start), lines.size());
            searchLine(lines.substr(start, end - start), m_line);
            ++m_line;
            start = end + 1;
        }
    }
}

std::uint64_t LineFinder::searchPlain(std::string_view lines) {
    std::uint64_t number = m_line;
    if (m_way == Way::Literal && !m_pattern.options().caseSensitive)
        fold(lines, m_folded);
    std::size_t counted = 0;
    for (std::size_t from = 0; from < lines.size();) {
        const std::size_t hit = candidate(lines, from);
        if (hit == std::string_view::npos)
            break;
        const std::size_t feed = hit == 0 ? std::string_view::npos : lines.rfind('\n', hit - 1);
        const std::size_t start = feed == std::string_view::npos ? 0 : feed + 1;
        const std::size_t end = std::min(lines.find('\n', hit), lines.size());
        number += countLineFeeds(lines.substr(counted, start - counted));
        counted = start;
        if (m_verify)
            searchLine(lines.substr(start, end - start), number);
        else
            tell(number);
        from = end + 1;
    }
    return number + countLineFeeds(lines.substr(counted));
}

std::size_t LineFinder::candidate(std::string_view lines, std::size_t from) {
    if (m_expression)
        return m_expression->find(lines, m_groups, from) ? static_cast<std::size_t>(m_groups.front().data() - lines.data())
                                                         : std::string_view::npos;
    const std::string_view searched = m_pattern.options().caseSensitive ? lines : std::string_view(m_folded);
    const void* const hit = ::memmem(searched.data() + from, searched.size() - from, m_needle.data(), m_needle.size());
    return hit ? static_cast<std::size_t>(static_cast<const char*>(hit) - searched.data()) : std::string_view::npos;
}

void LineFinder::searchLine(std::string_view line, std::uint64_t number) {
    if (isIn(line))
        tell(number);
}

void LineFinder::tell(std::uint64_t number) {
    // A line that is searched in parts is told once.
    if (m_told == number + 1)
        return;
    m_told = number + 1;
    m_found(number);
}

bool LineFinder::isIn(std::string_view line) const {
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    RawLine raw;
    raw.number = LineNumber(1); // any but the first: a byte-order mark is no text that one searches
    raw.offset = 1;
    raw.length = line.size();
    raw.bytes = line;
    return m_pattern.isIn(lineText(raw, m_text.encoding).text);
}

} // namespace faultline
