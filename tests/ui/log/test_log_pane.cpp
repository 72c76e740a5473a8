// SPDX-License-Identifier: MIT
#include "log_job.h"

#include "log/encoding_menu.h"
#include "log/find_bar.h"
#include "log/go_to_line_bar.h"
#include "log/log_marks.h"
#include "log/log_options.h"
#include "log/log_pane.h"
#include "log/log_tab_bar.h"

#include <QAction>
#include <QActionGroup>
#include <QLineEdit>
#include <QScrollBar>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

/// A pane in a window of its own with a job of three logs.
class ShownPane {
public:
    ShownPane()
        : job(jobOf({{"logs/job_result.txt", "result\n"},
                     {"logs/sys/error/0/process000.txt", numberedLines(50)},
                     {"logs/user/error/0/process000.txt", numberedLines(500)}})) {
        pane.resize(800, 500);
        pane.show();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&pane);
        pane.setJob(job);
        result = job->find("logs/job_result.txt");
        system = job->find("logs/sys/error/0/process000.txt");
        user = job->find("logs/user/error/0/process000.txt");
    }

    bool atLine(std::uint64_t line) {
        return QTest::qWaitFor([&] { return pane.view() && pane.view()->currentLine() == LineNumber(line); });
    }
    bool loaded() {
        return QTest::qWaitFor([&] {
            return pane.view() && pane.view()->document()->isComplete() && pane.view()->document()->line(pane.view()->currentLine());
        });
    }
    LogTabBar* tabs() { return pane.findChild<LogTabBar*>(); }
    FindBar* findBar() { return pane.findChild<FindBar*>(); }
    QStringList tabTexts() {
        QStringList texts;
        for (int i = 0; i < tabs()->count(); ++i)
            texts << (tabs()->isPreview(i) ? u"*"_s : QString()) + tabs()->tabText(i);
        return texts;
    }

    JobPointer job;
    std::size_t result, system, user;
    LogPane pane;
};

} // namespace

class TestLogPane : public QObject {
    Q_OBJECT

private slots:
    void oneTabPerFileOnePreview() {
        ShownPane shown;
        QSignalSpy files(&shown.pane, &LogPane::fileShown);
        shown.pane.showFile(shown.result, true);
        QCOMPARE(shown.tabTexts(), QStringList{u"*job_result.txt"_s});
        // The next preview takes the tab over.
        shown.pane.showFile(shown.user, true);
        QCOMPARE(shown.tabTexts(), QStringList{u"*user/error/0/process000.txt"_s});
        // A double click keeps it.
        QTest::mouseDClick(shown.tabs(), Qt::LeftButton, {}, shown.tabs()->tabRect(0).center());
        shown.pane.showFile(shown.system, true);
        QCOMPARE(shown.tabTexts(), QStringList({u"user/error/0/process000.txt"_s, u"*sys/error/0/process000.txt"_s}));
        // Opening for good keeps it too.
        shown.pane.showFile(shown.system, false);
        QCOMPARE(shown.tabTexts(), QStringList({u"user/error/0/process000.txt"_s, u"sys/error/0/process000.txt"_s}));
        shown.pane.showFile(shown.user, true);
        QCOMPARE(shown.tabs()->currentIndex(), 0);
        QCOMPARE(files.last()[0].toULongLong(), shown.user);
    }

    void closingTabs() {
        ShownPane shown;
        for (const std::size_t file : {shown.result, shown.system, shown.user})
            shown.pane.showFile(file, false);
        shown.pane.closeTabAction()->trigger();
        QCOMPARE(shown.tabs()->count(), 2);
        QTest::mouseClick(shown.tabs(), Qt::MiddleButton, {}, shown.tabs()->tabRect(0).center());
        QCOMPARE(shown.tabTexts(), QStringList{u"sys/error/0/process000.txt"_s});
        const QRect tab = shown.tabs()->tabRect(0);
        QTest::mouseClick(shown.tabs(), Qt::LeftButton, {}, QPoint(tab.right() - 10, tab.center().y() + 1));
        QCOMPARE(shown.tabs()->count(), 0);
        QVERIFY(!shown.pane.view());
        QCOMPARE(shown.pane.status().file, nowhere);
        QVERIFY(!shown.pane.findAction()->isEnabled());
        shown.pane.closeTabAction()->trigger();
    }

    void tabsCanBeMoved() {
        ShownPane shown;
        for (const std::size_t file : {shown.result, shown.system, shown.user})
            shown.pane.showFile(file, false);
        shown.tabs()->moveTab(2, 0);
        QCOMPARE(shown.tabTexts().first(), u"user/error/0/process000.txt"_s);
        QCOMPARE(shown.pane.view()->document()->file(), shown.user);
        shown.tabs()->setCurrentIndex(1);
        QCOMPARE(shown.pane.view()->document()->file(), shown.result);
    }

    void placesAndTheWayBack() {
        ShownPane shown;
        QVERIFY(!shown.pane.backAction()->isEnabled());
        shown.pane.showPlace(shown.user, LineNumber(120), true);
        QVERIFY(shown.atLine(120));
        shown.pane.showPlace(shown.result, LineNumber(0), true);
        QVERIFY(shown.atLine(0));
        shown.pane.showPlace(shown.user, LineNumber(400), true);
        QVERIFY(shown.atLine(400));
        QTest::keyClick(shown.pane.view(), Qt::Key_Up); // the reader moves on a little
        QTest::keyClick(shown.pane.view(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(shown.pane.view()->document()->file(), shown.result);
        shown.pane.backAction()->trigger();
        QVERIFY(shown.atLine(120));
        QVERIFY(!shown.pane.backAction()->isEnabled());
        shown.pane.forwardAction()->trigger();
        shown.pane.forwardAction()->trigger();
        QVERIFY(shown.atLine(399));
        QVERIFY(!shown.pane.forwardAction()->isEnabled());
    }

    void statusFollows() {
        ShownPane shown;
        QSignalSpy changed(&shown.pane, &LogPane::statusChanged);
        shown.pane.showPlace(shown.user, LineNumber(130), true);
        QVERIFY(shown.atLine(130));
        QCOMPARE(shown.pane.status().position, u"Line 131 of 500"_s);
        QCOMPARE(shown.pane.status().encoding, u"UTF-8"_s);
        QCOMPARE(shown.pane.status().lineEnds, u"LF"_s);
        QVERIFY(!shown.pane.status().indexing);
        changed.clear();
        QVERIFY(shown.loaded());
        QTest::keyClick(shown.pane.view(), Qt::Key_Down);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(shown.pane.status().line, LineNumber(131));
    }

    void findWhileTypingAndStep() {
        ShownPane shown;
        shown.pane.showFile(shown.user, false);
        QVERIFY(shown.loaded());
        shown.pane.view()->setFocus();
        QTest::keyClick(shown.pane.view(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(shown.findBar()->isVisible());
        auto* const field = shown.findBar()->findChild<QLineEdit*>();
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, u"line 49"_s);
        QVERIFY(shown.atLine(48));
        QTRY_COMPARE(shown.pane.view()->selectedText(), u"line 49"_s);
        // line 49, 490 … 499
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(shown.atLine(489));
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QVERIFY(shown.atLine(48));
        shown.pane.findPreviousAction()->trigger();
        QVERIFY(shown.atLine(498));
        QTest::keyClick(&shown.pane, Qt::Key_F3);
        QVERIFY(shown.atLine(48));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!shown.findBar()->isVisible());
        QVERIFY(shown.pane.view()->hasFocus());
    }

    void findTakesTheSelectionAndSeveralHitsInALine() {
        ShownPane shown;
        shown.pane.setJob(jobOf({{"a.txt", "x aa y aa\nnone\naa\n"}}));
        shown.pane.showFile(0, false);
        QVERIFY(shown.loaded());
        shown.pane.view()->select({{LineNumber(0), 2}, {LineNumber(0), 4}});
        shown.pane.findAction()->trigger();
        QCOMPARE(shown.findBar()->findChild<QLineEdit*>()->text(), u"aa"_s);
        QTRY_COMPARE(shown.pane.view()->selection().from(), (TextPosition{LineNumber(0), 2}));
        QTest::qWait(50);
        shown.pane.findNextAction()->trigger();
        QCOMPARE(shown.pane.view()->selection().from(), (TextPosition{LineNumber(0), 7}));
        shown.pane.findNextAction()->trigger();
        QTRY_COMPARE(shown.pane.view()->selection().from(), (TextPosition{LineNumber(2), 0}));
        shown.pane.findNextAction()->trigger();
        QTRY_COMPARE(shown.pane.view()->selection().from(), (TextPosition{LineNumber(0), 2}));
        shown.pane.findPreviousAction()->trigger();
        QTRY_COMPARE(shown.pane.view()->selection().from(), (TextPosition{LineNumber(2), 0}));
    }

    void goToLine() {
        ShownPane shown;
        shown.pane.showFile(shown.user, false);
        QVERIFY(shown.loaded());
        shown.pane.goToLineAction()->trigger();
        auto* const bar = shown.pane.findChild<GoToLineBar*>();
        QVERIFY(bar->isVisible());
        auto* const field = bar->findChild<QLineEdit*>();
        QTest::keyClicks(field, u"250"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!bar->isVisible());
        QVERIFY(shown.atLine(249));
        shown.pane.goToLineAction()->trigger();
        field->clear();
        QTest::keyClicks(field, u"nonsense"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(bar->isVisible());
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
    }

    void linesAndShares() {
        QCOMPARE(GoToLineBar::lineOf(u"1"_s, 100), LineNumber(0));
        QCOMPARE(GoToLineBar::lineOf(u"0"_s, 100), LineNumber(0));
        QCOMPARE(GoToLineBar::lineOf(u"1,200"_s, 5000), LineNumber(1199));
        QCOMPARE(GoToLineBar::lineOf(u"50 %"_s, 100), LineNumber(50));
        QCOMPARE(GoToLineBar::lineOf(u"100%"_s, 100), LineNumber(99));
        QCOMPARE(GoToLineBar::lineOf(u"900%"_s, 100), LineNumber(99));
        QVERIFY(!GoToLineBar::lineOf(u"x"_s, 100));
        QVERIFY(!GoToLineBar::lineOf(u"%"_s, 100));
        QVERIFY(!GoToLineBar::lineOf(u""_s, 100));
    }

    void marksFollowTheDiagnosis() {
        ShownPane shown;
        const Article cause, effect;
        Article noise;
        noise.role = ArticleRole::Noise;
        auto diagnosis = std::make_shared<Diagnosis>();
        const auto finding = [&](const Article& article, std::size_t file, std::uint64_t line) {
            Finding made;
            made.article = &article;
            made.title = "title";
            Place place;
            place.file = file;
            place.line = LineNumber(line);
            made.places = {place};
            return made;
        };
        diagnosis->findings = {finding(cause, shown.user, 10), finding(effect, shown.user, 5), finding(noise, shown.user, 7),
                               finding(cause, shown.system, 1)};
        diagnosis->findings[1].explainedBy = {0};
        shown.pane.showFile(shown.user, false);
        shown.pane.setDiagnosis(diagnosis);
        const QList<LogMark> marks = shown.pane.view()->marks();
        QCOMPARE(marks.size(), 3);
        QCOMPARE(marks[0].kind, LogMark::Kind::Explained);
        QCOMPARE(marks[1].kind, LogMark::Kind::Noise);
        QCOMPARE(marks[2].kind, LogMark::Kind::Cause);
        QCOMPARE(marks[2].finding, 0U);
        shown.pane.showFile(shown.system, true);
        QCOMPARE(shown.pane.view()->marks().size(), 1);
        shown.pane.setDiagnosis(nullptr);
        QVERIFY(shown.pane.view()->marks().isEmpty());
    }

    void wrapAndZoomHoldForAllTabs() {
        ShownPane shown;
        shown.pane.showFile(shown.user, false);
        QTest::keyClick(&shown.pane, Qt::Key_Z, Qt::AltModifier);
        QVERIFY(shown.pane.wrapAction()->isChecked());
        shown.pane.zoomInAction()->trigger();
        shown.pane.zoomInAction()->trigger();
        shown.pane.showFile(shown.result, false);
        QVERIFY(shown.pane.view()->wordWrap());
        QCOMPARE(shown.pane.view()->zoom(), 2);
        shown.pane.zoomResetAction()->trigger();
        QCOMPARE(shown.pane.view()->zoom(), 0);
    }

    void howLogsAreShownHoldsForAllTabs() {
        ShownPane shown;
        shown.pane.showFile(shown.user, false);
        QVERIFY(shown.loaded());
        QVERIFY(shown.pane.actions().foldFrames->isChecked());
        shown.pane.actions().onlyTelling->trigger();
        QTRY_COMPARE(shown.pane.view()->rowText(LineNumber(0)), u"500 line(s) without warnings or errors"_s);
        QTRY_VERIFY2(shown.pane.status().position.contains(u"warnings and errors"_s), qPrintable(shown.pane.status().position));
        shown.pane.showFile(shown.system, false);
        QTRY_COMPARE(shown.pane.view()->rowText(LineNumber(0)), u"50 line(s) without warnings or errors"_s);
        shown.pane.actions().onlyTelling->trigger();
        QTRY_COMPARE(shown.pane.view()->rowText(LineNumber(0)), u"line 1"_s);

        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"settings"_s), QSettings::IniFormat);
        shown.pane.actions().foldFrames->trigger();
        shown.pane.actions().tabWidths->actions()[1]->trigger();
        shown.pane.actions().ansiModes->actions()[2]->trigger();
        saveLogOptions(shown.pane.actions(), settings);
        resetLogOptions(shown.pane.actions());
        QVERIFY(shown.pane.actions().foldFrames->isChecked());
        QVERIFY(shown.pane.actions().tabWidths->actions()[2]->isChecked());
        restoreLogOptions(shown.pane.actions(), settings);
        QVERIFY(!shown.pane.actions().foldFrames->isChecked());
        QVERIFY(shown.pane.actions().tabWidths->actions()[1]->isChecked());
        QVERIFY(shown.pane.actions().ansiModes->actions()[2]->isChecked());
    }

    void encodingIsChosenFromTheMenuAndKept() {
        ShownPane shown;
        QVERIFY(!shown.pane.encodingMenu()->isEnabled());
        shown.pane.showFile(shown.user, false);
        QVERIFY(shown.loaded());
        const QList<QAction*> choices = shown.pane.encodingMenu()->actions();
        QVERIFY(choices.front()->isChecked());
        QVERIFY2(choices.front()->text().contains(u"UTF-8"_s), qPrintable(choices.front()->text()));
        const auto latin = std::ranges::find_if(choices, [](const QAction* action) { return action->objectName() == u"WINDOWS-1252"_s; });
        QVERIFY(latin != choices.end());
        (*latin)->trigger();
        QTRY_COMPARE(shown.pane.status().encoding, u"WINDOWS-1252"_s);
        QVERIFY((*latin)->isChecked());
        // Also for the file when it is opened again, and for no other.
        shown.pane.closeTabAction()->trigger();
        shown.pane.showFile(shown.system, false);
        QVERIFY(shown.loaded());
        QCOMPARE(shown.pane.status().encoding, u"UTF-8"_s);
        shown.pane.showFile(shown.user, false);
        QVERIFY(shown.loaded());
        QCOMPARE(shown.pane.status().encoding, u"WINDOWS-1252"_s);
        choices.front()->trigger();
        QTRY_COMPARE(shown.pane.status().encoding, u"UTF-8"_s);
    }

    void whatShowsStaysWhenFilesComeAndGo() {
        ShownPane shown;
        shown.pane.showFile(shown.system, false);
        shown.pane.showPlace(shown.user, LineNumber(300), false);
        QVERIFY(shown.loaded() && shown.atLine(300));
        LogView* const view = shown.pane.view();
        const std::shared_ptr<LogDocument> document = view->document();
        const LineNumber top = view->topLine();

        // Another log stands before all others now, and its number is that of one that is open.
        const auto longer = std::make_shared<Job>(*shown.job);
        longer->files.emplace(longer->files.begin())->path = "a/user/error/0/process000.txt";
        QSignalSpy files(&shown.pane, &LogPane::fileShown);
        shown.pane.setJob(longer);
        QVERIFY(files.isEmpty());
        QCOMPARE(shown.pane.view(), view);
        QCOMPARE(view->document(), document);
        QCOMPARE(view->topLine(), top);
        QCOMPARE(shown.pane.status().file, shown.user + 1);
        QCOMPARE(shown.tabTexts(), QStringList({u"sys/error/0/process000.txt"_s, u"logs/user/error/0/process000.txt"_s}));
        shown.pane.backAction()->trigger();
        QCOMPARE(shown.pane.status().file, shown.system + 1);
        shown.pane.forwardAction()->trigger();
        QCOMPARE(shown.pane.status().file, shown.user + 1);

        // Of what is gone the tab goes.
        const auto shorter = std::make_shared<Job>(*shown.job);
        shorter->files.erase(shorter->files.begin() + static_cast<std::ptrdiff_t>(shown.user));
        shown.pane.setJob(shorter);
        QCOMPARE(shown.tabTexts(), QStringList{u"process000.txt"_s});
        QCOMPARE(shown.pane.status().file, shown.system);
        QCOMPARE(files.size(), 3);
        QCOMPARE(files.last()[0].value<std::size_t>(), shown.system);
    }

    void aJobThatIsReadAgainShowsWhatItShowed() {
        ShownPane shown;
        shown.pane.showPlace(shown.user, LineNumber(300), false);
        QVERIFY(shown.loaded() && shown.atLine(300));
        shown.pane.view()->verticalScrollBar()->setValue(290);
        const LineNumber top = shown.pane.view()->topLine();
        QVERIFY(top != LineNumber(300) && top > LineNumber(200));
        shown.pane.setJob({});
        shown.pane.setJob(std::make_shared<Job>(*shown.job));
        QVERIFY(shown.atLine(300));
        QTRY_COMPARE(shown.pane.view()->topLine(), top);
    }

    void anotherJobForgetsTheOldOne() {
        ShownPane shown;
        shown.pane.showPlace(shown.user, LineNumber(100), false);
        shown.pane.findAction()->trigger();
        shown.pane.setJob(jobOf({{"other.txt", "x\n"}}));
        QCOMPARE(shown.tabs()->count(), 0);
        QVERIFY(!shown.pane.backAction()->isEnabled());
        QVERIFY(!shown.findBar()->isVisible());
        shown.pane.showFile(7, true); // no such file
        QCOMPARE(shown.tabs()->count(), 0);
        shown.pane.showFile(0, true);
        QCOMPARE(shown.tabTexts(), QStringList{u"*other.txt"_s});
        shown.pane.setJob(nullptr);
        QCOMPARE(shown.tabs()->count(), 0);
    }
};

QTEST_MAIN(TestLogPane)
#include "test_log_pane.moc"
