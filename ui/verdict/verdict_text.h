// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace faultline {

/// What the verdict line says, in words and without a widget. All texts are plain and may hold data of the job; `title` may hold `code` in back-quotes.
struct VerdictText {
    enum class Tone { Neutral, Busy, Good, Warning, Error, Unknown };

    struct Fact {
        QString text;
        bool strong = false;      ///< carries the tone's colour
        bool leadsToRuns = false; ///< a press on it lets the reader choose another run
    };

    Tone tone = Tone::Neutral;
    QString title;
    QString quote;    ///< a line of a log
    QString sentence; ///< what the title rests on, where it is not itself what was found
    QList<Fact> facts;
    QStringList chain; ///< from what was logged to the cause
    QString why;       ///< what the link to the reason for the verdict is called; empty: there is none
    bool hasPlace = false;
    bool hasAdvice = false;
    bool hasNoLogs = false; ///< nothing in there could be diagnosed: something else should be opened
    qsizetype skipped = 0;

    /// For one run of a diagnosis, final or not. `cancelled`: reading was stopped by the user.
    [[nodiscard]] static VerdictText of(const Diagnosis& diagnosis, std::size_t run, bool cancelled = false);
    /// For the run that tells most.
    [[nodiscard]] static VerdictText of(const Diagnosis& diagnosis);
};

/// The place that *Show line* leads to: where the verdict of a run shows first. Null where there is none.
[[nodiscard]] const Place* verdictPlace(const Diagnosis& diagnosis, std::size_t run);

} // namespace faultline
