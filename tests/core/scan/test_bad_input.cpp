// SPDX-License-Identifier: MIT
#include "core_test.h"
#include "gzip.h"

#include "job/job.h"
#include "job/unpacking_reader.h"

#include <algorithm>
#include <map>

using namespace faultline;
using namespace std::string_literals;

namespace {

/// A job whose files misbehave while they are read.
class MisbehavingSource final : public JobSource {
public:
    using Open = std::function<Expected<ByteReaderPointer>()>;
    void add(const std::string& path, std::uint64_t listedSize, Open open) {
        m_listing.entries.push_back({path, listedSize, 0});
        m_open[path] = std::move(open);
    }
    Expected<SourceListing> list(std::stop_token, const ListingReport&) override { return m_listing; }
    Expected<ByteReaderPointer> open(const std::string& path) const override { return m_open.at(path)(); }

private:
    SourceListing m_listing;
    std::map<std::string, Open> m_open;
};

/// Content that ends, or can no longer be read, from some byte on.
class BrokenReader final : public ByteReader {
public:
    BrokenReader(std::string content, std::uint64_t size, bool fails) : m_content(std::move(content)), m_size(size), m_fails(fails) {}
    std::uint64_t size() const override { return m_size; }
    Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        if (offset >= m_content.size()) {
            if (m_fails)
                return std::unexpected(Message::error("The file could not be read further", "Input/output error"));
            return 0;
        }
        const std::size_t count = std::min<std::size_t>(into.size(), m_content.size() - static_cast<std::size_t>(offset));
        std::copy_n(m_content.data() + offset, count, into.data());
        return count;
    }

private:
    std::string m_content;
    std::uint64_t m_size;
    bool m_fails;
};

std::string wide(std::string_view text) {
    std::string bytes = "\xFF\xFE";
    for (const char c : text) {
        bytes += c;
        bytes += '\0';
    }
    return bytes;
}

} // namespace

/// Any bytes may come; none stops the rest, and what was not read is told.
class TestBadInput : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void theSignIsFoundAmong_data();
    void theSignIsFoundAmong();
    void binaryFilesAreSkipped();
    void aCompressedFileIsReadAndADamagedOneIsTold();
    void whatIsPackedAndNotUnpackedIsSkipped();
    void aFileThatShrinksIsReadAsFarAsItGoes();
    void aFileThatFailsIsReadAsFarAsItGoes();
    void aFileThatVanishedIsSkipped();
    void nothingStopsTheRest();
    void anEmptyFileIsNothingSpecial();

private:
    [[nodiscard]] ScanResult scan(JobSourcePointer source, std::stop_token stop = {}) {
        m_job = openJob(std::move(source), "job", m_knowledge->layouts()).value();
        return scanJob(*m_job, m_patterns, std::move(stop));
    }
    [[nodiscard]] std::vector<std::uint64_t> found(const ScanResult& result, const std::string& path) const {
        const auto& file = result.files[m_job->find(path)];
        return file ? linesOf(*file, *m_knowledge, "x-boom") : std::vector<std::uint64_t>{};
    }

    TemporaryPack m_pack;
    KnowledgeBasePointer m_knowledge;
    PatternSetPointer m_patterns;
    JobPointer m_job;
};

void TestBadInput::initTestCase() {
    m_pack.addArticle("x-boom", R"({pattern: 'boom: (?<what>\w+)'})");
    m_knowledge = m_pack.load();
    m_patterns = PatternSet::compile(m_knowledge).value;
}

void TestBadInput::theSignIsFoundAmong_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("line");
    QTest::addColumn<bool>("carriageReturns");
    const auto row = [](const char* title, const std::string& bytes, int line, bool carriageReturns = false) {
        QTest::newRow(title) << QByteArray::fromStdString(bytes) << line << carriageReturns;
    };
    row("stray NULs", "a\0b\n"s + std::string(200, 'x') + "\nboom: x\n", 3);
    row("a NUL right before", std::string(100, 'y') + "\n\0boom: x\n"s, 2);
    row("invalid UTF-8", "\xFF\xFE\xFD no mark\n\xC0\x80\nboom: x\xFF\n"s.insert(0, "text\n"), 4);
    row("UTF-8 with a mark",
        "\xEF\xBB\xBF"
        "boom: x\n",
        1);
    row("UTF-16 with a mark", wide("first\r\nboom: x\r\n"), 2, true);
    row("CRLF", "one\r\ntwo\r\nboom: x\r\n", 3, true);
    row("both line ends", "one\r\ntwo\nboom: x\r\n", 3, true);
    row("a progress bar between lone CRs", "one\n 10%\r 20%\rboom: x\r100%\nlast\n", 2, true);
    row("colours around it", "\x1b[31mboom: x\x1b[0m\n", 1);
    row("colours within it", "one\nbo\x1b[1;31mom: \x1b[0mx\n", 2);
    row("a character set chosen within it", "one\nbo\x1b(B\x1b[mom: x\n", 2);
    row("a link within it", "one\nbo\x1b]8;;https://example.org\x1b\\om: x\n", 2);
    row("colours on lines before", "\x1b[31mone\x1b[0m\n\x1b[32mtwo\x1b[0m\nboom: x\n", 3);
    row("a colour that is cut off", "boom: x\n\x1b[", 1);
    row("a line of megabytes before", std::string(3 << 20, 'x') + "\nboom: x\n", 2);
    row("the head of a line of megabytes", "one\nboom: x " + std::string(3 << 20, 'y') + "\n", 2);
    row("the middle of a line of megabytes", "one\n" + std::string(1'234'567, 'x') + " boom: x " + std::string(3 << 20, 'y') + "\n", 2);
    row("the end of a line of megabytes", "one\n" + std::string(3 << 20, 'x') + " boom: x", 2);
    row("no line feed at all", "boom: x", 1);
    row("holes of NUL bytes", std::string(3'000'000, '\0') + "one\n" + std::string(50, '\0') + "boom: x\n", 4);
    row("UTF-16 behind UTF-8", "one\r\n" + wide("two\r\nboom: x\r\n"), 3, true);
    row("a mark of UTF-16 before UTF-8", "\xFF\xFEone line and another\nboom: x\n", 2);
    row("carriage returns alone", "one line\rand another\rboom: x\rlast", 3);
    row("empty lines", std::string(100'000, '\n') + "boom: x\n\n\n", 100'001);
}

void TestBadInput::theSignIsFoundAmong() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, line);
    QFETCH(bool, carriageReturns);
    const ScanResult result = scan(memorySource({{"std_log.txt", bytes.toStdString()}}));
    QVERIFY(result.skipped.empty());
    QCOMPARE(found(result, "std_log.txt"), std::vector<std::uint64_t>{static_cast<std::uint64_t>(line)});
    const FileScan& scan = *result.files.front();
    QCOMPARE(scan.carriageReturns, carriageReturns);
    QCOMPARE(scan.sightings.front().captures.at("what"), std::string("x"));
    QVERIFY(scan.sightings.front().text.size() <= Sighting::textLimit);
    QVERIFY(!scan.sightings.front().text.contains('\x1b'));
}

void TestBadInput::binaryFilesAreSkipped() {
    std::string picture = "\x89PNG\r\n\x1a\n";
    for (int i = 0; i < 5000; ++i)
        picture += static_cast<char>(i * 7 % 3 == 0 ? 0 : i * 31);
    const ScanResult result = scan(memorySource({{"std_log.txt", picture}}));
    QVERIFY(isSkipped(result.skipped, "std_log.txt", "binary"));
}

void TestBadInput::aCompressedFileIsReadAndADamagedOneIsTold() {
    std::string log = "one\nboom: x\n";
    for (int i = 3; i < 200'000; ++i)
        log += "line " + std::to_string(i) + "\n";
    log += "boom: y\n";
    const std::string whole = gzip(log), cut = whole.substr(0, whole.size() / 2);
    auto source = std::make_shared<MisbehavingSource>();
    source->add("whole/std_log.txt.gz", whole.size(), [&] { return unpacked(memoryReader(whole), {}); });
    source->add("cut/std_log.txt.gz", cut.size(), [&] { return unpacked(memoryReader(cut), {}); });
    const ScanResult result = scan(source);
    QCOMPARE(found(result, "whole/std_log.txt.gz"), (std::vector<std::uint64_t>{2, 200'000}));
    // What lies before the cut is read.
    QCOMPARE(found(result, "cut/std_log.txt.gz"), std::vector<std::uint64_t>{2});
    const std::uint64_t lines = result.files[m_job->find("cut/std_log.txt.gz")]->lines;
    QVERIFY2(lines > 50'000 && lines < 150'000, std::to_string(lines).c_str());
    QCOMPARE(result.skipped.size(), 1U);
    QVERIFY2(isSkipped(result.skipped, "cut/std_log.txt.gz", "unpacked as far as byte"), result.skipped.front().why.c_str());
}

void TestBadInput::whatIsPackedAndNotUnpackedIsSkipped() {
    const ScanResult result = scan(memorySource({{"inner.zip", "PK\x03\x04 and so on"}, {"std_log.txt", gzip("one\nboom: x\n")}}));
    QVERIFY(isSkipped(result.skipped, "inner.zip", "an archive within the job"));
    QVERIFY(isSkipped(result.skipped, "std_log.txt", "compressed data"));
}

void TestBadInput::aFileThatShrinksIsReadAsFarAsItGoes() {
    auto source = std::make_shared<MisbehavingSource>();
    source->add("std_log.txt", 100'000'000, [] { return std::make_shared<BrokenReader>("one\nboom: x\n", 100'000'000, false); });
    const ScanResult result = scan(source);
    QCOMPARE(found(result, "std_log.txt"), std::vector<std::uint64_t>{2});
    QVERIFY(isSkipped(result.skipped, "std_log.txt", "became shorter"));
}

void TestBadInput::aFileThatFailsIsReadAsFarAsItGoes() {
    auto source = std::make_shared<MisbehavingSource>();
    const std::string content = "boom: x\n" + std::string(600'000, 'y') + "\n";
    source->add("std_log.txt", 2'000'000, [=] { return std::make_shared<BrokenReader>(content, 2'000'000, true); });
    const ScanResult result = scan(source);
    QCOMPARE(found(result, "std_log.txt"), std::vector<std::uint64_t>{1});
    QVERIFY(isSkipped(result.skipped, "std_log.txt", "Input/output error"));
}

void TestBadInput::aFileThatVanishedIsSkipped() {
    auto source = std::make_shared<MisbehavingSource>();
    source->add("std_log.txt", 100, []() -> Expected<ByteReaderPointer> {
        return std::unexpected(Message::error("The file could not be opened", "No such file or directory"));
    });
    const ScanResult result = scan(source);
    QVERIFY(isSkipped(result.skipped, "std_log.txt", "No such file"));
}

void TestBadInput::nothingStopsTheRest() {
    auto source = std::make_shared<MisbehavingSource>();
    for (int i = 0; i < 20; ++i) {
        const std::string path = "std_log_" + std::to_string(i) + ".txt";
        switch (i % 4) {
        case 0: source->add(path, 8, [] { return memoryReader("boom: x\n"); }); break;
        case 1:
            source->add(path, 8, []() -> Expected<ByteReaderPointer> { return std::unexpected(Message::error("Gone", "gone")); });
            break;
        case 2: source->add(path, 900, [] { return std::make_shared<BrokenReader>("", 900, true); }); break;
        case 3: source->add(path, 100, [] { return memoryReader(std::string(100, '\0')); }); break;
        }
    }
    const ScanResult result = scan(source);
    QCOMPARE(result.skipped.size(), 15U);
    for (int i = 0; i < 20; i += 4)
        QCOMPARE(found(result, "std_log_" + std::to_string(i) + ".txt").size(), 1U);
    QVERIFY(!result.cancelled);
}

void TestBadInput::anEmptyFileIsNothingSpecial() {
    const ScanResult result = scan(memorySource({{"std_log.txt", ""}}));
    QVERIFY(result.skipped.empty());
    QCOMPARE(result.files.front()->lines, 0U);
}

QTEST_APPLESS_MAIN(TestBadInput)
#include "test_bad_input.moc"
