// SPDX-License-Identifier: MIT
#pragma once

#include "text/byte_reader.h"

namespace faultline {

/// So many NUL bytes in a row are a hole in a log, fewer are part of a line.
inline constexpr std::size_t nulRunLength = 16;

struct LineEndRules {
    bool nulRuns = false;         ///< the first byte of a run of NULs after a line, and the last before one, read as line feeds
    bool carriageReturns = false; ///< every carriage return reads as a line feed
};

/// The same bytes, as many of them and at the same offsets, but with line feeds where `rules` see the ends of lines.
[[nodiscard]] ByteReaderPointer lineEndReader(ByteReaderPointer reader, LineEndRules rules);

} // namespace faultline
