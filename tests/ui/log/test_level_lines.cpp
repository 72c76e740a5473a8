// SPDX-License-Identifier: MIT
#include "log/level_scan.h"

#include <QSignalSpy>
#include <QTest>

#include <string>

using namespace faultline;

namespace {

/// Numbers of the lines that tell, from 1.
std::vector<int> tellingIn(std::string_view text) {
    LevelLines levels;
    std::vector<int> lines;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        ++number;
        if (levels.isTelling(text.substr(0, end)))
            lines.push_back(number);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

} // namespace

class TestLevelLines : public QObject {
    Q_OBJECT

private slots:
    void recordsSayTheirLevel() {
        QCOMPARE(tellingIn("2026-01-05 10:03:10,000|INFO|214|Started\n"
                           "2026-01-05 10:03:10,020|WARNING|214|Slow\n"
                           "2026-01-05 10:03:11,106|ERROR|214|Failed\n"
                           "2026-01-05 10:03:11,110|DEBUG|214|Ended\n"),
                 (std::vector{2, 3}));
    }

    void whatFollowsARecordBelongsToIt() {
        QCOMPARE(tellingIn("2026-01-05 10:03:11,106|ERROR|214|Failed\n"
                           "Traceback (most recent call last):\n"
                           "  File \"score.py\", line 3, in init\n"
                           "    import sklearn\n"
                           "ModuleNotFoundError: No module named 'sklearn'\n"
                           "2026-01-05 10:03:11,110|INFO|214|Going on\n"
                           "  with more of it\n"),
                 (std::vector{1, 2, 3, 4, 5}));
    }

    void exceptionsTellWithoutALevel() {
        QCOMPARE(tellingIn("loading\n"
                           "Traceback (most recent call last):\n"
                           "  File \"score.py\", line 3, in init\n"
                           "ValueError: bad\n"
                           "second line of it\n"
                           "other output\n"
                           "more output\n"
                           "sklearn.exceptions.NotFittedError: This model is not fitted\n"
                           "Epoch: 3\n"
                           "it goes\n"),
                 (std::vector{2, 3, 4, 5, 8}));
    }

    void aTracebackWithATimeAtEveryLine() {
        QCOMPARE(tellingIn("2026-01-05T10:03:11Z Traceback (most recent call last):\n"
                           "2026-01-05T10:03:11Z   File \"score.py\", line 3, in init\n"
                           "2026-01-05T10:03:11Z     import sklearn\n"
                           "2026-01-05T10:03:11Z ModuleNotFoundError: No module named 'sklearn'\n"
                           "2026-01-05T10:03:11Z going on\n"),
                 (std::vector{1, 2, 3, 4}));
    }

    void coloursDoNotHideALevel() {
        QCOMPARE(tellingIn("\x1B[32mINFO:root:fine\x1B[0m\n\x1B[31mERROR:root:bad\x1B[0m\n"), (std::vector{2}));
    }

    void scanOfAFile() {
        std::string bytes;
        for (int i = 0; i < 300'000; ++i)
            bytes += i % 1000 == 500 ? "ERROR:root:bad\n" : "INFO:root:fine and well\n";
        bytes += "ERROR:root:" + std::string(3'000'000, 'x') + "\nERROR:root:last";
        LogText text;
        text.reader = memoryReader(bytes);
        LevelScan scan;
        scan.start(text);
        QVERIFY(scan.isRunning());
        QTRY_VERIFY(!scan.isRunning());
        QCOMPARE(scan.lines(), 300'002U);
        QCOMPARE(scan.percent(), 100);
        QVERIFY(!scan.endedEarly());
        QCOMPARE(scan.runs().size(), 301U);
        QCOMPARE(scan.runs()[1], (LineRun{1500, 1}));
        QCOMPARE(scan.runs().back(), (LineRun{300'000, 2}));
        scan.clear();
        QVERIFY(scan.runs().empty());
    }

    void aScanOfTooManyEndsEarlyAndSaysSo() {
        std::string bytes;
        for (std::size_t i = 0; i < LevelScan::runLimit + 100'000; ++i)
            bytes += "ERROR:a:b\nINFO:a:b\n";
        LogText text;
        text.reader = memoryReader(bytes);
        LevelScan scan;
        scan.start(text);
        QTRY_VERIFY_WITH_TIMEOUT(!scan.isRunning(), 20'000);
        QVERIFY(scan.endedEarly());
        QVERIFY(scan.runs().size() >= LevelScan::runLimit);
        QVERIFY(scan.lines() < 2 * (LevelScan::runLimit + 100'000));
    }
};

QTEST_GUILESS_MAIN(TestLevelLines)
#include "test_level_lines.moc"
