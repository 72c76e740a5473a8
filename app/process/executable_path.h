// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace faultline {

/// The running program's own file, whatever way it was called; packs lie beside it. In the portable archive this is its loader, which lies one folder below
/// the archive's top as the programs do. `calledAs`, argv[0], is the answer where the system has no better one.
[[nodiscard]] std::string executablePath(const char* calledAs);

} // namespace faultline
