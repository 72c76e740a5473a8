// SPDX-License-Identifier: MIT
#include "process/executable_path.h"

#include <array>

#include <unistd.h>

namespace faultline {

std::string executablePath(const char* calledAs) {
    std::array<char, 4096> path{};
    const ssize_t length = ::readlink("/proc/self/exe", path.data(), path.size() - 1);
    if (length > 0)
        return {path.data(), static_cast<std::size_t>(length)};
    return calledAs ? calledAs : "";
}

} // namespace faultline
