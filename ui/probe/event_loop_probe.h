// SPDX-License-Identifier: MIT
#pragma once

#include "probe/wait_times.h"

#include <QObject>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

namespace faultline {

/// Measures how long the event loop of the thread that it is made on keeps anybody waiting.
///
/// A thread of its own asks the loop for an answer, and another one as soon as that is given, at a fixed pace. What would have been asked while the
/// loop was busy counts too, each from when it was due: a block of 50 ms is fifty waits of a millisecond to fifty, not a single one, so that shares
/// are shares of time. What the operating system takes to wake a thread counts as well.
///
/// Costs about a hundredth of a core. For measuring only: it keeps the loop from resting.
class EventLoopProbe : public QObject {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds pace{1};

    explicit EventLoopProbe(QObject* parent = nullptr);
    ~EventLoopProbe() override;

    /// Since it was made or restarted.
    [[nodiscard]] const WaitTimes& waits() const { return *m_waits; }
    void restart();

protected:
    bool event(QEvent* event) override;

private:
    void ask(const std::stop_token& stop);

    std::unique_ptr<WaitTimes> m_waits;
    std::atomic<bool> m_asked{false};
    std::jthread m_asker;
};

} // namespace faultline
