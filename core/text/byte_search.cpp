// SPDX-License-Identifier: MIT
#include "text/byte_search.h"

#include <algorithm>
#include <cstring>

// One function is compiled for several processors, and the loader takes the best. With sanitizers it may not: their own start-up comes after that choice.
// Clang has it for functions that were not declared before alone; it builds the fuzz targets only.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define FAULTLINE_BEST_PROCESSOR [[gnu::target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")]]
#else
#define FAULTLINE_BEST_PROCESSOR
#endif

namespace faultline {

namespace {

constexpr std::size_t laneCount = 64;
/// The compiler makes one instruction of it, or two or four, as the processor needs.
using Lanes [[gnu::vector_size(laneCount)]] = unsigned char;

/// A comparison's true lanes are 255: taken away from a lane, it counts up. So many times, until a lane could overflow.
constexpr std::size_t stepsInALane = 255;

/// Handed over by reference: how a vector is returned differs between processors.
[[gnu::always_inline]] inline void load(const char* at, Lanes& lanes) {
    std::memcpy(&lanes, at, laneCount);
}

[[gnu::always_inline]] inline std::uint64_t sum(const Lanes& lanes) {
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < laneCount; ++i)
        total += lanes[i];
    return total;
}

} // namespace

FAULTLINE_BEST_PROCESSOR std::uint64_t countByte(std::string_view bytes, char wanted) {
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    std::uint64_t total = 0;
    const Lanes sought = Lanes{} + static_cast<unsigned char>(wanted);
    while (static_cast<std::size_t>(end - at) >= laneCount) {
        const std::size_t steps = std::min(static_cast<std::size_t>(end - at) / laneCount, stepsInALane);
        Lanes counts{};
        for (std::size_t i = 0; i < steps; ++i, at += laneCount) {
            Lanes lanes;
            load(at, lanes);
            counts -= static_cast<Lanes>(lanes == sought);
        }
        total += sum(counts);
    }
    for (; at < end; ++at)
        total += *at == wanted ? 1 : 0;
    return total;
}

FAULTLINE_BEST_PROCESSOR std::array<bool, 4> whichOccur(std::string_view bytes, std::array<char, 4> sought) {
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    std::array<bool, 4> occurs{};
    Lanes wanted0 = Lanes{} + static_cast<unsigned char>(sought[0]), wanted1 = Lanes{} + static_cast<unsigned char>(sought[1]),
          wanted2 = Lanes{} + static_cast<unsigned char>(sought[2]), wanted3 = Lanes{} + static_cast<unsigned char>(sought[3]);
    Lanes any0{}, any1{}, any2{}, any3{};
    for (; static_cast<std::size_t>(end - at) >= laneCount; at += laneCount) {
        Lanes lanes;
        load(at, lanes);
        any0 |= static_cast<Lanes>(lanes == wanted0);
        any1 |= static_cast<Lanes>(lanes == wanted1);
        any2 |= static_cast<Lanes>(lanes == wanted2);
        any3 |= static_cast<Lanes>(lanes == wanted3);
    }
    occurs = {sum(any0) != 0, sum(any1) != 0, sum(any2) != 0, sum(any3) != 0};
    for (; at < end; ++at)
        for (std::size_t i = 0; i < sought.size(); ++i)
            occurs[i] |= *at == sought[i];
    return occurs;
}

FAULTLINE_BEST_PROCESSOR bool isAscii(std::string_view bytes) {
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    constexpr std::size_t stepsBetweenLooks = 64;
    while (static_cast<std::size_t>(end - at) >= laneCount) {
        const std::size_t steps = std::min(static_cast<std::size_t>(end - at) / laneCount, stepsBetweenLooks);
        Lanes any{};
        for (std::size_t i = 0; i < steps; ++i, at += laneCount) {
            Lanes lanes;
            load(at, lanes);
            any |= lanes;
        }
        unsigned char all = 0;
        for (std::size_t i = 0; i < laneCount; ++i)
            all = static_cast<unsigned char>(all | any[i]);
        if (all >= 0x80)
            return false;
    }
    for (; at < end; ++at)
        if (static_cast<unsigned char>(*at) >= 0x80)
            return false;
    return true;
}

} // namespace faultline
