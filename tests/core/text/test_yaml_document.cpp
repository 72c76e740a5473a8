// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/yaml_document.h"

using namespace faultline;

class TestYamlDocument : public QObject {
    Q_OBJECT

private slots:
    void readsValuesWithTheirLines();
    void answersForWhatIsNotThere();
    void reportsWhatIsNoYamlWithItsPlace_data();
    void reportsWhatIsNoYamlWithItsPlace();
    void reportsValuesOfAnotherKind();
    void namesTheNearestKnownKey();
    void survivesDeepAndHostileText();
    void refusesAliasesInFilesOfOurOwn_data();
    void refusesAliasesInFilesOfOurOwn();
    void takesAliasesOfOthersWithinBounds();
    void refusesDocumentsThatComeToTooMuch_data();
    void refusesDocumentsThatComeToTooMuch();
};

namespace {

YamlNode parse(const std::string& text, std::vector<Message>& messages) {
    return YamlNode::parse(text, "a.yaml", messages, 10);
}

} // namespace

void TestYamlDocument::readsValuesWithTheirLines() {
    std::vector<Message> messages;
    const YamlNode root = parse("a: one\nb: [1, two]\nc:\n  d: true\n", messages);
    QVERIFY(messages.empty());
    QCOMPARE(root["a"].text(messages), std::string("one"));
    QCOMPARE(root["b"].texts(messages), (std::vector<std::string>{"1", "two"}));
    QCOMPARE(root["a"].texts(messages), std::vector<std::string>{"one"});
    QCOMPARE(root["c"]["d"].boolean(messages).value(), true);
    QCOMPARE(root["c"]["d"].line(), 13U);
    QVERIFY(messages.empty());
}

void TestYamlDocument::answersForWhatIsNotThere() {
    std::vector<Message> messages;
    const YamlNode none = parse("a: 1", messages)["b"]["c"];
    QVERIFY(none.isMissing());
    QVERIFY(none.items().empty() && none.pairs().empty() && none.texts(messages).empty());
    QVERIFY(!none.number(messages) && !none.boolean(messages));
    QVERIFY(messages.empty());
    QCOMPARE(none.text(messages, true), std::string());
    QCOMPARE(messages.size(), 1U);
    QVERIFY(messages.front().what.contains("`c`"));
}

void TestYamlDocument::reportsWhatIsNoYamlWithItsPlace_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("open bracket") << QByteArray("a: [b, c\n");
    QTest::newRow("two colons") << QByteArray("a: b: c\n");
    QTest::newRow("bad indentation") << QByteArray("a:\n  b: 1\n c: 2\n");
}

void TestYamlDocument::reportsWhatIsNoYamlWithItsPlace() {
    QFETCH(QByteArray, text);
    std::vector<Message> messages;
    QVERIFY(parse(text.toStdString(), messages).isMissing());
    QCOMPARE(messages.size(), 1U);
    QVERIFY(messages.front().where);
    QCOMPARE(messages.front().where->path, std::string("a.yaml"));
    QVERIFY(messages.front().where->line >= 10);
}

void TestYamlDocument::reportsValuesOfAnotherKind() {
    std::vector<Message> messages;
    const YamlNode root = parse("list: [1]\nword: many\nmap: {a: 1}\n", messages);
    QCOMPARE(root["list"].text(messages), std::string());
    QVERIFY(!root["word"].number(messages));
    QVERIFY(!root["word"].boolean(messages));
    QVERIFY(root["map"].texts(messages).empty());
    QCOMPARE(messages.size(), 4U);
    for (const Message& message : messages)
        QVERIFY(!message.next.empty());
}

void TestYamlDocument::namesTheNearestKnownKey() {
    std::vector<Message> messages;
    parse("sumary: x\nother: y\n", messages).onlyKeys({"summary", "title"}, messages);
    QCOMPARE(messages.size(), 2U);
    QVERIFY(messages.front().toLine().contains("summary"));
    QCOMPARE(nearestName("envirnoment", {"environment", "data"}), std::string("environment"));
    QCOMPARE(nearestName("zebra", {"environment", "data"}), std::string());
}

void TestYamlDocument::survivesDeepAndHostileText() {
    std::vector<Message> messages;
    (void)parse(std::string(100'000, '['), messages);
    QVERIFY(!messages.empty());
    messages.clear();
    using namespace std::string_literals;
    (void)parse("a: \0b\xFF"s, messages);
    (void)parse("\xFF\xFE\0"s, messages);
    (void)parse(std::string(5 << 20, 'a'), messages);
}

void TestYamlDocument::refusesAliasesInFilesOfOurOwn_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("a harmless one") << QByteArray("a: &x 1\nb: *x\n");
    QTest::newRow("many short ones") << QByteArray("a: &x [1, 2]\nb: [*x, *x, *x]\n");
    QTest::newRow("a long one, often") << QByteArray("a: &x '" + QByteArray(400'000, 'x') + "'\nb: [" +
                                                     QByteArray("*x, ").repeated(120'000) + "]\n");
    QTest::newRow("as a key") << QByteArray("a: &x key\n? *x\n: value\n");
    QTest::newRow("without end") << QByteArray("a: &x\n  b: *x\n");
}

void TestYamlDocument::refusesAliasesInFilesOfOurOwn() {
    QFETCH(QByteArray, text);
    std::vector<Message> messages;
    QVERIFY(parse(text.toStdString(), messages).isMissing());
    QCOMPARE(messages.size(), 1U);
    QVERIFY(messages.front().why.contains("alias"));
    QVERIFY(messages.front().toLine().starts_with("a.yaml:11:"));
}

void TestYamlDocument::takesAliasesOfOthersWithinBounds() {
    std::vector<Message> messages;
    const auto documents = YamlNode::parseAll("base: &base {size: 2}\none: *base\ntwo: *base\n---\nb: &x 1\n", "a.yaml", messages);
    QVERIFY(messages.empty());
    QCOMPARE(documents.size(), 2U);
    QCOMPARE(documents[0]["two"]["size"].text(messages), std::string("2"));
}

void TestYamlDocument::refusesDocumentsThatComeToTooMuch_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("why");
    QByteArray doubled = "a0: &a0 [x, x]\n";
    for (int i = 1; i < 40; ++i) {
        const QByteArray number = QByteArray::number(i), below = QByteArray::number(i - 1);
        doubled += "a" + number + ": &a" + number + " [*a" + below + ", *a" + below + "]\n";
    }
    QTest::newRow("each the double of the one before") << doubled << QByteArray(" MiB of it");
    QTest::newRow("a long text, often") << QByteArray("a: &x '" + QByteArray(1'500'000, 'x') + "'\nb: [" +
                                                      QByteArray("*x, ").repeated(120'000) + "]\n")
                                        << QByteArray("171662 MiB");
    QTest::newRow("a long key, often") << QByteArray("? &x " + QByteArray(900, 'k') + "\n: [" + QByteArray("{*x : 1}, ").repeated(50'000) +
                                                     "]\n")
                                       << QByteArray("42 MiB");
    QTest::newRow("without end") << QByteArray("a: &x\n  b: *x\n") << QByteArray("refers to itself");
    QTest::newRow("many values") << QByteArray("[" + QByteArray("1,").repeated(1'000'000) + "1]") << QByteArray("1000002 values");
    QTest::newRow("many bytes") << QByteArray(5 << 20, 'a') << QByteArray("5 MiB");
}

void TestYamlDocument::refusesDocumentsThatComeToTooMuch() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, why);
    std::vector<Message> messages;
    QVERIFY(YamlNode::parseAll(text.toStdString(), "job.yml", messages).empty());
    QCOMPARE(messages.size(), 1U);
    QCOMPARE(messages.front().what, std::string(YamlNode::tooMuch));
    if (!messages.front().why.contains(why.toStdString()))
        QFAIL(messages.front().why.c_str());
}

QTEST_APPLESS_MAIN(TestYamlDocument)
#include "test_yaml_document.moc"
