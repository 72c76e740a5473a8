// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "search/block_text.h"

using namespace faultline;

class TestBlockText : public QObject {
    Q_OBJECT

private slots:
    void aBlockIsSearchedAsItIsSeen();
    void anUntouchedBlockIsNotCopied();
    void ofAProgressBarTheLastStateIsShown();
};

void TestBlockText::aBlockIsSearchedAsItIsSeen() {
    BlockText text({"WINDOWS-1252", 0, true}, true);
    text.set("gr\xFCn \x1B[31mrot\x1B[0m\n10 %\r20 %\r\nend", true);
    QCOMPARE(text.searched(), std::string_view("grün rot\n10 %\n20 %\n\nend"));
    QCOMPARE(text.text(), std::string_view("grün rot\n10 %\r20 %\r\nend"));
    QCOMPARE(text.lineFeeds(), 2U);
    QVERIFY(text.hasReturns());
    QVERIFY(!text.isInPlace());
}

void TestBlockText::anUntouchedBlockIsNotCopied() {
    BlockText text({"UTF-8", 3, true}, true);
    const std::string block = "\xEF\xBB\xBFplain grün\n";
    text.set(block, true);
    QCOMPARE(text.searched(), std::string_view("plain grün\n"));
    QVERIFY(text.searched().data() == block.data() + 3);
    QVERIFY(text.isInPlace());
    QCOMPARE(text.skipped(), 3U);
}

void TestBlockText::ofAProgressBarTheLastStateIsShown() {
    QCOMPARE(shownLine("10 %\r\x1B[32m99 %\x1B[0m\r", {}, 100), std::string("99 %"));
    QCOMPARE(shownLine("a\xC3\xA4\xC3\xA4", {}, 4), std::string("a\xC3\xA4"));
}

QTEST_APPLESS_MAIN(TestBlockText)
#include "test_block_text.moc"
