// SPDX-License-Identifier: MIT
#pragma once

#include "text/line_number.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// One value of a saved YAML or JSON document.
struct DocumentValue {
    std::vector<std::string> path; ///< keys from the top, cut to 256 bytes; items of lists are `*`
    std::string value;             ///< scalar text, cut to 16 KiB; empty for maps and lists
    bool scalar = true;
    LineNumber line;
};

/// A saved definition or answer as a flat list of values, for checks.
struct SavedDocument {
    std::vector<DocumentValue> values;
    /// Why it was not, or not wholly, read although it may be a document; empty otherwise.
    std::string trouble;
    /// Why the text is neither YAML nor JSON, with the line; empty if it is, or if it is a list of JSON documents, one to a line.
    std::string fault;
    std::size_t memory = 0; ///< bytes that `values` takes, about
};

/// Several documents in one file are read as one. Text that is neither YAML nor JSON gives an empty list, with a fault but without trouble: only the caller knows whether it was meant as one.
/// Bounded, against documents made to fill the memory: 20,000 values, 40 levels, 8 MiB. Aliases count as what they stand for.
[[nodiscard]] SavedDocument readDocument(const std::string& text);

/// Whether a value stands under a dotted key such as `properties.encryption.status`, at any depth; case, `_` and `-` do not matter, `*` is any key or item.
[[nodiscard]] bool keyMatches(const DocumentValue& value, std::string_view dottedKey);

} // namespace faultline
