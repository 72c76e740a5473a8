// SPDX-License-Identifier: MIT
#include "log/line_scroller.h"

#include <QTest>

using namespace faultline;

class TestLineScroller : public QObject {
    Q_OBJECT

private slots:
    void uniformLines() {
        LineScroller scroller([](LineNumber) { return 1; });
        scroller.setHeights(10, 95);
        scroller.setLineCount(100);
        QCOMPARE(scroller.bottom(), std::pair(LineNumber(90), 5));
        scroller.scrollBy(25);
        QCOMPARE(scroller.top(), LineNumber(2));
        QCOMPARE(scroller.offset(), 5);
        scroller.scrollBy(1'000'000);
        QCOMPARE(scroller.top(), LineNumber(90));
        scroller.scrollBy(-1'000'000);
        QCOMPARE(scroller.top(), LineNumber(0));
        QCOMPARE(scroller.offset(), 0);
    }

    void fewerLinesThanRoom() {
        LineScroller scroller([](LineNumber) { return 1; });
        scroller.setHeights(10, 95);
        scroller.setLineCount(3);
        scroller.scrollBy(50);
        QCOMPARE(scroller.top(), LineNumber(0));
        QCOMPARE(scroller.offset(), 0);
        QCOMPARE(scroller.at(80).line, LineNumber(2));
        QVERIFY(!scroller.topOf(LineNumber(3)));
    }

    void moreLinesThanAnIntegerHas() {
        LineScroller scroller([](LineNumber) { return 1; });
        scroller.setHeights(18, 360);
        scroller.setLineCount(10'000'000'000ULL);
        scroller.setTop(LineNumber(9'999'999'999ULL));
        QCOMPARE(scroller.top(), LineNumber(9'999'999'980ULL));
        scroller.reveal(LineNumber(5'000'000'000ULL), 0);
        QCOMPARE(scroller.top(), LineNumber(5'000'000'000ULL));
        QCOMPARE(*scroller.topOf(LineNumber(5'000'000'003ULL)), 54);
    }

    void linesOfSeveralRows() {
        LineScroller scroller([](LineNumber line) { return line.index() % 2 == 0 ? 1 : 3; });
        scroller.setUniform(false);
        scroller.setHeights(10, 50);
        scroller.setLineCount(10); // 5 of one row, 5 of three
        QCOMPARE(scroller.bottom(), std::pair(LineNumber(7), 20));
        scroller.scrollBy(15);
        QCOMPARE(scroller.top(), LineNumber(1));
        QCOMPARE(scroller.offset(), 5);
        QCOMPARE(scroller.at(0).line, LineNumber(1));
        QCOMPARE(scroller.at(25).line, LineNumber(2));
        scroller.reveal(LineNumber(5), 2);
        QCOMPARE(*scroller.topOf(LineNumber(5)) + 30, 50);
    }
};

QTEST_MAIN(TestLineScroller)
#include "test_line_scroller.moc"
