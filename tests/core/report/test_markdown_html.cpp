// SPDX-License-Identifier: MIT
#include "report/markdown_html.h"

#include <QTest>

#include <string>

using namespace faultline;

class TestMarkdownHtml : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void converts_data();
    void converts();
    void hostileInputIsCheap();
};

void TestMarkdownHtml::converts_data() {
    QTest::addColumn<std::string>("markdown");
    QTest::addColumn<std::string>("html");
    const auto row = [](const char* name, const std::string& markdown, const std::string& html) {
        QTest::newRow(name) << markdown << html;
    };
    row("paragraphs", "one\ntwo\n\nthree", "<p>one\ntwo</p>\n<p>three</p>\n");
    row("marks", "**bold** and *soft* and _soft_ and a_b_c and 2 * 3 * 4",
        "<p><strong>bold</strong> and <em>soft</em> and <em>soft</em> and a_b_c and 2 * 3 * 4</p>\n");
    row("code", "use `a < b` and ``x ` y``", "<p>use <code>a &lt; b</code> and <code>x ` y</code></p>\n");
    row("bold around code", "**use `**` now**", "<p><strong>use <code>**</code> now</strong></p>\n");
    row("list", "- a\n- b\n  more", "<ul>\n<li>a\n</li>\n<li>b\nmore\n</li>\n</ul>\n");
    row("numbers", "1. a\n2. b", "<ol>\n<li>a\n</li>\n<li>b\n</li>\n</ol>\n");
    row("nested", "1. a\n   - x\n   - y\n2. b", "<ol>\n<li>a\n<ul>\n<li>x\n</li>\n<li>y\n</li>\n</ul>\n</li>\n<li>b\n</li>\n</ol>\n");
    row("fence in a list", "1. a:\n\n   ```sh\n   x\n     y <z>\n   ```\n\n2. b",
        "<ol>\n<li><p>a:</p>\n<pre><code>x\n  y &lt;z&gt;\n</code></pre>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n");
    row("list in a fence", "```\n- a\n```", "<pre><code>- a\n</code></pre>\n");
    row("open fence", "```\na", "<pre><code>a\n</code></pre>\n");
    row("heading", "## H `c`\ntext", "<h4>H <code>c</code></h4>\n<p>text</p>\n");
    row("quote", "> a\n> b", "<blockquote><p>a\nb</p>\n</blockquote>\n");
    row("link", "[a *b*](https://x.y/?a=1&b=2)",
        "<p><a href=\"https://x.y/?a=1&amp;b=2\" rel=\"noopener noreferrer\">a <em>b</em></a></p>\n");
    row("bare link", "see https://x.y/a.", "<p>see <a href=\"https://x.y/a\" rel=\"noopener noreferrer\">https://x.y/a</a>.</p>\n");
    row("link in brackets", "<https://x.y>", "<p><a href=\"https://x.y\" rel=\"noopener noreferrer\">https://x.y</a></p>\n");
    row("other schemes", "[a](javascript:alert(1)) [b](http://x) [c](data:x) <http://x>", "<p>a) b c &lt;http://x&gt;</p>\n");
    row("quote in address", "[a](https://x\"onclick=\"y)", "<p>a</p>\n");
    row("picture", "![p](https://x.y/z.png)", "<p>!<a href=\"https://x.y/z.png\" rel=\"noopener noreferrer\">p</a></p>\n");
    row("html", "<script>alert(1)</script><b onclick='x'>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;&lt;b onclick=&#39;x&#39;&gt;</p>\n");
    row("escapes", "\\*a\\* \\<b> c:\\d", "<p>*a* &lt;b&gt; c:\\d</p>\n");
    row("entities", "&lt;b&gt; &amp;", "<p>&amp;lt;b&amp;gt; &amp;amp;</p>\n");
    row("empty", "", "");
}

void TestMarkdownHtml::converts() {
    QFETCH(std::string, markdown);
    QFETCH(std::string, html);
    QCOMPARE(QString::fromStdString(MarkdownHtml::convert(markdown)), QString::fromStdString(html));
}

void TestMarkdownHtml::hostileInputIsCheap() {
    for (const std::string unit : {"*", "**a ", "_a", "[", "[a](", "<https://", "`", "`` ` ", "- ", "> ", "1. ", "\\"}) {
        std::string text;
        while (text.size() < 200'000)
            text += unit;
        QVERIFY(!MarkdownHtml::convert(text).empty());
    }
    std::string deep;
    for (int i = 0; i < 500; ++i)
        deep += std::string(static_cast<std::size_t>(i) * 2, ' ') + "- x\n";
    QVERIFY(!MarkdownHtml::convert(deep).empty());
}

QTEST_APPLESS_MAIN(TestMarkdownHtml)
#include "test_markdown_html.moc"
