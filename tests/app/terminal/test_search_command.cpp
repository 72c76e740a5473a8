// SPDX-License-Identifier: MIT
#include "terminal_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace faultline;
using namespace Qt::StringLiterals;

class TestSearchCommand : public QObject {
    Q_OBJECT
private:
    TerminalProgram m_program;

    [[nodiscard]] Run search(const QStringList& words, const QString& path = u"job"_s) const {
        return m_program.run(QStringList{u"search"_s} + words + QStringList{path});
    }

private slots:
    void initTestCase() {
        m_program.write(u"job/logs/user/error/0/process000.txt"_s, "start\n\x1B[31mModuleNotFoundError\x1B[0m: No module named 'x'\nend\n");
        m_program.write(u"job/logs/user/error/1/process000.txt"_s, "start\nmodulenotfounderror\n");
        m_program.write(u"job/logs/user/stdout/0/process000.stdout.txt"_s, "one\ntwo\n");
        m_program.write(u"job/model.bin"_s, QByteArray(5000, '\0'));
    }

    void linesForOtherPrograms() {
        const Run found = search({u"ModuleNotFoundError"_s});
        QCOMPARE(found.status, 0);
        QCOMPARE(found.output, "logs/user/error/0/process000.txt:2:ModuleNotFoundError: No module named 'x'\n"
                               "logs/user/error/1/process000.txt:2:modulenotfounderror\n"_ba);
        QVERIFY2(found.errors.contains("model.bin: warning: This file was not searched: "), found.errors.constData());
        QVERIFY(search({u"-q"_s, u"two"_s}).errors.isEmpty());
    }

    void theExitStatusTells() {
        QCOMPARE(search({u"two"_s}).status, 0);
        QCOMPARE(search({u"-g"_s, u"*.txt"_s, u"nowhere"_s}).status, 1);
        const Run missing = search({u"two"_s}, u"no such job"_s);
        QCOMPARE(missing.status, 2);
        QVERIFY(missing.errors.contains("no such job"));
    }

    void optionsNarrow() {
        QCOMPARE(search({u"-s"_s, u"-c"_s, u"ModuleNotFoundError"_s}).output, "logs/user/error/0/process000.txt:1\n"_ba);
        QCOMPARE(search({u"-g"_s, u"*.txt"_s, u"-w"_s, u"ModuleNot"_s}).status, 1);
        QCOMPARE(search({u"-E"_s, u"^t\\w+$"_s}).output, "logs/user/stdout/0/process000.stdout.txt:2:two\n"_ba);
        QCOMPARE(search({u"--node=1"_s, u"start"_s}).output, "logs/user/error/1/process000.txt:1:start\n"_ba);
        QCOMPARE(search({u"-g"_s, u"logs/user/stdout"_s, u"start"_s}).status, 1);
        QCOMPARE(search({u"-C1"_s, u"two"_s}).output, search({u"-C"_s, u"1"_s, u"two"_s}).output);
        QCOMPARE(search({u"-C"_s, u"1"_s, u"two"_s}).output,
                 "logs/user/stdout/0/process000.stdout.txt-1-one\nlogs/user/stdout/0/process000.stdout.txt:2:two\n"_ba);
        const Run role = search({u"--role"_s, u"no-such-role"_s, u"start"_s});
        QCOMPARE(role.status, 2);
        QVERIFY(role.errors.contains("user-error"));
        QCOMPARE(search({u"--role"_s, u"user-error"_s, u"-c"_s, u"one"_s}).status, 1);
    }

    void jsonIsAnObjectALine() {
        const Run found = search({u"--format"_s, u"json"_s, u"-m"_s, u"1"_s, u"start"_s});
        QCOMPARE(found.status, 0);
        const QList<QByteArray> lines = found.output.trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        const QJsonObject file = QJsonDocument::fromJson(lines[0]).object();
        QCOMPARE(file[u"path"_s].toString(), u"logs/user/error/0/process000.txt"_s);
        QCOMPARE(file[u"lines"_s].toArray().at(0).toObject()[u"line"_s].toInt(), 1);
        const QJsonObject summary = QJsonDocument::fromJson(lines[2]).object();
        QCOMPARE(summary[u"type"_s].toString(), u"summary"_s);
        QCOMPARE(summary[u"hits"_s].toInt(), 2);
    }

    void whatIsWrongIsSaid_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no such option") << QStringList{u"--colour"_s, u"x"_s} << "no option `--colour`"_ba;
        QTest::newRow("no number") << QStringList{u"-C"_s, u"two"_s, u"x"_s} << "needs a number"_ba;
        QTest::newRow("too much around") << QStringList{u"-C"_s, u"500"_s, u"x"_s} << "100 lines at most"_ba;
        QTest::newRow("no format") << QStringList{u"--format=xml"_s, u"x"_s} << "use text or json"_ba;
        QTest::newRow("no path") << QStringList{} << "needs the path"_ba;
        QTest::newRow("no expression") << QStringList{u"-E"_s, u"(a"_s} << "a bracket is not closed"_ba;
        QTest::newRow("value of a flag") << QStringList{u"--word=1"_s, u"x"_s} << "takes no value"_ba;
    }

    void whatIsWrongIsSaid() {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, says);
        const Run ended = search(words);
        QCOMPARE(ended.status, 2);
        QVERIFY2(ended.errors.contains(says), ended.errors.constData());
        QVERIFY(ended.output.isEmpty());
    }

    void helpAndDashes() {
        const Run help = search({u"--help"_s});
        QCOMPARE(help.status, 0);
        QVERIFY(help.output.contains("--case-sensitive"));
        // A pattern that looks like an option.
        QCOMPARE(search({u"-g"_s, u"*.txt"_s, u"--"_s, u"-w"_s}).status, 1);
    }

    void whatWasNotSearchedIsNotCalledNotFound() {
        const Run unsure = search({u"nowhere"_s});
        QCOMPARE(unsure.status, 2);
        QVERIFY2(unsure.errors.contains("model.bin: warning: This file was not searched: "), unsure.errors.constData());
        QCOMPARE(search({u"-q"_s, u"nowhere"_s}).status, 2);
        QCOMPARE(search({u"two"_s}).status, 0);
    }

    void aResultThatCannotBeWrittenIsAnError() {
        const QString full = u"/dev/full"_s;
        if (!QFileInfo::exists(full))
            QSKIP("There is no /dev/full");
        const Run ended = m_program.run({u"search"_s, u"start"_s, u"job"_s, u"no such job"_s}, full);
        QCOMPARE(ended.status, 2);
        QVERIFY2(ended.errors.contains("The result could not be written"), ended.errors.constData());
        // Nothing more is begun.
        QVERIFY2(!ended.errors.contains("no such job"), ended.errors.constData());
    }

    void theCommandMayStandBehindOptions() {
        for (const QStringList& words :
             {QStringList{u"-c"_s, u"search"_s, u"two"_s, u"job"_s}, QStringList{u"--"_s, u"search"_s, u"two"_s, u"job"_s},
              QStringList{u"-g"_s, u"*.txt"_s, u"search"_s, u"two"_s, u"job"_s},
              QStringList{u"--format=text"_s, u"search"_s, u"two"_s, u"job"_s}}) {
            const Run found = m_program.run(words);
            QVERIFY2(found.status == 0 && found.output.contains("process000.stdout.txt"),
                     qPrintable(words.join(u' ') + QString::fromUtf8(found.errors)));
        }
        // The value of an option is no command.
        const Run pack = m_program.run({u"--pack"_s, u"search"_s, u"scan"_s, u"job"_s});
        QCOMPARE(pack.status, 2);
        QVERIFY2(pack.errors.contains("The pack search cannot be used"), pack.errors.constData());
        QVERIFY(m_program.run({u"--quiet"_s}).errors.contains("scan, search or knowledge"));
    }
};

QTEST_GUILESS_MAIN(TestSearchCommand)
#include "test_search_command.moc"
