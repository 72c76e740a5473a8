// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "log/log_actions.h"
#include "log/log_history.h"
#include "log/log_view.h"

#include <QWidget>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QSplitter;

namespace faultline {

class EncodingMenu;
class FindBar;
class GoToLineBar;
class LogFind;
class Bookmarks;
class LogGroup;
class MessageStrip;

/// The opened logs of a job: tabs with a view each, in one column or several side by side, the find bar, and the way back through visited places.
///
/// Actions are about the column that was used last. One tab of it at most is a preview (its name in italics): the next preview takes it over, a double click on it
/// keeps it. Bookmarks are the job's. The window puts the pane's
/// actions into its menus and tells it job and diagnosis; the pane tells where the reader is.
class LogPane : public QWidget {
    Q_OBJECT
public:
    explicit LogPane(QWidget* parent = nullptr);
    ~LogPane() override;

    /// Closes all tabs. Null: there is no job. Files that came to the open job, or went, change nothing but that the tabs of those that are gone close; `setDiagnosis`
    /// follows at once then. The job that was open before a null, read again, gets its tabs back where the reader was in them.
    void setJob(JobPointer job);
    /// Said while no log is open, until the next `setJob`.
    void setEmptyText(const QString& text);
    [[nodiscard]] QString emptyText() const;
    /// The marks of all tabs follow. Null: there is none.
    void setDiagnosis(DiagnosisPointer diagnosis);
    /// Its marks are emphasised; `nowhere` for none.
    void setCurrentFinding(std::size_t finding);

    static constexpr std::size_t groupLimit = 4; ///< columns side by side

    /// Where bookmarks are kept; before the first job.
    void setBookmarkFolder(const QString& folder);

    /// Opens the file or switches to it and goes to the line.
    void showPlace(std::size_t file, LineNumber line, bool preview);
    /// Likewise to a line with a hit of what `markHits` was told, which is selected. `byte`: so much of the line's text stands before it.
    void showHit(std::size_t file, LineNumber line, std::uint64_t byte, bool preview);
    /// Hits of another search than the find bar's are highlighted while that is closed; empty for none.
    void markHits(const TextPattern& pattern);
    /// Opens the file or switches to it, where the reader was in it.
    void showFile(std::size_t file, bool preview);

    /// What the status line says about the log that shows.
    struct Status {
        QString position; ///< `Line 131 of 140`
        QString role;     ///< `Script errors · node 0 · process000`
        QString encoding, lineEnds, size;
        std::size_t file = nowhere; ///< `nowhere`: no log is open
        LineNumber line;
        bool indexing = false;
        int percent = 100;
    };
    [[nodiscard]] Status status() const;

    /// The view that shows, or null.
    [[nodiscard]] LogView* view() const;
    [[nodiscard]] int zoom() const { return m_zoom; }
    void setZoom(int steps);

    /// For menus, settings and the list of shortcuts.
    [[nodiscard]] const LogActions& actions() const { return m_actions; }
    /// What the log that shows is read in; with nothing to choose while none does.
    [[nodiscard]] EncodingMenu* encodingMenu() const { return m_encodings; }
    [[nodiscard]] QAction* findAction() const { return m_actions.find; }
    [[nodiscard]] QAction* findNextAction() const { return m_actions.findNext; }
    [[nodiscard]] QAction* findPreviousAction() const { return m_actions.findPrevious; }
    [[nodiscard]] QAction* goToLineAction() const { return m_actions.goToLine; }
    [[nodiscard]] QAction* reloadAction() const { return m_actions.reload; }
    [[nodiscard]] QAction* wrapAction() const { return m_actions.wrap; }
    [[nodiscard]] QAction* zoomInAction() const { return m_actions.zoomIn; }
    [[nodiscard]] QAction* zoomOutAction() const { return m_actions.zoomOut; }
    [[nodiscard]] QAction* zoomResetAction() const { return m_actions.zoomReset; }
    [[nodiscard]] QAction* copyAction() const { return m_actions.copy; }
    [[nodiscard]] QAction* copyWithPlaceAction() const { return m_actions.copyWithPlace; }
    [[nodiscard]] QAction* selectAllAction() const { return m_actions.selectAll; }
    [[nodiscard]] QAction* closeTabAction() const { return m_actions.closeTab; }
    [[nodiscard]] QAction* closeOtherTabsAction() const { return m_actions.closeOtherTabs; }
    [[nodiscard]] QAction* nextTabAction() const { return m_actions.nextTab; }
    [[nodiscard]] QAction* previousTabAction() const { return m_actions.previousTab; }
    [[nodiscard]] QAction* backAction() const { return m_actions.back; }
    [[nodiscard]] QAction* forwardAction() const { return m_actions.forward; }

    /// The shortest end of a file's path that no other file of the job has: what its tab is called.
    [[nodiscard]] static QString shortName(const Job& job, std::size_t file);

signals:
    void statusChanged();
    void findingActivated(std::size_t finding);
    void fileShown(std::size_t file);
    void contextMenuRequested(std::size_t file, faultline::LineNumber line, const QString& lineText, const QPoint& global);
    void zoomChanged(int steps);

private:
    /// A tab of a job, by what stays the same when the job is read again.
    struct KeptTab {
        std::string path;
        LineNumber line, top;
        bool preview = false;
        bool current = false;  ///< the one of its column that shows
        std::size_t group = 0; ///< its column
    };

    void connectActions();
    void connectBookmarks();
    void lookAgain();
    void keepTabs();
    void reopenTabs();
    void takeList(JobPointer job);
    [[nodiscard]] QString textWithoutLog() const;
    LogGroup* addGroup();
    void activate(LogGroup* group);
    void dropEmptyGroups();
    [[nodiscard]] LogGroup* beside();
    void openBeside();
    void moveBeside();
    [[nodiscard]] std::vector<LogView*> views() const;
    LogView* addView(LogGroup* group, std::size_t file, bool preview);
    void openIn(LogView* view, std::size_t file);
    LogView* bring(std::size_t file, bool preview);
    void closeTab(LogGroup* group, int tab);
    void currentChanged();
    void applyBookmarks(LogView* view);
    void goToBookmark(bool forward);
    [[nodiscard]] std::optional<LogHistory::Place> here() const;
    void applyMarks(LogView* view);
    void applyKnowledge(LogView* view);
    void applyOptions(LogView* view);
    void chooseEncoding(const std::optional<Encoding>& encoding);
    void showEncoding();
    void updateActions();
    void notice(const QString& text);
    void tabMenu(LogGroup* group, int tab, const QPoint& global);

    std::shared_ptr<SyntaxLibrary> m_syntax;
    JobPointer m_job;
    DiagnosisPointer m_diagnosis;
    std::size_t m_finding = nowhere;
    LogActions m_actions;
    LogHistory m_history;
    int m_zoom = 0;
    std::map<std::string, Encoding> m_chosenEncodings; ///< by path in the job …
    std::string m_encodingsJob;                        ///< … which has this path
    std::string m_keptJob;                             ///< path of the job that the kept tabs are of
    std::vector<KeptTab> m_keptTabs;
    std::size_t m_keptActive = 0; ///< column

    Bookmarks* m_bookmarks;
    std::vector<std::string> m_paths; ///< of the job's files, in their order
    QSplitter* m_columns;
    std::vector<LogGroup*> m_groups; ///< from the left; never none
    LogGroup* m_active = nullptr;    ///< one of them
    MessageStrip* m_strip;
    FindBar* m_findBar;
    GoToLineBar* m_goToBar;
    LogFind* m_find;
    EncodingMenu* m_encodings;
};

} // namespace faultline
