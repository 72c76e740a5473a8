// SPDX-License-Identifier: MIT
#pragma once

#include "search/search_pattern.h"
#include "search/search_report.h"
#include "search/search_scope.h"

#include <cstddef>
#include <expected>
#include <string>
#include <vector>

namespace faultline {

/// What the user asked of `search`.
struct SearchArguments {
    bool help = false;
    std::string pattern;
    SearchPattern::Options how;
    std::vector<std::string> paths;
    SearchScope scope;
    std::size_t context = 0;
    std::size_t limit = 0; ///< lines of a file that are written; 0: all
    bool json = false;
    bool countOnly = false;
    bool quiet = false;
    std::vector<std::string> packs;
};

/// Reads the words around `search`. The error is one line that says what is wrong and what would be right.
[[nodiscard]] std::expected<SearchArguments, std::string> readSearchArguments(const std::vector<std::string>& words);

[[nodiscard]] std::string searchHelpText();

} // namespace faultline
