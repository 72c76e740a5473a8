// SPDX-License-Identifier: MIT
#include "terminal_program.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <memory>

#include <nlohmann/json.hpp>

using namespace faultline;
using Json = nlohmann::json;

namespace {

/// Whether a terminal obeys something in it: a control character, C1 included, or a control of direction.
bool steers(const QByteArray& text) {
    const QString shown = QString::fromUtf8(text);
    return std::ranges::any_of(shown, [](QChar c) {
        const char16_t code = c.unicode();
        return (code < 0x20 && code != '\n') || (code >= 0x7F && code < 0xA0) || (code >= 0x200B && code <= 0x200F) ||
               (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x2069) || code == 0xFEFF;
    });
}

const QByteArray traceback = "Traceback (most recent call last):\n  File \"score.py\", line 3, in init\n    import sklearn\n"
                             "ModuleNotFoundError: No module named 'sklearn'\n";

const QByteArray packHead = "id: mine\ntitle: Mine\nversion: 7.2\n";

QByteArray articleOf(const QByteArray& id, const QByteArray& text) {
    return "---\nid: " + id +
           "\ntitle: The frobnicator is not wound up\nsummary: 'The frobnicator is not wound up.'\nrole: cause\nseverity: error\n"
           "stage: run\napplies-to: [any]\nevidence: seen\nconfidence: high\nmatches:\n  - pattern: '" +
           text + "'\n    in: [script, runtime]\nlinks: ['https://example.com/']\nexamples:\n  - text: 'ERROR " + text +
           "'\n    finds: true\n  - text: 'all is well'\n    finds: false\n---\n## Reason\n\nNobody wound it up.\n\n## Solution\n\n1. Wind "
           "it up.\n";
}

} // namespace

/// The program as people run it: what it prints where, and its exit status.
class TestTerminal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_program = std::make_unique<TerminalProgram>(); }
    void helpAndVersionsAreTold();
    void manualAndCompletionsKnowEveryOption_data();
    void manualAndCompletionsKnowEveryOption();
    void wrongCommandLinesAreRefused_data();
    void wrongCommandLinesAreRefused();
    void theStatusTellsWhatWasFound_data();
    void theStatusTellsWhatWasFound();
    void aPathThatIsNotThereDoesNotHideTheOthers();
    void severalJobsAreOneObjectALine();
    void severalJobsAreOneLogAndOnePage();
    void equalSecretsHaveEqualStandInsInAllJobs();
    void whatIsHiddenIsChosen();
    void aReportIsWrittenToAFile();
    void aFileThatCannotBeWrittenIsSaidAtOnce();
    void whatEndsTheOutputIsAnError();
    void nothingOfAJobSteersTheTerminal();
    void packsOfOnesOwnAreUsed();
    void packsThatAreMissingAreErrors();
    void aPackCannotSteerTheTerminal();
    void articlesAreListedByWords();
    void anArticleIsShown();
    void packsAreChecked();
    void aJobIsCalledAsItsFolder();

private:
    [[nodiscard]] Run run(const QStringList& words) const { return m_program->run(words); }
    QString write(const QString& name, const QByteArray& content) const { return m_program->write(name, content); }
    [[nodiscard]] QString folder(const QString& name) const { return m_program->folder(name); }

    std::unique_ptr<TerminalProgram> m_program;
};

void TestTerminal::helpAndVersionsAreTold() {
    const Run help = run({QStringLiteral("--help")});
    QCOMPARE(help.status, 0);
    QVERIFY(help.output.startsWith("Usage: faultline-cli scan PATH..."));
    QVERIFY(help.errors.isEmpty());
    // Without a word it does not know what to do; the same text says what it could.
    const Run nothing = run({});
    QCOMPARE(nothing.status, 2);
    QCOMPARE(nothing.output, help.output);
    write(QStringLiteral("data/faultline/packs/mine/pack.yaml"), packHead);
    const Run version = run({QStringLiteral("--version")});
    QCOMPARE(version.status, 0);
    QVERIFY(version.output.startsWith("faultline-cli "));
    for (const QByteArray& part : {QByteArray("\nLibraries: libarchive "), QByteArray("Vectorscan "), QByteArray("\nPacks: azureml "),
                                   QByteArray("python "), QByteArray("mine 7.2 (")})
        QVERIFY2(version.output.contains(part), (part + "\n" + version.output).constData());
}

void TestTerminal::manualAndCompletionsKnowEveryOption_data() {
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<int>("options"); // it has more than so many
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("before"); // what stands before an option's name
    const auto rows = [](const char* title, const QStringList& command, int options) {
        QTest::addRow("%s, manual", title) << command << options << QStringLiteral("man/faultline-cli.1.in") << QStringLiteral("--");
        QTest::addRow("%s, bash", title) << command << options << QStringLiteral("completions/faultline-cli.bash") << QStringLiteral("--");
        QTest::addRow("%s, zsh", title) << command << options << QStringLiteral("completions/_faultline-cli") << QStringLiteral("--");
        QTest::addRow("%s, fish", title) << command << options << QStringLiteral("completions/faultline-cli.fish") << QStringLiteral("-l ");
    };
    rows("all commands", {QStringLiteral("--help")}, 7);
    rows("search", {QStringLiteral("search"), QStringLiteral("--help")}, 10);
}

void TestTerminal::manualAndCompletionsKnowEveryOption() {
    QFETCH(QStringList, command);
    QFETCH(int, options);
    QFETCH(QString, file);
    QFETCH(QString, before);
    QFile page(QStringLiteral(FAULTLINE_PACKAGING "/") + file);
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(page.readAll()).remove(u'\\');
    static const QRegularExpression option(QStringLiteral("--([a-z][a-z-]+)"));
    const QString help = QString::fromUtf8(run(command).output);
    int found = 0;
    for (auto match = option.globalMatch(help); match.hasNext(); ++found) {
        const QString name = before + match.next().captured(1);
        QVERIFY2(text.contains(name), qPrintable(name));
    }
    QVERIFY(found > options);
}

void TestTerminal::wrongCommandLinesAreRefused_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* words, const QByteArray& says) {
        QTest::newRow(words) << QString::fromUtf8(words).split(u' ') << says;
    };
    row("scan", "scan needs the path");
    row("job", "did you mean `faultline-cli scan job`?");
    row("scan --fromat json job", "There is no option `--fromat`");
    row("scan --format pdf job", "There is no format `pdf`");
    row("scan job --format", "--format needs a value");
    row("scan --format= job", "--format needs a value");
    row("scan --output", "--output needs the name of a file");
    row("scan --quiet=yes job", "`--quiet` takes no value");
    row("scan --no-redact --redact-private-addresses job", "contradict each other");
    row("knowledge", "knowledge needs one of list, show and check");
    row("knowledge show", "knowledge show needs the id");
    row("knowledge show a b", "`b` is too much");
    row("knowledge list --format json", "`--format` belongs to `scan`");
}

void TestTerminal::wrongCommandLinesAreRefused() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const Run told = run(arguments);
    QCOMPARE(told.status, 2);
    QVERIFY(told.output.isEmpty());
    QVERIFY2(told.errors.contains(says), told.errors.constData());
    QCOMPARE(told.errors.count('\n'), 1);
}

void TestTerminal::theStatusTellsWhatWasFound_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* title, const char* name, const QByteArray& content, int status, const QByteArray& says = {}) {
        QTest::newRow(title) << QString::fromUtf8(name) << content << status << says;
    };
    row("a failure", "user_logs/std_log.txt", traceback, 1);
    row("no failure", "logs/job_result.txt", "2026-01-05T10:20:14.098196 The job completed.\n", 0);
    row("an exception that was handled", "user_logs/std_log.txt",
        "2026-01-05 10:00:00 INFO trying\n" + traceback + "2026-01-05 10:00:01 INFO going on without it\n" +
            QByteArray("2026-01-05 10:00:02 INFO step done\n").repeated(20),
        0);
    row("no log", "readme.md", "My folder\n", 2, "No log was recognised");
    row("a binary", "user_logs/std_log.txt", QByteArray(5000, '\0'), 2, "Nothing could be read");
    // Nothing is wrong with the program or the download: the processes wrote nothing.
    row("empty logs", "user_logs/std_log.txt", "", 0, "The logs are empty");
    row("an archive that is none", "job.zip", "<html>Sign in</html>\n", 2, "job.zip");
}

void TestTerminal::theStatusTellsWhatWasFound() {
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(int, status);
    QFETCH(QByteArray, says);
    write(QStringLiteral("job/") + name, content);
    const bool archive = name.endsWith(QStringLiteral(".zip"));
    const Run told = run({QStringLiteral("scan"), archive ? QStringLiteral("job/job.zip") : QStringLiteral("job")});
    QVERIFY2(told.status == status, (QByteArray::number(told.status) + "\n" + told.output + told.errors).constData());
    QVERIFY2(told.errors.contains(says), told.errors.constData());
    QCOMPARE(told.errors.isEmpty(), says.isEmpty());
}

void TestTerminal::aPathThatIsNotThereDoesNotHideTheOthers() {
    write(QStringLiteral("one/user_logs/std_log.txt"), traceback);
    const Run told =
        run({QStringLiteral("scan"), QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("nowhere"), QStringLiteral("one")});
    QCOMPARE(told.status, 2);
    QCOMPARE(told.output.count('\n'), 1);
    QVERIFY(told.output.contains("py-module-not-found"));
    QVERIFY2(told.errors.startsWith("faultline-cli: nowhere: error: "), told.errors.constData());
}

void TestTerminal::severalJobsAreOneObjectALine() {
    write(QStringLiteral("one/user_logs/std_log.txt"), traceback);
    write(QStringLiteral("two/logs/job_result.txt"), "2026-01-05T10:20:14.098196 The job completed.\n");
    const Run told = run({QStringLiteral("scan"), QStringLiteral("one"), QStringLiteral("--format=json"), QStringLiteral("two")});
    QCOMPARE(told.status, 1);
    const QList<QByteArray> lines = told.output.split('\n');
    QCOMPARE(lines.size(), 3);
    const Json one = Json::parse(lines[0].toStdString(), nullptr, false), two = Json::parse(lines[1].toStdString(), nullptr, false);
    QCOMPARE(one["verdict"]["article"].get<std::string>(), std::string("py-module-not-found"));
    QCOMPARE(one["job"]["path"].get<std::string>(), std::string("one"));
    QVERIFY(two["verdict"].is_null());
    QCOMPARE(two["job"]["outcome"].get<std::string>(), std::string("completed"));
    QVERIFY(lines[2].isEmpty());
}

void TestTerminal::severalJobsAreOneLogAndOnePage() {
    write(QStringLiteral("one/user_logs/std_log.txt"), traceback);
    write(QStringLiteral("two/user_logs/std_log.txt"), traceback);
    const QStringList paths{QStringLiteral("one"), QStringLiteral("two")};
    const Run sarif = run(QStringList{QStringLiteral("scan"), QStringLiteral("--format"), QStringLiteral("sarif")} + paths);
    const Json log = Json::parse(sarif.output.toStdString(), nullptr, false);
    QVERIFY(!log.is_discarded());
    QCOMPARE(log["runs"].size(), 2U);
    const Run html = run(QStringList{QStringLiteral("scan"), QStringLiteral("--format"), QStringLiteral("html")} + paths);
    QCOMPARE(html.output.count("<html"), 1);
    QVERIFY(html.output.contains("<bdi>one</bdi>") && html.output.contains("<bdi>two</bdi>"));
    const Run text = run(QStringList{QStringLiteral("scan")} + paths);
    QCOMPARE(text.output.count("\nWhat to do\n"), 2);
}

void TestTerminal::equalSecretsHaveEqualStandInsInAllJobs() {
    const QByteArray line = "ERROR could not write to jane@contoso.com\n";
    write(QStringLiteral("one/user_logs/std_log.txt"), line + traceback);
    write(QStringLiteral("two/user_logs/std_log.txt"), "ERROR could not write to john@contoso.com\n" + line + traceback);
    const Run told =
        run({QStringLiteral("scan"), QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("one"), QStringLiteral("two")});
    QVERIFY(!told.output.contains("@contoso.com"));
    const QList<QByteArray> lines = told.output.split('\n');
    const auto standIns = [&](int index) {
        QSet<QByteArray> found;
        const Json json = Json::parse(lines[index].toStdString(), nullptr, false);
        for (const Json& item : json["unexplained"])
            for (const Json& place : item["places"])
                found.insert(QByteArray::fromStdString(place["text"].get<std::string>()));
        return found;
    };
    QCOMPARE(standIns(0).size(), 1);
    QVERIFY(standIns(1).contains(standIns(0)));
    QCOMPARE(standIns(1).size(), 2);
}

void TestTerminal::whatIsHiddenIsChosen() {
    write(QStringLiteral("job/user_logs/std_log.txt"), "ERROR lost 10.0.0.4 of jane@contoso.com\n" + traceback);
    const auto report = [&](const QStringList& options) {
        return run(QStringList{QStringLiteral("scan"), QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("job")} + options)
            .output;
    };
    QVERIFY(report({}).contains("10.0.0.4"));
    QVERIFY(!report({}).contains("jane@contoso.com"));
    QVERIFY(!report({QStringLiteral("--redact-private-addresses")}).contains("10.0.0.4"));
    QVERIFY(report({QStringLiteral("--no-redact")}).contains("jane@contoso.com"));
}

void TestTerminal::aReportIsWrittenToAFile() {
    write(QStringLiteral("job/user_logs/std_log.txt"), traceback);
    const Run told = run({QStringLiteral("scan"), QStringLiteral("job"), QStringLiteral("-o"), QStringLiteral("ticket.md"),
                          QStringLiteral("--format"), QStringLiteral("markdown")});
    QCOMPARE(told.status, 1);
    QVERIFY(told.output.isEmpty());
    QFile file(folder(QStringLiteral("ticket.md")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("# "));
}

void TestTerminal::aFileThatCannotBeWrittenIsSaidAtOnce() {
    write(QStringLiteral("job/user_logs/std_log.txt"), traceback);
    const Run told = run({QStringLiteral("scan"), QStringLiteral("job"), QStringLiteral("-o"), QStringLiteral("no/such/folder/ticket.md")});
    QCOMPARE(told.status, 2);
    QVERIFY2(told.errors.contains("no/such/folder/ticket.md could not be written"), told.errors.constData());
}

void TestTerminal::whatEndsTheOutputIsAnError() {
    if (!QFile::exists(QStringLiteral("/dev/full")))
        QSKIP("There is no /dev/full here");
    write(QStringLiteral("job/user_logs/std_log.txt"), traceback);
    const Run told = run({QStringLiteral("scan"), QStringLiteral("job"), QStringLiteral("-o"), QStringLiteral("/dev/full")});
    QCOMPARE(told.status, 2);
    QVERIFY2(told.errors.contains("could not be written"), told.errors.constData());
}

void TestTerminal::nothingOfAJobSteersTheTerminal() {
    const QByteArray evil = "\x1b[31m\xE2\x80\xAEgnp.exe\x7f\xC2\x9B"
                            "2J\xE2\x81\xA6\xEF\xBB\xBF";
    write(QStringLiteral("job/user_logs/") + QString::fromUtf8(evil) + QStringLiteral(".txt"), evil + " ERROR " + evil + "\n");
    write(QStringLiteral("job/user_logs/std_log.txt"), "ERROR " + evil +
                                                           "\nTraceback (most recent call last):\n  File \"score.py\", line 3, in " + evil +
                                                           "\nValueError: " + evil + "\n");
    for (const char* format : {"text", "json", "markdown", "html", "sarif"}) {
        const Run told = run({QStringLiteral("scan"), QStringLiteral("job"), QStringLiteral("--format"), QString::fromUtf8(format)});
        QCOMPARE(told.status, 1);
        QVERIFY2(!steers(told.output), format);
    }
    // JSON keeps what stood there all the same.
    const Run told = run({QStringLiteral("scan"), QStringLiteral("job"), QStringLiteral("--format"), QStringLiteral("json")});
    const Json json = Json::parse(told.output.toStdString(), nullptr, false);
    QVERIFY(json["verdict"]["summary"].get<std::string>().contains("\xE2\x80\xAEgnp.exe\x7f"));
    // Nor does what it says of paths and options.
    for (const QStringList& words :
         {QStringList{QStringLiteral("scan"), QString::fromUtf8("/nope/" + evil + "\nforged")},
          QStringList{QStringLiteral("scan"), QStringLiteral("job"), QString::fromUtf8("--" + evil)},
          QStringList{QStringLiteral("scan"), QStringLiteral("job"), QStringLiteral("--pack"), QString::fromUtf8(evil)},
          QStringList{QStringLiteral("scan"), QStringLiteral("job"), QStringLiteral("-o"), QString::fromUtf8("no/" + evil)},
          QStringList{QStringLiteral("knowledge"), QStringLiteral("show"), QString::fromUtf8(evil)},
          QStringList{QString::fromUtf8(evil)}}) {
        const Run refused = run(words);
        QCOMPARE(refused.status, 2);
        QVERIFY2(!steers(refused.errors), refused.errors.constData());
        QVERIFY2(refused.errors.startsWith("faultline-cli: ") && refused.errors.count('\n') == 1, refused.errors.constData());
    }
}

void TestTerminal::packsOfOnesOwnAreUsed() {
    write(QStringLiteral("job/user_logs/std_log.txt"), "ERROR the frobnicator is slack\n" + traceback);
    write(QStringLiteral("mine/pack.yaml"), packHead);
    write(QStringLiteral("mine/articles/frob.md"), articleOf("frob", "the frobnicator is slack"));
    const QStringList scan{QStringLiteral("scan"), QStringLiteral("job"), QStringLiteral("--format"), QStringLiteral("json")};
    QVERIFY(!run(scan).output.contains("\"frob\""));
    QVERIFY(run(scan + QStringList{QStringLiteral("--pack"), QStringLiteral("mine")}).output.contains("\"frob\""));
    QVERIFY(QDir().mkpath(folder(QStringLiteral("data/faultline/packs"))));
    QVERIFY(QDir().rename(folder(QStringLiteral("mine")), folder(QStringLiteral("data/faultline/packs/mine"))));
    QVERIFY(run(scan).output.contains("\"frob\""));
}

void TestTerminal::packsThatAreMissingAreErrors() {
    write(QStringLiteral("job/user_logs/std_log.txt"), traceback);
    QVERIFY(QDir().mkpath(folder(QStringLiteral("empty"))));
    for (const QString& pack : {QStringLiteral("nowhere"), QStringLiteral("empty"), QStringLiteral("job/user_logs/std_log.txt")})
        for (const QStringList& words :
             {QStringList{QStringLiteral("scan"), QStringLiteral("job")}, QStringList{QStringLiteral("knowledge"), QStringLiteral("list")},
              QStringList{QStringLiteral("knowledge"), QStringLiteral("show"), QStringLiteral("py-module-not-found")},
              QStringList{QStringLiteral("knowledge"), QStringLiteral("check")}}) {
            const Run told = run(words + QStringList{QStringLiteral("--pack"), pack});
            QCOMPARE(told.status, 2);
            QVERIFY(told.output.isEmpty());
            QVERIFY2(told.errors.contains("The pack " + pack.toUtf8()), told.errors.constData());
        }
}

void TestTerminal::aPackCannotSteerTheTerminal() {
    write(QStringLiteral("mine/pack.yaml"), "id: mine\ntitle: \"\\e[31m\\u202e\"\nversion: \"\\e[31m\\u202e\"\n");
    write(QStringLiteral("mine/articles/frob.md"),
          articleOf("frob", "the frobnicator is slack").replace("role: cause", "role: cause\n\"\\e[31mkey\\u202e\": 1"));
    const QStringList pack{QStringLiteral("--pack"), QStringLiteral("mine")};
    for (const QStringList& words : {QStringList{QStringLiteral("knowledge"), QStringLiteral("check"), QStringLiteral("mine")},
                                     QStringList{QStringLiteral("knowledge"), QStringLiteral("list")} + pack,
                                     QStringList{QStringLiteral("knowledge"), QStringLiteral("show"), QStringLiteral("frob")} + pack,
                                     QStringList{QStringLiteral("--version")}, pack + QStringList{QStringLiteral("--version")}}) {
        const Run told = run(words);
        QVERIFY2(!steers(told.output) && !steers(told.errors), (told.output.right(500) + told.errors).constData());
    }
}

void TestTerminal::articlesAreListedByWords() {
    const Run all = run({QStringLiteral("knowledge"), QStringLiteral("list")});
    QCOMPARE(all.status, 0);
    const Run some = run({QStringLiteral("knowledge"), QStringLiteral("list"), QStringLiteral("MODULE"), QStringLiteral("python")});
    QCOMPARE(some.status, 0);
    QVERIFY(some.output.contains("py-module-not-found"));
    QVERIFY(some.output.count('\n') < all.output.count('\n'));
    for (const QByteArray& line : some.output.split('\n').first(some.output.count('\n') - 1))
        QVERIFY2(line.startsWith("python") || line.toLower().contains("python"), line.constData());
    const Run none = run({QStringLiteral("knowledge"), QStringLiteral("list"), QStringLiteral("no-such-word")});
    QCOMPARE(none.status, 1);
    QVERIFY(none.output.startsWith("0 of "));
}

void TestTerminal::anArticleIsShown() {
    const Run told = run({QStringLiteral("knowledge"), QStringLiteral("show"), QStringLiteral("py-module-not-found")});
    QCOMPARE(told.status, 0);
    for (const QByteArray& part : {QByteArray("\nReason\n"), QByteArray("\nSolution\n"), QByteArray("\nFound by\n"), QByteArray("role")})
        QVERIFY2(told.output.contains(part), told.output.constData());
    const Run near = run({QStringLiteral("knowledge"), QStringLiteral("show"), QStringLiteral("py-module-not-fuond")});
    QCOMPARE(near.status, 2);
    QVERIFY2(near.errors.contains("did you mean `py-module-not-found`?"), near.errors.constData());
}

void TestTerminal::packsAreChecked() {
    write(QStringLiteral("mine/pack.yaml"), packHead);
    write(QStringLiteral("mine/articles/frob.md"), articleOf("frob", "the frobnicator is slack"));
    const QStringList check{QStringLiteral("knowledge"), QStringLiteral("check"), QStringLiteral("mine")};
    const Run good = run(check);
    QVERIFY2(good.status == 0, (good.output + good.errors).constData());
    QVERIFY2(good.output.contains("1 article, 2 of 2 examples as they say, 0 errors"), good.output.constData());
    write(QStringLiteral("mine/articles/other.md"), articleOf("other", "the cog is slack").replace("'ERROR the cog", "'ERROR a cog"));
    const Run bad = run(check);
    QCOMPARE(bad.status, 1);
    QVERIFY2(bad.output.contains("mine/articles/other.md"), bad.output.constData());
    QVERIFY(QDir().mkpath(folder(QStringLiteral("empty"))));
    QCOMPARE(run({QStringLiteral("knowledge"), QStringLiteral("check"), QStringLiteral("empty")}).status, 2);
}

void TestTerminal::aJobIsCalledAsItsFolder() {
    write(QStringLiteral("job/user_logs/std_log.txt"), traceback);
    QVERIFY(run({QStringLiteral("scan"), QStringLiteral("job/.")}).output.contains("\n  job · failed · "));
    QVERIFY(run({QStringLiteral("scan"), QStringLiteral("job/user_logs/..")}).output.contains("\n  job · failed · "));
    // What is given on the command line stays what programs find in the report.
    QVERIFY(run({QStringLiteral("scan"), QStringLiteral("job"), QStringLiteral("--format"), QStringLiteral("json")})
                .output.contains("\"path\":\"job\""));
}

QTEST_GUILESS_MAIN(TestTerminal)
#include "test_terminal.moc"
