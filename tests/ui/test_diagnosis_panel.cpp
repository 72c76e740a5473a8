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
        panel.setDiagnosis(Story().builder.skipped("logs/pipe", "it is a FIFO").build());
        QCOMPARE(heads(panel), QStringList({"v Cause: Package missing 5×", "> Explained: Run failed",
                                            "> Noise: 1 harmless message(s) recognised", "> Not read: 1 file(s) were left out"}));
        panel.setDiagnosis({});
        QVERIFY(panel.cards().empty());
    }

    void headsFoldByMouseAndKey() {
        Story story;
        DiagnosisPanel panel;
        panel.resize(400, 600);
        panel.setDiagnosis(story.builder.build());
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
        panel.setDiagnosis(story.builder.build());
        Card* cause = panel.cards()[0];
        cause->head()->click();
        QVERIFY(!cause->isOpen());
        story.builder.finding("late", ArticleRole::Cause, Severity::Warning, "Came later", {});
        panel.setDiagnosis(story.builder.build());
        QCOMPARE(panel.cards()[0], cause);
        QVERIFY(!panel.cards()[0]->isOpen());
        QCOMPARE(panel.cards().size(), std::size_t{4});
    }

    void placesAndMorePlaces() {
        Story story;
        DiagnosisPanel panel;
        panel.resize(400, 900);
        panel.setDiagnosis(story.builder.build());
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
        panel.setDiagnosis(story.builder.build());
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
        panel.setDiagnosis(story.builder.build());
        CodeBox* box = panel.cards()[0]->body()->findChild<CodeBox*>();
        QVERIFY(box);
        box->copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("pip: [scikit-learn]"));
    }

    void notKnown() {
        DiagnosisBuilder builder(makeJob(jobLines));
        DiagnosisPanel panel;
        panel.setDiagnosis(builder.notKnown("MeshError", "12 edges", "logs/user/error/0/process000.txt:4").build());
        QCOMPARE(heads(panel), QStringList({"v Not known: MeshError"}));
    }

    void manyFindings() {
        DiagnosisBuilder builder(makeJob(jobLines));
        for (int i = 0; i < 300; ++i)
            builder.finding("f" + std::to_string(i), ArticleRole::Cause, Severity::Error, "Finding", {"logs/job_result.txt:1"});
        DiagnosisPanel panel;
        panel.setDiagnosis(builder.build());
        QVERIFY(panel.cards().size() <= 30);
        panel.findChildren<LinkButton*>().last()->click();
        QCOMPARE(panel.cards().size(), std::size_t{300});
    }
};

QTEST_MAIN(TestDiagnosisPanel)
#include "test_diagnosis_panel.moc"
