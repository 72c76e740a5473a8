// SPDX-License-Identifier: MIT
#pragma once

#include "log/log_line.h"

#include <QFont>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QTextLayout>

#include <memory>
#include <optional>
#include <vector>

class QPainter;

namespace faultline {

/// How lines are laid out.
struct LineMetrics {
    QFont font;
    qreal rowHeight = 0;
    qreal baseline = 0; ///< from the top of a row
    qreal characterWidth = 0;
    bool even = false;   ///< every letter of ASCII and Latin-1 is just so wide, bold or not
    qreal wrapWidth = 0; ///< 0: lines are not wrapped
    qreal tabDistance = 0;

    /// Takes font and width of the characters from the font.
    void setFont(const QFont& font);
};

/// Room that a line keeps free for what stands at the ends of its text, in pixels.
struct LineRoom {
    int before = 0, behind = 0;
};

/// One line of a log, laid out: one row, or several where lines are wrapped. For painting, and for telling places from columns.
///
/// Columns count UTF-16 units of `LogLine::text`. A long line is cut into pieces that are laid out when something asks for them. Where all characters have one
/// width, as nearly always, rows and places are computed and a piece is laid out only to be painted; otherwise pieces are laid out from the first on.
///
/// In a line that is not wrapped, what stands before the text is in its row; where lines are wrapped it has a row of its own, and what stands behind goes to the
/// last row or to one below it.
class LaidLine {
public:
    LaidLine(LogLinePointer line, QList<QTextLayout::FormatRange> formats, std::shared_ptr<const LineMetrics> metrics, LineRoom room = {});
    ~LaidLine();

    [[nodiscard]] const LogLine& line() const { return *m_line; }
    [[nodiscard]] int length() const { return static_cast<int>(m_line->text.size()); }
    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] LineRoom room() const { return m_room; }
    /// Of the widest row, with the room at the ends; estimated while a long line is not laid out to its end.
    [[nodiscard]] qreal width() const;
    /// Top left corner of the room behind the text.
    [[nodiscard]] QPointF behind() const { return m_behind ? *m_behind : QPointF(textWidth() + m_left + gap, 0); }

    /// Paints what of the line shows in `clip`; `origin` is its top left corner. Backgrounds are the caller's. `over` are formats above those of the line.
    void draw(QPainter& painter, QPointF origin, const QRectF& clip, const QList<QTextLayout::FormatRange>& over = {}) const;

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
    [[nodiscard]] qreal textWidth() const;
    void cutIntoPieces();
    void placeRoomBehind();
    void layOut(std::size_t piece) const;
    void layOutOne(Piece& piece) const;
    [[nodiscard]] std::size_t indexOfColumn(int column) const;
    const Piece& pieceOfColumn(int column) const;
    const Piece& pieceAt(QPointF point) const;

    static constexpr int gap = 8; ///< between text and room

    LogLinePointer m_line;
    QList<QTextLayout::FormatRange> m_formats;
    std::shared_ptr<const LineMetrics> m_metrics;
    LineRoom m_room;
    qreal m_left = 0;    ///< where the text begins
    int m_firstRow = 0;  ///< and in which row
    bool m_even = false; ///< places are computed
    int m_columns = 0;   ///< of a row, where lines are wrapped and even
    int m_pieceLength = 0;
    mutable std::vector<Piece> m_pieces;
    mutable std::size_t m_laid = 0; ///< where not even: pieces laid out so far, from the first
    int m_rows = 1;
    std::optional<QPointF> m_behind; ///< where it is not simply behind the only row
};

} // namespace faultline
