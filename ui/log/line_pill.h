// SPDX-License-Identifier: MIT
#pragma once

#include "log/log_line.h"

#include <QFont>
#include <QRect>
#include <QString>

namespace faultline {

/// A note at an end of a line that can be clicked: what of the line is not shown, in front of its text and behind it.
struct LinePill {
    enum class Kind {
        Before, ///< a part of a long line: the part in front of it
        States, ///< a progress bar: what was written over
        More,   ///< a part of a long line: the part behind it
        Fold,   ///< a fold: what is in it
    };
    Kind kind = Kind::More;
    LineNumber line;
    QString text;
    QRect area; ///< in the viewport

    static constexpr int gap = 8; ///< pixels between pills and text

    /// What it says; empty where the line needs none of the kind.
    [[nodiscard]] static QString textOf(const LogLine& line, Kind kind);
    /// The font of pills among lines in `font`.
    [[nodiscard]] static QFont fontOf(const QFont& font);
    /// With its border; 0 for an empty text.
    [[nodiscard]] static int widthOf(const QString& text, const QFont& pillFont);
};

} // namespace faultline
