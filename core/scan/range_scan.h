// SPDX-License-Identifier: MIT
#pragma once

#include "scan/block_scan.h"
#include "text/byte_reader.h"

#include <atomic>
#include <cstdint>
#include <limits>
#include <stop_token>
#include <string>

namespace faultline {

/// What to scan of a file, and how much of what is found to keep.
struct ScanRange {
    std::uint64_t begin = 0;
    std::uint64_t end = std::numeric_limits<std::uint64_t>::max();
    std::size_t role = 0; ///< as `PatternSet::Private::roleIndex` gives it
    RangeFindings::Limits limits;
};

/// Scans ranges of files on one thread; owns the buffers and the Vectorscan scratch that a thread needs, and is used again for the next range.
class RangeScanner {
public:
    explicit RangeScanner(const PatternSet& patterns);

    /// Reads the first bytes of a file, so that it can be told what they are. A scan of the same reader from its beginning on, if it comes next, goes on from there: a small file
    /// is read once. The view lives until then.
    [[nodiscard]] Expected<std::string_view> readHead(const ByteReaderPointer& reader);

    /// Scans the lines that begin in the range; the last of them is read to its end, wherever that is. `bytesDone` (may be null) is added to as it goes.
    ///
    /// `unfinished` (may be null): gets the file's last line where no line feed ends it, as a range of its own, so that the rest can be gone on from when the file has grown.
    [[nodiscard]] RangeFindings scan(const ByteReader& reader, const ScanRange& range, const std::stop_token& stop,
                                     std::atomic<std::uint64_t>* bytesDone = nullptr, RangeFindings* unfinished = nullptr);

private:
    [[nodiscard]] bool findBegin(const ByteReader& reader, const ScanRange& range, const std::stop_token& stop, std::uint64_t& offset);

    BlockScanner m_blocks;
    std::string m_buffer;
    ByteReaderPointer
        m_headOf; ///< whose beginning is in the buffer; null: nobody's. Held, so that no other reader can come to lie at its address
    std::size_t m_headSize = 0; ///< bytes of it …
    bool m_headIsAll = false;   ///< … and whether the file ends there
};

} // namespace faultline
