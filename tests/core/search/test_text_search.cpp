// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "search/block_text.h"
#include "search/range_search.h"
#include "search/text_search.h"

#include <random>

using namespace faultline;

namespace {

constexpr std::size_t blockSize = RangeSearch::blockSize;
constexpr std::size_t rangeSize = 8 << 20;

struct Found {
    std::vector<FoundLine> lines;
    TextSearchResult result;

    [[nodiscard]] std::vector<std::uint64_t> numbers() const {
        std::vector<std::uint64_t> numbers;
        for (const FoundLine& line : lines)
            numbers.push_back(line.line);
        return numbers;
    }
};

Found search(std::string text, const char* what, SearchPattern::Options how = {}, const Encoding& encoding = {},
             std::size_t limit = 1'000'000) {
    Found found;
    const auto pattern = SearchPattern::make(what, how);
    TextSearchOptions options;
    options.threads = 3;
    options.lineLimit = limit;
    options.found = [&](FoundLines news) { found.lines.insert(found.lines.end(), news.lines.begin(), news.lines.end()); };
    found.result = searchText(*memoryReader(std::move(text)), encoding, *pattern, {}, options);
    return found;
}

/// Lines of filling up to exactly `size` bytes, the last one ended.
std::string filling(std::size_t size) {
    std::string text;
    while (text.size() + 64 < size)
        text += "2026-01-05 10:03:11 INFO nothing happens here\n";
    if (text.size() < size)
        text += std::string(size - text.size() - 1, '.') + '\n';
    return text;
}

std::uint64_t linesIn(std::string_view text) {
    return static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
}

/// A reader that fails behind a place.
class FailingReader final : public ByteReader {
public:
    [[nodiscard]] std::uint64_t size() const override { return 20 << 20; }
    [[nodiscard]] Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        if (offset + into.size() > (9U << 20))
            return std::unexpected(Message::error("It could not be read", "the disk is gone"));
        std::ranges::fill(into, '\n');
        std::ranges::copy(std::string_view("word"), into.begin());
        return into.size();
    }
};

} // namespace

class TestTextSearch : public QObject {
    Q_OBJECT

private slots:
    void linesAndHitsAreCounted();
    void hitsAcrossBlockEdgesAreFoundOnce_data();
    void hitsAcrossBlockEdgesAreFoundOnce();
    void linesAreNumberedOverManyRanges();
    void offsetsPointAtTheLine();
    void hitsInLongLinesAreFoundOnce();
    void aLongLineOfManyStatesIsOneLine();
    void whatShowsIsFound_data();
    void whatShowsIsFound();
    void noHitSpansLines();
    void theLimitIsForLinesAlone();
    void theSlowPathFindsTheSame();
    void randomTextsAreSearchedAsLineByLine();
    void aStopEndsIt();
    void trouble();
};

void TestTextSearch::linesAndHitsAreCounted() {
    const Found found = search("one error, another error\nnothing\nERROR\n\nlast error", "error");
    QCOMPARE(found.numbers(), (std::vector<std::uint64_t>{0, 2, 4}));
    QCOMPARE(found.result.foundLines, 3U);
    QCOMPARE(found.result.hits, 4U);
    QCOMPARE(found.lines[0].hits, 2U);
    QCOMPARE(found.lines[0].hitOffset, 4U);
    QCOMPARE(search("", "error").result.hits, 0U);
}

void TestTextSearch::hitsAcrossBlockEdgesAreFoundOnce_data() {
    QTest::addColumn<qulonglong>("edge");
    QTest::addColumn<bool>("expression");
    for (const std::size_t edge : {blockSize, 2 * blockSize, 3 * blockSize, rangeSize, 2 * rangeSize})
        for (const bool expression : {false, true})
            QTest::addRow("%llu%s", static_cast<qulonglong>(edge), expression ? ", expression" : "")
                << static_cast<qulonglong>(edge) << expression;
}

void TestTextSearch::hitsAcrossBlockEdgesAreFoundOnce() {
    QFETCH(qulonglong, edge);
    QFETCH(bool, expression);
    for (const std::size_t before : {0, 1, 5, 6, 7, 8, 20}) {
        std::string text = filling(edge - before);
        const std::uint64_t line = linesIn(text);
        text += "x needle\n" + filling(1000);
        const Found found = search(text, expression ? "n[e]{2}dle" : "needle", {.expression = expression});
        QCOMPARE(found.numbers(), std::vector<std::uint64_t>{line});
        QCOMPARE(found.result.hits, 1U);
        QCOMPARE(found.lines[0].offset, edge - before);
        QCOMPARE(found.lines[0].hitOffset, 2U);
    }
}

void TestTextSearch::linesAreNumberedOverManyRanges() {
    std::string text;
    std::vector<std::uint64_t> wanted;
    for (std::uint64_t line = 0; text.size() < 3 * rangeSize; ++line) {
        const bool hit = line % 997 == 0;
        if (hit)
            wanted.push_back(line);
        text += hit ? "here is the needle\n" : "2026-01-05 10:03:11 INFO nothing happens here, nor there\n";
    }
    const Found found = search(text, "needle");
    QCOMPARE(found.numbers(), wanted);
    QCOMPARE(found.result.bytes, text.size());
}

void TestTextSearch::offsetsPointAtTheLine() {
    const std::string text = "\xEF\xBB\xBF"
                             "first hit\nx\r\n\x1B[31mred hit\x1B[0m\nstate\rhit\nno\ngr\xFCn hit\n";
    const Found found = search(text, "hit", {}, {"WINDOWS-1252", 3, true});
    QCOMPARE(found.numbers(), (std::vector<std::uint64_t>{0, 2, 3, 5}));
    QCOMPARE(found.lines[0].offset, 0U);
    for (std::size_t i = 1; i < found.lines.size(); ++i) {
        QCOMPARE(text[found.lines[i].offset - 1], '\n');
        QCOMPARE(linesIn(text.substr(0, found.lines[i].offset)), found.lines[i].line);
    }
}

void TestTextSearch::hitsInLongLinesAreFoundOnce() {
    // At every place that could lie at the edge of a piece.
    std::string line(5 * blockSize, '.');
    std::uint64_t hits = 0;
    for (std::size_t at = 100; at + 10 < line.size(); at += 4093, ++hits)
        line.replace(at, 6, "needle");
    const std::string text = "first\n" + line + "\nneedle\n";
    for (const bool expression : {false, true}) {
        const Found found = search(text, expression ? "ne+dle" : "needle", {.expression = expression});
        QCOMPARE(found.numbers(), (std::vector<std::uint64_t>{1, 2}));
        QCOMPARE(found.lines[0].hits, hits);
        QCOMPARE(found.lines[0].offset, 6U);
        QCOMPARE(found.lines[0].hitOffset, 100U);
        QCOMPARE(found.lines[1].offset, text.size() - 7);
    }
}

void TestTextSearch::aLongLineOfManyStatesIsOneLine() {
    std::string text;
    for (int i = 0; text.size() < 4 * blockSize; ++i)
        text += "\r" + std::to_string(i) + " %";
    text += "\rdone\nnext\n";
    const Found found = search(text, "done|next|^100 %$", {.expression = true});
    QCOMPARE(found.numbers(), (std::vector<std::uint64_t>{0, 1}));
    QCOMPARE(found.lines[0].hits, 2U);
}

void TestTextSearch::whatShowsIsFound_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<bool>("expression");
    QTest::addColumn<int>("hits");
    QTest::newRow("colours in the middle") << QByteArray("\x1B[1mer\x1B[31mror\x1B[0m\n") << QByteArray("UTF-8") << QByteArray("error")
                                           << false << 1;
    QTest::newRow("a colour is no text") << QByteArray("\x1B[31mx\n") << QByteArray("UTF-8") << QByteArray("31m") << false << 0;
    QTest::newRow("Latin-1") << QByteArray("Stra\xDF"
                                           "e\n")
                             << QByteArray("WINDOWS-1252") << QByteArray("straße") << false << 1;
    QTest::newRow("Latin-1, expression") << QByteArray("Stra\xDF"
                                                       "e\n")
                                         << QByteArray("WINDOWS-1252") << QByteArray("a.e") << true << 1;
    QTest::newRow("end of a line with CR") << QByteArray("error\r\n") << QByteArray("UTF-8") << QByteArray("error$") << true << 1;
    QTest::newRow("states of a progress bar") << QByteArray("10 %\r20 %\rdone\n") << QByteArray("UTF-8") << QByteArray("^\\d+ %$") << true
                                              << 2;
    QTest::newRow("broken bytes around") << QByteArray("\xFF"
                                                       "error\xFE\n")
                                         << QByteArray("UTF-8") << QByteArray("error") << false << 1;
    QTest::newRow("broken bytes around, expression") << QByteArray("\xFF"
                                                                   "error\xFE\n")
                                                     << QByteArray("UTF-8") << QByteArray("er+or") << true << 1;
    QTest::newRow("NUL") << QByteArray("a\0error\n", 8) << QByteArray("UTF-8") << QByteArray("error") << false << 1;
    QTest::newRow("mark at the start") << QByteArray("\xEF\xBB\xBF"
                                                     "error\n")
                                       << QByteArray("UTF-8") << QByteArray("^error") << true << 1;
}

void TestTextSearch::whatShowsIsFound() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, pattern);
    QFETCH(bool, expression);
    QFETCH(int, hits);
    const std::size_t mark = text.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    const Found found = search(text.toStdString(), pattern.constData(), {.expression = expression}, {encoding.toStdString(), mark, true});
    QCOMPARE(found.result.hits, static_cast<std::uint64_t>(hits));
}

void TestTextSearch::noHitSpansLines() {
    QCOMPARE(search("a\nb\na b\n", "a\\sb", {.expression = true}).numbers(), std::vector<std::uint64_t>{2});
    QCOMPARE(search("a\nb\n", "[^x]+", {.expression = true}).result.hits, 2U);
    QCOMPARE(search("word\nword\n", "word", {.wholeWord = true}).result.hits, 2U);
}

void TestTextSearch::theLimitIsForLinesAlone() {
    std::string text;
    for (int i = 0; i < 1000; ++i)
        text += "hit hit\n";
    const Found found = search(text, "hit", {}, {}, 10);
    QCOMPARE(found.lines.size(), 10U);
    QCOMPARE(found.result.foundLines, 1000U);
    QCOMPARE(found.result.hits, 2000U);
}

void TestTextSearch::theSlowPathFindsTheSame() {
    std::string text;
    for (std::size_t i = 0; i < 20'000; ++i)
        text += i % 100 == 0 ? "an erXor and another er-or\n" : "nothing happens here in this line of text\n";
    // The second form is one that Vectorscan refuses.
    const Found fast = search(text, "er.or", {.expression = true});
    const Found slow = search(text, "er\\Cor", {.expression = true});
    QVERIFY(!fast.result.slow.has_value());
    QVERIFY(slow.result.slow.has_value());
    QCOMPARE(slow.numbers(), fast.numbers());
    QCOMPARE(slow.result.hits, fast.result.hits);
    QCOMPARE(fast.result.hits, 400U);
}

void TestTextSearch::randomTextsAreSearchedAsLineByLine() {
    std::mt19937 random(4711);
    const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    const std::vector<std::string> pieces{"a", "b",  "ab",   "aa",       " ", "\n", "\n\n", "\r\n", "\r",
                                          "ä", "日", "\xFF", "\x1B[31m", "_", "1",  "B",    "A",    "x"};
    const std::vector<std::pair<const char*, bool>> patterns{{"a", false},    {"ab", false},   {"ä", false},   {"a+b?", true},
                                                             {"^a|b$", true}, {"[^a]b", true}, {"\\ba", true}, {"a.b", true}};
    for (int round = 0; round < 20; ++round) {
        std::string text;
        for (int i = below(3000); i > 0; --i)
            text += pieces[static_cast<std::size_t>(below(static_cast<int>(pieces.size())))];
        for (const auto& [what, expression] : patterns) {
            for (const bool wholeWord : {false, true}) {
                const SearchPattern::Options how{expression, below(2) == 0, wholeWord};
                const auto pattern = SearchPattern::make(what, how);
                std::vector<std::uint64_t> lines;
                std::uint64_t hits = 0;
                std::uint64_t number = 0;
                for (std::size_t start = 0; start < text.size(); ++number) {
                    const std::size_t end = std::min(text.find('\n', start), text.size());
                    BlockText block({}, true);
                    const std::string line = text.substr(start, end - start);
                    block.set(line, false);
                    std::uint64_t inLine = 0;
                    std::string_view states = block.searched();
                    for (;;) {
                        const std::size_t feed = states.find('\n');
                        inLine += pattern->findAll(states.substr(0, feed)).size();
                        if (feed == std::string_view::npos)
                            break;
                        states.remove_prefix(feed + 1);
                    }
                    if (inLine > 0)
                        lines.push_back(number);
                    hits += inLine;
                    start = end + 1;
                }
                const Found found = search(text, what, how);
                const std::string told = std::string(what) + " in " + QByteArray::fromStdString(text).toPercentEncoding().toStdString();
                QVERIFY2(found.numbers() == lines, told.c_str());
                QVERIFY2(found.result.hits == hits, told.c_str());
            }
        }
    }
}

void TestTextSearch::aStopEndsIt() {
    std::stop_source stop;
    const auto pattern = SearchPattern::make("nothing", {});
    TextSearchOptions options;
    options.threads = 2;
    int called = 0;
    options.found = [&](const FoundLines&) {
        ++called;
        stop.request_stop();
    };
    const TextSearchResult result = searchText(*memoryReader(filling(10 * rangeSize)), {}, *pattern, stop.get_token(), options);
    QVERIFY(result.cancelled);
    QCOMPARE(called, 1);
}

void TestTextSearch::trouble() {
    const auto pattern = SearchPattern::make("word", {});
    TextSearchOptions options;
    options.threads = 2;
    const TextSearchResult result = searchText(FailingReader(), {}, *pattern, {}, options);
    QVERIFY(result.failure.has_value());
    QCOMPARE(result.failure->why, std::string("the disk is gone"));
    QVERIFY(result.hits > 0);
}

QTEST_APPLESS_MAIN(TestTextSearch)
#include "test_text_search.moc"
