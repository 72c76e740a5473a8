// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "text/message.h"

#include <QMainWindow>

#include <memory>
#include <optional>

class QSettings;
class QSplitter;
class QStackedWidget;
class QUrl;

namespace faultline {

class ActionRegistry;
class Appearance;
class BottomPane;
class ContextMenus;
class DiagnosisPanel;
class FindingNavigator;
class FailedInputsPane;
class FindingsTable;
class JobSession;
class KnowledgeService;
class LogPane;
class MessageStrip;
class RecentPaths;
class RunMenu;
class StatusLine;
class TreePane;
class VerdictBar;
class WindowActions;
class WindowKnowledge;
class WindowLayout;
class WindowMenus;
class WindowReports;
class WindowSearch;

/// The window: panes around one job session. It only connects; every pane keeps its own state, and the work is done by the session.
///
/// All ways to open something, by menu, drop, command line and recent list, end in `openPath`.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// `settings` must outlive the window. `appearance` may be null: then there is nothing to choose.
    MainWindow(std::shared_ptr<KnowledgeService> knowledge, QSettings& settings, Appearance* appearance = nullptr,
               QWidget* parent = nullptr);
    ~MainWindow() override;

    void openPath(const QString& path);

    [[nodiscard]] JobSession& session() const { return *m_session; }
    [[nodiscard]] WindowActions& actions() const { return *m_actions; }
    [[nodiscard]] TreePane& tree() const { return *m_tree; }
    [[nodiscard]] LogPane& log() const { return *m_log; }
    [[nodiscard]] DiagnosisPanel& panel() const { return *m_panel; }
    [[nodiscard]] VerdictBar& verdict() const { return *m_verdict; }
    [[nodiscard]] MessageStrip& strip() const { return *m_strip; }
    [[nodiscard]] WindowSearch& search() const { return *m_search; }
    [[nodiscard]] FindingsTable& findings() const { return *m_table; }
    [[nodiscard]] FailedInputsPane& inputs() const { return *m_inputs; }
    [[nodiscard]] RunMenu& runs() const { return *m_runs; }
    /// The run that is looked at: an index into `Job::runs`.
    [[nodiscard]] std::size_t shownRun() const;

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makePanes();
    void connectActions();
    void connectSession();
    void connectPanes();

    void jobOpening(const QString& path);
    void jobOpened(const JobPointer& job);
    void jobDiagnosed(const DiagnosisPointer& diagnosis);
    void jobCancelled();
    void jobFailed(const Message& message);
    void showPath(const QString& path);
    void clear();
    void showVerdict(const DiagnosisPointer& diagnosis, std::size_t run);
    void showRun(std::size_t run);
    void showLists(const DiagnosisPointer& diagnosis);
    void updateActions();
    void updateStatus();

    void openLink(const QUrl& address);
    void teachCurrentLine();

    std::shared_ptr<KnowledgeService> m_knowledge;
    QSettings& m_settings;
    Appearance* m_appearance;
    JobSession* m_session;
    RecentPaths* m_recent;
    WindowActions* m_actions;
    ActionRegistry* m_registry;
    WindowReports* m_reports;
    FindingNavigator* m_navigator = nullptr;
    WindowLayout* m_layout = nullptr;
    WindowMenus* m_menus = nullptr;
    ContextMenus* m_contextMenus = nullptr;

    QWidget* m_bar;
    QStackedWidget* m_pages;
    VerdictBar* m_verdict;
    MessageStrip* m_strip;
    QSplitter* m_splitter;
    QSplitter* m_middle;
    TreePane* m_tree;
    LogPane* m_log;
    StatusLine* m_status;
    DiagnosisPanel* m_panel;
    BottomPane* m_below;
    FindingsTable* m_table;
    FailedInputsPane* m_inputs;
    RunMenu* m_runs;
    std::optional<std::size_t> m_chosenRun; ///< by the reader; none: the one that tells most
    WindowKnowledge* m_teaching;
    WindowSearch* m_search;
};

} // namespace faultline
