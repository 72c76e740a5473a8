// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace faultline {

/// *Copy* and *Select all* are shortcuts of the window, which mean the log. A list that does both itself gets the keys instead while it has the keyboard.
void keepCopyAndSelectAll(QWidget* list);

} // namespace faultline
