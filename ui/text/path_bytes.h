// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace faultline {

// A path is bytes, and nothing says that they are UTF-8: archives and shares made elsewhere bring Latin-1 and Shift-JIS. Qt's own decoding loses such bytes,
// and the file cannot be opened any more. These two lose nothing: each byte that is no part of valid UTF-8 becomes a lone low surrogate, U+DC80 to U+DCFF, which no
// valid text has, and is written back as that byte. Such a text is a path, not to be shown before it went through `pathLine`.

[[nodiscard]] QString pathFromBytes(std::string_view bytes);
[[nodiscard]] std::string bytesOfPath(const QString& path);

} // namespace faultline
