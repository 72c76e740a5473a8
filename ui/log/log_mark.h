// SPDX-License-Identifier: MIT
#pragma once

#include "text/line_number.h"

#include <QMetaType>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace faultline {

/// A line of a log that means something, as the margin and the overview ruler show it.
struct LogMark {
    enum class Kind { Cause, Explained, Noise, Unknown };

    LineNumber line;
    Kind kind = Kind::Cause;
    QString toolTip;         ///< plain text
    std::size_t finding = 0; ///< index into `Diagnosis::findings`; `nowhere` for lines that no finding explains
    std::string part = {};   ///< of a long line: bytes of it that stand where it means something; empty for others

    std::optional<std::uint64_t> offset = {}; ///< of the line's first byte in the file's text, where it is known

    static constexpr std::size_t partLength = 256;
    static constexpr std::size_t partFocus = 192; ///< byte of `part` where that is
};

/// Which of two marks counts more: 0 the least.
[[nodiscard]] constexpr int rankOf(LogMark::Kind kind) {
    switch (kind) {
    case LogMark::Kind::Noise: return 0;
    case LogMark::Kind::Explained: return 1;
    case LogMark::Kind::Unknown: return 2;
    case LogMark::Kind::Cause: break;
    }
    return 3;
}

} // namespace faultline
