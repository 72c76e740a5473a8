// SPDX-License-Identifier: MIT
#include "test_data.h"

#include "knowledge/article_page.h"
#include "knowledge/knowledge_browser.h"
#include "knowledge/knowledge_filter.h"
#include "knowledge/knowledge_model.h"
#include "knowledge/pack_export.h"
#include "knowledge/pack_import.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace faultline;

namespace {

void write(const QString& path, const QByteArray& text) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class KnowledgeBrowserTest : public QObject {
    Q_OBJECT
private slots:
    void filters() {
        KnowledgeModel model;
        KnowledgeFilter filter;
        filter.setSourceModel(&model);
        const QAbstractItemModelTester modelTester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setKnowledge(test::shippedKnowledge());
        const int all = filter.rowCount();
        QVERIFY(all > 10);
        filter.setStage(QStringLiteral("init"));
        QVERIFY(filter.rowCount() > 0 && filter.rowCount() < all);
        for (int row = 0; row < filter.rowCount(); ++row)
            QCOMPARE(filter.index(row, 0).data(KnowledgeModel::StageRole).toString(), QStringLiteral("init"));
        filter.setStage({});
        filter.setKind(static_cast<int>(ArticleRole::Noise));
        QVERIFY(filter.rowCount() > 0 && filter.rowCount() < all);
        filter.setKind(-1);
        filter.setSearch(QStringLiteral("module NAMED"));
        QVERIFY(filter.rowCount() > 0 && filter.rowCount() < all);
        filter.setSearch({});
        filter.setOnlyFound(true);
        QCOMPARE(filter.rowCount(), 0);
        QCOMPARE(all, model.rowCount());
    }

    void showsFaults() {
        const QTemporaryDir folder;
        write(folder.filePath(QStringLiteral("own/pack.yaml")), "id: own\ntitle: Own\n");
        write(folder.filePath(QStringLiteral("own/articles/own-broken.md")), "---\nid: own-broken\ntitle: x\n---\n");
        const KnowledgeBasePointer known = loadKnowledge({{folder.path().toStdString(), false}});
        QCOMPARE(known->faulty().size(), std::size_t(1));
        KnowledgeBrowser browser;
        browser.setPacksFolder(folder.path());
        browser.setKnowledge(known);
        browser.show();
        browser.showArticle(QStringLiteral("own-broken"));
        QStringList texts;
        for (const QLabel* label : browser.findChildren<QLabel*>())
            texts << label->text();
        QVERIFY2(texts.join(u'\n').contains(QStringLiteral("gives no reason")), qPrintable(texts.join(u'\n')));
    }

    void pageTellsHowFarToTrustAndWhatIsLookedFor() {
        Article article;
        article.id = "a-b";
        article.aliases = {"017"};
        article.title = "A registry is out of reach";
        article.summary = "The registry `{name}` is <closed>.";
        article.evidence = Evidence::Inferred;
        article.confidence = Confidence::Low;
        article.explainedBy = {"network-down"};
        Check definition;
        definition.kind = Check::Kind::DefinitionValue;
        definition.values = {{{"policies.status"}, "enabled", false}, {{"identity"}, {}, true}};
        Check rows;
        rows.kind = Check::Kind::TableRows;
        rows.atLeast = 2;
        rows.where = {{{"Memory"}, {}, 95.0, {}}};
        Check files;
        files.lacks = {"user_logs/*"};
        article.checks = {definition, rows, files};
        const ArticlePage page(article);
        QStringList texts;
        for (const QLabel* label : page.findChildren<QLabel*>())
            texts << label->text();
        const QString all = texts.join(u'\n');
        for (const char* part : {"a-b · 017", "‹name›", "&lt;closed&gt;", "Concluded from documentation", "Not certain", "network-down",
                                 "policies.status", "does not set", "2 row(s) or more", "is above 95", "lacks"})
            QVERIFY2(all.contains(QString::fromUtf8(part)), qPrintable(QString::fromUtf8(part) + QStringLiteral(" is not in: ") + all));
    }

    void imports() {
        const QTemporaryDir folder;
        const QString from = folder.filePath(QStringLiteral("from/thing"));
        write(from + QStringLiteral("/pack.yaml"), "id: thing\ntitle: Thing\n");
        write(from + QStringLiteral("/articles/deep/a-b.md"), "x");
        write(from + QStringLiteral("/secret.txt"), "x");
        const QString packs = folder.filePath(QStringLiteral("packs"));
        const Expected<QString> copied = importPack(from, packs).result();
        QVERIFY(copied.has_value());
        QVERIFY(QFile::exists(packs + QStringLiteral("/thing/articles/deep/a-b.md")));
        QVERIFY(!QFile::exists(packs + QStringLiteral("/thing/secret.txt")));
        QVERIFY(!importPack(from, packs).result().has_value()); // never over another one
        QVERIFY(!importPack(packs + QStringLiteral("/thing/articles"), packs).result().has_value());
        QVERIFY(!importPack(folder.filePath(QStringLiteral("none")), packs).result().has_value());
    }

    void anArticleOfOnesOwnIsDeletedAndPutBack() {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("own/articles/own-broken.md"));
        const QByteArray text = "---\nid: own-broken\ntitle: x\n---\n";
        write(folder.filePath(QStringLiteral("own/pack.yaml")), "id: own\ntitle: Own\n");
        write(path, text);
        KnowledgeBrowser browser;
        browser.setPacksFolder(folder.path());
        browser.setKnowledge(loadKnowledge({{folder.path().toStdString(), false}}));
        browser.show();
        browser.showArticle(QStringLiteral("own-broken"));
        const QSignalSpy changed(&browser, &KnowledgeBrowser::packsChanged);
        const auto press = [&browser](const char* what) {
            for (QPushButton* button : browser.findChildren<QPushButton*>()) {
                if (button->isVisible() && button->text().remove(u'&') == QLatin1String(what))
                    return QTest::mouseClick(button, Qt::LeftButton), true;
            }
            return false;
        };

        QVERIFY(press("Delete"));
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(!QFile::exists(path));
        QVERIFY(press("Undo"));
        QTRY_COMPARE(changed.size(), 2);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), text);
    }

    void whatIsShippedIsNotDeleted() {
        KnowledgeBrowser browser;
        const QTemporaryDir own;
        browser.setPacksFolder(own.path());
        browser.setKnowledge(test::shippedKnowledge());
        browser.show();
        for (const QAction* action : browser.actions())
            QVERIFY2(!action->isEnabled() || action->shortcut() == QKeySequence(QKeySequence::New), qPrintable(action->text()));
    }

    void aPackIsSharedAsAZip() {
        const QTemporaryDir folder;
        const QString pack = folder.filePath(QStringLiteral("own"));
        write(pack + QStringLiteral("/pack.yaml"), "id: größe\ntitle: Own\n");
        write(pack + QStringLiteral("/articles/a.md"), "one");
        write(pack + QStringLiteral("/articles/deep/b.md"), QByteArray(100'000, 'b'));
        write(pack + QStringLiteral("/articles/a.md~"), "left by an editor");
        const QString zip = folder.filePath(QStringLiteral("own.zip"));
        QVERIFY(exportPack(pack, zip).result().has_value());

        const Expected<QString> copy = importPack(zip, folder.filePath(QStringLiteral("of somebody else"))).result();
        QVERIFY2(copy.has_value(), copy ? "" : copy.error().toLine().c_str());
        for (const char* name : {"pack.yaml", "articles/a.md", "articles/deep/b.md"}) {
            QFile from(pack + u'/' + QLatin1String(name));
            QFile to(*copy + u'/' + QLatin1String(name));
            QVERIFY2(from.open(QIODevice::ReadOnly) && to.open(QIODevice::ReadOnly), name);
            QCOMPARE(to.readAll(), from.readAll());
        }
        QVERIFY(!QFile::exists(*copy + QStringLiteral("/articles/a.md~")));

        // Where it cannot be written that is said, and nothing half done stays.
        const Expected<void> refused = exportPack(pack, folder.filePath(QStringLiteral("no such folder/own.zip"))).result();
        QVERIFY(!refused.has_value());
        QVERIFY(!refused.error().why.empty());
    }
};

QTEST_MAIN(KnowledgeBrowserTest)
#include "test_knowledge_browser.moc"
