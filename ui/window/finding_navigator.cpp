// SPDX-License-Identifier: MIT
#include "window/finding_navigator.h"

#include "diagnosis/diagnosis_panel.h"
#include "diagnosis/run_view.h"
#include "log/log_pane.h"
#include "verdict/verdict_text.h"

#include <QEvent>
#include <QScrollBar>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace faultline {

FindingNavigator::FindingNavigator(LogPane* log, DiagnosisPanel* panel, QObject* parent) : QObject(parent), m_log(log), m_panel(panel) {}

void FindingNavigator::reset() {
    m_diagnosis.reset();
    m_walk.setDiagnosis({}, 0);
    m_movedByReader = false;
    m_led.reset();
    emit moved();
}

void FindingNavigator::setDiagnosis(const DiagnosisPointer& diagnosis, std::size_t run, bool complete) {
    m_diagnosis = diagnosis;
    m_run = run;
    m_walk.setDiagnosis(diagnosis, run);
    if (const auto current = m_walk.current())
        m_log->setCurrentFinding(*current);
    // A job that was read again has its logs open where the reader was: nobody is led away from there.
    if (!m_movedByReader && m_log->status().file == (m_led ? m_led->file : nowhere))
        lead(complete);
    emit moved();
}

void FindingNavigator::lead(bool complete) {
    const Place* const place = verdictPlace(*m_diagnosis, m_run);
    if (complete) {
        // What shows until now gives its tab.
        if (std::exchange(m_led, std::nullopt) && place)
            m_log->showFile(place->file, true);
        if (place)
            showVerdictLine();
        else
            showFirstFile();
        return;
    }
    if (!place || m_led == Led{place->file, place->line})
        return;
    m_led = {place->file, place->line};
    m_log->showPlace(place->file, place->line, true);
    if (LogView* const view = m_log->view()) {
        for (QObject* const part : std::initializer_list<QObject*>{view, view->viewport(), view->verticalScrollBar()})
            part->installEventFilter(this);
    }
}

bool FindingNavigator::eventFilter(QObject* watched, QEvent* event) {
    if (m_led && (event->type() == QEvent::KeyPress || event->type() == QEvent::MouseButtonPress || event->type() == QEvent::Wheel ||
                  event->type() == QEvent::TouchBegin))
        m_movedByReader = true;
    return QObject::eventFilter(watched, event);
}

void FindingNavigator::showRun(std::size_t run) {
    if (!m_diagnosis)
        return;
    m_movedByReader = true;
    m_run = run;
    m_walk.setDiagnosis(m_diagnosis, run);
    if (verdictPlace(*m_diagnosis, run))
        showVerdict();
    else
        showFirstFile();
    emit moved();
}

void FindingNavigator::showVerdict() {
    showVerdictLine();
    m_panel->showVerdict();
}

void FindingNavigator::showVerdictLine() {
    const Place* place = m_diagnosis ? verdictPlace(*m_diagnosis, m_run) : nullptr;
    if (!place)
        return;
    if (const auto finding = verdictOf(*m_diagnosis, m_run)->finding) {
        m_walk.goTo(*finding, place->file, place->line);
        m_log->setCurrentFinding(*finding);
    } else {
        m_log->setCurrentFinding(nowhere);
    }
    m_movedByReader = true;
    m_log->showPlace(place->file, place->line, false);
    emit moved();
}

void FindingNavigator::showFirstFile() {
    // Without a verdict the best start is the file that its job system means to be read first.
    const std::vector<Run>& runs = m_diagnosis->job->runs;
    if (m_run < runs.size() && !runs[m_run].files.empty()) {
        m_log->showFile(runs[m_run].files.front(), true);
        return;
    }
    const auto any = std::ranges::find_if(runs, [](const Run& run) { return !run.files.empty(); });
    if (any != runs.end())
        m_log->showFile(any->files.front(), true);
}

void FindingNavigator::go(bool possible) {
    const Place* place = m_walk.currentPlace();
    if (!possible || !place)
        return;
    const std::size_t finding = *m_walk.current();
    m_log->setCurrentFinding(finding);
    m_panel->showFinding(finding);
    showPlace(place->file, place->line);
    emit moved();
}

void FindingNavigator::next() {
    go(m_walk.next());
}

void FindingNavigator::previous() {
    go(m_walk.previous());
}

void FindingNavigator::nextPlace() {
    go(m_walk.nextPlace());
}

void FindingNavigator::previousPlace() {
    go(m_walk.previousPlace());
}

void FindingNavigator::show(std::size_t finding) {
    m_panel->showFinding(finding);
    go(m_walk.goTo(finding));
}

void FindingNavigator::choose(std::size_t finding) {
    if (m_walk.goTo(finding))
        m_log->setCurrentFinding(finding);
    emit moved();
}

void FindingNavigator::chooseInLog(std::size_t finding) {
    m_movedByReader = true;
    const LogPane::Status status = m_log->status();
    m_walk.goTo(finding, status.file, status.line);
    m_log->setCurrentFinding(finding);
    m_panel->showFinding(finding);
    emit moved();
}

void FindingNavigator::showPlace(std::size_t file, LineNumber line) {
    m_movedByReader = true;
    m_log->showPlace(file, line, true);
}

void FindingNavigator::showHit(std::size_t file, LineNumber line, std::uint64_t byte) {
    m_movedByReader = true;
    m_log->showHit(file, line, byte, true);
}

void FindingNavigator::showFile(std::size_t file, bool preview) {
    m_movedByReader = true;
    m_log->showFile(file, preview);
}

} // namespace faultline
