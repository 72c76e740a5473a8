// SPDX-License-Identifier: MIT
#pragma once

class QFileDialog;

namespace faultline {

/// Gives Qt's own file dialog icons that go by a file's name. By default it reads into every file that it lists to learn its type, on the UI thread, which hangs
/// where a file never ends (`/proc/kmsg`) or lies on slow storage. Desktops' own dialogs are not concerned.
void useNamedIcons(QFileDialog& dialog);

} // namespace faultline
