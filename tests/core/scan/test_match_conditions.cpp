// SPDX-License-Identifier: MIT
#include "core_test.h"

using namespace faultline;

/// The conditions of an article's match, as the packs' README defines them.
class TestMatchConditions : public QObject {
    Q_OBJECT

private slots:
    void aLineCountsIf_data();
    void aLineCountsIf();
};

void TestMatchConditions::aLineCountsIf_data() {
    QTest::addColumn<QByteArray>("match");
    QTest::addColumn<QByteArray>("role");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("counts");
    const auto row = [](const char* title, const char* match, const char* role, const char* text, bool counts) {
        QTest::newRow(title) << QByteArray(match) << QByteArray(role) << QByteArray(text) << counts;
    };
    row("in: its role", "{pattern: boom, in: [program]}", "program", "boom", true);
    row("in: its group", "{pattern: boom, in: [logs]}", "program", "boom", true);
    row("in: another role", "{pattern: boom, in: [errors]}", "program", "boom", false);
    row("in: a role that says nothing", "{pattern: boom, in: [errors]}", "other", "boom", true);
    row("only-in: its role", "{pattern: boom, only-in: [program]}", "program", "boom", true);
    row("only-in: a role that says nothing", "{pattern: boom, only-in: [program]}", "other", "boom", false);
    row("not-in: its role", "{pattern: boom, not-in: [program]}", "program", "boom", false);
    row("not-in: another role", "{pattern: boom, not-in: [program]}", "errors", "boom", true);

    row("level: as high", "{pattern: boom, level: error}", "program", "2026-01-05 10:03:11 ERROR boom", true);
    row("level: lower", "{pattern: boom, level: error}", "program", "2026-01-05 10:03:11 WARNING boom", false);
    row("level: none written", "{pattern: boom, level: error}", "program", "boom", false);
    row("level: part of a traceback", "{pattern: boom, level: error}", "program",
        "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    f()\nValueError: boom\n", true);

    const char* const raised =
        "Traceback (most recent call last):\n  File \"score.py\", line 3, in run\n    raise boom\nValueError: boom\n";
    const char* const inLibrary = "Traceback (most recent call last):\n  File \"/usr/lib/python3/site-packages/pandas/core.py\", line 3, "
                                  "in run\n    boom\nValueError: boom\n";
    row("part: exception that is raised", "{pattern: 'ValueError: boom', part: exception}", "program", raised, true);
    row("part: exception printed with its level", "{pattern: 'ValueError: boom', part: exception}", "program",
        "2026-01-05 10:03:11 ERROR ValueError: boom", true);
    row("part: exception in a sentence", "{pattern: boom, part: exception}", "program", "retrying after boom", false);
    row("part: exception behind a logger's name", "{pattern: boom, part: exception}", "program",
        "WARNING urllib3.connectionpool: Retrying after boom", false);
    row("part: exception logged as an error", "{pattern: 'ValueError: boom', part: exception}", "program", "ERROR:root:ValueError: boom",
        true);
    row("part: exception logged as a warning", "{pattern: 'ValueError: boom', part: exception}", "program", "WARNING:root:ValueError: boom",
        false);
    row("part: exception in a sentence that was logged", "{pattern: boom, part: exception}", "program", "ERROR:root:retrying after boom",
        false);
    row("part: the code of a frame", "{pattern: raise boom, part: exception}", "program", raised, false);
    row("part: any line of a file of errors", "{pattern: boom, part: exception}", "errors", "it went boom", true);
    row("frames: user's own", "{pattern: 'ValueError: boom', part: exception, frames: user}", "program", raised, true);
    row("frames: none of the user's", "{pattern: 'ValueError: boom', part: exception, frames: user}", "program", inLibrary, false);
    row("frames: runtime's only", "{pattern: 'ValueError: boom', part: exception, frames: runtime}", "program", inLibrary, true);
    row("frames: not runtime's only", "{pattern: 'ValueError: boom', part: exception, frames: runtime}", "program", raised, false);

    row("near-end: the last line", "{pattern: boom, near-end: 2}", "program", "a\nb\nboom\n\n  \n", true);
    row("near-end: too early", "{pattern: boom, near-end: 2}", "program", "boom\na\nb\n", false);
    row("near-end: a short file", "{pattern: boom, near-end: 5}", "program", "boom\na\n", true);

    row("with: a line anywhere", "{pattern: boom, with: tick}", "program", "boom\ntick\n", true);
    row("with: no such line", "{pattern: boom, with: tick}", "program", "boom\n", false);
    row("without: no such line", "{pattern: boom, without: tick}", "program", "boom\n", true);
    row("without: a line anywhere", "{pattern: boom, without: tick}", "program", "tick\nboom\n", false);
    row("without-after: a line before", "{pattern: boom, without-after: tick}", "program", "tick\nboom\n", true);
    row("without-after: a line behind", "{pattern: boom, without-after: tick}", "program", "boom\ntick\n", false);
}

void TestMatchConditions::aLineCountsIf() {
    QFETCH(QByteArray, match);
    QFETCH(QByteArray, role);
    QFETCH(QByteArray, text);
    QFETCH(bool, counts);
    const TemporaryPack pack;
    pack.addArticle("x-boom", match.toStdString());
    const KnowledgeBasePointer knowledge = pack.load();
    for (const Message& message : knowledge->messages())
        qWarning("%s", message.toLine().c_str());
    QVERIFY(knowledge->messages().empty());
    QCOMPARE(!scanText(text.toStdString(), role.toStdString(), knowledge).sightings.empty(), counts);
}

QTEST_APPLESS_MAIN(TestMatchConditions)
#include "test_match_conditions.moc"
