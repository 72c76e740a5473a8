// SPDX-License-Identifier: MIT
#include "window/main_window.h"

#include "diagnosis/diagnosis_panel.h"
#include "diagnosis/failed_inputs_pane.h"
#include "diagnosis/findings_table.h"
#include "diagnosis/run_view.h"
#include "diagnosis/telling_run.h"
#include "knowledge/article_draft.h"
#include "log/encoding_menu.h"
#include "log/log_pane.h"
#include "search/search_pane.h"
#include "session/job_session.h"
#include "session/knowledge_service.h"
#include "session/report_job.h"
#include "text/path_bytes.h"
#include "text/words.h"
#include "theme/appearance.h"
#include "tree/tree_pane.h"
#include "verdict/verdict_bar.h"
#include "window/about_dialog.h"
#include "window/action_registry.h"
#include "window/bottom_pane.h"
#include "window/context_menus.h"
#include "window/finding_navigator.h"
#include "window/message_strip.h"
#include "window/open_dialog.h"
#include "window/quick_open.h"
#include "window/recent_paths.h"
#include "window/run_menu.h"
#include "window/shortcuts_dialog.h"
#include "window/start_page.h"
#include "window/status_line.h"
#include "window/top_bar.h"
#include "window/window_actions.h"
#include "window/window_knowledge.h"
#include "window/window_layout.h"
#include "window/window_menus.h"
#include "window/window_reports.h"
#include "window/window_search.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDir>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace faultline {

namespace {

const QString appearanceKey = QStringLiteral("window/appearance");

enum Page { StartPageIndex, JobPageIndex };

QString localPath(const QMimeData& data) {
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            // Not `toLocalFile`, which loses bytes that are not UTF-8.
            return pathFromBytes(QByteArray::fromPercentEncoding(url.path(QUrl::FullyEncoded).toLatin1()).toStdString());
    }
    return {};
}

} // namespace

MainWindow::MainWindow(std::shared_ptr<KnowledgeService> knowledge, QSettings& settings, Appearance* appearance, QWidget* parent)
    : QMainWindow(parent), m_knowledge(std::move(knowledge)), m_settings(settings), m_appearance(appearance),
      m_session(new JobSession(m_knowledge, this)), m_recent(new RecentPaths(settings, this)), m_actions(new WindowActions(this)),
      m_registry(new ActionRegistry(settings, this)), m_reports(new WindowReports(settings, this)), m_runs(new RunMenu(this)) {
    setWindowTitle(tr("Faultline"));
    setAcceptDrops(true);
    makePanes();
    m_navigator = new FindingNavigator(m_log, m_panel, this);
    m_search = new WindowSearch(settings, *m_actions, *m_navigator, *m_log, this);
    m_below->addPage(m_search->pane(), tr("Search"), m_actions->showSearch);
    m_teaching = new WindowKnowledge(*m_knowledge, *m_session, *m_strip, m_actions->undoDismiss, this);
    m_layout = new WindowLayout({this, m_splitter, m_middle, m_log, m_actions}, settings);
    m_actions->addTo(*m_registry, *m_log);
    m_menus = new WindowMenus(this, m_bar, *m_actions, *m_log, *m_recent, m_runs);
    m_contextMenus = new ContextMenus(
        {.session = m_session, .actions = m_actions, .log = m_log, .tree = m_tree, .navigator = m_navigator, .knowledge = m_teaching},
        this);
    connectActions();
    connectSession();
    connectPanes();
    m_layout->restore();
    const auto appearanceChoice = static_cast<Appearance::Choice>(m_settings.value(appearanceKey, 0).toInt());
    (appearanceChoice == Appearance::Choice::Light  ? m_actions->appearanceLight
     : appearanceChoice == Appearance::Choice::Dark ? m_actions->appearanceDark
                                                    : m_actions->appearanceSystem)
        ->setChecked(true);
    updateActions();
    updateStatus();
}

MainWindow::~MainWindow() {
    // The session's threads post to panes; they end before any pane goes.
    delete m_session;
}

void MainWindow::makePanes() {
    m_bar = new TopBar;
    m_verdict = new VerdictBar;
    m_strip = new MessageStrip;
    m_tree = new TreePane;
    m_tree->setMinimumWidth(180);
    m_log = new LogPane;
    m_log->setMinimumWidth(240);
    m_status = new StatusLine(m_actions->nextFinding, m_actions->previousFinding);
    m_panel = new DiagnosisPanel;
    m_panel->setMinimumWidth(280);

    m_table = new FindingsTable;
    m_inputs = new FailedInputsPane;
    m_below = new BottomPane;
    m_below->addPage(m_table, tr("Findings"), m_actions->showFindings);
    m_below->addPage(m_inputs, tr("Failed inputs"), m_actions->showInputs);

    auto* logAndStatus = new QWidget;
    auto* logColumn = new QVBoxLayout(logAndStatus);
    logColumn->setContentsMargins(0, 0, 0, 0);
    logColumn->setSpacing(0);
    logColumn->addWidget(m_log, 1);
    logColumn->addWidget(m_status);
    m_middle = new QSplitter(Qt::Vertical);
    m_middle->setChildrenCollapsible(false);
    m_middle->addWidget(logAndStatus);
    m_middle->addWidget(m_below);
    m_middle->setStretchFactor(0, 1);

    m_splitter = new QSplitter;
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_middle);
    m_splitter->addWidget(m_panel);
    m_splitter->setStretchFactor(1, 1);

    auto* start = new StartPage(*m_recent, m_actions->openFolder, m_actions->openFile);
    connect(start, &StartPage::pathChosen, this, &MainWindow::openPath);
    m_pages = new QStackedWidget;
    m_pages->addWidget(start);
    m_pages->addWidget(m_splitter);

    auto* central = new QWidget;
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_strip);
    column->addWidget(m_verdict);
    column->addWidget(m_pages, 1);
    m_verdict->hide();
    setCentralWidget(central);
}

void MainWindow::connectActions() {
    const WindowActions& on = *m_actions;
    connect(m_menus, &WindowMenus::pathChosen, this, &MainWindow::openPath);
    const auto open = [this](const QString& path) { openPath(path); };
    connect(on.openFolder, &QAction::triggered, this, [this, open] { askForJob(this, m_settings, OpenKind::Folder, open); });
    connect(on.openFile, &QAction::triggered, this, [this, open] { askForJob(this, m_settings, OpenKind::File, open); });
    connect(on.reload, &QAction::triggered, m_session, &JobSession::reopen);
    connect(on.stop, &QAction::triggered, m_session, &JobSession::cancel);
    connect(on.quit, &QAction::triggered, this, &QWidget::close);
    connect(on.copyTicket, &QAction::triggered, this, [this] { m_reports->copy(m_session->diagnosis()); });
    on.hideAddresses->setChecked(m_reports->hidesAddresses());
    connect(on.hideAddresses, &QAction::toggled, m_reports, &WindowReports::setHidesAddresses);
    connect(on.exports, &QActionGroup::triggered, this,
            [this](const QAction* action) { m_reports->save(m_session->diagnosis(), static_cast<ReportFormat>(action->data().toInt())); });
    connect(on.quickOpen, &QAction::triggered, this, [this] {
        auto* dialog = new QuickOpen(m_session->job(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QuickOpen::fileChosen, m_navigator, &FindingNavigator::showFile);
        dialog->open();
    });

    connect(on.showVerdict, &QAction::triggered, m_navigator, &FindingNavigator::showVerdict);
    connect(on.nextFinding, &QAction::triggered, m_navigator, &FindingNavigator::next);
    connect(on.previousFinding, &QAction::triggered, m_navigator, &FindingNavigator::previous);
    connect(on.nextPlace, &QAction::triggered, m_navigator, &FindingNavigator::nextPlace);
    connect(on.previousPlace, &QAction::triggered, m_navigator, &FindingNavigator::previousPlace);

    connect(on.focusTree, &QAction::triggered, this, [this] {
        m_actions->showTree->setChecked(true);
        m_tree->focusTree();
    });
    connect(on.focusLog, &QAction::triggered, this,
            [this] { (m_log->view() ? static_cast<QWidget*>(m_log->view()) : m_log)->setFocus(Qt::ShortcutFocusReason); });
    connect(on.focusDiagnosis, &QAction::triggered, this, [this] {
        m_actions->showDiagnosis->setChecked(true);
        m_panel->focusFirst();
    });
    connect(on.showTree, &QAction::toggled, m_tree, &QWidget::setVisible);
    connect(on.showDiagnosis, &QAction::toggled, m_panel, &QWidget::setVisible);
    connect(on.showMenuBar, &QAction::toggled, menuBar(), &QWidget::setVisible);
    connect(on.fullScreen, &QAction::toggled, this,
            [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
    connect(on.restoreLayout, &QAction::triggered, m_layout, &WindowLayout::reset);
    connect(on.appearance, &QActionGroup::triggered, this, [this](const QAction* chosen) {
        using Choice = Appearance::Choice;
        const Choice choice = chosen == m_actions->appearanceLight  ? Choice::Light
                              : chosen == m_actions->appearanceDark ? Choice::Dark
                                                                    : Choice::System;
        m_settings.setValue(appearanceKey, static_cast<int>(choice));
        if (m_appearance)
            m_appearance->choose(choice);
    });

    connect(on.newArticle, &QAction::triggered, this, &MainWindow::teachCurrentLine);
    connect(on.knowledge, &QAction::triggered, this, [this] { m_teaching->openBrowser({}); });
    connect(on.shortcuts, &QAction::triggered, this, [this] {
        auto* dialog = new ShortcutsDialog(*m_registry, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(on.about, &QAction::triggered, this, [this] {
        auto* dialog = new AboutDialog(m_knowledge->loadedKnowledge().get(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void MainWindow::connectSession() {
    connect(m_session, &JobSession::opening, this, &MainWindow::jobOpening);
    connect(m_session, &JobSession::listed, this,
            [this](const ListingProgress& progress) { m_verdict->showOpening(m_session->path(), progress); });
    connect(m_session, &JobSession::jobOpened, this, &MainWindow::jobOpened);
    connect(m_session, &JobSession::progressed, m_verdict, &VerdictBar::showProgress);
    connect(m_session, &JobSession::diagnosed, this, &MainWindow::jobDiagnosed);
    connect(m_session, &JobSession::cancelled, this, &MainWindow::jobCancelled);
    connect(m_session, &JobSession::failed, this, &MainWindow::jobFailed);
}

void MainWindow::connectPanes() {
    connect(m_reports, &WindowReports::told, m_strip, [this](const Message& message) { m_strip->showMessage(message); });
    connect(m_verdict, &VerdictBar::showLineRequested, m_navigator, &FindingNavigator::showVerdict);
    connect(m_verdict, &VerdictBar::adviceRequested, this, [this] {
        m_actions->showDiagnosis->setChecked(true);
        m_panel->showSolution();
    });
    connect(m_verdict, &VerdictBar::whyRequested, this, [this] {
        m_actions->showDiagnosis->setChecked(true);
        m_panel->showWhy();
    });
    connect(m_verdict, &VerdictBar::skippedRequested, this, [this] {
        m_actions->showDiagnosis->setChecked(true);
        m_panel->showSkipped();
    });
    connect(m_verdict, &VerdictBar::runsRequested, this, [this](const QPoint& at) { m_runs->popup(at); });
    connect(m_runs, &RunMenu::runChosen, this, &MainWindow::showRun);
    connect(m_panel, &DiagnosisPanel::runRequested, this, [this](quint64 run) { showRun(run); });
    connect(m_panel, &DiagnosisPanel::inputsRequested, this, [this] {
        m_actions->showInputs->setChecked(true);
        m_inputs->setFocus(Qt::OtherFocusReason);
    });
    connect(m_inputs, &FailedInputsPane::placeRequested, m_navigator, &FindingNavigator::showPlace);
    connect(m_verdict, &VerdictBar::cancelRequested, m_session, &JobSession::cancel);
    connect(m_verdict, &VerdictBar::retryRequested, m_session, &JobSession::reopen);
    connect(m_verdict, &VerdictBar::openRequested, m_actions->openFolder, &QAction::trigger);

    connect(m_tree, &TreePane::fileChosen, m_navigator, &FindingNavigator::showFile);
    connect(m_tree, &TreePane::contextMenuRequested, this,
            [this](qulonglong file, const QPoint& global) { m_contextMenus->showForFile(file, global); });

    connect(m_panel, &DiagnosisPanel::placeRequested, m_navigator, &FindingNavigator::showPlace);
    connect(m_panel, &DiagnosisPanel::findingSelected, m_navigator, &FindingNavigator::choose);
    connect(m_panel, &DiagnosisPanel::webLinkRequested, this, &MainWindow::openLink);
    connect(m_panel, &DiagnosisPanel::linkHovered, m_status, &StatusLine::setAddress);
    connect(m_panel, &DiagnosisPanel::articleRequested, m_teaching, &WindowKnowledge::openBrowser);
    connect(m_panel, &DiagnosisPanel::dismissRequested, m_teaching, [this](quint64 finding) { m_teaching->dismiss(finding); });
    connect(m_panel, &DiagnosisPanel::restoreRequested, m_teaching, [this](quint64 dismissed) { m_teaching->restore(dismissed); });
    connect(m_teaching, &WindowKnowledge::webLinkRequested, this, &MainWindow::openLink);
    connect(m_teaching, &WindowKnowledge::placeRequested, this,
            [this](quint64 file, LineNumber line) { m_navigator->showPlace(file, line); });
    connect(m_teaching, &WindowKnowledge::findingRequested, this, [this](quint64 finding) { m_navigator->show(finding); });
    connect(m_panel, &DiagnosisPanel::copyRequested, this, [this](quint64 finding) {
        if (m_session->diagnosis() && finding < m_session->diagnosis()->findings.size())
            m_reports->copy(onlyFinding(*m_session->diagnosis(), finding));
    });

    connect(m_table, &FindingsTable::findingChosen, m_navigator, &FindingNavigator::show);

    connect(m_navigator, &FindingNavigator::moved, this, &MainWindow::updateStatus);
    connect(m_log, &LogPane::statusChanged, this, &MainWindow::updateStatus);
    m_status->setEncodingMenu(m_log->encodingMenu());
    connect(m_log, &LogPane::fileShown, m_tree, &TreePane::reveal);
    connect(m_log, &LogPane::findingActivated, m_navigator, &FindingNavigator::chooseInLog);
    connect(m_log, &LogPane::contextMenuRequested, this, [this](std::size_t file, LineNumber, const QString& text, const QPoint& global) {
        m_contextMenus->showForLine(file, text, global);
    });
}

// ------------------------------------------------------------------- opening --

void MainWindow::openPath(const QString& path) {
    if (!path.isEmpty())
        m_session->open(QDir::cleanPath(QDir::current().absoluteFilePath(path)));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!localPath(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    openPath(localPath(*event->mimeData()));
    if (event->mimeData()->urls().size() > 1)
        m_strip->showMessage(Message::warning(tr("Only the first of what you dropped was opened").toStdString(),
                                              tr("a window shows one job").toStdString(),
                                              tr("Drop the folder that holds them all to see them together.").toStdString()));
}

// ------------------------------------------------------- what the session says --

void MainWindow::jobOpening(const QString& path) {
    m_strip->hide();
    m_pages->setCurrentIndex(JobPageIndex);
    // A job that is open already stays in the panes until there is another to show.
    if (!m_session->job()) {
        showPath(path);
        clear();
        m_tree->setJob({}, {}, tr("Looking for files…"));
        m_search->setJob({}, {});
        m_log->setEmptyText(tr("Logs can be read here as soon as they are found."));
    }
    m_verdict->showOpening(path, {});
    m_verdict->show();
    updateActions();
    updateStatus();
}

void MainWindow::showPath(const QString& path) {
    setWindowTitle(tr("%1 – Faultline").arg(lastParts(path, 2)));
    setWindowFilePath(path);
}

void MainWindow::clear() {
    m_chosenRun.reset();
    m_panel->setDiagnosis({}, 0);
    m_panel->setEmptyText(tr("What is found will stand here."));
    m_navigator->reset();
    m_log->setJob({});
    showLists({});
}

void MainWindow::jobOpened(const JobPointer& job) {
    // Otherwise files have come to the job that shows, or gone.
    const bool anew = m_session->isBusy();
    if (anew) {
        m_recent->add(m_session->path());
        showPath(m_session->path());
        clear();
        m_verdict->showProgress(m_session->progress());
    }
    m_tree->setJob(job, m_knowledge->loadedKnowledge());
    m_log->setJob(job);
    m_search->setJob(job, m_knowledge->loadedKnowledge());
    if (anew)
        updateActions();
}

void MainWindow::jobDiagnosed(const DiagnosisPointer& diagnosis) {
    m_tree->setDiagnosis(diagnosis);
    m_log->setDiagnosis(diagnosis);
    showLists(diagnosis);
    const std::size_t run = shownRun();
    showVerdict(diagnosis, run);
    m_navigator->setDiagnosis(diagnosis, run, !m_session->isBusy());
    updateActions();
}

void MainWindow::showVerdict(const DiagnosisPointer& diagnosis, std::size_t run) {
    // While another path is opened the bar tells of that.
    if (m_session->state() != JobSession::State::Opening)
        m_verdict->showDiagnosis(*diagnosis, run, m_session->state() == JobSession::State::Cancelled);
    m_panel->setDiagnosis(diagnosis, run);
}

void MainWindow::showLists(const DiagnosisPointer& diagnosis) {
    m_table->setDiagnosis(diagnosis);
    m_inputs->setDiagnosis(diagnosis);
    m_runs->setDiagnosis(diagnosis, shownRun());
    const auto title = [](const QString& name, std::uint64_t count) {
        return count > 0 ? tr("%1 (%2)", "name of a list and how much is in it").arg(name, numberText(count)) : name;
    };
    m_below->setTitle(m_table, title(tr("Findings"), static_cast<std::uint64_t>(m_table->count())));
    m_below->setTitle(m_inputs, title(tr("Failed inputs"), diagnosis ? diagnosis->failedInputCount : 0));
}

std::size_t MainWindow::shownRun() const {
    const DiagnosisPointer& diagnosis = m_session->diagnosis();
    if (!diagnosis)
        return 0;
    return m_chosenRun && *m_chosenRun < diagnosis->runs.size() ? *m_chosenRun : tellingRun(*diagnosis);
}

void MainWindow::showRun(std::size_t run) {
    const DiagnosisPointer diagnosis = m_session->diagnosis();
    if (!diagnosis || run >= diagnosis->runs.size())
        return;
    m_chosenRun = run;
    m_runs->setDiagnosis(diagnosis, run);
    showVerdict(diagnosis, run);
    m_navigator->showRun(run);
    updateActions();
}

void MainWindow::jobCancelled() {
    if (const DiagnosisPointer diagnosis = m_session->diagnosis()) {
        showVerdict(diagnosis, shownRun());
    } else if (m_session->isBusy()) {
        m_verdict->showProgress(m_session->progress());
    } else {
        if (!m_session->job()) {
            m_tree->setJob({}, {}, tr("Reading was stopped before the files were known. Press “Read again” above to go on."));
            m_log->setEmptyText(tr("Reading was stopped before any log was found."));
        }
        m_verdict->showCancelled(m_session->path());
        m_panel->setEmptyText(tr("Reading was stopped before anything was found."));
    }
    updateActions();
}

void MainWindow::jobFailed(const Message& message) {
    if (m_session->state() == JobSession::State::Failed) {
        m_verdict->showError(message);
        m_pages->setCurrentIndex(m_session->job() ? JobPageIndex : StartPageIndex);
        updateActions();
    } else {
        // The job that was open is so still.
        jobCancelled();
        m_strip->showMessage(message);
    }
}

void MainWindow::updateActions() {
    const bool busy = m_session->isBusy();
    const DiagnosisPointer& diagnosis = m_session->diagnosis();
    m_actions->stop->setEnabled(busy);
    m_actions->reload->setEnabled(!busy && m_session->state() != JobSession::State::Empty);
    m_actions->quickOpen->setEnabled(m_session->job() && !m_session->job()->files.empty());
    m_actions->copyTicket->setEnabled(diagnosis != nullptr);
    m_actions->exports->setEnabled(diagnosis != nullptr);
    m_actions->newArticle->setEnabled(m_session->job() != nullptr && m_teaching->canTeach());
    m_actions->showVerdict->setEnabled(diagnosis && verdictPlace(*diagnosis, shownRun()));
    for (QAction* action : {m_actions->nextFinding, m_actions->previousFinding, m_actions->nextPlace, m_actions->previousPlace})
        action->setEnabled(m_navigator->walk().count() > 0);
}

void MainWindow::updateStatus() {
    const LogPane::Status status = m_log->status();
    StatusLine::Content content;
    content.position = status.indexing ? tr("%1 (%2 % read)").arg(status.position).arg(status.percent) : status.position;
    const FindingWalk& walk = m_navigator->walk();
    if (walk.count() > 0)
        content.finding = walk.isFresh() ? tr("%Ln finding(s)", nullptr, forPlural(walk.count()))
                                         : tr("Finding %1 of %2").arg(walk.position()).arg(walk.count());
    content.role = status.role;
    content.encoding = status.encoding;
    content.lineEnds = status.lineEnds;
    content.size = status.size;
    m_status->setContent(content);
}

// ------------------------------------------------------- knowledge, links, reports --

void MainWindow::openLink(const QUrl& address) {
    // Articles may come from anywhere; only pages are opened, never programs or files.
    if (address.scheme() == QLatin1StringView("https") || address.scheme() == QLatin1StringView("http"))
        QDesktopServices::openUrl(address);
    else
        m_strip->showMessage(Message::warning(tr("This link was not opened").toStdString(), address.toString().toStdString(),
                                              tr("Only web addresses are opened.").toStdString()));
}

void MainWindow::teachCurrentLine() {
    const LogPane::Status status = m_log->status();
    if (!m_log->view() || status.file == nowhere || !m_session->job())
        return;
    m_teaching->newArticle({m_log->view()->textOf(status.line).toStdString(), m_session->job()->files[status.file].role});
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_layout->save();
    m_session->cancel();
    event->accept();
}

} // namespace faultline
