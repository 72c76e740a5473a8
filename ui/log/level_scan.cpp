// SPDX-License-Identifier: MIT
#include "log/level_scan.h"

#include "log/mailbox.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace faultline {

namespace {

constexpr std::size_t blockSize = 1U << 20;

} // namespace

/// Gives lines to `LevelLines` as blocks of bytes come, and of long lines no more than it wants.
class LevelScan::LineFeeder {
public:
    void add(std::string_view bytes) {
        while (!bytes.empty()) {
            const std::size_t feed = bytes.find('\n');
            const std::string_view piece = bytes.substr(0, feed);
            if (feed == std::string_view::npos) {
                keep(piece);
                m_open = true;
                return;
            }
            if (m_open) {
                keep(piece);
                line(m_kept);
                m_kept.clear();
                m_open = false;
            } else {
                line(piece);
            }
            bytes.remove_prefix(feed + 1);
        }
    }
    void end() {
        if (m_open)
            line(m_kept);
    }

    [[nodiscard]] std::uint64_t lines() const { return m_lines; }
    std::vector<LineRun> take() { return std::exchange(m_runs, {}); }
    [[nodiscard]] std::size_t found() const { return m_found; }

private:
    void keep(std::string_view piece) { m_kept += piece.substr(0, LevelLines::lookedAt - std::min(LevelLines::lookedAt, m_kept.size())); }
    void line(std::string_view text) {
        if (m_levels.isTelling(text)) {
            if (!m_runs.empty() && m_runs.back().end() == m_lines)
                ++m_runs.back().count;
            else {
                m_runs.push_back({m_lines, 1});
                ++m_found;
            }
        }
        ++m_lines;
    }

    LevelLines m_levels;
    std::string m_kept;
    bool m_open = false;
    std::uint64_t m_lines = 0;
    std::vector<LineRun> m_runs;
    std::size_t m_found = 0;
};

struct LevelScan::Resume {
    LineFeeder feeder; ///< before a last line without an end
    std::uint64_t offset = 0;
};

LevelScan::LevelScan(QObject* parent) : QObject(parent), m_mailbox(std::make_shared<Mailbox>(this)) {}

LevelScan::~LevelScan() {
    m_mailbox->close();
}

void LevelScan::clear() {
    m_worker.cancel();
    ++m_generation;
    m_runs.clear();
    m_lines = 0;
    m_percent = 0;
    m_running = m_endedEarly = false;
    m_resume.reset();
    m_more = {};
}

void LevelScan::start(const LogText& text) {
    clear();
    if (text.reader)
        run(text);
}

void LevelScan::goOn(const LogText& text) {
    if (m_running) {
        m_more = text;
        return;
    }
    if (!m_resume)
        return; // it ended early, or never began
    const std::uint64_t whole = m_resume->feeder.lines();
    while (!m_runs.empty() && m_runs.back().end() > whole)
        if (--m_runs.back().count == 0)
            m_runs.pop_back();
    run(text);
}

void LevelScan::run(const LogText& text) {
    m_running = true;
    m_worker.run([this, mailbox = m_mailbox, reader = text.reader, resume = std::move(m_resume),
                  generation = m_generation](const std::stop_token& stop) {
        using Clock = std::chrono::steady_clock;
        const std::uint64_t size = std::max<std::uint64_t>(1, reader->size());
        auto told = Clock::now();
        LineFeeder feeder = resume ? resume->feeder : LineFeeder();
        std::uint64_t offset = resume ? resume->offset : 0;
        std::string block(blockSize, '\0');
        const auto tell = [&](bool early, std::shared_ptr<const Resume> end) {
            told = Clock::now();
            const bool last = early || end;
            const auto percent = static_cast<int>(std::min(99.0, static_cast<double>(offset) / static_cast<double>(size) * 100));
            mailbox->post([this, generation,
                           part = Part{feeder.take(), feeder.lines(), last ? 100 : percent, last, early, std::move(end)}]() mutable {
                if (generation == m_generation)
                    found(std::move(part));
            });
        };
        while (!stop.stop_requested()) {
            const auto got = reader->read(offset, block);
            if (!got || (*got > 0 && feeder.found() >= runLimit))
                return tell(true, {});
            if (*got == 0) {
                // A last line without an end counts as one; if it goes on, it is looked at again.
                auto end = std::make_shared<Resume>(Resume{feeder, offset});
                end->feeder.take();
                feeder.end();
                return tell(false, std::move(end));
            }
            feeder.add(std::string_view(block).substr(0, *got));
            offset += *got;
            if (Clock::now() - told > std::chrono::milliseconds(200))
                tell(false, {});
        }
    });
}

void LevelScan::found(Part part) {
    auto from = part.runs.begin();
    if (!m_runs.empty() && from != part.runs.end() && m_runs.back().end() == from->first)
        m_runs.back().count += from++->count;
    m_runs.insert(m_runs.end(), from, part.runs.end());
    m_lines = part.lines;
    m_percent = part.percent;
    m_running = !part.last;
    m_endedEarly = part.early;
    m_resume = std::move(part.resume);
    if (!m_running && m_more.reader)
        goOn(std::exchange(m_more, {}));
    emit changed();
}

} // namespace faultline
