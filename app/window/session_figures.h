// SPDX-License-Identifier: MIT
#pragma once

#include "probe/event_loop_probe.h"

#include <QObject>
#include <QString>

#include <chrono>
#include <optional>

namespace faultline {

class MainWindow;

/// What a session with a window took: how soon the window and its diagnosis were there, how long the event loop kept the user waiting, and how much memory it
/// came to. For whoever measures the program in use; belongs to the thread of the window.
class SessionFigures : public QObject {
public:
    using Clock = std::chrono::steady_clock;

    /// `started`: when the program was. The window must live longer.
    SessionFigures(MainWindow& window, Clock::time_point started);

    /// As JSON, times in milliseconds. What did not happen is null. Whether it could be written.
    [[nodiscard]] bool write(const QString& file) const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] double sinceStart() const;

    Clock::time_point m_started;
    EventLoopProbe m_probe;
    std::optional<double> m_shown, m_opened, m_firstVerdict, m_diagnosed;
};

} // namespace faultline
