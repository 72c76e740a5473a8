// SPDX-License-Identifier: MIT
#include "log_job.h"

#include "log/overview_ruler.h"
#include "scan/sighting.h"

#include <QClipboard>
#include <QScopeGuard>
#include <QScrollBar>
#include <QWheelEvent>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

TextPosition position(std::uint64_t line, int column) {
    return {LineNumber(line), column};
}

bool hasColour(const QImage& image, const QRect& area, const QColor& colour) {
    for (int y = area.top(); y <= area.bottom(); ++y)
        for (int x = area.left(); x <= area.right(); ++x)
            if (image.rect().contains(x, y) && image.pixelColor(x, y).rgb() == colour.rgb())
                return true;
    return false;
}

} // namespace

class TestLogView : public QObject {
    Q_OBJECT

private slots:
    void init() { QGuiApplication::clipboard()->clear(); }

    void arrowKeysMoveTheCaret() {
        ShownLog log("first\nsecond line\nthird\n");
        const QSignalSpy lines(&log.view, &LogView::currentLineChanged);
        log.key(Qt::Key_Down);
        QCOMPARE(log.view.currentLine(), LineNumber(1));
        QCOMPARE(lines.size(), 1);
        log.key(Qt::Key_End);
        QCOMPARE(log.view.selection().caret, position(1, 11));
        // The goal column is kept over the shorter line.
        log.key(Qt::Key_Down);
        QCOMPARE(log.view.selection().caret, position(2, 5));
        log.key(Qt::Key_Up);
        QCOMPARE(log.view.selection().caret, position(1, 11));
        log.key(Qt::Key_Right);
        QCOMPARE(log.view.selection().caret, position(2, 0));
        log.key(Qt::Key_Left);
        QCOMPARE(log.view.textOf(log.view.currentLine()), u"second line"_s);
        log.key(Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(log.view.selection().caret, position(1, 7));
        log.key(Qt::Key_Home);
        QCOMPARE(log.view.selection().caret, position(1, 0));
        log.key(Qt::Key_Down);
        log.key(Qt::Key_Down);
        log.key(Qt::Key_Down);
        QCOMPARE(log.view.currentLine(), LineNumber(2));
    }

    void endOfAFileOfManyLines() {
        ShownLog log(numberedLines(100'000));
        log.key(Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(log.view.currentLine(), LineNumber(99'999));
        QVERIFY(log.settle());
        QCOMPARE(log.view.textOf(LineNumber(99'999)), u"line 100000"_s);
        QVERIFY(log.view.rectOf(position(99'999, 0)).isValid());
        log.key(Qt::Key_PageUp);
        QCOMPARE(log.view.currentLine().index(), 99'999U - static_cast<unsigned>(log.view.pageRows()) + 1);
        log.key(Qt::Key_Home, Qt::ControlModifier);
        QVERIFY(log.settle());
        QCOMPARE(log.view.topLine(), LineNumber(0));
    }

    void homeGoesToTheTextFirst() {
        ShownLog log("    indented\n");
        log.key(Qt::Key_End);
        log.key(Qt::Key_Home);
        QCOMPARE(log.view.selection().caret, position(0, 4));
        log.key(Qt::Key_Home);
        QCOMPARE(log.view.selection().caret, position(0, 0));
    }

    void mouseSelectsAndCopyTakesIt() {
        ShownLog log("first line\nsecond line\nthird line\n");
        log.drag(log.at(0, 6), log.at(2, 5));
        QCOMPARE(log.view.selection().from(), position(0, 6));
        QCOMPARE(log.view.selection().to(), position(2, 5));
        QCOMPARE(log.view.selectedText(), u"line\nsecond line\nthird"_s);
        log.key(Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"line\nsecond line\nthird"_s);
    }

    void doubleClickTakesTheWordAThirdTheLine() {
        ShownLog log("one two_three four\nnext\n");
        QTest::mouseDClick(log.view.viewport(), Qt::LeftButton, {}, log.at(0, 7));
        QCOMPARE(log.view.selectedText(), u"two_three"_s);
        QTest::mouseClick(log.view.viewport(), Qt::LeftButton, {}, log.at(0, 7));
        QCOMPARE(log.view.selectedText(), u"one two_three four\n"_s);
    }

    void shiftExtends() {
        ShownLog log(numberedLines(20));
        log.click(3, 2);
        log.click(5, 4, Qt::ShiftModifier);
        QCOMPARE(log.view.selection(), (TextRange{position(3, 2), position(5, 4)}));
        log.key(Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(log.view.selection(), (TextRange{position(3, 2), position(4, 4)}));
        log.key(Qt::Key_Right);
        QVERIFY(log.view.selection().isEmpty());
    }

    void dragBeyondTheEdgeScrolls() {
        ShownLog log(numberedLines(5000));
        QTest::mousePress(log.view.viewport(), Qt::LeftButton, {}, log.at(2, 0));
        QTest::mouseMove(log.view.viewport(), QPoint(100, 200));
        QTest::mouseMove(log.view.viewport(), QPoint(100, log.view.viewport()->height() + 60));
        QTRY_VERIFY(log.view.topLine().index() > 20);
        QTest::mouseRelease(log.view.viewport(), Qt::LeftButton, {}, QPoint(100, log.view.viewport()->height() + 60));
        QCOMPARE(log.view.selection().from(), position(2, 0));
        QVERIFY(log.view.selection().to().line.index() > 20);
    }

    void selectAllAndCopyWithPlace() {
        ShownLog log(jobOf({{"logs/user/a.txt", "one\ntwo\n"}}));
        log.key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(log.view.selectedText(), u"one\ntwo"_s);
        log.view.copy(true);
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"logs/user/a.txt:1-2\none\ntwo"_s);
        log.view.goToLine(LineNumber(1));
        log.view.copy(true);
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"logs/user/a.txt:2: two"_s);
    }

    void copyBeyondTheLimitSaysSo() {
        std::string text;
        for (int i = 0; i < 600'000; ++i)
            text += "x\n";
        ShownLog log(text);
        QSignalSpy noticed(&log.view, &LogView::noticed);
        log.key(Qt::Key_A, Qt::ControlModifier);
        log.key(Qt::Key_C, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(noticed.size(), 1, 10'000);
        QVERIFY(noticed[0][0].toString().contains(u"500,000"_s));
        QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 499'999);
    }

    void wheelScrolls() {
        ShownLog log(numberedLines(1000));
        const auto wheel = [&](int delta, Qt::KeyboardModifiers modifiers) {
            QWheelEvent event(QPointF(200, 100), log.view.viewport()->mapToGlobal(QPointF(200, 100)), {}, {0, delta}, {}, modifiers,
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(log.view.viewport(), &event);
        };
        wheel(-120, {});
        QCOMPARE(log.view.topLine().index(), static_cast<std::uint64_t>(QApplication::wheelScrollLines()));
        wheel(1200, {});
        QCOMPARE(log.view.topLine(), LineNumber(0));
        QSignalSpy zoom(&log.view, &LogView::zoomRequested);
        wheel(120, Qt::ControlModifier);
        QCOMPARE(zoom.size(), 1);
        QCOMPARE(zoom[0][0].toInt(), 1);
    }

    void scrollBarReachesBothEnds() {
        ShownLog log(numberedLines(10'000));
        QScrollBar* const bar = log.view.verticalScrollBar();
        bar->setValue(bar->maximum());
        QVERIFY(log.settle());
        QVERIFY(log.view.rectOf(position(9999, 0)).bottom() <= log.view.viewport()->height());
        QVERIFY(log.view.rectOf(position(9999, 0)).isValid());
        bar->setValue(5000);
        QCOMPARE(log.view.topLine(), LineNumber(5000));
        bar->setValue(0);
        QCOMPARE(log.view.topLine(), LineNumber(0));
    }

    void wordWrap() {
        std::string text = "short\n";
        for (int i = 0; i < 100; ++i)
            text += "word" + std::to_string(i) + ' ';
        text += "\nlast\n";
        ShownLog log(text, {400, 400});
        QTRY_VERIFY(log.view.horizontalScrollBar()->maximum() > 0);
        log.view.setWordWrap(true);
        QVERIFY(log.settle());
        QCOMPARE(log.view.horizontalScrollBar()->maximum(), 0);
        const QRect begin = log.view.rectOf(position(1, 0)), later = log.view.rectOf(position(1, 400));
        QVERIFY(later.top() > begin.top());
        QVERIFY(log.view.rectOf(position(2, 0)).top() > later.top());
        log.click(1, 400);
        QCOMPARE(log.view.selection().caret, position(1, 400));
        // Down goes to the next row of the same line.
        log.key(Qt::Key_Down);
        QCOMPARE(log.view.currentLine(), LineNumber(1));
        QVERIFY(log.view.selection().caret.column > 400);
    }

    void zoomKeepsTheTopLine() {
        ShownLog log(numberedLines(1000));
        log.view.verticalScrollBar()->setValue(300);
        QVERIFY(log.settle());
        const int before = log.view.rectOf(position(301, 0)).height();
        log.view.setZoom(6);
        QCOMPARE(log.view.topLine(), LineNumber(300));
        QVERIFY(log.view.rectOf(position(301, 0)).height() > before);
    }

    void marksShowInMarginAndRuler() {
        ShownLog log(numberedLines(100));
        log.view.setMarks({{LineNumber(3), LogMark::Kind::Explained, u"Explained"_s, 1},
                           {LineNumber(5), LogMark::Kind::Cause, u"Cause <b>"_s, 0},
                           {LineNumber(5), LogMark::Kind::Noise, u"Noise"_s, 2}});
        QCOMPARE(log.view.markOf(LineNumber(5))->kind, LogMark::Kind::Cause);
        QVERIFY(!log.view.markOf(LineNumber(4)));
        QSignalSpy activated(&log.view, &LogView::markActivated);
        const QImage image = log.view.viewport()->grab().toImage();
        const Theme theme = Theme::of(log.view.palette());
        const QRect row = log.view.rectOf(position(5, 0));
        QVERIFY(hasColour(image, QRect(0, row.top() + 2, 3, 4), theme.error));
        QVERIFY(hasColour(image, QRect(500, row.top() + 2, 3, 4), theme.errorTint));
        QVERIFY(hasColour(image, QRect(0, log.view.rectOf(position(3, 0)).top() + 2, 3, 4), theme.warning));
        // The sign of a line is its worst, whichever finding is chosen.
        log.view.setCurrentFinding(2);
        QCOMPARE(log.view.markOf(LineNumber(5))->kind, LogMark::Kind::Cause);
        QVERIFY(hasColour(log.view.viewport()->grab().toImage(), QRect(0, row.top() + 2, 3, 4), theme.error));
        // A click on the sign.
        QTest::mouseClick(log.view.viewport(), Qt::LeftButton, {}, QPoint(row.left() - 12, row.center().y()));
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toULongLong(), 0U);
        // Enter on the line.
        log.view.goToLine(LineNumber(3));
        log.key(Qt::Key_Return);
        QCOMPARE(activated.size(), 2);
        QCOMPARE(activated[1][0].toULongLong(), 1U);
    }

    void rulerJumps() {
        ShownLog log(numberedLines(1000));
        log.view.setMarks({{LineNumber(700), LogMark::Kind::Cause, u"Cause"_s, 0}});
        auto* const ruler = log.view.findChild<OverviewRuler*>();
        QVERIFY(ruler && ruler->isVisible());
        // Near the mark: to the mark.
        QTest::mouseClick(ruler, Qt::LeftButton, {}, QPoint(5, ruler->height() * 700 / 1000 + 2));
        QCOMPARE(log.view.currentLine(), LineNumber(700));
        QTest::mouseClick(ruler, Qt::LeftButton, {}, QPoint(5, ruler->height() / 4));
        QVERIFY(std::abs(static_cast<int>(log.view.currentLine().index()) - 250) < 6);
    }

    void goesToALineThatIsNotIndexedYet() {
        const JobPointer job = jobOf({{"a.txt", numberedLines(1'500'000)}});
        LogView view(std::make_shared<SyntaxLibrary>());
        view.resize(600, 300);
        view.show();
        const auto document = std::make_shared<LogDocument>(job, 0);
        view.setDocument(document);
        view.goToLine(LineNumber(1'234'567));
        QTRY_COMPARE(view.currentLine(), LineNumber(1'234'567));
        QTRY_COMPARE(view.textOf(LineNumber(1'234'567)), u"line 1234568"_s);
        view.goToLine(LineNumber(99'999'999));
        QTRY_COMPARE(view.currentLine(), LineNumber(1'499'999));
    }

    void aFindingBeyondTheIndexIsShownExactly() {
        const auto restored = qScopeGuard([usual = SlowSource::delay.load()] { SlowSource::delay = usual; });
        SlowSource::delay = std::chrono::milliseconds(100);
        const std::string text = numberedLines(1'500'000);
        auto job = openJob(std::make_shared<SlowSource>(text), "slow", Layouts());
        LogView view(std::make_shared<SyntaxLibrary>());
        view.resize(600, 300);
        view.show();
        // As a click on a finding does: the file is not even open yet.
        const auto document = std::make_shared<LogDocument>(*job, 0);
        view.setDocument(document);
        const LineNumber line = LineNumber::fromShown(1'234'567);
        LogMark mark{line, LogMark::Kind::Cause, u"Cause"_s, 0};
        mark.offset = text.find("line 1234567\n");
        view.setMarks({mark});
        view.goToLine(line);
        QTRY_COMPARE(view.textOf(view.currentLine()), u"line 1234567"_s);
        QVERIFY(!document->isComplete());
        QCOMPARE(view.currentLine(), line);
        QVERIFY(view.markOf(line));
        QVERIFY(view.rectOf({line, 0}).isValid());
        // So is another one from there.
        mark.line = LineNumber::fromShown(345'678);
        mark.offset = text.find("line 345678\n");
        view.setMarks({mark});
        view.goToLine(mark.line);
        QTRY_COMPARE(view.textOf(view.currentLine()), u"line 345678"_s);
        QVERIFY(!document->isComplete());
        view.goToLine(line);
        SlowSource::delay = std::chrono::milliseconds(0);
        QTRY_VERIFY(document->isComplete());
        QCOMPARE(view.currentLine(), line);
        QTRY_COMPARE(view.textOf(line), u"line 1234567"_s);
    }

    void shortFilesHaveTheirMarksBesideTheLines() {
        ShownLog log(numberedLines(7));
        log.view.setMarks({{LineNumber(5), LogMark::Kind::Cause, u"Cause"_s, 0}});
        QVERIFY(log.settle());
        auto* const ruler = log.view.findChild<OverviewRuler*>();
        const QImage image = ruler->grab().toImage();
        const QRect row = log.view.rectOf(position(5, 0));
        QVERIFY(hasColour(image, {2, row.top(), 7, row.height()}, Theme::of(log.view.palette()).error));
        QVERIFY(!hasColour(image, {2, row.bottom() + 2, 7, image.height() - row.bottom() - 3}, Theme::of(log.view.palette()).error));
        QTest::mouseClick(ruler, Qt::LeftButton, {}, QPoint(5, row.center().y()));
        QCOMPARE(log.view.currentLine(), LineNumber(5));
    }

    void endOfAFileThatIsNotIndexedYet() {
        auto job = openJob(std::make_shared<SlowSource>(numberedLines(1'000'000)), "slow", Layouts());
        LogView view(std::make_shared<SyntaxLibrary>());
        view.resize(600, 300);
        view.show();
        const auto document = std::make_shared<LogDocument>(*job, 0);
        view.setDocument(document);
        QTRY_VERIFY(document->isOpen());
        QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
        QTRY_COMPARE(view.textOf(view.currentLine()), u"line 1000000"_s);
        QTest::keyClick(&view, Qt::Key_Up);
        QCOMPARE(view.textOf(view.currentLine()), u"line 999999"_s);
        QVERIFY(document->isEstimated(view.currentLine()));
        const QRect before = view.rectOf(view.selection().caret);
        // Nothing moves when the numbers become certain.
        SlowSource::delay = std::chrono::milliseconds(0);
        QTRY_VERIFY(document->isComplete());
        SlowSource::delay = std::chrono::milliseconds(20);
        QCOMPARE(view.currentLine(), LineNumber(999'998));
        QTRY_COMPARE(view.textOf(view.currentLine()), u"line 999999"_s);
        QCOMPARE(view.rectOf(view.selection().caret).top(), before.top());
    }

    void readAgainKeepsThePlace() {
        ShownLog log(numberedLines(1000));
        log.view.goToLine(LineNumber(500));
        log.document->reload();
        QTRY_VERIFY(log.document->isComplete());
        QVERIFY(log.settle());
        QCOMPARE(log.view.currentLine(), LineNumber(500));
        QVERIFY(log.view.rectOf(position(500, 0)).isValid());
    }

    void progressBarShowsItsStatesOnDemand() {
        ShownLog log("1 %\r2 %\r3 %\n");
        QCOMPARE(log.view.textOf(LineNumber(0)), u"3 %"_s);
        const QRect end = log.view.rectOf(position(0, 3));
        QTest::mouseClick(log.view.viewport(), Qt::LeftButton, {}, QPoint(end.left() + 24, end.center().y()));
        QTRY_COMPARE(log.view.textOf(LineNumber(0)), u"1 %\u240D2 %\u240D3 %"_s);
        // And by the keyboard, both ways.
        log.key(Qt::Key_Return);
        QTRY_COMPARE(log.view.textOf(LineNumber(0)), u"3 %"_s);
        log.key(Qt::Key_Return);
        QTRY_COMPARE(log.view.textOf(LineNumber(0)), u"1 %\u240D2 %\u240D3 %"_s);
    }

    void hitsCanBeReadInBothThemes() {
        for (const bool dark : {false, true}) {
            const Theme theme = Theme::of(Theme::palette(dark));
            QVERIFY(Theme::contrast(theme.text, LogPainter::hitFill(theme)) >= 4.5);
            QVERIFY(Theme::contrast(theme.onAccent, theme.accent) >= 4.5);
            // And are seen as hits: the fill differs from all grounds a line may have.
            for (const QColor& ground : {theme.base, theme.errorTint, theme.warningTint, theme.selection})
                QVERIFY(Theme::contrast(LogPainter::hitFill(theme), ground) > 1.1);
        }
    }

    void aJumpFlashesAFrameThatEnds() {
        ShownLog log(numberedLines(100));
        log.view.goToLine(LineNumber(10));
        const QRect row = log.view.rectOf(position(10, 0));
        const auto edge = [&] { return log.view.viewport()->grab().toImage().pixelColor(500, row.top()); };
        const auto middle = [&] { return log.view.viewport()->grab().toImage().pixelColor(500, row.center().y()); };
        const QColor ground = middle();
        QVERIFY(edge() != ground);
        QTRY_COMPARE(edge(), ground);
    }

    void hitsAreHighlighted() {
        ShownLog log("one needle\nnothing\n");
        const QImage before = log.view.viewport()->grab().toImage();
        log.view.setPattern(TextPattern(u"needle"_s, {}));
        const QImage after = log.view.viewport()->grab().toImage();
        const QRect hit = log.view.rectOf(position(0, 4));
        QVERIFY(before.copy(hit) != after.copy(hit));
        const QRect other = log.view.rectOf(position(1, 0));
        QVERIFY(before.copy(other) == after.copy(other));
    }

    void contextMenuTellsTheLine() {
        ShownLog log("one\ntwo\n");
        QSignalSpy menu(&log.view, &LogView::contextMenuRequested);
        QContextMenuEvent event(QContextMenuEvent::Mouse, log.at(1, 1), log.view.viewport()->mapToGlobal(log.at(1, 1)));
        QApplication::sendEvent(log.view.viewport(), &event);
        QCOMPARE(menu.size(), 1);
        QCOMPARE(menu[0][0].value<LineNumber>(), LineNumber(1));
        QCOMPARE(menu[0][1].toString(), u"two"_s);
    }

    void paintsInBothThemes() {
        ShownLog log("2026-01-05 10:03:11,106|ERROR|214|text\n");
        for (const bool dark : {false, true}) {
            log.view.setPalette(Theme::palette(dark));
            const Theme theme = Theme::of(log.view.palette());
            const QImage image = log.view.viewport()->grab().toImage();
            QCOMPARE(image.pixelColor(600, 200).rgb(), theme.base.rgb());
            const QRect level = log.view.rectOf(position(0, 24));
            QVERIFY(hasColour(image, level.adjusted(0, 0, 40, 0), theme.error));
        }
    }

    void emptyAndUnreadableFilesPaintWords() {
        ShownLog log("");
        const QImage image = log.view.viewport()->grab().toImage();
        QVERIFY(hasColour(image, image.rect(), Theme::of(log.view.palette()).text));
        // Keys and clicks on nothing.
        log.key(Qt::Key_Down);
        log.key(Qt::Key_End, Qt::ControlModifier);
        log.key(Qt::Key_A, Qt::ControlModifier);
        log.view.copy();
        QTest::mouseClick(log.view.viewport(), Qt::LeftButton, {}, QPoint(100, 100));
        QTest::mouseDClick(log.view.viewport(), Qt::LeftButton, {}, QPoint(100, 100));
        QCOMPARE(log.view.currentLine(), LineNumber(0));
    }

    void anotherDocumentStartsAtItsTop() {
        ShownLog log(numberedLines(1000));
        log.view.goToLine(LineNumber(800));
        log.view.setDocument(std::make_shared<LogDocument>(jobOf({{"b.txt", "other\n"}}), 0));
        QCOMPARE(log.view.currentLine(), LineNumber(0));
        QTRY_COMPARE(log.view.textOf(LineNumber(0)), u"other"_s);
        log.view.setDocument(nullptr);
        log.key(Qt::Key_Down);
        QVERIFY(!log.view.viewport()->grab().isNull());
    }

    void placesOfEncodedNamesAreCopiedAsTheyAre() {
        ShownLog log(jobOf({{"a%2Fb%3.txt", "one\ntwo\n"}}));
        log.view.copy(true);
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"a%2Fb%3.txt:1: one"_s);
        log.view.selectAll();
        log.view.copy(true);
        QTRY_VERIFY2(QGuiApplication::clipboard()->text().startsWith(u"a%2Fb%3.txt:1-2\none"_s),
                     qPrintable(QGuiApplication::clipboard()->text()));
    }

    void theCaretStaysInSightWhenLinesWrapOtherwise() {
        std::string text;
        for (int i = 0; i < 300; ++i)
            text += std::string(80, 'x') + std::to_string(i) + '\n';
        ShownLog log(text, {1000, 400});
        log.view.setWordWrap(true);
        log.view.goToLine(LineNumber(100), false);
        QVERIFY(log.settle());
        log.key(Qt::Key_PageDown);
        QVERIFY(log.settle());
        const LineNumber line = log.view.currentLine();
        QVERIFY(log.view.rectOf({line, 0}).isValid());
        log.view.resize(400, 400);
        QVERIFY(log.settle());
        QCOMPARE(log.view.currentLine(), line);
        QVERIFY(log.view.rectOf({line, 0}).isValid());
    }
};

QTEST_MAIN(TestLogView)
#include "test_log_view.moc"
