// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "job/job.h"
#include "text/line_index.h"

#include <atomic>
#include <thread>

using namespace faultline;

namespace {

constexpr std::size_t rangeSize = 16 << 20; ///< the scanner cuts large files into pieces of this size

/// A file that is made up while it is read: `period` again and again. Gigabytes of it cost no memory.
class EndlessReader final : public ByteReader {
public:
    EndlessReader(std::string period, std::uint64_t size, std::string tail)
        : m_period(std::move(period)), m_size(size), m_tail(std::move(tail)) {}
    std::uint64_t size() const override { return m_size + m_tail.size(); }
    Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        std::size_t got = 0;
        while (got < into.size() && offset + got < size()) {
            const std::uint64_t at = offset + got;
            const bool inTail = at >= m_size;
            const std::string& from = inTail ? m_tail : m_period;
            const auto begin = static_cast<std::size_t>(inTail ? at - m_size : at % m_period.size());
            const std::uint64_t room = inTail ? into.size() : m_size - at;
            const std::size_t count = std::min({from.size() - begin, into.size() - got, static_cast<std::size_t>(room)});
            std::memcpy(into.data() + got, from.data() + begin, count);
            got += count;
        }
        return got;
    }

private:
    std::string m_period;
    std::uint64_t m_size;
    std::string m_tail;
};

class OneFileSource final : public JobSource {
public:
    explicit OneFileSource(ByteReaderPointer reader) : m_reader(std::move(reader)) {}
    Expected<SourceListing> list(std::stop_token, const ListingReport&) override {
        return SourceListing{{{"std_log.txt", m_reader->size(), 1}}, {}};
    }
    Expected<ByteReaderPointer> open(const std::string&) const override { return m_reader; }

private:
    ByteReaderPointer m_reader;
};

std::string logOf(std::size_t size) {
    std::string text;
    for (int i = 0; text.size() < size; ++i)
        text += i % 1000 == 0 ? "boom: " + std::to_string(i) + "\n" : "line " + std::to_string(i) + " of a log that goes on and on\n";
    return text;
}

} // namespace

/// What is special about a file that is scanned in pieces.
class TestLargeFile : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void whatItsBeginningShowsComesFirst();
    void nothingPartialComesBehindTheWhole();
    void aSlowReceiverDoesNotStopTheScan();
    void itsLineIndexComesWithIt();
    void beyondFourGigabytes();

private:
    TemporaryPack m_pack;
    KnowledgeBasePointer m_knowledge;
    PatternSetPointer m_patterns;
};

void TestLargeFile::initTestCase() {
    m_pack.addArticle("x-boom", R"({pattern: 'boom: (?<what>\w+)'})");
    m_knowledge = m_pack.load();
    m_patterns = PatternSet::compile(m_knowledge).value;
}

void TestLargeFile::whatItsBeginningShowsComesFirst() {
    const std::string text = logOf(5 * rangeSize);
    const auto job = openJob(memorySource({{"std_log.txt", text}}), "job", m_knowledge->layouts()).value();
    std::vector<std::shared_ptr<const FileScan>> partial;
    ScanOptions options;
    options.filePartial = [&](const std::shared_ptr<const FileScan>& scan) { partial.push_back(scan); };
    const ScanResult result = scanJob(*job, m_patterns, {}, options);
    QVERIFY(!partial.empty());
    const FileScan& first = *partial.front();
    QVERIFY(first.partial);
    QVERIFY(!result.files.front()->partial);
    QVERIFY(!first.sightings.empty() && first.sightings.size() < result.files.front()->sightings.size());
    QVERIFY(first.index && !first.index->isComplete());
    for (std::size_t i = 0; i < first.sightings.size(); ++i) {
        QCOMPARE(first.sightings[i].line, result.files.front()->sightings[i].line);
        QCOMPARE(first.sightings[i].captures, result.files.front()->sightings[i].captures);
    }
}

void TestLargeFile::nothingPartialComesBehindTheWhole() {
    const std::string text = logOf(3 * rangeSize);
    const auto job = openJob(memorySource({{"std_log.txt", text}, {"std_log_2.txt", text}}), "job", m_knowledge->layouts()).value();
    std::vector<bool> done(2);
    ScanOptions options;
    options.threads = 3;
    options.fileDone = [&](const std::shared_ptr<const FileScan>& scan) { done[scan->file] = true; };
    options.filePartial = [&](const std::shared_ptr<const FileScan>& scan) { QVERIFY(!done[scan->file]); };
    (void)scanJob(*job, m_patterns, {}, options);
    QCOMPARE(done, (std::vector<bool>{true, true}));
}

void TestLargeFile::aSlowReceiverDoesNotStopTheScan() {
    // The receiver of the first file waits until all others are read: they must be, by the other thread.
    constexpr std::size_t count = 20;
    std::vector<std::pair<std::string, std::string>> files;
    for (std::size_t i = 0; i < count; ++i)
        files.emplace_back("std_log_" + std::to_string(i) + ".txt", "boom: x\n");
    class CountingSource final : public JobSource {
    public:
        explicit CountingSource(JobSourcePointer source) : m_source(std::move(source)) {}
        Expected<SourceListing> list(std::stop_token stop, const ListingReport& report) override {
            return m_source->list(std::move(stop), report);
        }
        Expected<ByteReaderPointer> open(const std::string& path) const override {
            ++opened;
            return m_source->open(path);
        }
        mutable std::atomic<std::size_t> opened = 0;

    private:
        JobSourcePointer m_source;
    };
    const auto source = std::make_shared<CountingSource>(memorySource(std::move(files)));
    const auto job = openJob(source, "job", m_knowledge->layouts()).value();
    std::size_t delivered = 0;
    ScanOptions options;
    options.threads = 2;
    options.fileDone = [&](const std::shared_ptr<const FileScan>&) {
        if (++delivered == 1)
            while (source->opened < count)
                std::this_thread::yield();
    };
    (void)scanJob(*job, m_patterns, {}, options);
    QCOMPARE(delivered, count);
}

void TestLargeFile::itsLineIndexComesWithIt() {
    for (const std::string& end : {std::string(), std::string("a last line that nothing ends")}) {
        const std::string text = logOf(2 * rangeSize + 1000) + end;
        const auto job = openJob(memorySource({{"std_log.txt", text}}), "job", m_knowledge->layouts()).value();
        const auto scan = scanJob(*job, m_patterns, {}).files.front();
        const auto reader = memoryReader(text);
        const LineIndex expected = buildLineIndex(*reader, {});
        QVERIFY(scan->index);
        QVERIFY(scan->index->isComplete());
        QCOMPARE(scan->index->lineCount(), expected.lineCount());
        QCOMPARE(scan->index->size(), text.size());
        for (const std::uint64_t line : {std::uint64_t{0}, std::uint64_t{123'456}, expected.lineCount() - 1}) {
            const auto here = readLines(*reader, *scan->index, LineNumber(line), 1);
            const auto there = readLines(*reader, expected, LineNumber(line), 1);
            QCOMPARE(here->front().offset, there->front().offset);
            QCOMPARE(here->front().bytes, there->front().bytes);
        }
    }
}

void TestLargeFile::beyondFourGigabytes() {
    // Empty lines: more of them than 32 bits can count, in a file longer than 32 bits can tell.
    constexpr std::uint64_t size = (1ULL << 32) + 5;
    const auto reader = std::make_shared<EndlessReader>(std::string(1 << 20, '\n'), size, "boom: there\n");
    const auto job = openJob(std::make_shared<OneFileSource>(reader), "job", m_knowledge->layouts()).value();
    const auto scan = scanJob(*job, m_patterns, {}).files.front();
    QCOMPARE(scan->lines, size + 1);
    QCOMPARE(linesOf(*scan, *m_knowledge, "x-boom"), std::vector<std::uint64_t>{size + 1});
    QCOMPARE(scan->sightings.front().offset, size);
    QCOMPARE(scan->index->lineCount(), size + 1);
}

QTEST_APPLESS_MAIN(TestLargeFile)
#include "test_large_file.moc"
