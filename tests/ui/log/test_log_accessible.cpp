// SPDX-License-Identifier: MIT
#include "log_job.h"

#include <QAccessible>

using namespace faultline;
using namespace Qt::StringLiterals;

class TestLogAccessible : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QAccessible::setActive(true); }

    void isAReadOnlyTextOfSeveralLines() {
        ShownLog log("first\nsecond\n");
        QAccessibleInterface* const interface = QAccessible::queryAccessibleInterface(&log.view);
        QVERIFY(interface);
        QCOMPARE(interface->role(), QAccessible::EditableText);
        QVERIFY(interface->state().readOnly);
        QVERIFY(interface->state().multiLine);
        QVERIFY(interface->textInterface());
        QCOMPARE(interface->text(QAccessible::Name), u"Log log.txt"_s);
        QCOMPARE(interface->text(QAccessible::Value), u"first\nsecond"_s);
    }

    void readsLineByLine() {
        ShownLog log("first line\nsecond\nthird\n");
        QAccessibleTextInterface* const text = QAccessible::queryAccessibleInterface(&log.view)->textInterface();
        log.key(Qt::Key_Down);
        QCOMPARE(text->cursorPosition(), 11);
        int start = 0, end = 0;
        QCOMPARE(text->textAtOffset(text->cursorPosition(), QAccessible::LineBoundary, &start, &end), u"second\n"_s);
        QCOMPARE(start, 11);
        QCOMPARE(end, 18);
        QCOMPARE(text->textAtOffset(2, QAccessible::WordBoundary, &start, &end), u"first"_s);
        QCOMPARE(text->characterCount(), 23);
        QCOMPARE(text->text(6, 10), u"line"_s);
        QCOMPARE(text->text(-5, 1000), u"first line\nsecond\nthird"_s);
    }

    void caretAndSelectionBothWays() {
        ShownLog log("first line\nsecond\nthird\n");
        QAccessibleTextInterface* const text = QAccessible::queryAccessibleInterface(&log.view)->textInterface();
        text->setCursorPosition(13);
        QCOMPARE(log.view.selection().caret, (TextPosition{LineNumber(1), 2}));
        text->setSelection(0, 6, 17);
        QCOMPARE(log.view.selectedText(), u"line\nsecond"_s);
        QCOMPARE(text->selectionCount(), 1);
        int start = 0, end = 0;
        text->selection(0, &start, &end);
        QCOMPARE(start, 6);
        QCOMPARE(end, 17);
        text->removeSelection(0);
        QCOMPARE(text->selectionCount(), 0);
    }

    void charactersHavePlaces() {
        ShownLog log("first\nsecond\n");
        QAccessibleTextInterface* const text = QAccessible::queryAccessibleInterface(&log.view)->textInterface();
        const QRect rect = text->characterRect(8);
        QVERIFY(rect.isValid());
        QCOMPARE(text->offsetAtPoint(rect.center() - QPoint(rect.width() / 2 - 1, 0)), 8);
        QCOMPARE(text->offsetAtPoint(QPoint(-5000, -5000)), -1);
    }

    void textFollowsTheCaretThroughALargeFile() {
        ShownLog log(numberedLines(100'000));
        QAccessibleTextInterface* const text = QAccessible::queryAccessibleInterface(&log.view)->textInterface();
        log.view.goToLine(LineNumber(76'500));
        QTRY_VERIFY(text->text(0, text->characterCount()).contains(u"line 76501\n"_s));
        int start = 0, end = 0;
        QCOMPARE(text->textAtOffset(text->cursorPosition(), QAccessible::LineBoundary, &start, &end), u"line 76501\n"_s);
        QVERIFY(text->characterCount() < 10'000);
    }

    void marksAreTold() {
        ShownLog log("first\nsecond\n");
        log.view.setMarks({{LineNumber(1), LogMark::Kind::Cause, u"Error: a package is missing"_s, 0}});
        log.key(Qt::Key_Down);
        QAccessibleInterface* const interface = QAccessible::queryAccessibleInterface(&log.view);
        QCOMPARE(interface->text(QAccessible::Description), u"Line 2: Error: a package is missing"_s);
        int start = 0, end = 0;
        QVERIFY(!interface->textInterface()->attributes(8, &start, &end).isEmpty());
        QCOMPARE(start, 6);
        QCOMPARE(end, 12);
    }

    void emptyFile() {
        ShownLog log("");
        QAccessibleTextInterface* const text = QAccessible::queryAccessibleInterface(&log.view)->textInterface();
        QCOMPARE(text->characterCount(), 0);
        QCOMPARE(text->cursorPosition(), 0);
        int start = 0, end = 0;
        QCOMPARE(text->textAtOffset(0, QAccessible::LineBoundary, &start, &end), QString());
        text->setCursorPosition(5);
        (void)text->attributes(3, &start, &end);
    }
};

QTEST_MAIN(TestLogAccessible)
#include "test_log_accessible.moc"
