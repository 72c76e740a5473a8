// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/packing.h"

using namespace faultline;
using namespace std::string_literals;

/// What is packed is known by its first bytes.
class TestPacking : public QObject {
    Q_OBJECT

private slots:
    void tellsHowDataIsPacked_data();
    void tellsHowDataIsPacked();
};

void TestPacking::tellsHowDataIsPacked_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<Packing>("packing");
    const auto row = [](const char* title, const std::string& head, Packing packing) {
        QTest::newRow(title) << QByteArray::fromStdString(head) << packing;
    };
    row("gzip", "\x1f\x8b\x08\x00"s, Packing::Stream);
    row("xz", "\xfd\x37zXZ\0\0"s, Packing::Stream);
    row("zstd", "\x28\xb5\x2f\xfd", Packing::Stream);
    row("bzip2", "BZh91AY&SY", Packing::Stream);
    row("lz4", "\x04\x22\x4d\x18", Packing::Stream);
    row("zip", "PK\x03\x04", Packing::Archive);
    row("an empty zip", "PK\x05\x06", Packing::Archive);
    row("7z", "7z\xbc\xaf\x27\x1c", Packing::Archive);
    row("tar", std::string(257, 'n') + "ustar\00000"s, Packing::Archive);
    row("nothing", "", Packing::None);
    row("a log", "2026-01-05 10:03:11 INFO ustar\n", Packing::None);
    row("words like marks", "BZhello", Packing::None);
    row("a mark that is cut off", "\x1f\x8b", Packing::None);
}

void TestPacking::tellsHowDataIsPacked() {
    QFETCH(QByteArray, head);
    QFETCH(Packing, packing);
    QVERIFY(packingOf(head.toStdString()) == packing);
}

QTEST_APPLESS_MAIN(TestPacking)
#include "test_packing.moc"
