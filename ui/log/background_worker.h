// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <thread>

namespace faultline {

/// A thread of its own for work that may wait for a disk: tasks run one after the other, in the order they came.
///
/// Used from one thread. The destructor cancels everything and returns at once: the thread is joined elsewhere, so a hanging network
/// folder never hangs the window. Tasks must therefore own (share) all that they touch. The thread starts with the first task.
class BackgroundWorker {
public:
    using Task = std::function<void(std::stop_token)>;

    BackgroundWorker();
    ~BackgroundWorker();
    BackgroundWorker(const BackgroundWorker&) = delete;
    BackgroundWorker& operator=(const BackgroundWorker&) = delete;

    void run(Task task);
    /// Asks the running task to stop and forgets the waiting ones. Tasks given later run.
    void cancel();

private:
    struct Queue;
    std::shared_ptr<Queue> m_queue;
    std::shared_ptr<std::jthread> m_thread;
};

} // namespace faultline
