// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace faultline {

/// `faultline-cli search`: `words` are those around it. Returns the program's exit status.
[[nodiscard]] int runSearch(const std::vector<std::string>& words, const std::string& executable);

} // namespace faultline
