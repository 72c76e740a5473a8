// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/yaml_expansion.h"

using namespace faultline;

/// What a text with references comes to is known before anybody walks it.
class TestYamlExpansion : public QObject {
    Q_OBJECT

private slots:
    void countsWhatAliasesStandFor();
    void countsDocumentsTogether();
    void countsInNoTimeWhatNobodyCouldWalk();
    void seesReferencesWithoutEnd();
    void countsUpToAFault();
    void guessesOnTheSafeSide();
};

void TestYamlExpansion::countsWhatAliasesStandFor() {
    const YamlExpansion plain = expansionOf("a: one\nb: [two, three]\n");
    QCOMPARE(plain.values, 7U); // the map, two keys, a scalar, a list with two
    QCOMPARE(plain.bytes, 13U);
    QCOMPARE(plain.aliases, 0U);
    const YamlExpansion twice = expansionOf("a: &x one\nb: [*x,\n  *x]\n");
    QCOMPARE(twice.values, 7U);
    QCOMPARE(twice.bytes, 11U);
    QCOMPARE(twice.aliases, 2U);
    QCOMPARE(twice.firstAliasLine, 2U);
    QCOMPARE(expansionOf("? &k long\n: [*k]\n").bytes, 8U);
    QCOMPARE(expansionOf("a: &x [1, 2]\nb: {<<: *x}\n").bytes, 8U);
}

void TestYamlExpansion::countsDocumentsTogether() {
    QCOMPARE(expansionOf("one\n---\ntwo\n---\nthree\n").bytes, 11U);
}

void TestYamlExpansion::countsInNoTimeWhatNobodyCouldWalk() {
    std::string text = "a0: &a0 [x, x]\n";
    for (int i = 1; i < 200; ++i) {
        const std::string number = std::to_string(i), below = std::to_string(i - 1);
        text += "a" + number + ": &a" + number + " [*a" + below + ", *a" + below + "]\n";
    }
    QCOMPARE(expansionOf(text).bytes, std::uint64_t{1} << 62U);
    QVERIFY(!expansionOf(text).endless);
}

void TestYamlExpansion::seesReferencesWithoutEnd() {
    QVERIFY(expansionOf("a: &a\n  b: *a\n").endless);
    QVERIFY(expansionOf("&a [*a]\n").endless);
    QVERIFY(expansionOf("a: &a [1]\nb: &a [*a]\n").endless);
    QVERIFY(!expansionOf("a: &a [1]\nb: [*a]\n").endless);
}

void TestYamlExpansion::countsUpToAFault() {
    QCOMPARE(expansionOf("a: &x one\nb: [*x, *x\nc: }").aliases, 2U);
    QCOMPARE(expansionOf("[*nobody]").aliases, 0U);
    QCOMPARE(expansionOf("").values, 0U);
}

void TestYamlExpansion::guessesOnTheSafeSide() {
    QVERIFY(mayHoldAliases("a: &x 1\nb: *x"));
    QVERIFY(mayHoldAliases("{\"a\":&x 1,\"b\":*x}"));
    QVERIFY(!mayHoldAliases("pattern: 'one.*two'\n"));
    QVERIFY(!mayHoldAliases("a & b * c"));
    QVERIFY(!mayHoldAliases("*&"));
}

QTEST_APPLESS_MAIN(TestYamlExpansion)
#include "test_yaml_expansion.moc"
