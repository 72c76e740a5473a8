// SPDX-License-Identifier: MIT
#pragma once

#include "log/line_pill.h"
#include "log/log_margin.h"
#include "log/log_mark.h"
#include "log/text_pattern.h"
#include "theme/theme.h"

#include <QList>
#include <QRect>
#include <QTextLayout>

#include <utility>

class QPainter;

namespace faultline {

class LaidLine;
struct LineMetrics;

/// Everything about the looks of one line but its text.
struct LineLook {
    const LogMark* mark = nullptr;
    bool emphasised = false; ///< of the finding that is chosen
    bool current = false;
    bool estimated = false; ///< its number is
    bool bookmarked = false;
    LogMargin::Fold fold = LogMargin::Fold::None;
    double flash = 0; ///< 1: just jumped to; 0: not any more
    int selectedFrom = 0, selectedTo = 0;
    bool selectedEnd = false; ///< the line end is selected too
    const TextPattern* pattern = nullptr;
    std::pair<int, int> currentHit{-1, -1}; ///< columns
};

/// Paints the lines of a log, one after the other from the top.
class LogPainter {
public:
    LogPainter(QPainter& painter, const Theme& theme, const LogMargin& margin, const LineMetrics& metrics, QRect viewport, int scrolledX);

    /// `laid` is null for a line that is not in memory yet. The notes that the line shows are added to `pills`.
    void paint(LineNumber number, const LaidLine* laid, int top, const LineLook& look, QList<LinePill>& pills);
    void paintCaret(const LaidLine* laid, int column, int top);

    /// Behind find hits; that of the chosen one is the accent itself.
    [[nodiscard]] static QColor hitFill(const Theme& theme);

private:
    void paintGround(const LineLook& look, int top, int height);
    void paintText(const LaidLine& laid, int top, const LineLook& look, const QRect& area);
    [[nodiscard]] QList<QTextLayout::FormatRange> paintHits(const LaidLine& laid, const LineLook& look, int top);
    void paintPlaceholder(LineNumber number, int top);
    [[nodiscard]] QList<LinePill> pillsOf(const LaidLine& laid, int top) const;
    void paintPill(const LinePill& pill);
    [[nodiscard]] qreal textLeft() const;

    QPainter& m_painter;
    const Theme& m_theme;
    const LogMargin& m_margin;
    const LineMetrics& m_metrics;
    QRect m_viewport;
    int m_scrolledX;
};

} // namespace faultline
