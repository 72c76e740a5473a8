// SPDX-License-Identifier: MIT
#include "core_test.h"
#include "gzip.h"

#include "job/unpacking_reader.h"
#include "text/text_form.h"

#include <algorithm>
#include <random>
#include <thread>

using namespace faultline;

namespace {

std::string logOf(std::size_t size) {
    std::mt19937 random(7); // NOLINT(cert-msc51-cpp): the same bytes in every run
    std::string text;
    while (text.size() < size)
        text += "2026-01-05 10:03:11 INFO item " + std::to_string(random()) + "\n";
    return text;
}

ByteReaderPointer reading(std::string bytes, const SourceLimits& limits = {}) {
    return unpacked(memoryReader(std::move(bytes)), limits);
}

} // namespace

/// A compressed file is read as if it had been unpacked.
class TestUnpackingReader : public QObject {
    Q_OBJECT

private slots:
    void leavesOtherFilesAlone();
    void readsFromAnyPlace();
    void readsSeveralPartsAsOne();
    void readsWhatIsPackedTwice();
    void unpacksNoMoreThanIsAskedFor();
    void givesWhatStandsBeforeDamage();
    void stopsAtABomb();
    void servesSeveralThreads();
    void knowsAnArchiveInAFile();
};

void TestUnpackingReader::leavesOtherFilesAlone() {
    for (const char* const text : {"", "a log\n", "PK\x03\x04"}) {
        const ByteReaderPointer reader = memoryReader(text);
        QCOMPARE(unpacked(reader, {}), reader);
    }
}

void TestUnpackingReader::readsFromAnyPlace() {
    const std::string text = logOf(10'000'000);
    const std::string packed = gzip(text);
    const ByteReaderPointer back = reading(packed);
    std::string part(1'000, '\0');
    for (const std::size_t offset : {9'000'000U, 10U, 5'000'000U}) {
        QCOMPARE(back->read(offset, part).value(), part.size());
        QVERIFY(part == text.substr(offset, part.size()));
    }
    QCOMPARE(back->size(), text.size());
    QVERIFY(readAll(*reading(packed), text.size() + 1).value() == text);
    QCOMPARE(back->read(text.size(), part).value(), 0U);
    QCOMPARE(back->read(~std::uint64_t{0} - 10'000, part).value(), 0U);
}

void TestUnpackingReader::readsSeveralPartsAsOne() {
    QCOMPARE(readAll(*reading(gzip("one\n") + gzip("two\n")), 100).value(), std::string("one\ntwo\n"));
}

void TestUnpackingReader::readsWhatIsPackedTwice() {
    QCOMPARE(readAll(*reading(gzip("one\n", 2)), 100).value(), std::string("one\n"));
}

void TestUnpackingReader::unpacksNoMoreThanIsAskedFor() {
    // Damage at the end that nobody comes across.
    std::string packed = gzip(logOf(20'000'000));
    packed.resize(packed.size() / 2);
    const ByteReaderPointer reader = reading(packed);
    std::string part(100, '\0');
    QCOMPARE(reader->read(0, part).value(), part.size());
    QCOMPARE(reader->read(1'000'000, part).value(), part.size());
}

void TestUnpackingReader::givesWhatStandsBeforeDamage() {
    const std::string text = logOf(2'000'000);
    std::string packed = gzip(text);
    packed.resize(packed.size() / 2);
    const ByteReaderPointer reader = reading(packed);
    const std::uint64_t size = reader->size();
    QVERIFY(size > 500'000 && size < text.size());
    std::string read(2'000'000, '\0');
    QCOMPARE(reader->read(0, read).value(), size);
    QVERIFY(text.starts_with(std::string_view(read).substr(0, size)));
    const auto behind = reader->read(size, read);
    QVERIFY(!behind);
    QVERIFY2(behind.error().why.starts_with("unpacked as far as byte " + std::to_string(size)), behind.error().why.c_str());
}

void TestUnpackingReader::stopsAtABomb() {
    SourceLimits limits;
    limits.ratioFrom = 1 << 20;
    const std::string packed = gzip(std::string(50 << 20, '\0'));
    const ByteReaderPointer reader = reading(packed, limits);
    const std::uint64_t size = reader->size();
    QVERIFY(size > limits.ratioFrom && size <= limits.ratio * packed.size() + (1 << 20));
    char next = 0;
    QVERIFY(reader->read(size, {&next, 1}).error().why.contains("far more than a job's logs"));
}

void TestUnpackingReader::servesSeveralThreads() {
    const std::string text = logOf(6'000'000);
    const ByteReaderPointer reader = reading(gzip(text));
    std::atomic<int> right = 0;
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < 4; ++i)
            threads.emplace_back([&, i] {
                std::string part(10'000, '\0');
                for (std::size_t offset = i * 10'000; offset + part.size() < text.size(); offset += 400'000)
                    if (reader->read(offset, part).value_or(0) != part.size() || part != text.substr(offset, part.size()))
                        return;
                ++right;
            });
    }
    QCOMPARE(right.load(), 4);
}

void TestUnpackingReader::knowsAnArchiveInAFile() {
    std::string tar(10'240, '\0');
    std::ranges::copy(std::string_view("a.txt"), tar.begin());
    std::ranges::copy(std::string_view("ustar"), tar.begin() + 257);
    QVERIFY(textFormOf(*reading(gzip(tar))).value().notText.starts_with("an archive within the job"));
}

QTEST_APPLESS_MAIN(TestUnpackingReader)
#include "test_unpacking_reader.moc"
