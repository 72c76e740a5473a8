// SPDX-License-Identifier: MIT
// Logs side by side, and bookmarks across them.
#include "log_job.h"

#include "log/bookmarks.h"
#include "log/log_group.h"
#include "log/log_pane.h"
#include "log/log_tab_bar.h"

#include <QAction>
#include <QTemporaryDir>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

/// A pane in a window of its own with a job of three logs.
class ShownPane {
public:
    ShownPane() : job(jobOf({{"a.txt", numberedLines(500)}, {"b.txt", numberedLines(60)}, {"c.txt", numberedLines(70)}})) {
        pane.resize(900, 500);
        pane.show();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&pane);
        pane.setJob(job);
    }
    QList<LogGroup*> groups() {
        QList<LogGroup*> shown;
        for (LogGroup* const group : pane.findChildren<LogGroup*>())
            if (!group->isHidden())
                shown.append(group);
        std::ranges::sort(shown, {}, [](const LogGroup* group) { return group->x(); });
        return shown;
    }
    bool loaded() {
        return QTest::qWaitFor([&] {
            return pane.view() && pane.view()->document()->isComplete() && pane.view()->document()->line(pane.view()->currentLine());
        });
    }
    std::size_t file() { return pane.status().file; }

    JobPointer job;
    LogPane pane;
};

} // namespace

class TestLogGroups : public QObject {
    Q_OBJECT

private slots:
    void aLogIsOpenedBeside() {
        ShownPane shown;
        QVERIFY(!shown.pane.actions().openBeside->isEnabled());
        shown.pane.showPlace(0, LineNumber(100), false);
        QVERIFY(shown.loaded());
        QTest::keyClick(shown.pane.view(), Qt::Key_Backslash, Qt::ControlModifier);
        QCOMPARE(shown.groups().size(), 2);
        QCOMPARE(shown.groups()[0]->view()->document()->file(), 0U);
        QCOMPARE(shown.groups()[1]->view()->document()->file(), 0U);
        QCOMPARE(shown.pane.view(), shown.groups()[1]->view());
        QTRY_COMPARE(shown.pane.view()->currentLine(), LineNumber(100));
        // What is opened now comes into the new column; the other one stays.
        shown.pane.showFile(1, false);
        QCOMPARE(shown.groups()[1]->count(), 2);
        QCOMPARE(shown.groups()[0]->count(), 1);
        QVERIFY(shown.groups()[0]->width() > 200 && shown.groups()[1]->width() > 200);
        // Both move on their own.
        QTest::keyClick(shown.groups()[0]->view(), Qt::Key_Down);
        QCOMPARE(shown.groups()[0]->view()->currentLine(), LineNumber(101));
    }

    void theColumnThatIsUsedIsTheActiveOne() {
        ShownPane shown;
        shown.pane.showFile(0, false);
        shown.pane.actions().openBeside->trigger();
        shown.pane.showFile(1, false);
        QVERIFY(shown.loaded());
        QCOMPARE(shown.file(), 1U);
        QTest::mouseClick(shown.groups()[0]->view()->viewport(), Qt::LeftButton, {}, QPoint(200, 30));
        QCOMPARE(shown.file(), 0U);
        QTest::keyClick(shown.pane.view(), Qt::Key_F6);
        QCOMPARE(shown.file(), 1U);
        QTRY_VERIFY(shown.pane.view()->hasFocus());
        // Where a log is open in another column only, one is led there.
        shown.groups()[0]->setFocus();
        shown.pane.showFile(1, true);
        QCOMPARE(shown.pane.view(), shown.groups()[1]->view());
    }

    void aTabMovesToTheOtherColumnAndBack() {
        ShownPane shown;
        shown.pane.showFile(0, false);
        QVERIFY(!shown.pane.actions().moveBeside->isEnabled());
        shown.pane.showFile(1, true);
        QVERIFY(shown.loaded());
        shown.pane.actions().moveBeside->trigger();
        QCOMPARE(shown.groups().size(), 2);
        QCOMPARE(shown.groups()[0]->view()->document()->file(), 0U);
        QCOMPARE(shown.file(), 1U);
        QVERIFY(shown.groups()[1]->isPreview(0));
        // The last one takes its column with it.
        for (int i = 0; i < static_cast<int>(LogPane::groupLimit) && shown.groups().size() > 1; ++i)
            shown.pane.actions().closeTab->trigger();
        QCOMPARE(shown.groups().size(), 1);
        QCOMPARE(shown.file(), 0U);
        QVERIFY(!shown.pane.actions().nextGroup->isEnabled());
    }

    void thereAreNoMoreColumnsThanCanBeRead() {
        ShownPane shown;
        shown.pane.showFile(0, false);
        for (std::size_t i = 0; i < LogPane::groupLimit + 2; ++i)
            shown.pane.actions().openBeside->trigger();
        QCOMPARE(static_cast<std::size_t>(shown.groups().size()), LogPane::groupLimit);
    }

    void columnsComeBackWhenTheJobIsReadAgain() {
        ShownPane shown;
        shown.pane.showPlace(0, LineNumber(42), false);
        shown.pane.actions().openBeside->trigger();
        shown.pane.showPlace(1, LineNumber(7), true);
        shown.pane.actions().nextGroup->trigger();
        QVERIFY(shown.loaded());
        shown.pane.setJob({});
        QCOMPARE(shown.groups().size(), 1);
        QVERIFY(!shown.pane.view());
        shown.pane.setJob(shown.job);
        QCOMPARE(shown.groups().size(), 2);
        QCOMPARE(shown.groups()[1]->count(), 2);
        QVERIFY(shown.groups()[1]->isPreview(1));
        QCOMPARE(shown.groups()[1]->view()->document()->file(), 1U);
        QCOMPARE(shown.file(), 0U);
        QTRY_COMPARE(shown.pane.view()->currentLine(), LineNumber(42));
        shown.pane.setJob({});
        shown.pane.setJob(jobOf({{"other.txt", "x"}}));
        QCOMPARE(shown.groups().size(), 1);
    }

    void bookmarksAreSetShownAndWalked() {
        ShownPane shown;
        shown.pane.showPlace(0, LineNumber(5), false);
        QVERIFY(shown.loaded());
        QVERIFY(!shown.pane.actions().nextBookmark->isEnabled());
        const QImage before = shown.pane.view()->viewport()->grab().toImage();
        QTest::keyClick(shown.pane.view(), Qt::Key_F2, Qt::ControlModifier);
        QVERIFY(shown.pane.view()->isBookmarked(LineNumber(5)));
        QVERIFY(shown.pane.view()->viewport()->grab().toImage().copy(0, 0, 14, 400) != before.copy(0, 0, 14, 400));
        shown.pane.showPlace(2, LineNumber(30), false);
        QVERIFY(shown.loaded());
        QTest::keyClick(shown.pane.view(), Qt::Key_F2, Qt::ControlModifier);
        QTest::keyClick(shown.pane.view(), Qt::Key_F2);
        QCOMPARE(shown.file(), 0U);
        QCOMPARE(shown.pane.view()->currentLine(), LineNumber(5));
        QTest::keyClick(shown.pane.view(), Qt::Key_F2, Qt::ShiftModifier);
        QCOMPARE(shown.file(), 2U);
        QTRY_COMPARE(shown.pane.view()->currentLine(), LineNumber(30));
        QTest::keyClick(shown.pane.view(), Qt::Key_F2, Qt::ControlModifier);
        QVERIFY(!shown.pane.view()->isBookmarked(LineNumber(30)));
    }

    void bookmarkedLinesPassTheFilter() {
        ShownPane shown;
        shown.pane.showPlace(0, LineNumber(250), false);
        QVERIFY(shown.loaded());
        shown.pane.actions().toggleBookmark->trigger();
        shown.pane.view()->goToLine(LineNumber(0));
        shown.pane.actions().onlyTelling->trigger();
        QTRY_VERIFY(!shown.pane.view()->levels().isRunning() && shown.pane.view()->levels().lines() > 0);
        QVERIFY(!shown.pane.view()->folds().foldOf(LineNumber(250)));
        QVERIFY(shown.pane.view()->folds().foldOf(LineNumber(240)));
    }

    void bookmarksAreKept() {
        const QTemporaryDir folder;
        const JobPointer job = jobOf({{"a.txt", numberedLines(9)}});
        {
            LogPane pane;
            pane.setBookmarkFolder(folder.path());
            pane.setJob(job);
            pane.showPlace(0, LineNumber(3), false);
            QTRY_VERIFY(pane.view()->document()->isComplete());
            pane.view()->goToLine(LineNumber(3));
            pane.actions().toggleBookmark->trigger();
        }
        LogPane pane;
        pane.setBookmarkFolder(folder.path());
        pane.setJob(job);
        pane.showFile(0, false);
        QTRY_VERIFY(pane.view()->isBookmarked(LineNumber(3)));
    }
};

QTEST_MAIN(TestLogGroups)
#include "test_log_groups.moc"
