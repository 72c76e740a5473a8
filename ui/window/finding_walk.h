// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <optional>
#include <vector>

namespace faultline {

/// Walks from finding to finding and from place to place: the cause first, what is told of only in passing never, round and round.
class FindingWalk {
public:
    /// Walks through the findings of one run. Stays at the finding where it was if that is still there, otherwise stands at the cause.
    void setDiagnosis(DiagnosisPointer diagnosis, std::size_t run);

    /// Findings that can be walked to: those with a line to show.
    [[nodiscard]] std::size_t count() const { return m_order.size(); }
    /// Index into `Diagnosis::findings`.
    [[nodiscard]] std::optional<std::size_t> current() const;
    /// Nothing was walked to yet.
    [[nodiscard]] bool isFresh() const { return m_fresh; }
    /// Number of the current one among `count`, from 1.
    [[nodiscard]] std::size_t position() const { return m_order.empty() ? 0 : m_at + 1; }
    [[nodiscard]] const Place* currentPlace() const;

    /// False if there is nowhere to go. The first step of a fresh walk leads to the cause itself. A finding is entered at its first place, or at the first on
    /// another line than the one just shown where it has one: a step that moves nothing looks like none.
    bool next();
    bool previous();
    bool nextPlace();
    bool previousPlace();
    /// Stands at a finding, at the place in `file` nearest to `line` if there is one. False if it has no place.
    bool goTo(std::size_t finding, std::size_t file = nowhere, LineNumber line = {});

private:
    bool step(std::size_t distance);
    bool stepPlace(std::size_t distance);

    DiagnosisPointer m_diagnosis;
    std::vector<std::size_t> m_order;
    std::size_t m_at = 0;
    std::size_t m_place = 0;
    bool m_fresh = true;
};

} // namespace faultline
