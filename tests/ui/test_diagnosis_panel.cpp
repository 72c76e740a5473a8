// SPDX-License-Identifier: MIT
#include "article/code_box.h"
#include "article/flow_text.h"
#include "diagnosis/card.h"
#include "diagnosis/diagnosis_panel.h"
#include "diagnosis/link_button.h"
#include "test_data.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace faultline;
using namespace faultline::test;

namespace {

const std::vector<std::string> jobLines{
    "logs/job_result.txt job-result",
    "logs/user/error/0/process000.txt user-error 0 process000",
    "logs/user/stdout/0/process000.stdout.txt user-stdout 0 process000",
};

struct Story {
    DiagnosisBuilder builder{makeJob(jobLines)};
    std::size_t envelope, cause;

    Story() {
        envelope = builder.finding("envelope", ArticleRole::Envelope, Severity::Error, "Run failed", {"logs/job_result.txt:1"});
        cause = builder.finding("cause", ArticleRole::Cause, Severity::Error, "Package missing",
                                {"logs/user/error/0/process000.txt:9", "logs/user/error/0/process000.txt:12",
                                 "logs/user/error/0/process000.txt:13", "logs/user/error/0/process000.txt:14",
                                 "logs/user/error/0/process000.txt:15"});
        builder.finding("noise", ArticleRole::Noise, Severity::Info, "Harmless", {"logs/job_result.txt:2"});
        builder.explains(cause, envelope).verdict(cause, {envelope, cause});
        builder.reason(cause,
                       "See `logs/user/stdout/<node>/process000.stdout.txt`, ![](https://example.org/x.png) <script>alert(1)</script>");
        builder.solution(cause, "1. Add it:\n   ```\n   pip: [scikit-learn]\n   ```\n2. Read [this](https://example.org/page).");
    }
};

QStringList heads(const DiagnosisPanel& panel) {
    QStringList lines;
    for (const Card* card : panel.cards())
        lines << QStringLiteral("%1 %2: %3%4")
                     .arg(card->isOpen() ? QStringLiteral("v") : QStringLiteral(">"), card->look().chip, card->look().title,
                          card->look().note.isEmpty() ? QString() : u' ' + card->look().note);
    return lines;
}

} // namespace

class TestDiagnosisPanel : public QObject {
    Q_OBJECT
private slots:
    void cards() {
        DiagnosisPanel panel;
        panel.setDiagnosis(Story().builder.skipped("logs/pipe", "it is a FIFO").build(), 0);
        QCOMPARE(heads(panel), QStringList({"v Cause: Package missing 5×", "> Explained: Run failed",
                                            "> Noise: 1 harmless message(s) recognised", "> Not read: 1 file(s) were left out"}));
        panel.setDiagnosis({}, 0);
        QVERIFY(panel.cards().empty());
    }

    void whatDoesNotCountStandsApartAndFolded() {
        Story story;
        const std::size_t handled =
            story.builder.finding("handled", ArticleRole::Cause, Severity::Warning, "Port in use", {"logs/user/error/0/process000.txt:20"});
        const std::size_t mentioned = story.builder.finding("mentioned", ArticleRole::Cause, Severity::Info, "Disk full",
                                                            {"logs/user/stdout/0/process000.stdout.txt:3"});
        story.builder.solution(handled, "Choose another port.")
            .standing(handled, Standing::Handled)
            .standing(mentioned, Standing::Mentioned);
        DiagnosisPanel panel;
        panel.resize(400, 600);
        panel.setDiagnosis(story.builder.build(), 0);
        QCOMPARE(heads(panel), QStringList({"v Cause: Package missing 5×", "> Explained: Run failed",
                                            "> Handled: 1 exception(s) that the program handled", "> Mentioned: 1 remark(s) in passing",
                                            "> Noise: 1 harmless message(s) recognised"}));
        for (std::size_t card = 2; card < 5; ++card)
            QVERIFY(panel.cards()[card]->look().tone == Chip::Tone::Quiet);

        panel.showFinding(mentioned);
        QVERIFY(panel.cards()[3]->isOpen());
        panel.showFinding(handled);
        QVERIFY(panel.cards()[2]->isOpen());
        QSignalSpy requested(&panel, &DiagnosisPanel::placeRequested);
        QSignalSpy article(&panel, &DiagnosisPanel::articleRequested);
        for (LinkButton* link : panel.cards()[2]->body()->findChildren<LinkButton*>())
            link->click();
        QCOMPARE(requested.size(), 1);
        QCOMPARE(article.size(), 1);
        QCOMPARE(article[0][0].toString(), QStringLiteral("handled"));
    }

    void headsFoldByMouseAndKey() {
        Story story;
        DiagnosisPanel panel;
        panel.resize(400, 600);
        panel.setDiagnosis(story.builder.build(), 0);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QSignalSpy selected(&panel, &DiagnosisPanel::findingSelected);
        Card* explained = panel.cards()[1];
        QTest::mouseClick(explained->head(), Qt::LeftButton);
        QVERIFY(explained->isOpen());
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected[0][0].toULongLong(), story.envelope);
        QTest::keyClick(explained->head(), Qt::Key_Space);
        QVERIFY(!explained->isOpen());
    }

    void whatTheReaderFoldedStaysFolded() {
        Story story;
        DiagnosisPanel panel;
        panel.setDiagnosis(story.builder.build(), 0);
        Card* cause = panel.cards()[0];
        cause->head()->click();
        QVERIFY(!cause->isOpen());
        story.builder.finding("late", ArticleRole::Cause, Severity::Warning, "Came later", {});
        panel.setDiagnosis(story.builder.build(), 0);
        QCOMPARE(panel.cards()[0], cause);
        QVERIFY(!panel.cards()[0]->isOpen());
        QCOMPARE(panel.cards().size(), std::size_t{4});
    }

    void placesAndMorePlaces() {
        Story story;
        DiagnosisPanel panel;
        panel.resize(400, 900);
        panel.setDiagnosis(story.builder.build(), 0);
        QSignalSpy requested(&panel, &DiagnosisPanel::placeRequested);
        const auto links = [&] {
            QStringList texts;
            for (const LinkButton* link : panel.cards()[0]->body()->findChildren<LinkButton*>()) {
                if (link->text().contains("process000.txt:"))
                    texts << link->text();
            }
            return texts;
        };
        QCOMPARE(links().size(), 3);
        for (LinkButton* link : panel.cards()[0]->body()->findChildren<LinkButton*>()) {
            if (link->text().startsWith("2 more"))
                link->click();
        }
        QCOMPARE(links().size(), 5);
        panel.cards()[0]->body()->findChildren<LinkButton*>().first()->click();
        QCOMPARE(requested.size(), 1);
        QCOMPARE(requested[0][0].toULongLong(), 1ULL);
    }

    void pathsInTheTextLeadToTheFile() {
        Story story;
        DiagnosisPanel panel;
        panel.setDiagnosis(story.builder.build(), 0);
        FlowText* reason = panel.cards()[0]->body()->findChildren<FlowText*>().first();
        const QString html = reason->toHtml();
        QVERIFY2(html.contains("place:2"), qPrintable(html));
        QVERIFY(!html.contains("<script"));
        QSignalSpy requested(&panel, &DiagnosisPanel::placeRequested);
        QSignalSpy web(&panel, &DiagnosisPanel::webLinkRequested);
        emit reason->anchorClicked(QUrl(QStringLiteral("place:2")));
        QCOMPARE(requested.size(), 1);
        QCOMPARE(web.size(), 0);
    }

    void nothingIsFetched() {
        FlowText text;
        text.setMarkdownText(QStringLiteral("![picture](https://example.org/x.png) ![other](file:///etc/hostname)"));
        QVERIFY(!text.loadResource(QTextDocument::ImageResource, QUrl(QStringLiteral("file:///etc/hostname"))).isValid());
        QVERIFY(!text.loadResource(QTextDocument::StyleSheetResource, QUrl(QStringLiteral("https://example.org/x.css"))).isValid());
    }

    void codeIsCopiedAsItIs() {
        Story story;
        DiagnosisPanel panel;
        panel.setDiagnosis(story.builder.build(), 0);
        CodeBox* box = panel.cards()[0]->body()->findChild<CodeBox*>();
        QVERIFY(box);
        box->copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("pip: [scikit-learn]"));
    }

    void notKnown() {
        DiagnosisBuilder builder(makeJob(jobLines));
        DiagnosisPanel panel;
        panel.setDiagnosis(builder.notKnown("MeshError", "12 edges", "logs/user/error/0/process000.txt:4").build(), 0);
        QCOMPARE(heads(panel), QStringList({"v Not known: MeshError"}));
    }

    void aWrapperAloneShowsTheLinesNobodyKnows() {
        DiagnosisBuilder builder(makeJob(jobLines));
        const std::size_t envelope =
            builder.finding("exit", ArticleRole::Envelope, Severity::Error, "Exit code 42", {"logs/job_result.txt:9"});
        builder.verdict(envelope, {envelope}).unexplained("gizmo <*> refused to turn", "logs/user/error/0/process000.txt:4");
        DiagnosisPanel panel;
        panel.setDiagnosis(builder.build(), 0);
        QCOMPARE(heads(panel), QStringList({"v Wrapper: Exit code 42", "> Error line: gizmo … refused to turn"}));
    }

    void anUnknownExceptionComesWithAdvice() {
        DiagnosisBuilder builder(makeJob(jobLines));
        builder.notKnown("MeshError", "12 edges", "logs/user/error/0/process000.txt:4");
        const std::size_t raised = builder.finding("raised", ArticleRole::Cause, Severity::Error, "run() raised an exception",
                                                   {"logs/user/error/0/process000.txt:4"});
        const std::size_t kind = builder.finding("kind", ArticleRole::Advice, Severity::Error, "A mesh is broken", {});
        const std::size_t other =
            builder.finding("other", ArticleRole::Cause, Severity::Warning, "Something else", {"logs/job_result.txt:1"});
        builder.solution(raised, "Read the traceback.").solution(kind, "Mend the mesh.").solution(other, "Nothing.").advice(kind);
        DiagnosisPanel panel;
        panel.resize(400, 300);
        panel.setDiagnosis(builder.build(), 0);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QCOMPARE(heads(panel), QStringList({"v Not known: MeshError", "v What it usually means: A mesh is broken",
                                            "> Advice: run() raised an exception", "> Warning: Something else"}));
        panel.showSolution();
        QTRY_VERIFY(panel.cards()[1]->body()->findChild<QWidget*>(QStringLiteral("solution"))->visibleRegion().boundingRect().height() > 0);
    }

    void aRunWithoutAnyWordSaysSo() {
        DiagnosisBuilder builder(makeJob(jobLines));
        Verdict silent;
        silent.summary = "The job failed, but none of its logs says why.";
        silent.why = "Only its end is known.";
        builder.edit().verdict = builder.edit().runs[0].verdict = silent;
        DiagnosisPanel panel;
        panel.setDiagnosis(builder.build(), 0);
        QCOMPARE(heads(panel), QStringList({"v Not known: The job failed, but none of its logs says why."}));
    }

    void runsAndInputsHaveCards() {
        DiagnosisBuilder builder(makeRuns({{"parent", {"logs/executionlogs.txt other"}}, {"child", {"logs/job_result.txt job-result"}}}));
        const std::size_t cause =
            builder.finding("cause", ArticleRole::Cause, Severity::Error, "Package missing", {"child/logs/job_result.txt:1"});
        builder.verdict(cause).failedInput("a.csv", "cannot read", "child/logs/job_result.txt:2");
        builder.edit().runs[0].relation = "parent of child";
        DiagnosisPanel panel;
        panel.setDiagnosis(builder.build(), 1);
        QCOMPARE(heads(panel), QStringList({"v Cause: Package missing", "> Inputs: 1 input(s) could not be processed",
                                            "> Runs: 2 run(s) in this folder"}));
        QSignalSpy inputs(&panel, &DiagnosisPanel::inputsRequested);
        QSignalSpy runs(&panel, &DiagnosisPanel::runRequested);
        for (Card* card : panel.cards())
            card->setOpen(true);
        panel.cards()[1]->body()->findChildren<LinkButton*>().last()->click();
        QCOMPARE(inputs.size(), 1);
        panel.cards()[2]->body()->findChildren<LinkButton*>().first()->click();
        QTRY_COMPARE(runs.size(), 1);
        QCOMPARE(runs[0][0].toULongLong(), 0ULL);
        panel.setDiagnosis(builder.build(), 0);
        QCOMPARE(heads(panel), QStringList({"v Runs: 2 run(s) in this folder"}));
    }

    void stepsSayWhatIsThere() {
        Story story;
        Diagnosis& diagnosis = story.builder.edit();
        diagnosis.findings[story.cause].steps = {
            {"what was printed", {}, "logs/user/stdout/0/process000.stdout.txt", Step::Answer::Nothing},
            {"what the driver said", {}, "driver output", Step::Answer::NoFile},
        };
        DiagnosisPanel panel;
        panel.setDiagnosis(story.builder.build(), 0);
        QStringList said;
        for (const QLabel* label : panel.cards()[0]->body()->findChildren<QLabel*>())
            said << label->text();
        QVERIFY2(said.contains("nothing of the kind in it"), qPrintable(said.join(u'|')));
        QVERIFY(said.contains("There is no such file in this run: driver output"));
        bool linked = false;
        for (const LinkButton* link : panel.cards()[0]->body()->findChildren<LinkButton*>())
            linked = linked || link->text() == "logs/user/stdout/0/process000.stdout.txt";
        QVERIFY(linked);
    }

    void nothingBelowTheLastCard() {
        Story story;
        DiagnosisPanel panel;
        panel.resize(400, 300);
        panel.setDiagnosis(story.builder.build(), 0);
        for (Card* card : panel.cards())
            card->setOpen(true);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QTRY_VERIFY(panel.verticalScrollBar()->maximum() > 0);
        panel.verticalScrollBar()->setValue(panel.verticalScrollBar()->maximum());
        const Card* last = panel.cards().back();
        const int end = last->mapTo(panel.viewport(), QPoint(0, last->height())).y();
        QVERIFY2(end > panel.viewport()->height() - 40, qPrintable(QString::number(end)));
    }

    void theKeyboardIsSeen() {
        Story story;
        DiagnosisPanel panel;
        panel.resize(400, 300);
        panel.setDiagnosis(story.builder.build(), 0);
        panel.show();
        panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        panel.verticalScrollBar()->setValue(panel.verticalScrollBar()->maximum());
        panel.focusFirst();
        QTRY_COMPARE(panel.verticalScrollBar()->value(), panel.verticalScrollBar()->minimum());
        QVERIFY(panel.cards()[0]->head()->hasFocus());
    }

    void manyFindings() {
        DiagnosisBuilder builder(makeJob(jobLines));
        for (int i = 0; i < 300; ++i)
            builder.finding("f" + std::to_string(i), ArticleRole::Cause, Severity::Error, "Finding", {"logs/job_result.txt:1"});
        DiagnosisPanel panel;
        panel.setDiagnosis(builder.build(), 0);
        QVERIFY(panel.cards().size() <= 30);
        LinkButton* more = panel.findChildren<LinkButton*>().last();
        QCOMPARE(more->text(), QStringLiteral("Show 275 more finding(s)"));
        more->click();
        QTRY_COMPARE(panel.cards().size(), std::size_t{300});
    }

    void whatTheReaderFoldedStaysFoldedWhileTheJobGrows() {
        Story story;
        for (int i = 0; i < 40; ++i)
            story.builder.finding("f" + std::to_string(i), ArticleRole::Cause, Severity::Error, "Finding", {"logs/job_result.txt:1"});
        DiagnosisPanel panel;
        panel.setDiagnosis(story.builder.build(), 0);
        panel.cards()[0]->head()->click();
        QVERIFY(!panel.cards()[0]->isOpen());
        panel.findChildren<LinkButton*>().last()->click();
        QTRY_VERIFY(panel.cards().size() > 40);
        const std::size_t all = panel.cards().size();
        story.builder.edit().job = std::make_shared<Job>(*story.builder.edit().job);
        panel.setDiagnosis(story.builder.build(), 0);
        QVERIFY(!panel.cards()[0]->isOpen());
        QCOMPARE(panel.cards().size(), all);
        // Another job begins anew.
        const auto other = std::make_shared<Job>(*story.builder.edit().job);
        other->path = "/jobs/other";
        story.builder.edit().job = other;
        panel.setDiagnosis(story.builder.build(), 0);
        QVERIFY(panel.cards()[0]->isOpen());
        QVERIFY(panel.cards().size() < all);
    }

    void placesLeadToTheirFileAlsoOnceFilesHaveCome() {
        Story story;
        DiagnosisPanel panel;
        panel.setDiagnosis(story.builder.build(), 0);
        QSignalSpy requested(&panel, &DiagnosisPanel::placeRequested);
        const auto press = [&panel] { panel.cards()[0]->body()->findChildren<LinkButton*>().first()->click(); };
        press();
        QCOMPARE(requested.takeLast()[0].toULongLong(), 1ULL);
        panel.cards()[1]->head()->click();
        // Another log stands before all others now.
        Diagnosis& diagnosis = story.builder.edit();
        const auto longer = std::make_shared<Job>(*diagnosis.job);
        longer->files.emplace(longer->files.begin())->path = "first.txt";
        diagnosis.job = longer;
        for (Finding& finding : diagnosis.findings)
            for (Place& place : finding.places)
                ++place.file;
        panel.setDiagnosis(story.builder.build(), 0);
        press();
        QCOMPARE(requested.takeLast()[0].toULongLong(), 2ULL);
        QVERIFY(panel.cards()[1]->isOpen());
    }

    void placesOfEncodedNames() {
        DiagnosisBuilder builder(makeJob({"logs/a%2Fb.txt other"}));
        builder.verdict(builder.finding("cause", ArticleRole::Cause, Severity::Error, "Package missing", {"logs/a%2Fb.txt:9"}));
        DiagnosisPanel panel;
        panel.setDiagnosis(builder.build(), 0);
        QStringList links;
        for (const LinkButton* link : panel.cards()[0]->body()->findChildren<LinkButton*>())
            links << link->text();
        QVERIFY2(links.contains("logs/a%2Fb.txt:9"), qPrintable(links.join(u'|')));
    }

    void adviceOnWhatAWrapperHandsOnStandsBehindIt() {
        DiagnosisBuilder builder(makeJob(jobLines));
        const std::size_t wrapper =
            builder.finding("wrapper", ArticleRole::Envelope, Severity::Error, "Exit code 1", {"logs/job_result.txt:9"});
        const std::size_t kind = builder.finding("kind", ArticleRole::Advice, Severity::Error, "A mesh is broken", {});
        builder.solution(kind, "Mend the mesh.").verdict(wrapper, {wrapper}).advice(kind);
        DiagnosisPanel panel;
        panel.setDiagnosis(builder.build(), 0);
        QCOMPARE(heads(panel), QStringList({"v Wrapper: Exit code 1", "v What it usually means: A mesh is broken"}));
    }

    void noMoreOfWhatWasSetAsideThanCanBeRead() {
        Story story;
        Diagnosis& diagnosis = story.builder.edit();
        diagnosis.dismissed.assign(130, diagnosis.findings[story.envelope]);
        DiagnosisPanel panel;
        panel.setDiagnosis(story.builder.build(), 0);
        Card* const aside = panel.cards().back();
        aside->setOpen(true);
        QStringList said;
        for (const QLabel* label : aside->body()->findChildren<QLabel*>())
            said << label->text();
        QCOMPARE(said.last(), QStringLiteral("and 30 more"));
    }
};

QTEST_MAIN(TestDiagnosisPanel)
#include "test_diagnosis_panel.moc"
