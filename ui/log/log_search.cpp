// SPDX-License-Identifier: MIT
#include "log/log_search.h"

#include "log/mailbox.h"
#include "search/text_search.h"
#include "text/words.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace faultline {

/// What a worker hands over.
struct LogSearch::News {
    std::uint64_t generation = 0;
    Lines lines;                                 ///< new ones
    QHash<std::uint64_t, std::uint64_t> farHits; ///< likewise
    std::uint64_t count = 0, hitCount = 0;
    int percent = 0;
    bool last = false;
    QString notice;
};

LogSearch::LogSearch(QObject* parent) : QObject(parent), m_mailbox(std::make_shared<Mailbox>(this)) {}

LogSearch::~LogSearch() {
    m_mailbox->close();
}

void LogSearch::clear() {
    m_worker.cancel();
    ++m_generation;
    m_lines = std::make_shared<Lines>();
    m_count = 0;
    m_hitCount = 0;
    m_farHits.clear();
    m_notice.clear();
    m_percent = 0;
    m_running = false;
    emit changed();
}

void LogSearch::start(const LogText& text, const TextPattern& pattern) {
    clear();
    if (!pattern.inFiles() || !text.reader)
        return;
    m_running = true;
    m_worker.run([this, mailbox = m_mailbox, text, pattern = *pattern.inFiles(), generation = m_generation](const std::stop_token& stop) {
        using Clock = std::chrono::steady_clock;
        const std::uint64_t size = std::max<std::uint64_t>(1, text.reader->size());
        Clock::time_point told{};
        News news;
        news.generation = generation;
        // `this` is used by what is posted alone, which runs in its own thread and only while it lives.
        const auto tell = [&] {
            told = Clock::now();
            News next = news;
            next.lines.clear();
            next.farHits.clear();
            mailbox->post([this, posted = std::exchange(news, std::move(next))] { take(posted); });
        };
        TextSearchOptions options;
        options.lineLimit = lineLimit;
        options.found = [&](const FoundLines& found) {
            for (const FoundLine& line : found.lines) {
                news.lines.push_back(line.line);
                if (line.hitOffset > farByte)
                    news.farHits.insert(line.line, line.hitOffset);
            }
            news.count = found.foundLines;
            news.hitCount = found.hits;
            news.percent = static_cast<int>(std::min(0.99, static_cast<double>(found.bytes) / static_cast<double>(size)) * 100);
            if (Clock::now() - told > std::chrono::milliseconds(100))
                tell();
        };
        const TextSearchResult result = searchText(*text.reader, text.encoding, pattern, stop, options);
        if (stop.stop_requested())
            return;
        if (result.failure)
            news.notice = toText(result.failure->what + ": " + result.failure->why);
        else if (result.slow)
            news.notice = toText(result.slow->what + ": " + result.slow->why);
        news.percent = 100;
        news.last = true;
        tell();
    });
    emit changed();
}

void LogSearch::take(const News& news) {
    if (news.generation != m_generation)
        return;
    m_lines->insert(m_lines->end(), news.lines.begin(), news.lines.end());
    m_farHits.insert(news.farHits);
    m_count = news.count;
    m_hitCount = news.hitCount;
    m_percent = news.percent;
    m_notice = news.notice;
    m_running = !news.last;
    emit changed();
}

} // namespace faultline
