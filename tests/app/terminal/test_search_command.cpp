// SPDX-License-Identifier: MIT
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Ended {
    int status = -1;
    QString out, fault;
};

} // namespace

class TestSearchCommand : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    void write(const QString& path, const QByteArray& text) const {
        const QString full = m_folder.filePath(path);
        QVERIFY(QDir().mkpath(QFileInfo(full).path()));
        QFile file(full);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

    [[nodiscard]] Ended search(QStringList words, const QString& path = {}) const {
        return run(QStringList{u"search"_s} + words + QStringList{path.isEmpty() ? m_folder.filePath(u"job"_s) : path});
    }

    [[nodiscard]] Ended run(const QStringList& words, const QString& output = {}) const {
        QProcess process;
        if (!output.isEmpty())
            process.setStandardOutputFile(output);
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(FAULTLINE_CLI), words);
        if (!process.waitForFinished(30000))
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError())};
    }

private slots:
    void initTestCase() {
        write(u"job/logs/user/error/0/process000.txt"_s, "start\n\x1B[31mModuleNotFoundError\x1B[0m: No module named 'x'\nend\n");
        write(u"job/logs/user/error/1/process000.txt"_s, "start\nmodulenotfounderror\n");
        write(u"job/logs/user/stdout/0/process000.stdout.txt"_s, "one\ntwo\n");
        write(u"job/model.bin"_s, QByteArray(5000, '\0'));
    }

    void linesForOtherPrograms() {
        const Ended found = search({u"ModuleNotFoundError"_s});
        QCOMPARE(found.status, 0);
        QCOMPARE(found.out, u"logs/user/error/0/process000.txt:2:ModuleNotFoundError: No module named 'x'\n"
                            "logs/user/error/1/process000.txt:2:modulenotfounderror\n"_s);
        QVERIFY2(found.fault.contains(u"model.bin: warning: This file was not searched: "_s), qPrintable(found.fault));
        QVERIFY(search({u"-q"_s, u"two"_s}).fault.isEmpty());
    }

    void theExitStatusTells() {
        QCOMPARE(search({u"two"_s}).status, 0);
        QCOMPARE(search({u"-g"_s, u"*.txt"_s, u"nowhere"_s}).status, 1);
        const Ended missing = search({u"two"_s}, m_folder.filePath(u"no such job"_s));
        QCOMPARE(missing.status, 2);
        QVERIFY(missing.fault.contains(u"no such job"_s));
    }

    void optionsNarrow() {
        QCOMPARE(search({u"-s"_s, u"-c"_s, u"ModuleNotFoundError"_s}).out, u"logs/user/error/0/process000.txt:1\n"_s);
        QCOMPARE(search({u"-g"_s, u"*.txt"_s, u"-w"_s, u"ModuleNot"_s}).status, 1);
        QCOMPARE(search({u"-E"_s, u"^t\\w+$"_s}).out, u"logs/user/stdout/0/process000.stdout.txt:2:two\n"_s);
        QCOMPARE(search({u"--node=1"_s, u"start"_s}).out, u"logs/user/error/1/process000.txt:1:start\n"_s);
        QCOMPARE(search({u"-g"_s, u"logs/user/stdout"_s, u"start"_s}).status, 1);
        QCOMPARE(search({u"-C"_s, u"1"_s, u"two"_s}).out,
                 u"logs/user/stdout/0/process000.stdout.txt-1-one\nlogs/user/stdout/0/process000.stdout.txt:2:two\n"_s);
        const Ended role = search({u"--role"_s, u"no-such-role"_s, u"start"_s});
        QCOMPARE(role.status, 2);
        QVERIFY(role.fault.contains(u"user-error"_s));
        QCOMPARE(search({u"--role"_s, u"user-error"_s, u"-c"_s, u"one"_s}).status, 1);
    }

    void jsonIsAnObjectALine() {
        const Ended found = search({u"--format"_s, u"json"_s, u"-m"_s, u"1"_s, u"start"_s});
        QCOMPARE(found.status, 0);
        const QStringList lines = found.out.split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        const QJsonObject file = QJsonDocument::fromJson(lines[0].toUtf8()).object();
        QCOMPARE(file[u"path"_s].toString(), u"logs/user/error/0/process000.txt"_s);
        QCOMPARE(file[u"lines"_s].toArray().at(0).toObject()[u"line"_s].toInt(), 1);
        const QJsonObject summary = QJsonDocument::fromJson(lines[2].toUtf8()).object();
        QCOMPARE(summary[u"type"_s].toString(), u"summary"_s);
        QCOMPARE(summary[u"hits"_s].toInt(), 2);
    }

    void whatIsWrongIsSaid_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("says");
        QTest::newRow("no such option") << QStringList{u"--colour"_s, u"x"_s} << u"no option `--colour`"_s;
        QTest::newRow("no number") << QStringList{u"-C"_s, u"two"_s, u"x"_s} << u"needs a number"_s;
        QTest::newRow("too much around") << QStringList{u"-C"_s, u"500"_s, u"x"_s} << u"100 lines at most"_s;
        QTest::newRow("no format") << QStringList{u"--format=xml"_s, u"x"_s} << u"use text or json"_s;
        QTest::newRow("no path") << QStringList{} << u"needs the path"_s;
        QTest::newRow("no expression") << QStringList{u"-E"_s, u"(a"_s} << u"a bracket is not closed"_s;
        QTest::newRow("value of a flag") << QStringList{u"--word=1"_s, u"x"_s} << u"takes no value"_s;
    }

    void whatIsWrongIsSaid() {
        QFETCH(QStringList, words);
        QFETCH(QString, says);
        const Ended ended = search(words);
        QCOMPARE(ended.status, 2);
        QVERIFY2(ended.fault.contains(says), qPrintable(ended.fault));
        QVERIFY(ended.out.isEmpty());
    }

    void manualAndCompletionsKnowEveryOption_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("before");
        QTest::newRow("manual") << u"man/faultline-cli.1.in"_s << u"--"_s;
        QTest::newRow("bash") << u"completions/faultline-cli.bash"_s << u"--"_s;
        QTest::newRow("zsh") << u"completions/_faultline-cli"_s << u"--"_s;
        QTest::newRow("fish") << u"completions/faultline-cli.fish"_s << u"-l "_s;
    }

    void manualAndCompletionsKnowEveryOption() {
        QFETCH(QString, file);
        QFETCH(QString, before);
        QFile page(QStringLiteral(FAULTLINE_PACKAGING "/") + file);
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(page.readAll()).remove(u'\\');
        static const QRegularExpression option(u"--([a-z][a-z-]+)"_s);
        int options = 0;
        for (auto match = option.globalMatch(search({u"--help"_s}).out); match.hasNext(); ++options) {
            const QString name = before + match.next().captured(1);
            QVERIFY2(text.contains(name), qPrintable(name));
        }
        QVERIFY(options > 10);
    }

    void helpAndDashes() {
        const Ended help = search({u"--help"_s});
        QCOMPARE(help.status, 0);
        QVERIFY(help.out.contains(u"--case-sensitive"_s));
        // A pattern that looks like an option.
        QCOMPARE(search({u"-g"_s, u"*.txt"_s, u"--"_s, u"-w"_s}).status, 1);
    }

    void whatWasNotSearchedIsNotCalledNotFound() {
        const Ended unsure = search({u"nowhere"_s});
        QCOMPARE(unsure.status, 2);
        QVERIFY2(unsure.fault.contains(u"model.bin: warning: This file was not searched: "_s), qPrintable(unsure.fault));
        QCOMPARE(search({u"-q"_s, u"nowhere"_s}).status, 2);
        QCOMPARE(search({u"two"_s}).status, 0);
    }

    void aResultThatCannotBeWrittenIsAnError() {
        const QString full = u"/dev/full"_s;
        if (!QFileInfo::exists(full))
            QSKIP("There is no /dev/full");
        const Ended ended = run({u"search"_s, u"start"_s, u"job"_s, u"no such job"_s}, full);
        QCOMPARE(ended.status, 2);
        QVERIFY2(ended.fault.contains(u"The result could not be written"_s), qPrintable(ended.fault));
        // Nothing more is begun.
        QVERIFY2(!ended.fault.contains(u"no such job"_s), qPrintable(ended.fault));
    }

    void theCommandMayStandBehindOptions() {
        for (const QStringList& words :
             {QStringList{u"-c"_s, u"search"_s, u"two"_s, u"job"_s}, QStringList{u"--"_s, u"search"_s, u"two"_s, u"job"_s},
              QStringList{u"-g"_s, u"*.txt"_s, u"search"_s, u"two"_s, u"job"_s},
              QStringList{u"--format=text"_s, u"search"_s, u"two"_s, u"job"_s}}) {
            const Ended found = run(words);
            QVERIFY2(found.status == 0 && found.out.contains(u"process000.stdout.txt"_s), qPrintable(words.join(u' ') + found.fault));
        }
        // The value of an option is no command.
        const Ended pack = run({u"--pack"_s, u"search"_s, u"scan"_s, u"job"_s});
        QCOMPARE(pack.status, 2);
        QVERIFY2(pack.fault.contains(u"The pack search cannot be used"_s), qPrintable(pack.fault));
        QVERIFY(run({u"--quiet"_s}).fault.contains(u"scan, search or knowledge"_s));
    }
};

QTEST_GUILESS_MAIN(TestSearchCommand)
#include "test_search_command.moc"
