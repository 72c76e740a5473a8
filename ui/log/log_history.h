// SPDX-License-Identifier: MIT
#pragma once

#include "text/line_number.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace faultline {

/// The places a reader was at, for back and forward. A plain value.
class LogHistory {
public:
    struct Place {
        std::size_t file = 0;
        LineNumber line;
        bool operator==(const Place&) const = default;
    };

    /// Goes to `to`. `from` is where the reader is at that moment, which may be other than where they were last sent.
    void visit(std::optional<Place> from, Place to);
    [[nodiscard]] bool canGoBack() const { return m_position > 0; }
    [[nodiscard]] bool canGoForward() const { return m_position + 1 < m_places.size(); }
    [[nodiscard]] std::optional<Place> back(std::optional<Place> from);
    [[nodiscard]] std::optional<Place> forward(std::optional<Place> from);
    void clear();
    /// `numberNow` gives the number that a file has now, none where it is gone: so are the places in it.
    void renumber(const std::function<std::optional<std::size_t>(std::size_t)>& numberNow);

private:
    void leave(std::optional<Place> from);

    std::vector<Place> m_places;
    std::size_t m_position = 0; ///< where in `m_places` the reader is
};

} // namespace faultline
