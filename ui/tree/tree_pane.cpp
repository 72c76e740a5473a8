// SPDX-License-Identifier: MIT
#include "tree/tree_pane.h"

#include "theme/icons.h"
#include "tree/job_tree_filter.h"
#include "tree/job_tree_model.h"
#include "tree/job_tree_view.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QtConcurrentRun>

#include <functional>

namespace faultline {

namespace {

/// Jobs of no more nodes are turned into a tree right away: they are shown without a flicker, well within a frame.
constexpr std::size_t smallJob = 500;
/// As many rows may unfold by themselves.
constexpr int fewRows = 40;
constexpr std::size_t fewMatches = 300;
constexpr int narrow = 250;

} // namespace

TreePane::TreePane(QWidget* parent)
    : QWidget(parent), m_model(new JobTreeModel(this)), m_filter(new JobTreeFilter(m_model, this)), m_text(new QLineEdit),
      m_onlyFindings(new QToolButton), m_view(new JobTreeView), m_placeholder(new QLabel), m_stack(new QStackedWidget),
      m_toReveal(nowhere) {
    m_text->setPlaceholderText(tr("Filter files…"));
    m_text->setClearButtonEnabled(true);
    m_text->setAccessibleName(tr("Filter files by name or kind"));
    m_text->installEventFilter(this);

    m_onlyFindings->setText(tr("With findings"));
    m_onlyFindings->setIcon(bundledIcon(QStringLiteral("view-filter")));
    m_onlyFindings->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_onlyFindings->setCheckable(true);
    m_onlyFindings->setProperty("outlined", true);
    m_onlyFindings->setAccessibleName(tr("With findings"));
    m_onlyFindings->setToolTip(tr("Show only files in which something was found"));
    m_onlyFindings->setFocusPolicy(Qt::TabFocus);

    m_view->setModel(m_filter);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);

    m_placeholder->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_placeholder->setWordWrap(true);
    m_placeholder->setTextFormat(Qt::PlainText);
    m_placeholder->setContentsMargins(16, 24, 16, 16);
    m_placeholder->setForegroundRole(QPalette::PlaceholderText);

    m_stack->addWidget(m_view);
    m_stack->addWidget(m_placeholder);

    auto* top = new QHBoxLayout;
    top->setContentsMargins(8, 8, 8, 4);
    top->setSpacing(8);
    top->addWidget(m_text, 1);
    top->addWidget(m_onlyFindings);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(top);
    all->addWidget(m_stack, 1);
    setFocusProxy(m_view);

    connect(m_text, &QLineEdit::textChanged, this, [this](const QString& text) { filterBy(text, m_onlyFindings->isChecked()); });
    connect(m_onlyFindings, &QToolButton::toggled, this, [this](bool only) { filterBy(m_text->text(), only); });
    connect(m_filter, &JobTreeFilter::filtered, this, [this] {
        updatePlaceholder();
        expandMatches();
    });
    connect(m_view, &JobTreeView::fileChosen, this, &TreePane::fileChosen);
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        if (const QVariant file = m_view->indexAt(at).data(JobTreeModel::FileRole); file.isValid())
            emit contextMenuRequested(file.toULongLong(), m_view->viewport()->mapToGlobal(at));
    });
    updatePlaceholder();
}

TreePane::~TreePane() = default;

void TreePane::setJob(const JobPointer& job, const KnowledgeBasePointer& knowledge, const QString& emptyText) {
    if (m_job && m_model->tree()->job() == m_job)
        keepView();
    if (job && job->path != m_path) {
        m_path = job->path;
        m_again = false;
        m_unfolded.clear();
    }
    m_job = job;
    m_emptyText = emptyText;
    m_diagnosis.reset();
    m_toReveal = nowhere;
    m_model->setTree({});
    if (!m_again) {
        m_text->clear();
        m_onlyFindings->setChecked(false);
    }
    updatePlaceholder();
    if (!job)
        return;
    if (job->files.size() <= smallJob) {
        take(std::make_shared<const JobTree>(job, knowledge->layouts()));
        return;
    }
    QtConcurrent::run([job, knowledge] {
        return std::make_shared<const JobTree>(job, knowledge->layouts());
    }).then(this, [this](const std::shared_ptr<const JobTree>& tree) {
        if (tree->job() == m_job)
            take(tree);
    });
}

void TreePane::take(const std::shared_ptr<const JobTree>& tree) {
    m_model->setTree(tree);
    if (m_diagnosis)
        m_model->setDiagnosis(m_diagnosis);
    updatePlaceholder();
    if (m_again)
        restoreView();
    else
        expandForStart();
    if (m_toReveal != nowhere)
        reveal(m_toReveal);
    emit ready();
}

void TreePane::setDiagnosis(const DiagnosisPointer& diagnosis) {
    m_diagnosis = diagnosis;
    if (m_model->tree()->job() == m_job && m_job)
        m_model->setDiagnosis(diagnosis);
    updatePlaceholder();
}

void TreePane::reveal(std::size_t file) {
    m_toReveal = nowhere;
    if (!m_job || m_model->tree()->job() != m_job) {
        m_toReveal = file;
        return;
    }
    const QModelIndex index = m_filter->mapFromSource(m_model->indexOfFile(file));
    if (!index.isValid() || index == m_view->currentIndex())
        return;
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
    // Deep folders must not scroll names out of sight sideways.
    m_view->horizontalScrollBar()->setValue(0);
}

void TreePane::focusTree() {
    m_view->setFocus(Qt::ShortcutFocusReason);
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_filter->index(0, 0));
}

void TreePane::expandForStart() {
    // Level by level while the whole stays in sight; a chain of single folders always unfolds.
    QModelIndexList level{QModelIndex()};
    int rows = m_filter->rowCount();
    while (!level.isEmpty()) {
        QModelIndexList next;
        int more = 0;
        for (const QModelIndex& parent : level) {
            for (int row = 0; row < m_filter->rowCount(parent); ++row) {
                const QModelIndex child = m_filter->index(row, 0, parent);
                if (m_filter->hasChildren(child)) {
                    next << child;
                    more += m_filter->rowCount(child);
                }
            }
        }
        if (next.size() > 1 && rows + more > fewRows)
            return;
        if (next.size() == 1 && more > 5 * fewRows)
            return;
        rows += more;
        for (const QModelIndex& folder : std::as_const(next))
            m_view->expand(folder);
        level = next;
    }
}

void TreePane::filterBy(const QString& text, bool onlyFindings) {
    const bool was = m_filter->isActive();
    if (!was)
        rememberFolds();
    m_filter->setText(text);
    m_filter->setOnlyWithFindings(onlyFindings);
    if (was && !m_filter->isActive())
        restoreFolds();
}

void TreePane::keepView() {
    m_again = true;
    // With the filter it is known since that was typed.
    if (!m_filter->isActive())
        rememberFolds();
    const QVariant file = m_view->currentIndex().data(JobTreeModel::FileRole);
    m_current = file.isValid() ? m_job->files[file.toULongLong()].path : std::string();
    m_scrolled = m_view->verticalScrollBar()->value();
}

void TreePane::restoreView() {
    if (m_filter->isActive())
        expandMatches();
    else
        unfold({});
    if (const std::size_t file = m_job->find(m_current); file < m_job->files.size())
        m_view->setCurrentIndex(m_filter->mapFromSource(m_model->indexOfFile(file)));
    m_view->doItemsLayout();
    m_view->verticalScrollBar()->setValue(m_scrolled);
}

void TreePane::rememberFolds() {
    m_unfolded.clear();
    const std::function<void(const QModelIndex&)> visit = [&](const QModelIndex& parent) {
        for (int row = 0; row < m_filter->rowCount(parent); ++row) {
            // Below a folded folder nothing is seen, and nothing there was unfolded that matters.
            if (const QModelIndex child = m_filter->index(row, 0, parent); m_view->isExpanded(child)) {
                m_unfolded.insert(m_model->tree()->path(JobTreeModel::nodeOf(m_filter->mapToSource(child))));
                visit(child);
            }
        }
    };
    visit({});
}

void TreePane::restoreFolds() {
    m_view->collapseAll();
    unfold({});
    // What the filter led to stays in sight.
    if (const QModelIndex current = m_view->currentIndex(); current.isValid())
        m_view->scrollTo(current);
}

void TreePane::unfold(const QModelIndex& parent) {
    for (int row = 0; row < m_filter->rowCount(parent); ++row) {
        const QModelIndex child = m_filter->index(row, 0, parent);
        if (!m_filter->hasChildren(child) ||
            !m_unfolded.contains(m_model->tree()->path(JobTreeModel::nodeOf(m_filter->mapToSource(child)))))
            continue;
        m_view->expand(child);
        unfold(child);
    }
}

void TreePane::expandMatches() {
    if (m_filter->isActive() && m_filter->matchCount() <= fewMatches)
        m_view->expandAll();
    if (const QModelIndex current = m_view->currentIndex(); current.isValid())
        m_view->scrollTo(current);
}

void TreePane::updatePlaceholder() {
    QString text;
    if (!m_job)
        text = m_emptyText.isEmpty() ? tr("No job is open.") : m_emptyText;
    else if (m_model->tree()->job() != m_job)
        text = tr("Sorting the files…");
    else if (m_job->files.empty())
        text = tr("There are no files in here.");
    else if (m_filter->rowCount() == 0 && m_filter->onlyWithFindings() && m_filter->text().isEmpty())
        text = m_diagnosis && m_diagnosis->final ? tr("Nothing was found in any file.") : tr("Nothing was found in any file so far.");
    else if (m_filter->rowCount() == 0)
        text = tr("The filter hides all files. Press Esc in the filter to show them again.");
    m_placeholder->setText(text);
    m_stack->setCurrentIndex(text.isEmpty() ? 0 : 1);
    m_text->setEnabled(m_job && !m_job->files.empty());
    m_onlyFindings->setEnabled(m_text->isEnabled());
}

void TreePane::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Where both do not fit, the filter is what needs its letters; the button has its sign and its tool tip.
    m_onlyFindings->setToolButtonStyle(width() < narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
}

bool TreePane::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape && !m_text->text().isEmpty()) {
            m_text->clear();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            focusTree();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace faultline
