// SPDX-License-Identifier: MIT
#include "diagnosis/diagnosis_panel.h"
#include "diagnosis/failed_inputs_pane.h"
#include "diagnosis/findings_model.h"
#include "diagnosis/findings_table.h"
#include "diagnosis/place_resolver.h"
#include "diagnosis/run_numbers.h"
#include "diagnosis/run_view.h"
#include "diagnosis/telling_run.h"
#include "failed_story.h"
#include "log/log_pane.h"
#include "log/log_tab_bar.h"
#include "test_data.h"
#include "verdict/verdict_text.h"
#include "window/finding_navigator.h"
#include "window/finding_walk.h"
#include "window/run_menu.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace faultline;
using namespace faultline::test;

class TestFindings : public QObject {
    Q_OBJECT
private slots:
    void model() {
        FindingsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDiagnosis(FailedStory().builder.build());
        QStringList rows;
        for (int row = 0; row < model.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < FindingsModel::ColumnCount; ++column)
                cells << model.index(row, column).data().toString();
            rows << cells.join(QStringLiteral(" | "));
        }
        QCOMPARE(rows, QStringList({"Explained | Run failed | 1 |  | batchscoring | logs/job_result.txt:1",
                                    "Cause | Package missing | 2 |  | batchscoring | logs/user/error/1/process000.txt:9",
                                    "Noise | Harmless | 1 |  | batchscoring | logs/job_result.txt:2"}));
        model.setDiagnosis({});
        QCOMPARE(model.rowCount(), 0);
    }

    void walkBeginsAtTheCauseAndGoesRound() {
        const FailedStory story;
        FindingWalk walk;
        QVERIFY(!walk.next());
        walk.setDiagnosis(story.builder.build(), 0);
        QCOMPARE(walk.count(), std::size_t{2});
        QVERIFY(walk.isFresh());
        QVERIFY(walk.next());
        QCOMPARE(*walk.current(), story.cause);
        QVERIFY(walk.nextPlace());
        QCOMPARE(walk.currentPlace()->path, std::string("logs/user/error/0/process000.txt"));
        QVERIFY(walk.nextPlace());
        QCOMPARE(walk.currentPlace()->path, std::string("logs/user/error/1/process000.txt"));
        QVERIFY(walk.previousPlace());
        QVERIFY(walk.next());
        QCOMPARE(*walk.current(), story.envelope);
        QVERIFY(walk.next());
        QCOMPARE(*walk.current(), story.cause);
        QVERIFY(walk.previous());
        QCOMPARE(*walk.current(), story.envelope);
        QVERIFY(!walk.goTo(story.noise));
        QVERIFY(walk.goTo(story.cause, walk.currentPlace()->file));
    }

    void walkStaysWhenTheDiagnosisGrows() {
        FailedStory story;
        FindingWalk walk;
        walk.setDiagnosis(story.builder.build(), 0);
        walk.goTo(story.envelope);
        story.builder.finding("more", ArticleRole::Cause, Severity::Warning, "More", {"logs/job_result.txt:7"});
        walk.setDiagnosis(story.builder.build(), 0);
        QCOMPARE(walk.count(), std::size_t{3});
        QCOMPARE(*walk.current(), story.envelope);
        walk.setDiagnosis({}, 0);
        QVERIFY(!walk.current());
        QVERIFY(!walk.currentPlace());
    }

    void whatDoesNotCountIsNoFindingToWalkTo() {
        FailedStory story;
        const std::size_t handled =
            story.builder.finding("handled", ArticleRole::Cause, Severity::Warning, "Port in use", {"logs/user/error/0/process000.txt:20"});
        const std::size_t mentioned =
            story.builder.finding("mentioned", ArticleRole::Cause, Severity::Info, "Disk full", {"logs/job_result.txt:3"});
        const DiagnosisPointer diagnosis =
            story.builder.standing(handled, Standing::Handled).standing(mentioned, Standing::Mentioned).build();
        const std::vector<FindingGroup> groups = groupsOf(*diagnosis);
        QCOMPARE(FindingsModel::kindText(diagnosis->findings[handled], groups[handled]), QStringLiteral("Handled"));
        QCOMPARE(FindingsModel::kindText(diagnosis->findings[mentioned], groups[mentioned]), QStringLiteral("Mentioned"));
        FindingWalk walk;
        walk.setDiagnosis(diagnosis, 0);
        QCOMPARE(walk.count(), std::size_t{2});

        DiagnosisBuilder good(makeJob(jobLines));
        const std::size_t caught = good.finding("handled", ArticleRole::Cause, Severity::Warning, "Port in use", {"logs/job_result.txt:1"});
        const VerdictText text = VerdictText::of(*good.standing(caught, Standing::Handled).outcome(Outcome::Completed).build());
        QCOMPARE(text.tone, VerdictText::Tone::Good);
        QCOMPARE(text.facts.back().text, QStringLiteral("1 exception(s) were handled by the program"));
    }

    void eachRunHasItsVerdict() {
        DiagnosisBuilder builder(makeRuns({{"parent", {"logs/executionlogs.txt other"}}, {"child", {"logs/job_result.txt job-result"}}}));
        const std::size_t child =
            builder.finding("cause", ArticleRole::Cause, Severity::Error, "Package missing", {"child/logs/job_result.txt:1"});
        const std::size_t parent =
            builder.finding("envelope", ArticleRole::Envelope, Severity::Error, "Child failed", {"parent/logs/executionlogs.txt:1"});
        builder.verdict(child).verdict(parent);
        builder.edit().runs[0].outcome = builder.edit().runs[1].outcome = Outcome::Failed;
        const DiagnosisPointer diagnosis = builder.build();
        QCOMPARE(tellingRun(*diagnosis), std::size_t{1});
        QCOMPARE(shownRuns(*diagnosis).size(), std::size_t{2});
        QCOMPARE(VerdictText::of(*diagnosis).title, QStringLiteral("Package missing (in one sentence)"));
        QCOMPARE(VerdictText::of(*diagnosis).facts.front().text, QStringLiteral("child, run 2 of 2"));
        QVERIFY(VerdictText::of(*diagnosis).facts.front().leadsToRuns);
        QCOMPARE(VerdictText::of(*diagnosis, 0).title, QStringLiteral("The reason is not in these logs"));
        QCOMPARE(verdictPlace(*diagnosis, 0)->path, std::string("parent/logs/executionlogs.txt"));

        FindingWalk walk;
        walk.setDiagnosis(diagnosis, 0);
        QCOMPARE(walk.count(), std::size_t{1});
        QCOMPARE(*walk.current(), parent);
        const std::vector<FindingGroup> groups = groupsOf(*diagnosis);
        QCOMPARE(groups[child], FindingGroup::Verdict);
        QCOMPARE(groups[parent], FindingGroup::Verdict);
        QCOMPARE(FindingsModel::kindText(diagnosis->findings[parent], groups[parent]), QStringLiteral("Wrapper"));
    }

    void theRunThatTellsMost() {
        DiagnosisBuilder builder(makeRuns({{"loose", {"logs/readme.md other"}},
                                           {"first", {"logs/executionlogs.txt other"}},
                                           {"again", {"logs/executionlogs.txt other"}},
                                           {"other", {"logs/executionlogs.txt other"}}}));
        Diagnosis& diagnosis = builder.edit();
        auto job = std::make_shared<Job>(*diagnosis.job);
        job->runs[0].hasLogs = false;
        diagnosis.job = job;
        // Nothing is known of any: the first with logs.
        diagnosis.outcome = Outcome::Unknown;
        QCOMPARE(tellingRun(diagnosis), std::size_t{1});
        // The one that ended as the job did, unless another was tried in its place.
        diagnosis.outcome = diagnosis.runs[1].outcome = diagnosis.runs[3].outcome = Outcome::Failed;
        diagnosis.runs[1].superseded = true;
        diagnosis.runs[2].outcome = Outcome::Completed;
        QCOMPARE(tellingRun(diagnosis), std::size_t{3});
    }

    void theLogShowsTheLineAtFaultAsSoonAsThereIsOne() {
        DiagnosisBuilder builder(makeJob(jobLines));
        const std::size_t first = builder.finding("first", ArticleRole::Effect, Severity::Error, "First", {"logs/job_result.txt:1"});
        const std::size_t better =
            builder.finding("better", ArticleRole::Cause, Severity::Error, "Better", {"logs/user/error/0/process000.txt:1"});
        const std::size_t best =
            builder.finding("best", ArticleRole::Cause, Severity::Error, "Best", {"logs/user/error/1/process000.txt:1"});
        LogPane log;
        DiagnosisPanel panel;
        FindingNavigator navigator(&log, &panel, nullptr);
        const auto file = [&] { return log.status().file; };
        const auto take = [&](std::size_t finding) {
            builder.edit().verdict.reset();
            return builder.verdict(finding).build();
        };
        log.resize(600, 400);
        log.show();
        log.setJob(builder.edit().job);
        navigator.setDiagnosis(builder.partial().build(), 0, false);
        QCOMPARE(file(), nowhere);
        navigator.setDiagnosis(take(first), 0, false);
        QCOMPARE(file(), std::size_t{0});
        // It follows to what is better, in the same tab …
        navigator.setDiagnosis(take(better), 0, false);
        QCOMPARE(file(), std::size_t{1});
        QCOMPARE(log.findChild<LogTabBar*>()->count(), 1);
        // … to the last …
        builder.edit().final = true;
        navigator.setDiagnosis(take(best), 0, true);
        QCOMPARE(file(), std::size_t{2});
        QCOMPARE(log.findChild<LogTabBar*>()->count(), 1);

        // … unless the reader lays a hand on the log.
        LogPane again;
        FindingNavigator other(&again, &panel, nullptr);
        again.setJob(builder.edit().job);
        builder.partial();
        other.setDiagnosis(take(better), 0, false);
        QCOMPARE(again.status().file, std::size_t{1});
        QTest::keyClick(again.view(), Qt::Key_Down);
        other.setDiagnosis(take(best), 0, false);
        builder.edit().final = true;
        other.setDiagnosis(take(best), 0, true);
        QCOMPARE(again.status().file, std::size_t{1});
    }

    void aStepMovesSomething() {
        DiagnosisBuilder builder(makeJob(jobLines));
        const std::size_t cause =
            builder.finding("cause", ArticleRole::Cause, Severity::Error, "Cause", {"logs/user/error/0/process000.txt:9"});
        const std::size_t same = builder.finding("same", ArticleRole::Effect, Severity::Error, "Same line",
                                                 {"logs/user/error/0/process000.txt:9", "logs/user/error/1/process000.txt:9"});
        FindingWalk walk;
        walk.setDiagnosis(builder.verdict(cause).build(), 0);
        QVERIFY(walk.next());
        QCOMPARE(*walk.current(), cause);
        QVERIFY(walk.next());
        QCOMPARE(*walk.current(), same);
        QCOMPARE(walk.currentPlace()->path, std::string("logs/user/error/1/process000.txt"));
    }

    void failedInputs() {
        DiagnosisBuilder builder(makeJob(jobLines));
        builder.failedInput("/in/2024/a.csv", "cannot read", "logs/user/stdout/0/process000.stdout.txt:3", 3)
            .failedInput("/in/2024/b.csv", "wrong type", "logs/user/stdout/1/process000.stdout.txt:4");
        FailedInputsPane pane;
        pane.resize(900, 300);
        pane.setDiagnosis(builder.build());
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        QAbstractItemModel* model = pane.table()->model();
        QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model->rowCount(), 2);
        QTest::keyClicks(pane.filter(), QStringLiteral("TYPE"));
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(pane.summary(), QStringLiteral("1 of 2 input(s)"));
        pane.findChild<QPushButton*>()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("/in/2024/b.csv\twrong type\t1\tlogs/user/stdout/1/process000.stdout.txt:4"));
        pane.filter()->clear();
        QSignalSpy requested(&pane, &FailedInputsPane::placeRequested);
        const QPoint first = pane.table()->visualRect(model->index(0, 0)).center();
        QTest::mouseClick(pane.table()->viewport(), Qt::LeftButton, {}, first);
        QTest::mouseDClick(pane.table()->viewport(), Qt::LeftButton, {}, first);
        QCOMPARE(requested.size(), 1);
        QCOMPARE(requested[0][0].toULongLong(), 3ULL);
        QTest::keyClicks(pane.filter(), QStringLiteral("zzz"));
        QVERIFY(pane.table()->emptyText().contains("zzz"));
        pane.setDiagnosis({});
        QVERIFY(!pane.table()->emptyText().isEmpty());
    }

    void findingsTableGivesTheFindingItsRoom() {
        FailedStory story;
        FindingsTable table;
        table.resize(700, 200);
        table.setDiagnosis(story.builder.build());
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QVERIFY2(table.columnWidth(FindingsModel::TitleColumn) >= 200,
                 qPrintable(QString::number(table.columnWidth(FindingsModel::TitleColumn))));
        QVERIFY(table.isColumnHidden(FindingsModel::RunColumn));
        QSignalSpy chosen(&table, &FindingsTable::findingChosen);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(table.model()->index(1, 1)).center());
        QCOMPARE(chosen.size(), 1);
        table.setDiagnosis({});
        QVERIFY(!table.emptyText().isEmpty());
    }

    void numbersOfARun() {
        RunDiagnosis run;
        run.summary.nodes = 2;
        run.summary.processes = 8;
        run.summary.miniBatches = 276;
        run.summary.miniBatchesDone = 270;
        run.summary.miniBatchesTimedOut = 6;
        run.summary.timeoutConfigured = 60;
        run.summary.timeoutLogged = 90;
        run.summary.peaks = {{"0", 12.0, {}}, {"1", 93.4, 40.0}};
        run.summary.first = LogTime{std::chrono::sys_seconds(std::chrono::seconds(0)), true};
        run.summary.last = LogTime{std::chrono::sys_seconds(std::chrono::seconds(845)), true};
        QMap<QString, QString> rows;
        for (const RunNumber& row : runNumbers(run))
            rows[row.name] = row.value;
        QCOMPARE(rows["Mini-batches"], QStringLiteral("276"));
        QCOMPARE(rows["Node 1"], QStringLiteral("memory 93 %, disk 40 %"));
        QCOMPARE(rows["… timed out"], QStringLiteral("6"));
        QCOMPARE(rows["Duration"], QStringLiteral("14 min 5 s"));
        QCOMPARE(rows["Peak memory"], QStringLiteral("93 % on node 1"));
        QCOMPARE(rows["Time limit asked for"], QStringLiteral("1 min 0 s"));
        QCOMPARE(rows["Time limit in force"], QStringLiteral("1 min 30 s"));
        QVERIFY(runHeadline(run).endsWith("14 min 5 s"));
        QVERIFY(runNumbers(RunDiagnosis()).empty());
    }

    void pathsInArticlesFindTheirFile() {
        const FailedStory story;
        const DiagnosisPointer diagnosis = story.builder.build();
        const auto resolved = [&](const char* code) {
            const auto file = resolvePlace(*diagnosis, diagnosis->findings[story.cause], QString::fromUtf8(code));
            return file ? QString::fromStdString(diagnosis->job->files[*file].path) : QString();
        };
        // The finding's first place is on node 1.
        QCOMPARE(resolved("logs/user/stdout/<node>/process000.stdout.txt"), QStringLiteral("logs/user/stdout/1/process000.stdout.txt"));
        QCOMPARE(resolved("job_result.txt"), QStringLiteral("logs/job_result.txt"));
        QCOMPARE(resolved("logs/user/stdout/7/process000.stdout.txt"), QString());
        QCOMPARE(resolved("pip install scikit-learn"), QString());
        QCOMPARE(resolved("sklearn"), QString());
        QCOMPARE(resolved(""), QString());
    }

    void walkStaysWhenTheJobGrows() {
        FailedStory story;
        FindingWalk walk;
        walk.setDiagnosis(story.builder.build(), 0);
        walk.goTo(story.envelope);
        // Read again, with a log before all others: the finding is the same, its file has another number.
        const JobPointer before = story.builder.edit().job;
        const auto longer = std::make_shared<Job>(*before);
        longer->files.emplace(longer->files.begin())->path = "first.txt";
        Diagnosis& diagnosis = story.builder.edit();
        diagnosis.job = longer;
        for (Finding& finding : diagnosis.findings)
            for (Place& place : finding.places)
                ++place.file;
        walk.setDiagnosis(story.builder.build(), 0);
        QVERIFY(!walk.isFresh());
        QCOMPARE(*walk.current(), story.envelope);
        QCOMPARE(longer->files[walk.currentPlace()->file].path, std::string("logs/job_result.txt"));
        // Another job is another walk.
        const auto other = std::make_shared<Job>(*longer);
        other->path = "/jobs/other";
        diagnosis.job = other;
        walk.setDiagnosis(story.builder.build(), 0);
        QVERIFY(walk.isFresh());
    }

    void adviceOnWhatAWrapperHandsOn() {
        DiagnosisBuilder builder(makeJob(jobLines));
        const std::size_t wrapper =
            builder.finding("wrapper", ArticleRole::Envelope, Severity::Error, "Exit code 1", {"logs/job_result.txt:9"});
        const std::size_t kind = builder.finding("kind", ArticleRole::Advice, Severity::Error, "A mesh is broken", {});
        const std::size_t beside = builder.finding("beside", ArticleRole::Cause, Severity::Warning, "Same line", {"logs/job_result.txt:9"});
        builder.solution(kind, "Mend the mesh.").solution(beside, "Nothing.").verdict(wrapper, {wrapper}).advice(kind);
        const DiagnosisPointer diagnosis = builder.build();
        QCOMPARE(adviceOf(*diagnosis, *diagnosis->verdict), std::vector<std::size_t>{kind});
        QVERIFY(VerdictText::of(*diagnosis).hasAdvice);
    }

    void theNameOfARunIsNoPattern() {
        DiagnosisBuilder builder(makeRuns({{"a%2Fb%3", {"logs/executionlogs.txt other"}}, {"b", {"logs/job_result.txt job-result"}}}));
        QCOMPARE(VerdictText::of(*builder.build(), 0).facts.front().text, QStringLiteral("a%2Fb%3, run 1 of 2"));
    }

    void theMenuOfRunsHoldsStill() {
        DiagnosisBuilder builder(makeRuns({{"a", {"logs/executionlogs.txt other"}}, {"b", {"logs/job_result.txt job-result"}}}));
        RunMenu menu(nullptr);
        menu.setDiagnosis(builder.build(), 0);
        const QList<QAction*> before = menu.actions();
        QCOMPARE(before.size(), 2);
        QVERIFY(before[0]->isChecked());
        // What says the same stays under the mouse.
        menu.setDiagnosis(builder.build(), 1);
        QCOMPARE(menu.actions(), before);
        QVERIFY(before[1]->isChecked() && !before[0]->isChecked());
        // What says something else takes the place of what was there.
        builder.outcome(Outcome::Completed);
        menu.setDiagnosis(builder.build(), 1);
        QCOMPARE(menu.actions().size(), 2);
        QVERIFY(menu.actions()[0]->text().contains("Completed"));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(menu.findChildren<QAction*>().size(), 3); // with the menu's own
        menu.setDiagnosis({}, 0);
        QVERIFY(menu.actions().isEmpty() && !menu.menuAction()->isEnabled());
    }
};

QTEST_MAIN(TestFindings)
#include "test_findings.moc"
