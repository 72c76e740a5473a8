// SPDX-License-Identifier: MIT
#pragma once

#include "text/byte_reader.h"
#include "text/encoding.h"

#include <stop_token>
#include <string_view>

namespace faultline {

/// Whether a file that begins so is a web page: as browsers save a log that a portal showed. Told by its first tag.
[[nodiscard]] bool isHtml(std::string_view head);

/// The text of a web page as UTF-8: entities decoded, tags of HTML left out, a line for each paragraph, row or line break; what stands between lines in the
/// file stands between lines here. What looks like a tag but is none of HTML (`<module>`) is text, and so are comments: nothing but scripts and styles is left out. For an encoding that is ASCII-compatible.
[[nodiscard]] Expected<ByteReaderPointer> htmlReader(const ByteReader& reader, const Encoding& encoding, const std::stop_token& stop = {});

} // namespace faultline
