// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace faultline {

/// How urgent a log line says it is.
enum class Level : std::uint8_t { Unknown, Trace, Debug, Info, Warning, Error, Critical };

/// Whether a level is known and lower: `isBelow(level, Level::Error)` is what nothing fails at.
[[nodiscard]] constexpr bool isBelow(Level level, Level bound) {
    return level != Level::Unknown && level < bound;
}

[[nodiscard]] std::string_view levelName(Level level);
/// Takes every spelling in use (`ERR`, `warn`, `E`, `FATAL` …); `Level::Unknown` for anything else.
[[nodiscard]] Level levelFromName(std::string_view name);

/// A moment as a log wrote it.
struct LogTime {
    std::chrono::sys_time<std::chrono::microseconds> instant; ///< read as UTC where no zone is written
    bool zoneWritten = false;
    auto operator<=>(const LogTime&) const = default;

    /// `2026-01-05T10:03:11Z`, with microseconds where there are any.
    [[nodiscard]] std::string toIso() const;
};

/// What stands before the message of a log line.
struct LinePrefix {
    std::optional<LogTime> time;
    Level level = Level::Unknown;
    std::size_t messageOffset = 0; ///< bytes of the line that belong to the prefix
};

/// Reads the time stamp and level at the head of a line, in any of the forms that logs in the field have:
/// ISO 8601 with or without zone, `2020-10-09 01:38:51,269|INFO|356|…`, `[2020-10-25T06:27:51.919906] …`, `INFO 2025-07-21 14:07:31,579 …`,
/// `2021/03/21 12:31:31 …`, `2026-01-05 10:03:11,106 - logger - ERROR - …`, `10:03:11 ERROR …` (which tells a level and no moment), `E0105 10:03:11.5 …`,
/// `ERROR:logger:…`, a `[stderr]` mark before any of them. Linear in the first 200 bytes.
[[nodiscard]] LinePrefix readLinePrefix(std::string_view line);

} // namespace faultline
