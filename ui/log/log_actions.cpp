// SPDX-License-Identifier: MIT
#include "log/log_actions.h"

#include "theme/icons.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeySequence>

namespace faultline {

namespace {

QAction* make(QObject* parent, const char* text, const char* iconName, const QList<QKeySequence>& shortcuts) {
    auto* const action = new QAction(QCoreApplication::translate("faultline::LogActions", text), parent);
    if (*iconName)
        action->setIcon(icon(QString::fromLatin1(iconName)));
    action->setShortcuts(shortcuts);
    return action;
}

} // namespace

LogActions::LogActions(QObject* parent)
    : find(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Find in This Log…"), "edit-find", {QKeySequence::Find})),
      findNext(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Find &Next"), "go-down", {QKeySequence(Qt::Key_F3)})),
      findPrevious(
          make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Find &Previous"), "go-up", {QKeySequence(Qt::SHIFT | Qt::Key_F3)})),
      goToLine(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Go to Line…"), "go-jump", {QKeySequence(Qt::CTRL | Qt::Key_G)})),
      reload(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Read This &Log Again"), "view-refresh",
                  {QKeySequence(Qt::SHIFT | Qt::Key_F5)})),
      wrap(
          make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Wrap Lines"), "format-text-wrap", {QKeySequence(Qt::ALT | Qt::Key_Z)})),
      zoomIn(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Zoom &In"), "zoom-in",
                  {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)})),
      zoomOut(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Zoom &Out"), "zoom-out", {QKeySequence(Qt::CTRL | Qt::Key_Minus)})),
      zoomReset(
          make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Usual Size"), "zoom-original", {QKeySequence(Qt::CTRL | Qt::Key_0)})),
      copy(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Copy"), "edit-copy", {QKeySequence::Copy})),
      copyWithPlace(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Copy with File and &Line"), "edit-copy",
                         {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)})),
      selectAll(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Select &All"), "", {QKeySequence::SelectAll})),
      closeTab(
          make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Close Log"), "window-close", {QKeySequence(Qt::CTRL | Qt::Key_W)})),
      closeOtherTabs(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Close &Other Logs"), "", {})),
      nextTab(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Next Log"), "",
                   {QKeySequence(Qt::CTRL | Qt::Key_PageDown), QKeySequence(Qt::CTRL | Qt::Key_Tab)})),
      previousTab(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Previous Log"), "",
                       {QKeySequence(Qt::CTRL | Qt::Key_PageUp), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab)})),
      back(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Back"), "go-previous", {QKeySequence(Qt::ALT | Qt::Key_Left)})),
      forward(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "F&orward"), "go-next", {QKeySequence(Qt::ALT | Qt::Key_Right)})) {
    wrap->setCheckable(true);
    // Text fields and trees have a copy and a select-all of their own.
    for (QAction* const action : {copy, copyWithPlace, selectAll})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    for (QAction* const action :
         {copy, copyWithPlace, reload, goToLine, closeTab, closeOtherTabs, back, forward, find, findNext, findPrevious})
        action->setEnabled(false);
}

} // namespace faultline
