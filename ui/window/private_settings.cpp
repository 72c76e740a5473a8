// SPDX-License-Identifier: MIT
#include "window/private_settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace faultline {

std::unique_ptr<QSettings> openPrivateSettings(const QString& file) {
    const QString folder = QFileInfo(file).path();
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    // QSettings gives a new file the permissions that any new file gets, and keeps those of a file that is there.
    QFile made(file);
    if (!made.exists() && !made.open(QIODevice::WriteOnly | QIODevice::Append, QFile::ReadOwner | QFile::WriteOwner))
        return std::make_unique<QSettings>(file, QSettings::IniFormat);
    made.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    made.close();
    return std::make_unique<QSettings>(file, QSettings::IniFormat);
}

} // namespace faultline
