// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "search/filter_expression.h"
#include "search/line_filter.h"

using namespace faultline;

namespace {

bool finds(const LineFilter& filter, std::string_view line) {
    hs_scratch_t* scratch = nullptr;
    if (hs_clone_scratch(filter.scratch(), &scratch) != HS_SUCCESS)
        return false;
    bool found = false;
    hs_scan(
        filter.database(), line.data(), static_cast<unsigned>(line.size()), 0, scratch,
        [](unsigned, unsigned long long, unsigned long long, unsigned, void* context) {
            *static_cast<bool*>(context) = true;
            return 1;
        },
        &found);
    hs_free_scratch(scratch);
    return found;
}

} // namespace

class TestLineFilter : public QObject {
    Q_OBJECT

private slots:
    void noLineIsMissed_data();
    void noLineIsMissed();
    void nothingRunsOnIntoTheNextLine_data();
    void nothingRunsOnIntoTheNextLine();
    void aRefusalSaysWhy();
};

void TestLineFilter::noLineIsMissed_data() {
    QTest::addColumn<QString>("pattern");
    for (const char* const pattern : {"a",        "a.b",    "^a",           "a$",       "\\Aa",       "a\\z",         "\\bword\\b",
                                      "\\Bx",     "[^a]b",  "[[:alpha:]]+", "[]a]",     "[^]a]",      "\\w+=\\d+",    "\\s+x",
                                      "\\S\\S",   "\\D1",   "\\W",          "\\pL",     "\\p{Lu}",    "\\P{Greek}a",  "\\x41",
                                      "\\x{e4}",  "\\101",  "\\Qa.b\\E",    "\\Qa",     "(?i)straße", "(?P<name>a)b", "(?<name>a)b",
                                      "(?s:a.b)", "(?U)a+", "(?i:A)b",      "(?-i:A)b", "a{2,3}",     "a+?b",         "(a|b|)c",
                                      "x|",       "\\.",    "\\v|a",        "ä",        "[ä-ü]",      "日本",         "\\t",
                                      "a\\nb|c",  "k"})
        QTest::addRow("%s", pattern) << QString::fromUtf8(pattern);
    QTest::addRow("NUL") << QString::fromUtf8("a\0b", 3);
}

void TestLineFilter::noLineIsMissed() {
    QFETCH(QString, pattern);
    const QStringList lines{"a",
                            "a b",
                            "aäb",
                            "axb",
                            "word",
                            "sword",
                            "two words",
                            "]b",
                            "key=12",
                            "  x",
                            "ÄÖÜ",
                            "ä",
                            "STRASSE STRAßE",
                            "αβγ a",
                            "A",
                            "Ab",
                            "a.b",
                            "aab",
                            "c",
                            "ac bc",
                            "x",
                            "日本語",
                            "\tb",
                            "-",
                            "1",
                            "x1",
                            "K",
                            "\u212A",
                            QString::fromUtf8("a\0b", 3),
                            "aaaa b",
                            "\u017F",
                            "foo?",
                            "a\vb",
                            "",
                            "zzz",
                            "B",
                            "ab"};
    for (const bool matchCase : {false, true}) {
        for (const bool wholeWord : {false, true}) {
            const auto made = SearchPattern::make(pattern.toStdString(), {true, matchCase, wholeWord});
            if (!made)
                continue; // it would hit every line
            const LineFilter::Compiled compiled = LineFilter::compile(*made);
            QVERIFY2(compiled.filter, compiled.refusal ? compiled.refusal->toLine().c_str() : "");
            for (const QString& line : lines)
                if (made->find(line.toStdString()))
                    QVERIFY2(finds(*compiled.filter, line.toStdString()), qPrintable(line));
        }
    }
}

void TestLineFilter::nothingRunsOnIntoTheNextLine_data() {
    QTest::addColumn<QString>("expression");
    for (const char* const expression :
         {"a\\sb", "a[^x]b", "a\\nb", "a\nb", "a\\x0ab", "a\\012b", "a\\Wb", "a\\Db", "(?s)a.b", "a\\PLb", "a\\Q\n\\Eb"})
        QTest::addRow("%s", expression) << QString::fromUtf8(expression);
}

void TestLineFilter::nothingRunsOnIntoTheNextLine() {
    QFETCH(QString, expression);
    const std::string filter = filterExpression(expression.toStdString());
    hs_database_t* database = nullptr;
    hs_compile_error_t* error = nullptr;
    QCOMPARE(hs_compile(filter.c_str(), HS_FLAG_MULTILINE | HS_FLAG_UTF8, HS_MODE_BLOCK, nullptr, &database, &error), HS_SUCCESS);
    hs_scratch_t* scratch = nullptr;
    QCOMPARE(hs_alloc_scratch(database, &scratch), HS_SUCCESS);
    bool found = false;
    hs_scan(
        database, "a\nb", 3, 0, scratch,
        [](unsigned, unsigned long long, unsigned long long, unsigned, void* context) {
            *static_cast<bool*>(context) = true;
            return 1;
        },
        &found);
    hs_free_scratch(scratch);
    hs_free_database(database);
    QVERIFY2(!found, filter.c_str());
}

void TestLineFilter::aRefusalSaysWhy() {
    // Vectorscan knows no single byte of a letter.
    const auto pattern = SearchPattern::make("a\\Cb", {.expression = true});
    QVERIFY2(pattern.has_value(), pattern ? "" : pattern.error().toLine().c_str());
    const LineFilter::Compiled compiled = LineFilter::compile(*pattern);
    QVERIFY(!compiled.filter);
    QVERIFY(compiled.refusal.has_value());
    QCOMPARE(compiled.refusal->level, MessageLevel::Warning);
    QVERIFY2(compiled.refusal->why.contains("\\C"), compiled.refusal->why.c_str());
    QVERIFY(!compiled.refusal->next.empty());
}

QTEST_APPLESS_MAIN(TestLineFilter)
#include "test_line_filter.moc"
