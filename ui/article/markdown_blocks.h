// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace faultline {

/// A piece of an article that is laid out as one: a paragraph, list item, table, heading or code box.
struct MarkdownBlock {
    enum class Kind { Text, Heading, Code };

    Kind kind = Kind::Text;
    QString text;     ///< Markdown; for code the lines as they are, without the fence
    QString marker;   ///< of a list item: `1.` or `•`; empty otherwise
    QString language; ///< of code, as its fence names it
    int depth = 0;    ///< how many lists it stands in

    bool operator==(const MarkdownBlock&) const = default;
};

/// Cuts Markdown into blocks, so that code inside a list item can be a box of its own without the list starting anew.
///
/// Knows fences, ATX headings, lists and paragraphs; everything inside a paragraph is left to the renderer. Takes any text; an open fence reaches
/// to the end.
[[nodiscard]] QList<MarkdownBlock> markdownBlocks(const QString& markdown);

} // namespace faultline
