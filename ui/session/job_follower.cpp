// SPDX-License-Identifier: MIT
#include "session/job_follower.h"

#include <QMetaObject>

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace faultline {

namespace {

using Clock = std::chrono::steady_clock;

/// Waits, but not for one that is stopped.
void pauseFor(Clock::duration time, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, time, [] { return false; });
}

bool sameFiles(const Job& one, const Job& other) {
    return std::ranges::equal(one.files, other.files, [](const JobFile& a, const JobFile& b) {
        return a.path == b.path && a.size == b.size && a.modified == b.modified;
    });
}

} // namespace

JobFollower::JobFollower(std::chrono::milliseconds interval, QObject* parent) : QObject(parent), m_interval(interval) {}

JobFollower::~JobFollower() {
    for (Work& work : m_work)
        work.thread.request_stop();
}

void JobFollower::follow(std::shared_ptr<const ScanBefore> first, PatternSetPointer patterns) {
    stop();
    if (!first || !patterns || !first->job->source->isLive())
        return;
    m_current = &m_work.emplace_back();
    m_current->thread = std::jthread([this, begin = std::move(first), known = std::move(patterns), work = m_current,
                                      generation = m_generation](const std::stop_token& stop) {
        run(stop, begin, known, generation);
        work->ended = true;
    });
}

void JobFollower::stop() {
    ++m_generation;
    if (m_current)
        m_current->thread.request_stop();
    m_current = nullptr;
    m_work.remove_if([](const Work& work) { return work.ended.load(); });
}

void JobFollower::run(const std::stop_token& stop, const std::shared_ptr<const ScanBefore>& first, const PatternSetPointer& patterns,
                      int generation) {
    std::shared_ptr<const ScanBefore> before = first;
    for (Clock::duration pause = m_interval;;) {
        pauseFor(pause, stop);
        if (stop.stop_requested())
            return;
        const auto begin = Clock::now();
        auto source = sourceFor(before->job->path);
        // What is out of reach for the moment (a network folder, a folder that is made anew) stays as it was seen last.
        auto job = source && (*source)->isLive() ? openJob(std::move(*source), before->job->path, patterns->knowledge()->layouts(), stop)
                                                 : Expected<JobPointer>(before->job);
        if (stop.stop_requested())
            return;
        const bool isNew = job && !sameFiles(**job, *before->job);
        if (isNew) {
            ScanOptions options;
            options.background = true;
            options.resumable = true;
            options.before = before;
            auto scan = std::make_shared<const ScanResult>(scanJob(**job, patterns, stop, options));
            if (stop.stop_requested())
                return;
            before = std::make_shared<const ScanBefore>(ScanBefore{*job, std::move(scan)});
            // The thread is joined before the object goes, and a queued call to an object that is gone is dropped.
            QMetaObject::invokeMethod(
                this,
                [this, before, generation] {
                    if (generation == m_generation)
                        emit changed(before);
                },
                Qt::QueuedConnection);
        }
        pause = std::max<Clock::duration>(m_interval, (isNew ? 4 : 20) * (Clock::now() - begin));
    }
}

} // namespace faultline
