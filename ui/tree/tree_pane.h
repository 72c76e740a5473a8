// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "job/job.h"

#include <QSet>
#include <QString>
#include <QWidget>

#include <memory>
#include <string>

class QLabel;
class QLineEdit;
class QModelIndex;
class QStackedWidget;
class QToolButton;

namespace faultline {

class JobTree;
class JobTreeFilter;
class JobTreeModel;
class JobTreeView;

/// The left pane: filter, *With findings*, and the tree. Builds the tree of a large job in the background.
class TreePane : public QWidget {
    Q_OBJECT
public:
    explicit TreePane(QWidget* parent = nullptr);
    ~TreePane() override;

    /// Null empties the pane. `emptyText` is said there while no job is open. The job that was shown last, read again, keeps the filter, and what the reader has
    /// unfolded.
    void setJob(const JobPointer& job, const KnowledgeBasePointer& knowledge, const QString& emptyText = {});
    void setDiagnosis(const DiagnosisPointer& diagnosis);
    /// Selects the file and unfolds the way to it. Waits for the tree where it is still being built.
    void reveal(std::size_t file);
    void focusTree();

    [[nodiscard]] JobTreeModel* model() const { return m_model; }
    [[nodiscard]] JobTreeFilter* filter() const { return m_filter; }
    [[nodiscard]] JobTreeView* view() const { return m_view; }

signals:
    void fileChosen(qulonglong file, bool preview);
    void contextMenuRequested(qulonglong file, const QPoint& global);
    /// The tree of the current job stands.
    void ready();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void take(const std::shared_ptr<const JobTree>& tree);
    void updatePlaceholder();
    void expandForStart();
    void expandMatches();
    void filterBy(const QString& text, bool onlyFindings);
    void keepView();
    void restoreView();
    void rememberFolds();
    void restoreFolds();
    void unfold(const QModelIndex& parent);

    JobTreeModel* m_model;
    JobTreeFilter* m_filter;
    QLineEdit* m_text;
    QToolButton* m_onlyFindings;
    JobTreeView* m_view;
    QLabel* m_placeholder;
    QStackedWidget* m_stack;

    JobPointer m_job;
    DiagnosisPointer m_diagnosis;
    std::size_t m_toReveal;
    QString m_emptyText;
    std::string m_path;       ///< of the last job
    bool m_again = false;     ///< the tree that comes is one of the same path as the last
    std::string m_current;    ///< the file that was chosen in the last …
    int m_scrolled = 0;       ///< … and how far it was scrolled
    QSet<QString> m_unfolded; ///< paths of the folders that were unfolded before the filter, or in the last tree
};

} // namespace faultline
