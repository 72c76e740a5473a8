// SPDX-License-Identifier: MIT
#include "article/code_wrap.h"

#include <QStringList>

#include <algorithm>

namespace faultline {

namespace {

constexpr QChar rowEnd(char16_t(0x2028));
constexpr QChar hangingBlank(char16_t(0x00A0)); ///< as wide as a blank, and told from those of the code
constexpr int tabColumns = 8;
constexpr int hang = 2;

int columnsOf(QChar c) {
    if (c == u'\t')
        return tabColumns;
    const char16_t unit = c.unicode();
    // Letters of East Asia take two columns in a monospace font.
    return (unit >= 0x1100 && unit < 0x1160) || (unit >= 0x2E80 && unit < 0xA4D0) || (unit >= 0xAC00 && unit < 0xD7A4) ||
                   (unit >= 0xF900 && unit < 0xFB00) || (unit >= 0xFF00 && unit < 0xFF61)
               ? 2
               : 1;
}

void addLine(QString& out, QStringView line, int columns) {
    qsizetype indent = 0;
    while (indent < line.size() && line[indent] == u' ')
        ++indent;
    const int further = static_cast<int>(std::min<qsizetype>(indent + hang, columns / 2));

    qsizetype begin = 0;
    int room = columns;
    while (begin < line.size()) {
        int used = 0;
        qsizetype end = begin, afterBlank = begin;
        for (; end < line.size(); ++end) {
            const int wide = columnsOf(line[end]);
            // A blank at the end of a row may hang over: nobody sees it.
            if (used + wide > room && line[end] != u' ')
                break;
            used += wide;
            if (line[end] == u' ' && end >= indent)
                afterBlank = end + 1;
        }
        if (end < line.size()) {
            if (afterBlank > begin)
                end = afterBlank;
            else if (end > begin + 1 && line[end].isLowSurrogate())
                --end;
            else if (end == begin)
                ++end;
        }
        out += line.sliced(begin, end - begin);
        begin = end;
        if (begin < line.size()) {
            out += rowEnd;
            out += QString(further, hangingBlank);
            room = columns - further;
        }
    }
}

} // namespace

QString wrappedCode(const QString& code, int columns) {
    QString out;
    out.reserve(code.size() + code.size() / 8);
    bool first = true;
    for (const QStringView line : QStringView(code).split(u'\n')) {
        if (!first)
            out += u'\n';
        first = false;
        addLine(out, line, std::max(columns, 2 * hang));
    }
    return out;
}

QString unwrappedCode(const QString& wrapped) {
    QString code;
    code.reserve(wrapped.size());
    for (qsizetype i = 0; i < wrapped.size(); ++i) {
        if (wrapped[i] == rowEnd) {
            while (i + 1 < wrapped.size() && wrapped[i + 1] == hangingBlank)
                ++i;
        } else {
            code += wrapped[i];
        }
    }
    return code;
}

int rowsOfCode(const QString& wrapped) {
    return static_cast<int>(std::ranges::count_if(wrapped, [](QChar c) { return c == u'\n' || c == rowEnd; })) + 1;
}

} // namespace faultline
