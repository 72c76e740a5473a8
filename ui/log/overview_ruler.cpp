// SPDX-License-Identifier: MIT
#include "log/overview_ruler.h"

#include "log/log_margin.h"
#include "scan/sighting.h"
#include "theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTextDocument>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace faultline {

namespace {

constexpr int reach = 4; // pixels from a mark that still are on it

} // namespace

OverviewRuler::OverviewRuler(QWidget* parent) : QWidget(parent), m_finding(nowhere) {
    setCursor(Qt::PointingHandCursor);
    setFixedWidth(width);
    setAccessibleName(tr("Overview of marks and hits"));
}

void OverviewRuler::setLineCount(std::uint64_t count) {
    if (m_lineCount == count)
        return;
    m_lineCount = count;
    m_hitRows.clear();
    update();
}

void OverviewRuler::setFolds(LineFolds folds) {
    m_folds = std::move(folds);
    m_hitRows.clear();
    update();
}

void OverviewRuler::setRowHeight(int pixels) {
    if (m_rowHeight == pixels)
        return;
    m_rowHeight = pixels;
    m_hitRows.clear();
    update();
}

void OverviewRuler::setMarks(QList<LogMark> marks) {
    m_marks = std::move(marks);
    update();
}

void OverviewRuler::setBookmarks(std::vector<LineNumber> lines) {
    m_bookmarks = std::move(lines);
    update();
}

void OverviewRuler::setCurrentFinding(std::size_t finding) {
    m_finding = finding;
    update();
}

void OverviewRuler::setHits(std::shared_ptr<const std::vector<std::uint64_t>> lines) {
    m_hits = std::move(lines);
    m_hitRows.clear();
    update();
}

void OverviewRuler::setCurrentLine(LineNumber line) {
    if (yOf(m_currentLine.index()) != yOf(line.index()))
        update();
    m_currentLine = line;
}

int OverviewRuler::yOf(std::uint64_t line) const {
    if (m_lineCount == 0)
        return 0;
    const double share = (static_cast<double>(m_folds.rowOf(LineNumber(line))) + 0.5) / static_cast<double>(m_folds.rowCount(m_lineCount));
    return static_cast<int>(share * textHeight());
}

std::uint64_t OverviewRuler::firstRowAt(int y) const {
    const double row =
        std::ceil(static_cast<double>(y) * static_cast<double>(m_folds.rowCount(m_lineCount)) / std::max(1, textHeight()) - 0.5);
    return row > 0 ? static_cast<std::uint64_t>(row) : 0;
}

void OverviewRuler::findHitRows() {
    // Pixel by pixel: there may be a million hits, and folds between them.
    m_hitRows.assign(static_cast<std::size_t>(height()) + 1, 0);
    const std::uint64_t rows = m_folds.rowCount(m_lineCount);
    const auto firstFrom = [&](std::uint64_t row) {
        return row >= rows ? m_hits->end() : std::ranges::lower_bound(*m_hits, m_folds.lineAt(row).index());
    };
    auto hit = m_hits->begin();
    for (int y = 0; y <= height() && hit != m_hits->end(); ++y) {
        const auto next = firstFrom(firstRowAt(y + 1));
        m_hitRows[static_cast<std::size_t>(y)] = hit < next ? 1 : 0;
        hit = std::max(hit, next);
    }
}

int OverviewRuler::textHeight() const {
    const std::uint64_t rows = m_folds.rowCount(m_lineCount);
    const bool fits = m_rowHeight > 0 && rows <= static_cast<std::uint64_t>(height() / m_rowHeight);
    return fits ? static_cast<int>(rows) * m_rowHeight : height();
}

void OverviewRuler::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme theme = Theme::of(palette());
    painter.fillRect(rect(), theme.window);
    painter.fillRect(0, 0, 1, height(), theme.line);
    if (m_lineCount == 0)
        return;

    if (m_hits && !m_hits->empty()) {
        if (m_hitRows.size() != static_cast<std::size_t>(height()) + 1)
            findHitRows();
        for (int y = 0; y <= height(); ++y)
            if (m_hitRows[static_cast<std::size_t>(y)])
                painter.fillRect(7, y - 1, 4, 2, theme.accent);
    }
    for (int rank = 0; rank <= 3; ++rank) {
        for (const LogMark& mark : std::as_const(m_marks)) {
            if (rankOf(mark.kind) != rank || mark.line.index() >= m_lineCount)
                continue;
            const bool chosen = mark.finding == m_finding && m_finding != nowhere;
            const int y = yOf(mark.line.index());
            const QColor colour = LogMargin::colourOf(mark.kind, theme);
            if (mark.kind == LogMark::Kind::Noise)
                painter.fillRect(2, y - 1, 3, 2, colour);
            else
                painter.fillRect(2, y - (chosen ? 2 : 1), chosen ? 9 : 7, chosen ? 4 : 3, colour);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing);
    for (const LineNumber line : m_bookmarks) {
        // A shape of its own: a wedge from the right.
        const int y = yOf(line.index());
        QPainterPath wedge;
        wedge.addPolygon(QPolygonF({QPointF(width, y - 4), QPointF(width, y + 4), QPointF(width - 6, y)}));
        if (line.index() < m_lineCount)
            painter.fillPath(wedge, theme.accent);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    const int y = yOf(m_currentLine.index());
    painter.fillRect(1, y, width - 1, 1, Theme::mix(theme.window, theme.text, 0.5));
}

const LogMark* OverviewRuler::markAt(int y) const {
    const LogMark* nearest = nullptr;
    int distance = reach + 1;
    for (const LogMark& mark : m_marks) {
        const int away = std::abs(yOf(mark.line.index()) - y);
        if (away < distance || (nearest && away == distance && rankOf(mark.kind) > rankOf(nearest->kind))) {
            nearest = &mark;
            distance = away;
        }
    }
    return nearest;
}

void OverviewRuler::choose(int y) {
    if (m_lineCount == 0)
        return;
    if (const LogMark* const mark = markAt(y)) {
        emit lineChosen(mark->line);
        return;
    }
    if (m_hits) {
        // Compare in pixels: what was clicked is a mark of a few of them.
        const auto hit = std::ranges::lower_bound(*m_hits, y - reach, {}, [this](std::uint64_t line) { return yOf(line); });
        if (hit != m_hits->end() && yOf(*hit) <= y + reach) {
            emit lineChosen(LineNumber(*hit));
            return;
        }
    }
    const double share = std::clamp(static_cast<double>(y) / std::max(1, textHeight()), 0.0, 1.0);
    const std::uint64_t rows = m_folds.rowCount(m_lineCount);
    emit lineChosen(m_folds.lineAt(std::min(rows - 1, static_cast<std::uint64_t>(share * static_cast<double>(rows)))));
}

void OverviewRuler::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        choose(static_cast<int>(event->position().y()));
}

void OverviewRuler::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton)
        choose(static_cast<int>(event->position().y()));
}

void OverviewRuler::mouseReleaseEvent(QMouseEvent* event) {
    event->accept();
}

bool OverviewRuler::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* const help = static_cast<QHelpEvent*>(event);
        if (const LogMark* const mark = markAt(help->pos().y()))
            QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(tr("Line %L1: %2").arg(mark->line.shown()).arg(mark->toolTip)),
                               this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace faultline
