// SPDX-License-Identifier: MIT
#include "log/log_history.h"

#include <utility>

namespace faultline {

namespace {

constexpr std::size_t limit = 200;

} // namespace

void LogHistory::leave(std::optional<Place> from) {
    if (!from)
        return;
    if (m_places.empty()) {
        m_places.push_back(*from);
        m_position = 0;
    } else {
        m_places[m_position] = *from;
    }
}

void LogHistory::visit(std::optional<Place> from, Place to) {
    if (from && *from == to)
        return;
    leave(from);
    if (!m_places.empty())
        m_places.resize(m_position + 1);
    if (m_places.empty() || m_places.back() != to)
        m_places.push_back(to);
    if (m_places.size() > limit)
        m_places.erase(m_places.begin());
    m_position = m_places.size() - 1;
}

std::optional<LogHistory::Place> LogHistory::back(std::optional<Place> from) {
    if (!canGoBack())
        return std::nullopt;
    leave(from);
    return m_places[--m_position];
}

std::optional<LogHistory::Place> LogHistory::forward(std::optional<Place> from) {
    if (!canGoForward())
        return std::nullopt;
    leave(from);
    return m_places[++m_position];
}

void LogHistory::renumber(const std::function<std::optional<std::size_t>(std::size_t)>& numberNow) {
    std::vector<Place> kept;
    std::size_t position = 0;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const std::optional<std::size_t> file = numberNow(m_places[i].file);
        if (!file)
            continue;
        if (i <= m_position)
            position = kept.size();
        kept.push_back({*file, m_places[i].line});
    }
    m_places = std::move(kept);
    m_position = position;
}

void LogHistory::clear() {
    m_places.clear();
    m_position = 0;
}

} // namespace faultline
