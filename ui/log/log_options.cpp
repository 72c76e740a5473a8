// SPDX-License-Identifier: MIT
#include "log/log_options.h"

#include "log/log_actions.h"
#include "log/log_line.h"

#include <QAction>
#include <QActionGroup>
#include <QSettings>

namespace faultline {

namespace {

const QString foldKey = QStringLiteral("log/fold-frames");
const QString tabKey = QStringLiteral("log/tab-width");
const QString ansiKey = QStringLiteral("log/ansi");

constexpr int usualTab = 8;

/// A value that none of them has changes nothing: settings may come from another version.
void choose(const QActionGroup& group, int data) {
    for (QAction* const action : group.actions())
        if (action->data().toInt() == data)
            action->trigger();
}

int chosen(const QActionGroup& group) {
    const QAction* const action = group.checkedAction();
    return action ? action->data().toInt() : -1;
}

} // namespace

void restoreLogOptions(const LogActions& actions, const QSettings& settings) {
    actions.foldFrames->setChecked(settings.value(foldKey, true).toBool());
    choose(*actions.tabWidths, settings.value(tabKey, usualTab).toInt());
    choose(*actions.ansiModes, settings.value(ansiKey, static_cast<int>(AnsiMode::Rendered)).toInt());
}

void saveLogOptions(const LogActions& actions, QSettings& settings) {
    settings.setValue(foldKey, actions.foldFrames->isChecked());
    settings.setValue(tabKey, chosen(*actions.tabWidths));
    settings.setValue(ansiKey, chosen(*actions.ansiModes));
}

void resetLogOptions(const LogActions& actions) {
    actions.foldFrames->setChecked(true);
    choose(*actions.tabWidths, usualTab);
    choose(*actions.ansiModes, static_cast<int>(AnsiMode::Rendered));
}

} // namespace faultline
