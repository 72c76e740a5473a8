// SPDX-License-Identifier: MIT
#include "window/window_menus.h"

#include "log/encoding_menu.h"
#include "log/log_pane.h"
#include "text/words.h"
#include "theme/icons.h"
#include "window/recent_paths.h"
#include "window/window_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolButton>

namespace faultline {

namespace {

constexpr int recentParts = 4;

} // namespace

WindowMenus::WindowMenus(QMainWindow* window, QWidget* bar, const WindowActions& actions, const LogPane& log, RecentPaths& recent,
                         QMenu* runs)
    : QObject(window), m_window(window), m_actions(actions), m_log(log), m_recent(recent),
      m_recentMenu(new QMenu(tr("Open re&cent"), window)), m_exportMenu(new QMenu(tr("&Export"), window)) {
    m_exportMenu->addActions(actions.exports->actions());
    m_exportMenu->addSeparator();
    m_exportMenu->addAction(actions.hideAddresses);
    makeMenuBar(runs);
    makeToolBar(bar);
    connect(&recent, &RecentPaths::changed, this, &WindowMenus::fillRecent);
    fillRecent();
}

void WindowMenus::makeMenuBar(QMenu* runs) {
    QMenuBar* bar = m_window->menuBar();

    QMenu* job = bar->addMenu(tr("&Job"));
    job->addAction(m_actions.openFolder);
    job->addAction(m_actions.openFile);
    job->addMenu(m_recentMenu);
    job->addAction(m_actions.quickOpen);
    job->addSeparator();
    job->addAction(m_actions.reload);
    job->addAction(m_log.reloadAction());
    job->addAction(m_actions.stop);
    job->addSeparator();
    job->addMenu(m_exportMenu);
    job->addAction(m_actions.copyTicket);
    job->addSeparator();
    job->addAction(m_log.closeTabAction());
    job->addAction(m_actions.quit);

    QMenu* edit = bar->addMenu(tr("&Edit"));
    edit->addAction(m_actions.undoDismiss);
    edit->addSeparator();
    edit->addAction(m_log.copyAction());
    edit->addAction(m_log.copyWithPlaceAction());
    edit->addSeparator();
    edit->addAction(m_log.findAction());
    edit->addAction(m_log.findNextAction());
    edit->addAction(m_log.findPreviousAction());
    edit->addSeparator();
    edit->addAction(m_actions.searchAll);
    edit->addAction(m_actions.nextHit);
    edit->addAction(m_actions.previousHit);
    edit->addSeparator();
    edit->addAction(m_log.selectAllAction());
    edit->addSeparator();
    edit->addAction(m_actions.newArticle);

    QMenu* go = bar->addMenu(tr("&Go"));
    go->addAction(m_actions.showVerdict);
    go->addAction(m_actions.nextFinding);
    go->addAction(m_actions.previousFinding);
    go->addAction(m_actions.nextPlace);
    go->addAction(m_actions.previousPlace);
    go->addMenu(runs);
    go->addSeparator();
    go->addAction(m_log.backAction());
    go->addAction(m_log.forwardAction());
    go->addAction(m_log.goToLineAction());
    go->addSeparator();
    go->addAction(m_log.actions().toggleBookmark);
    go->addAction(m_log.actions().nextBookmark);
    go->addAction(m_log.actions().previousBookmark);
    go->addSeparator();
    go->addAction(m_log.actions().nextGroup);
    go->addAction(m_actions.focusTree);
    go->addAction(m_actions.focusLog);
    go->addAction(m_actions.focusDiagnosis);

    QMenu* view = bar->addMenu(tr("&View"));
    view->addAction(m_actions.showTree);
    view->addAction(m_actions.showDiagnosis);
    view->addAction(m_actions.showFindings);
    view->addAction(m_actions.showInputs);
    view->addAction(m_actions.showSearch);
    view->addSeparator();
    view->addAction(m_log.actions().openBeside);
    view->addAction(m_log.actions().moveBeside);
    view->addSeparator();
    view->addAction(m_log.wrapAction());
    view->addAction(m_log.actions().foldFrames);
    view->addAction(m_log.actions().fold);
    view->addAction(m_log.actions().unfold);
    view->addAction(m_log.actions().onlyTelling);
    view->addMenu(m_log.encodingMenu());
    view->addMenu(tr("&Tab width"))->addActions(m_log.actions().tabWidths->actions());
    view->addMenu(tr("&Colour codes"))->addActions(m_log.actions().ansiModes->actions());
    view->addSeparator();
    view->addAction(m_log.zoomInAction());
    view->addAction(m_log.zoomOutAction());
    view->addAction(m_log.zoomResetAction());
    view->addSeparator();
    QMenu* appearance = view->addMenu(tr("&Appearance"));
    appearance->addActions(m_actions.appearance->actions());
    view->addAction(m_actions.showMenuBar);
    view->addAction(m_actions.fullScreen);
    view->addAction(m_actions.restoreLayout);

    QMenu* help = bar->addMenu(tr("&Help"));
    help->addAction(m_actions.knowledge);
    help->addAction(m_actions.shortcuts);
    help->addSeparator();
    help->addAction(m_actions.about);
}

void WindowMenus::makeToolBar(QWidget* bar) {
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 6, 12, 7);
    row->setSpacing(8);
    const auto addButton = [row](QToolButton* button) {
        button->setFocusPolicy(Qt::TabFocus);
        button->setAutoRaise(true);
        button->setMinimumSize(30, 30);
        row->addWidget(button);
    };

    m_openMenu = new QMenu(m_window);
    auto* open = new QToolButton;
    open->setText(tr("Open"));
    open->setIcon(icon(QStringLiteral("document-open-folder")));
    open->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    open->setPopupMode(QToolButton::InstantPopup);
    open->setProperty("outlined", true);
    open->setToolTip(tr("Open a job's folder, an archive or a file"));
    open->setAccessibleName(open->toolTip());
    open->setMenu(m_openMenu);
    addButton(open);

    for (QAction* action : {m_log.backAction(), m_log.forwardAction()}) {
        auto* button = new QToolButton;
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        addButton(button);
    }

    auto* exporting = new QToolButton;
    exporting->setText(tr("Export"));
    exporting->setToolButtonStyle(Qt::ToolButtonTextOnly);
    exporting->setPopupMode(QToolButton::InstantPopup);
    exporting->setToolTip(tr("Save or copy the diagnosis"));
    auto* exportMenu = new QMenu(m_window);
    exportMenu->addActions(m_exportMenu->actions());
    exportMenu->addSeparator();
    exportMenu->addAction(m_actions.copyTicket);
    exporting->setMenu(exportMenu);
    exporting->setEnabled(m_actions.copyTicket->isEnabled());
    connect(m_actions.copyTicket, &QAction::enabledChanged, exporting, &QWidget::setEnabled);
    addButton(exporting);

    auto* knowledge = new QToolButton;
    knowledge->setDefaultAction(m_actions.knowledge);
    knowledge->setToolButtonStyle(Qt::ToolButtonTextOnly);
    addButton(knowledge);

    row->addStretch(1);

    auto* search = new QToolButton;
    search->setDefaultAction(m_actions.searchAll);
    search->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    addButton(search);
    m_menuButton = new QToolButton;
    m_menuButton->setIcon(m_actions.menu->icon());
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setToolTip(tr("Menu (F10)"));
    m_menuButton->setAccessibleName(tr("Menu"));
    auto* all = new QMenu(m_window);
    // The same menus as in the bar: whoever hides it misses nothing.
    for (QAction* menu : m_window->menuBar()->actions())
        all->addMenu(menu->menu());
    m_menuButton->setMenu(all);
    addButton(m_menuButton);
    connect(m_actions.menu, &QAction::triggered, this, &WindowMenus::popUpMenu);
}

void WindowMenus::popUpMenu() {
    m_menuButton->showMenu();
}

void WindowMenus::fillRecent() {
    for (QMenu* menu : {m_recentMenu, m_openMenu})
        menu->clear();
    m_openMenu->addAction(m_actions.openFolder);
    m_openMenu->addAction(m_actions.openFile);
    if (!m_recent.paths().isEmpty())
        m_openMenu->addSeparator();

    const auto add = [this](QMenu* menu, const QString& path) {
        // Only a single & starts a mnemonic.
        QAction* action = menu->addAction(lastParts(path, recentParts).replace(u'&', QStringLiteral("&&")));
        action->setToolTip(pathLine(path).toHtmlEscaped());
        connect(action, &QAction::triggered, this, [this, path] { emit pathChosen(path); });
    };
    for (const QString& path : m_recent.paths()) {
        add(m_recentMenu, path);
        add(m_openMenu, path);
    }
    m_recentMenu->setToolTipsVisible(true);
    m_openMenu->setToolTipsVisible(true);
    m_recentMenu->setEnabled(!m_recent.paths().isEmpty());
    if (!m_recent.paths().isEmpty()) {
        m_recentMenu->addSeparator();
        connect(m_recentMenu->addAction(tr("&Forget these")), &QAction::triggered, &m_recent, &RecentPaths::clear);
    }
}

} // namespace faultline
