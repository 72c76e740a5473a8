// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "job/job.h"
#include "scan/scan_state.h"

#include <atomic>
#include <map>

using namespace faultline;

namespace {

/// A folder whose files change; it counts the bytes that are read.
class ChangingSource final : public JobSource {
public:
    Expected<SourceListing> list(std::stop_token, const ListingReport&) override {
        SourceListing listing;
        for (const auto& [path, file] : m_files)
            listing.entries.push_back({path, file.text.size(), file.modified});
        return listing;
    }
    Expected<ByteReaderPointer> open(const std::string& path) const override {
        return std::make_shared<Reader>(m_files.at(path).text, m_read);
    }

    void write(const std::string& path, std::string text) { m_files[path] = {std::move(text), ++m_clock}; }
    void append(const std::string& path, const std::string& text) { write(path, m_files[path].text + text); }
    void remove(const std::string& path) { m_files.erase(path); }
    /// Bytes read since the last call.
    std::uint64_t takeBytesRead() { return m_read->exchange(0); }

private:
    struct File {
        std::string text;
        std::int64_t modified = 0;
    };
    class Reader final : public ByteReader {
    public:
        Reader(std::string text, std::shared_ptr<std::atomic<std::uint64_t>> read)
            : m_reader(memoryReader(std::move(text))), m_read(std::move(read)) {}
        std::uint64_t size() const override { return m_reader->size(); }
        Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
            auto got = m_reader->read(offset, into);
            *m_read += got.value_or(0);
            return got;
        }

    private:
        ByteReaderPointer m_reader;
        std::shared_ptr<std::atomic<std::uint64_t>> m_read;
    };

    std::map<std::string, File> m_files;
    std::int64_t m_clock = 1000;
    std::shared_ptr<std::atomic<std::uint64_t>> m_read = std::make_shared<std::atomic<std::uint64_t>>();
};

std::string logFrom(int first, std::size_t size) {
    std::string text;
    for (int i = first; text.size() < size; ++i)
        text += i % 500 == 0 ? "2026-01-05 10:03:11 ERROR boom: " + std::to_string(i) + "\n"
                             : "2026-01-05 10:03:11 INFO line " + std::to_string(i) + " is an ordinary one\n";
    return text;
}

} // namespace

/// Scans of a job that was scanned before: only what is new is read, and the result is that of a scan of everything.
class TestGrowingJob : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_source = std::make_shared<ChangingSource>(); }
    void whatHasNotChangedIsNotRead();
    void ofAGrownFileTheNewLinesAreRead_data();
    void ofAGrownFileTheNewLinesAreRead();
    void aGrownFileMayBecomeLarge();
    void aFileThatWasReplacedStartsOver();
    void aFileThatWasCutStartsOver();
    void filesComeAndGo();
    void aTracebackThatWasCutInTwoIsReadWhole();

private:
    [[nodiscard]] std::shared_ptr<const ScanBefore> scan(const std::shared_ptr<const ScanBefore>& before = {}) const {
        const JobPointer job = openJob(m_source, "job", m_knowledge->layouts()).value();
        ScanOptions options;
        options.resumable = true;
        options.before = before;
        return std::make_shared<const ScanBefore>(
            ScanBefore{job, std::make_shared<const ScanResult>(scanJob(*job, m_patterns, {}, options))});
    }
    void compare(const ScanBefore& one, const ScanBefore& other) const;

    TemporaryPack m_pack;
    KnowledgeBasePointer m_knowledge;
    PatternSetPointer m_patterns;
    std::shared_ptr<ChangingSource> m_source;
};

void TestGrowingJob::initTestCase() {
    m_pack.addArticle("x-boom", R"({pattern: 'boom: (?<what>\w+)'})");
    m_knowledge = m_pack.load();
    m_patterns = PatternSet::compile(m_knowledge).value;
}

void TestGrowingJob::compare(const ScanBefore& one, const ScanBefore& other) const {
    QCOMPARE(one.result->files.size(), other.result->files.size());
    for (std::size_t i = 0; i < one.result->files.size(); ++i) {
        const FileScan &a = *one.result->files[i], &b = *other.result->files[i];
        QCOMPARE(a.file, i);
        QCOMPARE(a.lines, b.lines);
        QCOMPARE(a.bytes, b.bytes);
        QCOMPARE(a.skipped, b.skipped);
        QCOMPARE(linesOf(a, *m_knowledge, "x-boom"), linesOf(b, *m_knowledge, "x-boom"));
        QCOMPARE(a.tracebacks.size(), b.tracebacks.size());
        QCOMPARE(a.errorGroups.size(), b.errorGroups.size());
        QCOMPARE(a.last, b.last);
        QCOMPARE(a.index != nullptr, b.index != nullptr);
        if (a.index)
            QCOMPARE(a.index->lineCount(), b.index->lineCount());
    }
}

void TestGrowingJob::whatHasNotChangedIsNotRead() {
    m_source->write("std_log.txt", logFrom(0, 1 << 20));
    m_source->write("std_log_2.txt", "boom: x\n");
    const auto first = scan();
    QVERIFY(m_source->takeBytesRead() > 1 << 20);
    const auto second = scan(first);
    QCOMPARE(m_source->takeBytesRead(), 0U);
    QCOMPARE(second->result->files, first->result->files);
}

void TestGrowingJob::ofAGrownFileTheNewLinesAreRead_data() {
    QTest::addColumn<QString>("end");
    QTest::addRow("behind a whole line") << "";
    QTest::addRow("inside a line") << "2026-01-05 10:03:11 ERROR boo";
    QTest::addRow("inside a line with a match") << "2026-01-05 10:03:11 ERROR boom: he";
}

void TestGrowingJob::ofAGrownFileTheNewLinesAreRead() {
    QFETCH(QString, end);
    m_source->write("std_log.txt", logFrom(0, 4 << 20) + end.toStdString());
    auto before = scan();
    m_source->takeBytesRead();
    for (const std::string& more :
         {std::string("m: re\nand on\n"), logFrom(7, 100'000), std::string("boom: unfini"), std::string("shed")}) {
        m_source->append("std_log.txt", more);
        before = scan(before);
        const std::uint64_t read = m_source->takeBytesRead();
        QVERIFY2(read < more.size() + 500'000, std::to_string(read).c_str());
        compare(*before, *scan());
        m_source->takeBytesRead();
    }
}

void TestGrowingJob::aGrownFileMayBecomeLarge() {
    m_source->write("std_log.txt", logFrom(0, 1 << 20));
    const auto first = scan();
    m_source->append("std_log.txt", logFrom(33, 40 << 20));
    compare(*scan(first), *scan());
}

void TestGrowingJob::aFileThatWasReplacedStartsOver() {
    m_source->write("std_log.txt", logFrom(0, 1 << 20));
    const auto first = scan();
    m_source->write("std_log.txt", logFrom(250, 2 << 20));
    compare(*scan(first), *scan());
    // Larger than a range as well.
    m_source->write("std_log.txt", logFrom(100, 35 << 20));
    compare(*scan(first), *scan());
}

void TestGrowingJob::aFileThatWasCutStartsOver() {
    m_source->write("std_log.txt", logFrom(0, 1 << 20));
    const auto first = scan();
    m_source->write("std_log.txt", logFrom(0, 1 << 19));
    compare(*scan(first), *scan());
}

void TestGrowingJob::filesComeAndGo() {
    m_source->write("std_log_2.txt", "boom: two\n");
    m_source->write("std_log_3.txt", "boom: three\n");
    const auto first = scan();
    m_source->write("std_log_1.txt", "nothing\nboom: one\n");
    m_source->remove("std_log_2.txt");
    const auto second = scan(first);
    compare(*second, *scan());
    QCOMPARE(second->result->files.size(), 2U);
}

void TestGrowingJob::aTracebackThatWasCutInTwoIsReadWhole() {
    m_source->write("std_log.txt",
                    logFrom(1, 1 << 20) + "Traceback (most recent call last):\n  File \"run.py\", line 3, in main\n    work()\n");
    const auto first = scan();
    m_source->append("std_log.txt", "ValueError: no data\n");
    const auto second = scan(first);
    compare(*second, *scan());
    QCOMPARE(second->result->files.front()->tracebacks.size(), 1U);
    QCOMPARE(second->result->files.front()->tracebacks.front().exceptions.front().message, std::string("no data"));
}

QTEST_APPLESS_MAIN(TestGrowingJob)
#include "test_growing_job.moc"
