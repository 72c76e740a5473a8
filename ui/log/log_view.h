// SPDX-License-Identifier: MIT
#pragma once

#include "log/caret_mover.h"
#include "log/fold_plan.h"
#include "log/frame_runs.h"
#include "log/level_scan.h"
#include "log/line_layouts.h"
#include "log/line_scroller.h"
#include "log/log_document.h"
#include "log/log_margin.h"
#include "log/log_mark.h"
#include "log/log_painter.h"
#include "log/text_copier.h"
#include "log/text_pattern.h"
#include "log/text_position.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QList>
#include <QPoint>

#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

class QVariantAnimation;

namespace faultline {

class OverviewRuler;
class SyntaxLibrary;

/// Shows a log of any size: paints the lines that are seen and keeps nothing of the others.
///
/// Read-only, with caret, selection, marks, an overview ruler and find highlights. Nothing here waits for the disk: lines that are not in memory
/// are painted as placeholders and again when they arrive. Give it a document, then marks.
class LogView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit LogView(std::shared_ptr<SyntaxLibrary> syntax, QWidget* parent = nullptr);
    ~LogView() override;

    void setDocument(std::shared_ptr<LogDocument> document);
    [[nodiscard]] const std::shared_ptr<LogDocument>& document() const { return m_document; }
    void setMarks(QList<LogMark> marks);
    [[nodiscard]] const QList<LogMark>& marks() const { return m_marks; }
    /// Lines that the reader marked.
    void setBookmarks(std::set<LineNumber> lines);
    [[nodiscard]] bool isBookmarked(LineNumber line) const;
    /// Its marks are emphasised; `nowhere` for none.
    void setCurrentFinding(std::size_t finding);

    /// Puts the caret there and shows it. A line that is not indexed yet is shown about where it
    /// must be, and exactly as soon as that is known.
    ///
    /// Of a line too long to be shown whole, the part is shown that a mark is about, if it has one.
    void goToLine(LineNumber line, bool flash = true);
    /// Likewise without a flash, with the line `top` uppermost: as it was left before.
    void goBackTo(LineNumber line, LineNumber top);
    /// Likewise to a byte of a line, counted from the line's start; where the line is long the part around it is shown.
    void goToByte(LineNumber line, std::uint64_t byte);
    /// Likewise to a column as people count, from 1. In a line too long to be shown whole it counts bytes.
    void goToColumn(LineNumber line, std::uint64_t column);
    [[nodiscard]] LineNumber currentLine() const { return m_selection.caret.line; }
    [[nodiscard]] LineNumber topLine() const { return m_scroller.top(); }
    [[nodiscard]] int pageRows() const { return m_scroller.pageRows(); }
    /// Text of a line as shown; empty where it is not in memory.
    [[nodiscard]] QString textOf(LineNumber line) const;

    [[nodiscard]] const TextRange& selection() const { return m_selection; }
    /// Selects and shows the caret's end.
    void select(const TextRange& range);
    void selectAll();
    /// What is selected where it all is in memory and short.
    [[nodiscard]] QString selectedText() const;
    /// Puts the selection into the clipboard, or the current line where nothing is selected. `withPlace` puts path and line before it.
    void copy(bool withPlace = false);

    void setWordWrap(bool wrap);
    [[nodiscard]] bool wordWrap() const { return m_wrap; }
    /// Steps larger or smaller than the usual size.
    void setZoom(int steps);
    [[nodiscard]] int zoom() const { return m_zoom; }
    /// In characters.
    void setTabWidth(int characters);

    /// Tells frames of the runtime from the user's; empty: nobody knows, and none is folded.
    void setRuntimeFrames(FrameRuns::IsRuntime isRuntime);
    /// Runs of frames of the runtime become one row each, until the reader opens them.
    void setFoldFrames(bool fold);
    /// Opens or closes the fold at a line; does nothing where there is none.
    void setFolded(LineNumber line, bool folded);
    /// Only lines of warnings, errors and exceptions have a row, with those beside them, and lines that have a mark or were gone to.
    void setOnlyTelling(bool only);
    [[nodiscard]] bool onlyTelling() const { return m_onlyTelling; }
    [[nodiscard]] const LevelScan& levels() const { return m_levels; }
    [[nodiscard]] const LineFolds& folds() const { return m_scroller.folds(); }
    /// What the row of a line shows: its text, or what is folded there.
    [[nodiscard]] QString rowText(LineNumber line) const;

    /// Hits of the pattern are highlighted in the lines that show.
    void setPattern(const TextPattern& pattern);
    /// Lines with hits, for the ruler.
    void setHits(std::shared_ptr<const std::vector<std::uint64_t>> lines);

    /// The mark of a line that counts most, whichever finding is chosen, or null.
    [[nodiscard]] const LogMark* markOf(LineNumber line) const;
    /// Where a character shows, in the viewport; empty where it does not.
    [[nodiscard]] QRect rectOf(TextPosition position) const;
    [[nodiscard]] TextPosition positionAt(QPoint point) const;

signals:
    void currentLineChanged(faultline::LineNumber line);
    void selectionChanged();
    /// `levels` knows more.
    void levelsChanged();
    void markActivated(std::size_t finding);
    void zoomRequested(int steps);
    void contextMenuRequested(faultline::LineNumber line, const QString& text, const QPoint& global);
    /// Something to tell the reader: what was copied, or why not all of it.
    void noticed(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    enum class Grain { Character, Word, Line };

    /// A line to go to once its number is known.
    struct Pending {
        LineNumber line;
        TextPosition shown; ///< the caret until then
        bool flash = false;
        bool about = false;                 ///< what is shown is about there
        std::optional<LineNumber> top = {}; ///< uppermost then; none: as it is for a line that is gone to
    };

    /// A place in a line that is shown once the line, and then the part of it, is in memory.
    struct PartTarget {
        enum class Kind {
            Byte,
            Column, ///< a byte where the line is cut, else a column of the text
            Mark,   ///< what the line's mark is about
        };
        LineNumber line;
        Kind kind = Kind::Byte;
        std::uint64_t byte = 0;
        bool requested = false; ///< of the document
        bool select = false;    ///< from the anchor to there
    };
    enum class Part { First, Previous, Next, Last };

    /// Where the reader was when the filter came, as long as nothing moved: lines come to be left out while the log is looked through.
    struct Aim {
        LineNumber line, shown;
        std::pair<LineNumber, int> top; ///< of what shows
    };

    void documentChanged();
    void copied(const TextCopier::Copy& copy);
    void goToPending();
    void setPartTarget(const PartTarget& target);
    void showPartTarget();
    void foundInLine(LineNumber line, quint64 byte);
    void showPart(LineNumber line, Part part, bool select = false);
    bool moveToOtherPart(CaretMover::Move move, bool select);
    [[nodiscard]] bool hasStates(LineNumber line) const;
    void lookForFrames(LineNumber first, std::uint64_t count);
    /// Whether a line has a mark that tells, or a bookmark.
    [[nodiscard]] bool isMarked(LineNumber line) const;
    [[nodiscard]] FoldPlan foldPlan() const;
    void updateFolds();
    void startLevels();
    void followAim();
    void uncover(LineNumber line);
    [[nodiscard]] LogMargin::Fold foldAt(LineNumber line) const;
    void renumbered(LineNumber from, qint64 by);
    void showLine(LineNumber line, bool flash);
    void linesArrived(LineNumber first, std::uint64_t count);
    void updateFont();
    void updateColours();
    void updateMetrics();
    void updateScrollBars();
    void scrolled();
    void wantLines();
    [[nodiscard]] std::vector<LogDocument::Lines> linesFrom(LineNumber line, std::uint64_t rows) const;
    void setSelection(TextRange range);
    void setCaret(TextPosition position, bool select);
    void revealCaret();
    void restartBlinking();
    void paintMessage(QPainter& painter);
    void extendTo(QPoint point);
    [[nodiscard]] TextRange grown(TextPosition position) const;
    [[nodiscard]] const LinePill* pillAt(QPoint point) const;
    [[nodiscard]] int columnLimit(TextPosition position) const;
    [[nodiscard]] bool isOfCurrentFinding(LineNumber line) const;
    [[nodiscard]] std::uint64_t scrollScale() const;
    void updatePointer(QPoint point);

    std::shared_ptr<SyntaxLibrary> m_syntax;
    std::shared_ptr<LogDocument> m_document;
    // Laying out on demand changes nothing that can be seen from outside.
    mutable LineLayouts m_layouts;
    LineScroller m_scroller;
    LogMargin m_margin;
    OverviewRuler* m_ruler;
    std::unique_ptr<TextCopier> m_copier;
    QVariantAnimation* m_flash;

    FrameRuns m_frames;
    LevelScan m_levels;
    bool m_foldFrames = false, m_onlyTelling = false;
    bool m_framesKnown = false, m_levelsStarted = false;
    std::set<std::uint64_t> m_opened, m_uncovered; ///< lines whose folds the reader opened, and lines that the reader went to
    std::optional<Aim> m_aim;

    QList<LogMark> m_marks;
    std::set<LineNumber> m_bookmarks;
    std::size_t m_finding;
    TextRange m_selection;
    std::optional<Pending> m_pending;
    bool m_staysAtEnd = false; ///< the file has grown while its end was shown
    std::optional<PartTarget> m_part;
    bool m_markAwaited = false; ///< its bytes are looked for in a long line, and nothing was gone to since
    LineNumber m_flashLine;
    double m_goal = -1;
    TextPattern m_pattern;
    QList<LinePill> m_pills;

    bool m_wrap = false;
    int m_zoom = 0;
    int m_tabWidth = 8;
    qreal m_widest = 0;
    bool m_settingBars = false;

    Grain m_grain = Grain::Character;
    bool m_dragging = false;
    TextRange m_dragOrigin;
    QPoint m_pressed, m_lastDrag;
    qint64 m_lastDoubleClick = 0;
    int m_wheelRest = 0;
    QBasicTimer m_dragTimer, m_blinkTimer;
    bool m_caretOn = true;
};

} // namespace faultline
