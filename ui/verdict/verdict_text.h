// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace faultline {

/// What the verdict line says, in words and without a widget. All texts are plain and may hold data of the job.
struct VerdictText {
    enum class Tone { Neutral, Busy, Good, Warning, Error, Unknown };

    struct Fact {
        QString text;
        bool strong = false; ///< carries the tone's colour
    };

    Tone tone = Tone::Neutral;
    QString title;
    QString quote; ///< a line of a log
    QList<Fact> facts;
    QStringList chain; ///< from what was logged to the cause
    bool hasWhy = false;
    bool hasPlace = false;
    bool hasAdvice = false;
    qsizetype skipped = 0;

    /// For a diagnosis, final or not. `cancelled`: reading was stopped by the user.
    [[nodiscard]] static VerdictText of(const Diagnosis& diagnosis, bool cancelled = false);
};

/// The place that *Show line* leads to: where the verdict shows first. Null where there is none.
[[nodiscard]] const Place* verdictPlace(const Diagnosis& diagnosis);

} // namespace faultline
