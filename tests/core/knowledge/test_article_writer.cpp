// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "knowledge/article_reader.h"
#include "knowledge/article_writer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace faultline;

namespace {

/// The article written once is the measure: written, read and written again it must be the same, and so must all that the text does not show.
void compare(const Article& a, const Article& b) {
    QCOMPARE(writeArticle(a), writeArticle(b));
    QCOMPARE(a.id, b.id);
    QCOMPARE(a.aliases, b.aliases);
    QCOMPARE(a.title, b.title);
    QCOMPARE(a.summary, b.summary);
    QCOMPARE(a.reason, b.reason);
    QCOMPARE(a.solution, b.solution);
    QCOMPARE(a.unseen, b.unseen);
    QCOMPARE(a.links, b.links);
    QCOMPARE(a.explainedBy, b.explainedBy);
    QVERIFY(a.sameBy == b.sameBy);
    QCOMPARE(a.failedInputFile, b.failedInputFile);
    QCOMPARE(a.means, b.means);
    QCOMPARE(a.matches.size(), b.matches.size());
    for (std::size_t i = 0; i < a.matches.size(); ++i) {
        QCOMPARE(a.matches[i].pattern, b.matches[i].pattern);
        QCOMPARE(a.matches[i].roles, b.matches[i].roles);
        QCOMPARE(a.matches[i].onlyIn, b.matches[i].onlyIn);
        QCOMPARE(a.matches[i].notRoles, b.matches[i].notRoles);
        QVERIFY(a.matches[i].level == b.matches[i].level && a.matches[i].nearEnd == b.matches[i].nearEnd &&
                a.matches[i].frames == b.matches[i].frames);
        QCOMPARE(a.matches[i].with, b.matches[i].with);
        QCOMPARE(a.matches[i].withoutAfter, b.matches[i].withoutAfter);
    }
    QCOMPARE(a.checks.size(), b.checks.size());
    for (std::size_t i = 0; i < a.checks.size(); ++i) {
        QVERIFY(a.checks[i].kind == b.checks[i].kind && a.checks[i].atLeast == b.checks[i].atLeast);
        QCOMPARE(a.checks[i].roles, b.checks[i].roles);
        QCOMPARE(a.checks[i].holds, b.checks[i].holds);
        QCOMPARE(a.checks[i].lacks, b.checks[i].lacks);
        QCOMPARE(a.checks[i].containing, b.checks[i].containing);
        QCOMPARE(a.checks[i].fact + " " + a.checks[i].than, b.checks[i].fact + " " + b.checks[i].than);
        QCOMPARE(a.checks[i].outcomes, b.checks[i].outcomes);
        QCOMPARE(a.checks[i].withFinding, b.checks[i].withFinding);
        QCOMPARE(a.checks[i].withoutFinding, b.checks[i].withoutFinding);
    }
    QCOMPARE(a.lookNext.size(), b.lookNext.size());
    QCOMPARE(a.derive.size(), b.derive.size());
    QCOMPARE(a.examples.size(), b.examples.size());
    for (std::size_t i = 0; i < a.examples.size(); ++i) {
        QCOMPARE(a.examples[i].text, b.examples[i].text);
        QVERIFY(a.examples[i].files == b.examples[i].files && a.examples[i].captures == b.examples[i].captures);
        QCOMPARE(a.examples[i].finds, b.examples[i].finds);
        QCOMPARE(a.examples[i].role, b.examples[i].role);
    }
}

Article small() {
    Article article;
    article.id = "own-thing";
    article.title = "It's: a 'quoted' #title";
    article.summary = "with {value} and \"more\"";
    article.stage = "run";
    article.reason = "Because.";
    article.solution = "1. Do.";
    article.matches.emplace_back().pattern = "it's\\s+(?<value>[^'\"]+): #\\d";
    article.examples.push_back({"it's a: #1", {}, {}, true, {}, 0});
    article.examples.push_back({"nothing", {}, {}, false, {}, 0});
    return article;
}

} // namespace

class ArticleWriterTest : public QObject {
    Q_OBJECT
private slots:
    void everyShippedArticle() {
        const KnowledgeBasePointer& knowledge = shippedKnowledge();
        QVERIFY(knowledge->articles().size() > 10);
        for (const Article& article : knowledge->articles()) {
            const auto again = readArticle(writeArticle(article), article.id + ".md", knowledge->layouts());
            for (const Message& message : again.messages)
                QVERIFY2(message.level != MessageLevel::Error, (message.toLine() + "\n" + writeArticle(article)).c_str());
            compare(article, again.value);
            if (QTest::currentTestFailed())
                return;
        }
    }

    void oddTexts_data() {
        QTest::addColumn<std::string>("text");
        int rows = 0;
        for (const std::string& text : {std::string("true"),      std::string("a: b"),       std::string("- x"),
                                        std::string("'"),         std::string("\""),         std::string("\\"),
                                        std::string("tab\there"), std::string("a\nb"),       std::string("a\n  b\n"),
                                        std::string(" lead"),     std::string("trail "),     std::string("\n"),
                                        std::string("a\n\n"),     std::string("---\nx"),     std::string("#x"),
                                        std::string("bell\a"),    std::string("äöü\n✓"),     std::string("a\r\nb"),
                                        std::string("a\n   \nb"), std::string("x\xC2\x85y"), std::string("x\xE2\x80\xA8y"),
                                        std::string("%x @y `z`"), std::string("null"),       std::string("12")})
            QTest::addRow("%d", rows++) << text;
    }
    void oddTexts() {
        QFETCH(std::string, text);
        Article article = small();
        article.examples.front().text = text;
        article.examples.front().captures["value"] = text;
        article.examples.push_back({{}, {{text + "f", text}}, {}, false, {}, 0});
        article.links = {"https://x/?a='b'&c=\"d\""};
        article.explainedBy = {"data-*", "null"};
        const auto again = readArticle(writeArticle(article), "own-thing.md", shippedKnowledge()->layouts());
        QVERIFY2(again.messages.empty(), again.messages.empty() ? "" : (again.messages.front().toLine() + writeArticle(article)).c_str());
        compare(article, again.value);
    }

    void saves() {
        const QTemporaryDir folder;
        const std::string pack = folder.path().toStdString() + "/deep/own";
        Article article = small();
        const auto path = saveArticle(article, pack);
        QVERIFY2(path.has_value(), path ? "" : path.error().toLine().c_str());
        const auto mode = QFileInfo(QString::fromStdString(*path)).permissions();
        QVERIFY(!(mode & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
        const KnowledgeBasePointer known = loadKnowledge({{pack, false}});
        QVERIFY(known->find("own-thing"));
        QCOMPARE(known->packs().front().id, std::string("own"));
        QCOMPARE(known->find("own-thing")->path, *path);

        QVERIFY(!saveArticle(article, pack)); // never over another one
        article.title = "Changed";
        QVERIFY(saveArticle(article, pack, *path));
        QCOMPARE(loadKnowledge({{pack, false}})->find("own-thing")->title, std::string("Changed"));
        article.id = "own-other";
        QVERIFY(saveArticle(article, pack, *path));
        QVERIFY(!QFile::exists(QString::fromStdString(*path)));
        QVERIFY(loadKnowledge({{pack, false}})->find("own-other"));
        QCOMPARE(QDir(QString::fromStdString(pack + "/articles")).entryList(QDir::Files).size(), 1);
    }

    void refusesIdsThatAreNoNames() {
        const QTemporaryDir folder;
        for (const char* id : {"", "../x", "a/b", "A", "a b", ".x", "x\ny"}) {
            Article article = small();
            article.id = id;
            QVERIFY(!saveArticle(article, folder.path().toStdString() + "/own"));
        }
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("own"))));
    }
};

QTEST_GUILESS_MAIN(ArticleWriterTest)
#include "test_article_writer.moc"
