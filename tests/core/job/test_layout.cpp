// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "job/layout.h"

using namespace faultline;

class TestLayout : public QObject {
    Q_OBJECT

private slots:
    void tellsTheRoleOfAFile_data();
    void tellsTheRoleOfAFile();
    void globsMatchAtAnyDepth_data();
    void globsMatchAtAnyDepth();
    void manyGlobsAreTriedAtOnce();
    void groupsStandForTheirRoles();
    void runtimeFramesAreToldFromTheUsers();
    void packsTellWhatIsNoLogAndWhatNamesNothing();
    void everyFaultOfALayoutIsReportedAndTheRestKept();
};

void TestLayout::tellsTheRoleOfAFile_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("role");
    QTest::addColumn<QByteArray>("node");
    QTest::addColumn<QByteArray>("process");
    const auto row = [](const char* path, const char* role, const char* node, const char* process) {
        QTest::newRow(path) << QByteArray(path) << QByteArray(role) << QByteArray(node) << QByteArray(process);
    };
    row("logs/user/error/0/process000.txt", "user-error", "0", "process000");
    row("logs/usr/error/0/process000.txt", "user-error", "0", "process000");
    row("my job/artifacts/logs/user/stdout/3/process012.stdout.txt", "user-stdout", "3", "process012");
    row("logs/user/error/10.0.0.4/Process-1.txt", "user-error", "10.0.0.4", "Process-1");
    row("logs/job_result.txt", "job-result", "", "");
    row("user_logs/std_log.txt", "driver", "", "");
    row("user_logs/std_log (1).txt", "driver", "", "");
    row("user_logs\\std_log.txt", "driver", "", "");
    row("system_logs/lifecycler/lifecycler.log", "lifecycler", "", "");
    row("azureml-logs/70_driver_log.txt", "driver", "", "");
    row("logs/sys/job_report/processed_mini-batches.csv", "table-mini-batches", "", "");
    row("deployment.yml", "saved", "", "");
    row("outputs/app.log", "user-log", "", "");
    row("outputs/run/app.log.1", "user-log", "", "");
    row("outputs/app.log.2.gz", "user-log", "", "");
    row("outputs/app.log.2026-01-05", "user-log", "", "");
    row("outputs/app.1", "outputs", "", "");
    row("notes.docx", "other", "", "");
    row("", "other", "", "");
}

void TestLayout::tellsTheRoleOfAFile() {
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, role);
    QFETCH(QByteArray, node);
    QFETCH(QByteArray, process);
    const FileClass fileClass = shippedKnowledge()->layouts().classify(path.toStdString());
    QCOMPARE(fileClass.role, role.toStdString());
    QCOMPARE(fileClass.node, node.toStdString());
    QCOMPARE(fileClass.process, process.toStdString());
}

void TestLayout::globsMatchAtAnyDepth_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("glob");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* path, const char* glob, bool matches) {
        QTest::addRow("%s against %s", path, glob) << QByteArray(path) << QByteArray(glob) << matches;
    };
    row("a/b/logs/x.txt", "logs/*.txt", true);
    row("LOGS/X.TXT", "logs/*.txt", true);
    row("logs/a/x.txt", "logs/*.txt", false);
    row("logs/a/b/x.txt", "logs/**/x.txt", true);
    row("mylogs/x.txt", "logs/*.txt", false);
    row("logs/x.log", "logs/x.{txt,log}", true);
    row("logs/x.csv", "logs/x.{txt,log}", false);
    row("logs/0/process000.txt", "logs/<node>/<process>.txt", true);
    row("logs/10.0.0.4/_main.txt", "logs/<node>/<process>.txt", true);
    row("logs/0/notes.txt", "logs/<node>/<process>.txt", false);
    row("logs/process000.txt", "logs/<node>/<process>.txt", false);
    row("x1.txt", "x?.txt", true);
    row("x+1.txt", "x+1.txt", true);
    row("xx1.txt", "x+1.txt", false);
}

void TestLayout::globsMatchAtAnyDepth() {
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, glob);
    QFETCH(bool, matches);
    QCOMPARE(pathMatches(path.toStdString(), glob.toStdString()), matches);
}

void TestLayout::manyGlobsAreTriedAtOnce() {
    const PathGlobs globs({"logs/*.txt", "*.csv", "logs/a.*"});
    QCOMPARE(globs.matching("x/logs/a.txt"), (std::vector<std::size_t>{0, 2}));
    QCOMPARE(globs.matching("b.csv"), std::vector<std::size_t>{1});
    QVERIFY(globs.matching("b.doc").empty());
    QVERIFY(PathGlobs({}).matching("b.csv").empty());
}

void TestLayout::groupsStandForTheirRoles() {
    const Layouts& layouts = shippedKnowledge()->layouts();
    QVERIFY(layouts.expand("script").size() > 3);
    QCOMPARE(layouts.expand("user-error"), std::vector<std::string>{"user-error"});
    QVERIFY(layouts.expand("no-such-role").empty());
    QVERIFY(layouts.hasRole("user-error") && !layouts.hasRole("script"));
    QVERIFY(layouts.isAnchor("user_logs") && !layouts.isAnchor("user"));
}

void TestLayout::runtimeFramesAreToldFromTheUsers() {
    const Layouts& layouts = shippedKnowledge()->layouts();
    QVERIFY(layouts.isRuntimeFrame("/mnt/azureml/cr/j/0000/exe/wd/driver/azureml_user/parallel_run/run_context.py"));
    QVERIFY(layouts.isRuntimeFrame("/azureml-envs/azureml_1/lib/python3.9/site-packages/pandas/core/reshape/concat.py"));
    QVERIFY(layouts.isRuntimeFrame("<frozen importlib._bootstrap>"));
    QVERIFY(!layouts.isRuntimeFrame("score.py"));
    QVERIFY(!layouts.isRuntimeFrame("/mnt/azureml/cr/j/0000/exe/wd/score.py"));
}

void TestLayout::packsTellWhatIsNoLogAndWhatNamesNothing() {
    Layouts layouts;
    QVERIFY(layouts
                .add("roles: [{id: program, title: output}, {id: saved, title: document, log: false}, {id: other, title: other file}]\n"
                     "nameless: [artifacts]\n",
                     "layouts.yaml")
                .empty());
    QVERIFY(layouts.role("program").isLog);
    QVERIFY(!layouts.role("saved").isLog);
    QVERIFY(!layouts.role(FileRole::otherId).isLog);
    QVERIFY(!layouts.role("unheard-of").isLog);
    QVERIFY(layouts.isNameless("artifacts"));
    QVERIFY(!layouts.isNameless("my-run"));
}

void TestLayout::everyFaultOfALayoutIsReportedAndTheRestKept() {
    Layouts layouts;
    const std::vector<Message> messages =
        layouts.add("roles:\n  - {id: log, title: log}\n  - {title: no id}\n  - {id: x, title: x, colour: red}\n"
                    "groups:\n  all: [log, nothing]\n"
                    "files:\n  - {role: nothing, path: ['a']}\n  - {role: log, path: ['*.log']}\n"
                    "outcomes:\n  - {says: exploded, pattern: x, because: y}\n",
                    "layouts.yaml");
    layouts.compile();
    QVERIFY(messages.size() >= 5);
    for (const Message& message : messages) {
        QVERIFY2(message.where && message.where->line > 0, message.toLine().c_str());
        QCOMPARE(message.where->path, std::string("layouts.yaml"));
    }
    QCOMPARE(layouts.classify("a/b.log").role, std::string("log"));
    QCOMPARE(layouts.expand("all"), std::vector<std::string>{"log"});
    QVERIFY(!Layouts().add("- just\n- a list\n", "layouts.yaml").empty());
    QVERIFY(!Layouts().add("a: [", "layouts.yaml").empty());
}

QTEST_APPLESS_MAIN(TestLayout)
#include "test_layout.moc"
