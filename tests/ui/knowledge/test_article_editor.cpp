// SPDX-License-Identifier: MIT
#include "test_data.h"

#include "knowledge/article_draft.h"
#include "knowledge/article_editor.h"
#include "knowledge/trial_model.h"
#include "knowledge/trial_view.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace faultline;

namespace {

const std::string line = "2026-01-05 10:03:11,269 ERROR Quota of 'pool-7' is used up";

JobPointer makeJob() {
    return *openJob(memorySource({{"logs/a.log", "start\n" + line + "\nend\n"}, {"logs/b.log", "nothing\nQuota of 'x' is used up\n"}}),
                    "job", test::shippedKnowledge()->layouts());
}

bool has(const std::vector<DraftFault>& faults, DraftField field) {
    return std::ranges::any_of(faults, [field](const DraftFault& fault) { return fault.field == field; });
}

} // namespace

class ArticleEditorTest : public QObject {
    Q_OBJECT
private slots:
    void draftFromLine() {
        const Article article = ArticleDraft::fromLine({line, "user-error"}, *test::shippedKnowledge());
        QCOMPARE(article.matches.front().pattern, std::string("Quota of '(?<value>[^']+)' is used up"));
        QCOMPARE(article.matches.front().roles, std::vector<std::string>{"user-error"});
        QCOMPARE(article.examples.front().text, line);
        QCOMPARE(ArticleDraft::capturesOf(article).at("value"), std::string("pool-7"));
        QVERIFY(!ArticleDraft::fromLine({"x failed", "other"}, *test::shippedKnowledge()).matches.front().roles.size());
    }

    void faultsHaveTheirField() {
        Article article = ArticleDraft::fromLine({line, {}}, *test::shippedKnowledge());
        std::vector<DraftFault> faults = ArticleDraft::faults(article, *test::shippedKnowledge(), {});
        QVERIFY(has(faults, DraftField::Reason));
        QVERIFY(has(faults, DraftField::Solution));
        QVERIFY(has(faults, DraftField::Examples));
        article.matches.front().pattern = "a(";
        article.title.clear();
        faults = ArticleDraft::faults(article, *test::shippedKnowledge(), {});
        QVERIFY(has(faults, DraftField::Pattern));
        QVERIFY(has(faults, DraftField::Title));
        article.id = "Not Good";
        QVERIFY(has(ArticleDraft::faults(article, *test::shippedKnowledge(), {}), DraftField::Id));
        article.id = test::shippedKnowledge()->articles().front().id;
        QVERIFY(has(ArticleDraft::faults(article, *test::shippedKnowledge(), {}), DraftField::Id));
    }

    void trialListsWhatWasFound() {
        TrialModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.clear(makeJob());
        TrialFile found{1, 7, {{LineNumber(1), "Quota of '\x1b[31mx' is used up", {{"value", "x"}}}}};
        model.add(found);
        model.add({9, 1, found.hits});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("Quota of '␛[31mx' is used up"));
        QCOMPARE(model.index(0).data(TrialModel::PlaceRole).toString(), QStringLiteral("logs/b.log:2"));
        QCOMPARE(model.index(0).data(TrialModel::CountRole).toULongLong(), 7ULL);
        for (int i = 0; i < 300; ++i)
            model.add({0, 20, std::vector<TrialFile::Hit>(20, found.hits.front())});
        QCOMPARE(model.rowCount(), static_cast<int>(TrialModel::lineLimit));
        model.clear({});
        QCOMPARE(model.rowCount(), 0);
    }

    void triesAndSaves() {
        const QTemporaryDir folder;
        const QString own = folder.filePath(QStringLiteral("packs/own"));
        ArticleEditor editor({test::shippedKnowledge(), makeJob(), own}, ArticleSeed{line, {}});
        editor.show();
        auto* trial = editor.findChild<TrialView*>();
        QTRY_VERIFY2(trial->summary().contains(u'2'), qPrintable(trial->summary()));

        QSignalSpy saved(&editor, &ArticleEditor::saved);
        editor.save();
        QVERIFY(!editor.faults().empty()); // no reason, no solution, no near miss yet
        QTest::qWait(50);
        QCOMPARE(saved.size(), 0);

        const auto texts = editor.findChildren<QPlainTextEdit*>();
        for (QPlainTextEdit* text : texts) {
            if (text->accessibleName() == QStringLiteral("Reason"))
                text->setPlainText(QStringLiteral("The pool {value} has no room."));
            if (text->accessibleName() == QStringLiteral("Solution"))
                text->setPlainText(QStringLiteral("1. Ask for more."));
        }
        for (QLineEdit* edit : editor.findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == QStringLiteral("Line of the example") && edit->text().isEmpty())
                QTest::keyClicks(edit, QStringLiteral("Quota of pools is fine"));
        }
        editor.save();
        QVERIFY2(ArticleDraft::canBeSaved(editor.faults()), editor.faults().empty() ? "" : editor.faults().front().message.what.c_str());
        QTRY_COMPARE(saved.size(), 1);
        const KnowledgeBasePointer known = loadKnowledge({{own.toStdString(), false}});
        QCOMPARE(known->articles().size(), std::size_t(1));
        QCOMPARE(known->articles().front().reason, std::string("The pool {value} has no room."));
        QVERIFY(known->faulty().empty());

        // And again: an article is changed where it lies.
        ArticleEditor again({known, {}, own}, known->articles().front());
        for (QLineEdit* edit : again.findChildren<QLineEdit*>()) {
            if (edit->accessibleName() == QStringLiteral("What went wrong"))
                edit->setText(QStringLiteral("Changed"));
        }
        QSignalSpy savedAgain(&again, &ArticleEditor::saved);
        again.save();
        QTRY_COMPARE(savedAgain.size(), 1);
        QCOMPARE(loadKnowledge({{own.toStdString(), false}})->articles().front().title, std::string("Changed"));
    }

    void placesOfATrialAreAsTheyAre() {
        TrialModel model;
        model.clear(test::makeJob({"logs/a%2Fb.log other"}));
        model.add({0, 1, {{LineNumber(1), "a line", {}}}});
        QCOMPARE(model.index(0).data(TrialModel::PlaceRole).toString(), QStringLiteral("logs/a%2Fb.log:2"));
    }
};

QTEST_MAIN(ArticleEditorTest)
#include "test_article_editor.moc"
