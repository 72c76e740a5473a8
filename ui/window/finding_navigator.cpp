// SPDX-License-Identifier: MIT
#include "window/finding_navigator.h"

#include "diagnosis/diagnosis_panel.h"
#include "log/log_pane.h"
#include "verdict/verdict_text.h"

namespace faultline {

FindingNavigator::FindingNavigator(LogPane* log, DiagnosisPanel* panel, QObject* parent) : QObject(parent), m_log(log), m_panel(panel) {}

void FindingNavigator::reset() {
    m_diagnosis.reset();
    m_walk.setDiagnosis({});
    m_movedByReader = false;
    emit moved();
}

void FindingNavigator::setDiagnosis(const DiagnosisPointer& diagnosis, bool complete) {
    m_diagnosis = diagnosis;
    m_walk.setDiagnosis(diagnosis);
    if (const auto current = m_walk.current())
        m_log->setCurrentFinding(*current);
    // A job that was read again has its logs open where the reader was: nobody is led away from there.
    if (complete && !m_movedByReader && m_log->status().file == nowhere) {
        if (verdictPlace(*diagnosis))
            showVerdict();
        else
            showFirstFile();
    }
    emit moved();
}

void FindingNavigator::showVerdict() {
    const Place* place = m_diagnosis ? verdictPlace(*m_diagnosis) : nullptr;
    if (!place)
        return;
    if (const auto finding = m_diagnosis->verdict->finding) {
        m_walk.goTo(*finding, place->file, place->line);
        m_log->setCurrentFinding(*finding);
    }
    m_movedByReader = true;
    m_log->showPlace(place->file, place->line, false);
    emit moved();
}

void FindingNavigator::showFirstFile() {
    // Without a verdict the best start is the file that its job system means to be read first.
    for (const Run& run : m_diagnosis->job->runs) {
        if (!run.files.empty()) {
            m_log->showFile(run.files.front(), true);
            return;
        }
    }
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

void FindingNavigator::showFile(std::size_t file, bool preview) {
    m_movedByReader = true;
    m_log->showFile(file, preview);
}

} // namespace faultline
