// SPDX-License-Identifier: MIT
#include "window/private_settings.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace faultline;

namespace {

constexpr QFile::Permissions others =
    QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

bool isPrivate(const QString& path) {
    return QFile::exists(path) && (QFile::permissions(path) & others) == QFile::Permissions();
}

} // namespace

class TestPrivateSettings : public QObject {
    Q_OBJECT
private slots:
    void nobodyElseReadsWhichJobsWereOpened();
    void settingsThatOthersCouldReadAreClosedToThem();
    void settingsAreKept();

private:
    QTemporaryDir m_home;
};

void TestPrivateSettings::nobodyElseReadsWhichJobsWereOpened() {
    const QString file = m_home.filePath(QStringLiteral("new/faultline/faultline.conf"));
    const auto settings = openPrivateSettings(file);
    QVERIFY(isPrivate(file));
    settings->setValue(QStringLiteral("recent/paths"), QStringLiteral("/jobs/secret"));
    settings->sync();
    QVERIFY(isPrivate(file));
    QVERIFY(isPrivate(QFileInfo(file).path()));
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll().contains("/jobs/secret"));
}

void TestPrivateSettings::settingsThatOthersCouldReadAreClosedToThem() {
    const QString folder = m_home.filePath(QStringLiteral("old")), file = folder + QStringLiteral("/faultline.conf");
    QVERIFY(QDir().mkpath(folder));
    QFile old(file);
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("[window]\nappearance=2\n");
    old.close();
    QVERIFY(old.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));

    const auto settings = openPrivateSettings(file);
    QVERIFY(isPrivate(file));
    QCOMPARE(settings->value(QStringLiteral("window/appearance")).toInt(), 2);
    settings->setValue(QStringLiteral("window/appearance"), 1);
    settings->sync();
    QVERIFY(isPrivate(file));
}

void TestPrivateSettings::settingsAreKept() {
    const QString file = m_home.filePath(QStringLiteral("kept/faultline.conf"));
    openPrivateSettings(file)->setValue(QStringLiteral("a"), 7);
    QCOMPARE(openPrivateSettings(file)->value(QStringLiteral("a")).toInt(), 7);
}

QTEST_GUILESS_MAIN(TestPrivateSettings)
#include "test_private_settings.moc"
