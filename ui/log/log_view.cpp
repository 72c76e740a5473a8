// SPDX-License-Identifier: MIT
#include "log/log_view.h"

#include "log/log_view_accessible.h"
#include "log/overview_ruler.h"
#include "log/syntax_library.h"
#include "log/text_copier.h"
#include "scan/sighting.h"
#include "text/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QStyle>
#include <QStyleHints>
#include <QVariantAnimation>

#include <algorithm>

namespace faultline {

namespace {

constexpr std::uint64_t largestScroll = 1ULL << 30; // values a scroll bar takes without overflowing
constexpr int flashDuration = 500;                  // milliseconds; a picture of the window is taken after 700

} // namespace

LogView::LogView(std::shared_ptr<SyntaxLibrary> syntax, QWidget* parent)
    : QAbstractScrollArea(parent), m_syntax(std::move(syntax)), m_scroller([this](LineNumber line) {
          const LaidLine* const laid = m_layouts.line(line);
          return laid ? laid->rows() : 1;
      }),
      m_ruler(new OverviewRuler(this)), m_copier(std::make_unique<TextCopier>()), m_flash(new QVariantAnimation(this)), m_finding(nowhere) {
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
    connect(m_ruler, &OverviewRuler::lineChosen, this, [this](LineNumber line) { showLine(line, true); });
    connect(m_copier.get(), &TextCopier::collected, this, [this](const TextCopier::Copy& copy) {
        QGuiApplication::clipboard()->setText(copy.text);
        if (copy.cut)
            emit noticed(tr("The selection is too large for the clipboard: only its first %L1 lines (%2) were copied.")
                             .arg(copy.lines)
                             .arg(sizeText(static_cast<std::uint64_t>(copy.text.size()))));
        else if (copy.cutLines > 0)
            emit noticed(tr("%Ln line(s) of the selection are too long for the clipboard: of each only %1 were copied.", nullptr,
                            static_cast<int>(copy.cutLines))
                             .arg(sizeText(TextCopier::longestLine)));
    });
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
            m_pending = {currentLine(), m_selection.caret, false};
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
    viewport()->update();
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
    updateScrollBars();
    showPartTarget();
    if (m_pending && m_document && (!m_document->isEstimated(m_pending->line) || m_document->isComplete() || m_document->failure())) {
        const Pending pending = *m_pending;
        m_pending.reset();
        // Not if the reader has gone elsewhere meanwhile.
        if (m_selection.caret == pending.shown) {
            const std::optional<PartTarget> part = m_part;
            goToLine(pending.line, pending.flash);
            if (part)
                setPartTarget(*part);
        }
    }
    wantLines();
    viewport()->update();
}

void LogView::linesArrived(LineNumber first, std::uint64_t count) {
    m_layouts.linesArrived(first, count);
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

void LogView::goToLine(LineNumber line, bool flash) {
    if (!m_document)
        return;
    m_pending.reset();
    m_part.reset();
    // A line that the index has not reached: about there for now, exactly as soon as it is known.
    const bool estimated = m_document->isEstimated(line) && !m_document->isComplete() && !m_document->failure();
    showLine(line, flash && !estimated);
    if (estimated)
        m_pending = {line, m_selection.caret, flash};
    setPartTarget({.line = line, .kind = PartTarget::Kind::Mark});
}

void LogView::showLine(LineNumber line, bool flash) {
    const std::uint64_t count = m_scroller.lineCount();
    if (count == 0)
        return;
    line = std::min(line, LineNumber(count - 1));
    m_goal = -1;
    horizontalScrollBar()->setValue(0);
    setSelection({{line, 0}, {line, 0}});
    m_scroller.present(line);
    scrolled();
    if (flash && style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0) {
        m_flashLine = line;
        m_flash->stop();
        m_flash->start();
    }
}

void LogView::select(const TextRange& range) {
    m_goal = -1;
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

QString LogView::selectedText() const {
    const TextPosition from = m_selection.from(), to = m_selection.to();
    QString text;
    if (m_selection.isEmpty() || to.line.index() - from.line.index() > 2000)
        return text;
    for (LineNumber line = from.line; line <= to.line; line = line + 1) {
        const QString whole = textOf(line);
        const qsizetype start = line == from.line ? std::min<qsizetype>(from.column, whole.size()) : 0;
        const qsizetype end = line == to.line ? std::min<qsizetype>(to.column, whole.size()) : whole.size();
        text += QStringView(whole).sliced(start, std::max<qsizetype>(0, end - start));
        if (line != to.line)
            text += u'\n';
    }
    return text;
}

void LogView::copy(bool withPlace) {
    if (!m_document || !m_document->isOpen() || m_scroller.lineCount() == 0)
        return;
    TextRange range = m_selection;
    if (range.isEmpty())
        range = {{range.caret.line, 0}, {range.caret.line, TextPosition::lineEnd}};
    QString prefix;
    if (withPlace) {
        const std::uint64_t first = range.from().line.shown(), last = range.to().line.shown();
        prefix = first == last ? QStringLiteral("%1:%2: ").arg(m_document->path()).arg(first)
                               : QStringLiteral("%1:%2-%3\n").arg(m_document->path()).arg(first).arg(last);
    }
    if (m_document->isEstimated(range.to().line) && !m_document->isComplete()) {
        // Only what is in memory can be told by its number here.
        const QString text = selectedText();
        if (withPlace || text.isEmpty())
            emit noticed(tr("The lines of this file are still being counted; copy it again in a moment."));
        else
            QGuiApplication::clipboard()->setText(text);
        return;
    }
    m_copier->collect({m_document->text(), m_document->wishes(), range, prefix});
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
    m_tabWidth = std::clamp(characters, 1, 32);
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
    return m_scroller.lineCount() / largestScroll + 1;
}

void LogView::updateScrollBars() {
    m_settingBars = true;
    const auto [line, offset] = m_scroller.bottom();
    QScrollBar* const bar = verticalScrollBar();
    bar->setRange(0, static_cast<int>((line.index() + (offset > 0 ? 1 : 0)) / scrollScale()));
    bar->setPageStep(m_scroller.pageRows());
    bar->setSingleStep(1);
    const bool atEnd = std::pair(m_scroller.top(), m_scroller.offset()) >= std::pair(line, offset);
    bar->setValue(atEnd ? bar->maximum() : static_cast<int>(m_scroller.top().index() / scrollScale()));
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
            m_scroller.setTop(LineNumber(static_cast<std::uint64_t>(bar->value()) * scrollScale()));
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
    m_document->want(first, m_scroller.top().index() - first.index() + 2 * page);
    // Before all else what shows.
    m_document->want(m_scroller.top(), page);
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
    if (m_wrap)
        updateMetrics();
    m_scroller.setHeights(m_scroller.rowHeight(), viewport()->height());
    scrolled();
}

void LogView::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        updateColours();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateFont();
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
