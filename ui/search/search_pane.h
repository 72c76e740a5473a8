// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/knowledge_base.h"
#include "log/text_pattern.h"
#include "search/search_history.h"
#include "search/search_session.h"
#include "text/line_number.h"

#include <QTimer>
#include <QWidget>

#include <string>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QSettings;
class QStackedWidget;
class QToolButton;

namespace faultline {

class ChoiceButton;
class ElidedLabel;
class SearchList;

/// Search through all logs of a job: what to search for and where, what was found, and the way through it. A page of the pane below the log.
///
/// Searches as one types, after a short rest. Knows no log: it tells the place that the reader wants to see.
class SearchPane : public QWidget {
    Q_OBJECT
public:
    /// `settings` keep what was searched for, and must outlive the pane.
    explicit SearchPane(QSettings& settings, QWidget* parent = nullptr);
    ~SearchPane() override;

    /// Forgets what was found before; where it is the same job, read again, it is searched again as soon as the pane shows. Null: there is none. `knowledge` (may be null) names the roles.
    void setJob(const JobPointer& job, const KnowledgeBasePointer& knowledge);
    /// Puts the keyboard into the field; `text` is searched for unless it is empty.
    void open(const QString& text);
    /// Shows the next line with a hit, across files. False where there is none.
    bool next();
    bool previous();

    /// What is searched for, as views highlight it; empty for nothing.
    [[nodiscard]] TextPattern pattern() const;
    [[nodiscard]] const SearchSession& session() const { return *m_session; }
    [[nodiscard]] SearchList& list() const { return *m_list; }

signals:
    /// `byte`: so much of the line's text stands before the hit. `go`: the reader wants to be there, not only to see it.
    void placeRequested(qulonglong file, faultline::LineNumber line, qulonglong byte, bool go);
    /// What is searched for is another.
    void patternChanged();
    /// There is something to step through, or no more.
    void hitsChanged();
    /// Esc.
    void closeRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeFields();
    void makeStatus();
    void start();
    void sessionChanged();
    void showState();
    void remember();
    void listHistory();
    void showMenu(const QPoint& at);
    [[nodiscard]] SearchScope scope() const;

    SearchHistory m_history;
    SearchSession* m_session;
    JobPointer m_job;
    std::string m_path;    ///< of the last job
    TextPattern m_pattern; ///< empty also where nothing was searched for yet

    QComboBox* m_text;
    QToolButton *m_case, *m_word, *m_expression, *m_context;
    ChoiceButton *m_roles, *m_nodes;
    QLineEdit* m_globs;
    ElidedLabel* m_count;
    QLabel* m_notes;
    QProgressBar* m_progress;
    QToolButton *m_stop, *m_previous, *m_next;
    SearchList* m_list;
    QLabel* m_empty;
    QStackedWidget* m_stack;
    QTimer m_delay; ///< so that a search is not begun with every letter
    bool m_hadHits = false;
};

} // namespace faultline
