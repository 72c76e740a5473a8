// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>

class QSettings;

namespace faultline {

/// Paths that were opened, the latest first, remembered in the settings. Whether they still exist is not asked: that could wait for a disk.
class RecentPaths : public QObject {
    Q_OBJECT
public:
    static constexpr int limit = 12;

    explicit RecentPaths(QSettings& settings, QObject* parent = nullptr);

    [[nodiscard]] const QStringList& paths() const { return m_paths; }
    void add(const QString& path);
    void clear();

signals:
    void changed();

private:
    void save();

    QSettings& m_settings;
    QStringList m_paths;
};

} // namespace faultline
