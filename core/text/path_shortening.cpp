// SPDX-License-Identifier: MIT
#include "text/path_shortening.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::size_t longPath = 40;  ///< bytes; a shorter one stays as it is
constexpr std::size_t deepPath = 4;   ///< folders, likewise
constexpr std::size_t partsShown = 2; ///< the last ones

/// One run of characters that a path may consist of.
std::string shortened(std::string_view word) {
    if (word.size() < longPath)
        return std::string(word);
    std::size_t begin = word.find('/');
    if (const std::size_t scheme = word.find("://"); scheme != std::string_view::npos)
        begin = scheme + 3;
    if (begin == std::string_view::npos || static_cast<std::size_t>(std::ranges::count(word.substr(begin), '/')) < deepPath)
        return std::string(word);
    std::size_t end = word.size();
    while (end > begin && word[end - 1] == '/')
        --end;
    std::size_t keep = end;
    for (std::size_t parts = 0; parts < partsShown; ++parts)
        keep = word.rfind('/', keep - 1);
    if (keep <= begin || word.substr(keep, end - keep).contains("//"))
        return std::string(word);
    return std::string(word.substr(0, begin)) + "…" + std::string(word.substr(keep));
}

} // namespace

std::string withShortPaths(std::string_view text) {
    constexpr std::string_view ends = " \t\n'\"`<>()[]{},;|";
    std::string result;
    while (!text.empty()) {
        const std::size_t word = std::min(text.find_first_of(ends), text.size());
        result += shortened(text.substr(0, word));
        text.remove_prefix(word);
        const std::size_t between = std::min(text.find_first_not_of(ends), text.size());
        result += text.substr(0, between);
        text.remove_prefix(between);
    }
    return result;
}

} // namespace faultline
