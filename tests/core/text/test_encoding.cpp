// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/encoding.h"

using namespace faultline;
using namespace std::string_literals;

class TestEncoding : public QObject {
    Q_OBJECT

private slots:
    void wholeUtf8IsToldFromOtherBytes_data();
    void wholeUtf8IsToldFromOtherBytes();
    void tellsTheEncoding_data();
    void tellsTheEncoding();
    void tellsSingleBytesFromTheirText_data();
    void tellsSingleBytesFromTheirText();
    void takesASequenceCutOffAtTheEndForUtf8();
    void putsAReplacementWhereBytesAreNoText();
    void keepsControlCharacters();
    void leavesAsciiCompatibleFilesAlone();
    void convertsWideTextOnce_data();
    void convertsWideTextOnce();
    void convertsTextLargerThanMemoryShouldHold();
    void survivesHalfACharacter();
};

namespace {

std::string wide(std::u16string_view text, bool bigEndian) {
    std::string bytes;
    for (const char16_t unit : text) {
        const auto high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xff);
        bytes += bigEndian ? high : low;
        bytes += bigEndian ? low : high;
    }
    return bytes;
}

} // namespace

void TestEncoding::tellsTheEncoding_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("mark");
    const auto row = [](const char* title, const std::string& bytes, const char* name, int mark) {
        QTest::newRow(title) << QByteArray::fromStdString(bytes) << QByteArray(name) << mark;
    };
    row("nothing", "", "UTF-8", 0);
    row("ASCII", "2026-01-05 ERROR x\n", "UTF-8", 0);
    row("UTF-8", "time.busy=9.26µs 成功", "UTF-8", 0);
    row("UTF-8 with a mark", "\xEF\xBB\xBFhello", "UTF-8", 3);
    row("UTF-16 little-endian with a mark", "\xFF\xFE"s + wide(u"Error", false), "UTF-16LE", 2);
    row("UTF-16 big-endian with a mark", "\xFE\xFF"s + wide(u"Error", true), "UTF-16BE", 2);
    row("UTF-16 without a mark", wide(u"Traceback (most recent call last):", false), "UTF-16LE", 0);
    row("UTF-32 with a mark", "\xFF\xFE\0\0E\0\0\0"s, "UTF-32LE", 4);
    row("text with a few NULs", "one\0two\nthree four five six seven eight nine\n"s, "UTF-8", 0);
}

void TestEncoding::tellsTheEncoding() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, name);
    QFETCH(int, mark);
    const Encoding encoding = detectEncoding(bytes.toStdString());
    QCOMPARE(encoding.name, name.toStdString());
    QCOMPARE(static_cast<int>(encoding.markLength), mark);
    QCOMPARE(encoding.asciiCompatible, name == "UTF-8");
}

void TestEncoding::tellsSingleBytesFromTheirText_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("letters alone") << QByteArray("Ordner 'gr\xF6\xDF"
                                                 "e' fehlt\n")
                                   << QByteArray("WINDOWS-1252") << QByteArray("Ordner 'größe' fehlt\n");
    QTest::newRow("signs") << QByteArray("Pr\xFC"
                                         "fung \x96 12 \x80\n")
                           << QByteArray("WINDOWS-1252") << QByteArray("Prüfung – 12 €\n");
}

void TestEncoding::tellsSingleBytesFromTheirText() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, text);
    const Encoding encoding = detectEncoding(bytes.toStdString());
    QCOMPARE(encoding.name, name.toStdString());
    QVERIFY(encoding.asciiCompatible);
    QCOMPARE(toUtf8(bytes.toStdString(), encoding), text.toStdString());
}

void TestEncoding::takesASequenceCutOffAtTheEndForUtf8() {
    QCOMPARE(detectEncoding("µµµ\xC2").name, std::string("UTF-8"));
}

void TestEncoding::putsAReplacementWhereBytesAreNoText() {
    QCOMPARE(toUtf8("a\xFFz", {}), std::string("a\xEF\xBF\xBDz"));
    QCOMPARE(toUtf8("\xC0\xAF", {}), std::string("\xEF\xBF\xBD\xEF\xBF\xBD")); // an overlong form
    QCOMPARE(toUtf8("end\xC2", {}), std::string("end\xEF\xBF\xBD"));
    QCOMPARE(toUtf8("caf\xE9", {"WINDOWS-1252", 0, true}), std::string("café"));
    QCOMPARE(toUtf8("a\xFFz", {"NO-SUCH-ENCODING", 0, true}), std::string("a\xEF\xBF\xBDz"));
}

void TestEncoding::keepsControlCharacters() {
    QCOMPARE(toUtf8("a\0\x1b[31mb\r"s, {}), "a\0\x1b[31mb\r"s);
}

void TestEncoding::leavesAsciiCompatibleFilesAlone() {
    const ByteReaderPointer reader = memoryReader("text");
    QCOMPARE(utf8Reader(reader, {}).value(), reader);
}

void TestEncoding::convertsWideTextOnce_data() {
    QTest::addColumn<bool>("bigEndian");
    QTest::newRow("little-endian") << false;
    QTest::newRow("big-endian") << true;
}

void TestEncoding::convertsWideTextOnce() {
    QFETCH(bool, bigEndian);
    const std::string bytes = (bigEndian ? "\xFE\xFF"s : "\xFF\xFE"s) + wide(u"first\r\nçà 成功 \xD83D\xDE00\n", bigEndian);
    const auto reader = utf8Reader(memoryReader(bytes), detectEncoding(bytes)).value();
    QCOMPARE(readAll(*reader, 1000).value(), std::string("first\r\nçà 成功 😀\n"));
}

void TestEncoding::convertsTextLargerThanMemoryShouldHold() {
    std::string bytes = "\xFF\xFE"s;
    const std::string line = wide(u"2026-01-05 10:03:11 INFO one more line of many\n", false);
    while (bytes.size() < (40 << 20))
        bytes += line;
    const std::uint64_t lines = (bytes.size() - 2) / line.size();
    const auto reader = utf8Reader(memoryReader(bytes), detectEncoding(bytes)).value();
    QCOMPARE(reader->size(), lines * (line.size() / 2));
    QCOMPARE(readAll(*reader, 20, reader->size() - 20).value(), std::string(" more line of many\n").insert(0, "e"));
}

void TestEncoding::survivesHalfACharacter() {
    for (const std::string& end : {"\x41"s, "\x3D\xD8"s, "\x00\xDC\x41"s}) {
        const std::string bytes = "\xFF\xFE"s + wide(u"ab", false) + end;
        const auto reader = utf8Reader(memoryReader(bytes), detectEncoding(bytes)).value();
        QVERIFY(readAll(*reader, 100).value().starts_with("ab"));
        QVERIFY(readAll(*reader, 100).value().contains("\xEF\xBF\xBD"));
    }
}

void TestEncoding::wholeUtf8IsToldFromOtherBytes_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("letters") << QByteArray("gr\xC3\xBC\xC3\x9F"
                                           "e \xE2\x82\xAC \xF0\x9F\x98\x80")
                             << true;
    QTest::newRow("Latin-1") << QByteArray("gr\xFC\xDF"
                                           "e, and more behind it")
                             << false;
    QTest::newRow("cut") << QByteArray("\xE2\x82") << false;
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << false;
    QTest::newRow("half of a pair") << QByteArray("\xED\xA0\x80") << false;
    QTest::newRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80") << false;
    QTest::newRow("stray") << QByteArray("\x80") << false;
}

void TestEncoding::wholeUtf8IsToldFromOtherBytes() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    QCOMPARE(isWholeUtf8(bytes.toStdString()), valid);
    QCOMPARE(isWholeUtf8(std::string(40, 'a') + bytes.toStdString()), valid);
}

QTEST_APPLESS_MAIN(TestEncoding)
#include "test_encoding.moc"
