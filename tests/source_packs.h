// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace faultline {

/// The folder of the packs in the sources. A function, so that one file alone knows where the sources lie: a compiler cache then serves
/// every checkout.
[[nodiscard]] std::string sourcePacks();

} // namespace faultline
