// SPDX-License-Identifier: MIT
#pragma once

class QSettings;

namespace faultline {

struct LogActions;

// How the reader wants logs to be shown, kept between starts: what the actions of the log pane are set to. Word wrap and zoom belong to the window's layout.

void restoreLogOptions(const LogActions& actions, const QSettings& settings);
void saveLogOptions(const LogActions& actions, QSettings& settings);
/// As on the first start.
void resetLogOptions(const LogActions& actions);

} // namespace faultline
