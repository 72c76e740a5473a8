// SPDX-License-Identifier: MIT
#pragma once

#include "log/background_worker.h"
#include "log/level_lines.h"
#include "log/log_text.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <vector>

namespace faultline {

class Mailbox;

/// Finds on a worker which lines of one file belong to warnings, errors and exceptions. They come in while it runs; a new scan gives the old one up.
class LevelScan : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t runLimit = 250'000; ///< runs kept: it ends there, and what is behind counts as not looked at

    explicit LevelScan(QObject* parent = nullptr);
    ~LevelScan() override;

    void start(const LogText& text);
    /// Looks at what was added to the file since; a last line that went on is looked at as a whole.
    void goOn(const LogText& text);
    /// Stops and forgets.
    void clear();

    [[nodiscard]] bool isRunning() const { return m_running; }
    /// Whether a limit or a failure to read ended it before the end of the file.
    [[nodiscard]] bool endedEarly() const { return m_endedEarly; }
    [[nodiscard]] int percent() const { return m_percent; }
    /// Lines looked at so far.
    [[nodiscard]] std::uint64_t lines() const { return m_lines; }
    /// In order; runs that touch are one.
    [[nodiscard]] const std::vector<LineRun>& runs() const { return m_runs; }

signals:
    /// More lines, or the end.
    void changed();

private:
    class LineFeeder;
    /// Where to go on from.
    struct Resume;

    struct Part {
        std::vector<LineRun> runs; ///< the first one may go on with the last one of the part before
        std::uint64_t lines = 0;   ///< of all parts
        int percent = 0;
        bool last = false, early = false;
        std::shared_ptr<const Resume> resume; ///< with the last part, unless it ended early
    };
    void run(const LogText& text);
    void found(Part part);

    std::shared_ptr<Mailbox> m_mailbox;
    BackgroundWorker m_worker;
    std::uint64_t m_generation = 0;
    std::vector<LineRun> m_runs;
    std::uint64_t m_lines = 0;
    int m_percent = 0;
    bool m_running = false, m_endedEarly = false;
    std::shared_ptr<const Resume> m_resume;
    LogText m_more; ///< to go on with as soon as the running scan is through; without a reader: nothing
};

} // namespace faultline
