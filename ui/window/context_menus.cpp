// SPDX-License-Identifier: MIT
#include "window/context_menus.h"

#include "knowledge/article_draft.h"
#include "log/log_pane.h"
#include "session/job_session.h"
#include "text/words.h"
#include "tree/tree_pane.h"
#include "window/finding_navigator.h"
#include "window/window_actions.h"
#include "window/window_knowledge.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include <string>

namespace faultline {

ContextMenus::ContextMenus(const Parts& parts, QWidget* window) : QObject(window), m_parts(parts), m_window(window) {}

QMenu* ContextMenus::makeMenu() const {
    auto* menu = new QMenu(m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}

void ContextMenus::showForLine(std::size_t file, const QString& lineText, const QPoint& global) {
    QMenu* const menu = makeMenu();
    const LogPane& log = *m_parts.log;
    menu->addAction(log.copyAction());
    menu->addAction(log.copyWithPlaceAction());
    menu->addSeparator();
    menu->addAction(log.findAction());
    menu->addAction(log.goToLineAction());
    menu->addAction(log.wrapAction());
    menu->addAction(log.actions().toggleBookmark);
    menu->addAction(log.actions().openBeside);
    menu->addSeparator();
    const JobFile& clicked = m_parts.session->job()->files[file];
    QAction* const teach = menu->addAction(m_parts.actions->newArticle->text());
    teach->setEnabled(m_parts.knowledge->canTeach());
    connect(teach, &QAction::triggered, this,
            [this, lineText, role = clicked.role] { m_parts.knowledge->newArticle({lineText.toStdString(), role}); });
    connect(menu->addAction(tr("Show in the &tree")), &QAction::triggered, this, [this, path = clicked.path] {
        m_parts.actions->showTree->setChecked(true);
        m_parts.tree->reveal(m_parts.session->job()->find(path));
        m_parts.tree->focusTree();
    });
    menu->popup(global);
}

void ContextMenus::showForFile(std::size_t file, const QPoint& global) {
    QMenu* const menu = makeMenu();
    const std::string path = m_parts.session->job()->files[file].path;
    connect(menu->addAction(tr("&Open in a tab")), &QAction::triggered, this,
            [this, path] { m_parts.navigator->showFile(m_parts.session->job()->find(path), false); });
    connect(menu->addAction(tr("Copy &path")), &QAction::triggered, this, [path] { QGuiApplication::clipboard()->setText(toLine(path)); });
    menu->popup(global);
}

} // namespace faultline
