// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "scan/traceback.h"

using namespace faultline;

namespace {

constexpr std::string_view plain = R"(Traceback (most recent call last):
  File "/mnt/azureml/cr/j/0000/exe/wd/score.py", line 14, in run
    return pd.concat(rows)
           ^^^^^^^^^^^^^^^
  File "/azureml-envs/x/lib/python3.9/site-packages/pandas/core/reshape/concat.py", line 280, in concat
    raise ValueError("No objects to concatenate")
ValueError: No objects to concatenate
)";

std::optional<Traceback> read(std::string_view text) {
    return readTraceback(text, 0, LineNumber(0), shippedKnowledge()->layouts());
}

std::string withPrefix(std::string_view text, const std::string& prefix) {
    std::string result;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        result += prefix + std::string(text.substr(start, end - start)) + '\n';
        start = end + 1;
    }
    return result;
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\n')
            result += "\\n";
        else if (c == '"' || c == '\\')
            result += std::string("\\") + c;
        else
            result += c;
    }
    return result;
}

} // namespace

class TestTraceback : public QObject {
    Q_OBJECT

private slots:
    void readsItWhole();
    void readsItBehindEveryPrefix_data();
    void readsItBehindEveryPrefix();
    void readsAHeadBehindAnIntroduction();
    void readsItOutOfOneLine_data();
    void readsItOutOfOneLine();
    void readsChainedExceptions_data();
    void readsChainedExceptions();
    void readsExceptionGroups();
    void membersOfAGroupAreItsCauses();
    void readsRemoteTracebacks();
    void readsMessagesOfSeveralLines();
    void readsExceptionsWithoutMessage();
    void doesWithoutFrames();
    void endsWhereAnotherRecordBegins();
    void givesUpOnWhatIsCut_data();
    void givesUpOnWhatIsCut();
    void survivesEveryCut();
    void readsSyntaxErrors();
    void tellsExceptionsFromOtherLines_data();
    void tellsExceptionsFromOtherLines();
    void undoesEscapes();
    void theScannerFindsThemAll();
    void equalOnesAreCounted();
    void coloursDoNoHarm();
    void aMessageGoesOnBehindABlankLineThatItAnnounces();
    void whatWasSaidBeforeWithoutAWarningIntroducesNone();
};

void TestTraceback::readsItWhole() {
    const auto traceback = read(plain);
    QVERIFY(traceback);
    QCOMPARE(traceback->line.shown(), 1U);
    QCOMPARE(traceback->lastLine.shown(), 7U);
    QCOMPARE(traceback->exceptions.size(), 1U);
    const RaisedException& raised = traceback->exceptions.front();
    QCOMPARE(raised.type, std::string("ValueError"));
    QCOMPARE(raised.message, std::string("No objects to concatenate"));
    QCOMPARE(raised.line.shown(), 7U);
    QCOMPARE(raised.offset, plain.rfind("ValueError"));
    QCOMPARE(raised.frames.size(), 2U);
    QCOMPARE(raised.frames[0].sourceLine, 14U);
    QCOMPARE(raised.frames[0].function, std::string("run"));
    QCOMPARE(raised.frames[0].code, std::string("return pd.concat(rows)"));
    QVERIFY(!raised.frames[0].runtime && raised.frames[1].runtime);
    QCOMPARE(traceback->userFrame()->file, std::string("/mnt/azureml/cr/j/0000/exe/wd/score.py"));
}

void TestTraceback::readsItBehindEveryPrefix_data() {
    QTest::addColumn<QByteArray>("prefix");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("standard error of 2022 nodes") << QByteArray("[stderr]");
    QTest::newRow("ISO time") << QByteArray("2026-01-05T10:03:11.106000 ");
    QTest::newRow("pipe-separated") << QByteArray("2020-10-09 01:38:51,269|ERROR|356|140501711763200|");
    QTest::newRow("time and level") << QByteArray("2026-01-05 10:03:11,106 ERROR ");
    QTest::newRow("BuildKit step") << QByteArray("2025-05-30T16:46:11: #10 97.83 ");
    QTest::newRow("indented") << QByteArray("    ");
}

void TestTraceback::readsItBehindEveryPrefix() {
    QFETCH(QByteArray, prefix);
    const auto traceback = read(withPrefix(plain, prefix.toStdString()));
    QVERIFY(traceback);
    QCOMPARE(traceback->last()->type, std::string("ValueError"));
    QCOMPARE(traceback->last()->message, std::string("No objects to concatenate"));
    QCOMPARE(traceback->last()->frames.size(), 2U);
    QCOMPARE(traceback->lastLine.shown(), 7U);
}

void TestTraceback::readsAHeadBehindAnIntroduction() {
    const auto traceback = read("2023-02-28T11:12:07.031290 The process000 on node 0 failed with error: " + std::string(plain));
    QVERIFY(traceback);
    QVERIFY(traceback->introduction.contains("The process000 on node 0 failed"));
    QCOMPARE(traceback->time->toIso(), std::string("2023-02-28T11:12:07.031290Z"));
    QCOMPARE(traceback->last()->frames.size(), 2U);
}

void TestTraceback::readsItOutOfOneLine_data() {
    QTest::addColumn<QByteArray>("line");
    const std::string once = "{\"message\": \"User program failed\", \"details\": \"" + escaped(plain) + "\", \"code\": \"UserError\"}";
    QTest::newRow("escaped once") << QByteArray::fromStdString(once);
    QTest::newRow("escaped twice") << QByteArray::fromStdString("{\"body\": \"" + escaped(once) + "\"}");
    QTest::newRow("in the text of a Python dict")
        << QByteArray::fromStdString("{'error': 'Run failed: " + escaped(plain) + "', 'code': 'UserError'}");
}

void TestTraceback::readsItOutOfOneLine() {
    QFETCH(QByteArray, line);
    const auto traceback = read(line.toStdString());
    QVERIFY(traceback);
    QVERIFY(traceback->escaped);
    QCOMPARE(traceback->line, traceback->lastLine);
    QCOMPARE(traceback->last()->type, std::string("ValueError"));
    QCOMPARE(traceback->last()->message, std::string("No objects to concatenate"));
    QCOMPARE(traceback->last()->frames.size(), 2U);
    QCOMPARE(traceback->userFrame()->sourceLine, 14U);
}

void TestTraceback::readsChainedExceptions_data() {
    QTest::addColumn<QByteArray>("mark");
    QTest::newRow("raised while handling") << QByteArray("During handling of the above exception, another exception occurred:");
    QTest::newRow("raised from it") << QByteArray("The above exception was the direct cause of the following exception:");
}

void TestTraceback::readsChainedExceptions() {
    QFETCH(QByteArray, mark);
    for (const std::string prefix : {"", "[stderr]", "2026-01-05T10:03:11.106000 "}) {
        const std::string text = withPrefix(
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in load\n    x['age']\nKeyError: 'age'\n\n" + mark.toStdString() +
                "\n\nTraceback (most recent call last):\n  File \"a.py\", line 9, in run\n    load()\nRuntimeError: no rows\nnext line\n",
            prefix);
        const auto traceback = read(text);
        QVERIFY(traceback);
        QCOMPARE(traceback->exceptions.size(), 2U);
        QVERIFY(traceback->exceptions[0].toNext == ChainLink::Cause && traceback->exceptions[1].toNext == ChainLink::None);
        QCOMPARE(traceback->root()->type, std::string("KeyError"));
        QCOMPARE(traceback->last()->type, std::string("RuntimeError"));
        QCOMPARE(traceback->last()->line.shown(), 11U);
        QCOMPARE(traceback->userFrame()->function, std::string("load"));
    }
}

void TestTraceback::readsExceptionGroups() {
    const auto traceback = read(R"(  + Exception Group Traceback (most recent call last):
  |   File "a.py", line 20, in <module>
  |     asyncio.run(main())
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "a.py", line 7, in work
    |     raise ValueError("bad row")
    | ValueError: bad row
    +------------------------------------
)");
    QVERIFY(traceback);
    QCOMPARE(traceback->exceptions.size(), 2U);
    QCOMPARE(traceback->root()->type, std::string("ValueError"));
    QCOMPARE(traceback->root()->message, std::string("bad row"));
    QVERIFY(traceback->root()->toNext == ChainLink::Member);
    QCOMPARE(traceback->last()->type, std::string("ExceptionGroup"));
    QCOMPARE(traceback->last()->message, std::string("unhandled errors in a TaskGroup (1 sub-exception)"));
    QCOMPARE(traceback->last()->frames.front().sourceLine, 20U);
    QCOMPARE(traceback->lastLine.shown(), 10U);
}

void TestTraceback::membersOfAGroupAreItsCauses() {
    const std::string group = R"(  + Exception Group Traceback (most recent call last):
  |   File "a.py", line 20, in <module>
  |     asyncio.run(main())
  | ExceptionGroup: two of three (3 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "a.py", line 7, in first
    |     open("x.csv")
    | FileNotFoundError: x.csv
    | 
    | During handling of the above exception, another exception occurred:
    | 
    | Traceback (most recent call last):
    |   File "a.py", line 9, in first
    |     raise ValueError("bad row")
    | ValueError: bad row
    +---------------- 2 ----------------
    | TypeError: no frames
    +---------------- 3 ----------------
    | ExceptionGroup: nested (1 sub-exception)
    +-+---------------- 1 ----------------
      | KeyError: 'age'
      +------------------------------------
)";
    for (const std::string& prefix : {std::string(), std::string("[stderr]"), std::string("2026-01-05T10:03:11.123456Z ")}) {
        const auto traceback = read(withPrefix(group, prefix));
        QVERIFY2(traceback, prefix.c_str());
        std::vector<std::string> types;
        for (const RaisedException& exception : traceback->exceptions) {
            types.push_back(exception.type + '|' + exception.message);
            QVERIFY2(!exception.message.contains("---"), exception.message.c_str());
        }
        const std::vector<std::string> expected{"FileNotFoundError|x.csv",
                                                "ValueError|bad row",
                                                "TypeError|no frames",
                                                "KeyError|'age'",
                                                "ExceptionGroup|nested (1 sub-exception)",
                                                "ExceptionGroup|two of three (3 sub-exceptions)"};
        QCOMPARE(types, expected);
        QCOMPARE(traceback->lastLine.shown(), 23U);
        // Each member's own cause, and where it was raised.
        QCOMPARE(traceback->roots(), (std::vector<std::size_t>{0, 2, 3}));
        QCOMPARE(traceback->userFrameOf(0)->sourceLine, 7U);
        QCOMPARE(traceback->userFrameOf(1)->sourceLine, 9U);
        QCOMPARE(traceback->userFrameOf(2)->sourceLine, 20U);
        QCOMPARE(traceback->consequenceOf(1), 4U);
    }
}

void TestTraceback::readsRemoteTracebacks() {
    const std::string text = R"(concurrent.futures.process._RemoteTraceback:
"""
Traceback (most recent call last):
  File "/usr/lib/python3.10/concurrent/futures/process.py", line 246, in _process_worker
    r = call_item.fn(*call_item.args, **call_item.kwargs)
  File "train.py", line 5, in work
    return 1 / 0
ZeroDivisionError: division by zero
"""

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "train.py", line 11, in <module>
    print(list(pool.map(work, range(3))))
ZeroDivisionError: division by zero
)";
    const auto traceback = read(std::string_view(text).substr(text.find("Traceback (")));
    QVERIFY(traceback);
    QCOMPARE(traceback->exceptions.size(), 2U);
    QCOMPARE(traceback->root()->type, std::string("ZeroDivisionError"));
    QCOMPARE(traceback->root()->message, std::string("division by zero"));
    QCOMPARE(traceback->userFrame()->function, std::string("work"));
    QCOMPARE(traceback->last()->frames.front().sourceLine, 11U);
}

void TestTraceback::readsMessagesOfSeveralLines() {
    const std::string above = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    f()\n";
    const auto announced = read(above + "mlflow.exceptions.MlflowException: these are missing:\nage\n  and more\n\nother\n");
    QVERIFY(announced);
    QCOMPARE(announced->last()->type, std::string("mlflow.exceptions.MlflowException"));
    QCOMPARE(announced->last()->message, std::string("these are missing:\nage\nand more"));
    QCOMPARE(announced->lastLine.shown(), 6U);
    // What the program prints next is none of it.
    QCOMPARE(read(above + "ValueError: boom\ngoing on\n")->last()->message, std::string("boom"));
}

void TestTraceback::readsExceptionsWithoutMessage() {
    for (const std::string_view type :
         {"KeyboardInterrupt", "azureml_common.parallel_run.exception.NoResultToAppendError", "AssertionError"}) {
        const auto traceback =
            read("Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    f()\n" + std::string(type) + "\n");
        QVERIFY(traceback);
        QCOMPARE(traceback->last()->type, std::string(type));
        QCOMPARE(traceback->last()->message, std::string());
    }
}

void TestTraceback::doesWithoutFrames() {
    const auto traceback = read("Traceback (most recent call last):\nValueError: boom\n");
    QVERIFY(traceback);
    QVERIFY(!traceback->userFrame());
}

void TestTraceback::endsWhereAnotherRecordBegins() {
    const auto traceback = read(std::string(plain) + "2026-01-05 10:03:12 INFO going on\n");
    QVERIFY(traceback);
    QCOMPARE(traceback->last()->message, std::string("No objects to concatenate"));
}

void TestTraceback::givesUpOnWhatIsCut_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("the head alone") << QByteArray("Traceback (most recent call last):");
    QTest::newRow("a frame alone") << QByteArray("Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n");
    QTest::newRow("another record in place of frames")
        << QByteArray("Traceback (most recent call last):\n2026-01-05 10:03:12 INFO going on\nValueError: x\n");
    QTest::newRow("prose about tracebacks") << QByteArray(
        "look for Traceback (most recent call last) in the log\nand then think\nabout it\n");
}

void TestTraceback::givesUpOnWhatIsCut() {
    QFETCH(QByteArray, text);
    QVERIFY(!read(text.toStdString()));
}

void TestTraceback::survivesEveryCut() {
    const std::string once = "{\"details\": \"" + escaped(plain) + "\"}";
    for (const std::string& text :
         {std::string(plain), withPrefix(plain, "2020-10-09 01:38:51,269|ERROR|356|1|"), once, "{\"body\": \"" + escaped(once) + "\"}"})
        for (std::size_t length = 0; length < text.size(); ++length)
            (void)read(std::string_view(text).substr(0, length));
}

void TestTraceback::readsSyntaxErrors() {
    const std::string text =
        "[stderr]  File \"score.py\", line 3\n[stderr]    def run(x)\n[stderr]              ^\n[stderr]SyntaxError: invalid syntax";
    const auto traceback = readSyntaxError(text, text.rfind('\n') + 1, LineNumber(3), shippedKnowledge()->layouts());
    QVERIFY(traceback);
    QCOMPARE(traceback->last()->type, std::string("SyntaxError"));
    QCOMPARE(traceback->last()->message, std::string("invalid syntax"));
    QCOMPARE(traceback->userFrame()->file, std::string("score.py"));
    QCOMPARE(traceback->userFrame()->sourceLine, 3U);
    QCOMPARE(traceback->line.shown(), 1U);
    QVERIFY(!readSyntaxError("just text", 0, LineNumber(0), shippedKnowledge()->layouts()));
    QVERIFY(!readSyntaxError("", 0, LineNumber(0), shippedKnowledge()->layouts()));
}

void TestTraceback::tellsExceptionsFromOtherLines_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("type");
    QTest::newRow("built in") << QByteArray("KeyError: 'age'") << QByteArray("KeyError");
    QTest::newRow("of a package") << QByteArray("azure.core.exceptions.HttpResponseError: refused")
                                  << QByteArray("azure.core.exceptions.HttpResponseError");
    QTest::newRow("in small letters") << QByteArray("socket.gaierror: [Errno -3]") << QByteArray("socket.gaierror");
    QTest::newRow("private") << QByteArray("_pickle.UnpicklingError: bad") << QByteArray("_pickle.UnpicklingError");
    QTest::newRow("bare") << QByteArray("StopIteration") << QByteArray("StopIteration");
    QTest::newRow("a sentence") << QByteArray("No module named 'x'") << QByteArray();
    QTest::newRow("a key") << QByteArray("key: value") << QByteArray();
    QTest::newRow("a time") << QByteArray("10:03:11 x") << QByteArray();
    QTest::newRow("a path") << QByteArray("/mnt/x: gone") << QByteArray();
    QTest::newRow("a bare word") << QByteArray("Done") << QByteArray();
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void TestTraceback::tellsExceptionsFromOtherLines() {
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, type);
    const std::string text = line.toStdString();
    const auto raised = readExceptionLine(text);
    QCOMPARE(std::string(raised ? raised->type : std::string_view()), type.toStdString());
}

void TestTraceback::undoesEscapes() {
    QCOMPARE(unescaped(R"(a\nb\"c\\n\t\'d\)"), std::string("a\nb\"c\\n\t'd\\"));
    QCOMPARE(unescaped(""), std::string());
}

void TestTraceback::theScannerFindsThemAll() {
    const std::string text =
        "one\n" + std::string(plain) + "two\n" +
        withPrefix("Traceback (most recent call last):\n  File \"b.py\", line 2, in g\n    g()\nKeyError: 'x'", "[stderr]") +
        "  File \"score.py\", line 3\n    def run(x)\n              ^\nSyntaxError: invalid syntax\n";
    const FileScan scan = scanText(text, "driver", shippedPatterns());
    QCOMPARE(scan.tracebacks.size(), 3U);
    QCOMPARE(scan.tracebacks[0].line.shown(), 2U);
    QCOMPARE(scan.tracebacks[1].last()->type, std::string("KeyError"));
    QCOMPARE(scan.tracebacks[2].last()->type, std::string("SyntaxError"));
    QVERIFY(scan.endsInTraceback);
}

void TestTraceback::equalOnesAreCounted() {
    std::string text;
    for (int i = 0; i < 400; ++i)
        text += "2026-01-05 10:03:11 ERROR again\n" + std::string(plain);
    const FileScan scan = scanText(text, "driver", shippedPatterns());
    QCOMPARE(scan.tracebacks.size(), 1U);
    QCOMPARE(scan.tracebacks.front().count, 400U);
}

void TestTraceback::coloursDoNoHarm() {
    const FileScan scan = scanText("\x1b[0;31mTraceback (most recent call last)\x1b[0m:\n\x1b[32m  File \"a.py\"\x1b[0m, line 1, in f\n    "
                                   "f()\n\x1b[31mValueError\x1b[0m: boom\n",
                                   "driver", shippedPatterns());
    QCOMPARE(scan.tracebacks.size(), 1U);
    QCOMPARE(scan.tracebacks.front().last()->type, std::string("ValueError"));
    QCOMPARE(scan.tracebacks.front().last()->message, std::string("boom"));
}

void TestTraceback::aMessageGoesOnBehindABlankLineThatItAnnounces() {
    const auto traceback = read("Traceback (most recent call last):\n  File \"fit.py\", line 66, in <module>\n    model.fit(train)\n"
                                "tf.ResourceExhaustedError: Graph execution error:\n\nno room for a tensor\n\t [[node]]\n\nnext\n");
    QVERIFY(traceback);
    QCOMPARE(traceback->exceptions.front().message, std::string("Graph execution error:\nno room for a tensor\n[[node]]"));
}

void TestTraceback::whatWasSaidBeforeWithoutAWarningIntroducesNone() {
    const auto levelOf = [](const std::string& before) {
        const FileScan scan =
            scanText(before + "\nTraceback (most recent call last):\n  File \"a.py\", line 1, in f\n    f()\nValueError: boom\n", "driver",
                     shippedPatterns());
        return scan.tracebacks.empty() ? Level::Critical : scan.tracebacks.front().level;
    };
    QCOMPARE(levelOf("WARNING:root:could not draw"), Level::Warning);
    QCOMPARE(levelOf("INFO:root:drawing"), Level::Unknown);
}

QTEST_APPLESS_MAIN(TestTraceback)
#include "test_traceback.moc"
