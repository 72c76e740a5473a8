// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "job/job.h"

#include <algorithm>
#include <atomic>

using namespace faultline;

namespace {

constexpr std::size_t blockSize = 512 * 1024; ///< the scanner reads this much at a time …
constexpr std::size_t rangeSize = 16 << 20;   ///< … and cuts large files into pieces of this size for its threads

/// Lines of filling, up to exactly `size` bytes, the last one ended.
std::string filling(std::size_t size) {
    std::string text;
    while (text.size() + 64 < size)
        text += "2026-01-05 10:03:11 INFO nothing happens here\n";
    if (text.size() < size)
        text += std::string(size - text.size() - 1, '.') + '\n';
    return text;
}

} // namespace

class TestScanner : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void oneSightingALine();
    void aMatchAcrossABlockEdgeIsFoundOnce_data();
    void aMatchAcrossABlockEdgeIsFoundOnce();
    void aMatchAcrossARangeEdgeIsFoundOnce();
    void lineNumbersAreTheSameForAnyNumberOfThreads();
    void aPieceOfALongLineIsNotFoundTwice();
    void timesAndLevelsComeWithTheLine();
    void capturesInsideJsonAreReadUnescaped();
    void stopsWhenAsked();
    void stopsInTheMiddle();
    void deliversEveryFileOnce();
    void resultFilesComeFirst();
    void refusedPatternsAreReported();
    void theCompiledPatternsAreKept();

private:
    [[nodiscard]] FileScan scan(const std::string& text) const { return scanText(text, "program", m_patterns); }
    [[nodiscard]] std::vector<std::uint64_t> lines(const FileScan& scan) const { return linesOf(scan, *m_knowledge, "x-boom"); }

    TemporaryPack m_pack;
    KnowledgeBasePointer m_knowledge;
    PatternSetPointer m_patterns;
};

void TestScanner::initTestCase() {
    m_pack.addArticle("x-boom", R"({pattern: 'boom: (?<what>[\w ]+)\s*$'})");
    m_pack.addArticle("x-open", R"({pattern: 'open: (?<what>.+)'})");
    m_knowledge = m_pack.load();
    auto compiled = PatternSet::compile(m_knowledge);
    QVERIFY(compiled.messages.empty());
    m_patterns = compiled.value;
}

void TestScanner::oneSightingALine() {
    // The first pattern's end could also be taken to lie on the empty lines below; the second one's end is anywhere.
    const FileScan found = scan("boom: one\n\n\nboom: two\n\nopen: a b c d e f\n");
    QCOMPARE(lines(found), (std::vector<std::uint64_t>{1, 4}));
    QCOMPARE(linesOf(found, *m_knowledge, "x-open"), std::vector<std::uint64_t>{6});
    QCOMPARE(found.sightings.back().captures.at("what"), std::string("a b c d e f"));
    QCOMPARE(found.lines, 6U);
}

void TestScanner::aMatchAcrossABlockEdgeIsFoundOnce_data() {
    QTest::addColumn<int>("before");
    for (const int before : {0, 1, 2, 5, 9, 10, 11, 40})
        QTest::addRow("%d bytes before the edge", before) << before;
}

void TestScanner::aMatchAcrossABlockEdgeIsFoundOnce() {
    QFETCH(int, before);
    for (const std::size_t blocks : {1U, 2U, 3U}) {
        const std::string text = filling(blocks * blockSize - static_cast<std::size_t>(before)) + "boom: edge\nlast\n";
        const auto expected = static_cast<std::uint64_t>(std::ranges::count(text, '\n') - 1);
        const FileScan found = scan(text);
        QCOMPARE(lines(found), std::vector<std::uint64_t>{expected});
        QCOMPARE(found.sightings.front().offset, text.find("boom"));
        QCOMPARE(found.sightings.front().text, std::string("boom: edge"));
        QCOMPARE(found.lines, expected + 1);
    }
}

void TestScanner::aMatchAcrossARangeEdgeIsFoundOnce() {
    for (const std::size_t before : {0U, 1U, 4U, 10U, 11U, 12U}) {
        std::string text = filling(rangeSize - before) + "boom: edge\n";
        text += filling(rangeSize / 4) + "boom: end";
        const auto job = openJob(memorySource({{"std_log.txt", text}}), "job", m_knowledge->layouts()).value();
        const ScanResult result = scanJob(*job, m_patterns, {});
        const auto second = static_cast<std::uint64_t>(std::ranges::count(text, '\n') + 1);
        const auto first =
            static_cast<std::uint64_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("boom")), '\n') + 1);
        QCOMPARE(lines(*result.files.front()), (std::vector<std::uint64_t>{first, second}));
        QCOMPARE(result.files.front()->lines, second);
        QCOMPARE(result.files.front()->bytes, text.size());
    }
}

void TestScanner::lineNumbersAreTheSameForAnyNumberOfThreads() {
    std::string text;
    for (int i = 0; text.size() < 2 * rangeSize + 1000; ++i)
        text += i % 5000 == 0 ? "boom: " + std::to_string(i) + "\n"
                              : "line " + std::to_string(i) + std::string(static_cast<std::size_t>(i % 90), '-') + "\n";
    const auto job = openJob(memorySource({{"std_log.txt", text}}), "job", m_knowledge->layouts()).value();
    std::vector<std::uint64_t> one;
    for (const unsigned threads : {1U, 2U, 5U}) {
        ScanOptions options;
        options.threads = threads;
        const std::vector<std::uint64_t> found = lines(*scanJob(*job, m_patterns, {}, options).files.front());
        if (one.empty())
            one = found;
        QCOMPARE(found, one);
    }
    QCOMPARE(one.size(), static_cast<std::size_t>((std::ranges::count(text, '\n') + 4999) / 5000));
    for (std::size_t i = 0; i < one.size(); ++i)
        QCOMPARE(one[i], i * 5000 + 1);
}

void TestScanner::aPieceOfALongLineIsNotFoundTwice() {
    // Pieces of a long line overlap; the match lies within what is searched twice.
    for (const std::size_t before : {100U, 2000U, 4000U, 4095U, 4096U, 4097U}) {
        const std::string text = std::string(blockSize - before, 'x') + " open: it " + std::string(blockSize, 'y') + "\n";
        QCOMPARE(linesOf(scan(text), *m_knowledge, "x-open"), std::vector<std::uint64_t>{1});
    }
}

void TestScanner::timesAndLevelsComeWithTheLine() {
    const FileScan found = scan("2026-01-05 10:03:11 ERROR boom: one\n  boom: two\n2026-01-05 10:04:00 INFO boom: three\n");
    QCOMPARE(found.sightings.size(), 3U);
    QCOMPARE(found.sightings[0].level, Level::Error);
    QCOMPARE(found.sightings[1].time->toIso(), std::string("2026-01-05T10:03:11Z"));
    QCOMPARE(found.sightings[2].level, Level::Info);
    QCOMPARE(found.first->toIso(), std::string("2026-01-05T10:03:11Z"));
    QCOMPARE(found.last->toIso(), std::string("2026-01-05T10:04:00Z"));
}

void TestScanner::capturesInsideJsonAreReadUnescaped() {
    const FileScan once = scan(R"({"message": "it said \"open: a file\"\nand more"})");
    QCOMPARE(once.sightings.front().captures.at("what"), std::string("a file\""));
    const FileScan twice = scan(R"({"body": "{\"message\": \"open: a file\\nand more\"}"})");
    QCOMPARE(twice.sightings.front().captures.at("what"), std::string("a file"));
}

void TestScanner::stopsWhenAsked() {
    const auto job = openJob(memorySource({{"std_log.txt", "boom: x\n"}}), "job", m_knowledge->layouts()).value();
    std::stop_source stop;
    stop.request_stop();
    const ScanResult result = scanJob(*job, m_patterns, stop.get_token());
    QVERIFY(result.cancelled);
    QCOMPARE(result.files.size(), 1U);
    QVERIFY(!result.files.front());
}

void TestScanner::stopsInTheMiddle() {
    std::vector<std::pair<std::string, std::string>> files;
    for (int i = 0; i < 200; ++i)
        files.emplace_back("std_log_" + std::to_string(i) + ".txt", "boom: x\n");
    const auto job = openJob(memorySource(std::move(files)), "job", m_knowledge->layouts()).value();
    std::stop_source stop;
    std::atomic<int> done = 0;
    ScanOptions options;
    options.threads = 2;
    options.fileDone = [&](const std::shared_ptr<const FileScan>&) {
        if (++done == 10)
            stop.request_stop();
    };
    const ScanResult result = scanJob(*job, m_patterns, stop.get_token(), options);
    QVERIFY(result.cancelled);
    const auto reached = std::ranges::count_if(result.files, [](const auto& file) { return file != nullptr; });
    QVERIFY(reached >= 10 && reached < 200);
}

void TestScanner::deliversEveryFileOnce() {
    std::vector<std::pair<std::string, std::string>> files;
    for (int i = 0; i < 50; ++i)
        files.emplace_back("std_log_" + std::to_string(i) + ".txt", "boom: x\n");
    const auto job = openJob(memorySource(std::move(files)), "job", m_knowledge->layouts()).value();
    std::vector<int> delivered(50);
    std::atomic<int> inside = 0;
    ScanProgress last;
    ScanOptions options;
    options.fileDone = [&](const std::shared_ptr<const FileScan>& scan) {
        QCOMPARE(++inside, 1);
        ++delivered[scan->file];
        --inside;
    };
    options.progress = [&](const ScanProgress& progress) {
        QCOMPARE(++inside, 1);
        QVERIFY(progress.bytesDone >= last.bytesDone && progress.filesDone >= last.filesDone);
        last = progress;
        --inside;
    };
    (void)scanJob(*job, m_patterns, {}, options);
    QVERIFY(std::ranges::all_of(delivered, [](int count) { return count == 1; }));
    QCOMPARE(last.filesDone, 50U);
    QCOMPARE(last.bytesDone, last.bytes);
}

void TestScanner::resultFilesComeFirst() {
    const auto job =
        openJob(memorySource({{"std_log.txt", "a\n"}, {"zz.txt", "b\n"}, {"errors/0/process0.txt", "c\n"}}), "job", m_knowledge->layouts())
            .value();
    std::vector<std::string> order;
    ScanOptions options;
    options.threads = 1;
    options.fileDone = [&](const std::shared_ptr<const FileScan>& scan) { order.push_back(job->files[scan->file].path); };
    (void)scanJob(*job, m_patterns, {}, options);
    QCOMPARE(order, (std::vector<std::string>{"errors/0/process0.txt", "std_log.txt", "zz.txt"}));
}

void TestScanner::refusedPatternsAreReported() {
    const TemporaryPack pack;
    // RE2 takes it, Vectorscan does not.
    pack.addArticle("x-slow", R"({pattern: 'ab(?U)c+'})");
    pack.addArticle("x-fast", "{pattern: plain}");
    const KnowledgeBasePointer knowledge = pack.load();
    // Also where the others were kept from the start before.
    const QTemporaryDir cache;
    for (int start = 0; start < 2; ++start) {
        const auto [patterns, messages] = PatternSet::compile(knowledge, cache.path().toStdString());
        const FileScan found = scanText("one\nabc€\nplain\nabc€", "program", patterns);
        QCOMPARE(linesOf(found, *knowledge, "x-fast"), std::vector<std::uint64_t>{3});
        QCOMPARE(linesOf(found, *knowledge, "x-slow"), (std::vector<std::uint64_t>{2, 4}));
        QVERIFY(!messages.empty());
        for (const Message& message : messages) {
            QCOMPARE(message.level, MessageLevel::Warning);
            QVERIFY(message.where && message.where->path.ends_with("x-slow.md"));
        }
    }
}

void TestScanner::theCompiledPatternsAreKept() {
    const QTemporaryDir cache;
    const std::string folder = cache.path().toStdString() + "/made/when/needed";
    for (int round = 0; round < 2; ++round) {
        const PatternSetPointer patterns = PatternSet::compile(m_knowledge, folder).value;
        QCOMPARE(lines(scanText("boom: x\n", "program", patterns)).size(), 1U);
    }
    const QStringList files = QDir(QString::fromStdString(folder)).entryList(QDir::Files);
    QCOMPARE(files.size(), 1);
    // What was damaged is compiled again.
    QFile file(QString::fromStdString(folder) + "/" + files.front());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(200));
    QCOMPARE(file.write("damage"), 6);
    file.close();
    QCOMPARE(lines(scanText("boom: x\n", "program", PatternSet::compile(m_knowledge, folder).value)).size(), 1U);
}

QTEST_APPLESS_MAIN(TestScanner)
#include "test_scanner.moc"
