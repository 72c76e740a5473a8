// SPDX-License-Identifier: MIT
#include "log/background_worker.h"

#include <QThreadPool>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

namespace faultline {

struct BackgroundWorker::Queue {
    std::mutex mutex;
    std::condition_variable_any filled;
    std::deque<Task> tasks;
    std::stop_source running;

    void work(const std::stop_token& closing) {
        std::unique_lock lock(mutex);
        while (filled.wait(lock, closing, [this] { return !tasks.empty(); })) {
            const Task task = std::move(tasks.front());
            tasks.pop_front();
            running = std::stop_source();
            const std::stop_token token = running.get_token();
            lock.unlock();
            task(token);
            lock.lock();
        }
    }
};

BackgroundWorker::BackgroundWorker() : m_queue(std::make_shared<Queue>()) {}

BackgroundWorker::~BackgroundWorker() {
    cancel();
    if (!m_thread)
        return;
    m_thread->request_stop();
    // Joining may take as long as one read of a slow disk; that is not for the caller's thread.
    QThreadPool::globalInstance()->start([thread = std::move(m_thread)]() mutable {
        thread->join();
        thread.reset();
    });
}

void BackgroundWorker::run(Task task) {
    {
        const std::scoped_lock lock(m_queue->mutex);
        m_queue->tasks.push_back(std::move(task));
    }
    if (!m_thread)
        m_thread = std::make_shared<std::jthread>([queue = m_queue](const std::stop_token& closing) { queue->work(closing); });
    m_queue->filled.notify_one();
}

void BackgroundWorker::cancel() {
    std::deque<Task> forgotten;
    const std::scoped_lock lock(m_queue->mutex);
    forgotten.swap(m_queue->tasks);
    m_queue->running.request_stop();
}

} // namespace faultline
