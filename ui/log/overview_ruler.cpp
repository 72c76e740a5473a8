// SPDX-License-Identifier: MIT
#include "log/overview_ruler.h"

#include "log/log_margin.h"
#include "scan/sighting.h"
#include "theme/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextDocument>
#include <QToolTip>

#include <algorithm>
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

void OverviewRuler::setMarks(QList<LogMark> marks) {
    m_marks = std::move(marks);
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
    return static_cast<int>((static_cast<double>(line) + 0.5) / static_cast<double>(m_lineCount) * height());
}

void OverviewRuler::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme theme = Theme::of(palette());
    painter.fillRect(rect(), theme.window);
    painter.fillRect(0, 0, 1, height(), theme.line);
    if (m_lineCount == 0)
        return;

    if (m_hits && !m_hits->empty()) {
        if (const std::size_t rows = static_cast<std::size_t>(height()) + 1; m_hitRows.size() != rows) {
            m_hitRows.assign(rows, 0);
            for (const std::uint64_t line : *m_hits)
                m_hitRows[static_cast<std::size_t>(std::clamp(yOf(line), 0, height()))] = 1;
        }
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
    const double share = std::clamp(static_cast<double>(y) / std::max(1, height()), 0.0, 1.0);
    emit lineChosen(LineNumber(std::min(m_lineCount - 1, static_cast<std::uint64_t>(share * static_cast<double>(m_lineCount)))));
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
