// SPDX-License-Identifier: MIT
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

class TestWindowProgram : public QObject {
    Q_OBJECT

private slots:
    void versionsNameTheUsersOwnPacks() {
        const QTemporaryDir home;
        const QString pack = home.filePath(QStringLiteral("data/faultline/packs/mine"));
        QVERIFY(QDir().mkpath(pack));
        QFile head(pack + QStringLiteral("/pack.yaml"));
        QVERIFY(head.open(QIODevice::WriteOnly));
        QVERIFY(head.write("id: mine\ntitle: Mine\nversion: 7.1.0\ndescription: What I know\n") > 0);
        head.close();
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), home.path());
        environment.insert(QStringLiteral("XDG_DATA_HOME"), home.filePath(QStringLiteral("data")));
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(FAULTLINE_WINDOW_PROGRAM), {QStringLiteral("--version")});
        QVERIFY(program.waitForFinished(60'000));
        QCOMPARE(program.exitCode(), 0);
        const QByteArray printed = program.readAllStandardOutput();
        QVERIFY2(printed.contains("mine 7.1.0"), printed.constData());
        QVERIFY2(printed.contains("azureml"), printed.constData());
    }
};

QTEST_GUILESS_MAIN(TestWindowProgram)
#include "test_window_program.moc"
