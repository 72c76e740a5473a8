// SPDX-License-Identifier: MIT
#include "core_test.h"

#include <algorithm>

using namespace faultline;

class TestKnowledgeBase : public QObject {
    Q_OBJECT

private slots:
    void theShippedPacksAreSound();
    void articlesAreFoundByIdAndAlias();
    void aFaultyArticleLeavesTheRestWorking();
    void anArticleMadeToFillTheMemoryIsFaulty();
    void aLaterPackReplacesAnArticle();
    void aPackThatCannotBeReadIsAMessage();
    void namesThatNothingBearsAreToldOf();
    void theFingerprintChangesWithTheContent();
    void aFolderOfPacksIsReadWhole();
};

void TestKnowledgeBase::theShippedPacksAreSound() {
    for (const Message& message : shippedKnowledge()->messages())
        qWarning("%s", message.toLine().c_str());
    QVERIFY(shippedKnowledge()->messages().empty());
    QVERIFY(shippedKnowledge()->packs().size() >= 3);
    QVERIFY(shippedKnowledge()->articles().size() > 200);
    QVERIFY(std::ranges::all_of(shippedKnowledge()->packs(), &Pack::shipped));
}

void TestKnowledgeBase::articlesAreFoundByIdAndAlias() {
    const TemporaryPack pack;
    pack.addArticle("x-one", "{pattern: one}", "aliases: [uno]\n");
    const KnowledgeBasePointer knowledge = pack.load();
    QVERIFY(knowledge->find("x-one"));
    QCOMPARE(knowledge->find("uno"), knowledge->find("x-one"));
    QCOMPARE(knowledge->indexOf(*knowledge->find("uno")), 0U);
    QVERIFY(!knowledge->find("x-two"));
}

void TestKnowledgeBase::aFaultyArticleLeavesTheRestWorking() {
    const TemporaryPack pack;
    pack.addArticle("x-one", "{pattern: one}");
    pack.addArticle("x-bad", "{pattern: '(', in: [no-role]}");
    const KnowledgeBasePointer knowledge = pack.load();
    QCOMPARE(knowledge->articles().size(), 1U);
    QCOMPARE(knowledge->faulty().size(), 1U);
    QCOMPARE(knowledge->faulty().front().id, std::string("x-bad"));
    QVERIFY(knowledge->faulty().front().messages.size() >= 2);
    QCOMPARE(scanText("one\n", "program", knowledge).sightings.size(), 1U);
}

void TestKnowledgeBase::anArticleMadeToFillTheMemoryIsFaulty() {
    const TemporaryPack pack;
    pack.addArticle("x-one", "{pattern: one}");
    std::string bomb = "symptoms: &a '" + std::string(400'000, 'x') + "'\nlinks: [";
    for (int i = 0; i < 120'000; ++i)
        bomb += "*a,";
    pack.addArticle("x-bomb", "{pattern: two}", bomb + "]\n");
    const KnowledgeBasePointer knowledge = pack.load();
    QCOMPARE(knowledge->articles().size(), 1U);
    QCOMPARE(knowledge->faulty().size(), 1U);
    const std::string told = knowledge->faulty().front().messages.front().toLine();
    QVERIFY2(told.contains("x-bomb.md:") && told.contains("alias"), told.c_str());
}

void TestKnowledgeBase::aLaterPackReplacesAnArticle() {
    const TemporaryPack first, second;
    first.addArticle("x-one", "{pattern: one}");
    second.addArticle("x-one", "{pattern: eins}");
    const KnowledgeBasePointer knowledge = loadKnowledge({{first.path(), true}, {second.path(), false}});
    QCOMPARE(knowledge->articles().size(), 1U);
    QCOMPARE(knowledge->articles().front().matches.front().pattern, std::string("eins"));
    QVERIFY(std::ranges::any_of(knowledge->messages(), [](const Message& message) {
        return message.level == MessageLevel::Note && message.what.contains("replaces");
    }));
}

void TestKnowledgeBase::aPackThatCannotBeReadIsAMessage() {
    const QTemporaryDir empty;
    const KnowledgeBasePointer knowledge = loadKnowledge({{"/no/such/pack", false}, {empty.path().toStdString(), false}});
    QVERIFY(knowledge->articles().empty());
    QCOMPARE(knowledge->messages().size(), 2U);
    for (const Message& message : knowledge->messages())
        QVERIFY(!message.next.empty());
}

void TestKnowledgeBase::namesThatNothingBearsAreToldOf() {
    const TemporaryPack pack;
    pack.addArticle("x-one", "{pattern: one}", "explained-by: [x-tow, 'y-*', 'x-*']\n");
    const KnowledgeBasePointer knowledge = pack.load();
    const auto warned =
        std::ranges::count_if(knowledge->messages(), [](const Message& message) { return message.level == MessageLevel::Warning; });
    QCOMPARE(static_cast<int>(warned), 2);
    QCOMPARE(knowledge->articles().size(), 1U);
}

void TestKnowledgeBase::theFingerprintChangesWithTheContent() {
    const TemporaryPack pack;
    pack.addArticle("x-one", "{pattern: one}");
    const std::string before = pack.load()->fingerprint();
    QCOMPARE(pack.load()->fingerprint(), before);
    pack.addArticle("x-one", "{pattern: two}");
    QVERIFY(pack.load()->fingerprint() != before);
}

void TestKnowledgeBase::aFolderOfPacksIsReadWhole() {
    const TemporaryPack outer;
    outer.write("inner/pack.yaml", "id: inner\ntitle: Inner\n");
    outer.addArticle("x-one", "{pattern: one}");
    const KnowledgeBasePointer knowledge = outer.load();
    QCOMPARE(knowledge->packs().size(), 2U);
}

QTEST_APPLESS_MAIN(TestKnowledgeBase)
#include "test_knowledge_base.moc"
