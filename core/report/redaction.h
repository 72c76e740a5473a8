// SPDX-License-Identifier: MIT
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>
namespace faultline {
class Redactor {
public:
    struct Options { bool privateAddresses = false; };
    Redactor() = default;
    explicit Redactor(Options) {}
    std::string operator()(std::string_view text) { return std::string(text); }
    std::vector<std::pair<std::string, std::uint64_t>> hidden() const { return {}; }
};
}
