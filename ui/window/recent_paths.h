// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>

class QSettings;

namespace faultline {

/// Paths that were opened, the latest first, remembered in the settings. Whether they still exist is not asked: that could wait for a disk.
///
/// The settings are written as text, which would lose bytes that are not UTF-8: a path with such bytes (`pathFromBytes`) is kept there as a `file:` address with
/// percent signs. All others stand there as they are; none of them looks like an address, because all are absolute.
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
