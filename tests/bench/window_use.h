// SPDX-License-Identifier: MIT
#pragma once

#include "probe/event_loop_probe.h"
#include "window/main_window.h"

#include <QObject>
#include <QTemporaryDir>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

class QSettings;

namespace faultline {
class KnowledgeService;
}

namespace faultline::bench {

/// The program's window, used as a person would, by keys and clicks that Qt delivers, while a probe watches its event loop. What it took is printed as it
/// becomes known: a line each, `name<TAB>value`, which the benchmark that started this process reads.
class WindowUse : public QObject {
public:
    using Clock = std::chrono::steady_clock;

    /// `cacheFolder` keeps compiled patterns between uses. No earlier diagnosis is taken from it.
    explicit WindowUse(const std::string& cacheFolder);
    ~WindowUse() override;

    [[nodiscard]] MainWindow& window() const { return *m_window; }

    /// What is known is compiled at the first start of all; that is not to be measured with what comes after it.
    void waitForKnowledge();
    /// Opens the job and waits for its final diagnosis; `name` is what the time is printed as, if it is not empty.
    void open(const std::string& path, const std::string& name = {});
    /// Closes all logs.
    void closeLogs();
    /// Clicks on a file in the tree.
    void click(std::size_t file);
    /// A key for what has the focus.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    static void type(const QString& text);

    /// Acts, and prints the milliseconds until `done` holds and what was to be painted is.
    void time(const std::string& name, const std::function<void()>& act, const std::function<bool()>& done);
    /// Whether a line of the log that shows is in memory.
    [[nodiscard]] bool shows(LineNumber line) const;
    /// Likewise the last one.
    [[nodiscard]] bool showsEnd() const;

    static void print(const std::string& name, double value);
    void printMemory(const std::string& name) const;
    /// How long the event loop has been blocked since the last call.
    void printWaits(const std::string& during);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool until(const std::function<bool()>& done) const;

    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::shared_ptr<KnowledgeService> m_knowledge;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<EventLoopProbe> m_probe;
    std::uint64_t m_paints = 0;
};

} // namespace faultline::bench
