// SPDX-License-Identifier: MIT
#include "text/line_prefix.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <format>

namespace faultline {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Reads exactly `count` digits at `position` and moves on.
std::optional<int> digits(std::string_view text, std::size_t& position, std::size_t count) {
    if (position + count > text.size())
        return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const char c = text[position + i];
        if (!isDigit(c))
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    position += count;
    return value;
}

bool take(std::string_view text, std::size_t& position, std::string_view anyOf) {
    if (position < text.size() && anyOf.contains(text[position])) {
        ++position;
        return true;
    }
    return false;
}

/// `2026-01-05T10:03:11.106Z`, `2020-10-09 01:38:51,269`, `2021/03/21 12:31:31`, with an offset such as `+01:00` or `-0500`.
std::optional<LogTime> readTime(std::string_view text, std::size_t& position) {
    std::size_t at = position;
    const auto year = digits(text, at, 4);
    if (!year || !take(text, at, "-/"))
        return std::nullopt;
    const auto month = digits(text, at, 2);
    if (!month || !take(text, at, "-/"))
        return std::nullopt;
    const auto day = digits(text, at, 2);
    if (!day || !take(text, at, "T _"))
        return std::nullopt;
    const auto hour = digits(text, at, 2);
    if (!hour || !take(text, at, ":"))
        return std::nullopt;
    const auto minute = digits(text, at, 2);
    if (!minute || !take(text, at, ":"))
        return std::nullopt;
    const auto second = digits(text, at, 2);
    if (!second)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;
    std::int64_t micros = 0;
    if (at + 1 < text.size() && (text[at] == '.' || text[at] == ',') && isDigit(text[at + 1])) {
        ++at;
        std::int64_t scale = 100'000;
        while (at < text.size() && isDigit(text[at])) {
            micros += (text[at] - '0') * scale;
            scale /= 10;
            ++at;
        }
    }
    LogTime time;
    time.instant = std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second) +
                   std::chrono::microseconds(micros);
    if (take(text, at, "Z")) {
        time.zoneWritten = true;
    } else if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
        const int sign = text[at] == '+' ? 1 : -1;
        std::size_t zone = at + 1;
        const auto hours = digits(text, zone, 2);
        if (hours) {
            take(text, zone, ":");
            const auto minutes = digits(text, zone, 2);
            if (minutes) {
                time.instant -= sign * (std::chrono::hours(*hours) + std::chrono::minutes(*minutes));
                time.zoneWritten = true;
                at = zone;
            }
        }
    }
    position = at;
    return time;
}

/// `10:03:11,106` without a date. It tells no moment, but a level may follow.
bool readTimeOfDay(std::string_view text, std::size_t& position) {
    std::size_t at = position;
    const auto hour = digits(text, at, 2);
    if (!hour || *hour > 23 || !take(text, at, ":"))
        return false;
    const auto minute = digits(text, at, 2);
    if (!minute || *minute > 59 || !take(text, at, ":") || !digits(text, at, 2))
        return false;
    if (take(text, at, ".,"))
        while (at < text.size() && isDigit(text[at]))
            ++at;
    if (at < text.size() && !std::string_view(" \t]|)").contains(text[at]))
        return false;
    position = at;
    return true;
}

/// The word at `position`, letters only.
std::string_view wordAt(std::string_view text, std::size_t position) {
    std::size_t end = position;
    while (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end])))
        ++end;
    return text.substr(position, end - position);
}

void skip(std::string_view text, std::size_t& position, std::string_view characters) {
    while (position < text.size() && characters.contains(text[position]))
        ++position;
}

/// Behind columns that hold nothing but a number, of a process or thread: `254|`.
std::size_t behindNumbers(std::string_view line, std::size_t at) {
    for (;;) {
        const std::size_t end = line.find_first_not_of("0123456789", at);
        if (end == std::string_view::npos || end == at || line[end] != '|')
            return at;
        at = end + 1;
        skip(line, at, " ");
    }
}

/// The level is one of the next few fields: `|INFO|`, ` INFO `, `[API][INFO]`, ` - name - INFO - `, `: E tensorflow/…`. Returns where the message begins.
std::size_t readLevelField(std::string_view line, std::size_t at, LinePrefix& prefix) {
    std::size_t field = at;
    for (int fields = 0; fields < 4 && field < line.size(); ++fields) {
        skip(line, field, "|[]: \t-");
        const std::string_view word = wordAt(line, field);
        const std::size_t end = field + word.size();
        const bool delimited = end >= line.size() || std::string_view("|]: \t").contains(line[end]);
        const Level level = delimited && (word.size() >= 3 || (word.size() == 1 && fields == 0)) ? levelFromName(word) : Level::Unknown;
        if (level != Level::Unknown) {
            prefix.level = level;
            field = end;
            const bool column = line.substr(end).starts_with('|');
            skip(line, field, "|]: \t");
            if (line.substr(field).starts_with("- "))
                field += 2;
            return column ? behindNumbers(line, field) : field;
        }
        // Another field (a process number, a logger's name) only counts where fields are marked as such.
        const std::size_t next = std::min(line.find_first_of("|]", field), line.find(" - ", field));
        if (next == std::string_view::npos || next - field > 60)
            break;
        field = next + 1;
    }
    return at;
}

} // namespace

std::string_view levelName(Level level) {
    static constexpr std::array<std::string_view, 7> names{"", "trace", "debug", "info", "warning", "error", "critical"};
    return names[static_cast<std::size_t>(level)];
}

Level levelFromName(std::string_view name) {
    if (name.size() > 9)
        return Level::Unknown;
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (lower == "trace")
        return Level::Trace;
    if (lower == "debug" || lower == "dbg" || lower == "d")
        return Level::Debug;
    if (lower == "info" || lower == "information" || lower == "inf" || lower == "i" || lower == "notice")
        return Level::Info;
    if (lower == "warn" || lower == "warning" || lower == "wrn" || lower == "w")
        return Level::Warning;
    if (lower == "error" || lower == "err" || lower == "e")
        return Level::Error;
    if (lower == "critical" || lower == "crit" || lower == "c" || lower == "fatal" || lower == "severe" || lower == "panic" || lower == "f")
        return Level::Critical;
    return Level::Unknown;
}

std::string LogTime::toIso() const {
    const auto micros = instant.time_since_epoch().count() % 1'000'000;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(instant);
    if (micros == 0)
        return std::format("{:%Y-%m-%dT%H:%M:%S}Z", seconds);
    return std::format("{:%Y-%m-%dT%H:%M:%S}.{:06}Z", seconds, (micros + 1'000'000) % 1'000'000);
}

LinePrefix readLinePrefix(std::string_view line) {
    line = line.substr(0, 200);
    LinePrefix prefix;
    std::size_t position = 0;
    for (const std::string_view mark : {"[stderr]", "[stdout]"})
        if (line.starts_with(mark))
            position = mark.size();
    skip(line, position, " \t");

    // glog and TensorFlow: E0105 10:03:11.500000
    if (position + 5 < line.size() && std::string_view("IWEF").contains(line[position]) && isDigit(line[position + 1]) &&
        isDigit(line[position + 2]) && isDigit(line[position + 3]) && isDigit(line[position + 4]) && line[position + 5] == ' ') {
        prefix.level = levelFromName(line.substr(position, 1));
        prefix.messageOffset = position + 6;
        return prefix;
    }

    // `<START>[time]`, `[time]`, `(time)`, `>>>   time` all put a few signs before the time stamp.
    if (line.substr(position).starts_with("<START>"))
        position += 7;
    std::size_t at = position;
    skip(line, at, "[(> ");
    // Optuna and others: `[W 2024-01-05 10:03:11,106] message`.
    if (at + 2 < line.size() && line[at + 1] == ' ' && std::string_view("DIWEFC").contains(line[at])) {
        std::size_t behind = at + 2;
        if (const auto time = readTime(line, behind)) {
            prefix.level = levelFromName(line.substr(at, 1));
            prefix.time = time;
            skip(line, behind, "]) \t");
            prefix.messageOffset = behind;
            return prefix;
        }
    }
    // The level may come first: `INFO 2025-07-21 14:07:31,579`, `ERROR:logger:message`, `##[error] …`.
    if (const std::string_view word = wordAt(line, at); word.size() >= 3) {
        const Level level = levelFromName(word);
        const std::size_t end = at + word.size();
        if (level != Level::Unknown && (end >= line.size() || std::string_view(" :|]\t").contains(line[end]))) {
            prefix.level = level;
            at = end;
            skip(line, at, " :|]\t[");
            prefix.messageOffset = at;
        }
    }
    auto time = readTime(line, at);
    if (time || readTimeOfDay(line, at)) {
        prefix.time = time;
        skip(line, at, "]) \t");
        position = at;
        if (prefix.level == Level::Unknown)
            position = readLevelField(line, at, prefix);
        prefix.messageOffset = std::max(prefix.messageOffset, position);
    }
    return prefix;
}

} // namespace faultline
