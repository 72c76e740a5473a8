// SPDX-License-Identifier: MIT
#include "knowledge/article_writer.h"
#include "session/knowledge_service.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace faultline;

namespace {

Article makeArticle(const std::string& id) {
    Article article;
    article.id = id;
    article.title = "It went wrong";
    article.summary = "It went wrong.";
    article.stage = "run";
    article.reason = "Because.";
    article.solution = "1. Do.";
    article.matches.emplace_back().pattern = "it went wrong";
    article.examples.push_back({"it went wrong", {}, {}, true, {}, 0});
    article.examples.push_back({"fine", {}, {}, false, {}, 0});
    return article;
}

} // namespace

class KnowledgeServiceTest : public QObject {
    Q_OBJECT
private slots:
    void followsTheUsersPacks() {
        const QTemporaryDir folder;
        const QString packs = folder.filePath(QStringLiteral("packs"));
        KnowledgeService service({}, {}, packs);
        QSignalSpy loaded(&service, &KnowledgeService::loaded);
        QSignalSpy reloaded(&service, &KnowledgeService::reloaded);
        QTRY_COMPARE(loaded.size(), 1);
        QVERIFY(service.loadedKnowledge()->articles().empty());
        QVERIFY(service.patterns().get());

        const auto path = saveArticle(makeArticle("own-a"), service.ownPack().toStdString());
        QVERIFY(path);
        service.reload();
        QTRY_COMPARE(reloaded.size(), 1);
        QVERIFY(service.loadedKnowledge()->find("own-a"));
        QCOMPARE(service.patterns().get()->knowledge(), service.loadedKnowledge());

        // From here on the folder is watched: nobody has to ask.
        QVERIFY(saveArticle(makeArticle("own-b"), service.ownPack().toStdString()));
        QTRY_VERIFY(service.loadedKnowledge()->find("own-b"));
        QFile broken(packs + QStringLiteral("/own/articles/own-c.md"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("nothing");
        broken.close();
        QTRY_COMPARE(service.loadedKnowledge()->faulty().size(), std::size_t(1));
        QVERIFY(service.loadedKnowledge()->find("own-a"));
        QVERIFY(broken.remove());
        QTRY_VERIFY(service.loadedKnowledge()->faulty().empty());

        // Nothing is said where nothing changed.
        const auto before = reloaded.size();
        service.reload();
        QTest::qWait(700);
        QCOMPARE(reloaded.size(), before);
    }
};

QTEST_MAIN(KnowledgeServiceTest)
#include "test_knowledge_service.moc"
