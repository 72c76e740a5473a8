// SPDX-License-Identifier: MIT
#pragma once

#include <QSettings>
#include <QString>

#include <memory>

namespace faultline {

/// The user's settings, in a file that nobody else can read (0600, in a folder of 0700): they name the jobs that were opened. A file or folder that others can
/// read is closed to them. Where that fails, on file systems without permissions, the settings are used all the same.
[[nodiscard]] std::unique_ptr<QSettings> openPrivateSettings(const QString& file);

} // namespace faultline
