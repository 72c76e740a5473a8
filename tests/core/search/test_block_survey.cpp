// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "search/block_survey.h"
#include "search/block_text.h"
#include "search/escape_sequences.h"

using namespace faultline;

namespace {

std::string withoutEscapes(std::string_view text) {
    std::string plain;
    appendWithoutEscapes(text, plain);
    return plain;
}

} // namespace

class TestBlockSurvey : public QObject {
    Q_OBJECT

private slots:
    void everyByteIsSeenWhereverItStands();
    void manyLineFeedsAreCounted();
    void utf8IsToldFromOtherBytes_data();
    void utf8IsToldFromOtherBytes();
    void escapeSequencesGo_data();
    void escapeSequencesGo();
    void aBlockIsSearchedAsItIsSeen();
    void anUntouchedBlockIsNotCopied();
    void ofAProgressBarTheLastStateIsShown();
};

void TestBlockSurvey::everyByteIsSeenWhereverItStands() {
    for (std::size_t at = 0; at < 70; ++at) {
        std::string text(70, 'x');
        text[at] = '\n';
        QCOMPARE(survey(text).lineFeeds, 1U);
        QCOMPARE(lineFeedsIn(text), 1U);
        text[at] = '\x1B';
        QVERIFY(survey(text).escapes);
        text[at] = '\r';
        QVERIFY(survey(text).returns);
        text[at] = '\xE4';
        QVERIFY(survey(text).high);
        text[at] = 'y';
        const BlockSurvey plain = survey(text);
        QVERIFY(plain.lineFeeds == 0 && !plain.escapes && !plain.returns && !plain.high);
    }
}

void TestBlockSurvey::manyLineFeedsAreCounted() {
    // More than a byte can count in every lane.
    const std::string text(100'003, '\n');
    QCOMPARE(survey(text).lineFeeds, 100'003U);
    QCOMPARE(lineFeedsIn(text), 100'003U);
    QCOMPARE(lineFeedsIn(""), 0U);
}

void TestBlockSurvey::utf8IsToldFromOtherBytes_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("letters") << QByteArray("gr\xC3\xBC\xC3\x9F"
                                           "e \xE2\x82\xAC \xF0\x9F\x98\x80")
                             << true;
    QTest::newRow("Latin-1") << QByteArray("gr\xFC\xDF"
                                           "e, and more behind it")
                             << false;
    QTest::newRow("cut") << QByteArray("\xE2\x82") << false;
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << false;
    QTest::newRow("half of a pair") << QByteArray("\xED\xA0\x80") << false;
    QTest::newRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80") << false;
    QTest::newRow("stray") << QByteArray("\x80") << false;
}

void TestBlockSurvey::utf8IsToldFromOtherBytes() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    QCOMPARE(isWholeUtf8(bytes.toStdString()), valid);
    QCOMPARE(isWholeUtf8(std::string(40, 'a') + bytes.toStdString()), valid);
}

void TestBlockSurvey::escapeSequencesGo_data() {
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

void TestBlockSurvey::escapeSequencesGo() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, plain);
    QCOMPARE(withoutEscapes(text.toStdString()), plain.toStdString());
}

void TestBlockSurvey::aBlockIsSearchedAsItIsSeen() {
    BlockText text({"WINDOWS-1252", 0, true}, true);
    text.set("gr\xFCn \x1B[31mrot\x1B[0m\n10 %\r20 %\r\nend", true);
    QCOMPARE(text.searched(), std::string_view("grün rot\n10 %\n20 %\n\nend"));
    QCOMPARE(text.text(), std::string_view("grün rot\n10 %\r20 %\r\nend"));
    QCOMPARE(text.lineFeeds(), 2U);
    QVERIFY(text.hasReturns());
    QVERIFY(!text.isInPlace());
}

void TestBlockSurvey::anUntouchedBlockIsNotCopied() {
    BlockText text({"UTF-8", 3, true}, true);
    const std::string block = "\xEF\xBB\xBFplain grün\n";
    text.set(block, true);
    QCOMPARE(text.searched(), std::string_view("plain grün\n"));
    QVERIFY(text.searched().data() == block.data() + 3);
    QVERIFY(text.isInPlace());
    QCOMPARE(text.skipped(), 3U);
}

void TestBlockSurvey::ofAProgressBarTheLastStateIsShown() {
    QCOMPARE(shownLine("10 %\r\x1B[32m99 %\x1B[0m\r", {}, 100), std::string("99 %"));
    QCOMPARE(shownLine("a\xC3\xA4\xC3\xA4", {}, 4), std::string("a\xC3\xA4"));
}

QTEST_APPLESS_MAIN(TestBlockSurvey)
#include "test_block_survey.moc"
