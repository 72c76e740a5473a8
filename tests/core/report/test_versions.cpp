// SPDX-License-Identifier: MIT
#include "report/versions.h"

#include "core_test.h"

#include <QRegularExpression>

using namespace faultline;

class TestVersions : public QObject {
    Q_OBJECT
private slots:
    void namesTheLibrariesThatReadAndSearch();
    void namesEveryPackWithItsVersion();
    void saysWhereAPackOfTheUsersComesFrom();
    void aPackOfAnotherCannotSteerTheTerminal();
};

void TestVersions::namesTheLibrariesThatReadAndSearch() {
    static const QRegularExpression expected(QStringLiteral(R"(\Alibarchive \d+\.\d+\.\d+, Vectorscan \d+\.\d+\.\d+\z)"));
    QVERIFY2(expected.match(QString::fromStdString(libraryVersions())).hasMatch(), libraryVersions().c_str());
}

void TestVersions::namesEveryPackWithItsVersion() {
    const std::string text = packVersions(shippedKnowledge()->packs());
    QVERIFY(!shippedKnowledge()->packs().empty());
    for (const Pack& pack : shippedKnowledge()->packs())
        QVERIFY2(text.contains(pack.id + " " + pack.version), text.c_str());
    QVERIFY2(!text.contains('('), text.c_str());
}

void TestVersions::saysWhereAPackOfTheUsersComesFrom() {
    const TemporaryPack own;
    own.write("pack.yaml", "id: mine\ntitle: Mine\nversion: 3.2.1\n");
    QCOMPARE(packVersions(own.load()->packs()), "mine 3.2.1 (" + own.path() + ")");
}

void TestVersions::aPackOfAnotherCannotSteerTheTerminal() {
    const TemporaryPack own;
    own.write("pack.yaml", "id: mine\ntitle: Mine\nversion: \"1\\e[31m\\n2\\u202E\"\n");
    const std::string text = packVersions(own.load()->packs());
    QVERIFY2(text.starts_with("mine 1"), text.c_str());
    QVERIFY(!text.contains('\x1b'));
    QVERIFY(!text.contains('\n'));
    QVERIFY(!text.contains("\xE2\x80\xAE"));
}

QTEST_GUILESS_MAIN(TestVersions)
#include "test_versions.moc"
