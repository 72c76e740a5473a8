// SPDX-License-Identifier: MIT
#include "window/recent_paths.h"

#include "text/path_bytes.h"

#include <QByteArray>
#include <QSettings>

namespace faultline {

namespace {

const QString settingsKey = QStringLiteral("recent/paths");
const QString scheme = QStringLiteral("file://");

QString kept(const QString& path) {
    const QByteArray bytes = QByteArray::fromStdString(bytesOfPath(path));
    return bytes.isValidUtf8() ? path : scheme + QString::fromLatin1(bytes.toPercentEncoding("/"));
}

QString fromKept(const QString& text) {
    if (!text.startsWith(scheme))
        return text;
    return pathFromBytes(QByteArray::fromPercentEncoding(text.sliced(scheme.size()).toLatin1()).toStdString());
}

} // namespace

RecentPaths::RecentPaths(QSettings& settings, QObject* parent) : QObject(parent), m_settings(settings) {
    for (const QString& text : settings.value(settingsKey).toStringList().mid(0, limit))
        m_paths << fromKept(text);
}

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
    QStringList texts;
    for (const QString& path : m_paths)
        texts << kept(path);
    m_settings.setValue(settingsKey, texts);
    emit changed();
}

} // namespace faultline
