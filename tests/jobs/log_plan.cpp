// SPDX-License-Identifier: MIT
#include "log_plan.h"

#include <algorithm>
#include <chrono>
#include <format>

namespace faultline::tests {

namespace {

using Microseconds = std::chrono::sys_time<std::chrono::microseconds>;

Microseconds moment(double at) {
    using namespace std::chrono;
    return sys_days{year{2026} / January / 5} + hours{10} + microseconds{static_cast<std::int64_t>(at * 1e6)};
}

} // namespace

std::string lines::isoTime(double at) {
    return std::format("{:%Y-%m-%dT%H:%M:%S}", moment(at));
}

std::string lines::logTime(double at) {
    std::string text = std::format("{:%Y-%m-%d %H:%M:%S}", std::chrono::floor<std::chrono::milliseconds>(moment(at)));
    std::ranges::replace(text, '.', ',');
    return text;
}

std::string lines::secondTime(double at) {
    return std::format("{:%Y-%m-%d %H:%M:%S}", std::chrono::floor<std::chrono::seconds>(moment(at)));
}

std::string lines::overview(double at, std::string_view text) {
    return std::format("{} {}", isoTime(at), text);
}

std::string lines::worker(double at, std::string_view level, unsigned pid, std::string_view text) {
    return std::format("{}|{}|{}|{}", logTime(at), level, pid, text);
}

std::string lines::master(double at, std::string_view level, unsigned pid, std::string_view text) {
    return std::format("{}|{}|{}|140501711763200|{}", logTime(at), level, pid, text);
}

std::string lines::worker2020(double at, std::string_view level, unsigned pid, std::string_view text) {
    return std::format("{}|ParallelRunStep.TaskConsumer|{}|{}|{}", logTime(at), level, pid, text);
}

std::string lines::service(double at, std::string_view level, std::string_view text) {
    return std::format("{}Z {:>5} {}", isoTime(at), level, text);
}

std::string lines::capability(double at, std::string_view level, std::string_view text) {
    return std::format("{} {} tracer.py:31 [15] - {}", level, logTime(at), text);
}

std::string lines::legacyRunner(double at, std::string_view text) {
    return std::format("[{}] {}", isoTime(at), text);
}

std::string lines::legacyAgent(double at, std::string_view text) {
    std::string time = secondTime(at);
    time[4] = time[7] = '/';
    return std::format("{} {}", time, text);
}

std::string lines::orchestration(double at, std::string_view text) {
    return std::format("[{}Z] {}", secondTime(at), text);
}

std::uint64_t Dice::roll(std::uint64_t sides) {
    m_state ^= m_state << 13;
    m_state ^= m_state >> 7;
    m_state ^= m_state << 17;
    return sides == 0 ? 0 : m_state % sides;
}

LogPlan& LogPlan::fill(Ordinary ordinary, std::uint64_t count, double from, double to) {
    m_fillings.push_back({.ordinary = std::move(ordinary), .count = count, .from = from, .to = to});
    return *this;
}

LogPlan& LogPlan::add(double at, std::string lines) {
    m_entries.push_back({.at = at, .lines = std::move(lines)});
    return *this;
}

std::string LogPlan::text() const {
    std::vector<const Entry*> entries;
    for (const Entry& entry : m_entries) {
        entries.push_back(&entry);
    }
    std::ranges::stable_sort(entries, {}, &Entry::at);

    std::string text;
    auto next = entries.begin();
    const auto addUntil = [&](double at) {
        for (; next != entries.end() && (*next)->at < at; ++next) {
            text += (*next)->lines;
            text += '\n';
        }
    };
    Dice dice(m_entries.size() + m_fillings.size());
    for (const Filling& filling : m_fillings) {
        for (std::uint64_t index = 0; index < filling.count; ++index) {
            const double at = filling.from + (filling.to - filling.from) * static_cast<double>(index) / static_cast<double>(filling.count);
            addUntil(at);
            text += filling.ordinary(at, index, dice);
            text += '\n';
        }
    }
    for (; next != entries.end(); ++next) {
        text += (*next)->lines;
        text += '\n';
    }
    return text;
}

} // namespace faultline::tests
