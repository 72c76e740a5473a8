// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace faultline {

/// Whether a file, by its path within a pack's folder, is part of the pack: what is imported and shared. Anything else that lies there is not.
[[nodiscard]] inline bool isPartOfPack(std::string_view inside) {
    return inside == "pack.yaml" || inside == "layouts.yaml" || (inside.starts_with("articles/") && inside.ends_with(".md"));
}

} // namespace faultline
