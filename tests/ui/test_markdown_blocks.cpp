// SPDX-License-Identifier: MIT
#include "article/markdown_blocks.h"

#include <QTest>

using namespace faultline;

namespace {

/// One line a block: kind, depth, marker, text.
QStringList print(const QString& markdown) {
    QStringList lines;
    for (const MarkdownBlock& block : markdownBlocks(markdown)) {
        const QString kind = block.kind == MarkdownBlock::Kind::Code      ? QStringLiteral("code")
                             : block.kind == MarkdownBlock::Kind::Heading ? QStringLiteral("head")
                                                                          : QStringLiteral("text");
        lines << QStringLiteral("%1 %2 [%3] %4").arg(kind).arg(block.depth).arg(block.marker, QString(block.text).replace(u'\n', u'/'));
    }
    return lines;
}

} // namespace

class TestMarkdownBlocks : public QObject {
    Q_OBJECT
private slots:
    void paragraphs() { QCOMPARE(print("One\ntwo.\n\nThree."), QStringList({"text 0 [] One/two.", "text 0 [] Three."})); }

    void codeInsideAListItemKeepsTheList() {
        const QString markdown = QStringLiteral(
            "1. Add it:\n   ```yaml\n   a:\n     - b\n   ```\n2. Register.\n   More of it.\n\n   And a second paragraph.\n3. Done");
        QCOMPARE(print(markdown), QStringList({"text 1 [1.] Add it:", "code 1 [] a:/  - b", "text 1 [2.] Register./More of it.",
                                               "text 1 [] And a second paragraph.", "text 1 [3.] Done"}));
    }

    void listsInLists() {
        QCOMPARE(print("- one\n  - two\n  - three\n- four\n\nAfter."),
                 QStringList({"text 1 [•] one", "text 2 [•] two", "text 2 [•] three", "text 1 [•] four", "text 0 [] After."}));
    }

    void headings() { QCOMPARE(print("### Why ###\nText"), QStringList({"head 0 [] Why", "text 0 [] Text"})); }

    void twoFences() { QCOMPARE(print("```\na\n\nb\n```\n~~~sh\nc\n~~~"), QStringList({"code 0 [] a//b", "code 0 [] c"})); }

    void fenceInsideALongerFence() {
        QCOMPARE(print("````\n```\nx\n```\n````\nend"), QStringList({"code 0 [] ```/x/```", "text 0 [] end"}));
    }

    void openFenceReachesToTheEnd() { QCOMPARE(print("```\na\nb"), QStringList({"code 0 [] a/b"})); }

    void anyTextIsTaken() {
        QCOMPARE(print(QString()), QStringList());
        QVERIFY(!print(QString(100000, u'-')).isEmpty());
        QString deep;
        for (int i = 0; i < 200; ++i)
            deep += QString(i * 2, u' ') + QStringLiteral("- x\n");
        for (const MarkdownBlock& block : markdownBlocks(deep))
            QVERIFY(block.depth <= 6);
    }
};

QTEST_APPLESS_MAIN(TestMarkdownBlocks)
#include "test_markdown_blocks.moc"
