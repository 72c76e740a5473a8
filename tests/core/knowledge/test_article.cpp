// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "knowledge/article.h"

using namespace faultline;

class TestArticle : public QObject {
    Q_OBJECT

private slots:
    void capturesAreFilledIn_data();
    void capturesAreFilledIn();
    void valuesOfALogNeverBecomeMarkup_data();
    void valuesOfALogNeverBecomeMarkup();
    void starsStandForAnyCharacters();
};

void TestArticle::capturesAreFilledIn_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("filled");
    QTest::newRow("a value") << QByteArray("{file} failed") << QByteArray("a.csv failed");
    QTest::newRow("two of them") << QByteArray("{file}: {why}") << QByteArray("a.csv: no {file}");
    QTest::newRow("a value instead of what stands in") << QByteArray("{file|a file}") << QByteArray("a.csv");
    QTest::newRow("what stands in") << QByteArray("{node|some node}") << QByteArray("some node");
    QTest::newRow("an empty value counts as none") << QByteArray("{empty|nothing}") << QByteArray("nothing");
    QTest::newRow("neither") << QByteArray("{node}") << QByteArray("{node}");
    QTest::newRow("no name") << QByteArray("{}, { a }, {A}") << QByteArray("{}, { a }, {A}");
    QTest::newRow("shell") << QByteArray("${file} {{file}}") << QByteArray("${file} {{file}}");
    QTest::newRow("never closed") << QByteArray("{file and {node|x") << QByteArray("{file and {node|x");
}

void TestArticle::capturesAreFilledIn() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, filled);
    // A value is put in once: what looks like a capture in it stays as it is.
    const Captures captures{{"file", "a.csv"}, {"why", "no {file}"}, {"empty", ""}};
    QCOMPARE(fillCaptures(text.toStdString(), captures, false), filled.toStdString());
}

void TestArticle::valuesOfALogNeverBecomeMarkup_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("filled");
    QTest::newRow("plain") << QByteArray("a*b*") << QByteArray("see {v}.") << QByteArray("see `a*b*`.");
    QTest::newRow("with a back-quote") << QByteArray("a`b") << QByteArray("{v}") << QByteArray("``a`b``");
    QTest::newRow("that ends with one") << QByteArray("a`") << QByteArray("{v}") << QByteArray("`` a` ``");
    QTest::newRow("with line feeds") << QByteArray("a\n# b") << QByteArray("{v}") << QByteArray("`a # b`");
    QTest::newRow("in a code span") << QByteArray("a`b") << QByteArray("`rm {v}`") << QByteArray("`rm ab`");
    QTest::newRow("in a block") << QByteArray("a\n```\nb") << QByteArray("```sh\nrm {v}\n```") << QByteArray("```sh\nrm a  b\n```");
}

void TestArticle::valuesOfALogNeverBecomeMarkup() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, filled);
    QCOMPARE(fillCaptures(text.toStdString(), {{"v", value.toStdString()}}, true), filled.toStdString());
}

void TestArticle::starsStandForAnyCharacters() {
    QVERIFY(nameMatches("be-timeout", "be-*"));
    QVERIFY(nameMatches("be-timeout", "*out"));
    QVERIFY(nameMatches("be-timeout", "b*-*t"));
    QVERIFY(nameMatches("be-timeout", "be-timeout"));
    QVERIFY(nameMatches("", "*"));
    QVERIFY(!nameMatches("be-timeout", "be-"));
    QVERIFY(!nameMatches("be-timeout", "*x"));
    QVERIFY(!nameMatches("be-timeout", ""));
}

QTEST_APPLESS_MAIN(TestArticle)
#include "test_article.moc"
