// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace faultline {

/// The bytes of one run. Numbers are taken from the end, what is left is the text: so a seed is an ordinary file.
class FuzzInput {
public:
    FuzzInput(const std::uint8_t* data, std::size_t size) : m_bytes(reinterpret_cast<const char*>(data), size) {}

    /// From 0 to `max`; 0 when no bytes are left.
    std::uint64_t number(std::uint64_t max) {
        std::uint64_t value = 0;
        for (std::uint64_t reach = max; reach > 0 && !m_bytes.empty(); reach >>= 8) {
            value = value << 8 | static_cast<unsigned char>(m_bytes.back());
            m_bytes.remove_suffix(1);
        }
        return max == UINT64_MAX ? value : value % (max + 1);
    }

    [[nodiscard]] std::string_view text() const { return m_bytes; }

private:
    std::string_view m_bytes;
};

/// What holds for every input. Ends the program where it does not, as libFuzzer wants it.
inline void require(bool holds, const char* property) {
    if (holds)
        return;
    std::fprintf(stderr, "This should hold for every input: %s\n", property);
    std::abort();
}

/// A file of the small pack that the targets work with.
inline std::string packFile(const char* name) {
    std::ifstream file(std::string(FAULTLINE_FUZZ_PACK "/") + name, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(file)), {});
    require(!text.empty(), "the pack of the fuzz targets is there");
    return text;
}

} // namespace faultline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
