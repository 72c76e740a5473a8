// SPDX-License-Identifier: MIT
#include "log/log_view_accessible.h"

#include "log/log_view.h"

#include <QScrollBar>

#include <algorithm>

namespace faultline {

namespace {

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
    auto* const view = qobject_cast<LogView*>(object);
    return view ? new LogViewAccessible(view) : nullptr;
}

} // namespace

LogViewAccessible::LogViewAccessible(LogView* view) : QAccessibleWidget(view, QAccessible::EditableText) {}

void LogViewAccessible::install() {
    QAccessible::installFactory(makeInterface); // does nothing for one that is installed already
}

void LogViewAccessible::caretMoved(LogView* view) {
    if (!QAccessible::isActive())
        return;
    const LogViewAccessible interface(view);
    QAccessibleTextCursorEvent moved(view, interface.cursorPosition());
    QAccessible::updateAccessibility(&moved);
    if (!view->selection().isEmpty()) {
        int start = 0, end = 0;
        interface.selection(0, &start, &end);
        QAccessibleTextSelectionEvent selected(view, start, end);
        QAccessible::updateAccessibility(&selected);
    }
}

void LogViewAccessible::textArrived(LogView* view, LineNumber first, std::uint64_t count) {
    if (!QAccessible::isActive())
        return;
    const LogViewAccessible interface(view);
    const Page page = interface.page();
    const auto line = std::ranges::lower_bound(page.lines, first);
    if (line == page.lines.end() || *line >= first + count)
        return;
    QAccessibleTextInsertEvent inserted(view, 0, page.text);
    QAccessible::updateAccessibility(&inserted);
}

LogView* LogViewAccessible::view() const {
    return static_cast<LogView*>(widget());
}

LogViewAccessible::Page LogViewAccessible::page() const {
    Page page;
    const LineFolds& folds = view()->folds();
    const std::shared_ptr<LogDocument>& document = view()->document();
    const std::uint64_t lines = document ? document->lineCount() : 0;
    LineNumber line = folds.lineAt(folds.rowOf(view()->currentLine()) / pageRows * pageRows);
    std::vector<LogDocument::Lines> wanted;
    for (; page.lines.size() < pageRows && line.index() < lines; line = folds.next(line)) {
        if (!wanted.empty() && wanted.back().first + wanted.back().count == line)
            ++wanted.back().count;
        else
            wanted.push_back({line, 1});
        if (!page.lines.empty())
            page.text += u'\n';
        page.lines.push_back(line);
        page.starts.push_back(static_cast<int>(page.text.size()));
        page.text += view()->rowText(line);
    }
    if (document)
        document->want(std::move(wanted));
    if (page.starts.empty())
        page.starts.push_back(0);
    page.starts.push_back(static_cast<int>(page.text.size()) + 1);
    return page;
}

int LogViewAccessible::offsetOf(const Page& page, LineNumber line, int column) const {
    const auto row = std::ranges::lower_bound(page.lines, view()->folds().shown(line));
    const auto index = static_cast<std::size_t>(std::distance(page.lines.begin(), row));
    if (row == page.lines.end())
        return static_cast<int>(page.text.size());
    if (*row > view()->folds().shown(line))
        return 0;
    const int length = page.starts[index + 1] - page.starts[index] - 1;
    return page.starts[index] + std::clamp(column, 0, length);
}

std::pair<LineNumber, int> LogViewAccessible::placeOf(const Page& page, int offset) const {
    offset = std::clamp(offset, 0, static_cast<int>(page.text.size()));
    const auto after = std::upper_bound(page.starts.begin(), std::prev(page.starts.end()), offset);
    const auto index = static_cast<std::size_t>(std::distance(page.starts.begin(), after)) - 1;
    return {index < page.lines.size() ? page.lines[index] : LineNumber(0), offset - page.starts[index]};
}

std::size_t LogViewAccessible::rowOf(const Page& page, int offset) const {
    const auto row = std::ranges::lower_bound(page.lines, placeOf(page, offset).first);
    return row == page.lines.end() ? 0 : static_cast<std::size_t>(std::distance(page.lines.begin(), row));
}

void* LogViewAccessible::interface_cast(QAccessible::InterfaceType type) {
    if (type == QAccessible::TextInterface)
        return static_cast<QAccessibleTextInterface*>(this);
    return QAccessibleWidget::interface_cast(type);
}

QAccessible::State LogViewAccessible::state() const {
    QAccessible::State state = QAccessibleWidget::state();
    state.readOnly = true;
    state.multiLine = true;
    state.selectableText = true;
    state.focusable = true;
    state.focused = view()->hasFocus();
    return state;
}

QString LogViewAccessible::text(QAccessible::Text kind) const {
    if (kind == QAccessible::Value)
        return page().text;
    if (kind == QAccessible::Description) {
        const LineNumber line = view()->currentLine();
        const LogMark* const mark = view()->markOf(line);
        QStringList says;
        if (mark)
            says.append(LogView::tr("Line %L1: %2").arg(line.shown()).arg(mark->toolTip));
        if (view()->isBookmarked(line))
            says.append(LogView::tr("Bookmark"));
        return says.join(QStringLiteral(" · "));
    }
    return QAccessibleWidget::text(kind);
}

void LogViewAccessible::selection(int index, int* start, int* end) const {
    *start = *end = 0;
    if (index != 0 || view()->selection().isEmpty())
        return;
    const Page now = page();
    *start = offsetOf(now, view()->selection().from().line, view()->selection().from().column);
    *end = offsetOf(now, view()->selection().to().line, view()->selection().to().column);
}

int LogViewAccessible::selectionCount() const {
    return view()->selection().isEmpty() ? 0 : 1;
}

void LogViewAccessible::addSelection(int start, int end) {
    setSelection(0, start, end);
}

void LogViewAccessible::removeSelection(int index) {
    if (index == 0)
        view()->select({view()->selection().caret, view()->selection().caret});
}

void LogViewAccessible::setSelection(int index, int start, int end) {
    if (index != 0)
        return;
    const Page now = page();
    const auto [fromLine, fromColumn] = placeOf(now, start);
    const auto [toLine, toColumn] = placeOf(now, end);
    view()->select({{fromLine, fromColumn}, {toLine, toColumn}});
}

int LogViewAccessible::cursorPosition() const {
    return offsetOf(page(), view()->selection().caret.line, view()->selection().caret.column);
}

void LogViewAccessible::setCursorPosition(int position) {
    const auto [line, column] = placeOf(page(), position);
    view()->select({{line, column}, {line, column}});
}

QString LogViewAccessible::text(int start, int end) const {
    const QString all = page().text;
    const qsizetype from = std::clamp<qsizetype>(start, 0, all.size());
    const qsizetype to = end < 0 ? all.size() : std::clamp<qsizetype>(end, from, all.size());
    return all.sliced(from, to - from);
}

QString LogViewAccessible::textBeforeOffset(int offset, QAccessible::TextBoundaryType boundary, int* start, int* end) const {
    return QAccessibleTextInterface::textBeforeOffset(offset, boundary, start, end);
}

QString LogViewAccessible::textAfterOffset(int offset, QAccessible::TextBoundaryType boundary, int* start, int* end) const {
    return QAccessibleTextInterface::textAfterOffset(offset, boundary, start, end);
}

QString LogViewAccessible::textAtOffset(int offset, QAccessible::TextBoundaryType boundary, int* start, int* end) const {
    if (boundary != QAccessible::LineBoundary && boundary != QAccessible::ParagraphBoundary)
        return QAccessibleTextInterface::textAtOffset(offset, boundary, start, end);
    const Page now = page();
    const std::size_t index = rowOf(now, offset);
    *start = now.starts[index];
    *end = std::min(now.starts[index + 1], static_cast<int>(now.text.size()));
    return now.text.sliced(*start, *end - *start);
}

int LogViewAccessible::characterCount() const {
    return static_cast<int>(page().text.size());
}

QRect LogViewAccessible::characterRect(int offset) const {
    const auto [line, column] = placeOf(page(), offset);
    const QRect rect = view()->rectOf({line, column});
    return rect.isNull() ? QRect() : QRect(view()->viewport()->mapToGlobal(rect.topLeft()), rect.size());
}

int LogViewAccessible::offsetAtPoint(const QPoint& point) const {
    const QPoint inside = view()->viewport()->mapFromGlobal(point);
    if (!view()->viewport()->rect().contains(inside))
        return -1;
    const TextPosition position = view()->positionAt(inside);
    return offsetOf(page(), position.line, position.column);
}

void LogViewAccessible::scrollToSubstring(int start, int) {
    const auto [line, column] = placeOf(page(), start);
    view()->select({{line, column}, {line, column}});
}

QString LogViewAccessible::attributes(int offset, int* start, int* end) const {
    const Page now = page();
    const LineNumber line = placeOf(now, offset).first;
    const std::size_t index = rowOf(now, offset);
    *start = now.starts[index];
    *end = now.starts[index + 1] - 1;
    const LogMark* const mark = view()->markOf(line);
    return mark && mark->kind != LogMark::Kind::Noise ? QStringLiteral("invalid:true;") : QString();
}

} // namespace faultline
