// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "job/job.h"

#include <QWidget>

class QLabel;
class QLineEdit;
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

    /// Null empties the pane.
    void setJob(const JobPointer& job, const KnowledgeBasePointer& knowledge);
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

private:
    void take(const std::shared_ptr<const JobTree>& tree);
    void updatePlaceholder();
    void expandForStart();
    void expandMatches();

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
};

} // namespace faultline
