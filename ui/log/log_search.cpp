// SPDX-License-Identifier: MIT
#include "log/log_search.h"

#include "log/line_finder.h"
#include "log/mailbox.h"

#include <algorithm>
#include <chrono>

namespace faultline {

LogSearch::LogSearch(QObject* parent) : QObject(parent), m_mailbox(std::make_shared<Mailbox>(this)) {}

LogSearch::~LogSearch() {
    m_mailbox->close();
}

void LogSearch::clear() {
    m_worker.cancel();
    ++m_generation;
    m_lines = std::make_shared<Lines>();
    m_count = 0;
    m_percent = 0;
    m_running = false;
    emit changed();
}

void LogSearch::start(const LogText& text, const TextPattern& pattern) {
    clear();
    if (pattern.isEmpty() || !pattern.isValid() || !text.reader)
        return;
    m_running = true;
    m_worker.run([this, mailbox = m_mailbox, text, pattern, generation = m_generation](const std::stop_token& stop) {
        using Clock = std::chrono::steady_clock;
        const std::uint64_t size = std::max<std::uint64_t>(1, text.reader->size());
        auto told = Clock::now();
        Lines lines;
        std::uint64_t count = 0;
        const auto tell = [&](int percent, bool last) {
            told = Clock::now();
            mailbox->post([this, generation, lines = std::exchange(lines, {}), count, percent, last] {
                if (generation == m_generation)
                    found(lines, count, percent, last);
            });
        };
        LineFinder finder(text, pattern, [&](std::uint64_t line) {
            if (count++ < lineLimit)
                lines.push_back(line);
        });
        finder.run(stop, [&](std::uint64_t bytes) {
            if (Clock::now() - told > std::chrono::milliseconds(100))
                tell(static_cast<int>(static_cast<double>(bytes) / static_cast<double>(size) * 100), false);
        });
        if (!stop.stop_requested())
            tell(100, true);
    });
    emit changed();
}

void LogSearch::found(const Lines& lines, std::uint64_t count, int percent, bool last) {
    m_lines->insert(m_lines->end(), lines.begin(), lines.end());
    m_count = count;
    m_percent = percent;
    m_running = !last;
    emit changed();
}

} // namespace faultline
