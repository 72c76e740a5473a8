// SPDX-License-Identifier: MIT
#include "scan/scanner.h"

#include "scan/file_assembly.h"
#include "text/text_form.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace faultline {

namespace {

/// A large file is cut into ranges of this size, so that all threads can work on it.
constexpr std::uint64_t rangeSize = 16ULL << 20;

/// One file while its ranges are being scanned.
struct FileWork {
    std::size_t index = 0;
    ByteReaderPointer reader;
    TextForm form;
    std::vector<RangeFindings> ranges;
    std::atomic<std::size_t> left{0};
    std::string skipped;
};

struct Task {
    std::shared_ptr<FileWork> work;
    std::size_t range = 0;
    std::uint64_t begin = 0, end = 0;
};

/// Why nothing more could be read; empty at the end of the file.
std::string whyNotFurther(const ByteReader& reader, std::uint64_t bytes) {
    char next = 0;
    const auto got = reader.read(bytes, {&next, 1});
    return got ? std::string() : got.error().why;
}

class Scan {
public:
    Scan(const Job& job, const PatternSetPointer& patterns, std::stop_token stop, const ScanOptions& options)
        : m_job(job), m_patterns(patterns), m_layouts(patterns->knowledge()->layouts()), m_stop(std::move(stop)), m_options(options) {}

    ScanResult run();

private:
    void work();
    std::optional<Task> nextTask();
    bool openNext();
    void finish(FileWork& work);
    void deliver(std::shared_ptr<const FileScan> scan);
    void report(bool always);

    const Job& m_job;
    const PatternSetPointer& m_patterns;
    const Layouts& m_layouts;
    std::stop_token m_stop;
    const ScanOptions& m_options;

    std::vector<std::size_t> m_order; ///< files to scan, in the order to read
    std::mutex m_mutex;               ///< guards the queue and the position in the order
    std::deque<Task> m_queue;
    std::size_t m_next = 0;
    std::mutex m_delivery; ///< one call out at a time; held by nothing else
    ScanResult m_result;
    std::atomic<std::uint64_t> m_filesDone{0}, m_bytesDone{0};
    std::uint64_t m_bytes = 0;
    std::chrono::steady_clock::time_point m_lastReport{};
};

ScanResult Scan::run() {
    m_result.files.resize(m_job.files.size());
    // Runs one after the other would leave the second run's result file for last: order over the whole job.
    for (std::size_t i = 0; i < m_job.files.size(); ++i) {
        if (m_layouts.role(m_job.files[i].role).scanned) {
            m_order.push_back(i);
            m_bytes += m_job.files[i].size;
        }
    }
    std::ranges::stable_sort(m_order, {}, [this](std::size_t i) { return m_job.files[i].order; });

    unsigned threads = m_options.threads ? m_options.threads : std::max(1U, std::thread::hardware_concurrency());
    const std::uint64_t pieces = m_order.size() + m_bytes / rangeSize;
    threads = static_cast<unsigned>(std::min<std::uint64_t>(threads, std::max<std::uint64_t>(pieces, 1)));
    {
        std::vector<std::jthread> pool;
        for (unsigned i = 1; i < threads; ++i)
            pool.emplace_back([this] { work(); });
        work();
    }
    report(true);
    m_result.cancelled = m_stop.stop_requested();
    return std::move(m_result);
}

/// Takes the next file, opens it, and puts its ranges into the queue. Called with the mutex held; opening a file is quick, and keeps the order.
bool Scan::openNext() {
    if (m_next >= m_order.size())
        return false;
    auto work = std::make_shared<FileWork>();
    work->index = m_order[m_next++];
    const JobFile& file = m_job.files[work->index];
    const std::uint64_t ranges = std::max<std::uint64_t>(1, (file.size + rangeSize - 1) / rangeSize);
    work->ranges.resize(static_cast<std::size_t>(ranges));
    work->left = static_cast<std::size_t>(ranges);
    for (std::uint64_t range = 0; range < ranges; ++range)
        m_queue.push_back({work, static_cast<std::size_t>(range), range * rangeSize,
                           range + 1 == ranges ? std::numeric_limits<std::uint64_t>::max() : (range + 1) * rangeSize});
    return true;
}

std::optional<Task> Scan::nextTask() {
    const std::lock_guard lock(m_mutex);
    if (m_stop.stop_requested() || (m_queue.empty() && !openNext()))
        return std::nullopt;
    Task task = std::move(m_queue.front());
    m_queue.pop_front();
    return task;
}

void Scan::work() {
    RangeScanner scanner(*m_patterns);
    while (auto task = nextTask()) {
        FileWork& work = *task->work;
        const JobFile& file = m_job.files[work.index];
        // Each range opens the file for itself: a descriptor is cheaper than waiting for another thread to have opened it.
        auto reader = m_job.source->open(file.path);
        RangeFindings findings;
        if (!reader) {
            findings.trouble = reader.error().what + ": " + reader.error().why;
        } else {
            const auto form = textFormOf(**reader);
            // What cannot be split into ranges is converted as a whole, by whoever has the first one.
            const bool mine = form && (form->keepsOffsets() || task->range == 0);
            if (!form) {
                findings.trouble = form.error().why;
            } else if (!form->notText.empty()) {
                findings.trouble = form->notText;
            } else if (auto text = mine ? textReader(*reader, *form) : *reader; !text) {
                findings.trouble = text.error().what;
            } else if (mine) {
                const bool split = form->keepsOffsets();
                reader = std::move(*text);
                findings = scanner.scan(**reader, split ? task->begin : 0, split ? task->end : std::numeric_limits<std::uint64_t>::max(),
                                        file.role, m_stop, &m_bytesDone);
            }
            if (task->range == 0) {
                work.form = form.value_or(TextForm{});
                work.reader = std::move(*reader);
            }
        }
        if (!findings.trouble.empty() && task->range == 0)
            work.skipped = findings.trouble;
        work.ranges[task->range] = std::move(findings);
        if (work.left.fetch_sub(1, std::memory_order_acq_rel) == 1)
            finish(work);
        report(false);
    }
}

void Scan::finish(FileWork& work) {
    auto scan = std::make_shared<FileScan>();
    if (!m_stop.stop_requested()) {
        const JobFile& file = m_job.files[work.index];
        if (work.reader)
            *scan = assembleFile(std::move(work.ranges), *work.reader, work.index, file, *m_patterns, m_stop);
        scan->file = work.index;
        scan->encoding = work.form.encoding.name;
        if (!work.skipped.empty())
            scan->skipped = work.skipped;
        else if (work.form.unpacked)
            scan->skipped = whyNotFurther(*work.reader, scan->bytes);
        else if (scan->bytes < file.size && work.form.keepsOffsets())
            scan->skipped = "only " + std::to_string(scan->bytes) + " of " + std::to_string(file.size) +
                            " bytes were there: the file became shorter while it was read";
        deliver(std::move(scan));
    }
}

void Scan::deliver(std::shared_ptr<const FileScan> scan) {
    ++m_filesDone;
    const std::lock_guard lock(m_delivery);
    if (!scan->skipped.empty())
        m_result.skipped.push_back({m_job.files[scan->file].path, scan->skipped});
    m_result.files[scan->file] = scan;
    if (m_options.fileDone)
        m_options.fileDone(scan);
}

void Scan::report(bool always) {
    if (!m_options.progress)
        return;
    const std::lock_guard lock(m_delivery);
    const auto now = std::chrono::steady_clock::now();
    if (!always && now - m_lastReport < std::chrono::milliseconds(100))
        return;
    m_lastReport = now;
    m_options.progress({m_filesDone, m_order.size(), std::min<std::uint64_t>(m_bytesDone, m_bytes), m_bytes});
}

} // namespace

ScanResult scanJob(const Job& job, const PatternSetPointer& patterns, std::stop_token stop, const ScanOptions& options) {
    return Scan(job, patterns, std::move(stop), options).run();
}

FileScan scanFile(const ByteReader& reader, const JobFile& file, const PatternSet& patterns, std::stop_token stop,
                  const std::function<void(std::uint64_t)>& bytesDone) {
    RangeScanner scanner(patterns);
    std::vector<RangeFindings> ranges;
    ranges.push_back(scanner.scan(reader, 0, std::numeric_limits<std::uint64_t>::max(), file.role, stop));
    if (bytesDone)
        bytesDone(ranges.front().bytes);
    return assembleFile(std::move(ranges), reader, nowhere, file, patterns, stop);
}

} // namespace faultline
