// SPDX-License-Identifier: MIT
#pragma once

#include "window/finding_walk.h"

#include <QObject>

#include <optional>

namespace faultline {

class DiagnosisPanel;
class LogPane;

/// Brings log and panel to the same finding, whichever way the reader goes there.
///
/// It leads to the line at fault by itself: as a preview while logs are still read and the verdict may change, and once more when the final diagnosis has come. Not where a
/// log shows already, and no more as soon as the reader goes somewhere or lays a hand on the log that he was led to.
class FindingNavigator : public QObject {
    Q_OBJECT
public:
    FindingNavigator(LogPane* log, DiagnosisPanel* panel, QObject* parent);

    /// A new job: nobody has gone anywhere yet.
    void reset();
    /// Log and panel must have the diagnosis already. `run` is the one that is looked at. `complete`: no other will come.
    void setDiagnosis(const DiagnosisPointer& diagnosis, std::size_t run, bool complete);
    /// The reader chose another run of the same diagnosis: leads to its line at fault.
    void showRun(std::size_t run);

    [[nodiscard]] const FindingWalk& walk() const { return m_walk; }

    /// Leads to the line that the verdict of the run rests on, and to its card.
    void showVerdict();
    void next();
    void previous();
    void nextPlace();
    void previousPlace();
    /// Its first place, and its card.
    void show(std::size_t finding);
    /// The reader opened its card: mark it in the log, but do not move there.
    void choose(std::size_t finding);
    /// The reader pressed its mark in the log.
    void chooseInLog(std::size_t finding);
    void showPlace(std::size_t file, LineNumber line);
    /// A hit of a search; see `LogPane::showHit`.
    void showHit(std::size_t file, LineNumber line, std::uint64_t byte);
    void showFile(std::size_t file, bool preview);

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    /// The current finding may be another one.
    void moved();

private:
    void go(bool possible);
    void lead(bool complete);
    void showVerdictLine();
    void showFirstFile();

    LogPane* m_log;
    DiagnosisPanel* m_panel;
    DiagnosisPointer m_diagnosis;
    std::size_t m_run = 0;
    FindingWalk m_walk;
    bool m_movedByReader = false;
    /// Where the preview was led to while logs are read.
    struct Led {
        std::size_t file;
        LineNumber line;
        bool operator==(const Led&) const = default;
    };
    std::optional<Led> m_led;
};

} // namespace faultline
