// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QAction;
class QActionGroup;

namespace faultline {

class ActionRegistry;
class LogPane;

/// The actions of a window, made once, with text, icon and default shortcut. What they do is connected by the window.
/// Those of the log pane are its own; `add` registers them beside ours so that all can be listed and changed in one place.
class WindowActions : public QObject {
    Q_OBJECT
public:
    explicit WindowActions(QObject* parent);

    void addTo(ActionRegistry& registry, const LogPane& log) const;

    QAction* openFolder;
    QAction* openFile;
    QAction* reload;
    QAction* stop;
    QAction* quickOpen;
    QAction* hideAddresses; ///< private addresses are hidden in reports as well
    QActionGroup* exports;  ///< each with its `ReportFormat` as int in `data`
    QAction* copyTicket;
    QAction* quit;

    QAction* nextFinding;
    QAction* previousFinding;
    QAction* nextPlace;
    QAction* previousPlace;
    QAction* showVerdict;

    QAction* searchAll;
    QAction* nextHit;
    QAction* previousHit;

    QAction* focusTree;
    QAction* focusLog;
    QAction* focusDiagnosis;
    QAction* showTree;
    QAction* showDiagnosis;
    QAction* showFindings;
    QAction* showInputs;
    QAction* showSearch;
    QAction* showMenuBar;
    QAction* fullScreen;
    QAction* restoreLayout;
    QActionGroup* appearance;
    QAction* appearanceSystem;
    QAction* appearanceLight;
    QAction* appearanceDark;

    QAction* knowledge;
    QAction* newArticle;
    QAction* undoDismiss;
    QAction* menu;
    QAction* shortcuts;
    QAction* about;

private:
    QAction* make(const QString& text, const QString& iconName, const QKeySequence& shortcut, const QString& tip);
    QAction* makeToggle(const QString& text, const QKeySequence& shortcut, const QString& tip);
};

} // namespace faultline
