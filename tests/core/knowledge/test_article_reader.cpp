// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "knowledge/article_reader.h"

#include <algorithm>

using namespace faultline;

namespace {

constexpr std::string_view sound = R"(---
id: py-example
aliases: [example, old-example]
title: Something went wrong
summary: 'Package {package} is missing on {node|a node}.'
role: cause
severity: error
stage: init
applies-to: [batch-endpoint]
evidence: seen
confidence: medium
same-by: [module]
failed-input: {file: file, reason: why}
means: completed-with-losses
matches:
  - pattern: 'No module named ''(?<module>[^'']+)'''
    in: [script]
    part: exception
    frames: user
    level: error
    near-end: 5
    with: 'import'
    without: 'handled'
    without-after: 'recovered'
    with-finding: ['be-*']
    outcome: [failed]
  - {pattern: 'file (?<file>\S+): (?<why>.+)', only-in: [user-stdout], not-in: [user-error]}
checks:
  - {check: files, holds: ['a/*.txt'], lacks: ['b/*.txt'], at-least: 3, outcome: [completed]}
  - {check: table-rows, in: table-mini-batches, where: [{column: [Failed, Fails], above: 0}, {column: Status, matches: DONE}]}
  - {check: definition-value, key: [a.b, c], matches: 'x', also: [{key: d, absent: true}]}
look-next:
  - {in: user-error, for: 'Traceback', says: the exception}
explained-by: ['data-*']
derive:
  - {as: package, from: module, first-part: true, table: {cv2: opencv-python-headless}}
links: ['https://example.com/']
examples:
  - {text: "No module named 'cv2'", in: driver, finds: true, captures: {module: cv2}}
  - {files: {a.txt: "x\n"}, finds: false}
---
## Reason
It is not there.

## Solution
1. Add `{package}`:

   ```sh
   # not a heading
   pip install {package}
   ```
)";

WithMessages<Article> read(const std::string& text, const std::string& path = "articles/py-example.md") {
    return readArticle(text, path, shippedKnowledge()->layouts());
}

std::string changed(std::string_view from, std::string_view to) {
    std::string text(sound);
    const std::size_t at = text.find(from);
    if (at != std::string::npos)
        text.replace(at, from.size(), to);
    return text;
}

bool tells(const std::vector<Message>& messages, std::string_view what, std::uint64_t line = 0) {
    return std::ranges::any_of(messages, [&](const Message& message) {
        return message.toLine().contains(what) && (line == 0 || (message.where && message.where->line == line));
    });
}

} // namespace

class TestArticleReader : public QObject {
    Q_OBJECT

private slots:
    void readsEverything();
    void reportsEachFault_data();
    void reportsEachFault();
    void reportsAllFaultsOfAnArticleAtOnce();
    void takesWindowsLineEnds();
    void readsUnseenArticlesWithoutExamples();
    void survivesAnything_data();
    void survivesAnything();
    void survivesEveryCut();
};

void TestArticleReader::readsEverything() {
    const auto [article, messages] = read(std::string(sound));
    for (const Message& message : messages)
        qWarning("%s", message.toLine().c_str());
    QVERIFY(messages.empty());
    QCOMPARE(article.id, std::string("py-example"));
    QCOMPARE(article.aliases.size(), 2U);
    QVERIFY(article.confidence == Confidence::Medium);
    QCOMPARE(article.sameBy.value(), std::vector<std::string>{"module"});
    QCOMPARE(article.failedInputFile, std::string("file"));
    QCOMPARE(article.failedInputReason, std::string("why"));
    QCOMPARE(article.means, std::string("completed-with-losses"));
    QCOMPARE(article.matches.size(), 2U);
    const Match& match = article.matches[0];
    QVERIFY(match.roles.size() > 3);
    QVERIFY(match.exceptionPart && match.frames == FramesCondition::User && match.level == Level::Error && match.nearEnd == 5U);
    QCOMPARE(match.with + match.without + match.withoutAfter, std::string("importhandledrecovered"));
    QCOMPARE(match.withFinding, std::vector<std::string>{"be-*"});
    QCOMPARE(match.outcomes, std::vector<std::string>{"failed"});
    QCOMPARE(match.line, 16U);
    QVERIFY(article.matches[1].onlyIn);
    QCOMPARE(article.matches[1].notRoles, std::vector<std::string>{"user-error"});
    QCOMPARE(article.checks.size(), 3U);
    QCOMPARE(article.checks[0].atLeast, 3U);
    QCOMPARE(article.checks[1].where[0].columns.size(), 2U);
    QCOMPARE(article.checks[1].where[0].above.value(), 0.0);
    QCOMPARE(article.checks[2].values.size(), 2U);
    QVERIFY(article.checks[2].values[1].absent);
    QCOMPARE(article.examples[0].role, std::string("driver"));
    QCOMPARE(article.examples[0].captures.at("module"), std::string("cv2"));
    QCOMPARE(article.examples[1].files.at("a.txt"), std::string("x\n"));
    QCOMPARE(article.reason, std::string("It is not there."));
    QVERIFY(article.solution.contains("# not a heading"));
}

void TestArticleReader::reportsEachFault_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* title, const char* from, const char* to, const char* says) {
        QTest::newRow(title) << QByteArray(from) << QByteArray(to) << QByteArray(says);
    };
    row("misspelt key", "summary:", "sumary:", "summary");
    row("missing title", "title: Something went wrong\n", "", "`title` is missing");
    row("unknown role of the article", "role: cause", "role: reason", "`reason` is not known");
    row("unknown stage", "stage: init", "stage: inti", "did you mean `init`");
    row("unknown file role", "in: [script]", "in: [scripts]", "no file role or group `scripts`");
    row("pattern that RE2 refuses", "'import'", "'(?=import)'", "RE2 refuses");
    row("pattern that is found everywhere", "'import'", "'x*'", "empty line");
    row("unknown level", "level: error", "level: loud", "no level `loud`");
    row("unknown part", "part: exception", "part: frame", "part `frame`");
    row("unknown frames", "frames: user", "frames: mine", "`mine`");
    row("lines that are no number", "near-end: 5", "near-end: many", "near-end");
    row("lines out of range", "near-end: 5", "near-end: 0", "near-end");
    row("unknown outcome", "outcome: [failed]", "outcome: [broken]", "`broken`");
    row("unknown check", "check: files", "check: folder", "no check `folder`");
    row("unknown fact", "check: files, holds: ['a/*.txt'], lacks: ['b/*.txt'], at-least: 3",
        "check: fact-below, fact: speed, than: timeout-logged", "no fact `speed`");
    row("check without globs", "holds: ['a/*.txt'], lacks: ['b/*.txt'], ", "", "`holds` or `lacks`");
    row("capture that nothing captures", "{package} is missing", "{packet} is missing", "{packet}");
    row("built-in capture without a fallback", "{node|a node}", "{node}", "{node} may be missing");
    row("derived from nothing", "from: module", "from: modul", "{modul}");
    row("link that is none", "https://example.com/", "http://example.com/", "https://");
    row("id that is not the file's name", "id: py-example", "id: py-exemplar", "not named after");
    row("id with capitals", "id: py-example", "id: Py-Example", "not well formed");
    row("no near miss", "finds: false", "finds: true", "near miss");
    row("example of nothing", "files: {a.txt: \"x\\n\"}, ", "", "`text` or `files`");
    row("example that does not say", "finds: true, ", "", "whether it is found");
    row("unknown section", "## Solution", "## Fix", "no section `## Fix`");
    row("no reason", "It is not there.", "", "no reason");
    row("text above the sections", "## Reason", "Hello\n## Reason", "before the first section");
    row("no YAML", "role: cause", "role: [cause", "not valid YAML");
}

void TestArticleReader::reportsEachFault() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, says);
    const std::string text = changed(from.toStdString(), to.toStdString());
    QVERIFY(text != sound);
    const std::vector<Message> messages = read(text).messages;
    QVERIFY(tells(messages, says.toStdString()));
    for (const Message& message : messages) {
        QVERIFY2(message.where && message.where->path == "articles/py-example.md", message.toLine().c_str());
        QVERIFY2(!message.next.empty(), message.toLine().c_str());
    }
}

void TestArticleReader::reportsAllFaultsOfAnArticleAtOnce() {
    const std::vector<Message> messages =
        read("---\nid: py-example\ntitle: T\nsummary: 'Of {nothing}.'\nrole: reason\nseverity: deadly\nstage: never\ncolour: red\n"
             "matches:\n  - pattern: '(?=x)'\n  - in: [no-role]\nlinks: [ftp://x]\n---\n## Fix\nHm.\n")
            .messages;
    QVERIFY(tells(messages, "colour", 8));
    QVERIFY(tells(messages, "`reason` is not known", 5));
    QVERIFY(tells(messages, "`deadly` is not known", 6));
    QVERIFY(tells(messages, "`never` is not known", 7));
    QVERIFY(tells(messages, "RE2 refuses", 10));
    QVERIFY(tells(messages, "A match has no pattern", 11));
    QVERIFY(tells(messages, "no-role", 11));
    QVERIFY(tells(messages, "ftp://x", 12));
    QVERIFY(tells(messages, "## Fix", 14));
    QVERIFY(tells(messages, "{nothing}", 4));
    QVERIFY(tells(messages, "no reason"));
    QVERIFY(tells(messages, "no solution"));
    QVERIFY(tells(messages, "near miss"));
}

void TestArticleReader::takesWindowsLineEnds() {
    std::string text;
    for (const char c : sound)
        text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const auto [article, messages] = read(text);
    QCOMPARE(messages.size(), 1U);
    QCOMPARE(messages.front().level, MessageLevel::Warning);
    QCOMPARE(article.reason, std::string("It is not there."));
}

void TestArticleReader::readsUnseenArticlesWithoutExamples() {
    const auto [article, messages] = read(
        "---\nid: py-example\ntitle: T\nsummary: 'S.'\nrole: cause\nseverity: error\nstage: submit\nevidence: general\nconfidence: low\n"
        "unseen: it happens before there are logs\n---\n## Reason\nR.\n## Solution\n1. S.\n");
    QVERIFY(messages.empty());
    QVERIFY(!article.unseen.empty());
}

void TestArticleReader::survivesAnything_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no head") << QByteArray("# Title\n");
    QTest::newRow("a head without end") << QByteArray("---\nid: x\n");
    QTest::newRow("an empty head") << QByteArray("---\n---\n");
    QTest::newRow("a list for a head") << QByteArray("---\n- a\n---\n");
    QTest::newRow("a word for a head") << QByteArray("---\na\n---\n");
    QTest::newRow("bytes") << QByteArray("---\n\xFF\0\x01: \x80\n---\n", 14);
    QTest::newRow("maps where values are expected")
        << QByteArray("---\nid: {a: b}\ntitle: [x]\nmatches: y\nchecks: {z: 1}\nexamples: 3\nderive: [4]\nlinks: {}\n---\n");
    QTest::newRow("too large") << QByteArray(2 << 20, 'x');
}

void TestArticleReader::survivesAnything() {
    QFETCH(QByteArray, text);
    const std::vector<Message> messages = read(text.toStdString()).messages;
    QVERIFY(!messages.empty());
    QVERIFY(std::ranges::any_of(messages, [](const Message& message) { return message.level == MessageLevel::Error; }));
}

void TestArticleReader::survivesEveryCut() {
    for (std::size_t length = 0; length < sound.size(); length += 7)
        QVERIFY(length == 0 || !read(std::string(sound.substr(0, length))).messages.empty() || length > sound.find("## Solution"));
}

QTEST_APPLESS_MAIN(TestArticleReader)
#include "test_article_reader.moc"
