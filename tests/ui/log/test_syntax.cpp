// SPDX-License-Identifier: MIT
#include "log/syntax_library.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>

#include <QTest>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

/// Writes what a line is made of as `Kind[text]`, plain text as it is.
class Describer : public KSyntaxHighlighting::AbstractHighlighter {
public:
    explicit Describer(const KSyntaxHighlighting::Definition& definition) { setDefinition(definition); }

    QString describe(const QString& line) {
        m_kinds = QStringList(line.size());
        m_state = highlightLine(line, m_state);
        QString described;
        for (qsizetype i = 0; i < line.size();) {
            qsizetype end = i;
            while (end < line.size() && m_kinds[end] == m_kinds[i])
                ++end;
            const QString part = line.mid(i, end - i);
            described += m_kinds[i].isEmpty() ? part : u"%1[%2]"_s.arg(m_kinds[i], part);
            i = end;
        }
        return described;
    }

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format& format) override {
        if (!format.name().startsWith("Log: "_L1))
            return;
        for (int i = offset; i < offset + length; ++i)
            m_kinds[i] = format.name().sliced(5);
    }

private:
    QStringList m_kinds;
    KSyntaxHighlighting::State m_state;
};

} // namespace

class TestSyntax : public QObject {
    Q_OBJECT

private slots:
    void definitionLoads() {
        SyntaxLibrary library;
        const auto definition = library.logDefinition();
        QVERIFY(definition.isValid());
        QVERIFY(!definition.formats().isEmpty());
    }

    void lines_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("described");
        const auto row = [](const char* name, const QString& line, const QString& described) { QTest::newRow(name) << line << described; };
        row("pipes", u"2026-01-05 10:03:11,106|ERROR|214|Entry script failed"_s,
            u"Timestamp[2026-01-05 10:03:11,106]Separator[|]Error[ERROR]Separator[|]214Separator[|]Entry script failed"_s);
        row("rust", u"2024-06-17T04:49:15.418390Z  WARN rslex_http_stream: status=404"_s,
            u"Timestamp[2024-06-17T04:49:15.418390Z]  Warning[WARN] rslex_http_stream: status=404"_s);
        row("level first", u"INFO 2024-06-17 04:47:41,418 initializer.py:55 [15] - started"_s,
            u"Info[INFO] Timestamp[2024-06-17 04:47:41,418] Path[initializer.py]:55 [15] - started"_s);
        row("tensorflow", u"2024-06-17 04:49:15.418390: E external/local_xla/xla/cuda_dnn.cc:9261] Unable"_s,
            u"Timestamp[2024-06-17 04:49:15.418390:]Error[ E] Path[external/local_xla/xla/cuda_dnn.cc]:9261] Unable"_s);
        row("logger", u"ERROR:logger:it's not there, don't worry"_s, u"Error[ERROR]:logger:it's not there, don't worry"_s);
        row("brackets", u"[2021-01-04T14:49:30.239963] Entering context manager."_s,
            u"Timestamp[[2021-01-04T14:49:30.239963]] Entering context manager."_s);
        row("json", u"Got task {\"id\": 7, \"location\": \"score_input\", \"ok\": true}"_s,
            u"Got task {Key[\"id\"]: 7, Key[\"location\"]: String[\"score_input\"], Key[\"ok\"]: Constant[true]}"_s);
        row("units", u"took 2.8 seconds, 85% of 14 GB, 3 retries"_s,
            u"took Number[2.8 seconds], Number[85%] of Number[14 GB], 3 retries"_s);
        row("paths", u"Loading score.py from /mnt/azureml/cr/j/7f/exe/wd, model azureml-models/credit/7."_s,
            u"Loading Path[score.py] from Path[/mnt/azureml/cr/j/7f/exe/wd], model Path[azureml-models/credit/7]."_s);
        row("address", u"see https://aka.ms/azureml-run-troubleshooting."_s, u"see Url[https://aka.ms/azureml-run-troubleshooting]."_s);
        row("identifier", u"run 51e45848-3067-496e-a4c0-1cee38e163cf ended"_s,
            u"run Identifier[51e45848-3067-496e-a4c0-1cee38e163cf] ended"_s);
        row("exception", u"sklearn.exceptions.NotFittedError: This is not fitted"_s,
            u"Exception[sklearn.exceptions.NotFittedError]: This is not fitted"_s);
        row("no level in words", u"INFORMATION about ERRORS and error"_s, u"INFORMATION about ERRORS and error"_s);
    }

    void lines() {
        QFETCH(const QString, line);
        QFETCH(const QString, described);
        SyntaxLibrary library;
        QCOMPARE(Describer(library.logDefinition()).describe(line), described);
    }

    void tracebackIsOneState() {
        SyntaxLibrary library;
        Describer describer(library.logDefinition());
        QCOMPARE(describer.describe(u"Traceback (most recent call last):"_s), u"Traceback[Traceback (most recent call last):]"_s);
        QCOMPARE(describer.describe(u"  File \"score.py\", line 3, in init"_s),
                 u"Code[  ]File String[\"score.py\"], line Line Number[3], in Function[init]"_s);
        QVERIFY(describer.describe(u"    import sklearn.ensemble"_s).startsWith(u"Code["_s));
        QCOMPARE(describer.describe(u"           ^^^^^^^"_s), u"Code[           ]Marker[^^^^^^^]"_s);
        // Known by its place alone: nothing in the name says that it is an exception.
        QCOMPARE(describer.describe(u"concurrent.futures.TimedOut: after 60 s"_s),
                 u"Exception[concurrent.futures.TimedOut]: after Number[60 s]"_s);
        QCOMPARE(describer.describe(u"Done: all of it"_s), u"Done: all of it"_s);
    }

    void chainedTraceback() {
        SyntaxLibrary library;
        Describer describer(library.logDefinition());
        (void)describer.describe(u"Traceback (most recent call last):"_s);
        (void)describer.describe(u"ValueError: first"_s);
        (void)describer.describe({});
        QCOMPARE(describer.describe(u"During handling of the above exception, another exception occurred:"_s),
                 u"Note[During handling of the above exception, another exception occurred:]"_s);
        (void)describer.describe({});
        (void)describer.describe(u"Traceback (most recent call last):"_s);
        QCOMPARE(describer.describe(u"2026-01-05 10:03:11,110|INFO|214|on"_s),
                 u"Timestamp[2026-01-05 10:03:11,110]Separator[|]Info[INFO]Separator[|]214Separator[|]on"_s);
    }

    void definitionsByName_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("name");
        QTest::newRow("log") << u"user_logs/std_log.txt"_s << u"Faultline Log"_s;
        QTest::newRow("no ending") << u"logs/rslex.log.2024-06-17-04"_s << u"Faultline Log"_s;
        QTest::newRow("json") << u"azureml-logs/process_info.json"_s << u"JSON"_s;
        QTest::newRow("yaml") << u"deployment.yml"_s << u"YAML"_s;
        QTest::newRow("python") << u"code/score.py"_s << u"Python"_s;
    }

    void definitionsByName() {
        QFETCH(const QString, path);
        SyntaxLibrary library;
        QTEST(library.definitionFor(path).name(), "name");
    }

    /// Rules that try one way after the other to match such a line do not come to an end here.
    void longLinesDoNotTakeLong() {
        SyntaxLibrary library;
        Describer describer(library.logDefinition());
        for (const QString& line :
             {QString(4096, u'x'), QString(4096, u'"'), QString(4096, u'/'), QString(4096, u'\''), u"a/"_s.repeated(2048),
              u"\"\\"_s.repeated(2048), u"1,"_s.repeated(2048), u"a."_s.repeated(2048), u"a-"_s.repeated(2048), QString(4096, u'0')}) {
            QVERIFY2(describer.describe(line).size() >= line.size(), qPrintable(line.left(4)));
        }
    }
};

QTEST_MAIN(TestSyntax)
#include "test_syntax.moc"
