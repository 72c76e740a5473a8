// SPDX-License-Identifier: MIT
#include "log/log_text.h"

#include <QTest>

#include <string>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

LogText textOf(std::string bytes) {
    LogText text;
    text.reader = memoryReader(std::move(bytes));
    text.index = std::make_shared<const LineIndex>(buildLineIndex(*text.reader, {}));
    return text;
}

LogLine lineOf(const LogText& text, std::uint64_t number, const LineWishes& wishes = {}) {
    const auto lines = text.lines(LineNumber(number), 1, wishes);
    return lines && !lines->empty() ? *lines->front() : LogLine();
}

std::string progress(int states) {
    std::string line;
    for (int i = 0; i <= states; ++i)
        line += "Downloading " + std::to_string(i * 100 / states) + " % of the model\r";
    return line;
}

} // namespace

class TestLogText : public QObject {
    Q_OBJECT

private slots:
    void aLongLineBeginsWithItsBeginning() {
        const LogLine line = lineOf(textOf("short\n" + std::string(100'000, 'x') + "\n"), 1);
        QCOMPARE(line.text, QString(static_cast<qsizetype>(LineWishes::usualLength), u'x'));
        QCOMPARE(line.length, 100'000U);
        QCOMPARE(line.behind, 100'000U - LineWishes::usualLength);
        QVERIFY(!line.focus);
    }

    void aWindowShowsAnyPartOfIt() {
        std::string longLine;
        for (int i = 0; i < 100'000; ++i)
            longLine += "<" + std::to_string(i) + ">";
        const LogText text = textOf("short\n" + longLine + "\nnext\n");
        const std::uint64_t at = longLine.find("<77777>");
        LineWishes wishes;
        wishes.windows[6] = {at - 10, at};
        const LogLine line = lineOf(text, 1, wishes);
        QCOMPARE(line.before, at - 10);
        QCOMPARE(line.text.size(), static_cast<qsizetype>(LineWindow::length));
        QCOMPARE(line.before + LineWindow::length + line.behind, longLine.size());
        QVERIFY(line.focus);
        QCOMPARE(line.focus->byte, at);
        QCOMPARE(line.text.sliced(line.focus->column, 7), u"<77777>"_s);
        // Beyond the end: what is there.
        wishes.windows[6] = {longLine.size() * 2, longLine.size() * 2};
        QCOMPARE(lineOf(text, 1, wishes).behind, 0U);
        QCOMPARE(lineOf(text, 2, wishes).text, u"next"_s);
    }

    void columnsOfBytesAmongWideCharacters() {
        std::string longLine;
        for (int i = 0; i < 20'000; ++i)
            longLine += "\xE6\xBC\xA2"; // 漢
        longLine.replace(30'000, 3, "\x1B[1m!");
        const LogText text = textOf(longLine);
        const std::vector<std::pair<std::uint64_t, int>> columns{{15'000, 1666}, {15'001, 1666}, {29'997, 6665}, {30'004, 6666}};
        for (const auto& [byte, column] : columns) {
            LineWishes wishes;
            wishes.windows[0] = {10'001, byte};
            const LogLine line = lineOf(text, 0, wishes);
            QCOMPARE(line.before, 10'002U); // not in the middle of a character
            QVERIFY(line.focus);
            QCOMPARE(line.focus->column, column);
        }
    }

    void aShortLineHasNoParts() {
        LineWishes wishes;
        wishes.windows[0] = {2, 4};
        const LogLine line = lineOf(textOf("short line\n"), 0, wishes);
        QCOMPARE(line.text, u"short line"_s);
        QVERIFY(!line.isCut());
        QCOMPARE(line.focus.value_or(LogLine::Focus()).column, 4);
    }

    void theLastStateOfALongProgressBar() {
        for (const char* const end : {"", "\r", "\n"}) {
            const LogLine line = lineOf(textOf("x\n" + progress(1000) + end), 1);
            QCOMPARE(line.text, u"Downloading 100 % of the model"_s);
            QCOMPARE(line.earlierStates, 1000);
            QVERIFY(!line.moreStates);
            QVERIFY(!line.isCut());
        }
        const LogLine many = lineOf(textOf(progress(300'000) + "done\n"), 0);
        QCOMPARE(many.text, u"done"_s);
        QVERIFY(many.moreStates);
        QVERIFY(many.earlierStates > 100'000);
    }

    void allStatesOfALongProgressBar() {
        LineWishes wishes;
        wishes.allStates.insert(0);
        const LogLine line = lineOf(textOf(progress(1000)), 0, wishes);
        QVERIFY(line.text.startsWith(u"Downloading 0 % of the model␍Downloading 0 %"_s));
        QVERIFY(line.statesShown);
        QVERIFY(line.behind > 0);
        QCOMPARE(line.earlierStates, 0);
    }

    void aStateLongerThanWhatIsShownIsNoProgress() {
        const LogLine line = lineOf(textOf("a\r" + std::string(50'000, 'x')), 0);
        QVERIFY(line.text.startsWith(u"a␍xxx"_s));
        QVERIFY(line.behind > 0);
    }

    void partsForCopying() {
        const LogText text = textOf(std::string(50'000, 'a') + std::string(50'000, 'b'));
        const LogLine line = lineOf(text, 0);
        const auto part = text.part(line, 49'999, 2, true);
        QVERIFY(part);
        QCOMPARE(part->text, u"ab"_s);
        QCOMPARE(text.part(line, 99'990, 100, true).value_or(LogLine()).text.size(), 10);
        QCOMPARE(text.part(line, 200'000, 100, true).value_or(LogLine()).text.size(), 0);
    }
};

QTEST_MAIN(TestLogText)
#include "test_log_text.moc"
