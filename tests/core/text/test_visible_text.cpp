// SPDX-License-Identifier: MIT
#include "text/visible_text.h"

#include <QTest>

using namespace faultline;

class TestVisibleText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatATerminalWouldObey();
    void namesStandOnOneLine();
    void excerptsStandAroundTheirFocus();
    void excerptsNeverCutACharacter();
};

void TestVisibleText::showsWhatATerminalWouldObey() {
    QCOMPARE(visibleText("a\x1b[31mb\x7f\x07"), std::string("a␛[31mb␡␇"));
    QCOMPARE(visibleText("txt.\xE2\x80\xAE"
                         "evil"),
             std::string("txt.<U+202E>evil"));
    QCOMPARE(visibleText("zero\xE2\x80\x8Bwidth \xEF\xBB\xBF mark \xD8\x9C"), std::string("zero<U+200B>width <U+FEFF> mark <U+061C>"));
    QCOMPARE(visibleText("c1 \xC2\x9B"
                         "31m"),
             std::string("c1 <U+009B>31m"));
    QCOMPARE(visibleText("lines\nand\ttabs stay"), std::string("lines\nand\ttabs stay"));
    QCOMPARE(visibleText("größe — “日本” ﾄ é"), std::string("größe — “日本” ﾄ é"));
    QCOMPARE(visibleText("cut \xE2\x80"), std::string("cut \xE2\x80"));
}

void TestVisibleText::namesStandOnOneLine() {
    QCOMPARE(visibleName("a\nb\tc"), std::string("a␊b␉c"));
}

void TestVisibleText::excerptsStandAroundTheirFocus() {
    const std::string line = std::string(300, 'a') + " Error: the reason " + std::string(300, 'b');
    const std::size_t at = line.find("Error");
    QCOMPARE(excerpt("short", 40), std::string("short"));
    const std::string head = excerpt(line, 40);
    QVERIFY(head.starts_with("aaa") && head.ends_with("…"));
    QCOMPARE(columnsOf(head), std::size_t(40));
    const std::string around = excerpt(line, 60, at, at + 17);
    QVERIFY2(around.contains("Error: the reason"), around.c_str());
    QVERIFY(around.starts_with("…") && around.ends_with("…"));
    QVERIFY(columnsOf(around) <= 60);
    const std::string tail = excerpt(line, 60, line.size() - 5, line.size());
    QVERIFY(tail.starts_with("…") && tail.ends_with("b"));
    QCOMPARE(columnsOf(tail), std::size_t(60));
    // A focus that is longer than the room begins where it begins.
    QVERIFY(excerpt(line, 30, at, line.size()).contains("Error: the reason"));
    // Nothing can be asked for that breaks it.
    QCOMPARE(columnsOf(excerpt(line, 0, 9999, 3)), std::size_t(8));
}

void TestVisibleText::excerptsNeverCutACharacter() {
    const std::string line = QString(200, QChar(0x00e4)).toUtf8().toStdString();
    for (std::size_t columns = 8; columns < 40; ++columns)
        for (std::size_t focus = 0; focus < line.size(); focus += 7) {
            const std::string part = excerpt(line, columns, focus, focus + 9);
            QVERIFY(QString::fromStdString(part).toUtf8().toStdString() == part && !QString::fromStdString(part).contains(QChar(0xfffd)));
            QVERIFY(columnsOf(part) <= columns);
        }
}

QTEST_APPLESS_MAIN(TestVisibleText)
#include "test_visible_text.moc"
