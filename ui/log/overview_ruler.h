// SPDX-License-Identifier: MIT
#pragma once

#include "log/line_folds.h"
#include "log/log_mark.h"

#include <QList>
#include <QWidget>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace faultline {

/// A strip beside the scroll bar that shows where in the whole file the marks and find hits are. A click goes there.
class OverviewRuler : public QWidget {
    Q_OBJECT
public:
    static constexpr int width = 12;

    explicit OverviewRuler(QWidget* parent = nullptr);

    void setLineCount(std::uint64_t count);
    /// Lines without a row are where the row is that stands for them.
    void setFolds(LineFolds folds);
    /// Height of a row of the log beside it, in pixels: where all rows show at once, marks stand beside theirs. 0: rows differ in height.
    void setRowHeight(int pixels);
    /// Sorted by line.
    void setMarks(QList<LogMark> marks);
    /// Lines that the reader marked, in order.
    void setBookmarks(std::vector<LineNumber> lines);
    void setCurrentFinding(std::size_t finding);
    /// Line indices, sorted.
    void setHits(std::shared_ptr<const std::vector<std::uint64_t>> lines);
    void setCurrentLine(LineNumber line);

signals:
    void lineChosen(faultline::LineNumber line);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] int yOf(std::uint64_t line) const;
    [[nodiscard]] int textHeight() const;
    /// The first row that shows at that height or below it.
    [[nodiscard]] std::uint64_t firstRowAt(int y) const;
    void findHitRows();
    [[nodiscard]] const LogMark* markAt(int y) const;
    void choose(int y);

    std::uint64_t m_lineCount = 0;
    LineFolds m_folds;
    int m_rowHeight = 0;
    QList<LogMark> m_marks;
    std::size_t m_finding;
    std::shared_ptr<const std::vector<std::uint64_t>> m_hits;
    std::vector<LineNumber> m_bookmarks;
    std::vector<char> m_hitRows; ///< by pixel; empty: to be computed
    LineNumber m_currentLine;
};

} // namespace faultline
