// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>

namespace faultline {

/// Number of a line in a file. Counts from 0 inside the program; people see `shown()`, which counts from 1.
/// A type of its own so that the two can never be mixed up, nor a line with an offset or a count.
class LineNumber {
public:
    constexpr LineNumber() = default;
    constexpr explicit LineNumber(std::uint64_t index) : m_index(index) {}
    /// From a number that a person typed or a report holds (1 is the first line; 0 is taken as 1).
    static constexpr LineNumber fromShown(std::uint64_t shown) { return LineNumber(shown == 0 ? 0 : shown - 1); }

    [[nodiscard]] constexpr std::uint64_t index() const { return m_index; }
    [[nodiscard]] constexpr std::uint64_t shown() const { return m_index + 1; }

    constexpr auto operator<=>(const LineNumber&) const = default;
    constexpr LineNumber operator+(std::uint64_t lines) const { return LineNumber(m_index + lines); }
    /// Stops at the first line.
    constexpr LineNumber operator-(std::uint64_t lines) const { return LineNumber(m_index < lines ? 0 : m_index - lines); }

private:
    std::uint64_t m_index = 0;
};

} // namespace faultline
