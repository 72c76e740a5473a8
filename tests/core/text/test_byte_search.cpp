// SPDX-License-Identifier: MIT
#include "text/byte_search.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <string>

using namespace faultline;

namespace {

/// Every kind of byte, in no order; always the same.
std::string anyBytes(std::size_t count) {
    std::mt19937 random(7);
    std::string bytes(count, '\0');
    for (char& byte : bytes)
        byte = static_cast<char>(random());
    return bytes;
}

} // namespace

/// The vectors' answers are those of a plain loop, whatever the length and wherever the text begins.
class TestByteSearch : public QObject {
    Q_OBJECT

private slots:
    void countsAreThoseOfAPlainLoop();
    void aCountMayBeLargerThanAByteHolds();
    void oneHighByteIsSeenAnywhere();
    void whatOccursIsSeenAnywhere();
    void nothingIsInNothing();
};

void TestByteSearch::countsAreThoseOfAPlainLoop() {
    const std::string bytes = anyBytes(70'000);
    for (std::size_t length = 0; length < 700; ++length) {
        const std::string_view part = std::string_view(bytes).substr(length * 91, length);
        QCOMPARE(countByte(part, 'x'), static_cast<std::uint64_t>(std::ranges::count(part, 'x')));
        QCOMPARE(countByte(part, '\xFF'), static_cast<std::uint64_t>(std::ranges::count(part, '\xFF')));
    }
    QCOMPARE(countLineFeeds(bytes), static_cast<std::uint64_t>(std::ranges::count(bytes, '\n')));
}

void TestByteSearch::aCountMayBeLargerThanAByteHolds() {
    const std::string feeds(100'003, '\n');
    QCOMPARE(countLineFeeds(feeds), feeds.size());
}

void TestByteSearch::oneHighByteIsSeenAnywhere() {
    std::string text(9'000, 'a');
    QVERIFY(isAscii(text));
    for (std::size_t at = 0; at < text.size(); ++at) {
        text[at] = '\x80';
        QVERIFY(!isAscii(text));
        QVERIFY(isAscii(std::string_view(text).substr(0, at)));
        text[at] = '\x7F';
    }
    QVERIFY(isAscii(text));
}

void TestByteSearch::whatOccursIsSeenAnywhere() {
    std::string text(300, 'a');
    const std::array<char, 4> sought{'\x1B', '\r', '\\', '\0'};
    QCOMPARE(whichOccur(text, sought), (std::array<bool, 4>{}));
    for (std::size_t which = 0; which < sought.size(); ++which)
        for (std::size_t at = 0; at < text.size(); ++at) {
            text[at] = sought[which];
            std::array<bool, 4> expected{};
            expected[which] = true;
            QCOMPARE(whichOccur(text, sought), expected);
            text[at] = 'a';
        }
    QCOMPARE(whichOccur("\r\\", sought), (std::array<bool, 4>{false, true, true, false}));
}

void TestByteSearch::nothingIsInNothing() {
    QCOMPARE(whichOccur({}, {'a', 'b', 'c', 'd'}), (std::array<bool, 4>{}));
    QCOMPARE(countLineFeeds({}), 0U);
    QVERIFY(isAscii({}));
}

QTEST_APPLESS_MAIN(TestByteSearch)
#include "test_byte_search.moc"
