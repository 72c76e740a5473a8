// SPDX-License-Identifier: MIT
#include "search/context_lines.h"

#include "search/block_text.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace faultline {

namespace {

constexpr std::size_t firstReach = 4 * 1024; ///< enough for a few lines of the usual length

std::string bytesOf(const ContextSource& source, std::uint64_t offset, std::size_t count) {
    std::string bytes(count, '\0');
    const auto got = source.reader.read(offset, bytes);
    bytes.resize(got ? *got : 0);
    return bytes;
}

std::string shown(const ContextSource& source, std::string_view line, bool beginsFile) {
    if (beginsFile)
        line.remove_prefix(std::min(source.encoding.markLength, line.size()));
    return shownLine(line, source.encoding, source.textLimit);
}

} // namespace

std::vector<std::string> linesBefore(const ContextSource& source, std::uint64_t offset, std::size_t count) {
    std::vector<std::string> lines;
    if (count == 0 || offset == 0)
        return lines;
    for (const std::size_t reach : {firstReach, contextReach}) {
        lines.clear();
        const std::uint64_t from = offset - std::min<std::uint64_t>(offset, reach);
        const std::string bytes = bytesOf(source, from, static_cast<std::size_t>(offset - from));
        std::string_view rest = bytes;
        while (lines.size() < count && rest.ends_with('\n')) {
            rest.remove_suffix(1);
            const std::size_t feed = rest.rfind('\n');
            const std::size_t start = feed == std::string_view::npos ? 0 : feed + 1;
            // A line that begins before what was read is not known whole.
            if (start == 0 && from > 0)
                break;
            lines.push_back(shown(source, rest.substr(start), from + start == 0));
            rest = rest.substr(0, start);
        }
        if (lines.size() == count || from == 0)
            break;
    }
    std::ranges::reverse(lines);
    return lines;
}

std::vector<std::string> linesAfter(const ContextSource& source, std::uint64_t offset, std::size_t count) {
    std::vector<std::string> lines;
    if (count == 0)
        return lines;
    for (const std::size_t reach : {firstReach, contextReach}) {
        lines.clear();
        const std::string bytes = bytesOf(source, offset, reach);
        const bool atEnd = bytes.size() < reach;
        std::string_view rest = bytes;
        while (lines.size() < count && !rest.empty()) {
            const std::size_t feed = rest.find('\n');
            if (feed == std::string_view::npos && !atEnd)
                break;
            lines.push_back(shown(source, rest.substr(0, feed), false));
            rest.remove_prefix(std::min(feed == std::string_view::npos ? feed : feed + 1, rest.size()));
        }
        if (lines.size() == count || atEnd)
            break;
    }
    return lines;
}

} // namespace faultline
