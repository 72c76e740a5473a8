// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

class QSettings;
class QWidget;

namespace faultline {

/// What the user may choose. File dialogs choose either folders or files.
enum class OpenKind { Folder, File };

/// Asks for a job without blocking; `chosen` is called with the path unless the user changes their mind. The folder is remembered.
void askForJob(QWidget* window, QSettings& settings, OpenKind kind, std::function<void(const QString&)> chosen);

} // namespace faultline
