// SPDX-License-Identifier: MIT
#pragma once

#include "text/line_number.h"

#include <QMetaType>
#include <QString>

#include <cstddef>

namespace faultline {

/// A line of a log that means something, as the margin and the overview ruler show it.
struct LogMark {
    enum class Kind { Cause, Explained, Noise, Unknown };

    LineNumber line;
    Kind kind = Kind::Cause;
    QString toolTip;         ///< plain text
    std::size_t finding = 0; ///< index into `Diagnosis::findings`; `nowhere` for lines that no finding explains
};

} // namespace faultline
