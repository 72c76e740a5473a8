// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/html_text.h"
#include "text/text_form.h"

using namespace faultline;
using namespace std::string_literals;

namespace {

std::string textOf(const std::string& page, const Encoding& encoding = {}) {
    return readAll(**htmlReader(*memoryReader(page), encoding), 100'000'000).value();
}

/// Gives the bytes in small pieces.
class DrippingReader final : public ByteReader {
public:
    explicit DrippingReader(std::string bytes) : m_bytes(std::move(bytes)) {}
    std::uint64_t size() const override { return m_bytes.size(); }
    Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        if (offset >= m_bytes.size())
            return 0;
        into[0] = m_bytes[static_cast<std::size_t>(offset)];
        return 1;
    }

private:
    std::string m_bytes;
};

} // namespace

/// A log that a browser saved is read as the text that was on the screen.
class TestHtmlText : public QObject {
    Q_OBJECT

private slots:
    void knowsWebPages();
    void givesTheText_data();
    void givesTheText();
    void doesNotMatterWhereBlocksBegin();
    void decodesOtherEncodings();
    void endsInPagesMadeOfBeginnings_data();
    void endsInPagesMadeOfBeginnings();
    void isPartOfAFilesForm();
};

void TestHtmlText::knowsWebPages() {
    for (const char* const page : {"<!DOCTYPE html>\n", "<!doctype HTML><p>", "<html>", "\n <HTML lang=\"en\">", "\xEF\xBB\xBF<html>"})
        QVERIFY2(isHtml(page), page);
    for (const char* const text : {"", "a <html>", "<htmlish>", "<?xml version=\"1.0\"?>", "<module>"})
        QVERIFY2(!isHtml(text), text);
}

void TestHtmlText::givesTheText_data() {
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("entities") << QByteArray("ModuleNotFoundError: No module named &#39;cv2&#39; &lt;&amp;&quot;&#x41;&gt;&nbsp;.")
                              << QByteArray("ModuleNotFoundError: No module named 'cv2' <&\"A> .");
    QTest::newRow("what is no entity") << QByteArray("a && b; &unknown; &#; &#x110000; &")
                                       << QByteArray("a && b; &unknown; &#; \xEF\xBF\xBD &");
    QTest::newRow("lines of preformatted text") << QByteArray("<pre>one\n  two\n</pre>") << QByteArray("one\n  two\n");
    QTest::newRow("lines of a viewer") << QByteArray("<div><div class=\"line\"><span>one</span></div><div>two</div></div>")
                                       << QByteArray("one\ntwo\n");
    QTest::newRow("line breaks") << QByteArray("one<br>two<br/><BR />three") << QByteArray("one\ntwo\n\nthree");
    QTest::newRow("cells") << QByteArray("<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>") << QByteArray("a\tb\t\nc\t\n");
    QTest::newRow("no tag of HTML") << QByteArray("line 3, in <module>\n<lambda> a < b <- 1<2")
                                    << QByteArray("line 3, in <module>\n<lambda> a < b <- 1<2");
    QTest::newRow("attributes with angle brackets") << QByteArray("<a title=\"a > b\" href='x>y'>link</a>") << QByteArray("link");
    QTest::newRow("scripts and styles") << QByteArray("<head><script>if (a < b) { x = \"<p>\" }</script><style>p > a "
                                                      "{}</style></head><p>seen</p><script></script>!")
                                        << QByteArray("seen\n!");
    QTest::newRow("a comment") << QByteArray("<p>seen</p><!-- <p>seen too --></p>") << QByteArray("seen\n<!-- \nseen too -->\n");
    QTest::newRow("a tag without an end") << QByteArray("seen <a href=\"too") << QByteArray("seen <a href=\"too");
    QTest::newRow("a whole page") << QByteArray(
                                         "<!DOCTYPE html>\n<html><head><title>Log</title></head><body><pre>boom: x</pre></body></html>\n")
                                  << QByteArray("\nLog\nboom: x\n\n");
}

void TestHtmlText::givesTheText() {
    QFETCH(QByteArray, page);
    QFETCH(QByteArray, text);
    QCOMPARE(textOf(page.toStdString()), text.toStdString());
}

void TestHtmlText::doesNotMatterWhereBlocksBegin() {
    const std::string page = "<!DOCTYPE html><html><script>a<b</script><p title='>'>in &lt;module&gt; &#39;<!-- c --> é&nbsp;<x></p>&amp";
    QCOMPARE(readAll(**htmlReader(DrippingReader(page), {}), 1'000).value(), textOf(page));
}

void TestHtmlText::decodesOtherEncodings() {
    QCOMPARE(textOf("caf\xE9 &#233;", {"WINDOWS-1252", 0, true}), std::string("café é"));
}

void TestHtmlText::endsInPagesMadeOfBeginnings_data() {
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("tags") << QByteArray("<a =\"");
    QTest::newRow("scripts") << QByteArray("<script>");
    QTest::newRow("entities") << QByteArray("&#1");
}

void TestHtmlText::endsInPagesMadeOfBeginnings() {
    QFETCH(QByteArray, part);
    (void)textOf(part.repeated(500'000).toStdString());
}

void TestHtmlText::isPartOfAFilesForm() {
    const ByteReaderPointer page = memoryReader("<html><body><pre>No module named &#39;cv2&#39;</pre></body></html>");
    const TextForm form = textFormOf(*page).value();
    QVERIFY(form.html && form.isConverted() && !form.keepsOffsets());
    QCOMPARE(readAll(**textReader(page, form), 1'000).value(), std::string("No module named 'cv2'\n"));
}

QTEST_APPLESS_MAIN(TestHtmlText)
#include "test_html_text.moc"
