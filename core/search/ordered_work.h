// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace faultline {

/// Does tasks 0 … `count` - 1 on several threads and takes their results on the calling one, in the order of the tasks, whichever is done first.
///
/// - `worker()` is called on each thread and returns what does tasks there: a callable from `std::size_t` to a result, with whatever buffers it needs.
/// - `take(Result)` is called with no lock held. While it takes its time the threads go on, but never more than `ahead` tasks.
/// - `idle()` is called on the calling thread between results, at least about ten times a second.
/// - Once a stop is requested no further task is begun; results that are not taken yet are dropped.
template <typename Worker, typename Take, typename Idle>
void workInOrder(std::size_t count, unsigned threads, std::size_t ahead, const std::stop_token& stop, Worker worker, Take take, Idle idle) {
    using Result = decltype(worker()(std::size_t()));
    std::mutex mutex;
    std::condition_variable_any done, room;
    std::map<std::size_t, Result> results; // done and not taken
    std::size_t next = 0, taken = 0;

    const auto work = [&] {
        auto doTask = worker();
        for (;;) {
            std::size_t task = 0;
            {
                std::unique_lock lock(mutex);
                if (!room.wait(lock, stop, [&] { return next >= count || next < taken + ahead; }) || next >= count)
                    return;
                task = next++;
            }
            Result result = doTask(task);
            const std::scoped_lock lock(mutex);
            results.emplace(task, std::move(result));
            if (task == taken)
                done.notify_one();
        }
    };
    std::vector<std::jthread> pool;
    for (std::size_t i = 0; i < std::min<std::size_t>(std::max(1U, threads), count); ++i)
        pool.emplace_back(work);

    while (taken < count && !stop.stop_requested()) {
        std::optional<Result> result;
        {
            std::unique_lock lock(mutex);
            done.wait_for(lock, stop, std::chrono::milliseconds(100), [&] { return results.contains(taken); });
            if (const auto ready = results.find(taken); ready != results.end()) {
                result.emplace(std::move(ready->second));
                results.erase(ready);
                ++taken;
                room.notify_all();
            }
        }
        if (result)
            take(std::move(*result));
        idle();
    }
}

} // namespace faultline
