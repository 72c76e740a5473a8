// SPDX-License-Identifier: MIT
#include "diagnosis/findings_model.h"
#include "diagnosis/place_resolver.h"
#include "test_data.h"
#include "verdict/verdict_text.h"
#include "window/finding_walk.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace faultline;
using namespace faultline::test;

namespace {

const std::vector<std::string> jobLines{
    "logs/job_result.txt job-result",
    "logs/user/error/0/process000.txt user-error 0 process000",
    "logs/user/error/1/process000.txt user-error 1 process000",
    "logs/user/stdout/0/process000.stdout.txt user-stdout 0 process000",
    "logs/user/stdout/1/process000.stdout.txt user-stdout 1 process000",
};

struct Story {
    DiagnosisBuilder builder{makeJob(jobLines)};
    std::size_t envelope, cause, noise;

    Story() {
        envelope = builder.finding("envelope", ArticleRole::Envelope, Severity::Error, "Run failed", {"logs/job_result.txt:1"});
        cause = builder.finding("cause", ArticleRole::Cause, Severity::Error, "Package missing",
                                {"logs/user/error/1/process000.txt:9", "logs/user/error/0/process000.txt:9"});
        noise = builder.finding("noise", ArticleRole::Noise, Severity::Info, "Harmless", {"logs/job_result.txt:2"});
        builder.explains(cause, envelope).verdict(cause, {envelope, cause});
    }
};

} // namespace

class TestFindings : public QObject {
    Q_OBJECT
private slots:
    void model() {
        FindingsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDiagnosis(Story().builder.build());
        QStringList rows;
        for (int row = 0; row < model.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < FindingsModel::ColumnCount; ++column)
                cells << model.index(row, column).data().toString();
            rows << cells.join(QStringLiteral(" | "));
        }
        QCOMPARE(rows, QStringList({"Explained | Run failed | 1 |  | logs/job_result.txt:1",
                                    "Cause | Package missing | 2 |  | logs/user/error/1/process000.txt:9",
                                    "Noise | Harmless | 1 |  | logs/job_result.txt:2"}));
        model.setDiagnosis({});
        QCOMPARE(model.rowCount(), 0);
    }

    void walkBeginsAtTheCauseAndGoesRound() {
        const Story story;
        FindingWalk walk;
        QVERIFY(!walk.next());
        walk.setDiagnosis(story.builder.build());
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
        Story story;
        FindingWalk walk;
        walk.setDiagnosis(story.builder.build());
        walk.goTo(story.envelope);
        story.builder.finding("more", ArticleRole::Cause, Severity::Warning, "More", {"logs/job_result.txt:7"});
        walk.setDiagnosis(story.builder.build());
        QCOMPARE(walk.count(), std::size_t{3});
        QCOMPARE(*walk.current(), story.envelope);
        walk.setDiagnosis({});
        QVERIFY(!walk.current());
        QVERIFY(!walk.currentPlace());
    }

    void verdictWords() {
        Story story;
        const VerdictText text = VerdictText::of(*story.builder.build());
        QCOMPARE(text.tone, VerdictText::Tone::Error);
        QCOMPARE(text.title, QStringLiteral("Package missing (in one sentence)"));
        QCOMPARE(text.chain, QStringList({"Run failed", "Package missing"}));
        QVERIFY(text.hasWhy && text.hasPlace && text.hasAdvice);

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

    void pathsInArticlesFindTheirFile() {
        const Story story;
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
};

QTEST_MAIN(TestFindings)
#include "test_findings.moc"
