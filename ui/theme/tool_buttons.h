// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QToolButton;

namespace faultline {

// The small flat buttons of bars and panes. `name` is their tool tip and what a screen reader says; Tab reaches them, a click leaves the keyboard where it is. The layout
// that they are put into owns them.

/// A letter or two, pressed or not.
[[nodiscard]] QToolButton* makeToggle(const QString& text, const QString& name);
/// A shipped icon: beside each other they must look alike.
[[nodiscard]] QToolButton* makeIconButton(const QString& icon, const QString& name);

} // namespace faultline
