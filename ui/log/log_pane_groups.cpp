// SPDX-License-Identifier: MIT
// The columns of LogPane, and its bookmarks.
#include "log/log_pane.h"

#include "log/bookmarks.h"
#include "log/log_group.h"
#include "window/message_strip.h"

#include <QAction>
#include <QSplitter>

#include <algorithm>

namespace faultline {

LogGroup* LogPane::addGroup() {
    auto* const group = new LogGroup(m_columns);
    m_columns->addWidget(group);
    m_groups.push_back(group);
    connect(group, &LogGroup::currentChanged, this, [this, group] {
        if (group == m_active)
            currentChanged();
        else if (group->view())
            activate(group);
    });
    connect(group, &LogGroup::closeRequested, this, [this, group](int tab) { closeTab(group, tab); });
    connect(group, &LogGroup::menuRequested, this, [this, group](int tab, const QPoint& global) { tabMenu(group, tab, global); });
    if (m_groups.size() > 1) {
        // All of the same width again.
        m_columns->setSizes(QList<int>(static_cast<qsizetype>(m_groups.size()), 1000));
        for (LogGroup* const each : m_groups)
            each->setActive(each == m_active);
    }
    return group;
}

void LogPane::activate(LogGroup* group) {
    if (group == m_active)
        return;
    m_active = group;
    for (LogGroup* const each : m_groups)
        each->setActive(each == group);
    currentChanged();
}

void LogPane::dropEmptyGroups() {
    for (std::size_t i = m_groups.size(); i-- > 0 && m_groups.size() > 1;) {
        LogGroup* const group = m_groups[i];
        if (group->count() > 0)
            continue;
        m_groups.erase(m_groups.begin() + static_cast<std::ptrdiff_t>(i));
        group->disconnect(this);
        group->hide();
        group->deleteLater();
        if (group == m_active) {
            m_active = nullptr;
            activate(m_groups[i > 0 ? i - 1 : 0]);
        }
    }
    for (LogGroup* const each : m_groups)
        each->setActive(each == m_active);
}

LogGroup* LogPane::beside() {
    const auto at = std::ranges::find(m_groups, m_active);
    if (std::next(at) != m_groups.end())
        return *std::next(at);
    if (m_groups.size() < groupLimit)
        return addGroup();
    return *std::prev(at);
}

void LogPane::openBeside() {
    const LogView* const shown = view();
    if (!shown)
        return;
    const std::size_t file = shown->document()->file();
    const LineNumber line = shown->currentLine();
    LogGroup* const group = beside();
    const int open = group->tabOf(file);
    LogView* const other = open >= 0 ? group->viewAt(open) : addView(group, file, false);
    group->setCurrent(open >= 0 ? open : group->count() - 1);
    activate(group);
    other->goToLine(line, false);
    other->setFocus();
}

void LogPane::moveBeside() {
    LogGroup* const from = m_active;
    if (!from->view() || (m_groups.size() == 1 && from->count() == 1))
        return;
    LogGroup* const to = beside();
    const std::size_t file = from->view()->document()->file();
    const bool preview = from->isPreview(from->current()) && to->previewTab() < 0;
    LogView* const moved = from->take(from->current());
    if (const int open = to->tabOf(file); open >= 0) { // it is there already
        moved->deleteLater();
        moved->setDocument(nullptr);
        to->setCurrent(open);
    } else {
        const int tab = to->add(moved);
        to->setName(tab, shortName(*m_job, file), moved->document()->path());
        to->setPreview(tab, preview);
        to->setCurrent(tab);
    }
    activate(to);
    dropEmptyGroups();
    to->view()->setFocus();
}

void LogPane::setBookmarkFolder(const QString& folder) {
    m_bookmarks->setFolder(folder);
}

void LogPane::connectBookmarks() {
    connect(m_bookmarks, &Bookmarks::changed, this, [this] {
        for (LogView* const shown : views())
            applyBookmarks(shown);
        updateActions();
    });
    connect(m_bookmarks, &Bookmarks::troubled, this, [this](const Message& message) { m_strip->showMessage(message); });
    connect(m_actions.toggleBookmark, &QAction::triggered, this, [this] {
        if (const auto place = here())
            m_bookmarks->toggle(m_paths[place->file], place->line);
    });
    connect(m_actions.nextBookmark, &QAction::triggered, this, [this] { goToBookmark(true); });
    connect(m_actions.previousBookmark, &QAction::triggered, this, [this] { goToBookmark(false); });
}

void LogPane::applyBookmarks(LogView* view) {
    if (view->document())
        view->setBookmarks(m_bookmarks->of(m_paths[view->document()->file()]));
}

void LogPane::goToBookmark(bool forward) {
    std::optional<Bookmarks::Place> from;
    if (const auto place = here())
        from = Bookmarks::Place{place->file, place->line};
    if (const auto next = m_bookmarks->next(m_paths, from, forward))
        showPlace(next->file, next->line, true);
}

} // namespace faultline
