// SPDX-License-Identifier: MIT
#pragma once

#include "search/found_line.h"
#include "search/search_pattern.h"
#include "text/byte_reader.h"
#include "text/encoding.h"
#include "text/message.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace faultline {

/// Lines with hits of one text, in order.
struct FoundLines {
    std::vector<FoundLine> lines; ///< new ones, numbered from the start of the text; none beyond the limit
    std::uint64_t foundLines = 0; ///< all so far, kept or not
    std::uint64_t hits = 0;
    std::uint64_t bytes = 0; ///< read so far
};

struct TextSearchOptions {
    std::size_t lineLimit = 1'000'000; ///< lines that are handed over; further ones are only counted
    unsigned threads = 0;              ///< 0: one for each core
    /// Called on the calling thread, as parts of the text are done.
    std::function<void(FoundLines)> found;
};

struct TextSearchResult {
    std::uint64_t foundLines = 0, hits = 0, bytes = 0;
    bool cancelled = false;
    std::optional<Message> slow;    ///< why the search had to do without Vectorscan
    std::optional<Message> failure; ///< why the text could not be read to its end
};

/// Searches one text with several threads. `reader` gives text whose line ends are single bytes, as that of `OpenedText` does. Memory is bounded by the number of threads and the limit.
TextSearchResult searchText(const ByteReader& reader, const Encoding& encoding, const SearchPattern& pattern, const std::stop_token& stop,
                            const TextSearchOptions& options);

} // namespace faultline
