// SPDX-License-Identifier: MIT
#include "log/laid_line.h"

#include <QPainter>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace faultline {

namespace {

constexpr int pieceLength = 256;
constexpr qreal widest = 4e6; // pixels; what QTextLine can still count

int alignedEnd(const QString& text, int end) {
    // Never between the halves of a character.
    return end < text.size() && text.at(end).isLowSurrogate() ? end + 1 : end;
}

} // namespace

LaidLine::LaidLine(LogLinePointer line, QList<QTextLayout::FormatRange> formats, std::shared_ptr<const LineMetrics> metrics)
    : m_line(std::move(line)), m_formats(std::move(formats)), m_metrics(std::move(metrics)) {
    int piece = pieceLength;
    if (wraps() && length() > pieceLength) {
        // Whole rows, so that the pieces join without a gap.
        const int columns = std::max(1, static_cast<int>(m_metrics->wrapWidth / m_metrics->characterWidth));
        piece = std::max(columns, pieceLength / columns * columns);
    }
    int start = 0;
    do {
        const int end = alignedEnd(m_line->text, std::min(length(), start + piece));
        m_pieces.push_back({start, end - start, 0, 0, nullptr});
        start = end;
    } while (start < length());
    if (wraps()) {
        layOut(m_pieces.size() - 1);
        m_rows = m_pieces.back().firstRow + std::max(1, m_pieces.back().layout->lineCount());
    }
}

LaidLine::~LaidLine() = default;

void LaidLine::layOut(std::size_t last) const {
    for (; m_laid <= last; ++m_laid) {
        Piece& piece = m_pieces[m_laid];
        if (m_laid > 0) {
            const Piece& before = m_pieces[m_laid - 1];
            piece.firstRow = before.firstRow + (wraps() ? std::max(1, before.layout->lineCount()) : 0);
            piece.x = wraps() || before.layout->lineCount() == 0 ? 0 : before.x + before.layout->lineAt(0).naturalTextWidth();
        }
        piece.layout = std::make_unique<QTextLayout>(m_line->text.mid(piece.start, piece.length), m_metrics->font);
        QTextOption option;
        option.setTextDirection(Qt::LeftToRight);
        option.setTabStopDistance(m_metrics->tabDistance);
        option.setWrapMode(!wraps()              ? QTextOption::NoWrap
                           : m_pieces.size() > 1 ? QTextOption::WrapAnywhere
                                                 : QTextOption::WrapAtWordBoundaryOrAnywhere);
        piece.layout->setTextOption(option);
        piece.layout->setCacheEnabled(true);
        QList<QTextLayout::FormatRange> formats;
        formats.reserve(m_formats.size());
        for (const QTextLayout::FormatRange& range : m_formats) {
            const int from = std::max(range.start, piece.start);
            const int to = std::min(range.start + range.length, piece.start + piece.length);
            if (from < to)
                formats.append({from - piece.start, to - from, range.format});
        }
        piece.layout->setFormats(formats);
        piece.layout->beginLayout();
        for (int row = 0;; ++row) {
            QTextLine line = piece.layout->createLine();
            if (!line.isValid())
                break;
            // Without a width it would have no ascent yet.
            line.setLineWidth(wraps() ? m_metrics->wrapWidth : widest);
            // Rows are of one height, whatever fonts stand in for missing characters; baselines line up.
            line.setPosition(QPointF(0, row * m_metrics->rowHeight + m_metrics->baseline - line.ascent()));
        }
        piece.layout->endLayout();
    }
}

qreal LaidLine::width() const {
    if (wraps())
        return m_metrics->wrapWidth;
    layOut(0);
    const Piece& last = m_pieces[m_laid - 1];
    const qreal known = last.x + (last.layout->lineCount() > 0 ? last.layout->lineAt(0).naturalTextWidth() : 0);
    return known + (length() - last.start - last.length) * m_metrics->characterWidth;
}

void LaidLine::draw(QPainter& painter, QPointF origin, const QRectF& clip) const {
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        layOut(i);
        const Piece& piece = m_pieces[i];
        const QPointF corner = origin + QPointF(piece.x, piece.firstRow * m_metrics->rowHeight);
        if (!wraps() && corner.x() > clip.right())
            break;
        for (int row = 0; row < piece.layout->lineCount(); ++row) {
            const QTextLine line = piece.layout->lineAt(row);
            const qreal top = corner.y() + row * m_metrics->rowHeight;
            if (top > clip.bottom())
                return;
            if (top + m_metrics->rowHeight < clip.top() || corner.x() + line.naturalTextWidth() < clip.left())
                continue;
            line.draw(&painter, corner);
        }
    }
}

const LaidLine::Piece& LaidLine::pieceOfColumn(int column) const {
    std::size_t i = 0;
    while (i + 1 < m_pieces.size() && column >= m_pieces[i + 1].start)
        ++i;
    layOut(i);
    return m_pieces[i];
}

const LaidLine::Piece& LaidLine::pieceAt(QPointF point) const {
    const int row = std::max(0, static_cast<int>(point.y() / m_metrics->rowHeight));
    std::size_t i = 0;
    for (;; ++i) {
        layOut(i);
        if (i + 1 == m_pieces.size())
            break;
        const Piece& piece = m_pieces[i];
        if (wraps() ? row < piece.firstRow + std::max(1, piece.layout->lineCount())
                    : point.x() < piece.x + (piece.layout->lineCount() > 0 ? piece.layout->lineAt(0).naturalTextWidth() : 0))
            break;
    }
    return m_pieces[i];
}

QPointF LaidLine::pointOf(int column) const {
    column = std::clamp(column, 0, length());
    const Piece& piece = pieceOfColumn(column);
    const QTextLine line = piece.layout->lineForTextPosition(column - piece.start);
    const int row = piece.firstRow + (line.isValid() ? line.lineNumber() : 0);
    return {piece.x + (line.isValid() ? line.cursorToX(column - piece.start) : 0), row * m_metrics->rowHeight};
}

int LaidLine::rowOf(int column) const {
    return static_cast<int>(std::lround(pointOf(column).y() / m_metrics->rowHeight));
}

int LaidLine::columnAt(QPointF point) const {
    const Piece& piece = pieceAt(point);
    const int rows = piece.layout->lineCount();
    if (rows == 0)
        return piece.start;
    const int row = std::clamp(static_cast<int>(point.y() / m_metrics->rowHeight) - piece.firstRow, 0, rows - 1);
    const QTextLine line = piece.layout->lineAt(row);
    int column = line.xToCursor(point.x() - piece.x);
    // Behind the end of a wrapped row the cursor would stand at the start of the next one.
    if (row + 1 < rows && column >= line.textStart() + line.textLength())
        column = piece.layout->previousCursorPosition(line.textStart() + line.textLength());
    return piece.start + column;
}

QList<QRectF> LaidLine::rectsOf(int from, int to) const {
    QList<QRectF> rects;
    from = std::clamp(from, 0, length());
    to = std::clamp(to, from, length());
    for (std::size_t i = 0; i < m_pieces.size() && m_pieces[i].start < to; ++i) {
        layOut(i);
        const Piece& piece = m_pieces[i];
        if (piece.start + piece.length <= from)
            continue;
        for (int row = 0; row < piece.layout->lineCount(); ++row) {
            const QTextLine line = piece.layout->lineAt(row);
            const int start = std::max(from - piece.start, line.textStart());
            const int end = std::min(to - piece.start, line.textStart() + line.textLength());
            if (start >= end)
                continue;
            const qreal left = line.cursorToX(start);
            const qreal right = row + 1 < piece.layout->lineCount() && end == line.textStart() + line.textLength() ? line.naturalTextWidth()
                                                                                                                   : line.cursorToX(end);
            rects.append(QRectF(piece.x + std::min(left, right), (piece.firstRow + row) * m_metrics->rowHeight, std::abs(right - left),
                                m_metrics->rowHeight));
        }
    }
    return rects;
}

int LaidLine::next(int column, bool word) const {
    if (column >= length())
        return length();
    const Piece& piece = pieceOfColumn(column);
    const int found = piece.layout->nextCursorPosition(column - piece.start, word ? QTextLayout::SkipWords : QTextLayout::SkipCharacters);
    return std::clamp(piece.start + found, column + 1, length());
}

int LaidLine::previous(int column, bool word) const {
    if (column <= 0)
        return 0;
    const Piece& piece = pieceOfColumn(column - 1);
    const int found =
        piece.layout->previousCursorPosition(column - piece.start, word ? QTextLayout::SkipWords : QTextLayout::SkipCharacters);
    return std::clamp(piece.start + found, 0, column - 1);
}

int LaidLine::rowStart(int row) const {
    const Piece& piece = pieceAt({0, row * m_metrics->rowHeight});
    const int inPiece = row - piece.firstRow;
    return piece.start + (inPiece < piece.layout->lineCount() && inPiece >= 0 ? piece.layout->lineAt(inPiece).textStart() : 0);
}

int LaidLine::rowEnd(int row) const {
    if (!wraps() || row + 1 >= m_rows)
        return length();
    return previous(rowStart(row + 1), false);
}

} // namespace faultline
