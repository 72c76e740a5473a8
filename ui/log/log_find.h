// SPDX-License-Identifier: MIT
#pragma once

#include "log/log_search.h"
#include "log/text_position.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace faultline {

class FindBar;
class LogView;

/// Find within the log that shows: brings together the bar, the search on its worker, and the view.
class LogFind : public QObject {
    Q_OBJECT
public:
    explicit LogFind(FindBar* bar, QObject* parent = nullptr);

    /// The view to search in; null for none. A search in the old one is given up.
    void setView(LogView* view);
    /// Opens the bar, with the selection if it is part of one line.
    void open();
    /// What is highlighted while the bar is closed: what another search looks for. Empty for nothing.
    void mark(const TextPattern& pattern);
    /// Goes to a line and selects the first hit of it, as soon as the line's text is there. `byte`: so much of the line's text stands before that hit, if known.
    void showMarked(LineNumber line, std::uint64_t byte = 0);
    void findNext() { find(true); }
    void findPrevious() { find(false); }
    [[nodiscard]] const LogSearch& search() const { return m_search; }

private:
    struct Target {
        LineNumber line;
        bool last = false; ///< its last hit, else its first
        TextPattern pattern;
        std::uint64_t byte = 0; ///< of the line's text; the line may be shown in parts
    };

    void restart();
    void searchChanged();
    void find(bool forward);
    bool findInLine(bool forward);
    void goTo(Target target);
    void goToLine(std::uint64_t line, bool last);
    void arrive();
    void showStatus();

    FindBar* m_bar;
    QPointer<LogView> m_view;
    LogSearch m_search;
    TextPattern m_marked;
    TextPosition m_origin;          ///< where searching while typing began
    bool m_goToFirst = false;       ///< the first hit behind the origin is still to be shown
    std::optional<Target> m_target; ///< waits for its line's text
    bool m_wrapped = false;
};

} // namespace faultline
