// SPDX-License-Identifier: MIT
#include "search/search_session.h"

#include "log/mailbox.h"

#include <chrono>
#include <optional>
#include <utility>

namespace faultline {

namespace {

/// So much is handed over at once at most, and no more often than that.
constexpr std::size_t portionLines = 500;
constexpr std::chrono::milliseconds portionTime(60);

} // namespace

/// What a worker hands over.
struct SearchSession::Portion {
    std::uint64_t generation = 0;
    std::vector<FileHits> files;
    std::optional<JobSearchProgress> progress;
    std::optional<JobSearchResult> result; ///< it has ended
    /// Counts of the whole search so far.
    std::uint64_t filesWithHits = 0, foundLines = 0, hits = 0, linesKept = 0;
};

SearchSession::SearchSession(QObject* parent) : QObject(parent), m_mailbox(std::make_shared<Mailbox>(this)) {}

SearchSession::~SearchSession() {
    m_mailbox->close();
}

void SearchSession::start(const JobPointer& job, const SearchPattern& pattern, const SearchScope& scope, std::size_t context) {
    m_worker.cancel();
    ++m_generation;
    m_state = State::Running;
    m_progress = {};
    m_result = {};
    m_worker.run([this, mailbox = m_mailbox, generation = m_generation, job, pattern, scope, context](const std::stop_token& stop) {
        using Clock = std::chrono::steady_clock;
        Portion portion;
        std::size_t lines = 0;
        Clock::time_point told{};
        std::size_t lastFile = static_cast<std::size_t>(-1);
        std::uint64_t lastLines = 0, lastHits = 0;
        const auto tell = [&] {
            told = Clock::now();
            lines = 0;
            portion.generation = generation;
            Portion next;
            next.filesWithHits = portion.filesWithHits;
            next.foundLines = portion.foundLines;
            next.hits = portion.hits;
            next.linesKept = portion.linesKept;
            // `this` is used by what is posted alone, which runs in its own thread and only while it lives.
            mailbox->post([this, news = std::exchange(portion, std::move(next))] { take(news); });
        };
        JobSearchOptions options;
        options.context = context;
        options.found = [&](FileHits news) {
            if (news.file != lastFile) {
                lastFile = news.file;
                lastLines = lastHits = 0;
                ++portion.filesWithHits;
            }
            portion.foundLines += news.foundLines - std::exchange(lastLines, news.foundLines);
            portion.hits += news.hits - std::exchange(lastHits, news.hits);
            portion.linesKept += news.lines.size();
            lines += news.lines.size();
            portion.files.push_back(std::move(news));
            if (lines >= portionLines || Clock::now() - told > portionTime)
                tell();
        };
        options.progress = [&](const JobSearchProgress& progress) {
            portion.progress = progress;
            tell();
        };
        JobSearchResult result = searchJob(*job, pattern, scope, stop, options);
        if (stop.stop_requested())
            return;
        portion.result = std::move(result);
        tell();
    });
    emit begun();
    emit changed();
}

void SearchSession::take(const Portion& portion) {
    if (portion.generation != m_generation)
        return;
    if (portion.progress)
        m_progress = *portion.progress;
    m_result.filesWithHits = portion.filesWithHits;
    m_result.foundLines = portion.foundLines;
    m_result.hits = portion.hits;
    m_result.linesKept = portion.linesKept;
    if (portion.result) {
        m_result = *portion.result;
        m_state = State::Done;
    }
    if (!portion.files.empty())
        emit found(portion.files);
    emit changed();
}

void SearchSession::cancel() {
    if (!isRunning())
        return;
    m_worker.cancel();
    ++m_generation;
    m_state = State::Cancelled;
    m_result.cancelled = true;
    emit changed();
}

void SearchSession::clear() {
    m_worker.cancel();
    ++m_generation;
    m_state = State::Idle;
    m_progress = {};
    m_result = {};
    emit begun();
    emit changed();
}

} // namespace faultline
