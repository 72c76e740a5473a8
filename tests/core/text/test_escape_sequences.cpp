// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/escape_sequences.h"

using namespace faultline;

class TestEscapeSequences : public QObject {
    Q_OBJECT

private slots:
    void theyGo_data();
    void theyGo();
    void aLineForPatternsHasNone();
    void thoseWrittenOutGo();
    void manyThatNeverEndCostLittle();
};

void TestEscapeSequences::theyGo_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("plain");
    QTest::newRow("colour") << QByteArray("a \x1B[1;31mred\x1B[0m b") << QByteArray("a red b");
    QTest::newRow("title of a window") << QByteArray("\x1B]0;title\x07text") << QByteArray("text");
    QTest::newRow("link") << QByteArray("\x1B]8;;http://x\x1B\\text") << QByteArray("text");
    QTest::newRow("character set") << QByteArray("\x1B(Btext") << QByteArray("text");
    QTest::newRow("cut") << QByteArray("text\x1B[3") << QByteArray("text\x1B[3");
    QTest::newRow("alone at the end") << QByteArray("text\x1B") << QByteArray("text\x1B");
    QTest::newRow("not over a line end") << QByteArray("\x1B]0;title\ntext") << QByteArray("\x1B]0;title\ntext");
}

void TestEscapeSequences::theyGo() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, plain);
    std::string left;
    appendWithoutEscapes(text.toStdString(), left);
    QCOMPARE(left, plain.toStdString());
    // The log view asks for the same of its own kind of text.
    const std::u16string wide(text.begin(), text.end());
    if (const std::size_t at = wide.find(0x1b); at != std::u16string::npos)
        QCOMPARE(escapeLength(std::u16string_view(wide).substr(at)),
                 escapeLength(std::string_view(text.constData() + at, wide.size() - at)));
}

void TestEscapeSequences::aLineForPatternsHasNone() {
    QCOMPARE(withoutAnsi("\x1b[0;31mValueError\x1b[0m: x"), std::string("ValueError: x"));
    QCOMPARE(withoutAnsi("\x1b]0;title\a"
                         "text"),
             std::string("text"));
    QCOMPARE(withoutAnsi("cut \x1b["), std::string("cut "));
    QCOMPARE(withoutAnsi("cut \x1b"), std::string("cut "));
    QCOMPARE(withoutAnsi("\x1b[31mred\x1b(B\x1b[m: x"), std::string("red: x"));
    QCOMPARE(withoutAnsi("a\x1b\xc3\xa4 b\x1b["), std::string("a\xc3\xa4 b"));
    QCOMPARE(withoutAnsi("plain [31m"), std::string("plain [31m"));
}

void TestEscapeSequences::thoseWrittenOutGo() {
    const auto without = [](std::string text) {
        removeWrittenEscapes(text);
        return text;
    };
    for (const char* const escape : {"\\u001b", "\\u{1b}", "\\x1b", "\\033"})
        QCOMPARE(without("a " + std::string(escape) + "[1;91mKeyError: " + escape + "[0m" + escape + "[32m'x'" + escape + "[0m b"),
                 std::string("a KeyError: 'x' b"));
    QCOMPARE(without("C:\\x1b\\text"), std::string("C:\\x1b\\text"));
    QCOMPARE(without("cut \\x1b[3"), std::string("cut \\x1b[3"));
}

void TestEscapeSequences::manyThatNeverEndCostLittle() {
    std::string text;
    for (int i = 0; i < 500'000; ++i)
        text += "\x1b]";
    // Of the last one nothing is left: it may have been cut off.
    QCOMPARE(withoutAnsi(text), std::string(499'999, ']'));
}

QTEST_APPLESS_MAIN(TestEscapeSequences)
#include "test_escape_sequences.moc"
