// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

namespace faultline {

/// Every colour the program paints with, derived from a palette.
///
/// Base colours come from the palette, so a system's own theme is followed; the severities are ours and are chosen to be read on it.
/// Get one with `Theme::of(palette())` where you paint and do not keep it: after `QEvent::PaletteChange` it is another one. A plain value.
/// Every text colour (`text`, `muted`, `accent`, `error`, `warning`, `good`) has a contrast of 4.5:1 at least on `window`, `base` and its own tint.
struct Theme {
    bool dark = false;

    QColor window; ///< behind bars, tree and panel
    QColor base;   ///< behind logs and cards
    QColor text;
    QColor muted; ///< secondary text
    QColor line;  ///< hair lines between things
    QColor quiet; ///< fill of code boxes and grey badges

    QColor accent;   ///< links, focus, the one main button
    QColor onAccent; ///< text on a fill of `accent`
    QColor selection;

    QColor error, errorTint;
    QColor warning, warningTint;
    QColor good, goodTint;

    static constexpr int radius = 6;
    static constexpr int step = 4; ///< all spacing is a multiple of it

    static Theme of(const QPalette& palette);

    /// A palette of our own, for systems that have none.
    static QPalette palette(bool dark);

    /// The system's monospace font in a size that stands well beside `text`.
    static QFont monospace(const QFont& text);

    /// Ratio of luminance as WCAG 2 defines it, 1 to 21.
    static double contrast(const QColor& one, const QColor& other);

    /// `share` (0–1) of `over` laid on `under`.
    static QColor mix(const QColor& under, const QColor& over, double share);
};

} // namespace faultline
