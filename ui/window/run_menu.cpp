// SPDX-License-Identifier: MIT
#include "window/run_menu.h"

#include "diagnosis/run_view.h"
#include "text/words.h"
#include "theme/icons.h"

#include <QActionGroup>

namespace faultline {

namespace {

constexpr qsizetype longest = 90;

QString signOf(Outcome outcome) {
    switch (outcome) {
    case Outcome::Completed: return QStringLiteral("sign-good");
    case Outcome::CompletedWithLosses: return QStringLiteral("sign-warning");
    case Outcome::Failed: return QStringLiteral("sign-error");
    case Outcome::Cancelled: return QStringLiteral("process-stop");
    case Outcome::Unknown: break;
    }
    return QStringLiteral("sign-unknown");
}

} // namespace

RunMenu::RunMenu(QWidget* parent) : QMenu(tr("&Run"), parent), m_group(new QActionGroup(this)) {
    setToolTipsVisible(true);
    connect(m_group, &QActionGroup::triggered, this,
            [this](const QAction* action) { emit runChosen(static_cast<std::size_t>(action->data().toULongLong())); });
    setDiagnosis({}, 0);
}

std::vector<RunMenu::Entry> RunMenu::entriesOf(const Diagnosis& diagnosis) {
    std::vector<Entry> entries;
    for (const std::size_t run : shownRuns(diagnosis)) {
        const Run& told = diagnosis.job->runs[run];
        const Outcome outcome = outcomeOf(diagnosis, run);
        QString text = tr("%1 · %2", "run and outcome").arg(toLine(told.name), outcomeText(outcome));
        if (const Verdict* const verdict = verdictOf(diagnosis, run))
            text += QStringLiteral(" · ") + withoutCodeMarks(toLine(verdict->summary));
        QStringList tip{toLine(told.root.empty() ? diagnosis.job->name : told.root).toHtmlEscaped()};
        if (run < diagnosis.runs.size() && !diagnosis.runs[run].relation.empty())
            tip << toText(diagnosis.runs[run].relation).toHtmlEscaped();
        // Only a single & starts a mnemonic.
        entries.push_back(
            {run, shortened(text, longest).replace(u'&', QStringLiteral("&&")), signOf(outcome), tip.join(QStringLiteral("<br>"))});
    }
    return entries;
}

void RunMenu::setDiagnosis(const DiagnosisPointer& diagnosis, std::size_t run) {
    std::vector<Entry> entries = diagnosis ? entriesOf(*diagnosis) : std::vector<Entry>();
    menuAction()->setEnabled(entries.size() > 1);
    if (entries != m_entries) {
        m_entries = std::move(entries);
        for (QAction* const old : m_group->actions()) {
            m_group->removeAction(old);
            removeAction(old);
            // It may be the one that led here.
            old->deleteLater();
        }
        for (const Entry& entry : m_entries) {
            QAction* const action = m_group->addAction(entry.text);
            action->setIcon(bundledIcon(entry.sign));
            action->setData(static_cast<qulonglong>(entry.run));
            action->setCheckable(true);
            action->setToolTip(entry.toolTip);
            addAction(action);
        }
    }
    for (QAction* const action : m_group->actions())
        action->setChecked(action->data().toULongLong() == run);
}

} // namespace faultline
