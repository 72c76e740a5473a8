// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/path_shortening.h"

using namespace faultline;

class TestPathShortening : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mountsGoNamesStay_data();
    void mountsGoNamesStay();
};

void TestPathShortening::mountsGoNamesStay_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("a path") << QStringLiteral("/mnt/azureml/cr/j/0f3a0f3a/cap/data-capability/wd/INPUT_images/a.jpg")
                            << QStringLiteral("…/INPUT_images/a.jpg");
    QTest::newRow("within a sentence") << QStringLiteral(
                                              "cannot read '/mnt/azureml/cr/j/0f3a0f3a/cap/data-capability/wd/INPUT/a b.csv': no header")
                                       << QStringLiteral("cannot read '…/INPUT/a b.csv': no header");
    QTest::newRow("behind a name") << QStringLiteral("path=/mnt/batch/tasks/shared/LS_root/jobs/ws/azureml/data/x.csv")
                                   << QStringLiteral("path=…/data/x.csv");
    QTest::newRow("an address") << QStringLiteral("https://account.blob.core.windows.net/container/2024/05/items.parquet")
                                << QStringLiteral("https://…/05/items.parquet");
    QTest::newRow("a folder") << QStringLiteral("/mnt/azureml/cr/j/0f3a0f3a/cap/data-capability/wd/INPUT_images/")
                              << QStringLiteral("…/wd/INPUT_images/");
    QTest::newRow("a short one") << QStringLiteral("read /data/in/a.csv") << QStringLiteral("read /data/in/a.csv");
    QTest::newRow("a long name") << QStringLiteral("/in/a-name-that-is-longer-than-all-its-folders-together.csv")
                                 << QStringLiteral("/in/a-name-that-is-longer-than-all-its-folders-together.csv");
    QTest::newRow("only slashes") << QString(60, QLatin1Char('/')) << QString(60, QLatin1Char('/'));
    QTest::newRow("nothing") << QString() << QString();
}

void TestPathShortening::mountsGoNamesStay() {
    QFETCH(const QString, text);
    QFETCH(const QString, shown);
    QCOMPARE(QString::fromStdString(withShortPaths(text.toStdString())), shown);
}

QTEST_APPLESS_MAIN(TestPathShortening)
#include "test_path_shortening.moc"
