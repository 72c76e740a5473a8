// SPDX-License-Identifier: MIT
#include "window/window_layout.h"

#include "log/log_options.h"
#include "log/log_pane.h"
#include "window/window_actions.h"

#include <QAction>
#include <QMainWindow>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QSplitter>

#include <algorithm>
#include <array>
#include <utility>

namespace faultline {

namespace {

constexpr int treeWidth = 280;
constexpr int panelWidth = 400;
constexpr int tableHeight = 200;

const QString geometryKey = QStringLiteral("window/geometry");
const QString panesKey = QStringLiteral("window/panes");
const QString middleKey = QStringLiteral("window/below");
const QString zoomKey = QStringLiteral("log/zoom");

/// As large as is good to read, and no larger than the screen has room for beside its panels and the window's own frame.
QSize firstSizeOn(const QScreen* screen) {
    constexpr QSize best(1440, 900);
    constexpr QSize frame(16, 48);
    const QSize room = screen ? screen->availableSize() - frame : best;
    return best.boundedTo(room);
}

struct Toggle {
    QString key;
    QAction* action;
    bool atFirst;
};

std::array<Toggle, 7> toggles(const WindowActions& actions, const LogPane& log) {
    return {{{QStringLiteral("window/tree"), actions.showTree, true},
             {QStringLiteral("window/diagnosis"), actions.showDiagnosis, true},
             {QStringLiteral("window/findings"), actions.showFindings, false},
             {QStringLiteral("window/inputs"), actions.showInputs, false},
             {QStringLiteral("window/search"), actions.showSearch, false},
             {QStringLiteral("window/menu-bar"), actions.showMenuBar, false},
             {QStringLiteral("log/wrap"), log.wrapAction(), false}}};
}

} // namespace

WindowLayout::WindowLayout(const Parts& parts, QSettings& settings) : QObject(parts.window), m_parts(parts), m_settings(settings) {}

void WindowLayout::reset() {
    for (const Toggle& toggle : toggles(*m_parts.actions, *m_parts.log))
        toggle.action->setChecked(toggle.atFirst);
    const QSize size = m_parts.window->size();
    // In a small window the panes beside the log give way, so that most of a line can be read.
    const int tree = std::clamp(size.width() * 22 / 100, 180, treeWidth);
    const int panel = std::clamp(size.width() * 31 / 100, 280, panelWidth);
    m_parts.panes->setSizes({tree, std::max(240, size.width() - tree - panel), panel});
    m_parts.middle->setSizes({std::max(200, size.height() - 160 - tableHeight), tableHeight});
    m_parts.log->setZoom(0);
    resetLogOptions(m_parts.log->actions());
}

void WindowLayout::restore() {
    m_parts.window->menuBar()->setVisible(false);
    m_parts.window->resize(firstSizeOn(m_parts.window->screen()));
    reset();
    m_parts.window->restoreGeometry(m_settings.value(geometryKey).toByteArray());
    m_parts.panes->restoreState(m_settings.value(panesKey).toByteArray());
    m_parts.middle->restoreState(m_settings.value(middleKey).toByteArray());
    for (const Toggle& toggle : toggles(*m_parts.actions, *m_parts.log))
        toggle.action->setChecked(m_settings.value(toggle.key, toggle.atFirst).toBool());
    m_parts.log->setZoom(m_settings.value(zoomKey, 0).toInt());
    restoreLogOptions(m_parts.log->actions(), m_settings);
}

void WindowLayout::save() const {
    m_settings.setValue(geometryKey, m_parts.window->saveGeometry());
    m_settings.setValue(panesKey, m_parts.panes->saveState());
    m_settings.setValue(middleKey, m_parts.middle->saveState());
    for (const Toggle& toggle : toggles(*m_parts.actions, *m_parts.log))
        m_settings.setValue(toggle.key, toggle.action->isChecked());
    m_settings.setValue(zoomKey, m_parts.log->zoom());
    saveLogOptions(m_parts.log->actions(), m_settings);
}

} // namespace faultline
