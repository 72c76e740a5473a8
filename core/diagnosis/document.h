// SPDX-License-Identifier: MIT
#pragma once

#include "text/line_number.h"
#include "text/message.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// One value of a saved YAML or JSON document.
struct DocumentValue {
    std::vector<std::string> path; ///< keys from the top; items of lists are `*`
    std::string value;             ///< scalar text; empty for maps and lists
    bool scalar = true;
    LineNumber line;
};

/// Reads a saved definition or answer as a flat list of values, for checks. Several documents in one file are read as one.
/// Bounded: at most 20,000 values, 40 levels deep, so that a document made of references to itself ends. Text that is neither YAML nor JSON gives an empty list.
[[nodiscard]] std::vector<DocumentValue> readDocument(const std::string& text);

/// Whether a value stands under a dotted key such as `properties.encryption.status`, at any depth; case, `_` and `-` do not matter, `*` is any key or item.
[[nodiscard]] bool keyMatches(const DocumentValue& value, std::string_view dottedKey);

} // namespace faultline
