// SPDX-License-Identifier: MIT
#pragma once

#include "log/background_worker.h"
#include "log/log_text.h"
#include "log/text_pattern.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <vector>

namespace faultline {

class Mailbox;

/// Finds all lines of one file that a pattern is in, on a worker. Hits come in while it runs; a new search gives the old one up.
class LogSearch : public QObject {
    Q_OBJECT
public:
    using Lines = std::vector<std::uint64_t>;
    static constexpr std::size_t lineLimit = 1'000'000; ///< lines kept; further ones are only counted

    explicit LogSearch(QObject* parent = nullptr);
    ~LogSearch() override;

    void start(const LogText& text, const TextPattern& pattern);
    /// Stops and forgets.
    void clear();

    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] int percent() const { return m_percent; }
    /// Lines with a hit so far, also those beyond the limit.
    [[nodiscard]] std::uint64_t count() const { return m_count; }
    /// Indices of the lines with a hit, sorted; never null. What it points at grows while the search runs.
    [[nodiscard]] std::shared_ptr<const Lines> lines() const { return m_lines; }

signals:
    /// More hits or progress, or the end.
    void changed();

private:
    void found(const Lines& lines, std::uint64_t count, int percent, bool last);

    std::shared_ptr<Mailbox> m_mailbox;
    BackgroundWorker m_worker;
    std::uint64_t m_generation = 0;
    std::shared_ptr<Lines> m_lines = std::make_shared<Lines>();
    std::uint64_t m_count = 0;
    int m_percent = 0;
    bool m_running = false;
};

} // namespace faultline
