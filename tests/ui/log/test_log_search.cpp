// SPDX-License-Identifier: MIT
#include "log/log_search.h"
#include "search/text_search.h"

#include <QTest>

#include <string>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

LogText textOf(std::string bytes, Encoding encoding = {}) {
    LogText text;
    text.reader = memoryReader(std::move(bytes));
    text.encoding = std::move(encoding);
    text.index = std::make_shared<const LineIndex>(buildLineIndex(*text.reader, {}));
    return text;
}

std::vector<std::uint64_t> find(const LogText& text, const QString& what, TextPattern::Options options = {}) {
    std::vector<std::uint64_t> lines;
    const TextPattern pattern(what, options);
    if (!pattern.inFiles())
        return lines;
    TextSearchOptions how;
    how.found = [&](const FoundLines& found) {
        for (const FoundLine& line : found.lines)
            lines.push_back(line.line);
    };
    (void)searchText(*text.reader, text.encoding, *pattern.inFiles(), {}, how);
    return lines;
}

using Lines = std::vector<std::uint64_t>;

} // namespace

class TestLogSearch : public QObject {
    Q_OBJECT

private slots:
    void literal() {
        const LogText text = textOf("one Error\ntwo\nerror error\nthree ERROR");
        QCOMPARE(find(text, u"error"_s), Lines({0, 2, 3}));
        QCOMPARE(find(text, u"error"_s, {.matchCase = true}), Lines({2}));
        QCOMPARE(find(text, u"err"_s, {.wholeWord = true}), Lines());
        QCOMPARE(find(text, u"."_s), Lines());
        QCOMPARE(find(text, u""_s), Lines());
    }

    void regularExpression() {
        const LogText text = textOf("exit code 1\nexit code 72\nexitcode 72\n");
        QCOMPARE(find(text, u"^exit\\s?code \\d{2}$"_s, {.expression = true}), Lines({1, 2}));
        QVERIFY(!TextPattern(u"(a"_s, {.expression = true}).isValid());
        QVERIFY(!TextPattern(u"(a"_s, {.expression = true}).error().isEmpty());
        QCOMPARE(find(text, u"(a"_s, {.expression = true}), Lines());
    }

    void expressionsStayWithinTheirLine() {
        const LogText text = textOf("one\ntwo\n\nthree x\nx end\n");
        QCOMPARE(find(text, u"one\\s+two"_s, {.expression = true}), Lines());
        QCOMPARE(find(text, u"[^q]+x$"_s, {.expression = true}), Lines({3}));
        QCOMPARE(find(text, u"^x|e$"_s, {.expression = true}), Lines({0, 4}));
        // What cannot be done in linear time is refused with the reason.
        for (const QString& refused : {u"x(?= end)"_s, u"(e)\\1"_s}) {
            const TextPattern pattern(refused, {.expression = true});
            QVERIFY(!pattern.isValid());
            QVERIFY(pattern.error().contains(u"grows with the log"_s));
        }
    }

    void expressionsAndOtherLetters() {
        const LogText text = textOf("plain\ncaf\xC3\xA9x\nplain cafex\n\x1B[1mca\x1B[0mfix\n");
        QCOMPARE(find(text, u"caf.x"_s, {.expression = true}), Lines({1, 2, 3}));
        QCOMPARE(find(text, u"^.{5}$"_s, {.expression = true}), Lines({0, 1, 3}));
        QCOMPARE(find(text, u"É"_s, {.expression = true}), Lines({1}));
    }

    void findsWhatIsShown() {
        const LogText text = textOf("\x1B[31mValue\x1B[0mError: x\nloading 10%\rloading 100%\nplain\r\n");
        QCOMPARE(find(text, u"ValueError"_s), Lines({0}));
        QCOMPARE(find(text, u"[31m"_s), Lines());
        QCOMPARE(find(text, u" 10%"_s), Lines({1})); // a state before the last, which can be shown as well
        QCOMPARE(find(text, u"100%"_s), Lines({1}));
        QCOMPARE(find(text, u"plain$"_s, {.expression = true}), Lines({2}));
    }

    void controlCharactersAreFoundAsTheyShow() {
        const LogText text = textOf(std::string("a\0b\nplain\n\x01\n", 12));
        QCOMPARE(find(text, u"a\u2400b"_s), Lines({0}));
        QCOMPARE(find(text, u"^\u2401$"_s, {.expression = true}), Lines({2}));
        QCOMPARE(find(text, u"\u2400|\u2401"_s, {.expression = true}), Lines({0, 2}));
        // And so they are highlighted.
        QCOMPARE(TextPattern(QString(QChar(1)), {}).hits(u"x\u2401"_s).size(), 1);
    }

    void hitsAreToldInLetters() {
        const QString line = u"\u00e4 hit \U0001f600 hit"_s;
        const QList<TextPattern::Hit> hits = TextPattern(u"HIT"_s, {}).hits(line);
        QCOMPARE(hits.size(), 2);
        for (const TextPattern::Hit& hit : hits)
            QCOMPARE(line.mid(hit.start, hit.length), u"hit"_s);
        QCOMPARE(TextPattern(u"h"_s, {}).hits(line, 1).size(), 1);
    }

    void otherLetters() {
        const LogText text = textOf("Größe\nGRÖSSE\n\xC3\x96\xC3\x96 \xC3\xB6\n");
        QCOMPARE(find(text, u"Größe"_s, {.matchCase = true}), Lines({0}));
        QCOMPARE(find(text, u"ö"_s), Lines({0, 1, 2}));
        QCOMPARE(find(textOf("caf\xE9\ncafe\n", {"WINDOWS-1252", 0, true}), u"CAFÉ"_s), Lines({0}));
    }

    void overTheEdgesOfBlocks() {
        // Lines of all lengths around the size of a block, each with the word at its end.
        std::string bytes;
        Lines expected;
        std::uint64_t line = 0;
        while (bytes.size() < (5U << 20)) {
            bytes += std::string(700 + line % 977, '.');
            bytes += line % 3 == 0 ? "needle\n" : "nothing\n";
            if (line % 3 == 0)
                expected.push_back(line);
            ++line;
        }
        QCOMPARE(find(textOf(bytes), u"needle"_s), expected);
        QCOMPARE(find(textOf(bytes), u"needl[e]"_s, {.expression = true}), expected);
    }

    void lineLongerThanAnyBlock() {
        std::string bytes = "first\n" + std::string(30U << 20, 'x') + "needle" + std::string(3U << 20, 'y') + "\nneedle\n";
        QCOMPARE(find(textOf(std::move(bytes)), u"needle"_s), Lines({1, 2}));
    }

    void neverBacktracks() {
        const LogText text = textOf(std::string(40, 'a') + "!\nb\n");
        QCOMPARE(find(text, u"(a+)+$|b"_s, {.expression = true}), Lines({1}));
    }

    void runsInTheBackground() {
        std::string bytes;
        for (int i = 0; i < 200'000; ++i)
            bytes += i % 1000 == 0 ? "a needle here\n" : "hay\n";
        const LogText text = textOf(std::move(bytes));
        LogSearch search;
        search.start(text, TextPattern(u"needle"_s, {}));
        QVERIFY(search.isRunning());
        QTRY_VERIFY(!search.isRunning());
        QCOMPARE(search.count(), 200U);
        QCOMPARE(search.hitCount(), 200U);
        QVERIFY(search.notice().isEmpty());
        QCOMPARE(search.lines()->at(3), 3000U);
        // A new search gives the old one up, and nothing of the old one comes late.
        search.start(text, TextPattern(u"hay"_s, {}));
        search.start(text, TextPattern(u"nowhere"_s, {}));
        QTRY_VERIFY(!search.isRunning());
        QCOMPARE(search.count(), 0U);
        search.start(text, TextPattern(u"hay"_s, {}));
        search.clear();
        QTest::qWait(50);
        QCOMPARE(search.count(), 0U);
        QVERIFY(!search.isRunning());
    }
};

QTEST_MAIN(TestLogSearch)
#include "test_log_search.moc"
