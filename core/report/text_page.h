// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace faultline {

/// Lays out plain text for a terminal: wraps words, indents, colours. Takes text that is fit to be shown (see `visibleText`).
class TextPage {
public:
    enum class Style : std::uint8_t { Plain, Bold, Muted, Red, Yellow, Green, Blue };

    /// `width` in columns, at least 40.
    TextPage(bool colours, unsigned width);

    [[nodiscard]] unsigned width() const { return m_width; }
    /// `text` in a style; without colours as it is.
    [[nodiscard]] std::string styled(std::string_view text, Style style) const;

    void line(std::string_view text = {});
    /// An empty line and a title in bold.
    void heading(std::string_view title);
    /// Words wrapped at the width, the first line indented by `indent`, the others by `hanging`. A word that is longer than a line stands on one of its own.
    void wrapped(std::string_view text, std::size_t indent, std::size_t hanging, Style style = Style::Plain);
    /// A label at `indent` and, from the column `column` on, its value wrapped.
    void labelled(std::string_view label, std::string_view value, std::size_t indent, std::size_t column);
    /// Markdown of an article: paragraphs and list items wrapped, nested lists and what belongs to their items indented, code blocks as they are, headings in bold.
    void markdown(std::string_view text, std::size_t indent);

    [[nodiscard]] std::string take() { return std::move(m_out); }

private:
    bool m_colours;
    unsigned m_width;
    std::string m_out;
};

} // namespace faultline
