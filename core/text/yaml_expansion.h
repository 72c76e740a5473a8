// SPDX-License-Identifier: MIT
#pragma once

#include "text/message.h"

#include <cstdint>
#include <string>

namespace faultline {

/// What a YAML text comes to once every alias (`*name`) stands for a copy of what its anchor (`&name`) marks. A few hundred bytes can come to
/// gigabytes, so that this is asked before anybody walks such a text.
struct YamlExpansion {
    std::uint64_t values = 0; ///< scalars, lists and maps
    std::uint64_t bytes = 0;  ///< of all keys and scalars
    std::uint64_t aliases = 0;
    std::uint64_t firstAliasLine = 0; ///< from 1; 0 where there is none
    bool endless = false;             ///< an alias stands within what its own anchor marks
};

/// Whether the text may hold an alias at all; a guess on the safe side that costs next to nothing.
[[nodiscard]] bool mayHoldAliases(std::string_view text);

/// Reads the text without building anything of it, in time and memory of its own length. Counts stop at 2⁶³. Of text that is no YAML, what stands before the fault is
/// counted: who parses it will find the fault too.
[[nodiscard]] YamlExpansion expansionOf(const std::string& text);

} // namespace faultline
