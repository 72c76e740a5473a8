// SPDX-License-Identifier: MIT
#pragma once

#include "log/log_line.h"

#include <QFont>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QTextLayout>

#include <memory>
#include <vector>

class QPainter;

namespace faultline {

/// How lines are laid out.
struct LineMetrics {
    QFont font;
    qreal rowHeight = 0;
    qreal baseline = 0; ///< from the top of a row
    qreal characterWidth = 0;
    qreal wrapWidth = 0; ///< 0: lines are not wrapped
    qreal tabDistance = 0;
};

/// One line of a log, laid out: one row, or several where lines are wrapped. For painting, and for telling places from columns.
///
/// Columns count UTF-16 units of `LogLine::text`. A long line is cut into pieces that are laid out when something asks for them, so that a line of a
/// megabyte costs no more than what of it is seen.
class LaidLine {
public:
    LaidLine(LogLinePointer line, QList<QTextLayout::FormatRange> formats, std::shared_ptr<const LineMetrics> metrics);
    ~LaidLine();

    [[nodiscard]] const LogLine& line() const { return *m_line; }
    [[nodiscard]] const LogLinePointer& linePointer() const { return m_line; }
    [[nodiscard]] int length() const { return static_cast<int>(m_line->text.size()); }
    [[nodiscard]] int rows() const { return m_rows; }
    /// Where the text ends, without laying out all of a long line that is not wrapped.
    [[nodiscard]] QPointF end() const { return wraps() ? pointOf(length()) : QPointF(width(), 0); }
    /// Of the widest row; estimated while a long line is not laid out to its end.
    [[nodiscard]] qreal width() const;

    /// Paints what of the line shows in `clip`; `origin` is its top left corner. Backgrounds are the caller's.
    void draw(QPainter& painter, QPointF origin, const QRectF& clip) const;

    /// Left end of a column, and its row, relative to the line's corner.
    [[nodiscard]] QPointF pointOf(int column) const;
    [[nodiscard]] int rowOf(int column) const;
    [[nodiscard]] int columnAt(QPointF point) const;
    /// What the columns from `from` up to `to` cover, a rectangle for each row.
    [[nodiscard]] QList<QRectF> rectsOf(int from, int to) const;

    [[nodiscard]] int next(int column, bool word) const;
    [[nodiscard]] int previous(int column, bool word) const;
    [[nodiscard]] int rowStart(int row) const;
    [[nodiscard]] int rowEnd(int row) const;

private:
    struct Piece {
        int start = 0, length = 0;
        int firstRow = 0;
        qreal x = 0; ///< where lines are not wrapped: of its left end
        std::unique_ptr<QTextLayout> layout;
    };

    [[nodiscard]] bool wraps() const { return m_metrics->wrapWidth > 0; }
    void layOut(std::size_t last) const;
    const Piece& pieceOfColumn(int column) const;
    const Piece& pieceAt(QPointF point) const;

    LogLinePointer m_line;
    QList<QTextLayout::FormatRange> m_formats;
    std::shared_ptr<const LineMetrics> m_metrics;
    mutable std::vector<Piece> m_pieces;
    mutable std::size_t m_laid = 0; ///< pieces laid out so far, from the first
    int m_rows = 1;
};

} // namespace faultline
