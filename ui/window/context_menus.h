// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPoint>
#include <QString>

#include <cstddef>

class QMenu;
class QWidget;

namespace faultline {

class FindingNavigator;
class JobSession;
class LogPane;
class TreePane;
class WindowActions;
class WindowKnowledge;

/// The menus that a right click on a line of a log, or on a file of the tree, opens. The list of files may be another by the time that something is chosen:
/// what they do goes by the file's path.
class ContextMenus : public QObject {
    Q_OBJECT
public:
    /// What the menus act on.
    struct Parts {
        const JobSession* session = nullptr;
        const WindowActions* actions = nullptr;
        LogPane* log = nullptr;
        TreePane* tree = nullptr;
        FindingNavigator* navigator = nullptr;
        WindowKnowledge* knowledge = nullptr;
    };

    /// Menus belong to `window`. All parts must outlive it.
    ContextMenus(const Parts& parts, QWidget* window);

    /// `file` is an index into `Job::files`; `lineText` is what a new article would begin with.
    void showForLine(std::size_t file, const QString& lineText, const QPoint& global);
    void showForFile(std::size_t file, const QPoint& global);

private:
    [[nodiscard]] QMenu* makeMenu() const;

    Parts m_parts;
    QWidget* m_window;
};

} // namespace faultline
