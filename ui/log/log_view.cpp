// SPDX-License-Identifier: MIT
#include "log/log_view.h"

#include "log/log_view_accessible.h"
#include "log/overview_ruler.h"
#include "log/syntax_library.h"
#include "log/text_copier.h"
#include "scan/sighting.h"

#include <QGuiApplication>
#include <QScrollBar>
#include <QStyle>
#include <QStyleHints>
#include <QVariantAnimation>

#include <algorithm>

namespace faultline {

namespace {

constexpr std::uint64_t largestScroll = 1ULL << 30; // values a scroll bar takes without overflowing
constexpr int flashDuration = 500;                  // milliseconds

} // namespace

LogView::LogView(std::shared_ptr<SyntaxLibrary> syntax, QWidget* parent)
    : QAbstractScrollArea(parent), m_syntax(std::move(syntax)), m_scroller([this](LineNumber line) {
          const LaidLine* const laid = m_layouts.line(line);
          return laid ? laid->rows() : 1;
      }),
      m_ruler(new OverviewRuler(this)), m_copier(std::make_unique<TextCopier>()), m_flash(new QVariantAnimation(this)), m_frames({}),
      m_finding(nowhere) {
    LogViewAccessible::install();
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Log"));
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setViewportMargins(0, 0, OverviewRuler::width, 0);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_flash->setDuration(flashDuration);
    m_flash->setStartValue(1.0);
    m_flash->setEndValue(0.0);
    connect(m_flash, &QVariantAnimation::valueChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&m_levels, &LevelScan::changed, this, [this] {
        updateFolds();
        emit levelsChanged();
    });
    connect(m_ruler, &OverviewRuler::lineChosen, this, [this](LineNumber line) { showLine(line, true); });
    connect(m_copier.get(), &TextCopier::collected, this, &LogView::copied);
    updateColours();
    updateFont();
}

LogView::~LogView() = default;

void LogView::setDocument(std::shared_ptr<LogDocument> document) {
    if (m_document)
        m_document->disconnect(this);
    m_document = std::move(document);
    m_selection = {};
    m_pending.reset();
    m_part.reset();
    m_widest = 0;
    m_marks.clear();
    m_bookmarks.clear();
    m_ruler->setBookmarks({});
    m_frames.clear();
    m_levels.clear();
    m_levelsStarted = false;
    m_opened.clear();
    m_uncovered.clear();
    m_aim.reset();
    m_scroller.setFolds({});
    m_ruler->setFolds({});
    m_ruler->setMarks({});
    m_ruler->setHits({});
    m_layouts.setDocument(m_document, m_document ? m_syntax->definitionFor(m_document->path()) : KSyntaxHighlighting::Definition());
    if (m_document) {
        setAccessibleName(tr("Log %1").arg(m_document->path()));
        connect(m_document.get(), &LogDocument::changed, this, &LogView::documentChanged);
        connect(m_document.get(), &LogDocument::failed, viewport(), qOverload<>(&QWidget::update));
        connect(m_document.get(), &LogDocument::linesArrived, this, &LogView::linesArrived);
        connect(m_document.get(), &LogDocument::reloaded, this, [this] {
            m_layouts.forget();
            m_frames.clear();
            m_levels.clear();
            m_levelsStarted = false;
            m_aim.reset();
            updateFolds();
            m_pending = {currentLine(), m_selection.caret, false, false};
        });
        connect(m_document.get(), &LogDocument::grew, this, [this] {
            const auto shown = std::pair(m_scroller.top(), m_scroller.offset());
            m_staysAtEnd = folds().next(currentLine()).index() >= m_scroller.lineCount() && shown >= m_scroller.bottom();
            if (m_levelsStarted)
                m_levels.goOn(m_document->text());
        });
        connect(m_document.get(), &LogDocument::renumbered, this, &LogView::renumbered);
        connect(m_document.get(), &LogDocument::foundInLine, this, &LogView::foundInLine);
    }
    m_scroller.setTop(LineNumber(0));
    horizontalScrollBar()->setValue(0);
    documentChanged();
}

void LogView::setMarks(QList<LogMark> marks) {
    std::ranges::stable_sort(marks, {}, &LogMark::line);
    m_marks = std::move(marks);
    m_ruler->setMarks(m_marks);
    updateFolds();
    viewport()->update();
}

void LogView::setBookmarks(std::set<LineNumber> lines) {
    if (m_bookmarks == lines)
        return;
    m_bookmarks = std::move(lines);
    m_ruler->setBookmarks({m_bookmarks.begin(), m_bookmarks.end()});
    updateFolds();
    viewport()->update();
}

bool LogView::isBookmarked(LineNumber line) const {
    // An estimated number may be that of any line.
    return m_bookmarks.contains(line) && m_document && !m_document->isEstimated(line);
}

void LogView::setCurrentFinding(std::size_t finding) {
    m_finding = finding;
    m_ruler->setCurrentFinding(finding);
    viewport()->update();
}

const LogMark* LogView::markOf(LineNumber line) const {
    const LogMark* best = nullptr;
    // An estimated number may be that of any line.
    if (m_document && m_document->isEstimated(line))
        return best;
    for (auto mark = std::ranges::lower_bound(m_marks, line, {}, &LogMark::line); mark != m_marks.end() && mark->line == line; ++mark) {
        if (!best || rankOf(mark->kind) > rankOf(best->kind))
            best = &*mark;
    }
    return best;
}

bool LogView::isOfCurrentFinding(LineNumber line) const {
    if (m_finding == nowhere || !m_document || m_document->isEstimated(line))
        return false;
    const auto marks = std::ranges::equal_range(m_marks, line, {}, &LogMark::line);
    return std::ranges::any_of(marks, [this](const LogMark& mark) { return mark.finding == m_finding; });
}

QString LogView::textOf(LineNumber line) const {
    const LogLinePointer text = m_document ? m_document->line(line) : LogLinePointer();
    return text ? text->text : QString();
}

void LogView::documentChanged() {
    const std::uint64_t count = m_document ? m_document->lineCount() : 0;
    m_scroller.setLineCount(count);
    m_ruler->setLineCount(count);
    if (m_margin.setLineCount(count))
        updateMetrics();
    if (m_onlyTelling) {
        startLevels();
        updateFolds();
    }
    if (std::exchange(m_staysAtEnd, false)) {
        const auto [line, offset] = m_scroller.bottom();
        m_scroller.setTop(line, offset);
        if (m_selection.isEmpty() && count > 0)
            setSelection({{folds().shown(LineNumber(count - 1)), 0}, {folds().shown(LineNumber(count - 1)), 0}});
    }
    updateScrollBars();
    showPartTarget();
    goToPending();
    wantLines();
    viewport()->update();
}

void LogView::linesArrived(LineNumber first, std::uint64_t count) {
    m_layouts.linesArrived(first, count);
    lookForFrames(first, count);
    goToPending();
    showPartTarget();
    updateScrollBars();
    viewport()->update();
    LogViewAccessible::textArrived(this, first, count);
}

void LogView::renumbered(LineNumber from, qint64 by) {
    const auto moved = [from, by](LineNumber line) {
        return line < from ? line : by < 0 ? line - static_cast<std::uint64_t>(-by) : line + static_cast<std::uint64_t>(by);
    };
    m_layouts.forget();
    m_scroller.setLineCount(m_document->lineCount());
    m_scroller.setTop(moved(m_scroller.top()), m_scroller.offset());
    m_flashLine = moved(m_flashLine);
    if (m_pending)
        m_pending->shown.line = moved(m_pending->shown.line);
    if (m_part)
        m_part->line = moved(m_part->line);
    m_selection.anchor.line = moved(m_selection.anchor.line);
    if (const LineNumber caret = moved(m_selection.caret.line); caret != m_selection.caret.line) {
        m_selection.caret.line = caret;
        emit currentLineChanged(caret);
    }
    scrolled();
}

void LogView::select(const TextRange& range) {
    m_goal = -1;
    uncover(range.caret.line);
    setSelection(range);
    m_scroller.present(range.caret.line);
    scrolled();
    revealCaret();
}

void LogView::selectAll() {
    if (const std::uint64_t count = m_scroller.lineCount(); count > 0)
        setSelection({{}, {LineNumber(count - 1), TextPosition::lineEnd}});
}

void LogView::setSelection(TextRange range) {
    if (range == m_selection)
        return;
    const bool lineChanged = range.caret.line != m_selection.caret.line;
    const bool selected = !range.isEmpty() || !m_selection.isEmpty();
    m_selection = range;
    m_ruler->setCurrentLine(range.caret.line);
    restartBlinking();
    viewport()->update();
    if (selected)
        emit selectionChanged();
    if (lineChanged)
        emit currentLineChanged(range.caret.line);
    LogViewAccessible::caretMoved(this);
}

void LogView::setCaret(TextPosition position, bool select) {
    setSelection({select ? m_selection.anchor : position, position});
    revealCaret();
}

void LogView::revealCaret() {
    const TextPosition caret = m_selection.caret;
    const LaidLine* const laid = m_layouts.line(caret.line);
    const QPointF point = laid ? laid->pointOf(caret.column) : QPointF();
    m_scroller.reveal(caret.line, laid ? laid->rowOf(caret.column) : 0);
    scrolled();
    if (!laid || m_wrap)
        return;
    const int room = viewport()->width() - m_margin.width();
    const int x = static_cast<int>(point.x()) - horizontalScrollBar()->value();
    m_widest = std::max(m_widest, laid->width());
    updateScrollBars();
    const int edge = std::min(room / 4, 40);
    // What stands behind a line may stand over its text.
    const int right = std::max(room / 4, room - laid->room().behind) - edge;
    if (x < edge)
        horizontalScrollBar()->setValue(static_cast<int>(point.x()) - edge);
    else if (x > right)
        horizontalScrollBar()->setValue(static_cast<int>(point.x()) - right);
}

void LogView::setWordWrap(bool wrap) {
    if (m_wrap == wrap)
        return;
    m_wrap = wrap;
    horizontalScrollBar()->setValue(0);
    updateMetrics();
}

void LogView::setZoom(int steps) {
    steps = std::clamp(steps, -6, 24);
    if (m_zoom == steps)
        return;
    m_zoom = steps;
    updateFont();
}

void LogView::setTabWidth(int characters) {
    characters = std::clamp(characters, 1, 32);
    if (m_tabWidth == characters)
        return;
    m_tabWidth = characters;
    updateMetrics();
}

void LogView::setPattern(const TextPattern& pattern) {
    m_pattern = pattern;
    viewport()->update();
}

void LogView::setHits(std::shared_ptr<const std::vector<std::uint64_t>> lines) {
    m_ruler->setHits(std::move(lines));
}

std::uint64_t LogView::scrollScale() const {
    return m_scroller.rowCount() / largestScroll + 1;
}

void LogView::updateScrollBars() {
    m_settingBars = true;
    const auto [line, offset] = m_scroller.bottom();
    QScrollBar* const bar = verticalScrollBar();
    bar->setRange(0, static_cast<int>((folds().rowOf(line) + (offset > 0 ? 1 : 0)) / scrollScale()));
    bar->setPageStep(m_scroller.pageRows());
    bar->setSingleStep(1);
    const bool atEnd = std::pair(m_scroller.top(), m_scroller.offset()) >= std::pair(line, offset);
    bar->setValue(atEnd ? bar->maximum() : static_cast<int>(folds().rowOf(m_scroller.top()) / scrollScale()));
    const int room = viewport()->width() - m_margin.width();
    horizontalScrollBar()->setRange(0, m_wrap ? 0 : std::max(0, static_cast<int>(std::min(m_widest, 1e8)) + 24 - room));
    horizontalScrollBar()->setPageStep(std::max(1, room));
    horizontalScrollBar()->setSingleStep(static_cast<int>(m_layouts.metrics().characterWidth * 4));
    m_settingBars = false;
}

void LogView::scrollContentsBy(int, int dy) {
    if (!m_settingBars && dy != 0) {
        const QScrollBar* const bar = verticalScrollBar();
        if (bar->value() == bar->maximum() && bar->maximum() > 0) {
            const auto [line, offset] = m_scroller.bottom();
            m_scroller.setTop(line, offset);
        } else {
            m_scroller.setTop(folds().lineAt(static_cast<std::uint64_t>(bar->value()) * scrollScale()));
        }
        wantLines();
    }
    viewport()->update();
}

void LogView::scrolled() {
    updateScrollBars();
    wantLines();
    viewport()->update();
}

void LogView::wantLines() {
    if (!m_document)
        return;
    // What is needed to colour the first line, what shows, and a page ahead.
    const LineNumber first = m_scroller.top() - LineLayouts::lookBack;
    const std::uint64_t page = static_cast<std::uint64_t>(m_scroller.pageRows()) + 3;
    std::vector<LogDocument::Lines> ahead = linesFrom(m_scroller.top(), 2 * page);
    ahead.push_back({first, m_scroller.top().index() - first.index()});
    m_document->want(std::move(ahead));
    // Before all else what shows.
    m_document->want(linesFrom(m_scroller.top(), page));
}

std::vector<LogDocument::Lines> LogView::linesFrom(LineNumber line, std::uint64_t rows) const {
    if (folds().isEmpty())
        return {{line, rows}};
    std::vector<LogDocument::Lines> all;
    for (; rows > 0 && line.index() < m_scroller.lineCount(); --rows, line = folds().next(line)) {
        if (folds().foldOf(line))
            continue;
        if (!all.empty() && all.back().first + all.back().count == line)
            ++all.back().count;
        else
            all.push_back({line, 1});
    }
    return all;
}

QRect LogView::rectOf(TextPosition position) const {
    const std::optional<int> top = m_scroller.topOf(position.line);
    if (!top)
        return {};
    const LaidLine* const laid = m_layouts.line(position.line);
    if (!laid)
        return {};
    const QPointF point = laid->pointOf(position.column);
    const int x = static_cast<int>(point.x()) + m_margin.width() - horizontalScrollBar()->value();
    return {x, *top + static_cast<int>(point.y()), static_cast<int>(m_layouts.metrics().characterWidth), m_scroller.rowHeight()};
}

TextPosition LogView::positionAt(QPoint point) const {
    if (m_scroller.lineCount() == 0)
        return {};
    const LineScroller::Place place = m_scroller.at(point.y());
    const LaidLine* const laid = m_layouts.line(place.line);
    if (!laid)
        return {place.line, 0};
    if (point.y() >= place.top + m_scroller.heightOf(place.line))
        return {place.line, laid->length()}; // below the last line
    return {place.line, laid->columnAt({static_cast<qreal>(point.x() - m_margin.width() + horizontalScrollBar()->value()),
                                        static_cast<qreal>(std::max(0, point.y() - place.top))})};
}

void LogView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    const QRect area = viewport()->geometry();
    m_ruler->setGeometry(area.right() + 1, area.top(), OverviewRuler::width, area.height());
    const bool seen = m_scroller.topOf(currentLine()).has_value();
    if (m_wrap)
        updateMetrics();
    m_scroller.setHeights(m_scroller.rowHeight(), viewport()->height());
    // Lines that wrap otherwise may push it out.
    if (seen && m_wrap)
        m_scroller.reveal(currentLine(), 0);
    scrolled();
}

void LogView::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        updateColours();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateFont();
}

void LogView::showEvent(QShowEvent* event) {
    QAbstractScrollArea::showEvent(event);
    if (m_onlyTelling)
        startLevels();
}

void LogView::hideEvent(QHideEvent* event) {
    QAbstractScrollArea::hideEvent(event);
    // Nobody waits for it; but a window that is put away for a moment is not one that is left.
    if (m_levels.isRunning() && !event->spontaneous()) {
        m_levels.clear();
        m_levelsStarted = false;
    }
}

void LogView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    restartBlinking();
}

void LogView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    m_blinkTimer.stop();
    viewport()->update();
}

void LogView::restartBlinking() {
    m_caretOn = true;
    const int period = QGuiApplication::styleHints()->cursorFlashTime();
    if (hasFocus() && period > 1)
        m_blinkTimer.start(period / 2, this);
    else
        m_blinkTimer.stop();
}

void LogView::timerEvent(QTimerEvent* event) {
    if (event->timerId() == m_blinkTimer.timerId()) {
        m_caretOn = !m_caretOn;
        viewport()->update();
    } else if (event->timerId() == m_dragTimer.timerId()) {
        const int beyond = m_lastDrag.y() < 0 ? m_lastDrag.y() : std::max(0, m_lastDrag.y() - viewport()->height());
        m_scroller.scrollBy(std::clamp(beyond, -600, 600));
        scrolled();
        extendTo(m_lastDrag);
    } else {
        QAbstractScrollArea::timerEvent(event);
    }
}

} // namespace faultline
