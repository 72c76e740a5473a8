// SPDX-License-Identifier: MIT
#include "probe/wait_times.h"

#include <algorithm>
#include <cmath>

namespace faultline {

void WaitTimes::add(Duration wait) {
    wait = std::max(wait, Duration(0));
    ++m_steps[std::min<std::size_t>(static_cast<std::size_t>(wait / step), m_steps.size() - 1)];
    ++m_count;
    m_longest = std::max(m_longest, wait);
}

WaitTimes::Duration WaitTimes::within(double share) const {
    const auto wanted = static_cast<std::uint64_t>(std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(m_count)));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i + 1 < m_steps.size(); ++i) {
        seen += m_steps[i];
        if (seen >= wanted)
            return std::min<Duration>(step * (i + 1), m_longest);
    }
    return m_longest;
}

} // namespace faultline
