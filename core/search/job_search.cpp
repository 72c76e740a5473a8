// SPDX-License-Identifier: MIT
#include "search/job_search.h"

#include "job/opened_text.h"
#include "search/line_filter.h"
#include "search/ordered_work.h"
#include "search/range_search.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <memory>
#include <mutex>
#include <thread>

namespace faultline {

namespace {

/// A large file is cut into ranges of this size, so that all threads can work on it.
constexpr std::uint64_t rangeSize = 8U << 20;
/// Small files are worked on together until they have so many bytes or are so many: handing over each by itself would cost more than searching it.
constexpr std::uint64_t batchBytes = 1U << 20;
constexpr std::size_t batchFiles = 32;
/// Tasks may be done so far ahead of the one that is to be handed over next.
constexpr std::size_t ahead = 8;

/// A file that several threads work on: whoever comes first opens it, whoever is last closes it.
struct LargeFile {
    std::once_flag once;
    OpenedText text;
    std::atomic<std::size_t> left;

    explicit LargeFile(std::size_t ranges) : left(ranges) {}
};

struct Task {
    std::size_t first = 0, count = 1; ///< of the files in scope
    std::shared_ptr<LargeFile> large; ///< null for a batch of small ones
    std::uint64_t begin = 0, end = std::numeric_limits<std::uint64_t>::max();
};

/// What was found in a file or in a range of it.
struct Part {
    std::size_t file = 0;
    std::vector<FoundEntry> lines;
    RangeTotals totals;
    bool begins = true, ends = true; ///< whether it is the first and the last of its file
};

/// Keeps the lines of one part up to the limit of a file, and as long as all files together may have more.
class Keeper final : public FoundLineReceiver {
public:
    Keeper(std::vector<FoundEntry>& lines, std::size_t limit, const std::atomic<std::size_t>& room)
        : m_lines(lines), m_limit(limit), m_room(room) {}
    [[nodiscard]] bool wantsText() const override { return m_lines.size() < m_limit && m_room.load(std::memory_order_relaxed) > 0; }
    void take(const FoundLine& line, FoundText text) override {
        if (!text.text.empty() && m_lines.size() < m_limit)
            m_lines.push_back({line, std::move(text)});
    }

private:
    std::vector<FoundEntry>& m_lines;
    std::size_t m_limit;
    const std::atomic<std::size_t>& m_room;
};

class Search {
public:
    Search(const Job& job, const SearchPattern& pattern, const SearchScope& scope, const std::stop_token& stop,
           const JobSearchOptions& options)
        : m_job(job), m_pattern(pattern), m_stop(stop), m_options(options), m_files(filesInScope(job, scope)), m_room(options.lineLimit) {}

    JobSearchResult run();

private:
    void cut();
    std::vector<Part> work(RangeSearch& search, const Task& task);
    Part searchFile(RangeSearch& search, const OpenedText& text, std::size_t file, std::uint64_t begin, std::uint64_t end);
    void take(Part part);
    void report(bool always);

    const Job& m_job;
    const SearchPattern& m_pattern;
    const std::stop_token& m_stop;
    const JobSearchOptions& m_options;
    std::vector<std::size_t> m_files;
    std::vector<Task> m_tasks;
    std::atomic<std::size_t> m_room; ///< lines that may still be kept; only the calling thread changes it
    std::atomic<std::uint64_t> m_bytesDone{0};

    JobSearchResult m_result;
    FileHits m_file;               ///< of the file that is being handed over: its counts …
    std::uint64_t m_fileLines = 0; ///< … the lines before its next part …
    std::size_t m_fileKept = 0;    ///< … and the lines handed over
    bool m_fileTold = false;
    std::uint64_t m_bytes = 0;
    std::chrono::steady_clock::time_point m_lastReport{};
};

void Search::cut() {
    for (std::size_t i = 0; i < m_files.size();) {
        const std::uint64_t size = m_job.files[m_files[i]].size;
        if (size > rangeSize) {
            const auto ranges = static_cast<std::size_t>((size + rangeSize - 1) / rangeSize);
            const auto large = std::make_shared<LargeFile>(ranges);
            for (std::size_t range = 0; range < ranges; ++range) {
                Task task{i, 1, large, range * rangeSize};
                if (range + 1 < ranges)
                    task.end = task.begin + rangeSize;
                m_tasks.push_back(std::move(task));
            }
            m_bytes += size;
            ++i;
            continue;
        }
        Task task{i, 0, nullptr};
        for (std::uint64_t bytes = 0; i < m_files.size() && task.count < batchFiles && bytes < batchBytes; ++i, ++task.count) {
            const std::uint64_t next = m_job.files[m_files[i]].size;
            if (next > rangeSize)
                break;
            bytes += next;
            m_bytes += next;
        }
        m_tasks.push_back(std::move(task));
    }
}

JobSearchResult Search::run() {
    cut();
    report(true);
    const LineFilter::Compiled compiled = LineFilter::compile(m_pattern);
    m_result.slow = compiled.refusal;
    const RangeSearch::Limits limits{m_options.textLimit, m_options.context};
    const auto worker = [&] {
        return [this, search = std::make_shared<RangeSearch>(m_pattern, compiled.filter, limits)](std::size_t task) {
            return work(*search, m_tasks[task]);
        };
    };
    const auto taken = [&](std::vector<Part> parts) {
        for (Part& part : parts)
            take(std::move(part));
    };
    const unsigned threads = m_options.threads > 0 ? m_options.threads : std::max(1U, std::thread::hardware_concurrency());
    workInOrder(m_tasks.size(), threads, threads + ahead, m_stop, worker, taken, [this] { report(false); });
    report(true);
    m_result.cancelled = m_stop.stop_requested();
    return std::move(m_result);
}

std::vector<Part> Search::work(RangeSearch& search, const Task& task) {
    std::vector<Part> parts;
    if (task.large) {
        const std::size_t file = m_files[task.first];
        LargeFile& large = *task.large;
        std::call_once(large.once, [&] { large.text = openText(m_job, m_job.files[file], m_stop); });
        parts.push_back(searchFile(search, large.text, file, task.begin, task.end));
        parts.back().begins = task.begin == 0;
        parts.back().ends = task.end == std::numeric_limits<std::uint64_t>::max();
        if (large.left.fetch_sub(1, std::memory_order_acq_rel) == 1)
            large.text.reader.reset();
        return parts;
    }
    parts.reserve(task.count);
    for (std::size_t i = task.first; i < task.first + task.count && !m_stop.stop_requested(); ++i)
        parts.push_back(searchFile(search, openText(m_job, m_job.files[m_files[i]], m_stop), m_files[i], task.begin, task.end));
    return parts;
}

Part Search::searchFile(RangeSearch& search, const OpenedText& text, std::size_t file, std::uint64_t begin, std::uint64_t end) {
    Part part;
    part.file = file;
    const std::uint64_t size = m_job.files[file].size;
    const std::uint64_t share = std::min(end, size) - std::min(begin, size);
    if (!text.reader) {
        part.totals.trouble = text.trouble;
        m_bytesDone += share;
        return part;
    }
    Keeper keeper(part.lines, m_options.fileLineLimit, m_room);
    part.totals = search.search(*text.reader, text.form.lineEncoding(), begin, end, m_stop, keeper, &m_bytesDone);
    // A text that had to be converted has other sizes than the file.
    if (part.totals.bytes < share && !m_stop.stop_requested())
        m_bytesDone += share - part.totals.bytes;
    return part;
}

void Search::take(Part part) {
    if (part.begins) {
        m_file = {part.file, {}, 0, 0};
        m_fileLines = 0;
        m_fileKept = 0;
        m_fileTold = false;
    }
    if (!part.totals.trouble.empty() && !m_fileTold) {
        m_fileTold = true;
        m_result.skipped.push_back({m_job.files[part.file].path, part.totals.trouble});
    }
    const RangeTotals& totals = part.totals;
    m_result.bytes += totals.bytes;
    m_result.foundLines += totals.foundLines;
    m_result.hits += totals.hits;
    if (totals.foundLines > 0 && m_file.foundLines == 0)
        ++m_result.filesWithHits;
    m_file.foundLines += totals.foundLines;
    m_file.hits += totals.hits;
    const std::size_t room = std::min(m_options.fileLineLimit - m_fileKept, m_room.load(std::memory_order_relaxed));
    if (part.lines.size() > room)
        part.lines.resize(room);
    m_room -= part.lines.size();
    m_fileKept += part.lines.size();
    m_result.linesKept += part.lines.size();
    for (FoundEntry& entry : part.lines)
        entry.line.line += m_fileLines;
    m_fileLines += totals.lines;
    if (part.ends)
        ++m_result.files;
    if (totals.foundLines > 0 && m_options.found)
        m_options.found({m_file.file, std::move(part.lines), m_file.foundLines, m_file.hits});
}

void Search::report(bool always) {
    if (!m_options.progress)
        return;
    const auto now = std::chrono::steady_clock::now();
    if (!always && now - m_lastReport < std::chrono::milliseconds(100))
        return;
    m_lastReport = now;
    m_options.progress({m_files.size(), m_result.files, m_bytes, std::min<std::uint64_t>(m_bytesDone, m_bytes)});
}

} // namespace

JobSearchResult searchJob(const Job& job, const SearchPattern& pattern, const SearchScope& scope, const std::stop_token& stop,
                          const JobSearchOptions& options) {
    return Search(job, pattern, scope, stop, options).run();
}

} // namespace faultline
