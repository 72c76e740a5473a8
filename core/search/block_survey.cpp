// SPDX-License-Identifier: MIT
#include "search/block_survey.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace faultline {

namespace {

// Vectors of the compiler's own, of a size that every processor has: left to itself it does not always see that the loops below can be vectorised.
constexpr std::size_t lanes = 16;
using Vector = unsigned char __attribute__((vector_size(lanes)));
/// So many times a lane may be counted up before it overflows.
constexpr std::size_t rounds = 255;

Vector load(const char* from) {
    Vector bytes;
    std::memcpy(&bytes, from, lanes);
    return bytes;
}

std::uint64_t sum(const Vector& counts) {
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < lanes; ++i)
        total += counts[i];
    return total;
}

bool any(const Vector& bits) {
    std::uint64_t halves[2];
    std::memcpy(halves, &bits, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

/// Length of the UTF-8 sequence that begins at `at`, which is not ASCII; 0 where there is none.
std::size_t sequenceLength(const char* at, const char* end) {
    const auto byte = [&](std::ptrdiff_t i) { return at + i < end ? static_cast<unsigned char>(at[i]) : 0U; };
    const auto follows = [&](std::ptrdiff_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF)
        return follows(1) && follows(2) && !(first == 0xE0 && byte(1) < 0xA0) && !(first == 0xED && byte(1) > 0x9F) ? 3 : 0;
    if (first >= 0xF0 && first <= 0xF4)
        return follows(1) && follows(2) && follows(3) && !(first == 0xF0 && byte(1) < 0x90) && !(first == 0xF4 && byte(1) > 0x8F) ? 4 : 0;
    return 0;
}

} // namespace

BlockSurvey survey(std::string_view block) {
    BlockSurvey result;
    const char* at = block.data();
    const char* const end = at + block.size();
    Vector high{}, escapes{}, returns{};
    while (static_cast<std::size_t>(end - at) >= lanes) {
        const std::size_t count = std::min(rounds, static_cast<std::size_t>(end - at) / lanes);
        Vector feeds{};
        for (std::size_t i = 0; i < count; ++i, at += lanes) {
            const Vector bytes = load(at);
            feeds -= static_cast<Vector>(bytes == '\n'); // true is -1
            escapes |= static_cast<Vector>(bytes == '\x1B');
            returns |= static_cast<Vector>(bytes == '\r');
            high |= bytes;
        }
        result.lineFeeds += sum(feeds);
    }
    result.escapes = any(escapes);
    result.returns = any(returns);
    result.high = any(high & static_cast<unsigned char>(0x80));
    for (; at < end; ++at) {
        result.lineFeeds += *at == '\n' ? 1 : 0;
        result.escapes |= *at == '\x1B';
        result.returns |= *at == '\r';
        result.high |= (static_cast<unsigned char>(*at) & 0x80U) != 0;
    }
    return result;
}

std::uint64_t lineFeedsIn(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    std::uint64_t total = 0;
    while (static_cast<std::size_t>(end - at) >= lanes) {
        const std::size_t count = std::min(rounds, static_cast<std::size_t>(end - at) / lanes);
        Vector feeds{};
        for (std::size_t i = 0; i < count; ++i, at += lanes)
            feeds -= static_cast<Vector>(load(at) == '\n');
        total += sum(feeds);
    }
    return total + static_cast<std::uint64_t>(std::count(at, end, '\n'));
}

bool isWholeUtf8(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        if ((static_cast<unsigned char>(*at) & 0x80U) == 0) {
            ++at;
            while (static_cast<std::size_t>(end - at) >= lanes && !any(load(at) & static_cast<unsigned char>(0x80)))
                at += lanes;
            continue;
        }
        const std::size_t length = sequenceLength(at, end);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

} // namespace faultline
