// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/regular_expression.h"

using namespace faultline;

class TestRegularExpression : public QObject {
    Q_OBJECT

private slots:
    void findsAndCaptures();
    void takesTheEndsOfALineForEnds();
    void worksOnBytesOfAnyKind();
    void saysWhyAPatternIsRefused_data();
    void saysWhyAPatternIsRefused();
    void takesLiteralsLiterally();
    void isLinearWhateverThePattern();
};

void TestRegularExpression::findsAndCaptures() {
    const RegularExpression regex(R"(file '(?<name>[^']+)'(?: at (?<line>\d+))?)");
    std::vector<std::string_view> groups;
    const std::string text = "no file 'a.csv', file 'b.csv' at 7";
    QVERIFY(regex.find(text, groups));
    QCOMPARE(groups[1], std::string_view("a.csv"));
    QVERIFY(groups[2].data() == nullptr);
    QVERIFY(regex.find(text, groups, 10));
    QCOMPARE(groups[2], std::string_view("7"));
    QCOMPARE(regex.groupNames(), (std::vector<std::string>{"", "name", "line"}));
}

void TestRegularExpression::takesTheEndsOfALineForEnds() {
    const RegularExpression regex("^b$");
    QVERIFY(regex.find("a\nb\nc"));
    QVERIFY(!regex.find("abc"));
}

void TestRegularExpression::worksOnBytesOfAnyKind() {
    using namespace std::string_literals;
    QVERIFY(RegularExpression("a.b").find("a\xFF"
                                          "b"));
    QVERIFY(RegularExpression("a.b").find("a\0b"s));
    QVERIFY(RegularExpression("成功").find("\xFF成功"));
}

void TestRegularExpression::saysWhyAPatternIsRefused_data() {
    QTest::addColumn<QByteArray>("pattern");
    QTest::newRow("open bracket") << QByteArray("a[b");
    QTest::newRow("look-ahead") << QByteArray("a(?=b)");
    QTest::newRow("look-behind") << QByteArray("(?<!a)b");
    QTest::newRow("back-reference") << QByteArray(R"((a)\1)");
    QTest::newRow("repeats of repeats that would fill the memory") << QByteArray("((a{1000}){1000}){1000}");
}

void TestRegularExpression::saysWhyAPatternIsRefused() {
    QFETCH(QByteArray, pattern);
    const RegularExpression regex(pattern.toStdString());
    QVERIFY(!regex.isValid());
    QVERIFY(!regex.error().empty());
    QVERIFY(!regex.error().contains("(?m)"));
    QVERIFY(!regex.find("aaa"));
}

void TestRegularExpression::takesLiteralsLiterally() {
    QVERIFY(RegularExpression::literal("a.b*(").find("x a.b*( y"));
    QVERIFY(!RegularExpression::literal("a.b").find("axb"));
    QVERIFY(RegularExpression::literal("Error", true).find("ERROR"));
}

void TestRegularExpression::isLinearWhateverThePattern() {
    // Whoever tries one way after the other does not come to an end here.
    QVERIFY(!RegularExpression("(a|aa|a*)*b").find(std::string(200'000, 'a')));
}

QTEST_APPLESS_MAIN(TestRegularExpression)
#include "test_regular_expression.moc"
