// SPDX-License-Identifier: MIT
#include "text/packing.h"

#include <algorithm>
#include <array>
#include <span>

namespace faultline {

namespace {

using namespace std::string_view_literals;

bool beginsWithOne(std::string_view head, std::span<const std::string_view> marks) {
    return std::ranges::any_of(marks, [head](std::string_view mark) { return head.starts_with(mark); });
}

/// `BZh` alone begins words too.
bool isBzip2(std::string_view head) {
    return head.size() >= 10 && head.starts_with("BZh") && head[3] >= '1' && head[3] <= '9' &&
           (head.substr(4).starts_with("1AY&SY"sv) || head.substr(4).starts_with("\x17\x72\x45\x38\x50\x90"sv));
}

} // namespace

Packing packingOf(std::string_view head) {
    static constexpr std::array streams{"\x1f\x8b\x08"sv,
                                        "\xfd"
                                        "7zXZ\0"sv,
                                        "\x28\xb5\x2f\xfd"sv, "\x04\x22\x4d\x18"sv};
    static constexpr std::array archives{"PK\x03\x04"sv, "PK\x05\x06"sv, "7z\xbc\xaf\x27\x1c"sv};
    if (beginsWithOne(head, streams) || isBzip2(head))
        return Packing::Stream;
    if (beginsWithOne(head, archives) || (head.size() >= packingHeadSize && head.substr(257, 5) == "ustar"))
        return Packing::Archive;
    return Packing::None;
}

} // namespace faultline
