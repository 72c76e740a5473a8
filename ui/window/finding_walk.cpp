// SPDX-License-Identifier: MIT
#include "window/finding_walk.h"

#include "diagnosis/findings_model.h"
#include "diagnosis/run_view.h"

#include <algorithm>

namespace faultline {

void FindingWalk::setDiagnosis(DiagnosisPointer diagnosis, std::size_t run) {
    const DiagnosisPointer before = std::move(m_diagnosis);
    const std::size_t stood = m_fresh || m_order.empty() ? nowhere : m_order[m_at];
    m_diagnosis = std::move(diagnosis);
    m_order.clear();
    m_at = 0;

    if (m_diagnosis) {
        const Verdict* const verdict = verdictOf(*m_diagnosis, run);
        const std::size_t cause = verdict ? verdict->finding.value_or(nowhere) : nowhere;
        const auto walkable = [this, run, groups = groupsOf(*m_diagnosis)](std::size_t index) {
            const Finding& finding = m_diagnosis->findings[index];
            return finding.run == run && !finding.places.empty() && finding.places.front().file != nowhere && counts(groups[index]);
        };
        if (cause != nowhere && walkable(cause))
            m_order.push_back(cause);
        for (std::size_t index = 0; index < m_diagnosis->findings.size(); ++index) {
            if (index != cause && walkable(index))
                m_order.push_back(index);
        }
        if (stood != nowhere && before && before->job->path == m_diagnosis->job->path) {
            const auto same = std::ranges::find_if(m_order, [this, key = before->findings[stood].key()](std::size_t index) {
                return m_diagnosis->findings[index].key() == key;
            });
            if (same != m_order.end()) {
                m_at = static_cast<std::size_t>(same - m_order.begin());
                m_place = std::min(m_place, m_diagnosis->findings[*same].places.size() - 1);
                return;
            }
        }
    }
    m_place = 0;
    m_fresh = true;
}

std::optional<std::size_t> FindingWalk::current() const {
    return m_order.empty() ? std::nullopt : std::optional(m_order[m_at]);
}

const Place* FindingWalk::currentPlace() const {
    return m_order.empty() ? nullptr : &m_diagnosis->findings[m_order[m_at]].places[m_place];
}

bool FindingWalk::step(std::size_t distance) {
    if (m_order.empty())
        return false;
    const Place* const before = m_fresh ? nullptr : currentPlace();
    if (!m_fresh)
        m_at = (m_at + distance) % m_order.size();
    m_fresh = false;
    m_place = 0;
    const std::vector<Place>& places = m_diagnosis->findings[m_order[m_at]].places;
    if (before && m_order.size() > 1) {
        const auto elsewhere = std::ranges::find_if(places, [before](const Place& place) {
            return place.file != nowhere && (place.file != before->file || place.line != before->line);
        });
        if (elsewhere != places.end())
            m_place = static_cast<std::size_t>(elsewhere - places.begin());
    }
    return true;
}

bool FindingWalk::next() {
    return step(1);
}

bool FindingWalk::previous() {
    if (m_fresh && !m_order.empty()) {
        m_fresh = false;
        m_at = 0;
    }
    return !m_order.empty() && step(m_order.size() - 1);
}

bool FindingWalk::stepPlace(std::size_t distance) {
    if (m_order.empty())
        return false;
    const std::vector<Place>& places = m_diagnosis->findings[m_order[m_at]].places;
    if (!m_fresh)
        m_place = (m_place + distance) % places.size();
    m_fresh = false;
    return places[m_place].file != nowhere;
}

bool FindingWalk::nextPlace() {
    return stepPlace(1);
}

bool FindingWalk::previousPlace() {
    return !m_order.empty() && stepPlace(m_diagnosis->findings[m_order[m_at]].places.size() - 1);
}

bool FindingWalk::goTo(std::size_t finding, std::size_t file, LineNumber line) {
    const auto it = std::ranges::find(m_order, finding);
    if (it == m_order.end())
        return false;
    m_at = static_cast<std::size_t>(it - m_order.begin());
    m_fresh = false;
    const std::vector<Place>& places = m_diagnosis->findings[finding].places;
    const auto distance = [line](const Place& place) {
        return place.line > line ? place.line.index() - line.index() : line.index() - place.line.index();
    };
    m_place = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].file == file && (places[m_place].file != file || distance(places[i]) < distance(places[m_place])))
            m_place = i;
    }
    return true;
}

} // namespace faultline
