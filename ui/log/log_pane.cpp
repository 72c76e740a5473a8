// SPDX-License-Identifier: MIT
#include "log/log_pane.h"

#include "log/find_bar.h"
#include "log/go_to_line_bar.h"
#include "log/log_find.h"
#include "log/log_marks.h"
#include "log/log_tab_bar.h"
#include "log/syntax_library.h"
#include "text/words.h"
#include "theme/theme.h"
#include "window/message_strip.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace faultline {

LogPane::LogPane(QWidget* parent)
    : QWidget(parent), m_syntax(std::make_shared<SyntaxLibrary>()), m_actions(this), m_tabs(new LogTabBar(this)),
      m_stack(new QStackedWidget(this)), m_empty(new QLabel(this)), m_strip(new MessageStrip(this)), m_findBar(new FindBar(this)),
      m_goToBar(new GoToLineBar(this)), m_find(new LogFind(m_findBar, this)) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (QWidget* const part : std::initializer_list<QWidget*>{m_tabs, m_strip, m_stack, m_goToBar, m_findBar})
        layout->addWidget(part, part == m_stack ? 1 : 0);
    m_tabs->hide();
    m_strip->hide();
    m_findBar->hide();
    m_goToBar->hide();
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setAutoFillBackground(true);
    m_stack->addWidget(m_empty);
    setJob({});

    connect(m_tabs, &QTabBar::currentChanged, this, &LogPane::currentChanged);
    connect(m_tabs, &QTabBar::tabCloseRequested, this, &LogPane::closeTab);
    connect(m_tabs, &LogTabBar::keepRequested, this, [this](int tab) { m_tabs->setPreview(tab, false); });
    connect(m_tabs, &QTabBar::tabMoved, this, [this](int from, int to) {
        QWidget* const view = m_stack->widget(from + 1);
        m_stack->removeWidget(view);
        m_stack->insertWidget(to + 1, view);
        m_stack->setCurrentIndex(m_tabs->currentIndex() + 1);
    });
    m_tabs->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tabs, &QWidget::customContextMenuRequested, this, &LogPane::tabMenu);
    connect(m_goToBar, &GoToLineBar::placeChosen, this, [this](const GoToLineBar::Place& place) {
        if (const auto from = here())
            showPlace(from->file, place.line, true);
        if (place.column && view())
            view()->goToColumn(place.line, *place.column);
    });
    connect(m_goToBar, &GoToLineBar::closed, this, [this] {
        if (view())
            view()->setFocus();
    });
    connectActions();
}

LogPane::~LogPane() {
    // The views go with their tabs; nothing of that is of interest any more.
    m_tabs->disconnect(this);
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
    connect(m_actions.wrap, &QAction::toggled, this, [this](bool wrap) {
        for (int tab = 0; tab < m_tabs->count(); ++tab)
            viewAt(tab)->setWordWrap(wrap);
    });
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
    connect(m_actions.closeTab, &QAction::triggered, this, [this] { closeTab(m_tabs->currentIndex()); });
    connect(m_actions.closeOtherTabs, &QAction::triggered, this, [this] {
        for (int tab = m_tabs->count() - 1; tab >= 0; --tab)
            if (tab != m_tabs->currentIndex())
                closeTab(tab);
    });
    const auto step = [this](int by) {
        if (m_tabs->count() > 0)
            m_tabs->setCurrentIndex((m_tabs->currentIndex() + by + m_tabs->count()) % m_tabs->count());
    };
    connect(m_actions.nextTab, &QAction::triggered, this, [step] { step(1); });
    connect(m_actions.previousTab, &QAction::triggered, this, [step] { step(-1); });
    const auto move = [this](std::optional<LogHistory::Place> to) {
        if (to && m_job && to->file < m_job->files.size()) {
            viewAt(bring(to->file, true))->goToLine(to->line);
            updateActions();
        }
    };
    connect(m_actions.back, &QAction::triggered, this, [this, move] { move(m_history.back(here())); });
    connect(m_actions.forward, &QAction::triggered, this, [this, move] { move(m_history.forward(here())); });
    addActions({m_actions.find, m_actions.findNext, m_actions.findPrevious, m_actions.goToLine, m_actions.reload, m_actions.wrap,
                m_actions.zoomIn, m_actions.zoomOut, m_actions.zoomReset, m_actions.copy, m_actions.copyWithPlace, m_actions.selectAll,
                m_actions.closeTab, m_actions.closeOtherTabs, m_actions.nextTab, m_actions.previousTab, m_actions.back, m_actions.forward});
}

void LogPane::keepTabs() {
    if (!m_job || m_tabs->count() == 0)
        return;
    m_keptJob = m_job->path;
    m_keptCurrent = m_tabs->currentIndex();
    m_keptTabs.clear();
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        const LogView* const kept = viewAt(tab);
        m_keptTabs.push_back({m_job->files[kept->document()->file()].path, kept->currentLine(), m_tabs->isPreview(tab)});
    }
}

void LogPane::reopenTabs() {
    const std::vector<KeptTab> kept = std::exchange(m_keptTabs, {});
    if (m_job->path != m_keptJob)
        return;
    int current = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const std::size_t file = m_job->find(kept[i].path);
        if (file == m_job->files.size())
            continue;
        if (static_cast<int>(i) <= m_keptCurrent)
            current = m_tabs->count();
        addView(file, kept[i].preview)->goToLine(kept[i].line, false);
    }
    m_tabs->setCurrentIndex(current);
}

void LogPane::setJob(JobPointer job) {
    keepTabs();
    while (m_tabs->count() > 0)
        closeTab(m_tabs->count() - 1);
    m_job = std::move(job);
    m_diagnosis.reset();
    m_finding = nowhere;
    m_history.clear();
    m_strip->hide();
    m_empty->setText(!m_job                 ? tr("No job is open")
                     : m_job->files.empty() ? tr("There is no file in this job")
                                            : tr("No log is open\nChoose a file in the tree, or a place in the diagnosis."));
    if (m_job)
        reopenTabs();
    updateActions();
    emit statusChanged();
}

void LogPane::setEmptyText(const QString& text) {
    m_empty->setText(text);
}

QString LogPane::emptyText() const {
    return m_empty->text();
}

void LogPane::setDiagnosis(DiagnosisPointer diagnosis) {
    m_diagnosis = std::move(diagnosis);
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        applyMarks(viewAt(tab));
    emit statusChanged();
}

void LogPane::setCurrentFinding(std::size_t finding) {
    m_finding = finding;
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        viewAt(tab)->setCurrentFinding(finding);
}

void LogPane::applyMarks(LogView* view) {
    if (view->document())
        view->setMarks(m_diagnosis ? marksOf(*m_diagnosis, view->document()->file()) : QList<LogMark>());
    view->setCurrentFinding(m_finding);
}

void LogPane::showPlace(std::size_t file, LineNumber line, bool preview) {
    if (!m_job || file >= m_job->files.size())
        return;
    m_history.visit(here(), {file, line});
    viewAt(bring(file, preview))->goToLine(line);
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
    const int open = tabOf(file);
    m_history.visit(from, {file, open >= 0 ? viewAt(open)->currentLine() : LineNumber(0)});
    bring(file, preview);
    updateActions();
}

int LogPane::bring(std::size_t file, bool preview) {
    int tab = tabOf(file);
    if (tab >= 0) {
        if (!preview)
            m_tabs->setPreview(tab, false);
    } else if (tab = preview ? previewTab() : -1; tab >= 0) {
        if (LogView* const shown = viewAt(tab))
            openIn(shown, tab, file);
        if (tab == m_tabs->currentIndex())
            currentChanged();
    } else {
        addView(file, preview);
        tab = m_tabs->count() - 1;
    }
    m_tabs->setCurrentIndex(tab);
    return tab;
}

LogView* LogPane::addView(std::size_t file, bool preview) {
    auto* const view = new LogView(m_syntax, m_stack);
    view->setZoom(m_zoom);
    view->setTabWidth(m_tabWidth);
    view->setWordWrap(m_actions.wrap->isChecked());
    connect(view, &LogView::currentLineChanged, this, &LogPane::statusChanged);
    connect(view, &LogView::selectionChanged, this, &LogPane::statusChanged);
    connect(view, &LogView::markActivated, this, &LogPane::findingActivated);
    connect(view, &LogView::zoomRequested, this, [this](int steps) { setZoom(m_zoom + steps); });
    connect(view, &LogView::noticed, this, &LogPane::notice);
    connect(view, &LogView::contextMenuRequested, this, [this, view](LineNumber line, const QString& text, const QPoint& global) {
        emit contextMenuRequested(view->document()->file(), line, text, global);
    });
    m_stack->addWidget(view);
    openIn(view, -1, file);
    const int tab = m_tabs->addTab(shortName(*m_job, file));
    m_tabs->setTabToolTip(tab, view->document()->path().toHtmlEscaped());
    m_tabs->setPreview(tab, preview);
    m_tabs->show();
    return view;
}

void LogPane::openIn(LogView* view, int tab, std::size_t file) {
    const auto document = std::make_shared<LogDocument>(m_job, file);
    view->setDocument(document);
    applyMarks(view);
    connect(document.get(), &LogDocument::changed, this, &LogPane::statusChanged);
    connect(document.get(), &LogDocument::failed, this, [this, view](const Message& message) {
        // Where nothing at all could be read the view says it itself.
        if (const LogView* const shown = this->view(); shown && shown == view && shown->document()->lineCount() > 0)
            m_strip->showMessage(message, m_actions.reload);
    });
    if (tab >= 0) {
        m_tabs->setTabText(tab, shortName(*m_job, file));
        m_tabs->setTabToolTip(tab, document->path().toHtmlEscaped());
    }
}

LogView* LogPane::viewAt(int tab) const {
    return qobject_cast<LogView*>(m_stack->widget(tab + 1));
}

LogView* LogPane::view() const {
    return m_tabs->currentIndex() < 0 ? nullptr : viewAt(m_tabs->currentIndex());
}

int LogPane::tabOf(std::size_t file) const {
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        if (viewAt(tab)->document()->file() == file)
            return tab;
    return -1;
}

int LogPane::previewTab() const {
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        if (m_tabs->isPreview(tab))
            return tab;
    return -1;
}

void LogPane::closeTab(int tab) {
    LogView* const view = tab >= 0 ? viewAt(tab) : nullptr;
    if (!view)
        return;
    m_stack->removeWidget(view);
    m_tabs->removeTab(tab);
    view->deleteLater();
    view->setDocument(nullptr);
    m_tabs->setVisible(m_tabs->count() > 0);
    currentChanged();
}

void LogPane::currentChanged() {
    LogView* const shown = view();
    m_stack->setCurrentIndex(shown ? m_tabs->currentIndex() + 1 : 0);
    m_find->setView(shown);
    if (!shown) {
        m_findBar->hide();
        m_goToBar->hide();
    }
    m_strip->hide();
    setFocusProxy(shown ? static_cast<QWidget*>(shown) : m_empty);
    updateActions();
    if (shown)
        emit fileShown(shown->document()->file());
    emit statusChanged();
}

std::optional<LogHistory::Place> LogPane::here() const {
    const LogView* const shown = view();
    return shown && shown->document() ? std::optional(LogHistory::Place{shown->document()->file(), shown->currentLine()}) : std::nullopt;
}

void LogPane::updateActions() {
    const bool open = view() != nullptr;
    for (QAction* const action : {m_actions.find, m_actions.findNext, m_actions.findPrevious, m_actions.goToLine, m_actions.reload,
                                  m_actions.copy, m_actions.copyWithPlace, m_actions.selectAll, m_actions.closeTab})
        action->setEnabled(open);
    for (QAction* const action : {m_actions.closeOtherTabs, m_actions.nextTab, m_actions.previousTab})
        action->setEnabled(m_tabs->count() > 1);
    m_actions.back->setEnabled(m_history.canGoBack());
    m_actions.forward->setEnabled(m_history.canGoForward());
}

void LogPane::setZoom(int steps) {
    steps = std::clamp(steps, -6, 24);
    if (steps == m_zoom)
        return;
    m_zoom = steps;
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        viewAt(tab)->setZoom(steps);
    emit zoomChanged(steps);
}

void LogPane::setTabWidth(int characters) {
    m_tabWidth = characters;
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        viewAt(tab)->setTabWidth(characters);
}

LogPane::Status LogPane::status() const {
    Status status;
    const LogView* const shown = view();
    if (!shown)
        return status;
    const LogDocument& document = *shown->document();
    const JobFile& file = m_job->files[document.file()];
    status.file = document.file();
    status.line = shown->currentLine();
    status.indexing = !document.isComplete() && !document.failure();
    status.percent = document.percent();
    if (document.lineCount() > 0) {
        const QString known = document.isEstimated(status.line) ? tr("Line about %L1 of about %L2") : tr("Line %L1 of about %L2");
        status.position = (status.indexing ? known : tr("Line %L1 of %L2")).arg(status.line.shown()).arg(document.lineCount());
        if (const TextRange& selected = shown->selection(); selected.from().line != selected.to().line)
            status.position +=
                tr(" · %Ln line(s) selected", nullptr,
                   static_cast<int>(std::min<std::uint64_t>(
                       selected.to().line.index() - selected.from().line.index() + (selected.to().column > 0 ? 1 : 0), INT_MAX)));
    }
    QStringList role;
    if (m_diagnosis && m_diagnosis->knowledge)
        role.append(toText(m_diagnosis->knowledge->layouts().role(file.role).title));
    if (!file.node.empty())
        role.append(tr("node %1").arg(toText(file.node)));
    if (!file.process.empty())
        role.append(toText(file.process));
    role.removeAll(QString());
    status.role = role.join(QStringLiteral(" · "));
    status.encoding = document.encodingName();
    status.lineEnds = document.lineEnds();
    status.size = sizeText(document.size());
    return status;
}

QString LogPane::shortName(const Job& job, std::size_t file) {
    const std::string& path = job.files[file].path;
    std::size_t start = path.size();
    while (start > 0) {
        const std::size_t slash = path.rfind('/', start - 1);
        if (slash == std::string::npos || slash == 0)
            return toText(path);
        const std::string_view end = std::string_view(path).substr(slash);
        const auto same = std::ranges::count_if(
            job.files, [end](const JobFile& other) { return std::string_view(other.path).ends_with(end) || other.path == end.substr(1); });
        if (same <= 1)
            return toText(end.substr(1));
        start = slash;
    }
    return toText(path);
}

void LogPane::notice(const QString& text) {
    m_strip->showMessage(Message::warning(text.toStdString(), {}));
}

void LogPane::tabMenu(QPoint point) {
    const int tab = m_tabs->tabAt(point);
    if (tab < 0)
        return;
    m_tabs->setCurrentIndex(tab);
    QMenu menu(this);
    if (m_tabs->isPreview(tab))
        menu.addAction(tr("&Keep Open"), this, [this, tab] { m_tabs->setPreview(tab, false); });
    menu.addAction(m_actions.closeTab);
    menu.addAction(m_actions.closeOtherTabs);
    menu.addSeparator();
    menu.addAction(tr("Copy &Path"), this, [this] { QGuiApplication::clipboard()->setText(view()->document()->path()); });
    menu.exec(m_tabs->mapToGlobal(point));
}

void LogPane::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    const Theme theme = Theme::of(palette());
    QPalette colours = m_empty->palette();
    colours.setColor(QPalette::Window, theme.base);
    colours.setColor(QPalette::WindowText, theme.muted);
    m_empty->setPalette(colours);
}

} // namespace faultline
