// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "diagnosis/knowledge_check.h"

#include <algorithm>

using namespace faultline;

namespace {

KnowledgeCheck checkOf(const TemporaryPack& pack) {
    return checkKnowledge(pack.load());
}

bool tells(const KnowledgeCheck& check, std::string_view what) {
    return std::ranges::any_of(check.messages, [&](const Message& message) { return message.toLine().contains(what); });
}

std::string examples(const std::string& list) {
    return "---\nid: x-one\ntitle: T\nsummary: S\nrole: cause\nseverity: error\nstage: run\nevidence: seen\nconfidence: high\n"
           "matches:\n  - {pattern: 'boom: (?<what>\\w+)', in: [program]}\nexamples:\n" +
           list + "---\n## Reason\nR\n## Solution\n1. S\n";
}

} // namespace

class TestKnowledgeCheck : public QObject {
    Q_OBJECT

private slots:
    void theShippedPacksPass();
    void soundExamplesPass();
    void aFaultyExampleIsTold_data();
    void aFaultyExampleIsTold();
    void aRefusedPatternIsToldAsItWasWritten();
    void examplesOfFilesAreDiagnosed();
    void overlapsAreTold();
    void articlesThatExplainEachOtherAreTold();
    void theCheckMayBeLimited();
};

void TestKnowledgeCheck::theShippedPacksPass() {
    const KnowledgeCheck check = checkKnowledge(shippedKnowledge());
    for (const Message& message : check.messages)
        qWarning("%s", message.toLine().c_str());
    QVERIFY(check.messages.empty());
    QVERIFY(check.overlaps.empty());
    QCOMPARE(check.passed, check.examples);
    QCOMPARE(check.articles, shippedKnowledge()->articles().size());
}

void TestKnowledgeCheck::soundExamplesPass() {
    const TemporaryPack pack;
    pack.write("articles/x-one.md",
               examples("  - {text: 'boom: x', finds: true, captures: {what: x}}\n  - {text: 'no boom', finds: false}\n"));
    const KnowledgeCheck check = checkOf(pack);
    QVERIFY(check.messages.empty());
    QCOMPARE(check.examples, 2U);
    QCOMPARE(check.passed, 2U);
    QVERIFY(std::ranges::all_of(check.results, &ExampleResult::passed));
}

void TestKnowledgeCheck::aFaultyExampleIsTold_data() {
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("not found") << QByteArray("  - {text: 'bang: x', finds: true}\n  - {text: 'no', finds: false}\n")
                               << QByteArray("x-one.md:13: error: The example is not found");
    QTest::newRow("not found in that role") << QByteArray(
                                                   "  - {text: 'boom: x', in: errors, finds: true}\n  - {text: 'no', finds: false}\n")
                                            << QByteArray("read as `errors`");
    QTest::newRow("near miss found") << QByteArray("  - {text: 'boom: x', finds: true}\n  - {text: 'boom: y', finds: false}\n")
                                     << QByteArray(R"(x-one.md:14: error: The near miss is found: by the pattern `boom: (?<what>\w+)`)");
    QTest::newRow("other captures") << QByteArray(
                                           "  - {text: 'boom: x', finds: true, captures: {what: y}}\n  - {text: 'no', finds: false}\n")
                                    << QByteArray("{what} is 'x', not 'y'");
    QTest::newRow("a capture that is not there")
        << QByteArray("  - {text: 'boom: x', finds: true, captures: {who: y}}\n  - {text: 'no', finds: false}\n")
        << QByteArray("{who} is not captured");
}

void TestKnowledgeCheck::aFaultyExampleIsTold() {
    QFETCH(QByteArray, list);
    QFETCH(QByteArray, says);
    const TemporaryPack pack;
    pack.write("articles/x-one.md", examples(list.toStdString()));
    const KnowledgeCheck check = checkOf(pack);
    for (const Message& message : check.messages)
        qInfo("%s", message.toLine().c_str());
    QVERIFY(tells(check, says.toStdString()));
    QCOMPARE(check.messages.size(), 1U);
    QCOMPARE(check.passed, 1U);
}

void TestKnowledgeCheck::aRefusedPatternIsToldAsItWasWritten() {
    const TemporaryPack pack;
    pack.addArticle("x-one", "{pattern: 'boom (at'}");
    const KnowledgeCheck check = checkOf(pack);
    for (const Message& message : check.messages)
        qInfo("%s", message.toLine().c_str());
    QVERIFY(tells(check, "at `boom (at`"));
    // There is a pattern, if one that cannot be used.
    QVERIFY(!tells(check, "Nothing shows this article"));
}

void TestKnowledgeCheck::examplesOfFilesAreDiagnosed() {
    const TemporaryPack pack;
    pack.write("articles/x-one.md", examples("  - {files: {std_log.txt: 'boom: x'}, finds: true, captures: {what: x}}\n"
                                             "  - {files: {'errors/0/process0.txt': 'boom: x'}, finds: false}\n"));
    QCOMPARE(checkOf(pack).passed, 2U);
    pack.write("articles/x-one.md",
               examples("  - {files: {std_log.txt: 'bang'}, finds: true}\n  - {files: {std_log.txt: 'boom: x'}, finds: false}\n"));
    const KnowledgeCheck check = checkOf(pack);
    QCOMPARE(check.passed, 0U);
    QVERIFY(tells(check, "The example is not found"));
    QVERIFY(tells(check, "The near miss is found"));
}

void TestKnowledgeCheck::overlapsAreTold() {
    const TemporaryPack pack;
    pack.write("articles/x-one.md", examples("  - {text: 'boom: x', finds: true}\n  - {text: 'no', finds: false}\n"));
    pack.addArticle("x-two", "{pattern: 'boom: x'}");
    KnowledgeCheck check = checkOf(pack);
    QCOMPARE(check.overlaps, (std::vector<std::pair<std::string, std::string>>{{"x-one", "x-two"}}));
    QVERIFY(tells(check, "neither gives way"));
    pack.addArticle("x-two", "{pattern: 'boom: x'}", "explained-by: [x-one]\n");
    QVERIFY(checkOf(pack).overlaps.empty());
}

void TestKnowledgeCheck::articlesThatExplainEachOtherAreTold() {
    const TemporaryPack pack;
    pack.addArticle("x-one", "{pattern: yes}", "explained-by: ['x-*']\n");
    pack.addArticle("x-two", "{pattern: yes}", "explained-by: [x-one]\n");
    const KnowledgeCheck check = checkOf(pack);
    QCOMPARE(std::ranges::count_if(check.messages, [](const Message& message) { return message.what.contains("explain each other"); }), 1);
}

void TestKnowledgeCheck::theCheckMayBeLimited() {
    const TemporaryPack pack;
    pack.addArticle("x-one", "{pattern: yes}");
    pack.addArticle("x-two", "{pattern: never}");
    const KnowledgeCheck check = checkKnowledge(pack.load(), [](const Article& article) { return article.id == "x-one"; });
    QCOMPARE(check.articles, 1U);
    QVERIFY(check.messages.empty());
}

QTEST_APPLESS_MAIN(TestKnowledgeCheck)
#include "test_knowledge_check.moc"
