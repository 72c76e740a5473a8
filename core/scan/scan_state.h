// SPDX-License-Identifier: MIT
#pragma once

#include "scan/range_findings.h"
#include "text/byte_reader.h"

#include <cstdint>

namespace faultline {

/// By what the first `size` bytes of a file are known again: hashes of their beginning and their end. That tells a log that has grown from another file of its name
/// (rotated, replaced, cut and written again), where inode numbers would not: a copy that is synced again gets a new one each time, and a cut file keeps its own.
struct ContentProof {
    std::uint64_t size = 0;
    std::uint64_t head = 0, tail = 0;

    /// Reads a few kilobytes. What cannot be read gives a proof that never holds.
    [[nodiscard]] static ContentProof of(const ByteReader& reader, std::uint64_t size);
    /// Whether the file begins with the same bytes, as far as they were looked at.
    [[nodiscard]] bool holdsFor(const ByteReader& reader) const;
    bool operator==(const ContentProof&) const = default;
};

/// What a scan needs to go on where a file ended when it was read, should it have grown.
struct ScanState {
    RangeFindings found;      ///< in the whole lines
    std::uint64_t offset = 0; ///< behind them: an unfinished line begins here, or the next one
    ContentProof proof;       ///< of the bytes before
};

} // namespace faultline
