// SPDX-License-Identifier: MIT
// Lines that are too long to be shown whole, as a reader moves through them.
#include "log_job.h"

#include <QClipboard>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

TextPosition position(std::uint64_t line, int column) {
    return {LineNumber(line), column};
}

} // namespace

class TestLongLines : public QObject {
    Q_OBJECT

private slots:
    void init() { QGuiApplication::clipboard()->clear(); }

    void copiesAllOfALineThatIsShownCut() {
        ShownLog log(std::string(100'000, 'x') + "end\n");
        log.view.copy();
        QTRY_COMPARE(QGuiApplication::clipboard()->text().size(), 100'003);
    }

    void aLongLineIsPagedThrough() {
        std::string text;
        for (int i = 0; i < 200'000; ++i)
            text += "<" + std::to_string(i) + ">";
        ShownLog log("short\n" + text + "\nnext\n");
        const auto line = [&] { return log.document->line(LineNumber(1)); };
        const QRect row = log.view.rectOf(position(1, 0));
        // The note stands at the right edge, however long the line is.
        QTest::mouseClick(log.view.viewport(), Qt::LeftButton, {}, QPoint(log.view.viewport()->width() - 20, row.center().y()));
        QTRY_VERIFY(line()->before > 0);
        QTRY_VERIFY(log.view.selection().caret.column > 0);
        QCOMPARE(log.view.currentLine(), LineNumber(1));
        // End is the end of the line, not of the part.
        log.key(Qt::Key_End);
        QTRY_COMPARE(line()->behind, 0U);
        QTRY_COMPARE(log.view.selection().caret, position(1, static_cast<int>(line()->text.size())));
        QVERIFY(line()->text.endsWith(u"<199999>"_s));
        QVERIFY(log.view.viewport()->rect().contains(log.view.rectOf(log.view.selection().caret).topLeft()));
        log.key(Qt::Key_Home);
        QTRY_COMPARE(line()->before, 0U);
        QTRY_COMPARE(log.view.selection().caret, position(1, 0));
        // The arrow keys go over the edge of a part.
        log.view.select({position(1, static_cast<int>(line()->text.size())), position(1, static_cast<int>(line()->text.size()))});
        const QString last = line()->text.last(20);
        log.key(Qt::Key_Right);
        QTRY_VERIFY(line()->before > 0);
        QTRY_COMPARE(line()->text.sliced(log.view.selection().caret.column - 20, 20), last);
        log.key(Qt::Key_Down);
        QCOMPARE(log.view.currentLine(), LineNumber(2));
    }

    void notesOfALongLineCoverNeitherTextNorCaret() {
        ShownLog log("short\n" + std::string(3U << 20, 'x') + "\nnext\n");
        log.view.select({position(1, 0), position(1, 8192)});
        log.view.select({position(1, 8192), position(1, 8192)});
        log.view.viewport()->repaint();
        const QRect caret = log.view.rectOf(position(1, 8192));
        QVERIFY(log.view.viewport()->rect().contains(caret.topLeft()));
        // The note stands right of the caret: a click on it moves on.
        QTest::mouseClick(log.view.viewport(), Qt::LeftButton, {}, QPoint(caret.left() + 30, caret.center().y()));
        QTRY_VERIFY(log.document->line(LineNumber(1))->before > 0);
        for (const bool wrap : {true, false}) {
            log.view.setWordWrap(wrap);
            QVERIFY(log.settle());
            log.view.goToLine(LineNumber(1));
            const std::uint64_t before = log.document->line(LineNumber(1))->before;
            const QRect begin = log.view.rectOf(position(1, 0));
            if (wrap) // in a row of its own
                QTest::mouseClick(log.view.viewport(), Qt::LeftButton, {}, QPoint(begin.left() + 20, begin.top() - begin.height() / 2));
            else
                QTest::mouseClick(log.view.viewport(), Qt::LeftButton, {}, QPoint(begin.left() - 20, begin.center().y()));
            QTRY_VERIFY(log.document->line(LineNumber(1))->before < before);
            log.document->showPart(LineNumber(1), 1'000'000);
            QTRY_VERIFY(log.document->line(LineNumber(1))->before > 900'000);
            QVERIFY(log.settle());
        }
    }

    void goesToAByteOfALongLine() {
        std::string text(5U << 20, 'x');
        text.replace(3'000'000, 6, "needle");
        ShownLog log("short\n" + text + "\n");
        log.view.goToByte(LineNumber(1), 3'000'000);
        QTRY_COMPARE(log.view.textOf(LineNumber(1)).indexOf(u"needle"_s), log.view.selection().caret.column);
        QVERIFY(log.view.rectOf(log.view.selection().caret).isValid());
        log.view.goToColumn(LineNumber(0), 4);
        QCOMPARE(log.view.selection().caret, position(0, 3));
        log.view.goToColumn(LineNumber(1), 3'000'001);
        QTRY_COMPARE(log.view.textOf(LineNumber(1)).indexOf(u"needle"_s), log.view.selection().caret.column);
    }

    void aFindingInALongLineIsShown() {
        std::string text(5U << 20, 'x');
        text.replace(3'000'000, 30, "No module named 'sklearn' here");
        ShownLog log("short\n" + text + "\n");
        LogMark mark{LineNumber(1), LogMark::Kind::Cause, u"Cause"_s, 0, text.substr(3'000'000 - LogMark::partFocus, LogMark::partLength)};
        log.view.setMarks({mark});
        log.view.goToLine(LineNumber(1));
        QTRY_COMPARE(log.view.textOf(LineNumber(1)).indexOf(u"No module"_s), log.view.selection().caret.column);
        QTRY_VERIFY(log.view.viewport()->rect().contains(log.view.rectOf(log.view.selection().caret).topLeft()));
    }

    void copyingALongLineTakesAllOfIt() {
        const std::string text = std::string(1'000'000, 'a') + std::string(1'000'000, 'b');
        ShownLog log("short\n" + text + "\nnext\n");
        log.view.goToByte(LineNumber(1), 1'500'000);
        QTRY_VERIFY(log.view.selection().caret.column > 0);
        log.view.copy();
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(text));
        // A part that was selected is a part.
        log.view.select({position(1, 10), position(1, 20)});
        log.view.copy();
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), QString(10, u'b'));
        // From there to a later line: what stands between.
        log.view.select({position(1, 0), position(2, 4)});
        log.view.copy();
        QTRY_COMPARE(QGuiApplication::clipboard()->text().size(), 2'000'005);
    }

    void aLineTooLongToCopyIsToldInItsOwnWords() {
        ShownLog log(std::string(6U << 20, 'x') + "\nnext\n");
        QSignalSpy noticed(&log.view, &LogView::noticed);
        log.key(Qt::Key_A, Qt::ControlModifier);
        log.view.copy();
        QTRY_COMPARE(noticed.size(), 1);
        QVERIFY2(noticed[0][0].toString().contains(u"too long"_s), qPrintable(noticed[0][0].toString()));
        QVERIFY(QGuiApplication::clipboard()->text().endsWith(u"\nnext"_s));
    }

    void aMarkIsNoWayAwayFromTheHitThatWasGoneTo() {
        std::string text(5U << 20, 'x');
        text.replace(1'000'000, 6, "needle");
        text.replace(3'000'000, 30, "No module named 'sklearn' here");
        ShownLog log("short\n" + text + '\n' + text + '\n');
        log.view.setMarks(
            {{LineNumber(1), LogMark::Kind::Cause, u"Cause"_s, 0, text.substr(3'000'000 - LogMark::partFocus, LogMark::partLength)}});
        QSignalSpy found(log.document.get(), &LogDocument::foundInLine);
        log.view.goToByte(LineNumber(1), 1'000'000);
        QTRY_VERIFY(!found.isEmpty());
        // Whatever that led to comes before what is asked for now.
        log.document->showPart(LineNumber(2), 2'000'000);
        QTRY_VERIFY(log.document->line(LineNumber(2))->before > 0);
        QCOMPARE(log.view.textOf(LineNumber(1)).indexOf(u"needle"_s), log.view.selection().caret.column);
    }
};

QTEST_MAIN(TestLongLines)
#include "test_long_lines.moc"
