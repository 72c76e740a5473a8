// SPDX-License-Identifier: MIT
#include "scan/scanner.h"

#include "job/opened_text.h"
#include "scan/decoded_texts.h"
#include "scan/file_assembly.h"
#include "scan/range_scan.h"
#include "scan/scan_outbox.h"
#include "scan/scan_state.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>

#include <sys/resource.h>
#include <unistd.h>

namespace faultline {

namespace {

using Clock = std::chrono::steady_clock;

/// A large file is cut into ranges of this size, so that all threads can work on it.
constexpr std::uint64_t rangeSize = 16ULL << 20;
/// From so many bytes on, going on where a grown file ended is worth what has to be kept for it.
constexpr std::uint64_t resumableFrom = 256ULL << 10;
constexpr auto snapshotInterval = std::chrono::milliseconds(250);

/// How much is kept of a file's ranges: all of the first, less of those that follow. It depends on nothing but the file and `whole`, so that every scan of a job says the same.
RangeFindings::Limits limitsOf(std::uint64_t range, const RangeFindings::Limits& whole) {
    constexpr std::size_t least = 64;
    const auto share = [&](std::size_t limit) { return std::min(limit, std::max(least, static_cast<std::size_t>(limit / (range + 1)))); };
    RangeFindings::Limits limits = whole;
    limits.matches = share(whole.matches);
    limits.errorLines = share(whole.errorLines);
    limits.tracebacks = share(whole.tracebacks);
    return limits;
}

/// In a job of many files less is kept of each: what is known of all together stays bounded.
RangeFindings::Limits limitsFor(std::size_t files) {
    constexpr std::size_t all = 200'000, least = 32;
    RangeFindings::Limits limits;
    const std::size_t share = std::max(least, all / std::max<std::size_t>(files, 1));
    limits.matches = std::min(limits.matches, share);
    limits.errorLines = std::min(limits.errorLines, share);
    limits.tracebacks = std::min(limits.tracebacks, share);
    limits.lastTracebacks = std::min(limits.lastTracebacks, share);
    return limits;
}

/// Why a file ended before its listed size.
std::string whyNotFurther(const ByteReader& reader, std::uint64_t bytes, std::uint64_t size) {
    char next = 0;
    if (const auto got = reader.read(bytes, {&next, 1}); !got)
        return got.error().why;
    return "only " + std::to_string(bytes) + " of " + std::to_string(size) + " bytes were there: the file became shorter while it was read";
}

/// A file of several ranges while they are scanned. Ranges end in any order; they are joined in the file's order as soon as those before are there.
struct LargeFile {
    std::size_t index = 0, role = 0;
    std::shared_ptr<const ScanState> state; ///< of what was scanned before; null: nothing
    std::once_flag opening;
    OpenedText text;

    std::mutex mutex; ///< guards what follows
    RangeFindings joined;
    RangeFindings unfinished;
    std::vector<std::optional<RangeFindings>> ranges;
    std::size_t joinedRanges = 0;
    bool assembling = false;
    Clock::time_point nextSnapshot{};
};

struct Task {
    std::size_t index = 0;
    std::size_t role = 0;
    std::shared_ptr<LargeFile> large; ///< null: the file is one range
    std::size_t range = 0;
};

class Scan {
public:
    Scan(const Job& job, const PatternSetPointer& patterns, std::stop_token stop, const ScanOptions& options)
        : m_job(job), m_patterns(*patterns), m_layouts(patterns->knowledge()->layouts()), m_stop(std::move(stop)), m_options(options),
          m_outbox(job, options, m_result) {}

    ScanResult run();

private:
    struct Entry {
        std::size_t index = 0, role = 0;
    };

    void order();
    void reuse();
    void work();
    std::optional<Task> nextTask();
    void scanWhole(RangeScanner& scanner, const Task& task);
    void scanRange(RangeScanner& scanner, const Task& task);
    void joinRanges(LargeFile& file);
    void finish(std::size_t index, RangeFindings&& found, RangeFindings&& unfinished, const OpenedText& text);
    void skip(std::size_t index, std::string why);
    void deliver(std::shared_ptr<const FileScan> scan);
    void report(bool always);
    [[nodiscard]] bool isLarge(const JobFile& file) const { return file.size > rangeSize; }

    const Job& m_job;
    const PatternSet& m_patterns;
    const Layouts& m_layouts;
    std::stop_token m_stop;
    const ScanOptions& m_options;
    ScanResult m_result;
    ScanOutbox m_outbox;
    RangeFindings::Limits m_limits;

    std::vector<Entry> m_order;                                                 ///< files to scan, in the order to read
    std::unordered_map<std::size_t, std::shared_ptr<const ScanState>> m_states; ///< of files that may have grown, by index
    std::mutex m_mutex;                                                         ///< guards the queue and the position in the order
    std::deque<Task> m_queue;
    std::size_t m_next = 0;
    std::uint64_t m_files = 0, m_bytes = 0;
    std::atomic<std::uint64_t> m_filesDone{0}, m_bytesDone{0};
};

void Scan::order() {
    std::unordered_map<std::string_view, std::pair<bool, std::size_t>> roles; // few, and every file has one
    for (std::size_t i = 0; i < m_job.files.size(); ++i) {
        const std::string& id = m_job.files[i].role;
        auto role = roles.find(id);
        if (role == roles.end())
            role = roles.emplace(id, std::pair(m_layouts.role(id).scanned, m_patterns.internals().roleIndex(id))).first;
        if (!role->second.first)
            continue;
        m_order.push_back({i, role->second.second});
        ++m_files;
        m_bytes += m_job.files[i].size;
    }
    // Runs one after the other would leave the second run's result file for last: order over the whole job.
    std::ranges::stable_sort(m_order, {}, [this](const Entry& entry) { return m_job.files[entry.index].order; });
    m_limits = limitsFor(m_order.size());
}

/// Takes what has not changed since the scan before.
void Scan::reuse() {
    if (!m_options.before || !m_options.before->job || !m_options.before->result)
        return;
    const std::vector<JobFile>& files = m_options.before->job->files;
    const ScanResult& before = *m_options.before->result;
    std::unordered_map<std::string_view, std::size_t> known;
    for (std::size_t i = 0; i < std::min(files.size(), before.files.size()); ++i)
        if (before.files[i] && !before.files[i]->partial)
            known.emplace(files[i].path, i);
    std::vector<Entry> left;
    for (const Entry& entry : m_order) {
        const JobFile& file = m_job.files[entry.index];
        const auto earlier = known.find(file.path);
        const std::shared_ptr<const FileScan> scan = earlier == known.end() ? nullptr : before.files[earlier->second];
        const JobFile* const then = scan ? &files[earlier->second] : nullptr;
        if (!then || then->role != file.role || !scan->skipped.empty()) {
            left.push_back(entry);
        } else if (then->size == file.size && then->modified == file.modified && file.modified != 0) {
            m_bytesDone += file.size;
            if (scan->file == entry.index) {
                deliver(scan);
            } else {
                auto moved = std::make_shared<FileScan>(*scan);
                moved->file = entry.index;
                deliver(std::move(moved));
            }
        } else {
            if (scan->state && file.size >= scan->state->offset)
                m_states.emplace(entry.index, scan->state);
            left.push_back(entry);
        }
    }
    m_order = std::move(left);
}

ScanResult Scan::run() {
    m_result.files.resize(m_job.files.size());
    order();
    reuse();
    std::uint64_t pieces = m_order.size();
    for (const Entry& entry : m_order)
        pieces += m_job.files[entry.index].size / rangeSize;
    unsigned threads = m_options.threads ? m_options.threads : std::max(1U, std::thread::hardware_concurrency());
    threads = static_cast<unsigned>(std::min<std::uint64_t>(threads, std::max<std::uint64_t>(pieces, 1)));
    {
        std::vector<std::jthread> pool;
        for (unsigned i = m_options.background ? 0 : 1; i < threads; ++i)
            pool.emplace_back([this] {
                // A thread of its own can be made less urgent; the caller's could not be made as urgent again.
                if (m_options.background)
                    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 5);
                work();
            });
        if (!m_options.background)
            work();
    }
    report(true);
    m_result.cancelled = m_stop.stop_requested();
    return std::move(m_result);
}

std::optional<Task> Scan::nextTask() {
    const std::lock_guard lock(m_mutex);
    if (m_stop.stop_requested())
        return std::nullopt;
    if (m_queue.empty()) {
        if (m_next >= m_order.size())
            return std::nullopt;
        const Entry entry = m_order[m_next++];
        const JobFile& file = m_job.files[entry.index];
        const auto state = m_states.find(entry.index);
        if (!isLarge(file) && state == m_states.end())
            return Task{entry.index, entry.role, nullptr, 0};
        auto large = std::make_shared<LargeFile>();
        large->index = entry.index;
        large->role = entry.role;
        if (state != m_states.end())
            large->state = state->second;
        const std::uint64_t begin = large->state ? large->state->offset : 0;
        large->ranges.resize(static_cast<std::size_t>(std::max<std::uint64_t>(1, (file.size - begin + rangeSize - 1) / rangeSize)));
        for (std::size_t range = 0; range < large->ranges.size(); ++range)
            m_queue.push_back({entry.index, entry.role, large, range});
    }
    Task task = std::move(m_queue.front());
    m_queue.pop_front();
    return task;
}

void Scan::work() {
    RangeScanner scanner(m_patterns);
    while (const auto task = nextTask()) {
        if (task->large)
            scanRange(scanner, *task);
        else
            scanWhole(scanner, *task);
        report(false);
    }
}

void Scan::scanWhole(RangeScanner& scanner, const Task& task) {
    auto reader = m_job.source->open(m_job.files[task.index].path);
    if (!reader)
        return skip(task.index, reader.error().what + ": " + reader.error().why);
    const auto head = scanner.readHead(*reader);
    if (!head)
        return skip(task.index, head.error().why);
    const OpenedText text = textOf(std::move(*reader), *head, m_stop);
    if (!text.trouble.empty())
        return skip(task.index, text.trouble);
    ScanRange range;
    range.role = task.role;
    range.limits = m_limits;
    const bool keepsOffsets = text.form.keepsOffsets();
    RangeFindings unfinished;
    const bool resumable = m_options.resumable && keepsOffsets && m_job.files[task.index].size >= resumableFrom;
    RangeFindings found =
        scanner.scan(*text.reader, range, m_stop, keepsOffsets ? &m_bytesDone : nullptr, resumable ? &unfinished : nullptr);
    finish(task.index, std::move(found), std::move(unfinished), text);
}

void Scan::scanRange(RangeScanner& scanner, const Task& task) {
    LargeFile& file = *task.large;
    std::call_once(file.opening, [&] {
        file.text = openText(m_job, m_job.files[file.index], m_stop);
        // Another file may bear the name by now: all of it is read then.
        if (file.text.trouble.empty() && file.state && !file.state->proof.holdsFor(*file.text.reader))
            file.state.reset();
    });
    RangeFindings found, unfinished;
    const bool keepsOffsets = file.text.form.keepsOffsets();
    const std::uint64_t from = file.state ? file.state->offset : 0;
    // A text that had to be converted is one range, and belongs to whoever has the first one; so is what turned out not to go on from where it ended.
    const bool isLast = task.range + 1 == file.ranges.size();
    if (file.text.trouble.empty() && (keepsOffsets || task.range == 0)) {
        ScanRange range;
        range.role = file.role;
        range.limits = limitsOf(task.range + (file.state ? 1 : 0), m_limits);
        range.begin = task.range == 0 ? from : from + task.range * rangeSize;
        if (keepsOffsets && !isLast)
            range.end = from + (task.range + 1) * rangeSize;
        found = scanner.scan(*file.text.reader, range, m_stop, keepsOffsets ? &m_bytesDone : nullptr,
                             m_options.resumable && keepsOffsets && isLast ? &unfinished : nullptr);
    }
    {
        const std::lock_guard lock(file.mutex);
        file.ranges[task.range] = std::move(found);
        if (isLast)
            file.unfinished = std::move(unfinished);
    }
    joinRanges(file);
}

void Scan::joinRanges(LargeFile& file) {
    std::unique_lock lock(file.mutex);
    while (file.joinedRanges < file.ranges.size() && file.ranges[file.joinedRanges]) {
        if (file.joinedRanges == 0 && file.state)
            file.joined = file.state->found;
        file.joined.append(std::move(*file.ranges[file.joinedRanges]), m_limits);
        file.ranges[file.joinedRanges++].reset();
        if (file.joinedRanges < file.ranges.size())
            continue;
        RangeFindings joined = std::move(file.joined), unfinished = std::move(file.unfinished);
        lock.unlock();
        if (!file.text.trouble.empty())
            skip(file.index, file.text.trouble);
        else
            finish(file.index, std::move(joined), std::move(unfinished), file.text);
        return;
    }
    if (!m_options.filePartial || file.assembling || file.joinedRanges == 0 || !file.text.trouble.empty() || m_stop.stop_requested() ||
        Clock::now() < file.nextSnapshot)
        return;
    file.assembling = true;
    const RangeFindings soFar = file.joined;
    lock.unlock();
    const auto begin = Clock::now();
    auto scan = std::make_shared<FileScan>(assembleFile(soFar, *file.text.reader, file.index, m_job.files[file.index], m_patterns, m_stop));
    decodeTexts(*scan, file.text.form.lineEncoding());
    scan->partial = true;
    scan->index = std::make_shared<const LineIndex>(soFar.lineIndex(false));
    m_outbox.put(std::move(scan));
    lock.lock();
    file.assembling = false;
    // Where there is much to put together, most of the time still belongs to the scan.
    file.nextSnapshot = Clock::now() + std::max<Clock::duration>(snapshotInterval, 4 * (Clock::now() - begin));
}

void Scan::finish(std::size_t index, RangeFindings&& found, RangeFindings&& unfinished, const OpenedText& text) {
    if (m_stop.stop_requested())
        return;
    const JobFile& file = m_job.files[index];
    std::shared_ptr<ScanState> state;
    const bool keepsOffsets = text.form.keepsOffsets();
    if (m_options.resumable && keepsOffsets && found.endsWithFeed && found.trouble.empty() && found.bytes >= resumableFrom) {
        state = std::make_shared<ScanState>();
        state->offset = found.bytes;
        state->proof = ContentProof::of(*text.reader, found.bytes);
        state->found = found;
    }
    if (unfinished.bytes > 0)
        found.append(std::move(unfinished), m_limits);
    auto scan = std::make_shared<FileScan>(assembleFile(found, *text.reader, index, file, m_patterns, m_stop));
    decodeTexts(*scan, text.form.lineEncoding());
    scan->state = std::move(state);
    if (!found.checkpoints.empty())
        scan->index = std::make_shared<const LineIndex>(found.lineIndex(found.trouble.empty()));
    if (text.form.unpacked && scan->skipped.empty()) {
        char next = 0;
        if (const auto more = text.reader->read(scan->bytes, {&next, 1}); !more)
            scan->skipped = more.error().why; // a damaged .gz
    }
    if (!keepsOffsets)
        m_bytesDone += file.size;
    else if (scan->bytes < file.size) {
        m_bytesDone += file.size - scan->bytes;
        if (scan->skipped.empty())
            scan->skipped = whyNotFurther(*text.reader, scan->bytes, file.size);
    }
    deliver(std::move(scan));
}

void Scan::skip(std::size_t index, std::string why) {
    if (m_stop.stop_requested())
        return;
    auto scan = std::make_shared<FileScan>();
    scan->file = index;
    scan->skipped = std::move(why);
    m_bytesDone += m_job.files[index].size;
    deliver(std::move(scan));
}

void Scan::deliver(std::shared_ptr<const FileScan> scan) {
    ++m_filesDone;
    m_outbox.put(std::move(scan));
}

void Scan::report(bool always) {
    m_outbox.put(ScanProgress{m_filesDone, m_files, std::min<std::uint64_t>(m_bytesDone, m_bytes), m_bytes}, always);
}

} // namespace

ScanResult scanJob(const Job& job, const PatternSetPointer& patterns, std::stop_token stop, const ScanOptions& options) {
    return Scan(job, patterns, std::move(stop), options).run();
}

FileScan scanFile(const ByteReader& reader, const JobFile& file, const PatternSet& patterns, std::stop_token stop,
                  const std::function<void(std::uint64_t)>& bytesDone) {
    RangeScanner scanner(patterns);
    ScanRange range;
    range.role = patterns.internals().roleIndex(file.role);
    const RangeFindings found = scanner.scan(reader, range, stop);
    if (bytesDone)
        bytesDone(found.bytes);
    return assembleFile(found, reader, nowhere, file, patterns, stop);
}

} // namespace faultline
