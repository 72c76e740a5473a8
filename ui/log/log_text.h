// SPDX-License-Identifier: MIT
#pragma once

#include "log/log_line.h"
#include "text/byte_reader.h"
#include "text/encoding.h"
#include "text/line_index.h"

#include <cstddef>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace faultline {

/// What differs from the usual when lines are read: lines asked to be shown in greater length, or with all their states.
struct LineWishes {
    std::unordered_map<std::uint64_t, std::size_t> lengths; ///< bytes to show, by line index
    std::unordered_set<std::uint64_t> allStates;            ///< line indices

    static constexpr std::size_t usualLength = 8 * 1024; ///< bytes of a line that are shown unasked
};

/// The text of a file as far as it is known at one moment: where its bytes come from, what they mean, where lines begin.
/// A cheap, immutable value: workers keep a copy while the document moves on.
struct LogText {
    ByteReaderPointer reader; ///< UTF-8 or a single-byte encoding, one line feed a line; null: not open yet
    Encoding encoding;        ///< of the bytes that `reader` gives
    std::shared_ptr<const LineIndex> index;

    /// Reads and decodes lines; fewer than asked for at the end of what is there. May wait for the disk: only for workers.
    [[nodiscard]] Expected<std::vector<LogLinePointer>> lines(LineNumber first, std::size_t count, const LineWishes& wishes = {}) const;
};

} // namespace faultline
