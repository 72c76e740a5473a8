// SPDX-License-Identifier: MIT
#include "log/log_pane.h"

#include "log/bookmarks.h"
#include "log/encoding_menu.h"
#include "log/find_bar.h"
#include "log/go_to_line_bar.h"
#include "log/log_find.h"
#include "log/log_group.h"
#include "log/log_marks.h"
#include "log/syntax_library.h"
#include "text/words.h"
#include "window/message_strip.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace faultline {

namespace {

constexpr std::chrono::milliseconds watchInterval{1500}; // between looks at whether a log that shows has grown

} // namespace

LogPane::LogPane(QWidget* parent)
    : QWidget(parent), m_syntax(std::make_shared<SyntaxLibrary>()), m_actions(this), m_bookmarks(new Bookmarks(this)),
      m_columns(new QSplitter(this)), m_strip(new MessageStrip(this)), m_findBar(new FindBar(this)), m_goToBar(new GoToLineBar(this)),
      m_find(new LogFind(m_findBar, this)), m_encodings(new EncodingMenu(this)) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (QWidget* const part : std::initializer_list<QWidget*>{m_strip, m_columns, m_goToBar, m_findBar})
        layout->addWidget(part, part == m_columns ? 1 : 0);
    m_columns->setChildrenCollapsible(false);
    m_strip->hide();
    m_findBar->hide();
    m_goToBar->hide();
    m_active = addGroup();
    setJob({});

    // Whichever column is used is the one that actions are about.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        for (LogGroup* const group : m_groups)
            if (now && group->isAncestorOf(now))
                return activate(group);
    });
    connect(m_goToBar, &GoToLineBar::placeChosen, this, [this](const GoToLineBar::Place& place) {
        if (const auto from = here())
            showPlace(from->file, place.line, true);
        if (place.column && view())
            view()->goToColumn(place.line, *place.column);
    });
    connect(m_encodings, &EncodingMenu::encodingChosen, this, &LogPane::chooseEncoding);
    connect(m_goToBar, &GoToLineBar::closed, this, [this] {
        if (view())
            view()->setFocus();
    });
    connectActions();
    connectBookmarks();
    // Logs of a job that still runs grow, some are begun anew.
    auto* const watch = new QTimer(this);
    watch->setInterval(watchInterval);
    connect(watch, &QTimer::timeout, this, &LogPane::lookAgain);
    watch->start();
}

void LogPane::lookAgain() {
    if (!isVisible())
        return;
    for (const LogGroup* const group : m_groups)
        if (const LogView* const shown = group->view())
            shown->document()->lookAgain();
}

LogPane::~LogPane() {
    // The views go with their tabs; nothing of that is of interest any more.
    for (LogGroup* const group : m_groups)
        group->disconnect(this);
    qApp->disconnect(this);
    m_find->setView(nullptr);
}

void LogPane::connectActions() {
    const auto onView = [this](QAction* action, auto function) {
        connect(action, &QAction::triggered, this, [this, function] {
            if (LogView* const shown = view())
                function(shown);
        });
    };
    connect(m_actions.find, &QAction::triggered, m_find, &LogFind::open);
    connect(m_actions.findNext, &QAction::triggered, m_find, &LogFind::findNext);
    connect(m_actions.findPrevious, &QAction::triggered, m_find, &LogFind::findPrevious);
    onView(m_actions.goToLine, [this](LogView* shown) {
        m_goToBar->open(shown->document()->lineCount(), shown->document()->isComplete(), shown->currentLine());
    });
    const auto applyToAll = [this] {
        for (LogView* const shown : views())
            applyOptions(shown);
    };
    for (QAction* const action : {m_actions.wrap, m_actions.foldFrames, m_actions.onlyTelling})
        connect(action, &QAction::toggled, this, applyToAll);
    for (const QActionGroup* const group : {m_actions.tabWidths, m_actions.ansiModes})
        connect(group, &QActionGroup::triggered, this, applyToAll);
    onView(m_actions.fold, [](LogView* shown) { shown->setFolded(shown->currentLine(), true); });
    onView(m_actions.unfold, [](LogView* shown) { shown->setFolded(shown->currentLine(), false); });
    connect(m_actions.zoomIn, &QAction::triggered, this, [this] { setZoom(m_zoom + 1); });
    connect(m_actions.zoomOut, &QAction::triggered, this, [this] { setZoom(m_zoom - 1); });
    connect(m_actions.zoomReset, &QAction::triggered, this, [this] { setZoom(0); });
    onView(m_actions.reload, [this](LogView* shown) {
        m_strip->hide();
        shown->document()->reload();
    });
    onView(m_actions.copy, [](LogView* shown) { shown->copy(); });
    onView(m_actions.copyWithPlace, [](LogView* shown) { shown->copy(true); });
    onView(m_actions.selectAll, [](LogView* shown) { shown->selectAll(); });
    connect(m_actions.closeTab, &QAction::triggered, this, [this] { closeTab(m_active, m_active->current()); });
    connect(m_actions.closeOtherTabs, &QAction::triggered, this, [this] {
        for (int tab = m_active->count() - 1; tab >= 0; --tab)
            if (tab != m_active->current())
                closeTab(m_active, tab);
    });
    const auto step = [this](int by) {
        if (const int count = m_active->count(); count > 0)
            m_active->setCurrent((m_active->current() + by + count) % count);
    };
    connect(m_actions.openBeside, &QAction::triggered, this, &LogPane::openBeside);
    connect(m_actions.moveBeside, &QAction::triggered, this, &LogPane::moveBeside);
    connect(m_actions.nextGroup, &QAction::triggered, this, [this] {
        const auto at = std::ranges::find(m_groups, m_active);
        LogGroup* const next = std::next(at) == m_groups.end() ? m_groups.front() : *std::next(at);
        activate(next);
        next->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_actions.nextTab, &QAction::triggered, this, [step] { step(1); });
    connect(m_actions.previousTab, &QAction::triggered, this, [step] { step(-1); });
    const auto move = [this](std::optional<LogHistory::Place> to) {
        if (to && m_job && to->file < m_job->files.size()) {
            bring(to->file, true)->goToLine(to->line);
            updateActions();
        }
    };
    connect(m_actions.back, &QAction::triggered, this, [this, move] { move(m_history.back(here())); });
    connect(m_actions.forward, &QAction::triggered, this, [this, move] { move(m_history.forward(here())); });
    addActions({m_actions.find,      m_actions.findNext,       m_actions.findPrevious,  m_actions.goToLine,
                m_actions.reload,    m_actions.wrap,           m_actions.foldFrames,    m_actions.fold,
                m_actions.unfold,    m_actions.onlyTelling,    m_actions.zoomIn,        m_actions.zoomOut,
                m_actions.zoomReset, m_actions.copy,           m_actions.copyWithPlace, m_actions.selectAll,
                m_actions.closeTab,  m_actions.closeOtherTabs, m_actions.nextTab,       m_actions.previousTab,
                m_actions.back,      m_actions.forward,        m_actions.openBeside,    m_actions.moveBeside,
                m_actions.nextGroup, m_actions.toggleBookmark, m_actions.nextBookmark,  m_actions.previousBookmark});
}

void LogPane::keepTabs() {
    if (!m_job || views().empty())
        return;
    m_keptJob = m_job->path;
    m_keptTabs.clear();
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        const LogGroup& column = *m_groups[group];
        if (&column == m_active)
            m_keptActive = group;
        for (int tab = 0; tab < column.count(); ++tab) {
            const LogView* const kept = column.viewAt(tab);
            m_keptTabs.push_back({m_job->files[kept->document()->file()].path, kept->currentLine(), kept->topLine(), column.isPreview(tab),
                                  tab == column.current(), group});
        }
    }
}

void LogPane::reopenTabs() {
    const std::vector<KeptTab> kept = std::exchange(m_keptTabs, {});
    if (m_job->path != m_keptJob)
        return;
    for (const KeptTab& tab : kept) {
        const std::size_t file = m_job->find(tab.path);
        if (file == m_job->files.size())
            continue;
        while (m_groups.size() <= tab.group)
            addGroup();
        LogGroup* const group = m_groups[tab.group];
        addView(group, file, tab.preview)->goBackTo(tab.line, tab.top);
        if (tab.current)
            group->setCurrent(group->count() - 1);
    }
    LogGroup* const active = m_groups[std::min(m_keptActive, m_groups.size() - 1)];
    dropEmptyGroups();
    activate(std::ranges::contains(m_groups, active) ? active : m_groups.front());
}

/// Other numbers for the same files.
void LogPane::takeList(JobPointer job) {
    std::map<std::size_t, std::optional<std::size_t>> numbers; // few files are open or were visited
    const auto numberNow = [&](std::size_t before) {
        const auto [known, isNew] = numbers.try_emplace(before);
        if (const std::size_t now = isNew ? job->find(m_job->files[before].path) : job->files.size(); now < job->files.size())
            known->second = now;
        return known->second;
    };
    m_history.renumber(numberNow);
    std::vector<LogView*> gone;
    for (LogView* const shown : views()) {
        if (const auto now = numberNow(shown->document()->file()))
            shown->document()->setJob(job, *now);
        else
            gone.push_back(shown);
    }
    m_job = std::move(job);
    m_paths.clear();
    for (const JobFile& file : m_job->files)
        m_paths.push_back(file.path);
    {
        // Until all of them are closed one that is gone may show, of which nothing can be told.
        const QSignalBlocker still(this);
        for (LogGroup* const group : std::vector(m_groups))
            for (int tab = group->count() - 1; tab >= 0; --tab) {
                LogView* const shown = group->viewAt(tab);
                if (std::ranges::contains(gone, shown))
                    closeTab(group, tab);
                else
                    group->setName(tab, shortName(*m_job, shown->document()->file()), shown->document()->path());
            }
    }
    m_active->setEmptyText(textWithoutLog());
    updateActions();
    if (const LogView* const shown = gone.empty() ? nullptr : view())
        emit fileShown(shown->document()->file());
    emit statusChanged();
}

QString LogPane::textWithoutLog() const {
    return !m_job                 ? tr("No job is open")
           : m_job->files.empty() ? tr("There is no file in this job")
                                  : tr("No log is open\nChoose a file in the tree, or a place in the diagnosis.");
}

void LogPane::setJob(JobPointer job) {
    if (job && m_job && job->path == m_job->path) {
        takeList(std::move(job));
        return;
    }
    keepTabs();
    for (LogGroup* const group : std::vector(m_groups))
        while (group->count() > 0)
            closeTab(group, group->count() - 1);
    if (job && job->path != m_encodingsJob) {
        m_chosenEncodings.clear();
        m_encodingsJob = job->path;
    }
    m_job = std::move(job);
    m_paths.clear();
    if (m_job) {
        for (const JobFile& file : m_job->files)
            m_paths.push_back(file.path);
        m_bookmarks->open(m_job->path);
    }
    m_diagnosis.reset();
    m_finding = nowhere;
    m_history.clear();
    m_strip->hide();
    m_active->setEmptyText(textWithoutLog());
    if (m_job)
        reopenTabs();
    updateActions();
    showEncoding();
    emit statusChanged();
}

void LogPane::setEmptyText(const QString& text) {
    m_active->setEmptyText(text);
}

QString LogPane::emptyText() const {
    return m_active->emptyText();
}

void LogPane::setDiagnosis(DiagnosisPointer diagnosis) {
    const bool otherKnowledge = !diagnosis || !m_diagnosis || diagnosis->knowledge != m_diagnosis->knowledge;
    m_diagnosis = std::move(diagnosis);
    for (LogView* const shown : views()) {
        if (otherKnowledge)
            applyKnowledge(shown);
        applyMarks(shown);
    }
    emit statusChanged();
}

void LogPane::setCurrentFinding(std::size_t finding) {
    m_finding = finding;
    for (LogView* const shown : views())
        shown->setCurrentFinding(finding);
}

void LogPane::showPlace(std::size_t file, LineNumber line, bool preview) {
    if (!m_job || file >= m_job->files.size())
        return;
    m_history.visit(here(), {file, line});
    bring(file, preview)->goToLine(line);
    updateActions();
}

void LogPane::showHit(std::size_t file, LineNumber line, std::uint64_t byte, bool preview) {
    showPlace(file, line, preview);
    if (view() && view()->document()->file() == file)
        m_find->showMarked(line, byte);
}

void LogPane::markHits(const TextPattern& pattern) {
    m_find->mark(pattern);
}

void LogPane::showFile(std::size_t file, bool preview) {
    if (!m_job || file >= m_job->files.size())
        return;
    const std::optional<LogHistory::Place> from = here();
    const LogView* const shown = bring(file, preview);
    m_history.visit(from, {file, shown->currentLine()});
    updateActions();
}

LogView* LogPane::bring(std::size_t file, bool preview) {
    // Where it is open already, first of all here.
    std::vector<LogGroup*> groups = m_groups;
    std::ranges::partition(groups, [this](const LogGroup* group) { return group == m_active; });
    for (LogGroup* const group : groups) {
        const int tab = group->tabOf(file);
        if (tab < 0)
            continue;
        if (!preview)
            group->setPreview(tab, false);
        group->setCurrent(tab);
        activate(group);
        return group->viewAt(tab);
    }
    int tab = preview ? m_active->previewTab() : -1;
    if (tab >= 0) {
        openIn(m_active->viewAt(tab), file);
        m_active->setName(tab, shortName(*m_job, file), m_active->viewAt(tab)->document()->path());
        if (tab == m_active->current())
            currentChanged();
    } else {
        addView(m_active, file, preview);
        tab = m_active->count() - 1;
    }
    m_active->setCurrent(tab);
    return m_active->viewAt(tab);
}

LogView* LogPane::addView(LogGroup* group, std::size_t file, bool preview) {
    auto* const view = new LogView(m_syntax, group);
    view->setZoom(m_zoom);
    applyOptions(view);
    applyKnowledge(view);
    for (const auto signal : {&LogView::levelsChanged, &LogView::selectionChanged})
        connect(view, signal, this, &LogPane::statusChanged);
    connect(view, &LogView::currentLineChanged, this, &LogPane::statusChanged);
    connect(view, &LogView::markActivated, this, &LogPane::findingActivated);
    connect(view, &LogView::zoomRequested, this, [this](int steps) { setZoom(m_zoom + steps); });
    connect(view, &LogView::noticed, this, &LogPane::notice);
    connect(view, &LogView::contextMenuRequested, this, [this, view](LineNumber line, const QString& text, const QPoint& global) {
        emit contextMenuRequested(view->document()->file(), line, text, global);
    });
    openIn(view, file);
    const int tab = group->add(view);
    group->setName(tab, shortName(*m_job, file), view->document()->path());
    group->setPreview(tab, preview);
    return view;
}

void LogPane::openIn(LogView* view, std::size_t file) {
    const auto document = std::make_shared<LogDocument>(m_job, file);
    if (const auto chosen = m_chosenEncodings.find(m_job->files[file].path); chosen != m_chosenEncodings.end())
        document->setEncoding(chosen->second);
    view->setDocument(document);
    applyOptions(view);
    applyMarks(view);
    applyBookmarks(view);
    connect(document.get(), &LogDocument::changed, this, &LogPane::statusChanged);
    connect(document.get(), &LogDocument::changed, this, &LogPane::showEncoding);
    connect(document.get(), &LogDocument::shrank, this, [this, view] {
        if (view == this->view())
            m_strip->showMessage(Message::warning(tr("This log has become shorter while it was open").toStdString(),
                                                  tr("it was emptied, or is being written anew").toStdString(),
                                                  tr("What it holds now is shown; what it held before is gone.").toStdString()));
    });
    connect(document.get(), &LogDocument::failed, this, [this, view](const Message& message) {
        // Where nothing at all could be read the view says it itself.
        if (const LogView* const shown = this->view(); shown && shown == view && shown->document()->lineCount() > 0)
            m_strip->showMessage(message, m_actions.reload);
    });
}

LogView* LogPane::view() const {
    return m_active->view();
}

std::vector<LogView*> LogPane::views() const {
    std::vector<LogView*> all;
    for (const LogGroup* const group : m_groups)
        std::ranges::copy(group->views(), std::back_inserter(all));
    return all;
}

void LogPane::closeTab(LogGroup* group, int tab) {
    LogView* const view = group->take(tab);
    if (!view)
        return;
    view->deleteLater();
    view->setDocument(nullptr);
    dropEmptyGroups();
    currentChanged();
}

void LogPane::currentChanged() {
    LogView* const shown = view();
    m_find->setView(shown);
    if (!shown) {
        m_findBar->hide();
        m_goToBar->hide();
    }
    m_strip->hide();
    setFocusProxy(m_active);
    updateActions();
    showEncoding();
    if (shown && shown->document())
        emit fileShown(shown->document()->file());
    emit statusChanged();
}

std::optional<LogHistory::Place> LogPane::here() const {
    const LogView* const shown = view();
    return shown && shown->document() ? std::optional(LogHistory::Place{shown->document()->file(), shown->currentLine()}) : std::nullopt;
}

void LogPane::updateActions() {
    const bool open = view() != nullptr;
    for (QAction* const action :
         {m_actions.find, m_actions.findNext, m_actions.findPrevious, m_actions.goToLine, m_actions.reload, m_actions.copy,
          m_actions.copyWithPlace, m_actions.selectAll, m_actions.closeTab, m_actions.fold, m_actions.unfold})
        action->setEnabled(open);
    for (QAction* const action : {m_actions.closeOtherTabs, m_actions.nextTab, m_actions.previousTab})
        action->setEnabled(m_active->count() > 1);
    m_actions.openBeside->setEnabled(open);
    m_actions.moveBeside->setEnabled(open && (m_groups.size() > 1 || m_active->count() > 1));
    m_actions.nextGroup->setEnabled(m_groups.size() > 1);
    m_actions.toggleBookmark->setEnabled(open);
    for (QAction* const action : {m_actions.nextBookmark, m_actions.previousBookmark})
        action->setEnabled(m_job && !m_bookmarks->isEmpty());
    m_actions.back->setEnabled(m_history.canGoBack());
    m_actions.forward->setEnabled(m_history.canGoForward());
}

void LogPane::notice(const QString& text) {
    m_strip->showMessage(Message::warning(text.toStdString(), {}));
}

void LogPane::tabMenu(LogGroup* group, int tab, const QPoint& global) {
    activate(group);
    group->setCurrent(tab);
    QMenu menu(this);
    if (group->isPreview(tab))
        menu.addAction(tr("&Keep open"), this, [group, tab] { group->setPreview(tab, false); });
    menu.addAction(m_actions.closeTab);
    menu.addAction(m_actions.closeOtherTabs);
    menu.addSeparator();
    menu.addAction(m_actions.openBeside);
    menu.addAction(m_actions.moveBeside);
    menu.addSeparator();
    menu.addAction(tr("Copy &path"), this, [this] { QGuiApplication::clipboard()->setText(view()->document()->path()); });
    menu.exec(global);
}

} // namespace faultline
