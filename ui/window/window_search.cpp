// SPDX-License-Identifier: MIT
#include "window/window_search.h"

#include "log/log_pane.h"
#include "search/search_pane.h"
#include "window/finding_navigator.h"
#include "window/window_actions.h"

#include <QAction>

namespace faultline {

WindowSearch::WindowSearch(QSettings& settings, const WindowActions& actions, FindingNavigator& navigator, LogPane& log, QObject* parent)
    : QObject(parent), m_actions(actions), m_log(log), m_pane(new SearchPane(settings)) {
    connect(actions.searchAll, &QAction::triggered, this, &WindowSearch::open);
    connect(actions.nextHit, &QAction::triggered, this, [this] { step(true); });
    connect(actions.previousHit, &QAction::triggered, this, [this] { step(false); });
    connect(actions.showSearch, &QAction::toggled, this, &WindowSearch::mark);
    connect(m_pane, &SearchPane::patternChanged, this, &WindowSearch::mark);
    connect(m_pane, &SearchPane::hitsChanged, this, &WindowSearch::updateActions);
    connect(m_pane, &SearchPane::closeRequested, this, &WindowSearch::close);
    connect(m_pane, &SearchPane::placeRequested, this, [this, &navigator](qulonglong file, LineNumber line, qulonglong byte, bool go) {
        navigator.showHit(file, line, byte);
        if (go && m_log.view())
            m_log.view()->setFocus(Qt::OtherFocusReason);
    });
    updateActions();
}

void WindowSearch::setJob(const JobPointer& job, const KnowledgeBasePointer& knowledge) {
    m_hasJob = job != nullptr;
    m_pane->setJob(job, knowledge);
    updateActions();
}

void WindowSearch::open() {
    const QString selected = m_log.view() ? m_log.view()->selectedText() : QString();
    m_actions.showSearch->setChecked(true);
    m_pane->open(selected);
}

void WindowSearch::close() {
    m_actions.showSearch->setChecked(false);
    if (m_log.view())
        m_log.view()->setFocus(Qt::OtherFocusReason);
}

void WindowSearch::step(bool forward) {
    m_actions.showSearch->setChecked(true);
    if (forward)
        m_pane->next();
    else
        m_pane->previous();
}

void WindowSearch::mark() {
    m_log.markHits(m_actions.showSearch->isChecked() ? m_pane->pattern() : TextPattern());
}

void WindowSearch::updateActions() {
    const bool hits = m_pane->session().result().linesKept > 0;
    m_actions.searchAll->setEnabled(m_hasJob);
    m_actions.showSearch->setEnabled(m_hasJob);
    m_actions.nextHit->setEnabled(hits);
    m_actions.previousHit->setEnabled(hits);
}

} // namespace faultline
