// SPDX-License-Identifier: MIT
#pragma once

#include "log/background_worker.h"
#include "log/log_text.h"
#include "log/text_pattern.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace faultline {

class Mailbox;

/// Finds all lines of one file that a pattern is in, on several threads. Hits come in while it runs; a new search gives the old one up.
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
    /// Hits in all of them.
    [[nodiscard]] std::uint64_t hitCount() const { return m_hitCount; }
    /// Bytes of a line's text before its first hit where they are so many that the line may be shown in parts; 0 for all others.
    [[nodiscard]] std::uint64_t farHit(std::uint64_t line) const { return m_farHits.value(line); }
    static constexpr std::uint64_t farByte = 4096;
    /// Why it takes longer than usual, or could not be done to the end; empty where there is nothing to say.
    [[nodiscard]] const QString& notice() const { return m_notice; }
    /// Indices of the lines with a hit, sorted; never null. What it points at grows while the search runs.
    [[nodiscard]] std::shared_ptr<const Lines> lines() const { return m_lines; }

signals:
    /// More hits or progress, or the end.
    void changed();

private:
    struct News;
    void take(const News& news);

    std::shared_ptr<Mailbox> m_mailbox;
    BackgroundWorker m_worker;
    std::uint64_t m_generation = 0;
    std::shared_ptr<Lines> m_lines = std::make_shared<Lines>();
    std::uint64_t m_count = 0, m_hitCount = 0;
    QHash<std::uint64_t, std::uint64_t> m_farHits;
    QString m_notice;
    int m_percent = 0;
    bool m_running = false;
};

} // namespace faultline
