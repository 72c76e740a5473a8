// SPDX-License-Identifier: MIT
// Folding and the level filter, as a reader uses them.
#include "log_job.h"

#include "log/overview_ruler.h"

#include <QClipboard>
#include <QImage>
#include <QScrollBar>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

constexpr int before = 20; // lines before the traceback

std::string tracebackText() {
    std::string text;
    for (int i = 0; i < before; ++i)
        text += "2026-01-05 10:03:00 INFO fine " + std::to_string(i) + '\n';
    text += "2026-01-05 10:03:11 ERROR init() failed\n"
            "Traceback (most recent call last):\n"
            "  File \"/usr/lib/python3.10/runpy.py\", line 196, in _run_module_as_main\n"
            "    return _run_code(code, main_globals, None,\n"
            "  File \"/usr/lib/python3.10/runpy.py\", line 86, in _run_code\n"
            "    exec(code, run_globals)\n"
            "  File \"score.py\", line 3, in init\n"
            "    import sklearn.ensemble\n"
            "ModuleNotFoundError: No module named 'sklearn'\n";
    for (int i = 0; i < 200; ++i)
        text += "2026-01-05 10:03:12 INFO later " + std::to_string(i) + '\n';
    return text;
}

constexpr std::uint64_t error = before, firstFrame = before + 2, ownFrame = before + 6, exception = before + 8;

bool isRuntime(std::string_view file) {
    return file.starts_with("/usr/lib/");
}

/// A log whose frames are folded.
class FoldedLog : public ShownLog {
public:
    FoldedLog() : ShownLog(tracebackText()) {
        view.setRuntimeFrames(isRuntime);
        view.setFoldFrames(true);
        view.goToLine(LineNumber(0), false);
        settle();
    }
    QPoint pill(std::uint64_t line) {
        const QRect row = view.rectOf({LineNumber(line), 0});
        return {row.left() + 30, row.center().y()};
    }
};

} // namespace

class TestLogFolds : public QObject {
    Q_OBJECT

private slots:
    void init() { QGuiApplication::clipboard()->clear(); }

    void framesOfTheRuntimeAreOneRow() {
        FoldedLog log;
        QCOMPARE(log.view.rowText(LineNumber(firstFrame)), u"2 frame(s) of the runtime"_s);
        QVERIFY(!log.view.rectOf({LineNumber(firstFrame + 1), 0}).isValid());
        const int row = log.view.rectOf({LineNumber(0), 0}).height();
        QCOMPARE(log.view.rectOf({LineNumber(ownFrame), 0}).top(), log.view.rectOf({LineNumber(firstFrame), 0}).top() + row);
        // A click on the note opens it; the sign beside it closes it again.
        QTest::mouseClick(log.view.viewport(), Qt::LeftButton, {}, log.pill(firstFrame));
        QVERIFY(log.view.rectOf({LineNumber(firstFrame + 1), 0}).isValid());
        const QRect line = log.view.rectOf({LineNumber(firstFrame), 0});
        QTest::mouseClick(log.view.viewport(), Qt::LeftButton, {}, QPoint(line.left() - 12, line.center().y()));
        QVERIFY(!log.view.rectOf({LineNumber(firstFrame + 1), 0}).isValid());
        // As long as the action says so.
        log.view.setFoldFrames(false);
        QVERIFY(log.view.folds().isEmpty());
    }

    void keysGoOverAFoldAndOpenIt() {
        FoldedLog log;
        log.click(firstFrame - 1, 0);
        log.key(Qt::Key_Down);
        QCOMPARE(log.view.currentLine(), LineNumber(firstFrame));
        log.key(Qt::Key_Down);
        QCOMPARE(log.view.currentLine(), LineNumber(ownFrame));
        log.key(Qt::Key_Up);
        log.key(Qt::Key_Right);
        QCOMPARE(log.view.currentLine(), LineNumber(ownFrame));
        log.key(Qt::Key_Left);
        QCOMPARE(log.view.currentLine(), LineNumber(firstFrame));
        log.key(Qt::Key_Return);
        QVERIFY(log.view.folds().isEmpty());
        log.key(Qt::Key_Down);
        QCOMPARE(log.view.currentLine(), LineNumber(firstFrame + 1));
        // Folding at a line within takes the caret to the row that stays.
        log.view.setFolded(log.view.currentLine(), true);
        QCOMPARE(log.view.currentLine(), LineNumber(firstFrame));
        QVERIFY(log.view.folds().foldOf(LineNumber(firstFrame + 1)));
    }

    void goingToALineOpensItsFold() {
        FoldedLog log;
        log.view.goToLine(LineNumber(firstFrame + 2));
        QVERIFY(log.view.rectOf({LineNumber(firstFrame + 2), 0}).isValid());
        QCOMPARE(log.view.currentLine(), LineNumber(firstFrame + 2));
        QVERIFY(log.view.folds().isEmpty());
    }

    void whatAReaderWentToIsNotTakenAway() {
        // The line is gone to before it is known that it is one of a fold.
        ShownLog log(tracebackText());
        log.view.setFoldFrames(true);
        log.view.goToLine(LineNumber(firstFrame + 2), false);
        log.view.setRuntimeFrames(isRuntime);
        QCOMPARE(log.view.currentLine(), LineNumber(firstFrame + 2));
        QVERIFY(log.view.folds().isEmpty());
    }

    void markedLinesAreNotFolded() {
        FoldedLog log;
        log.view.setMarks({{LineNumber(firstFrame + 1), LogMark::Kind::Cause, u"Cause"_s, 0}});
        QVERIFY(log.view.folds().isEmpty());
        log.view.setMarks({{LineNumber(exception), LogMark::Kind::Cause, u"Cause"_s, 0}});
        QVERIFY(!log.view.folds().isEmpty());
    }

    void copyingTakesWhatIsFolded() {
        FoldedLog log;
        log.view.select({{LineNumber(firstFrame - 1), 0}, {LineNumber(ownFrame), 0}});
        log.view.copy();
        QTRY_COMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 5);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"exec(code, run_globals)"_s));
    }

    void onlyWarningsAndErrors() {
        ShownLog log(tracebackText());
        log.view.setOnlyTelling(true);
        QTRY_VERIFY(!log.view.levels().isRunning() && log.view.levels().lines() > 0);
        QCOMPARE(log.view.rowText(LineNumber(0)), u"18 line(s) without warnings or errors"_s);
        QVERIFY(log.settle());
        QVERIFY(log.view.rectOf({LineNumber(error), 0}).isValid());
        QVERIFY(log.view.rectOf({LineNumber(exception + 2), 0}).isValid());
        QVERIFY(!log.view.rectOf({LineNumber(exception + 4), 0}).isValid());
        QCOMPARE(log.view.rowText(LineNumber(exception + 3)), u"198 line(s) without warnings or errors"_s);
        QCOMPARE(log.view.verticalScrollBar()->maximum(), 0);
        // The last row stands for all lines behind.
        log.key(Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(log.view.currentLine(), LineNumber(exception + 3));
        // What is left out is not copied.
        log.key(Qt::Key_A, Qt::ControlModifier);
        log.view.copy();
        QTRY_VERIFY(!QGuiApplication::clipboard()->text().isEmpty());
        QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 12);
        // Going to a line shows it with those beside it, and no more.
        log.view.goToLine(LineNumber(100));
        QVERIFY(log.settle());
        QVERIFY(log.view.rectOf({LineNumber(100), 0}).isValid());
        QVERIFY(log.view.rectOf({LineNumber(102), 0}).isValid());
        QVERIFY(log.view.folds().isHidden(LineNumber(104)));
        // A row of what is left out opens whole.
        log.click(103, 0);
        log.key(Qt::Key_Return);
        QVERIFY(!log.view.folds().foldOf(LineNumber(150)));
        log.view.setOnlyTelling(false);
        QVERIFY(log.view.folds().isEmpty());
    }

    void aFilterOfManyLinesShowsLinesFarApart() {
        std::string text;
        for (int i = 0; i < 300'000; ++i)
            text += (i % 20'000 == 10'000 ? "ERROR:root:bad " : "INFO:root:fine ") + std::to_string(i) + '\n';
        ShownLog log(text, {800, 300});
        log.view.setOnlyTelling(true);
        QTRY_VERIFY(!log.view.levels().isRunning() && log.view.levels().lines() > 0);
        log.key(Qt::Key_End, Qt::ControlModifier);
        log.key(Qt::Key_Up);
        QCOMPARE(log.view.currentLine(), LineNumber(290'002));
        QTRY_COMPARE(log.view.textOf(LineNumber(290'000)), u"ERROR:root:bad 290000"_s);
        QTRY_COMPARE(log.view.textOf(LineNumber(270'000)), u"ERROR:root:bad 270000"_s);
        QVERIFY(log.view.rectOf({LineNumber(270'000), 0}).isValid());
        // The ruler goes by rows, too.
        auto* const ruler = log.view.findChild<OverviewRuler*>();
        QTest::mouseClick(ruler, Qt::LeftButton, {}, QPoint(5, ruler->height() / 2));
        QVERIFY2(log.view.currentLine() > LineNumber(100'000) && log.view.currentLine() < LineNumber(200'000),
                 qPrintable(QString::number(log.view.currentLine().index())));
    }

    void theFilterStaysWhereTheReaderIs() {
        std::string text;
        for (int i = 0; i < 300'000; ++i)
            text += (i % 20'000 == 10'000 ? "ERROR:root:bad " : "INFO:root:fine ") + std::to_string(i) + '\n';
        ShownLog log(text, {800, 300});
        log.view.goToLine(LineNumber(145'000), false);
        QVERIFY(log.settle());
        log.view.setOnlyTelling(true);
        QTRY_VERIFY(!log.view.levels().isRunning() && log.view.levels().lines() > 0);
        // The row that stands for the line, between the errors beside it.
        QCOMPARE(log.view.currentLine(), LineNumber(130'003));
        QVERIFY(log.view.topLine() <= LineNumber(130'003));
        log.view.setOnlyTelling(false);
        QCOMPARE(log.view.currentLine(), LineNumber(145'000));
        // Whoever moves is not taken back.
        log.view.setOnlyTelling(true);
        QTRY_VERIFY(!log.view.levels().isRunning() && log.view.levels().lines() > 0);
        log.key(Qt::Key_Home, Qt::ControlModifier);
        log.view.setOnlyTelling(false);
        QCOMPARE(log.view.currentLine(), LineNumber(0));
    }

    void whatWasLeftOutAndOpenedIsFoldedAgain() {
        ShownLog log(tracebackText());
        log.view.setOnlyTelling(true);
        QTRY_VERIFY(!log.view.levels().isRunning() && log.view.levels().lines() > 0);
        QVERIFY(log.view.folds().foldOf(LineNumber(5)));
        log.view.setFolded(LineNumber(5), false);
        QVERIFY(!log.view.folds().foldOf(LineNumber(5)));
        log.view.setFolded(LineNumber(7), true);
        QVERIFY(log.view.folds().foldOf(LineNumber(5)));
    }

    void aLogThatDoesNotShowIsNotLookedThrough() {
        ShownLog log(tracebackText());
        log.view.hide();
        log.view.setOnlyTelling(true);
        QVERIFY(!log.view.levels().isRunning());
        log.view.show();
        QTRY_VERIFY(!log.view.levels().isRunning() && log.view.levels().lines() > 0);
        QVERIFY(log.view.folds().foldOf(LineNumber(5)));
    }

    void foldedRowsWrapAndPaintInBothThemes() {
        for (const bool dark : {false, true}) {
            FoldedLog log;
            log.view.setPalette(Theme::palette(dark));
            log.view.setWordWrap(true);
            QVERIFY(log.settle());
            const QImage image = log.view.viewport()->grab().toImage();
            const QRect row = log.view.rectOf({LineNumber(firstFrame), 0});
            bool inked = false;
            for (int x = row.left() + 10; x < row.left() + 200; ++x)
                inked |= image.pixelColor(x, row.center().y()) != image.pixelColor(700, row.center().y());
            QVERIFY(inked);
        }
    }
};

QTEST_MAIN(TestLogFolds)
#include "test_log_folds.moc"
