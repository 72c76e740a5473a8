// SPDX-License-Identifier: MIT
#include "scan/pattern_trial.h"

#include "job/opened_text.h"
#include "scan/pattern_set_private.h"
#include "scan/searched_text.h"
#include "text/byte_search.h"
#include "text/regular_expression.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>

namespace faultline {

namespace {

constexpr std::size_t blockSize = 1 << 20;

struct DatabaseDeleter {
    void operator()(hs_database_t* database) const { hs_free_database(database); }
};
struct ScratchDeleter {
    void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
};
using Database = std::unique_ptr<hs_database_t, DatabaseDeleter>;
using Scratch = std::unique_ptr<hs_scratch_t, ScratchDeleter>;

/// Null where Vectorscan refuses; `why` says why.
Database compiled(std::string_view pattern, std::string& why) {
    hs_database_t* database = nullptr;
    hs_compile_error_t* error = nullptr;
    if (hs_compile(withinLine(pattern).c_str(), HS_FLAG_MULTILINE, HS_MODE_BLOCK, nullptr, &database, &error) == HS_SUCCESS)
        return Database(database);
    why = error && error->message ? error->message : "unknown";
    if (error)
        hs_free_compile_error(error);
    return {};
}

PatternVerdict judge(std::string_view pattern, const RegularExpression& regex, Database& database) {
    PatternVerdict verdict;
    if (pattern.empty()) {
        verdict.refused = Message::error("There is no pattern", "nothing could be found by it", "Write what such lines have in common");
    } else if (!regex.isValid()) {
        verdict.refused =
            Message::error("RE2 refuses the pattern", regex.error(), "Correct it; look-around and back-references are not available");
    } else if (regex.find("")) {
        verdict.refused = Message::error("The pattern is found in an empty line", "it would be found everywhere",
                                         "Make at least one part of it required");
    } else {
        std::string why;
        database = compiled(pattern, why);
        if (!database)
            verdict.slow =
                Message::warning("Vectorscan refuses the pattern: " + why, "it works, but is tried line by line, which slows every scan",
                                 "Rewrite it without the part that is refused");
    }
    return verdict;
}

/// Looks for the pattern in one file after the other, on one thread.
class Searcher {
public:
    Searcher(const RegularExpression& regex, const hs_database_t* database, std::size_t hitLimit)
        : m_regex(regex), m_database(database), m_hitLimit(hitLimit), m_buffer(blockSize, '\0') {
        hs_scratch_t* scratch = nullptr;
        if (database && hs_alloc_scratch(database, &scratch) == HS_SUCCESS)
            m_scratch.reset(scratch);
    }

    TrialFile search(const ByteReader& reader, std::size_t file, const std::stop_token& stop,
                     const std::function<void(std::uint64_t)>& bytes, std::string& trouble) {
        TrialFile result;
        result.file = file;
        std::uint64_t offset = 0;
        std::size_t held = 0;
        m_line = 0;
        while (!stop.stop_requested()) {
            const auto got = reader.read(offset + held, std::span(m_buffer).subspan(held));
            if (!got)
                trouble = got.error().why;
            const bool atEnd = !got || *got == 0;
            held += got.value_or(0);
            if (held == 0)
                break;
            std::size_t use = held;
            if (!atEnd) {
                const auto* const feed = static_cast<const char*>(::memrchr(m_buffer.data(), '\n', held));
                if (!feed && held < m_buffer.size())
                    continue;
                // A line longer than the buffer is searched in pieces.
                use = feed ? static_cast<std::size_t>(feed - m_buffer.data()) + 1 : held;
            }
            searchBlock(std::string_view(m_buffer).substr(0, use), result);
            bytes(use);
            if (atEnd)
                break;
            std::memmove(m_buffer.data(), m_buffer.data() + use, held - use);
            offset += use;
            held -= use;
        }
        return result;
    }

private:
    void searchBlock(std::string_view block, TrialFile& result) {
        m_text.assign(block);
        const std::string_view searched = m_text.searched();
        m_result = &result;
        m_position = 0;
        m_lastEnd = 0;
        m_any = false;
        if (m_scratch) {
            hs_scan(m_database, searched.data(), static_cast<unsigned>(searched.size()), 0, m_scratch.get(), &Searcher::onMatch, this);
        } else {
            for (std::size_t start = 0; start < searched.size();) {
                const std::size_t end = std::min(searched.find('\n', start), searched.size());
                tryLine(start, end);
                start = end + 1;
            }
        }
        m_line += countLineFeeds(m_text.plain().substr(m_position));
    }

    static int onMatch(unsigned, unsigned long long, unsigned long long to, unsigned, void* context) {
        auto& self = *static_cast<Searcher*>(context);
        const std::string_view searched = self.m_text.searched();
        const std::size_t last = to == 0 ? 0 : static_cast<std::size_t>(to) - 1;
        if (self.m_any && last < self.m_lastEnd)
            return 0;
        const std::size_t feed = last == 0 ? std::string_view::npos : searched.rfind('\n', last - 1);
        const std::size_t start = feed == std::string_view::npos ? 0 : feed + 1;
        self.tryLine(start, std::min(searched.find('\n', last), searched.size()));
        return 0;
    }

    void tryLine(std::size_t start, std::size_t end) {
        m_any = true;
        m_lastEnd = end;
        const std::string_view text = m_text.searched().substr(start, end - start);
        if (m_result->hits.size() >= m_hitLimit) {
            m_result->count += m_regex.find(text) ? 1 : 0;
            return;
        }
        if (!m_regex.find(text, m_groups))
            return;
        ++m_result->count;
        // Not of the searched text: that has more line ends than the file.
        m_line += countLineFeeds(m_text.plain().substr(m_position, start - m_position));
        m_position = start;
        TrialFile::Hit hit{LineNumber(m_line), {}, {}};
        // Of a very long line the part around what was found.
        const auto at = static_cast<std::size_t>(m_groups.front().data() - text.data());
        hit.text = text.substr(text.size() <= TrialFile::textLimit ? 0 : at - std::min<std::size_t>(at, 80), TrialFile::textLimit);
        // A line end that was written out leaves blanks.
        hit.text.erase(hit.text.find_last_not_of(' ') + 1);
        for (std::size_t i = 1; i < m_groups.size(); ++i)
            if (!m_regex.groupNames()[i].empty() && m_groups[i].data())
                hit.captures.emplace(m_regex.groupNames()[i], m_groups[i].substr(0, 300));
        m_result->hits.push_back(std::move(hit));
    }

    const RegularExpression& m_regex;
    const hs_database_t* m_database;
    std::size_t m_hitLimit;
    Scratch m_scratch;
    std::string m_buffer;
    SearchedText m_text;
    TrialFile* m_result = nullptr;
    std::uint64_t m_line = 0;   ///< of `m_position`
    std::size_t m_position = 0; ///< up to where line feeds were counted
    std::size_t m_lastEnd = 0;
    bool m_any = false;
    std::vector<std::string_view> m_groups;
};

} // namespace

PatternVerdict judgePattern(std::string_view pattern) {
    Database database;
    return judge(pattern, RegularExpression(pattern), database);
}

TrialResult tryPattern(const Job& job, const Layouts& layouts, const Match& match, std::stop_token stop, const TrialOptions& options) {
    TrialResult result;
    const RegularExpression regex(match.pattern);
    Database database;
    result.verdict = judge(match.pattern, regex, database);
    if (!result.verdict.isUsable())
        return result;

    std::vector<std::size_t> files;
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < job.files.size(); ++i) {
        const FileRole& role = layouts.role(job.files[i].role);
        if (!role.scanned || !countsInRole(match, role))
            continue;
        files.push_back(i);
        all += job.files[i].size;
    }
    std::ranges::stable_sort(files, {}, [&job](std::size_t i) { return job.files[i].order; });

    std::mutex mutex;
    std::atomic<std::size_t> next{0};
    std::atomic<std::uint64_t> done{0};
    auto lastTold = std::chrono::steady_clock::now();
    const auto tell = [&](std::uint64_t bytes) {
        const std::uint64_t now = done += bytes;
        if (!options.progress)
            return;
        const std::lock_guard lock(mutex);
        if (std::chrono::steady_clock::now() - lastTold < std::chrono::milliseconds(100))
            return;
        lastTold = std::chrono::steady_clock::now();
        options.progress(std::min(now, all), all);
    };
    const auto work = [&] {
        Searcher searcher(regex, database.get(), options.hitsInFile);
        for (std::size_t i = next++; i < files.size() && !stop.stop_requested(); i = next++) {
            const JobFile& file = job.files[files[i]];
            const OpenedText text = openText(job, file, stop);
            std::string trouble = text.trouble;
            const TrialFile found = text.reader ? searcher.search(*text.reader, files[i], stop, tell, trouble) : TrialFile{};
            const std::lock_guard lock(mutex);
            if (!trouble.empty())
                result.skipped.push_back({file.path, trouble});
            else
                ++result.filesRead;
            if (found.count > 0) {
                result.lines += found.count;
                ++result.files;
                if (options.found)
                    options.found(found);
            }
        }
    };
    {
        const unsigned threads = options.threads ? options.threads : std::max(1U, std::thread::hardware_concurrency());
        std::vector<std::jthread> pool;
        for (std::size_t i = 1; i < std::min<std::size_t>(threads, files.size()); ++i)
            pool.emplace_back(work);
        work();
    }
    if (options.progress)
        options.progress(stop.stop_requested() ? std::min(done.load(), all) : all, all);
    result.cancelled = stop.stop_requested();
    return result;
}

} // namespace faultline
