// SPDX-License-Identifier: MIT
#include "report/text_page.h"

#include "text/visible_text.h"

#include <QTest>

using namespace faultline;

class TestTextPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrapsWords();
    void labelsStandBesideTheirValues();
    void whatBelongsToAnItemIsIndented();
    void nestedListsAndLazyLines();
    void codeStaysAsItIs();
    void coloursOnlyIfAskedFor();
};

void TestTextPage::wrapsWords() {
    TextPage page(false, 40);
    page.wrapped("one two three four five six seven eight nine ten", 0, 2);
    page.wrapped(std::string(60, 'x') + " y", 0, 2);
    QCOMPARE(page.take(), "one two three four five six seven eight\n  nine ten\n" + std::string(60, 'x') + "\n  y\n");
    TextPage umlauts(false, 40);
    umlauts.wrapped("ääääääääääääääääääää öööööööööööööööööö ü", 0, 0);
    QCOMPARE(umlauts.take(), std::string("ääääääääääääääääääää öööööööööööööööööö\nü\n"));
}

void TestTextPage::labelsStandBesideTheirValues() {
    TextPage page(false, 40);
    page.labelled("größe", "one two three four five six seven", 2, 12);
    page.labelled("a label that is too long", "value", 2, 12);
    page.labelled("empty", "", 2, 12);
    QCOMPARE(page.take(), std::string("  größe     one two three four five six\n            seven\n"
                                      "  a label that is too long\n            value\n  empty\n"));
}

void TestTextPage::whatBelongsToAnItemIsIndented() {
    TextPage page(false, 60);
    page.markdown("Text before.\n\n1. First step:\n\n   ```sh\n   az ml job show\n     --name x\n   ```\n\n   Its second paragraph.\n\n2. "
                  "Second step.\n\nText behind.",
                  2);
    QCOMPARE(page.take(),
             std::string("  Text before.\n  1. First step:\n         az ml job show\n           --name x\n     Its second paragraph.\n"
                         "  2. Second step.\n  Text behind.\n"));
}

void TestTextPage::nestedListsAndLazyLines() {
    TextPage page(false, 60);
    page.markdown("- one\nstill one\n  - inner\n    more of it\n- two\n# Heading\nafter", 0);
    QCOMPARE(page.take(), std::string("- one still one\n  - inner more of it\n- two\nHeading\nafter\n"));
}

void TestTextPage::codeStaysAsItIs() {
    TextPage page(false, 60);
    page.markdown("````text\n```\n- no list\n````\n\nrest", 0);
    QCOMPARE(page.take(), std::string("    ```\n    - no list\nrest\n"));
    TextPage open(false, 60);
    open.markdown("```\nnever closed", 0);
    QCOMPARE(open.take(), std::string("    never closed\n"));
}

void TestTextPage::coloursOnlyIfAskedFor() {
    TextPage plain(false, 60), coloured(true, 60);
    for (TextPage* page : {&plain, &coloured}) {
        page->heading("Title");
        page->wrapped("red words", 0, 0, TextPage::Style::Red);
    }
    QCOMPARE(plain.take(), std::string("\nTitle\nred words\n"));
    QCOMPARE(coloured.take(), std::string("\n\x1b[1mTitle\x1b[0m\n\x1b[1;31mred words\x1b[0m\n"));
}

QTEST_APPLESS_MAIN(TestTextPage)
#include "test_text_page.moc"
