// SPDX-License-Identifier: MIT
#include "report/text_page.h"

#include "text/visible_text.h"

#include <algorithm>
#include <vector>

namespace faultline {

namespace {

std::size_t indentOf(std::string_view line) {
    return std::min(line.find_first_not_of(' '), line.size());
}

/// Bytes of a list marker with the blank behind it (`- `, `12. `); 0 where there is none.
std::size_t markerLength(std::string_view bare) {
    if (bare.starts_with("- ") || bare.starts_with("* ") || bare.starts_with("+ "))
        return 2;
    std::size_t digits = 0;
    while (digits < bare.size() && bare[digits] >= '0' && bare[digits] <= '9')
        ++digits;
    return digits > 0 && digits < 4 && (bare.substr(digits).starts_with(". ") || bare.substr(digits).starts_with(") ")) ? digits + 2 : 0;
}

std::size_t headingLength(std::string_view bare) {
    const std::size_t level = std::min(bare.find_first_not_of('#'), bare.size());
    return level >= 1 && level <= 6 && level < bare.size() && bare[level] == ' ' ? level + 1 : 0;
}

} // namespace

TextPage::TextPage(bool colours, unsigned width) : m_colours(colours), m_width(std::max(40U, width)) {}

std::string TextPage::styled(std::string_view text, Style style) const {
    if (!m_colours || style == Style::Plain || text.empty())
        return std::string(text);
    static constexpr std::string_view codes[] = {"", "\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[33m", "\x1b[32m", "\x1b[34m"};
    return std::string(codes[static_cast<std::size_t>(style)]) + std::string(text) + "\x1b[0m";
}

void TextPage::line(std::string_view text) {
    m_out.append(text) += '\n';
}

void TextPage::heading(std::string_view title) {
    line();
    line(styled(title, Style::Bold));
}

void TextPage::wrapped(std::string_view text, std::size_t indent, std::size_t hanging, Style style) {
    std::string current;
    std::size_t margin = indent;
    const auto flush = [&] {
        line(std::string(margin, ' ') + styled(current, style));
        current.clear();
        margin = hanging;
    };
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t start = text.find_first_not_of(" \n", position);
        if (start == std::string_view::npos)
            break;
        const std::size_t end = std::min(text.find_first_of(" \n", start), text.size());
        const std::string_view word = text.substr(start, end - start);
        if (!current.empty() && margin + columnsOf(current) + 1 + columnsOf(word) > m_width)
            flush();
        if (!current.empty())
            current += ' ';
        current += word;
        position = end;
    }
    if (!current.empty())
        flush();
}

void TextPage::labelled(std::string_view label, std::string_view value, std::size_t indent, std::size_t column) {
    const std::size_t begin = m_out.size();
    wrapped(value, column, column);
    const std::size_t used = indent + columnsOf(label);
    if (m_out.size() == begin || used >= column)
        m_out.insert(begin, std::string(indent, ' ') + std::string(label) + "\n");
    else
        m_out.replace(begin, used, std::string(indent, ' ') + std::string(label));
}

void TextPage::markdown(std::string_view text, std::size_t indent) {
    /// A list item that is open: where its content begins, in the source and on the page.
    struct Item {
        std::size_t content = 0, shown = 0;
    };
    std::vector<Item> items;
    std::string paragraph;
    std::size_t first = indent, hanging = indent; // of the paragraph
    bool blankBefore = false;
    const auto flush = [&] {
        if (!paragraph.empty())
            wrapped(paragraph, first, hanging);
        paragraph.clear();
    };
    const auto margin = [&] { return items.empty() ? indent : items.back().shown; };
    std::string_view fence;
    std::size_t fenceIndent = 0;
    for (std::size_t position = 0; position <= text.size();) {
        const std::size_t end = std::min(text.find('\n', position), text.size());
        std::string_view raw = text.substr(position, end - position);
        position = end + 1;
        if (raw.ends_with('\r'))
            raw.remove_suffix(1);
        const std::size_t column = indentOf(raw);
        const std::string_view bare = raw.substr(column);
        if (!fence.empty()) {
            if (bare.starts_with(fence) && bare.find_first_not_of(fence.front()) == std::string_view::npos)
                fence = {};
            else
                line(std::string(margin() + 4, ' ') + styled(raw.substr(std::min(fenceIndent, column)), Style::Blue));
            continue;
        }
        if (bare.empty()) {
            flush();
            blankBefore = true;
            continue;
        }
        const std::size_t marker = markerLength(bare);
        const std::size_t hashes = headingLength(bare);
        const bool opensFence = bare.starts_with("```") || bare.starts_with("~~~");
        // What is indented as an item's text belongs to the item; a paragraph goes on until a blank line, however it is indented.
        if (marker > 0 || hashes > 0 || opensFence || blankBefore || paragraph.empty())
            while (!items.empty() && column < items.back().content)
                items.pop_back();
        if (opensFence) {
            flush();
            fence = bare.substr(0, std::min(bare.find_first_not_of(bare.front()), bare.size()));
            fenceIndent = column;
        } else if (hashes > 0) {
            flush();
            wrapped(bare.substr(hashes), margin(), margin(), Style::Bold);
        } else if (marker > 0) {
            flush();
            first = margin();
            hanging = first + marker;
            items.push_back({column + marker, hanging});
            paragraph = bare;
        } else if (paragraph.empty()) {
            first = hanging = margin();
            paragraph = bare;
        } else {
            paragraph.append(" ").append(bare);
        }
        blankBefore = false;
    }
    flush();
}

} // namespace faultline
