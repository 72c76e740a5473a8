// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/card.h"
#include "diagnosis/diagnosis.h"

#include <QString>

#include <cstddef>
#include <functional>
#include <vector>

namespace faultline {

class CardBody;

/// A card of the diagnosis panel before it is made.
struct CardSpec {
    QString key;         ///< the same thing in the next diagnosis has the same
    QString fingerprint; ///< differs when anything shown does
    Card::Look look;
    bool open = false;
    std::size_t finding = nowhere;     ///< that the card is about
    std::vector<std::size_t> mentions; ///< findings that it has a line for
    bool tells = true;                 ///< false for what is said in passing: what was handled, noise, what was left out
    std::function<CardBody*()> makeBody;
};

/// The keys of cards that the panel is asked to show.
namespace card_key {
inline const QString skipped = QStringLiteral("skipped");
}

/// How many cards of a kind there may be. More of them are only counted.
struct CardLimits {
    std::size_t findings = 25;
    std::size_t lines = 5;
};

struct CardList {
    std::vector<CardSpec> cards;
    std::size_t findingsLeftOut = 0; ///< beyond the limit, behind the card at `findingsEnd - 1`
    std::size_t linesLeftOut = 0;
    std::size_t findingsEnd = 0, linesEnd = 0;
};

/// What the panel shows of one run, from top to bottom: what the verdict rests on with what to do about it, failed inputs, the other runs, lines that no
/// article explains (where they may hold the reason), other findings, numbers of the run, and what is said in passing.
[[nodiscard]] CardList composeCards(const DiagnosisPointer& diagnosis, std::size_t run, const CardLimits& limits);

} // namespace faultline
