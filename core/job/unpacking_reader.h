// SPDX-License-Identifier: MIT
#pragma once

#include "job/job_source.h"
#include "text/byte_reader.h"

namespace faultline {

/// What a compressed file (gzip, xz, zstd, bzip2, lz4; told by its first bytes) holds; any other file is returned as it is.
///
/// The file is unpacked as far as somebody reads, and what was unpacked is kept: in memory, or in an unlinked temporary file beyond a few MiB. `size` has to unpack all of it.
/// A damaged file gives what stands before the damage, less the last block of at most 64 KiB that libarchive had begun, and behind it an error that says what is wrong.
/// Safe for several threads.
[[nodiscard]] ByteReaderPointer unpacked(ByteReaderPointer reader, const SourceLimits& limits);

} // namespace faultline
