// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace faultline {

/// How long many waits took, counted in steps of a tenth of a millisecond up to a second; memory does not grow with their number.
class WaitTimes {
public:
    using Duration = std::chrono::nanoseconds;

    void add(Duration wait);

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    /// Zero where there were none.
    [[nodiscard]] Duration longest() const { return m_longest; }
    /// No more than `share` (from 0 to 1) of the waits are longer; rounded up to a step, and never more than the longest. Zero where there were none.
    [[nodiscard]] Duration within(double share) const;

private:
    static constexpr std::chrono::microseconds step{100};

    std::array<std::uint64_t, 10'001> m_steps{}; ///< the last one: all that took longer
    std::uint64_t m_count = 0;
    Duration m_longest{0};
};

} // namespace faultline
