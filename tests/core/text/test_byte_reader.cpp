// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/byte_reader.h"

#include <QDir>

#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

using namespace faultline;

class TestByteReader : public QObject {
    Q_OBJECT

private slots:
    void readsAnyPart();
    void readsNothingBehindTheEnd();
    void readsAFileThatGrows();
    void readsWhatIsLeftOfAFileThatShrank();
    void readsOnFromAFileThatWasDeleted();
    void refusesWhatIsNoRegularFile_data();
    void refusesWhatIsNoRegularFile();
    void saysWhatToDoWhenAFileIsGone();

private:
    std::string pathOf(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    QTemporaryDir m_folder;
};

void TestByteReader::readsAnyPart() {
    const ByteReaderPointer reader = memoryReader("0123456789");
    std::string into(4, '.');
    QCOMPARE(reader->read(3, into).value(), 4U);
    QCOMPARE(into, std::string("3456"));
    QCOMPARE(readAll(*reader, 100, 8).value(), std::string("89"));
    QCOMPARE(readAll(*reader, 3).value(), std::string("012"));
}

void TestByteReader::readsNothingBehindTheEnd() {
    const ByteReaderPointer reader = memoryReader("abc");
    std::string into(4, '.');
    QCOMPARE(reader->read(3, into).value(), 0U);
    QCOMPARE(reader->read(1'000'000'000'000, into).value(), 0U);
    QCOMPARE(readAll(*reader, 10, 50).value(), std::string());
}

void TestByteReader::readsAFileThatGrows() {
    const std::string path = pathOf("grows");
    std::ofstream file(path);
    file << "one" << std::flush;
    const auto reader = openFile(path).value();
    QCOMPARE(reader->size(), 3U);
    file << "two" << std::flush;
    QCOMPARE(reader->size(), 6U);
    QCOMPARE(readAll(*reader, 100).value(), std::string("onetwo"));
}

void TestByteReader::readsWhatIsLeftOfAFileThatShrank() {
    const std::string path = pathOf("shrinks");
    std::ofstream(path) << std::string(10'000, 'x');
    const auto reader = openFile(path).value();
    QCOMPARE(::truncate(path.c_str(), 10), 0);
    std::string into(4000, '.');
    QCOMPARE(reader->read(0, into).value(), 10U);
    QCOMPARE(reader->read(5000, into).value(), 0U);
}

void TestByteReader::readsOnFromAFileThatWasDeleted() {
    const std::string path = pathOf("deleted");
    std::ofstream(path) << "still here";
    const auto reader = openFile(path).value();
    QCOMPARE(::unlink(path.c_str()), 0);
    QCOMPARE(readAll(*reader, 100).value(), std::string("still here"));
}

void TestByteReader::refusesWhatIsNoRegularFile_data() {
    QTest::addColumn<QString>("path");
    QVERIFY(::mkfifo(pathOf("pipe").c_str(), 0600) == 0);
    QTest::newRow("a pipe that nobody writes to") << m_folder.filePath(QStringLiteral("pipe"));
    QTest::newRow("a folder") << m_folder.path();
    QTest::newRow("a device that never ends") << QStringLiteral("/dev/zero");
}

void TestByteReader::refusesWhatIsNoRegularFile() {
    QFETCH(QString, path);
    const auto reader = openFile(path.toStdString());
    QVERIFY(!reader);
    QVERIFY(!reader.error().why.empty());
    QVERIFY(!reader.error().next.empty());
}

void TestByteReader::saysWhatToDoWhenAFileIsGone() {
    const auto reader = openFile(pathOf("never was"));
    QVERIFY(!reader);
    QVERIFY(reader.error().where);
    QCOMPARE(reader.error().where->path, pathOf("never was"));
    QVERIFY(reader.error().next.contains("open the job again"));
}

QTEST_APPLESS_MAIN(TestByteReader)
#include "test_byte_reader.moc"
