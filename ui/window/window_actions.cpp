// SPDX-License-Identifier: MIT
#include "window/window_actions.h"

#include "log/log_pane.h"
#include "report/report.h"
#include "theme/icons.h"
#include "window/action_registry.h"

#include <QAction>
#include <QActionGroup>

namespace faultline {

QAction* WindowActions::make(const QString& text, const QString& iconName, const QKeySequence& shortcut, const QString& tip) {
    auto* action = new QAction(text, this);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName));
    action->setShortcut(shortcut);
    action->setToolTip(tip);
    action->setStatusTip(tip);
    return action;
}

QAction* WindowActions::makeToggle(const QString& text, const QKeySequence& shortcut, const QString& tip) {
    QAction* action = make(text, {}, shortcut, tip);
    action->setCheckable(true);
    return action;
}

WindowActions::WindowActions(QObject* parent) : QObject(parent) {
    openFolder = make(tr("&Open folder…"), QStringLiteral("document-open-folder"), QKeySequence(Qt::CTRL | Qt::Key_O),
                      tr("Open the folder of a job"));
    openFile = make(tr("Open &archive or file…"), QStringLiteral("document-open"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
                    tr("Open an archive of a job's folder, or a single log"));
    reload = make(tr("&Read again"), QStringLiteral("view-refresh"), QKeySequence(Qt::Key_F5),
                  tr("Read the same job again; its opened logs stay open"));
    stop = make(tr("S&top reading"), QStringLiteral("process-stop"), QKeySequence(Qt::SHIFT | Qt::Key_Escape),
                tr("Stop reading; what was found until now stays"));
    quickOpen = make(tr("Open a file of the &job…"), QStringLiteral("edit-find"), QKeySequence(Qt::CTRL | Qt::Key_P),
                     tr("Type parts of a path to open the file"));
    exports = new QActionGroup(this);
    const auto addExport = [this](ReportFormat format, const QString& id, const QString& text, const QString& longText,
                                  const QString& tip) {
        QAction* action = make(text, {}, {}, tip);
        action->setIconText(longText);
        action->setData(static_cast<int>(format));
        action->setObjectName(id);
        exports->addAction(action);
    };
    addExport(ReportFormat::Text, QStringLiteral("export-text"), tr("As &text…"), tr("Export as text"),
              tr("Save the diagnosis as plain text"));
    addExport(ReportFormat::Markdown, QStringLiteral("export-markdown"), tr("As &Markdown…"), tr("Export as Markdown"),
              tr("Save the diagnosis for a ticket or a wiki"));
    addExport(ReportFormat::Html, QStringLiteral("export-html"), tr("As a &web page…"), tr("Export as a web page"),
              tr("Save the diagnosis as one page to read or print"));
    addExport(ReportFormat::Json, QStringLiteral("export-json"), tr("As &JSON…"), tr("Export as JSON"),
              tr("Save the diagnosis for other programs"));
    addExport(ReportFormat::Sarif, QStringLiteral("export-sarif"), tr("As &SARIF…"), tr("Export as SARIF"),
              tr("Save the diagnosis for code scanners and editors"));
    hideAddresses = makeToggle(tr("Hide private &addresses as well"), {},
                               tr("Hide addresses such as 10.0.0.4 in reports too, besides secrets and personal data"));
    copyTicket = make(tr("Copy for a tic&ket"), QStringLiteral("edit-copy"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C),
                      tr("Copy the diagnosis as Markdown, which is text as well"));
    quit = make(tr("&Quit"), QStringLiteral("application-exit"), QKeySequence(Qt::CTRL | Qt::Key_Q), tr("Quit"));
    quit->setMenuRole(QAction::QuitRole);

    nextFinding = make(tr("&Next finding"), QStringLiteral("go-down"), QKeySequence(Qt::Key_F8), tr("Go to the next finding"));
    previousFinding =
        make(tr("&Previous finding"), QStringLiteral("go-up"), QKeySequence(Qt::SHIFT | Qt::Key_F8), tr("Go to the previous finding"));
    nextPlace = make(tr("Next p&lace of this finding"), {}, QKeySequence(Qt::CTRL | Qt::Key_F8),
                     tr("Go to the next line where this finding shows"));
    previousPlace = make(tr("Pre&vious place of this finding"), {}, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F8),
                         tr("Go to the previous line where this finding shows"));
    showVerdict =
        make(tr("Line at &fault"), QStringLiteral("go-jump"), QKeySequence(Qt::Key_F7), tr("Show the line that the verdict speaks of"));

    searchAll = make(tr("Search all &logs…"), QStringLiteral("edit-find"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
                     tr("Search all logs of the job, for what is selected or for anything else"));
    searchAll->setIconText(tr("Search all logs"));
    nextHit = make(tr("Next hit in all logs"), {}, QKeySequence(Qt::Key_F4), tr("Go to the next hit of the search through all logs"));
    previousHit = make(tr("Previous hit in all logs"), {}, QKeySequence(Qt::SHIFT | Qt::Key_F4),
                       tr("Go to the previous hit of the search through all logs"));

    focusTree = make(tr("Go to &tree"), {}, QKeySequence(Qt::CTRL | Qt::Key_1), tr("Put the keyboard into the tree"));
    focusLog = make(tr("Go to l&og"), {}, QKeySequence(Qt::CTRL | Qt::Key_2), tr("Put the keyboard into the log"));
    focusDiagnosis = make(tr("Go to &diagnosis"), {}, QKeySequence(Qt::CTRL | Qt::Key_3), tr("Put the keyboard into the diagnosis"));
    showTree = makeToggle(tr("Show t&ree"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_1), tr("Show or hide the tree of files"));
    showDiagnosis = makeToggle(tr("Show dia&gnosis"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_3), tr("Show or hide the diagnosis"));
    showFindings = makeToggle(tr("Show &findings as a table"), QKeySequence(Qt::CTRL | Qt::Key_T),
                              tr("Show or hide all findings as a table below the log"));
    showInputs = makeToggle(tr("Show failed &inputs"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T),
                            tr("Show or hide the list of input files that could not be processed"));
    showSearch = makeToggle(tr("Show &search results"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_F),
                            tr("Show or hide the search through all logs"));
    showMenuBar = makeToggle(tr("Show &menu bar"), QKeySequence(Qt::CTRL | Qt::Key_M), tr("Show or hide the menu bar"));
    fullScreen = makeToggle(tr("F&ull screen"), QKeySequence(Qt::Key_F11), tr("Fill the whole screen"));
    restoreLayout = make(tr("Restore &default layout"), {}, {}, tr("Put all panes back where they were at first"));
    appearance = new QActionGroup(this);
    appearanceSystem = makeToggle(tr("As the &system"), {}, tr("Light or dark as the system is"));
    appearanceLight = makeToggle(tr("&Light"), {}, tr("Light colours"));
    appearanceDark = makeToggle(tr("&Dark"), {}, tr("Dark colours"));
    for (QAction* action : {appearanceSystem, appearanceLight, appearanceDark})
        appearance->addAction(action);

    knowledge = make(tr("&Knowledge…"), QStringLiteral("help-contents"), QKeySequence(Qt::CTRL | Qt::Key_K),
                     tr("Search and read everything that is known"));
    knowledge->setIconText(tr("Knowledge"));
    newArticle = make(tr("New ar&ticle from this line…"), {}, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K),
                      tr("Teach the program what the line under the cursor means"));
    undoDismiss =
        make(tr("&Undo “Not the cause here”"), {}, QKeySequence(QKeySequence::Undo), tr("Count the finding that was set aside last again"));
    menu = make(tr("&Menu"), QStringLiteral("application-menu"), QKeySequence(Qt::Key_F10), tr("Menu"));
    shortcuts = make(tr("&Keyboard shortcuts…"), QStringLiteral("configure-shortcuts"), QKeySequence(Qt::Key_F1),
                     tr("See and change all shortcuts"));
    about = make(tr("&About Faultline"), QStringLiteral("help-about"), {}, tr("Version, licences, and what this program does not do"));
    about->setMenuRole(QAction::AboutRole);
}

void WindowActions::addTo(ActionRegistry& registry, const LogPane& log) const {
    const QString job = tr("Job");
    registry.add(QStringLiteral("open-folder"), job, openFolder);
    registry.add(QStringLiteral("open-file"), job, openFile);
    registry.add(QStringLiteral("quick-open"), job, quickOpen);
    registry.add(QStringLiteral("reload"), job, reload);
    registry.add(QStringLiteral("stop"), job, stop);
    for (QAction* action : exports->actions())
        registry.add(action->objectName(), job, action);
    registry.add(QStringLiteral("hide-addresses"), job, hideAddresses);
    registry.add(QStringLiteral("copy-ticket"), job, copyTicket);
    registry.add(QStringLiteral("quit"), job, quit);

    const QString go = tr("Findings");
    registry.add(QStringLiteral("show-verdict"), go, showVerdict);
    registry.add(QStringLiteral("next-finding"), go, nextFinding);
    registry.add(QStringLiteral("previous-finding"), go, previousFinding);
    registry.add(QStringLiteral("next-place"), go, nextPlace);
    registry.add(QStringLiteral("previous-place"), go, previousPlace);

    const QString reading = tr("Log");
    registry.add(QStringLiteral("back"), reading, log.backAction());
    registry.add(QStringLiteral("forward"), reading, log.forwardAction());
    registry.add(QStringLiteral("find"), reading, log.findAction());
    registry.add(QStringLiteral("find-next"), reading, log.findNextAction());
    registry.add(QStringLiteral("find-previous"), reading, log.findPreviousAction());
    registry.add(QStringLiteral("search-all"), reading, searchAll);
    registry.add(QStringLiteral("next-hit"), reading, nextHit);
    registry.add(QStringLiteral("previous-hit"), reading, previousHit);
    registry.add(QStringLiteral("go-to-line"), reading, log.goToLineAction());
    registry.add(QStringLiteral("copy"), reading, log.copyAction());
    registry.add(QStringLiteral("copy-with-place"), reading, log.copyWithPlaceAction());
    registry.add(QStringLiteral("select-all"), reading, log.selectAllAction());
    registry.add(QStringLiteral("next-tab"), reading, log.nextTabAction());
    registry.add(QStringLiteral("previous-tab"), reading, log.previousTabAction());
    registry.add(QStringLiteral("close-other-tabs"), reading, log.closeOtherTabsAction());
    registry.add(QStringLiteral("close-tab"), reading, log.closeTabAction());
    registry.add(QStringLiteral("reload-log"), reading, log.reloadAction());
    registry.add(QStringLiteral("wrap"), reading, log.wrapAction());
    registry.add(QStringLiteral("open-beside"), reading, log.actions().openBeside);
    registry.add(QStringLiteral("move-beside"), reading, log.actions().moveBeside);
    registry.add(QStringLiteral("next-column"), reading, log.actions().nextGroup);
    registry.add(QStringLiteral("toggle-bookmark"), reading, log.actions().toggleBookmark);
    registry.add(QStringLiteral("next-bookmark"), reading, log.actions().nextBookmark);
    registry.add(QStringLiteral("previous-bookmark"), reading, log.actions().previousBookmark);
    registry.add(QStringLiteral("fold-frames"), reading, log.actions().foldFrames);
    registry.add(QStringLiteral("fold"), reading, log.actions().fold);
    registry.add(QStringLiteral("unfold"), reading, log.actions().unfold);
    registry.add(QStringLiteral("only-warnings-and-errors"), reading, log.actions().onlyTelling);
    for (const QActionGroup* group : {log.actions().tabWidths, log.actions().ansiModes})
        for (QAction* action : group->actions())
            registry.add(action->objectName(), reading, action);
    registry.add(QStringLiteral("zoom-in"), reading, log.zoomInAction());
    registry.add(QStringLiteral("zoom-out"), reading, log.zoomOutAction());
    registry.add(QStringLiteral("zoom-reset"), reading, log.zoomResetAction());

    const QString view = tr("Window");
    registry.add(QStringLiteral("focus-tree"), view, focusTree);
    registry.add(QStringLiteral("focus-log"), view, focusLog);
    registry.add(QStringLiteral("focus-diagnosis"), view, focusDiagnosis);
    registry.add(QStringLiteral("show-tree"), view, showTree);
    registry.add(QStringLiteral("show-diagnosis"), view, showDiagnosis);
    registry.add(QStringLiteral("show-findings"), view, showFindings);
    registry.add(QStringLiteral("show-inputs"), view, showInputs);
    registry.add(QStringLiteral("show-search"), view, showSearch);
    registry.add(QStringLiteral("show-menu-bar"), view, showMenuBar);
    registry.add(QStringLiteral("full-screen"), view, fullScreen);
    registry.add(QStringLiteral("restore-layout"), view, restoreLayout);
    registry.add(QStringLiteral("menu"), view, menu);
    registry.add(QStringLiteral("knowledge"), view, knowledge);
    registry.add(QStringLiteral("new-article"), go, newArticle);
    registry.add(QStringLiteral("undo-dismiss"), go, undoDismiss);
    registry.add(QStringLiteral("shortcuts"), view, shortcuts);
    registry.add(QStringLiteral("about"), view, about);
}

} // namespace faultline
