// SPDX-License-Identifier: MIT
#include "diagnosis/findings_model.h"
#include "diagnosis/run_view.h"
#include "failed_story.h"
#include "verdict/verdict_text.h"

#include <QTest>

using namespace faultline;
using namespace faultline::test;

/// The words of the verdict line.
class TestVerdictText : public QObject {
    Q_OBJECT
private slots:
    void verdictWords() {
        FailedStory story;
        const VerdictText text = VerdictText::of(*story.builder.build());
        QCOMPARE(text.tone, VerdictText::Tone::Error);
        QCOMPARE(text.title, QStringLiteral("Package missing (in one sentence)"));
        QCOMPARE(text.chain, QStringList({"Run failed", "Package missing"}));
        QCOMPARE(text.why, QStringLiteral("Why this is the cause"));
        QVERIFY(text.hasPlace);

        const VerdictText soFar = VerdictText::of(*story.builder.partial().build());
        QVERIFY(soFar.title.startsWith("So far"));
    }

    void verdictOfOtherJobs() {
        DiagnosisBuilder good(makeJob(jobLines));
        QCOMPARE(VerdictText::of(*good.outcome(Outcome::Completed).build()).tone, VerdictText::Tone::Good);
        DiagnosisBuilder lost(makeJob(jobLines));
        QCOMPARE(VerdictText::of(*lost.outcome(Outcome::CompletedWithLosses).build()).tone, VerdictText::Tone::Warning);
        DiagnosisBuilder empty(makeJob({}));
        QCOMPARE(VerdictText::of(*empty.outcome(Outcome::Unknown).build()).tone, VerdictText::Tone::Neutral);

        DiagnosisBuilder unknown(makeJob(jobLines));
        const VerdictText text =
            VerdictText::of(*unknown.notKnown("MeshError", "<b>12</b> edges", "logs/user/error/0/process000.txt:4").build());
        QCOMPARE(text.tone, VerdictText::Tone::Unknown);
        QCOMPARE(text.quote, QStringLiteral("MeshError: <b>12</b> edges"));
        QVERIFY(text.hasPlace && !text.hasAdvice);
    }

    void aWrapperIsNoReason() {
        DiagnosisBuilder builder(makeJob(jobLines));
        const std::size_t envelope =
            builder.finding("envelope", ArticleRole::Envelope, Severity::Error, "Exit code 42", {"logs/job_result.txt:1"});
        builder.verdict(envelope, {envelope});
        builder.edit().verdict->certain = builder.edit().runs[0].verdict->certain = false;
        const VerdictText text = VerdictText::of(*builder.build());
        QCOMPARE(text.title, QStringLiteral("The reason is not in these logs"));
        QCOMPARE(text.sentence, QStringLiteral("Exit code 42 (in one sentence)"));
        QCOMPARE(text.tone, VerdictText::Tone::Unknown);
        QCOMPARE(text.why, QStringLiteral("Why no more is known"));
        for (const VerdictText::Fact& fact : text.facts)
            QVERIFY2(!fact.text.contains("likeliest"), qPrintable(fact.text));
    }

    void severalOnlyWhereThereIsARival() {
        const auto said = [](bool certain, Confidence confidence) {
            FailedStory story;
            Diagnosis& diagnosis = story.builder.edit();
            diagnosis.verdict->certain = certain;
            auto article = *diagnosis.findings[story.cause].article;
            article.confidence = confidence;
            diagnosis.findings[story.cause].article = &article;
            QStringList facts;
            for (const VerdictText::Fact& fact : VerdictText::of(diagnosis).facts)
                facts << fact.text;
            return facts.join(u'|');
        };
        QVERIFY(said(false, Confidence::High).contains("the likeliest of several"));
        QVERIFY(!said(false, Confidence::Low).contains("the likeliest of several"));
        QVERIFY(said(false, Confidence::Low).contains("not certain"));
        QVERIFY(!said(true, Confidence::High).contains("likeliest"));
    }

    void whatIsNotKnownTellsHowFarItReaches() {
        DiagnosisBuilder builder(makeJob(jobLines));
        builder.notKnown("MeshError", "12 edges", "logs/user/error/0/process000.txt:4");
        Diagnosis& diagnosis = builder.edit();
        diagnosis.unexplained[0].places.push_back(builder.place("logs/user/error/1/process000.txt:4"));
        diagnosis.unexplained[0].count = 7;
        diagnosis.runs[0].summary.nodes = 2;
        diagnosis.runs[0].summary.processes = 2;
        QStringList facts;
        const VerdictText text = VerdictText::of(diagnosis);
        for (const VerdictText::Fact& fact : text.facts)
            facts << fact.text;
        QVERIFY2(facts.join(u'|').contains("2 of 2 node"), qPrintable(facts.join(u'|')));
        QVERIFY(facts.join(u'|').contains("7 time"));
        QVERIFY(!text.hasAdvice);

        const std::size_t advice = builder.finding("kind", ArticleRole::Advice, Severity::Error, "A mesh is broken", {});
        builder.solution(advice, "Mend it.").advice(advice);
        const VerdictText advised = VerdictText::of(*builder.build());
        QCOMPARE(advised.title, QStringLiteral("Not a known error"));
        QCOMPARE(advised.sentence, QStringLiteral("What it usually means: A mesh is broken (in one sentence)"));
        QVERIFY(advised.hasAdvice);
    }

    void aWrapperIsNoAdvice() {
        DiagnosisBuilder builder(makeJob(jobLines));
        builder.notKnown("MeshError", "12 edges", "logs/user/error/0/process000.txt:4");
        const std::size_t wrapper =
            builder.finding("wrapper", ArticleRole::Envelope, Severity::Error, "Exit code 42", {"logs/user/error/0/process000.txt:4"});
        builder.solution(wrapper, "Look elsewhere.");
        QVERIFY(adviceOf(builder.edit(), *builder.edit().verdict).empty());
        const std::size_t raised =
            builder.finding("raised", ArticleRole::Cause, Severity::Error, "run() raised", {"logs/user/error/0/process000.txt:4"});
        builder.solution(raised, "Look at the frame.");
        QCOMPARE(adviceOf(builder.edit(), *builder.edit().verdict), std::vector<std::size_t>{raised});
        const VerdictText text = VerdictText::of(*builder.build());
        QVERIFY(text.hasAdvice);
        QCOMPARE(text.sentence, QString());
    }

    void whatTheServiceSaysIsToldWhereNoLogDoes() {
        DiagnosisBuilder builder(makeJob({"run.json other"}));
        Verdict said;
        said.summary = "The hour that was allowed is over.";
        said.stated = true;
        builder.edit().verdict = said;
        builder.edit().runs.resize(1);
        builder.edit().runs.front().verdict = said;
        const auto tell = [&builder](Outcome outcome) {
            builder.edit().runs.front().outcome = outcome;
            return VerdictText::of(*builder.outcome(outcome).build());
        };
        const VerdictText cancelled = tell(Outcome::Cancelled);
        QCOMPARE(cancelled.title, QStringLiteral("The job was cancelled"));
        QCOMPARE(cancelled.quote, QStringLiteral("The hour that was allowed is over."));
        const VerdictText failed = tell(Outcome::Failed);
        QCOMPARE(failed.title, QStringLiteral("Not a known error"));
        QCOMPARE(failed.quote, QStringLiteral("The hour that was allowed is over."));
    }

    void onlyWorkerProcessesHaveAnInit() {
        const auto factsOf = [](std::uint64_t processes) {
            FailedStory story;
            story.builder.edit().processes = processes;
            QStringList facts;
            for (const VerdictText::Fact& fact : VerdictText::of(*story.builder.build()).facts)
                facts << fact.text;
            return facts.join(u'|');
        };
        QVERIFY2(factsOf(4).contains(QStringLiteral("Failed in init()")), qPrintable(factsOf(4)));
        QVERIFY2(factsOf(0).contains(QStringLiteral("Failed when it started")), qPrintable(factsOf(0)));
    }

    void foldersWithoutLogsAreToldApart() {
        DiagnosisBuilder nothing(makeJob({}));
        const VerdictText none = VerdictText::of(*nothing.outcome(Outcome::Unknown).build());
        QCOMPARE(none.title, QStringLiteral("There are no files in here"));
        QVERIFY(none.hasNoLogs);

        DiagnosisBuilder unread(makeJob({}));
        const VerdictText left = VerdictText::of(*unread.outcome(Outcome::Unknown).skipped("a.txt", "the entry is encrypted").build());
        QCOMPARE(left.title, QStringLiteral("Nothing in here could be read"));
        QCOMPARE(left.sentence, QStringLiteral("the entry is encrypted"));

        DiagnosisBuilder allSkipped(makeJob({"a.bin other"}));
        QCOMPARE(VerdictText::of(*allSkipped.outcome(Outcome::Unknown).skipped("a.bin", "binary data").build()).title,
                 QStringLiteral("Nothing in here could be read"));

        const JobPointer pictures = makeJob({"readme.md other", "picture.png other"});
        auto loose = std::make_shared<Job>(*pictures);
        loose->runs[0].hasLogs = false;
        DiagnosisBuilder others(loose);
        const VerdictText noLogs = VerdictText::of(*others.outcome(Outcome::Unknown).build());
        QCOMPARE(noLogs.title, QStringLiteral("There are no logs in here"));

        DiagnosisBuilder logs(makeJob(jobLines));
        QVERIFY(!VerdictText::of(*logs.outcome(Outcome::Unknown).build()).hasNoLogs);
    }
};

QTEST_MAIN(TestVerdictText)
#include "test_verdict_text.moc"
