// SPDX-License-Identifier: MIT
// What LogView copies.
#include "log/log_view.h"

#include "log/text_copier.h"
#include "text/words.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace faultline {

void LogView::copied(const TextCopier::Copy& copy) {
    QGuiApplication::clipboard()->setText(copy.text);
    if (copy.cut)
        emit noticed(tr("The selection is too large for the clipboard: only its first %L1 lines (%2) were copied.")
                         .arg(copy.lines)
                         .arg(sizeText(static_cast<std::uint64_t>(copy.text.size()))));
    else if (copy.cutLines > 0)
        emit noticed(tr("%Ln line(s) of the selection are too long for the clipboard: of each only %1 were copied.", nullptr,
                        forPlural(copy.cutLines))
                         .arg(sizeText(TextCopier::longestLine)));
}

QString LogView::selectedText() const {
    const TextPosition from = m_selection.from(), to = m_selection.to();
    QString text;
    if (m_selection.isEmpty() || to.line.index() - from.line.index() > 2000)
        return text;
    for (LineNumber line = from.line; line <= to.line; line = line + 1) {
        const QString whole = textOf(line);
        const qsizetype start = line == from.line ? std::min<qsizetype>(from.column, whole.size()) : 0;
        const qsizetype end = line == to.line ? std::min<qsizetype>(to.column, whole.size()) : whole.size();
        text += QStringView(whole).sliced(start, std::max<qsizetype>(0, end - start));
        if (line != to.line)
            text += u'\n';
    }
    return text;
}

void LogView::copy(bool withPlace) {
    if (!m_document || !m_document->isOpen() || m_scroller.lineCount() == 0)
        return;
    TextRange range = m_selection;
    if (range.isEmpty())
        range = {{range.caret.line, 0}, {range.caret.line, TextPosition::lineEnd}};
    QString prefix;
    if (withPlace) {
        const LineNumber first = range.from().line, last = range.to().line;
        prefix =
            placeText(m_document->path(), first) + (first == last ? QStringLiteral(": ") : u'-' + QString::number(last.shown()) + u'\n');
    }
    if (m_document->isEstimated(range.to().line) && !m_document->isComplete()) {
        // Only what is in memory can be told by its number here.
        const QString text = selectedText();
        if (withPlace || text.isEmpty())
            emit noticed(tr("The lines of this file are still being counted; copy it again in a moment."));
        else
            QGuiApplication::clipboard()->setText(text);
        return;
    }
    m_copier->collect({m_document->text(), m_document->wishes(), range, prefix, folds()});
}

} // namespace faultline
