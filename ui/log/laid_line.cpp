// SPDX-License-Identifier: MIT
#include "log/laid_line.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextOption>

#include <algorithm>
#include <cmath>
#include <ranges>

namespace faultline {

namespace {

constexpr int usualPiece = 256;
constexpr qreal widest = 4e6; // pixels; what QTextLine can still count

int alignedEnd(const QString& text, int end) {
    // Never between the halves of a character.
    return end < text.size() && text.at(end).isLowSurrogate() ? end + 1 : end;
}

/// Whether a character has the width of all others in a monospace font, whatever font stands in for missing ones.
bool isEven(QChar c) {
    const char16_t code = c.unicode();
    return (code >= 0x20 && code < 0x7F) || (code >= 0xA0 && code <= 0xFF && code != 0xAD);
}

} // namespace

void LineMetrics::setFont(const QFont& wanted) {
    font = wanted;
    QFont bold = font;
    bold.setBold(true);
    const QFontMetricsF measure(font), measureBold(bold);
    characterWidth = measure.horizontalAdvance(u'0');
    const auto isAsWide = [&](QChar c) {
        return qFuzzyCompare(measure.horizontalAdvance(c), characterWidth) &&
               qFuzzyCompare(measureBold.horizontalAdvance(c), characterWidth);
    };
    even = std::ranges::all_of(QStringView(u"iWm.|@\u00E4\u00A0"), isAsWide);
}

LaidLine::LaidLine(LogLinePointer line, QList<QTextLayout::FormatRange> formats, std::shared_ptr<const LineMetrics> metrics, LineRoom room)
    : m_line(std::move(line)), m_formats(std::move(formats)), m_metrics(std::move(metrics)), m_room(room) {
    if (m_room.before > 0 && wraps())
        m_firstRow = 1;
    else if (m_room.before > 0)
        m_left = m_room.before + gap;
    cutIntoPieces();
    if (wraps() && m_even) {
        m_rows = m_firstRow + (length() + m_columns - 1) / m_columns;
    } else if (wraps()) {
        layOut(m_pieces.size() - 1);
        m_rows = m_pieces.back().firstRow + std::max(1, m_pieces.back().layout->lineCount());
    }
    if (wraps() && m_room.behind > 0)
        placeRoomBehind();
}

LaidLine::~LaidLine() = default;

void LaidLine::cutIntoPieces() {
    m_pieceLength = usualPiece;
    if (length() > usualPiece)
        m_even = m_metrics->even && std::ranges::all_of(m_line->text, isEven);
    if (wraps() && length() > usualPiece) {
        // Whole rows, so that the pieces join without a gap.
        m_columns = std::max(1, static_cast<int>(m_metrics->wrapWidth / m_metrics->characterWidth));
        m_pieceLength = std::max(m_columns, usualPiece / m_columns * m_columns);
    }
    m_pieces.reserve(static_cast<std::size_t>(length() / m_pieceLength) + 1);
    int start = 0;
    do {
        const int end = alignedEnd(m_line->text, std::min(length(), start + m_pieceLength));
        Piece piece{start, end - start, m_firstRow, m_left, nullptr};
        if (m_even && wraps())
            piece.firstRow += start / m_columns;
        else if (m_even)
            piece.x += start * m_metrics->characterWidth;
        m_pieces.push_back(std::move(piece));
        start = end;
    } while (start < length());
}

void LaidLine::placeRoomBehind() {
    const QPointF end = pointOf(length());
    if (end.x() + gap + m_room.behind <= m_metrics->wrapWidth)
        m_behind = end + QPointF(gap, 0);
    else
        m_behind = QPointF(0, m_rows++ * m_metrics->rowHeight);
}

void LaidLine::layOut(std::size_t last) const {
    if (m_even) {
        if (!m_pieces[last].layout)
            layOutOne(m_pieces[last]);
        return;
    }
    for (; m_laid <= last; ++m_laid) {
        Piece& piece = m_pieces[m_laid];
        if (m_laid > 0) {
            const Piece& before = m_pieces[m_laid - 1];
            if (wraps())
                piece.firstRow = before.firstRow + std::max(1, before.layout->lineCount());
            else if (before.layout->lineCount() > 0)
                piece.x = before.x + before.layout->lineAt(0).naturalTextWidth();
        }
        layOutOne(piece);
    }
}

void LaidLine::layOutOne(Piece& piece) const {
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
        if (m_even && wraps())
            line.setNumColumns(m_columns, m_metrics->wrapWidth);
        else // without a width it would have no ascent yet
            line.setLineWidth(wraps() ? m_metrics->wrapWidth : widest);
        // Rows are of one height, whatever fonts stand in for missing characters; baselines line up.
        line.setPosition(QPointF(0, row * m_metrics->rowHeight + m_metrics->baseline - line.ascent()));
    }
    piece.layout->endLayout();
}

qreal LaidLine::textWidth() const {
    if (m_even)
        return length() * m_metrics->characterWidth;
    layOut(0);
    const Piece& last = m_pieces[m_laid - 1];
    const qreal known = last.x - m_left + (last.layout->lineCount() > 0 ? last.layout->lineAt(0).naturalTextWidth() : 0);
    return known + (length() - last.start - last.length) * m_metrics->characterWidth;
}

qreal LaidLine::width() const {
    if (wraps())
        return m_metrics->wrapWidth;
    return m_left + textWidth() + (m_room.behind > 0 ? gap + m_room.behind : 0);
}

void LaidLine::draw(QPainter& painter, QPointF origin, const QRectF& clip, const QList<QTextLayout::FormatRange>& over) const {
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        const Piece& piece = m_pieces[i];
        if (m_even) {
            // Only what shows is laid out.
            const int rows = wraps() ? (piece.length + m_columns - 1) / m_columns : 1;
            const qreal width = wraps() ? m_metrics->wrapWidth : piece.length * m_metrics->characterWidth;
            const QRectF area(origin + QPointF(piece.x, piece.firstRow * m_metrics->rowHeight), QSizeF(width, rows * m_metrics->rowHeight));
            if (area.top() > clip.bottom() || area.left() > clip.right())
                return;
            if (area.bottom() < clip.top() || area.right() < clip.left())
                continue;
        }
        layOut(i);
        const QPointF corner = origin + QPointF(piece.x, piece.firstRow * m_metrics->rowHeight);
        if (corner.y() > clip.bottom() || (!wraps() && corner.x() > clip.right()))
            return;
        QList<QTextLayout::FormatRange> above;
        for (const QTextLayout::FormatRange& range : over) {
            const int from = std::max(range.start, piece.start);
            const int to = std::min(range.start + range.length, piece.start + piece.length);
            if (from < to)
                above.append({from - piece.start, to - from, range.format});
        }
        piece.layout->draw(&painter, corner, above, clip);
    }
}

std::size_t LaidLine::indexOfColumn(int column) const {
    if (m_even)
        return std::min(static_cast<std::size_t>(column / m_pieceLength), m_pieces.size() - 1);
    const auto after = std::ranges::upper_bound(m_pieces, column, {}, &Piece::start);
    return static_cast<std::size_t>(std::distance(m_pieces.begin(), after)) - 1;
}

const LaidLine::Piece& LaidLine::pieceOfColumn(int column) const {
    const std::size_t index = indexOfColumn(column);
    layOut(index);
    return m_pieces[index];
}

const LaidLine::Piece& LaidLine::pieceAt(QPointF point) const {
    const int row = std::max(0, static_cast<int>(point.y() / m_metrics->rowHeight));
    if (m_even) {
        const int column = wraps() ? std::max(0, row - m_firstRow) * m_columns
                                   : static_cast<int>(std::max(0.0, point.x() - m_left) / m_metrics->characterWidth);
        return pieceOfColumn(std::min(column, length()));
    }
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
    if (m_even) {
        if (!wraps())
            return {m_left + column * m_metrics->characterWidth, 0};
        // The end of the text is behind its last character, also at the end of a row.
        const int row = column == length() && column > 0 ? (column - 1) / m_columns : column / m_columns;
        return {(column - row * m_columns) * m_metrics->characterWidth, (m_firstRow + row) * m_metrics->rowHeight};
    }
    const Piece& piece = pieceOfColumn(column);
    const QTextLine line = piece.layout->lineForTextPosition(column - piece.start);
    const int row = piece.firstRow + (line.isValid() ? line.lineNumber() : 0);
    return {piece.x + (line.isValid() ? line.cursorToX(column - piece.start) : 0), row * m_metrics->rowHeight};
}

int LaidLine::rowOf(int column) const {
    return static_cast<int>(std::lround(pointOf(column).y() / m_metrics->rowHeight));
}

int LaidLine::columnAt(QPointF point) const {
    if (m_even) {
        const qreal left = std::max(0.0, point.x() - m_left) / m_metrics->characterWidth;
        if (!wraps())
            return static_cast<int>(std::min<qreal>(std::round(left), length()));
        const int row = static_cast<int>(point.y() / m_metrics->rowHeight) - m_firstRow;
        if (row < 0)
            return 0;
        const int start = std::min(row * m_columns, length());
        const int end = std::min(start + m_columns, length());
        // Behind the end of a wrapped row the cursor would stand at the start of the next one.
        return std::min(start + static_cast<int>(std::min<qreal>(std::round(left), m_columns)), end == length() ? end : end - 1);
    }
    const Piece& piece = pieceAt(point);
    const int rows = piece.layout->lineCount();
    if (rows == 0 || (wraps() && point.y() < m_firstRow * m_metrics->rowHeight))
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
    if (from == to)
        return rects;
    if (m_even) {
        const qreal cell = m_metrics->characterWidth;
        const int columns = wraps() ? m_columns : length();
        for (int row = from / columns; row * columns < to; ++row) {
            const int start = std::max(from, row * columns), end = std::min(to, (row + 1) * columns);
            rects.append(QRectF(m_left + (start - row * columns) * cell, (m_firstRow + row) * m_metrics->rowHeight, (end - start) * cell,
                                m_metrics->rowHeight));
        }
        return rects;
    }
    for (std::size_t i = indexOfColumn(from); i < m_pieces.size() && m_pieces[i].start < to; ++i) {
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
    if (m_even)
        return wraps() ? std::min(std::max(0, row - m_firstRow) * m_columns, length()) : 0;
    const Piece& piece = pieceAt({0, row * m_metrics->rowHeight});
    const int inPiece = row - piece.firstRow;
    return piece.start + (inPiece < piece.layout->lineCount() && inPiece >= 0 ? piece.layout->lineAt(inPiece).textStart() : 0);
}

int LaidLine::rowEnd(int row) const {
    if (!wraps() || row >= rowOf(length()))
        return length();
    return previous(rowStart(row + 1), false);
}

} // namespace faultline
