// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "scan/traceback.h"

using namespace faultline;

namespace {

std::optional<Traceback> read(std::string_view text) {
    return readTraceback(text, 0, LineNumber(0), shippedKnowledge()->layouts());
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

std::string whileHandling(const std::string& first, const std::string& then) {
    const std::string head = "Traceback (most recent call last):\n";
    return head + first + "\n\nDuring handling of the above exception, another exception occurred:\n\n" + head + then + '\n';
}

} // namespace

/// How exceptions of one traceback hang together, and tracebacks that Python did not print itself.
class TestTracebackForms : public QObject {
    Q_OBJECT

private slots:
    void anExceptionInPlaceOfAnotherIsItsConsequence();
    void whatFailedInPlaceOfWhatWasHandledStandsAlone_data();
    void whatFailedInPlaceOfWhatWasHandledStandsAlone();
    void readsWhatRichDraws();
    void readsWhatLoguruWrites();
};

void TestTracebackForms::anExceptionInPlaceOfAnotherIsItsConsequence() {
    const auto traceback = read(whileHandling("  File \"train.py\", line 3, in load\n    d[k]\nKeyError: 'model_path'",
                                              "  File \"train.py\", line 9, in <module>\n    load()\n  File \"train.py\", line 5, in load\n"
                                              "    raise RuntimeError(\"no model\")\nRuntimeError: no model"));
    QVERIFY(traceback);
    QVERIFY(traceback->exceptions.front().toNext == ChainLink::Cause);
    QCOMPARE(traceback->root()->type, std::string("KeyError"));
    QVERIFY(!traceback->wasHandled(0));
    QCOMPARE(traceback->userFrameOf(0)->sourceLine, 3U);
    QCOMPARE(traceback->userFrameOf(1)->sourceLine, 5U);
    // A slip in the code that caught it is no other way of doing it.
    const auto slip = read(whileHandling("  File \"train.py\", line 3, in main\n    rows = load(path)\nFileNotFoundError: rows.csv",
                                         "  File \"train.py\", line 9, in <module>\n    main()\n  File \"train.py\", line 5, in main\n"
                                         "    log(len(rows))\nUnboundLocalError: local variable 'rows' referenced before assignment"));
    QVERIFY(slip);
    QCOMPARE(slip->root()->type, std::string("FileNotFoundError"));
}

void TestTracebackForms::whatFailedInPlaceOfWhatWasHandledStandsAlone_data() {
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("then");
    QTest::newRow("another package") << QByteArray("  File \"a.py\", line 2, in <module>\n    import fastjson\n"
                                                   "ModuleNotFoundError: No module named 'fastjson'")
                                     << QByteArray("  File \"a.py\", line 4, in <module>\n    import slowjson\n"
                                                   "ModuleNotFoundError: No module named 'slowjson'");
    QTest::newRow("another package, elsewhere") << QByteArray("  File \"a.py\", line 2, in load\n    import fastjson\n"
                                                              "ModuleNotFoundError: No module named 'fastjson'")
                                                << QByteArray("  File \"a.py\", line 9, in <module>\n    import slowjson\n"
                                                              "ModuleNotFoundError: No module named 'slowjson'");
    QTest::newRow("another way") << QByteArray(
                                        "  File \"a.py\", line 2, in load\n    return cached(path)\n  File \"a.py\", line 19, in cached\n"
                                        "    return open(path)\nFileNotFoundError: [Errno 2] No such file or directory: 'c.bin'")
                                 << QByteArray("  File \"a.py\", line 40, in <module>\n    load(x)\n  File \"a.py\", line 4, in load\n"
                                               "    return made(path)\n  File \"a.py\", line 30, in made\n    raise TableError(path)\n"
                                               "TableError: no rows");
}

void TestTracebackForms::whatFailedInPlaceOfWhatWasHandledStandsAlone() {
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, then);
    const auto traceback = read(whileHandling(first.toStdString(), then.toStdString()));
    QVERIFY(traceback);
    QVERIFY(traceback->exceptions.front().toNext == ChainLink::Handled);
    QVERIFY(traceback->wasHandled(0) && !traceback->wasHandled(1));
    QCOMPARE(traceback->roots(), std::vector<std::size_t>{1});
    QCOMPARE(traceback->root(), traceback->last());
}

void TestTracebackForms::readsWhatRichDraws() {
    const std::string text = R"(╭───────────────────── Traceback (most recent call last) ──────────────────────╮
│ /mnt/azureml/cr/j/0000/exe/wd/train.py:14 in main                            │
│                                                                              │
│   13 │   rows = read(path)                                                   │
│ ❱ 14 │   label = rows["label"]                                               │
│                                                                              │
│ /azureml-envs/x/lib/python3.10/site-packages/pandas/core/frame.py:4102 in    │
│ __getitem__                                                                  │
╰──────────────────────────────────────────────────────────────────────────────╯
KeyError: 'label'
going on
)";
    for (const std::string& drawn : {text, "2026-01-05T10:03:11.123456Z " + replaced(text, "\n", "\n2026-01-05T10:03:11.123456Z ")}) {
        const auto traceback = read(drawn);
        QVERIFY(traceback);
        QCOMPARE(traceback->last()->type, std::string("KeyError"));
        QCOMPARE(traceback->last()->message, std::string("'label'"));
        QVERIFY(traceback->userFrame());
        QCOMPARE(traceback->userFrame()->file, std::string("/mnt/azureml/cr/j/0000/exe/wd/train.py"));
        QCOMPARE(traceback->userFrame()->sourceLine, 14U);
        QCOMPARE(traceback->userFrame()->function, std::string("main"));
        QCOMPARE(traceback->userFrame()->code, std::string("label = rows[\"label\"]"));
        QCOMPARE(traceback->lastLine.shown(), 10U);
    }
}

void TestTracebackForms::readsWhatLoguruWrites() {
    const auto traceback = read(R"(Traceback (most recent call last):

> File "main.py", line 44, in <module>
    main()
    └ <function main at 0x7f10c0>

  File "rules.py", line 9, in check
    raise PriceError(sku)
          │          └ '4711'
          └ <class 'rules.PriceError'>

rules.PriceError: article 4711 has no price
)");
    QVERIFY(traceback);
    QCOMPARE(traceback->last()->type, std::string("rules.PriceError"));
    QCOMPARE(traceback->last()->message, std::string("article 4711 has no price"));
    QCOMPARE(traceback->last()->frames.size(), 2U);
    QCOMPARE(traceback->userFrame()->sourceLine, 9U);
}

QTEST_APPLESS_MAIN(TestTracebackForms)
#include "test_traceback_forms.moc"
