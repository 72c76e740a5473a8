// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QMainWindow;
class QMenu;
class QToolButton;

namespace faultline {

class LogPane;
class RecentPaths;
class WindowActions;

/// Puts the actions where people look for them: menu bar, tool bar, menu button, recent list. Does nothing by itself.
class WindowMenus : public QObject {
    Q_OBJECT
public:
    /// `bar` is the strip that the tool buttons go into.
    WindowMenus(QMainWindow* window, QWidget* bar, const WindowActions& actions, const LogPane& log, RecentPaths& recent, QMenu* runs);

    void popUpMenu();

signals:
    void pathChosen(const QString& path);

private:
    void makeMenuBar(QMenu* runs);
    void makeToolBar(QWidget* bar);
    void fillRecent();

    QMainWindow* m_window;
    const WindowActions& m_actions;
    const LogPane& m_log;
    RecentPaths& m_recent;
    QMenu* m_recentMenu;
    QMenu* m_exportMenu;
    QMenu* m_openMenu = nullptr;
    QToolButton* m_menuButton = nullptr;
};

} // namespace faultline
