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
    std::string bomb = "a0: &a0 [x, x]\n";
    for (int i = 1; i < 40; ++i)
        bomb +=
            "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + ", *a" + std::to_string(i - 1) + "]\n";
    messages.clear();
    QVERIFY(parse(bomb, messages)["a39"].isList());
    messages.clear();
    using namespace std::string_literals;
    (void)parse("a: \0b\xFF"s, messages);
    (void)parse("\xFF\xFE\0"s, messages);
    (void)parse(std::string(5 << 20, 'a'), messages);
}

QTEST_APPLESS_MAIN(TestYamlDocument)
#include "test_yaml_document.moc"
