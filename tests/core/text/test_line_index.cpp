// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/line_index.h"

#include <stop_token>

using namespace faultline;

namespace {

/// A file of which less and less is there, the more is read.
class ShrinkingReader final : public ByteReader {
public:
    ShrinkingReader(std::uint64_t claimed, std::uint64_t there) : m_claimed(claimed), m_there(there) {}
    std::uint64_t size() const override { return m_claimed; }
    Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        if (offset >= m_there)
            return 0;
        const std::size_t count = std::min<std::size_t>(into.size(), static_cast<std::size_t>(m_there - offset));
        std::ranges::fill(into.first(count), '\n');
        return count;
    }

private:
    std::uint64_t m_claimed, m_there;
};

/// A disk that fails after some bytes.
class FailingReader final : public ByteReader {
public:
    std::uint64_t size() const override { return 1 << 20; }
    Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        if (offset > 0)
            return std::unexpected(Message::error("The file could not be read further", "Input/output error"));
        std::ranges::fill(into, 'x');
        into.back() = '\n';
        return into.size();
    }
};

/// Counts what is read of it.
class CountingReader : public ByteReader {
public:
    explicit CountingReader(std::string bytes) : m_bytes(memoryReader(std::move(bytes))) {}
    std::uint64_t size() const override { return m_bytes->size(); }
    Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        bytesRead += into.size();
        return m_bytes->read(offset, into);
    }

    mutable std::size_t bytesRead = 0;

private:
    ByteReaderPointer m_bytes;
};

std::vector<std::string> textOf(const ByteReader& reader, std::uint64_t first, std::size_t count, std::size_t limit = 64 * 1024) {
    const LineIndex index = buildLineIndex(reader, {});
    std::vector<std::string> result;
    const auto lines = readLines(reader, index, LineNumber(first), count, limit);
    for (const RawLine& line : lines.value())
        result.push_back(line.bytes);
    return result;
}

} // namespace

class TestLineIndex : public QObject {
    Q_OBJECT

private slots:
    void countsLines_data();
    void countsLines();
    void readsLinesWithoutTheirEnds();
    void findsLinesFarIntoAFile();
    void cutsLongLinesAndSaysHowLongTheyAre();
    void doesNotReadTheMiddleOfAGiantLine();
    void stopsLookingForAnEndThatIsTooFarAway();
    void copesWithAFileThatShrinks();
    void copesWithADiskThatFails();
    void endsEarlyWhenAsked();
    void reportsOnTheWay();
    void goesOnWhereTheFileHasGrown();
};

void TestLineIndex::countsLines_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("lines");
    QTest::newRow("an empty file has none") << QByteArray() << 0;
    QTest::newRow("one feed ends one line") << QByteArray("\n") << 1;
    QTest::newRow("a last line without a feed counts") << QByteArray("a\nb") << 2;
    QTest::newRow("CRLF is one end") << QByteArray("a\r\nb\r\n") << 2;
    QTest::newRow("a lone CR is shown within its line") << QByteArray("10%\r20%\r30%\n") << 1;
    QTest::newRow("NUL is a character like others") << QByteArray("a\0b\n", 4) << 1;
}

void TestLineIndex::countsLines() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, lines);
    const LineIndex index = buildLineIndex(*memoryReader(bytes.toStdString()), {});
    QCOMPARE(static_cast<int>(index.lineCount()), lines);
    QVERIFY(index.isComplete());
    QCOMPARE(index.size(), static_cast<std::uint64_t>(bytes.size()));
}

void TestLineIndex::readsLinesWithoutTheirEnds() {
    const ByteReaderPointer reader = memoryReader("one\r\ntwo\n\nfour\rfour");
    QCOMPARE(textOf(*reader, 0, 10), (std::vector<std::string>{"one", "two", "", "four\rfour"}));
    QCOMPARE(textOf(*reader, 1, 1), std::vector<std::string>{"two"});
    QVERIFY(textOf(*reader, 4, 10).empty());
    QVERIFY(textOf(*reader, 0, 0).empty());
}

void TestLineIndex::findsLinesFarIntoAFile() {
    std::string text;
    std::vector<std::uint64_t> offsets;
    for (int i = 0; i < 200'000; ++i) {
        offsets.push_back(text.size());
        text += "line " + std::to_string(i) + std::string(static_cast<std::size_t>(i % 50), '.') + '\n';
    }
    const ByteReaderPointer reader = memoryReader(text);
    const LineIndex index = buildLineIndex(*reader, {});
    for (const std::uint64_t wanted : {0UL, 1UL, 7777UL, 100'000UL, 199'999UL}) {
        const auto lines = readLines(*reader, index, LineNumber(wanted), 1).value();
        QCOMPARE(lines.size(), 1U);
        QCOMPARE(lines[0].number, LineNumber(wanted));
        QCOMPARE(lines[0].offset, offsets[wanted]);
        QVERIFY(lines[0].bytes.starts_with("line " + std::to_string(wanted)));
        QVERIFY(offsets[wanted] - index.before(LineNumber(wanted)).offset <= 2 * LineIndex::spacing);
        QVERIFY(index.beforeOffset(offsets[wanted]).offset <= offsets[wanted]);
    }
}

void TestLineIndex::cutsLongLinesAndSaysHowLongTheyAre() {
    const std::string longLine(3'000'000, 'x');
    const ByteReaderPointer reader = memoryReader("before\n" + longLine + "\nafter\n");
    const auto lines = readLines(*reader, buildLineIndex(*reader, {}), LineNumber(0), 10, 100).value();
    QCOMPARE(lines.size(), 3U);
    QCOMPARE(lines[1].bytes, std::string(100, 'x'));
    QCOMPARE(lines[1].length, longLine.size());
    QCOMPARE(lines[2].bytes, std::string("after"));
}

void TestLineIndex::doesNotReadTheMiddleOfAGiantLine() {
    for (const char* const end : {"\nafter\n", "\r\nafter", ""}) {
        const std::size_t length = 20'000'000;
        const CountingReader reader("before\n" + std::string(length, 'x') + end);
        const LineIndex index = buildLineIndex(reader, {});
        reader.bytesRead = 0;
        const auto lines = readLines(reader, index, LineNumber(0), 10, 100).value();
        QCOMPARE(lines.size(), *end ? 3U : 2U);
        QCOMPARE(lines[1].length, length);
        QVERIFY(lines[1].lengthKnown);
        QVERIFY(reader.bytesRead < 2'000'000);
        if (*end)
            QCOMPARE(lines[2].bytes, std::string("after"));
    }
    // Wherever the line ends within a block.
    for (std::size_t length = 2 * LineIndex::spacing - 20; length < 2 * LineIndex::spacing + 20; ++length) {
        const ByteReaderPointer reader =
            memoryReader(std::string(length, 'x') + "\r\nnext\r\n\r\n" + std::string(2 * length, 'y') + "\r\nlast");
        const auto lines = readLines(*reader, buildLineIndex(*reader, {}), LineNumber(0), 10, 100).value();
        QCOMPARE(lines.size(), 5U);
        QCOMPARE(lines[0].length, length);
        QCOMPARE(lines[1].bytes, std::string("next"));
        QCOMPARE(lines[2].length, 0U);
        QCOMPARE(lines[3].length, 2 * length);
        QCOMPARE(lines[4].bytes, std::string("last"));
    }
}

void TestLineIndex::stopsLookingForAnEndThatIsTooFarAway() {
    const CountingReader reader("first\n" + std::string(20'000'000, 'x') + "\nlast\n");
    const LineIndex beginning({{0, 0}}, 2, 1000, false);
    const auto lines = readLines(reader, beginning, LineNumber(0), 10, 100, 500'000).value();
    QCOMPARE(lines.size(), 2U);
    QVERIFY(lines[0].lengthKnown);
    QVERIFY(!lines[1].lengthKnown);
    QVERIFY(lines[1].length > 500'000);
    QVERIFY(reader.bytesRead < 1'000'000);
    QCOMPARE(lines[1].bytes, std::string(100, 'x'));
}

void TestLineIndex::copesWithAFileThatShrinks() {
    const ShrinkingReader reader(1'000'000, 1000);
    const LineIndex index = buildLineIndex(reader, {});
    QCOMPARE(index.lineCount(), 1000U);
    const LineIndex stale({{0, 0}, {500'000, 500'000}}, 1'000'000, 1'000'000, true);
    QVERIFY(readLines(reader, stale, LineNumber(500'000), 5).value().empty());
}

void TestLineIndex::copesWithADiskThatFails() {
    const FailingReader reader;
    const LineIndex index = buildLineIndex(reader, {});
    QVERIFY(!index.isComplete());
    QCOMPARE(index.lineCount(), 1U);
    QVERIFY(!readLines(reader, index, LineNumber(1), 1));
}

void TestLineIndex::endsEarlyWhenAsked() {
    std::stop_source stop;
    stop.request_stop();
    const LineIndex index = buildLineIndex(*memoryReader("a\nb\n"), stop.get_token());
    QVERIFY(!index.isComplete());
    QCOMPARE(index.lineCount(), 0U);
}

void TestLineIndex::reportsOnTheWay() {
    std::uint64_t last = 0;
    int reports = 0;
    const auto progress = [&](const LineIndex& index) {
        QVERIFY(!index.isComplete());
        QVERIFY(index.size() > last);
        last = index.size();
        ++reports;
    };
    (void)buildLineIndex(*memoryReader(std::string(4 << 20, '\n')), {}, progress, 1 << 20);
    QVERIFY(reports >= 3);
}

void TestLineIndex::goesOnWhereTheFileHasGrown() {
    const std::string whole = std::string(300'000, 'x') + "\nsecond\n" + std::string(700'000, 'y') + "\nlast";
    for (const std::size_t cut :
         {std::size_t{0}, std::size_t{10}, std::size_t{300'001}, std::size_t{300'004}, whole.size() - 4, whole.size()}) {
        const LineIndex before = buildLineIndex(*memoryReader(whole.substr(0, cut)), {});
        const ByteReaderPointer grown = memoryReader(whole);
        const LineIndex index = extendLineIndex(*grown, before, {});
        QVERIFY(index.isComplete());
        QCOMPARE(index.lineCount(), 4U);
        QCOMPARE(index.size(), whole.size());
        const auto lines = readLines(*grown, index, LineNumber(0), 10);
        QVERIFY(lines && lines->size() == 4);
        QCOMPARE((*lines)[1].bytes, std::string("second"));
        QCOMPARE((*lines)[2].length, 700'000U);
        QCOMPARE((*lines)[3].bytes, std::string("last"));
        const auto last = readLines(*grown, index, LineNumber(3), 1);
        QVERIFY(last && last->size() == 1 && last->front().bytes == "last");
    }
}

QTEST_APPLESS_MAIN(TestLineIndex)
#include "test_line_index.moc"
