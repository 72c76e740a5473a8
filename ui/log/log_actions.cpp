// SPDX-License-Identifier: MIT
#include "log/log_actions.h"

#include "log/log_line.h"
#include "theme/icons.h"

#include <QAction>
#include <QActionGroup>
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
    : find(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Find in this log…"), "edit-find", {QKeySequence::Find})),
      findNext(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Find &next"), "go-down", {QKeySequence(Qt::Key_F3)})),
      findPrevious(
          make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Find &previous"), "go-up", {QKeySequence(Qt::SHIFT | Qt::Key_F3)})),
      goToLine(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Go to line…"), "go-jump", {QKeySequence(Qt::CTRL | Qt::Key_G)})),
      reload(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Read this &log again"), "view-refresh",
                  {QKeySequence(Qt::SHIFT | Qt::Key_F5)})),
      wrap(
          make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Wrap lines"), "format-text-wrap", {QKeySequence(Qt::ALT | Qt::Key_Z)})),
      zoomIn(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Zoom &in"), "zoom-in",
                  {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)})),
      zoomOut(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Zoom &out"), "zoom-out", {QKeySequence(Qt::CTRL | Qt::Key_Minus)})),
      zoomReset(
          make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Usual size"), "zoom-original", {QKeySequence(Qt::CTRL | Qt::Key_0)})),
      foldFrames(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Fold frames of t&he runtime"), "code-context",
                      {QKeySequence(Qt::ALT | Qt::Key_T)})),
      fold(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Fo&ld here"), "go-up",
                {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_BracketLeft)})),
      unfold(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "U&nfold here"), "go-down",
                  {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_BracketRight)})),
      onlyTelling(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Onl&y warnings and errors"), "dialog-warning",
                       {QKeySequence(Qt::ALT | Qt::Key_L)})),
      tabWidths(new QActionGroup(parent)), ansiModes(new QActionGroup(parent)),
      copy(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Copy"), "edit-copy", {QKeySequence::Copy})),
      copyWithPlace(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Copy with file and &line"), "edit-copy",
                         {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)})),
      selectAll(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Select &all"), "", {QKeySequence::SelectAll})),
      closeTab(
          make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Close log"), "window-close", {QKeySequence(Qt::CTRL | Qt::Key_W)})),
      closeOtherTabs(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Close &other logs"), "", {})),
      nextTab(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Next log"), "",
                   {QKeySequence(Qt::CTRL | Qt::Key_PageDown), QKeySequence(Qt::CTRL | Qt::Key_Tab)})),
      previousTab(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Previous log"), "",
                       {QKeySequence(Qt::CTRL | Qt::Key_PageUp), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab)})),
      back(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "&Back"), "go-previous", {QKeySequence(Qt::ALT | Qt::Key_Left)})),
      forward(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "F&orward"), "go-next", {QKeySequence(Qt::ALT | Qt::Key_Right)})),
      openBeside(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Open &beside"), "view-split-left-right",
                      {QKeySequence(Qt::CTRL | Qt::Key_Backslash)})),
      moveBeside(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Mo&ve beside"), "go-right",
                      {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Backslash)})),
      nextGroup(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Go to the next &column"), "go-right", {QKeySequence(Qt::Key_F6)})),
      toggleBookmark(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Set or remove book&mark"), "bookmark-new",
                          {QKeySequence(Qt::CTRL | Qt::Key_F2)})),
      nextBookmark(make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Ne&xt bookmark"), "go-down", {QKeySequence(Qt::Key_F2)})),
      previousBookmark(
          make(parent, QT_TRANSLATE_NOOP("faultline::LogActions", "Previous boo&kmark"), "go-up", {QKeySequence(Qt::SHIFT | Qt::Key_F2)})) {
    for (QAction* const action : {wrap, foldFrames, onlyTelling})
        action->setCheckable(true);
    foldFrames->setChecked(true);
    for (const int width : {2, 4, 8}) {
        QAction* const action =
            tabWidths->addAction(QCoreApplication::translate("faultline::LogActions", "&%n characters", nullptr, width));
        action->setCheckable(true);
        action->setChecked(width == 8);
        action->setData(width);
        action->setObjectName(QStringLiteral("tab-width-%1").arg(width));
    }
    const auto addMode = [this](const char* text, const QString& id, AnsiMode mode) {
        QAction* const action = ansiModes->addAction(QCoreApplication::translate("faultline::LogActions", text));
        action->setCheckable(true);
        action->setChecked(mode == AnsiMode::Rendered);
        action->setData(static_cast<int>(mode));
        action->setObjectName(id);
    };
    addMode(QT_TRANSLATE_NOOP("faultline::LogActions", "&Show colours"), QStringLiteral("ansi-rendered"), AnsiMode::Rendered);
    addMode(QT_TRANSLATE_NOOP("faultline::LogActions", "&Hide colours"), QStringLiteral("ansi-hidden"), AnsiMode::Hidden);
    addMode(QT_TRANSLATE_NOOP("faultline::LogActions", "Show the &codes themselves"), QStringLiteral("ansi-raw"), AnsiMode::Raw);
    // Text fields and trees have a copy and a select-all of their own.
    for (QAction* const action : {copy, copyWithPlace, selectAll})
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    for (QAction* const action :
         {copy, copyWithPlace, reload, goToLine, closeTab, closeOtherTabs, back, forward, find, findNext, findPrevious, fold, unfold,
          openBeside, moveBeside, nextGroup, toggleBookmark, nextBookmark, previousBookmark})
        action->setEnabled(false);
}

} // namespace faultline
