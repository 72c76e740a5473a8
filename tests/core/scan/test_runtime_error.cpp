// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "scan/runtime_error.h"

using namespace faultline;

class TestRuntimeError : public QObject {
    Q_OBJECT

private slots:
    void tellsTypeAndMessage_data();
    void tellsTypeAndMessage();
    void causesComeFirst();
    void saysWhereItStands();
    void theScannerFindsIt();
    void ordinaryLinesAreNone_data();
    void ordinaryLinesAreNone();
    void survivesEveryCut();
};

namespace {

constexpr std::string_view java = R"(Exception in thread "main" org.apache.spark.SparkException: Job aborted
	at org.apache.spark.Driver.main(Driver.java:12)
	at java.base/java.lang.Thread.run(Thread.java:829)
Caused by: java.io.IOException: disk quota exceeded
	at java.base/java.io.FileOutputStream.write(FileOutputStream.java:354)
	... 12 more
)";

std::optional<Traceback> readFrom(std::string_view text, std::string_view head) {
    const std::size_t at = text.find(head);
    const auto line = static_cast<std::uint64_t>(std::ranges::count(text.substr(0, at), '\n'));
    return readRuntimeError(text, at == std::string_view::npos ? text.size() : at, at, LineNumber(line));
}

} // namespace

void TestRuntimeError::tellsTypeAndMessage_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("head");
    QTest::addColumn<std::string>("type");
    QTest::addColumn<std::string>("message");

    QTest::newRow("C++") << std::string("terminate called after throwing an instance of 'std::out_of_range'\n  what():  vector::at\n")
                         << std::string("terminate") << std::string("std::out_of_range") << std::string("vector::at");
    QTest::newRow("C++ without words") << std::string("terminate called after throwing an instance of 'int'\nAborted\n")
                                       << std::string("terminate") << std::string("int") << std::string();
    QTest::newRow("Java") << std::string(R"(Exception in thread "main" java.lang.IllegalStateException: no seat left)") + "\n"
                          << std::string("Exception in") << std::string("java.lang.IllegalStateException") << std::string("no seat left");
    QTest::newRow(".NET") << std::string("Unhandled exception. System.IO.FileNotFoundException: Could not find file 'x'\n   at A.Main()\n")
                          << std::string("Unhandled") << std::string("System.IO.FileNotFoundException")
                          << std::string("Could not find file 'x'");
    QTest::newRow("Rust") << std::string("thread 'main' panicked at src/main.rs:4:5:\nindex out of bounds\nnote: run with\n")
                          << std::string("thread") << std::string("panic") << std::string("index out of bounds");
    QTest::newRow("Rust of old") << std::string("thread 'main' panicked at 'no such row', src/main.rs:4:5\n") << std::string("thread")
                                 << std::string("panic") << std::string("no such row");
    QTest::newRow("Go") << std::string("panic: runtime error: integer divide by zero\n\ngoroutine 1 [running]:\n") << std::string("panic")
                        << std::string("panic") << std::string("runtime error: integer divide by zero");
    QTest::newRow("R") << std::string("Error in readRDS(path) : cannot open the connection\nCalls: main -> readRDS\nExecution halted\n")
                       << std::string("Execution halted") << std::string("Error in readRDS(path)")
                       << std::string("cannot open the connection");
    QTest::newRow("R, message below") << std::string("Error in fit(data) : \n  no rows left\nExecution halted\n")
                                      << std::string("Execution halted") << std::string("Error in fit(data)")
                                      << std::string("no rows left");
}

void TestRuntimeError::tellsTypeAndMessage() {
    QFETCH(std::string, text);
    QFETCH(std::string, head);
    const auto error = readFrom(text, head);
    QVERIFY(error);
    QTEST(error->last()->type, "type");
    QTEST(error->last()->message, "message");
}

void TestRuntimeError::causesComeFirst() {
    const auto error = readFrom(java, "Exception in");
    QVERIFY(error);
    QCOMPARE(error->exceptions.size(), 2U);
    QCOMPARE(error->root()->type, std::string("java.io.IOException"));
    QCOMPARE(error->root()->line.shown(), 4U);
    QCOMPARE(error->last()->type, std::string("org.apache.spark.SparkException"));

    const auto inner = readFrom(
        "Unhandled exception. System.AggregateException: one or more ---> System.Net.Http.HttpRequestException: refused\n", "Unhandled");
    QVERIFY(inner);
    QCOMPARE(inner->root()->message, std::string("refused"));
}

void TestRuntimeError::saysWhereItStands() {
    const std::string text = "starting\n" + std::string(java) + "bye\n";
    const auto error = readFrom(text, "Exception in");
    QVERIFY(error);
    QCOMPARE(error->line.shown(), 2U);
    QCOMPARE(error->last()->offset, 9U);
    QCOMPARE(error->lastLine.shown(), 7U);

    const std::string r = "loading\nError in fit(data) : no rows left\nExecution halted\n";
    const auto halted = readFrom(r, "Execution halted");
    QVERIFY(halted);
    QCOMPARE(halted->line.shown(), 2U);
    QCOMPARE(halted->lastLine.shown(), 3U);
}

void TestRuntimeError::theScannerFindsIt() {
    const FileScan scan = scanText("starting\n" + std::string(java), "driver", shippedPatterns());
    QCOMPARE(scan.tracebacks.size(), 1U);
    QCOMPARE(scan.tracebacks.front().root()->message, std::string("disk quota exceeded"));
}

void TestRuntimeError::ordinaryLinesAreNone_data() {
    QTest::addColumn<std::string>("text");
    QTest::newRow("no type behind the words") << std::string("Exception in thread \"main\" was thrown\n");
    QTest::newRow("halted without an error above") << std::string("all well\nExecution halted\n");
    QTest::newRow("empty") << std::string();
}

void TestRuntimeError::ordinaryLinesAreNone() {
    QFETCH(std::string, text);
    QVERIFY(!readRuntimeError(text, text.find("Execution") == std::string::npos ? 0 : text.find("Execution"), 0, LineNumber(0)));
}

void TestRuntimeError::survivesEveryCut() {
    for (std::size_t length = 0; length <= java.size(); ++length) {
        const auto error = readRuntimeError(java.substr(0, length), 0, 0, LineNumber(0));
        QVERIFY(!error || !error->exceptions.empty());
    }
}

QTEST_APPLESS_MAIN(TestRuntimeError)
#include "test_runtime_error.moc"
