// SPDX-License-Identifier: MIT
#pragma once

#include "text/line_number.h"

#include <QAccessibleWidget>

#include <utility>
#include <vector>

namespace faultline {

class LogView;

/// A LogView as screen readers see it: a read-only text of several lines.
///
/// Offsets of the accessibility interfaces are 32-bit numbers and a reader may ask for all of the text, so it is shown in pages: the rows around the caret
/// are the text, folds as they say themselves. Moving the caret out of a page makes the next one the text. Within a page offsets stay as they are.
class LogViewAccessible : public QAccessibleWidget, public QAccessibleTextInterface {
public:
    static constexpr std::uint64_t pageRows = 128;

    explicit LogViewAccessible(LogView* view);

    /// Makes Qt use this class for every LogView. May be called often.
    static void install();
    /// Tell screen readers, if there are any.
    static void caretMoved(LogView* view);
    static void textArrived(LogView* view, LineNumber first, std::uint64_t count);

    void* interface_cast(QAccessible::InterfaceType type) override;
    QAccessible::State state() const override;
    QString text(QAccessible::Text kind) const override;

    void selection(int index, int* start, int* end) const override;
    int selectionCount() const override;
    void addSelection(int start, int end) override;
    void removeSelection(int index) override;
    void setSelection(int index, int start, int end) override;
    int cursorPosition() const override;
    void setCursorPosition(int position) override;
    QString text(int start, int end) const override;
    QString textBeforeOffset(int offset, QAccessible::TextBoundaryType boundary, int* start, int* end) const override;
    QString textAfterOffset(int offset, QAccessible::TextBoundaryType boundary, int* start, int* end) const override;
    QString textAtOffset(int offset, QAccessible::TextBoundaryType boundary, int* start, int* end) const override;
    int characterCount() const override;
    QRect characterRect(int offset) const override;
    int offsetAtPoint(const QPoint& point) const override;
    void scrollToSubstring(int start, int end) override;
    QString attributes(int offset, int* start, int* end) const override;

private:
    struct Page {
        std::vector<LineNumber> lines; ///< those with a row
        std::vector<int> starts;       ///< offset of each row; one more than there are rows
        QString text;                  ///< rows joined by line feeds
    };

    [[nodiscard]] LogView* view() const;
    [[nodiscard]] Page page() const;
    [[nodiscard]] int offsetOf(const Page& page, LineNumber line, int column) const;
    [[nodiscard]] std::pair<LineNumber, int> placeOf(const Page& page, int offset) const;
    [[nodiscard]] std::size_t rowOf(const Page& page, int offset) const;
};

} // namespace faultline
