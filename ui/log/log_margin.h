// SPDX-License-Identifier: MIT
#pragma once

#include "log/log_mark.h"
#include "theme/theme.h"

#include <QFont>

#include <cstdint>

class QPainter;

namespace faultline {

/// What stands left of a log's text: a bar and a sign for marks, and line numbers. Knows widths and paints one line's part.
class LogMargin {
public:
    void setFont(const QFont& font, int rowHeight, int baseline);
    /// Makes room for the numbers up to `lines`. Returns whether the width changed.
    bool setLineCount(std::uint64_t lines);

    /// Left edge of the text.
    [[nodiscard]] int width() const { return m_signLeft + m_signWidth; }
    [[nodiscard]] bool isNumber(int x) const { return x < m_signLeft; }
    [[nodiscard]] bool isSign(int x) const { return x >= m_signLeft && x < width(); }

    /// Paints number, bar and sign; `top` is that of the line, `height` of all its rows.
    void paint(QPainter& painter, const Theme& theme, LineNumber line, bool estimated, int top, int height, bool current,
               const LogMark* mark, bool emphasised) const;

    /// What can be folded at a line.
    enum class Fold { None, Closed, Open };
    /// The sign of it, where marks have theirs.
    void paintFold(QPainter& painter, const Theme& theme, int top, Fold fold) const;

    /// The ribbon of a line that the reader marked, left of its number.
    void paintBookmark(QPainter& painter, const Theme& theme, int top) const;

    [[nodiscard]] static QString signOf(LogMark::Kind kind);
    [[nodiscard]] static QColor colourOf(LogMark::Kind kind, const Theme& theme);
    /// Invalid for marks that leave the line as it is.
    [[nodiscard]] static QColor tintOf(LogMark::Kind kind, const Theme& theme);

private:
    void paintSign(QPainter& painter, const QColor& colour, LogMark::Kind kind, int top, bool emphasised) const;

    QFont m_font;
    int m_rowHeight = 0, m_baseline = 0;
    int m_digitWidth = 8;
    int m_digits = 4;
    int m_signLeft = 0, m_signWidth = 20;
};

} // namespace faultline
