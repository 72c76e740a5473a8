// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/line_prefix.h"

using namespace faultline;

class TestLinePrefix : public QObject {
    Q_OBJECT

private slots:
    void readsEveryForm_data();
    void readsEveryForm();
    void takesOrdinaryWordsForNoLevel_data();
    void takesOrdinaryWordsForNoLevel();
    void readsZones();
    void refusesDatesThatAreNone();
    void looksOnlyAtTheHeadOfALine();
};

void TestLinePrefix::readsEveryForm_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<QByteArray>("level");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* title, const char* line, const char* time, const char* level, const char* message) {
        QTest::newRow(title) << QByteArray(line) << QByteArray(time) << QByteArray(level) << QByteArray(message);
    };
    row("parallel runtime, result files", "2023-02-28T11:12:07.031290 The process000 on node 0 failed", "2023-02-28T11:12:07.031290Z", "",
        "The process000 on node 0 failed");
    row("Rust services", "2023-08-26T12:47:57.520009Z  INFO hosttools: message", "2023-08-26T12:47:57.520009Z", "info",
        "hosttools: message");
    row("Rust services, error", "2025-07-21T14:07:29.790660Z ERROR lifecycler: failed", "2025-07-21T14:07:29.790660Z", "error",
        "lifecycler: failed");
    row("capability", "INFO 2025-07-21 14:07:31,579 tracer.py:31 [15] - message", "2025-07-21T14:07:31.579000Z", "info",
        "tracer.py:31 [15] - message");
    row("legacy agent", "2021/03/21 12:31:31 message", "2021-03-21T12:31:31Z", "", "message");
    row("legacy runner", "[2020-10-25T06:27:51.919906] Entering context manager injector.", "2020-10-25T06:27:51.919906Z", "",
        "Entering context manager injector.");
    row("sweep", "[2025-12-18T16:11:29.6309489Z][GENERATOR][DEBUG]message", "2025-12-18T16:11:29.630948Z", "debug", "message");
    row("TensorFlow", "E0105 10:03:11.500000 failed", "", "error", "10:03:11.500000 failed");
    row("Python logging", "ERROR:azureml:Error processing input file", "", "error", "azureml:Error processing input file");
    row("standard error of 2022 nodes", "[stderr]2022-01-05 10:03:11,106 WARNING x", "2022-01-05T10:03:11.106000Z", "warning", "x");
    row("traceback of 2022 nodes", "[stderr]  File \"score.py\"", "", "", nullptr);
    row("no prefix", "No module named 'azureml'", "", "", "No module named 'azureml'");
    row("columns of numbers behind the level", "2024-01-16 01:56:58,100|ERROR|254|17|Failed to read 3|4", "2024-01-16T01:56:58.100000Z",
        "error", "Failed to read 3|4");
    row("a number that is no column", "2024-01-16 01:56:58,100|ERROR|254 rows failed", "2024-01-16T01:56:58.100000Z", "error",
        "254 rows failed");
    row("empty", "", "", "", "");
}

void TestLinePrefix::readsEveryForm() {
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, time);
    QFETCH(QByteArray, level);
    QFETCH(QByteArray, message);
    const std::string text = line.toStdString();
    const LinePrefix prefix = readLinePrefix(text);
    QCOMPARE(prefix.time ? prefix.time->toIso() : std::string(), time.toStdString());
    QCOMPARE(levelName(prefix.level), std::string_view(level));
    QVERIFY(prefix.messageOffset <= text.size());
    if (!message.isNull())
        QCOMPARE(text.substr(prefix.messageOffset), message.toStdString());
}

void TestLinePrefix::takesOrdinaryWordsForNoLevel_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("a sentence") << QByteArray("Information about errors");
    QTest::newRow("a longer word") << QByteArray("ERRORS: 0");
    QTest::newRow("a number") << QByteArray("20210105 rows");
    QTest::newRow("a version") << QByteArray("1.2.3-4");
}

void TestLinePrefix::takesOrdinaryWordsForNoLevel() {
    QFETCH(QByteArray, line);
    const LinePrefix prefix = readLinePrefix(line.toStdString());
    QCOMPARE(prefix.level, Level::Unknown);
    QVERIFY(!prefix.time);
}

void TestLinePrefix::readsZones() {
    const auto time = [](std::string_view line) { return readLinePrefix(line).time; };
    QCOMPARE(time("2026-01-05T11:03:11+01:00 x")->toIso(), std::string("2026-01-05T10:03:11Z"));
    QVERIFY(time("2026-01-05T11:03:11+01:00 x")->zoneWritten);
    QVERIFY(!time("2026-01-05T11:03:11 x")->zoneWritten);
    QVERIFY(*time("2026-01-05T11:03:11-0500 x") == *time("2026-01-05T16:03:11Z x"));
}

void TestLinePrefix::refusesDatesThatAreNone() {
    for (const std::string_view line :
         {"2026-13-05T10:03:11 x", "2026-02-30 10:03:11 x", "2026-01-05 25:03:11 x", "2026-01-05 10:61:11 x", "2026-01-05", "2026-01"})
        QVERIFY(!readLinePrefix(line).time);
}

void TestLinePrefix::looksOnlyAtTheHeadOfALine() {
    QVERIFY(!readLinePrefix(std::string(100'000, 'x') + " 2026-01-05 10:03:11 ERROR y").time);
    QVERIFY(readLinePrefix("2026-01-05 10:03:11 ERROR " + std::string(100'000, 'x')).level == Level::Error);
}

QTEST_APPLESS_MAIN(TestLinePrefix)
#include "test_line_prefix.moc"
