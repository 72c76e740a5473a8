// SPDX-License-Identifier: MIT
#pragma once

#include "text/byte_reader.h"
#include "text/encoding.h"

#include <cstddef>
#include <stop_token>
#include <string_view>

namespace faultline {

/// How a file's bytes are to be read as lines of text. Whoever reads a file's lines (scanner, log view, pattern trial) asks `textFormOf` and
/// reads through `textReader`, so that all of them see the same lines.
struct TextForm {
    Encoding encoding;
    /// Why the file is no log: `binary data, not a log`, or an archive or compressed file that its source did not unpack. Empty for text.
    std::string_view notText = {};
    /// UTF-8 and UTF-16 in turn, as PowerShell's `>>` makes of a log that another program began.
    bool mixed = false;
    /// A saved web page: its text is read, without tags and with entities decoded.
    bool html = false;
    /// Long runs of NUL bytes, as a log truncated while it is written or a crashed node leaves them: each run is a line of its own.
    bool nulRuns = false;
    /// The bytes are unpacked as they are read (`ByteReader::unpacks`): the size that was listed is another one.
    bool unpacked = false;
    /// No line feed anywhere, lines end with carriage returns alone (and are no states of a progress bar): they count as line feeds.
    bool carriageReturnsOnly = false;

    /// Whether the text is converted as a whole before it is read.
    [[nodiscard]] bool isConverted() const { return !encoding.asciiCompatible || mixed || html; }

    /// Whether an offset in the file is the same offset in what `textReader` gives, so that ranges of the size that was listed can be read one by one.
    [[nodiscard]] bool keepsOffsets() const { return !isConverted() && !unpacked; }

    /// In which encoding the lines that `textReader` gives are to be shown.
    [[nodiscard]] Encoding lineEncoding() const { return isConverted() ? Encoding{} : encoding; }

    bool operator==(const TextForm&) const = default;
};

/// So many bytes are looked at, at the start of a file, in its middle and at its end.
inline constexpr std::size_t textSampleSize = 64 * 1024;

/// Tells the form from samples. `head` may hold the first bytes of the file if they have been read already: the first `textSampleSize`, or all
/// there are. A file is binary only if its samples together say so: one that begins with NUL bytes or noise and goes on as text is a log.
[[nodiscard]] Expected<TextForm> textFormOf(const ByteReader& reader, std::string_view head = {});

/// The same for text that is at hand as a whole.
[[nodiscard]] TextForm textFormOfBytes(std::string_view bytes);

/// The file as its lines are to be read: UTF-8 or an encoding like it, one line feed a line. Returns `reader` itself where nothing has to be changed.
/// Reads the whole file only where `form` does not keep offsets; what is converted lies in memory or in an unlinked temporary file.
/// `stop` ends a conversion.
[[nodiscard]] Expected<ByteReaderPointer> textReader(ByteReaderPointer reader, const TextForm& form, const std::stop_token& stop = {});

} // namespace faultline
