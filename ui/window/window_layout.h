// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QMainWindow;
class QSettings;
class QSplitter;

namespace faultline {

class LogPane;
class WindowActions;

/// Where the panes stand: remembered between starts, and put back on demand.
class WindowLayout : public QObject {
    Q_OBJECT
public:
    struct Parts {
        QMainWindow* window;
        QSplitter* panes;  ///< tree, log, diagnosis
        QSplitter* middle; ///< log, table
        LogPane* log;
        const WindowActions* actions;
    };

    WindowLayout(const Parts& parts, QSettings& settings);

    void restore();
    void save() const;
    /// As on the first start.
    void reset();

private:
    Parts m_parts;
    QSettings& m_settings;
};

} // namespace faultline
