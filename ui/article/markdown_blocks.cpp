// SPDX-License-Identifier: MIT
#include "article/markdown_blocks.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace faultline {

namespace {

constexpr int deepest = 6;
constexpr int tabWidth = 4;

int indentOf(const QString& line) {
    int columns = 0;
    for (const QChar c : line) {
        if (c == u' ')
            ++columns;
        else if (c == u'\t')
            columns += tabWidth - columns % tabWidth;
        else
            break;
    }
    return columns;
}

/// Takes up to `columns` of white space from the front.
QString unindented(const QString& line, int columns) {
    qsizetype at = 0;
    for (int column = 0; at < line.size() && column < columns; ++at) {
        if (line[at] == u' ')
            ++column;
        else if (line[at] == u'\t')
            column += tabWidth - column % tabWidth;
        else
            break;
    }
    return line.sliced(at);
}

class BlockReader {
public:
    QList<MarkdownBlock> read(const QString& markdown) {
        static const QRegularExpression fence(QStringLiteral("^(`{3,}|~{3,})\\s*([^`]*)$"));
        static const QRegularExpression item(QStringLiteral("^([-*+]|\\d{1,9}[.)])(\\s+)(\\S.*)$"));
        static const QRegularExpression heading(QStringLiteral("^#{1,6}\\s+(.*?)\\s*#*$"));

        for (const QString& line : markdown.split(u'\n')) {
            if (!m_fence.isEmpty()) {
                codeLine(line);
                continue;
            }
            const QString text = line.trimmed();
            if (text.isEmpty()) {
                m_open = false;
                continue;
            }
            const int indent = indentOf(line);
            if (const auto match = fence.match(text); match.hasMatch()) {
                closeLists(indent);
                m_fence = match.captured(1);
                m_fenceIndent = indent;
                m_codeBegun = false;
                add({MarkdownBlock::Kind::Code, {}, {}, match.captured(2).trimmed(), 0});
            } else if (const auto match2 = item.match(text); match2.hasMatch()) {
                closeLists(indent);
                if (m_lists.size() < deepest)
                    m_lists.append(indent +
                                   static_cast<int>(match2.capturedLength(1) + std::min<qsizetype>(match2.capturedLength(2), tabWidth)));
                const QString marker = match2.captured(1);
                add({MarkdownBlock::Kind::Text, match2.captured(3), marker.size() == 1 ? QStringLiteral("•") : marker, {}, 0});
                m_open = true;
            } else if (const auto match3 = heading.match(text); match3.hasMatch()) {
                m_lists.clear();
                add({MarkdownBlock::Kind::Heading, match3.captured(1), {}, {}, 0});
            } else if (m_open) {
                m_blocks.last().text += u'\n' + text;
            } else {
                closeLists(indent);
                add({MarkdownBlock::Kind::Text, text, {}, {}, 0});
                m_open = true;
            }
        }
        return m_blocks;
    }

private:
    void add(MarkdownBlock block) {
        block.depth = static_cast<int>(m_lists.size());
        m_blocks.append(std::move(block));
        m_open = false;
    }

    /// Ends the lists whose text stands further right than `indent`. One column of slack: people count differently.
    void closeLists(int indent) {
        while (!m_lists.isEmpty() && indent + 1 < m_lists.last())
            m_lists.removeLast();
    }

    void codeLine(const QString& line) {
        const QString text = line.trimmed();
        if (text.size() >= m_fence.size() && text.startsWith(m_fence) && text.count(m_fence[0]) == text.size()) {
            m_fence.clear();
            return;
        }
        QString& code = m_blocks.last().text;
        if (m_codeBegun)
            code += u'\n';
        code += unindented(line, m_fenceIndent);
        m_codeBegun = true;
    }

    QList<MarkdownBlock> m_blocks;
    QList<int> m_lists; ///< column where the text of each open list begins
    QString m_fence;
    int m_fenceIndent = 0;
    bool m_codeBegun = false;
    bool m_open = false; ///< whether the next line belongs to the last block
};

} // namespace

QList<MarkdownBlock> markdownBlocks(const QString& markdown) {
    return BlockReader().read(markdown);
}

} // namespace faultline
