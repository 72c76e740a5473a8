// SPDX-License-Identifier: MIT
#pragma once

#include "job/job_source.h"

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace faultline::test {

/// Files in memory of which all but the first ones give no byte until `release`, as on a disk that hangs. Release before the test ends,
/// whatever its result: threads that wait for a file cannot be joined.
class HeldSource : public JobSource {
public:
    using Files = std::vector<std::pair<std::string, std::string>>;

    explicit HeldSource(const Files& files, std::size_t free = 0) : m_files(memorySource(files)) {
        for (std::size_t i = free; i < files.size(); ++i)
            m_held.push_back(files[i].first);
    }

    Expected<SourceListing> list(std::stop_token stop, const ListingReport& report) override {
        return m_files->list(std::move(stop), report);
    }
    Expected<ByteReaderPointer> open(const std::string& path) const override {
        auto reader = m_files->open(path);
        if (!reader || !std::ranges::contains(m_held, path))
            return reader;
        return std::make_shared<Reader>(std::move(*reader), m_gate);
    }

    /// Whether a thread waits for a file.
    [[nodiscard]] bool isAwaited() const { return m_gate->isAwaited(); }
    void release() { m_gate->open(); }

private:
    class Gate {
    public:
        void pass() {
            std::unique_lock lock(m_mutex);
            ++m_waiting;
            m_opened.wait(lock, [this] { return m_open; });
            --m_waiting;
        }
        void open() {
            const std::scoped_lock lock(m_mutex);
            m_open = true;
            m_opened.notify_all();
        }
        [[nodiscard]] bool isAwaited() const {
            const std::scoped_lock lock(m_mutex);
            return m_waiting > 0;
        }

    private:
        mutable std::mutex m_mutex;
        std::condition_variable m_opened;
        int m_waiting = 0;
        bool m_open = false;
    };

    class Reader : public ByteReader {
    public:
        Reader(ByteReaderPointer bytes, std::shared_ptr<Gate> gate) : m_bytes(std::move(bytes)), m_gate(std::move(gate)) {}
        std::uint64_t size() const override { return m_bytes->size(); }
        Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
            m_gate->pass();
            return m_bytes->read(offset, into);
        }

    private:
        ByteReaderPointer m_bytes;
        std::shared_ptr<Gate> m_gate;
    };

    JobSourcePointer m_files;
    std::vector<std::string> m_held;
    std::shared_ptr<Gate> m_gate = std::make_shared<Gate>();
};

} // namespace faultline::test
