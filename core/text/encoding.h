// SPDX-License-Identifier: MIT
#pragma once

#include "text/byte_reader.h"

#include <stop_token>
#include <string>
#include <string_view>

namespace faultline {

/// What the bytes of a file mean.
struct Encoding {
    /// Name as iconv and people know it: `UTF-8`, `UTF-16LE`, `WINDOWS-1252` …
    std::string name = "UTF-8";
    /// Bytes of a byte-order mark at the start of the file (not part of the text).
    std::size_t markLength = 0;
    /// Whether a line feed is the single byte 0x0A and ASCII stands for itself; then offsets in the file are offsets in the text.
    bool asciiCompatible = true;
    bool operator==(const Encoding&) const = default;
};

/// Tells the encoding from the first bytes of a file: a byte-order mark (believed only if what follows it is such text), then NUL bytes at every other
/// place (UTF-16 without a mark), then UTF-8, then uchardet's statistics; UTF-8 where nothing else is sure. For files use `textFormOf`, which also looks
/// at their middle and end.
[[nodiscard]] Encoding detectEncoding(std::string_view firstBytes);

/// Whether all of it is valid UTF-8; a sequence cut off at the very end is allowed.
[[nodiscard]] bool isUtf8(std::string_view bytes);
/// Likewise, and no sequence is cut off. Runs of ASCII cost next to nothing.
[[nodiscard]] bool isWholeUtf8(std::string_view bytes);

/// `bytes` as UTF-8. What cannot be decoded becomes U+FFFD; never fails. Never touches control characters.
[[nodiscard]] std::string toUtf8(std::string_view bytes, const Encoding& encoding);

/// A reader of the same text as UTF-8, one line feed a line. Returns `reader` itself where the encoding is ASCII-compatible (single bytes
/// are then decoded where they are shown); a UTF-16 or UTF-32 file is converted once into memory or an unlinked temporary file; `stop` ends that.
[[nodiscard]] Expected<ByteReaderPointer> utf8Reader(ByteReaderPointer reader, const Encoding& encoding, const std::stop_token& stop = {});

} // namespace faultline
