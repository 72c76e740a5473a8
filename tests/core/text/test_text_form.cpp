// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/text_form.h"

#include <algorithm>
#include <random>
#include <stdexcept>

using namespace faultline;
using namespace std::string_literals;

namespace {

std::string wide(std::string_view text) {
    std::string bytes;
    for (const char c : text)
        bytes += {c, '\0'};
    return bytes;
}

std::string noise(std::size_t size) {
    std::mt19937 random(7); // NOLINT(cert-msc51-cpp): the same bytes in every run
    std::string bytes(size, '\0');
    for (char& c : bytes)
        c = static_cast<char>(random());
    return bytes;
}

std::string logOf(std::size_t size) {
    std::string text;
    while (text.size() < size)
        text += "2026-01-05 10:03:11 INFO one more line of many\n";
    return text;
}

std::string hole(std::size_t size) {
    return std::string(size, '\0');
}

/// A file whose end can be had only by unpacking all of it.
class PackedReader final : public ByteReader {
public:
    std::uint64_t size() const override { throw std::runtime_error("nobody should ask"); }
    bool unpacks() const override { return true; }
    Expected<std::size_t> read(std::uint64_t, std::span<char> into) const override {
        std::ranges::fill(into, 'x');
        return into.size();
    }
};

std::string linesOf(const std::string& bytes) {
    const ByteReaderPointer reader = memoryReader(bytes);
    const TextForm form = textFormOf(*reader).value();
    return readAll(*textReader(reader, form).value(), 100'000'000).value();
}

} // namespace

/// One decision for all who read a file's lines.
class TestTextForm : public QObject {
    Q_OBJECT

private slots:
    void tellsTextFromOtherData_data();
    void tellsTextFromOtherData();
    void sayWhyItIsNoText();
    void leavesOrdinaryLogsAlone();
    void aMarkIsBelievedIfTheTextFollows_data();
    void aMarkIsBelievedIfTheTextFollows();
    void strayBytesLeaveUtf8AsItIs();
    void holesEndLines_data();
    void holesEndLines();
    void holesEndLinesWhereverABlockBegins();
    void fewNulsStayWhereTheyAre();
    void readsUtf16AppendedToUtf8_data();
    void readsUtf16AppendedToUtf8();
    void carriageReturnsAloneEndLines_data();
    void carriageReturnsAloneEndLines();
    void doesNotUnpackAWholeFileToSeeItsEnd();
    void usesTheBytesThatWereReadAlready();
    void reportsAFileThatCannotBeRead();
};

void TestTextForm::tellsTextFromOtherData_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("text");
    const auto row = [](const char* title, const std::string& bytes, bool text) {
        QTest::newRow(title) << QByteArray::fromStdString(bytes) << text;
    };
    row("nothing", "", true);
    row("a log", logOf(200'000), true);
    row("random bytes", noise(200'000), false);
    row("a few random bytes", noise(300), false);
    row("Latin-1", "caf\xE9 cr\xE8me br\xFBl\xE9\x65 d\xE9j\xE0 vu\n", true);
    row("colours, bells and backspaces", "\x1b[31mERROR\x1b[0m\a 10%\b\b\b20%\n", true);
    row("entries that end with NUL", "HOME=/root\0PATH=/usr/local/bin:/usr/bin:/bin\0LANG=C.UTF-8\0"s, true);
    row("a hole, then a log", hole(3'000'000) + logOf(200), true);
    row("a log, then a hole", logOf(200) + hole(3'000'000), true);
    row("a hole in a log", logOf(200'000) + hole(3'000'000) + logOf(200'000), true);
    row("a hole in a small log", logOf(200) + hole(100) + logOf(200), true);
    row("noise at the start of a log", noise(70'000) + logOf(400'000), true);
    row("a picture with a text behind it", noise(400'000) + logOf(100'000), false);
    row("a log with UTF-16 behind it", logOf(200) + wide(logOf(200)), true);
    row("NUL bytes alone", hole(5'000), false);
    row("NUL bytes alone, many", hole(5'000'000), false);
}

void TestTextForm::tellsTextFromOtherData() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, text);
    QCOMPARE(textFormOf(*memoryReader(bytes.toStdString())).value().notText.empty(), text);
}

void TestTextForm::sayWhyItIsNoText() {
    QCOMPARE(textFormOfBytes(noise(10'000)).notText, std::string_view("binary data, not a log"));
    QVERIFY(textFormOfBytes(hole(10'000)).notText.starts_with("nothing but NUL bytes"));
    QVERIFY(textFormOfBytes("PK\x03\x04" + noise(10'000)).notText.starts_with("an archive within the job"));
    QVERIFY(textFormOfBytes("\x1f\x8b\x08" + noise(10'000)).notText.starts_with("compressed data"));
}

void TestTextForm::leavesOrdinaryLogsAlone() {
    for (const std::string& text : {logOf(100), logOf(300'000), "one\r\ntwo\r\n"s, " 10%\r 20%\rdone\n"s, "µ\n"s}) {
        const ByteReaderPointer reader = memoryReader(text);
        const TextForm form = textFormOf(*reader).value();
        QVERIFY(form == TextForm());
        QCOMPARE(textReader(reader, form).value(), reader);
    }
}

void TestTextForm::aMarkIsBelievedIfTheTextFollows_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("encoding");
    const auto row = [](const char* title, const std::string& bytes, const char* encoding) {
        QTest::newRow(title) << QByteArray::fromStdString(bytes) << QByteArray(encoding);
    };
    row("UTF-16", "\xFF\xFE" + wide("ValueError: x\n"), "UTF-16LE");
    row("UTF-16, other letters", "\xFF\xFE\x10\x62\x9f\x52\x0a\x00\x10\x62\x9f\x52\x10\x62\x9f\x52\x0a\x00"s, "UTF-16LE");
    row("UTF-16, a letter", "\xFF\xFE" + wide("E"), "UTF-16LE");
    row("UTF-16 mark, UTF-8 text", "\xFF\xFE" + logOf(200), "UTF-8");
    row("UTF-16 mark, invalid UTF-8", "\xFF\xFE\xFD no mark, but a line of text\nValueError: caf\xE9\n", "UTF-8");
    row("UTF-32 mark, UTF-16 text", "\xFF\xFE\0\0"s + wide("ValueError: something is wrong\n"), "UTF-16LE");
    row("big-endian mark, UTF-8 text", "\xFE\xFF" + logOf(200), "UTF-8");
}

void TestTextForm::aMarkIsBelievedIfTheTextFollows() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, encoding);
    const TextForm form = textFormOfBytes(bytes.toStdString());
    QCOMPARE(form.encoding.asciiCompatible, encoding == "UTF-8");
    if (!form.encoding.asciiCompatible)
        QCOMPARE(form.encoding.name, encoding.toStdString());
}

void TestTextForm::strayBytesLeaveUtf8AsItIs() {
    const std::string text = "größe 成功 café\nübung naïve\ncut \xE2\x82 off\n";
    QCOMPARE(textFormOfBytes(text).encoding.name, std::string("UTF-8"));
}

void TestTextForm::holesEndLines_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("lines");
    const auto row = [](const char* title, const std::string& bytes, const std::string& lines) {
        QTest::newRow(title) << QByteArray::fromStdString(bytes) << QByteArray::fromStdString(lines);
    };
    row("at the start", hole(20) + "Traceback\n", hole(19) + "\nTraceback\n");
    row("after a line", "one\n" + hole(20) + "two\n", "one\n" + hole(19) + "\ntwo\n");
    row("within a line", "one" + hole(20) + "two\n", "one\n" + hole(18) + "\ntwo\n");
    row("at the end", "one" + hole(20), "one\n" + hole(19));
    row("twice", "a" + hole(16) + "b" + hole(17) + "c\n", "a\n" + hole(14) + "\nb\n" + hole(15) + "\nc\n");
}

void TestTextForm::holesEndLines() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, lines);
    QCOMPARE(linesOf(bytes.toStdString()), lines.toStdString());
}

void TestTextForm::holesEndLinesWhereverABlockBegins() {
    const std::string bytes = hole(40) + "one" + hole(16) + "two\0three"s + hole(15) + "four\n" + hole(33);
    const TextForm form = textFormOfBytes(bytes);
    const ByteReaderPointer reader = textReader(memoryReader(bytes), form).value();
    const std::string whole = readAll(*reader, bytes.size()).value();
    QCOMPARE(whole.size(), bytes.size());
    for (std::size_t size = 1; size < 50; ++size) {
        std::string pieces, block(size, '\0');
        while (const std::size_t got = reader->read(pieces.size(), block).value())
            pieces.append(block, 0, got);
        QCOMPARE(pieces, whole);
    }
}

void TestTextForm::fewNulsStayWhereTheyAre() {
    const std::string text = "a\0\0\0b "s + logOf(200);
    QCOMPARE(linesOf(text), text);
}

void TestTextForm::readsUtf16AppendedToUtf8_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("lines");
    const auto row = [](const char* title, const std::string& bytes, const std::string& lines) {
        QTest::newRow(title) << QByteArray::fromStdString(bytes) << QByteArray::fromStdString(lines);
    };
    const std::string narrow = "first line\r\n", second = "ValueError: it is appended\r\n",
                      third = "and this follows, as plain text again\n";
    row("behind it", narrow + wide(second), narrow + second);
    row("with a mark", narrow + "\xFF\xFE" + wide(second), narrow + second);
    row("between", narrow + wide(second) + third + third, narrow + second + third + third);
    row("in turn", narrow + wide(second) + third + third + wide(second) + third + third,
        narrow + second + third + third + second + third + third);
    row("behind a long log", logOf(3'000'000) + wide(logOf(2'000'000)), logOf(3'000'000) + logOf(2'000'000));
    row("before it", "\xFF\xFE" + wide(logOf(300'000)) + logOf(300'000), logOf(300'000) + logOf(300'000));
    row("a word of it at the end", narrow + wide("it is cut h"), narrow + "it is cut h");
}

void TestTextForm::readsUtf16AppendedToUtf8() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, lines);
    QVERIFY(linesOf(bytes.toStdString()) == lines.toStdString());
}

void TestTextForm::carriageReturnsAloneEndLines_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("lines");
    QTest::newRow("lines") << QByteArray("first line\rTraceback (most recent call last):\r  File \"a.py\"\rValueError: x") << true;
    QTest::newRow("a progress bar") << QByteArray(" 10%|#   | 1/10\r 20%|##  | 2/10\r 30%|### | 3/10\r 40%|####| 4/10") << false;
    QTest::newRow("one carriage return") << QByteArray("working\rdone") << false;
    QTest::newRow("line feeds too") << QByteArray("one\rtwo\rthree\n") << false;
}

void TestTextForm::carriageReturnsAloneEndLines() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, lines);
    const std::string read = linesOf(bytes.toStdString());
    QCOMPARE(read.size(), static_cast<std::size_t>(bytes.size()));
    QCOMPARE(!read.contains('\r') && read.contains('\n'), lines);
}

void TestTextForm::doesNotUnpackAWholeFileToSeeItsEnd() {
    const TextForm form = textFormOf(PackedReader()).value();
    QVERIFY(form.notText.empty());
    QVERIFY(form.unpacked && !form.keepsOffsets() && !form.isConverted());
}

void TestTextForm::usesTheBytesThatWereReadAlready() {
    for (const std::string& text :
         {logOf(300), logOf(400'000), hole(100'000) + logOf(300'000), logOf(200) + wide(logOf(200)), noise(100'000)}) {
        const ByteReaderPointer reader = memoryReader(text);
        QVERIFY(textFormOf(*reader).value() == textFormOf(*reader, std::string_view(text).substr(0, textSampleSize)).value());
        QVERIFY(textFormOf(*reader).value() == textFormOf(*reader, text).value());
    }
}

void TestTextForm::reportsAFileThatCannotBeRead() {
    class BrokenReader final : public ByteReader {
    public:
        std::uint64_t size() const override { return 10; }
        Expected<std::size_t> read(std::uint64_t, std::span<char>) const override {
            return std::unexpected(Message::error("The file could not be read further", "Input/output error"));
        }
    };
    QCOMPARE(textFormOf(BrokenReader()).error().why, std::string("Input/output error"));
}

QTEST_APPLESS_MAIN(TestTextForm)
#include "test_text_form.moc"
