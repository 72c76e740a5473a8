// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline::tests {

/// Time stamps and lines as the programs of a job write them. Times are seconds since the made job's start, 2026-01-05 10:00:00 UTC.
namespace lines {

[[nodiscard]] std::string isoTime(double at);    ///< `2026-01-05T10:00:01.500000`
[[nodiscard]] std::string logTime(double at);    ///< `2026-01-05 10:00:01,500`
[[nodiscard]] std::string secondTime(double at); ///< `2026-01-05 10:00:01`

[[nodiscard]] std::string overview(double at, std::string_view text); ///< progress, results, script errors
[[nodiscard]] std::string worker(double at, std::string_view level, unsigned pid, std::string_view text); ///< workers since late 2020
[[nodiscard]] std::string master(double at, std::string_view level, unsigned pid,
                                 std::string_view text); ///< orchestrator and agents, with thread
[[nodiscard]] std::string worker2020(double at, std::string_view level, unsigned pid,
                                     std::string_view text);                                    ///< early 2020, with the logger's name
[[nodiscard]] std::string service(double at, std::string_view level, std::string_view text);    ///< services of the common runtime
[[nodiscard]] std::string capability(double at, std::string_view level, std::string_view text); ///< its Python services
[[nodiscard]] std::string legacyRunner(double at, std::string_view text);                       ///< `[2026-01-05T10:00:01.500000] text`
[[nodiscard]] std::string legacyAgent(double at, std::string_view text);                        ///< `2026/01/05 10:00:01 text`
[[nodiscard]] std::string orchestration(double at, std::string_view text);                      ///< `[2026-01-05 10:00:01Z] text`

} // namespace lines

/// Numbers that look random and are the same on every machine.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_state(seed * 0x9E3779B97F4A7C15ULL + 1) {}
    /// From 0 to `sides - 1`.
    [[nodiscard]] std::uint64_t roll(std::uint64_t sides);

private:
    std::uint64_t m_state;
};

/// One log of a made job: ordinary lines, and what is to stand among them.
///
/// Nothing is written out before `text` is called, so that a job of gigabytes needs the memory of its largest file.
class LogPlan {
public:
    /// Writes one ordinary line, without its end.
    using Ordinary = std::function<std::string(double at, std::uint64_t index, Dice& dice)>;

    /// `count` ordinary lines, spread evenly over the time from `from` to `to`.
    LogPlan& fill(Ordinary ordinary, std::uint64_t count, double from, double to);
    /// One or several whole lines at a time, without the last line's end. Of equal times the earlier added comes first; ordinary lines
    /// come before both.
    LogPlan& add(double at, std::string lines);
    [[nodiscard]] std::string text() const;

private:
    struct Filling {
        Ordinary ordinary;
        std::uint64_t count = 0;
        double from = 0, to = 0;
    };
    struct Entry {
        double at = 0;
        std::string lines;
    };
    std::vector<Filling> m_fillings; ///< one after the other
    std::vector<Entry> m_entries;
};

} // namespace faultline::tests
