// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <mutex>
#include <utility>

namespace faultline {

/// Hands work from any thread to the thread of a QObject, and drops it once that object is gone.
///
/// The object makes one, shares it with its workers and closes it in its destructor. All functions are thread-safe.
class Mailbox {
public:
    explicit Mailbox(QObject* owner) : m_owner(owner) {}

    /// Runs `work` later in the owner's thread.
    template <typename Work>
    void post(Work&& work) {
        const std::scoped_lock lock(m_mutex);
        if (m_owner)
            QTimer::singleShot(0, m_owner, std::forward<Work>(work));
    }

    /// After this nothing is delivered any more.
    void close() {
        const std::scoped_lock lock(m_mutex);
        m_owner = nullptr;
    }

private:
    std::mutex m_mutex;
    QObject* m_owner;
};

} // namespace faultline
