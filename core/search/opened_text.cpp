// SPDX-License-Identifier: MIT
#include "search/opened_text.h"

#include <algorithm>
#include <cstring>

namespace faultline {

namespace {

constexpr std::size_t headLength = 64 * 1024;

bool isBinary(std::string_view head) {
    // A log may hold stray NULs; a picture or model is full of them.
    head = head.substr(0, 4096);
    if (head.empty() || !std::memchr(head.data(), 0, head.size()))
        return false;
    return static_cast<std::size_t>(std::ranges::count(head, '\0')) * 20 > head.size();
}

} // namespace

OpenedText openText(const Job& job, const JobFile& file) {
    OpenedText opened;
    auto reader = job.source->open(file.path);
    if (!reader) {
        opened.trouble = reader.error().what + ": " + reader.error().why;
        return opened;
    }
    // One byte more than the listing says: a file that is read to its end by this needs no second read.
    std::string head(static_cast<std::size_t>(std::min<std::uint64_t>(headLength, file.size + 1)), '\0');
    const auto got = (*reader)->read(0, head);
    if (!got) {
        opened.trouble = got.error().why;
        return opened;
    }
    const bool whole = *got < head.size();
    head.resize(*got);
    opened.encoding = detectEncoding(head);
    if (!opened.encoding.asciiCompatible) {
        auto text = utf8Reader(*reader, opened.encoding);
        if (!text) {
            opened.trouble = text.error().what + ": " + text.error().why;
            return opened;
        }
        opened.reader = std::move(*text);
        opened.encoding = {};
    } else if (isBinary(head)) {
        opened.trouble = "binary data, not a log";
    } else {
        opened.reader = whole ? memoryReader(std::move(head)) : std::move(*reader);
    }
    return opened;
}

} // namespace faultline
