// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "search/search_pattern.h"

using namespace faultline;

class TestSearchPattern : public QObject {
    Q_OBJECT

private slots:
    void hits_data();
    void hits();
    void hitsDoNotOverlapAndAreLimited();
    void aSearchCanBeginWithinALine();
    void faultsAreToldWithTheirPlace_data();
    void faultsAreToldWithTheirPlace();
    void invalidBytesMatchNothingAndHurtNothing();
};

void TestSearchPattern::hits_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("flags"); // e: expression, c: match case, w: whole word
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("found");
    const auto row = [](const char* name, const char* pattern, const char* flags, const char* line, const QStringList& found) {
        QTest::newRow(name) << QString::fromUtf8(pattern) << QString::fromLatin1(flags) << QString::fromUtf8(line) << found;
    };
    row("text, any case", "error", "", "Error ERROR error", {"Error", "ERROR", "error"});
    row("text, its case", "Error", "c", "Error ERROR error", {"Error"});
    row("signs stand for themselves", "a.b*(c)[", "", "xa.b*(c)[ aab(c)[", {"a.b*(c)["});
    row("letters beyond ASCII, any case", "straße ä", "", "STRAßE Ä", {"STRAßE Ä"});
    row("letters beyond ASCII, their case", "Ä", "c", "ä Ä", {"Ä"});
    row("whole word", "err", "w", "err error xerr _err err_ (err) err", {"err", "err", "err"});
    row("whole word ends at letters of any script", "err", "w", "errä éerr err日 err", {"err"});
    row("whole words side by side", "a", "w", "a a a aa", {"a", "a", "a"});
    row("whole word of signs", "--", "w", "a -- b-- --", {"--", "--"});
    row("expression", "e\\d+", "e", "e1 E22 e", {"e1", "E22"});
    row("expression, its case", "[a-c]+", "ec", "abcABC cab", {"abc", "cab"});
    row("expression as whole word", "a|ab", "ew", "ab a abc", {"ab", "a"});
    row("ends of the line", "^a|a$", "e", "a a a", {"a", "a"});
    row("a dot is a letter", "a.b", "e", "aäb a日b ab", {"aäb", "a日b"});
    row("class of letters", "[äöü]+", "e", "ÄÖ x", {"ÄÖ"});
    row("property", "\\p{Greek}+", "e", "αβγ abc", {"αβγ"});
    row("empty hits are none", "x*y|z", "e", "zzxy", {"z", "z", "xy"});
}

void TestSearchPattern::hits() {
    QFETCH(QString, pattern);
    QFETCH(QString, flags);
    QFETCH(QString, line);
    QFETCH(QStringList, found);
    const auto made = SearchPattern::make(pattern.toStdString(), {flags.contains('e'), flags.contains('c'), flags.contains('w')});
    QVERIFY2(made.has_value(), made ? "" : made.error().toLine().c_str());
    const std::string text = line.toStdString();
    QStringList texts;
    for (const TextSpan& hit : made->findAll(text))
        texts += QString::fromStdString(text.substr(hit.begin, hit.end - hit.begin));
    QCOMPARE(texts, found);
}

void TestSearchPattern::hitsDoNotOverlapAndAreLimited() {
    const auto pattern = SearchPattern::make("aa", {});
    QCOMPARE(pattern->findAll("aaaaa"), (std::vector<TextSpan>{{0, 2}, {2, 4}}));
    QCOMPARE(pattern->findAll("aaaaa", 1).size(), 1U);
}

void TestSearchPattern::aSearchCanBeginWithinALine() {
    const auto pattern = SearchPattern::make("a", {.wholeWord = true});
    // What stands before where it begins still counts.
    QCOMPARE(pattern->find("xa a", 1), std::optional(TextSpan{3, 4}));
    QCOMPARE(pattern->find("xa a", 4), std::optional<TextSpan>());
}

void TestSearchPattern::faultsAreToldWithTheirPlace_data() {
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<bool>("expression");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("why");
    QTest::newRow("empty") << QByteArray() << false << -1 << "empty";
    QTest::newRow("open bracket") << QByteArray("a(b") << true << 2 << "a bracket is not closed";
    QTest::newRow("closing bracket") << QByteArray("ab)c") << true << 3 << "a closing bracket has no opening one";
    QTest::newRow("brackets in a class do not count") << QByteArray("[(]a(b") << true << 5 << "a bracket is not closed";
    QTest::newRow("square bracket") << QByteArray("a[b") << true << 2 << "a square bracket is not closed";
    QTest::newRow("nothing to repeat") << QByteArray("*a") << true << 1 << "nothing before `*`";
    QTest::newRow("looks around") << QByteArray("a(?=b)") << true << 2 << "looks around";
    QTest::newRow("refers back") << QByteArray("(a)\\1") << true << 4 << "refers back";
    QTest::newRow("trailing backslash") << QByteArray("a\\") << true << 2 << "ends with a single";
    QTest::newRow("too large") << QByteArray("((a{1000}){1000}){1000}") << true << -1 << "";
    QTest::newRow("every line") << QByteArray("a*") << true << -1 << "every line would be a hit";
    QTest::newRow("brackets that would become pairs") << QByteArray(")(") << true << -1 << "bracket";
    QTest::newRow("far too long") << QByteArray(30'000, 'x') << false << -1 << "longer than";
}

void TestSearchPattern::faultsAreToldWithTheirPlace() {
    QFETCH(QByteArray, pattern);
    QFETCH(bool, expression);
    QFETCH(int, column);
    QFETCH(QString, why);
    const auto made = SearchPattern::make(pattern.toStdString(), {.expression = expression});
    QVERIFY(!made.has_value());
    const Message& message = made.error();
    QVERIFY2(QString::fromStdString(message.why).contains(why), message.toLine().c_str());
    QVERIFY(!message.next.empty() || message.why.contains("(`"));
    if (column >= 0)
        QCOMPARE(message.where.value().column, static_cast<std::uint64_t>(column));
}

void TestSearchPattern::invalidBytesMatchNothingAndHurtNothing() {
    const auto pattern = SearchPattern::make("a.b", {.expression = true});
    QVERIFY(!pattern->find("a\xFF"
                           "b"));
    QCOMPARE(pattern->find("\xFF a-b"), std::optional(TextSpan{2, 5}));
    // The bytes of a text are found whatever stands around them.
    const auto text = SearchPattern::make("ab", {});
    QCOMPARE(text->find("\xFF"
                        "ab\xFE"),
             std::optional(TextSpan{1, 3}));
}

QTEST_APPLESS_MAIN(TestSearchPattern)
#include "test_search_pattern.moc"
