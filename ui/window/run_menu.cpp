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

void RunMenu::setDiagnosis(const DiagnosisPointer& diagnosis, std::size_t run) {
    clear();
    const std::vector<std::size_t> runs = diagnosis ? shownRuns(*diagnosis) : std::vector<std::size_t>();
    menuAction()->setEnabled(runs.size() > 1);
    for (const std::size_t each : runs) {
        const Run& told = diagnosis->job->runs[each];
        QString text = tr("%1 · %2", "run and outcome").arg(toLine(told.name), outcomeText(outcomeOf(*diagnosis, each)));
        if (const Verdict* const verdict = verdictOf(*diagnosis, each))
            text += QStringLiteral(" · ") + withoutCodeMarks(toLine(verdict->summary));
        // Only a single & starts a mnemonic.
        QAction* const action = m_group->addAction(shortened(text, longest).replace(u'&', QStringLiteral("&&")));
        action->setIcon(bundledIcon(signOf(outcomeOf(*diagnosis, each))));
        action->setData(static_cast<qulonglong>(each));
        action->setCheckable(true);
        action->setChecked(each == run);
        QStringList tip{toLine(told.root.empty() ? diagnosis->job->name : told.root).toHtmlEscaped()};
        if (each < diagnosis->runs.size() && !diagnosis->runs[each].relation.empty())
            tip << toText(diagnosis->runs[each].relation).toHtmlEscaped();
        action->setToolTip(tip.join(QStringLiteral("<br>")));
        addAction(action);
    }
}

} // namespace faultline
