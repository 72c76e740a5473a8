// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "diagnosis/document.h"

#include <algorithm>

using namespace faultline;

namespace {

const DocumentValue* valueAt(const std::vector<DocumentValue>& values, std::string_view key) {
    const auto found = std::ranges::find_if(values, [&](const DocumentValue& value) { return keyMatches(value, key); });
    return found == values.end() ? nullptr : &*found;
}

} // namespace

class TestDocument : public QObject {
    Q_OBJECT

private slots:
    void readsYamlAndJsonAlike_data();
    void readsYamlAndJsonAlike();
    void keysMatchAtAnyDepth();
    void severalDocumentsAreReadAsOne();
    void whatIsNeitherGivesNothing_data();
    void whatIsNeitherGivesNothing();
    void endsInDocumentsMadeToNeverEnd();
    void aliasesStandForWhatTheyName();
    void keepsOnlyPartsOfWhatIsLong();
    void saysWhatWasNotLookedAt_data();
    void saysWhatWasNotLookedAt();
    void tellsWhyATextIsNoDocument();
};

void TestDocument::readsYamlAndJsonAlike_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("YAML") << QByteArray("compute: azureml:arc\nresources:\n  instance_count: 2\nlist: [{name: a}]\n");
    QTest::newRow("JSON") << QByteArray(
        "{\n\t\"compute\": \"azureml:arc\",\n\t\"resources\": {\"instanceCount\": 2},\n\t\"list\": [{\"name\": \"a\"}]\n}\n");
}

void TestDocument::readsYamlAndJsonAlike() {
    QFETCH(QByteArray, text);
    const std::vector<DocumentValue> values = readDocument(text.toStdString()).values;
    QCOMPARE(valueAt(values, "compute")->value, std::string("azureml:arc"));
    QCOMPARE(valueAt(values, "resources.instance_count")->value, std::string("2"));
    QCOMPARE(valueAt(values, "instance-count")->value, std::string("2"));
    QCOMPARE(valueAt(values, "list.name")->value, std::string("a"));
    QCOMPARE(valueAt(values, "list.*.name")->value, std::string("a"));
    QVERIFY(!valueAt(values, "list")->scalar);
    QVERIFY(!valueAt(values, "resources.compute"));
    QVERIFY(valueAt(values, "instance_count")->line.shown() >= 3);
}

void TestDocument::keysMatchAtAnyDepth() {
    const DocumentValue value{{"properties", "encryption", "status"}, "Enabled", true, {}};
    QVERIFY(keyMatches(value, "status"));
    QVERIFY(keyMatches(value, "Encryption.Status"));
    QVERIFY(keyMatches(value, "properties.*.status"));
    QVERIFY(!keyMatches(value, "properties.status"));
    QVERIFY(!keyMatches(value, "encryption"));
    QVERIFY(!keyMatches(value, "a.properties.encryption.status"));
}

void TestDocument::severalDocumentsAreReadAsOne() {
    const std::vector<DocumentValue> values = readDocument("a: 1\n---\nb: 2\n").values;
    QVERIFY(valueAt(values, "a") && valueAt(values, "b"));
}

void TestDocument::whatIsNeitherGivesNothing_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a broken document") << QByteArray("{\"a\": [1, 2");
    QTest::newRow("bytes") << QByteArray("{\x80\xFF: \x01");
}

void TestDocument::whatIsNeitherGivesNothing() {
    QFETCH(QByteArray, text);
    QVERIFY(readDocument(text.toStdString()).values.empty());
}

void TestDocument::endsInDocumentsMadeToNeverEnd() {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 30; ++i) {
        const std::string below = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + below + ", " + below + ", " + below + ", " + below + "]\n";
    }
    QVERIFY(readDocument(bomb).values.empty());
    QVERIFY(!readDocument(bomb).trouble.empty());
    QVERIFY(readDocument("a: &a\n  b: *a\n").trouble.contains("refers to itself"));
    (void)readDocument(std::string(200'000, '['));
    (void)readDocument(std::string(200'000, '{'));
}

void TestDocument::aliasesStandForWhatTheyName() {
    const SavedDocument document = readDocument("base: &base {size: 2}\ncompute: *base\n");
    QVERIFY(document.trouble.empty());
    QCOMPARE(valueAt(document.values, "compute.size")->value, std::string("2"));
}

void TestDocument::keepsOnlyPartsOfWhatIsLong() {
    const SavedDocument document = readDocument("a: " + std::string(100'000, 'x') + "\n? " + std::string(1'000, 'k') + "\n: 1\n");
    QVERIFY(document.trouble.empty());
    QCOMPARE(valueAt(document.values, "a")->value.size(), 16'384U);
    QCOMPARE(document.values.back().path.front().size(), 256U);
}

void TestDocument::saysWhatWasNotLookedAt_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("why");
    QTest::newRow("many values") << QByteArray("[" + QByteArray("1,").repeated(30'000) + "1]") << QByteArray("first 20000 of its values");
    QTest::newRow("long values") << QByteArray("a: &x '" + QByteArray(20'000, 'x') + "'\nb: [" + QByteArray("*x,").repeated(700) + "]\n")
                                 << QByteArray("of its values were looked at");
    QTest::newRow("a long value, often") << QByteArray("a: &x '" + QByteArray(1'500'000, 'x') + "'\nb: [" +
                                                       QByteArray("*x,").repeated(120'000) + "]\n")
                                         << QByteArray("its aliases make");
    QTest::newRow("long keys above many values") << QByteArray(QByteArray("{\"" + QByteArray(300, 'k') + "\": ").repeated(38) + "[" +
                                                               QByteArray("1,").repeated(15'000) + "1]" + QByteArray("}").repeated(38))
                                                 << QByteArray("of its values were looked at");
    QTest::newRow("many levels") << QByteArray(QByteArray("[").repeated(60) + "1" + QByteArray("]").repeated(60))
                                 << QByteArray("40 levels deep");
}

void TestDocument::saysWhatWasNotLookedAt() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, why);
    const SavedDocument document = readDocument(text.toStdString());
    QVERIFY(document.memory < 9'000'000);
    if (!document.trouble.contains(why.toStdString()))
        QFAIL(("`" + document.trouble + "`").c_str());
}

void TestDocument::tellsWhyATextIsNoDocument() {
    QVERIFY(readDocument("name: d\n  bad: [\n").fault.starts_with("line 2: "));
    QVERIFY(readDocument("name: d\n").fault.empty());
    // A log of JSON objects, one to a line, is no broken document.
    QVERIFY(readDocument("{\"level\": \"info\"}\n{\"level\": \"error\"}\n").fault.empty());
}

QTEST_APPLESS_MAIN(TestDocument)
#include "test_document.moc"
