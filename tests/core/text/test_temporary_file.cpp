// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/temporary_file.h"

using namespace faultline;

class TestTemporaryFile : public QObject {
    Q_OBJECT

private slots:
    void givesBackWhatWasAppended();
    void staysAsLongAsAnyReader();
};

void TestTemporaryFile::givesBackWhatWasAppended() {
    const auto file = TemporaryFile::create().value();
    QVERIFY(file->append("hello "));
    QVERIFY(file->append("world"));
    QCOMPARE(file->size(), 11U);
    QCOMPARE(readAll(*file->slice(6, 5), 100).value(), std::string("world"));
    std::string into(10, '.');
    QCOMPARE(file->slice(0, 5)->read(3, into).value(), 2U);
    QCOMPARE(file->slice(0, 5)->read(5, into).value(), 0U);
}

void TestTemporaryFile::staysAsLongAsAnyReader() {
    ByteReaderPointer reader;
    {
        const auto file = TemporaryFile::create().value();
        QVERIFY(file->append("kept"));
        reader = file->slice(0, 4);
    }
    QCOMPARE(readAll(*reader, 100).value(), std::string("kept"));
}

QTEST_APPLESS_MAIN(TestTemporaryFile)
#include "test_temporary_file.moc"
