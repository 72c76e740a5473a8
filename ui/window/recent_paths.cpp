// SPDX-License-Identifier: MIT
#include "window/recent_paths.h"

#include <QSettings>

namespace faultline {

namespace {

const QString settingsKey = QStringLiteral("recent/paths");

} // namespace

RecentPaths::RecentPaths(QSettings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_paths(settings.value(settingsKey).toStringList().mid(0, limit)) {}

void RecentPaths::add(const QString& path) {
    m_paths.removeAll(path);
    m_paths.prepend(path);
    m_paths = m_paths.mid(0, limit);
    save();
}

void RecentPaths::clear() {
    m_paths.clear();
    save();
}

void RecentPaths::save() {
    m_settings.setValue(settingsKey, m_paths);
    emit changed();
}

} // namespace faultline
