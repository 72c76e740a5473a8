// SPDX-License-Identifier: MIT
#include "log/line_text.h"

#include <QTest>

#include <string>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

LogLine shown(std::string bytes, const Encoding& encoding = {}, bool allStates = false) {
    RawLine raw;
    raw.number = LineNumber(4);
    raw.offset = 100;
    raw.length = bytes.size();
    raw.bytes = std::move(bytes);
    return lineText(raw, encoding, {.allStates = allStates});
}

} // namespace

class TestLineText : public QObject {
    Q_OBJECT

private slots:
    void plainTextStaysAsItIs() {
        const LogLine line = shown("2026-01-05 10:03:11|ERROR|\tcaf\xC3\xA9");
        QCOMPARE(line.text, u"2026-01-05 10:03:11|ERROR|\tcafé"_s);
        QVERIFY(line.runs.empty());
        QVERIFY(!line.isCut());
    }

    void controlCharactersAreVisible() {
        using namespace std::string_literals;
        QCOMPARE(shown("a\0b\ac\x1B"s).text, u"a\u2400b\u2407c\u241B"_s);
        QCOMPARE(shown("\x7F").text, u"\u2421"_s);
    }

    void whatWouldTurnOrBreakALineIsVisible() {
        QCOMPARE(shown("a\xE2\x80\xAE"
                       "b\xE2\x80\xA8"
                       "c")
                     .text,
                 u"a\u2426b\u2426c"_s);
    }

    void bytesThatAreNoTextAreReplaced() { QCOMPARE(shown("a\xFF\xC3(b").text, u"a\uFFFD\uFFFD(b"_s); }

    void otherEncodingsAreDecoded() { QCOMPARE(shown("caf\xE9", {"WINDOWS-1252", 0, true}).text, u"café"_s); }

    void byteOrderMarkIsNoText() {
        RawLine raw;
        raw.bytes = "\xEF\xBB\xBFstart";
        raw.length = raw.bytes.size();
        QCOMPARE(lineText(raw, {"UTF-8", 3, true}).text, u"start"_s);
    }

    void coloursAreTakenFromEscapeSequences() {
        const LogLine line = shown("\x1B[0;31mError\x1B[0m: \x1B[1;32mfine\x1B[39m!");
        QCOMPARE(line.text, u"Error: fine!"_s);
        QCOMPARE(line.runs.size(), 3U);
        QCOMPARE(line.runs[0].start, 0);
        QCOMPARE(line.runs[0].length, 5);
        QVERIFY(line.runs[0].foreground == AnsiColour(1, 0));
        QVERIFY(line.runs[1].bold);
        QVERIFY(line.runs[1].foreground == AnsiColour(2, 0));
        QVERIFY(line.runs[2].bold && !line.runs[2].foreground);
    }

    void manyColourForms() {
        QVERIFY(shown("\x1B[38;5;196mx").runs.at(0).foreground == AnsiColour(-1, 0xFF0000));
        QVERIFY(shown("\x1B[38;2;1;2;3mx").runs.at(0).foreground == AnsiColour(-1, 0x010203));
        QVERIFY(shown("\x1B[95mx").runs.at(0).foreground == AnsiColour(13, 0));
        QVERIFY(shown("\x1B[44mx").runs.at(0).background == AnsiColour(4, 0));
        QVERIFY(shown("\x1B[38mx").runs.size() == 1); // cut short: no crash, some colour
    }

    void otherEscapeSequencesAreHidden() {
        QCOMPARE(shown("a\x1B[2Kb\x1B]8;;https://x.example\x1B\\link\x1B]8;;\a.\x1B(Bc\x1B=d").text, u"ablink.cd"_s);
        QCOMPARE(shown("end \x1B[12").text, u"end \u241B[12"_s); // not complete: shown
    }

    void lastStateOfAProgressBarIsShown() {
        const LogLine line = shown("10 %\r50 %\r100 %\r");
        QCOMPARE(line.text, u"100 %"_s);
        QCOMPARE(line.earlierStates, 2);
        const LogLine all = shown("10 %\r50 %", {}, true);
        QCOMPARE(all.text, u"10 %\u240D50 %"_s);
        QCOMPARE(all.earlierStates, 0);
    }

    void aPartOfALineSaysWhatIsBeforeAndBehind() {
        RawLine raw;
        raw.bytes = "abc\xE6\xBC"; // the cut went through a character
        raw.length = 1000;
        const LogLine first = lineText(raw, {});
        QCOMPARE(first.text, u"abc"_s);
        QCOMPARE(first.before, 0U);
        QCOMPARE(first.behind, 997U);
        raw.bytes = "\xA2xyz";
        const LogLine next = lineText(raw, {}, {.before = 500});
        QCOMPARE(next.text, u"xyz"_s);
        QCOMPARE(next.before, 501U);
        QCOMPARE(next.behind, 496U);
    }

    void anyByteAtAll() {
        std::string bytes;
        for (int i = 0; i < 65536; ++i)
            bytes += static_cast<char>(i * 7919 >> 3);
        for (std::size_t cut = 0; cut < bytes.size(); cut += 997) {
            const LogLine line = shown(bytes.substr(cut));
            for (const AnsiRun& run : line.runs)
                QVERIFY(run.start >= 0 && run.length > 0 && run.start + run.length <= line.text.size());
        }
    }
};

QTEST_MAIN(TestLineText)
#include "test_line_text.moc"
