// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QAction;
class QVBoxLayout;

namespace faultline {

class RecentPaths;

/// What the window shows while no job is open: how to open one, and those opened before.
class StartPage : public QWidget {
    Q_OBJECT
public:
    StartPage(RecentPaths& recent, QAction* openFolder, QAction* openFile, QWidget* parent = nullptr);

signals:
    void pathChosen(const QString& path);

private:
    void fillRecent();

    RecentPaths& m_recent;
    QWidget* m_recentBox;
    QVBoxLayout* m_recentColumn;
};

} // namespace faultline
