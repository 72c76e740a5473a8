// SPDX-License-Identifier: MIT
#include "window_use.h"

#include "knowledge/knowledge_base.h"
#include "session/job_session.h"
#include "session/knowledge_service.h"
#include "tree/job_tree_filter.h"
#include "tree/job_tree_model.h"
#include "tree/job_tree_view.h"
#include "tree/tree_pane.h"

#include "log/log_pane.h"
#include "source_packs.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QSettings>
#include <QTest>

#include <cstdio>
#include <fstream>

namespace faultline::bench {

namespace {

constexpr std::chrono::minutes patience(3);

double millisecondsOf(std::chrono::nanoseconds time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

WindowUse::WindowUse(const std::string& cacheFolder)
    : m_settings(std::make_unique<QSettings>(m_folder.filePath("settings.ini"), QSettings::IniFormat)) {
    qApp->installEventFilter(this);
    // Diagnoses are kept beside the patterns; these are the only ones that may be known already.
    m_knowledge = std::make_shared<KnowledgeService>(std::vector<PackPath>{{sourcePacks(), true}}, cacheFolder);
    m_window = std::make_unique<MainWindow>(m_knowledge, *m_settings);
    m_probe = std::make_unique<EventLoopProbe>();
    m_window->resize(1440, 900);
    m_window->show();
    until([this] { return m_paints > 0; });
}

WindowUse::~WindowUse() {
    qApp->removeEventFilter(this);
}

bool WindowUse::eventFilter(QObject* watched, QEvent* event) {
    m_paints += event->type() == QEvent::Paint ? 1 : 0;
    return QObject::eventFilter(watched, event);
}

bool WindowUse::until(const std::function<bool()>& done) const {
    const Clock::time_point end = Clock::now() + patience;
    while (!done()) {
        if (Clock::now() > end)
            return false;
        // The probe's questions see to it that there is an event soon.
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

void WindowUse::waitForKnowledge() {
    m_knowledge->patterns().wait();
    // This wait was the benchmark's own.
    QCoreApplication::processEvents();
    m_probe->restart();
}

void WindowUse::open(const std::string& path, const std::string& name) {
    waitForKnowledge();
    const Clock::time_point start = Clock::now();
    m_window->openPath(QString::fromStdString(path));
    const JobSession& session = m_window->session();
    until([&session] { return session.diagnosis() && session.diagnosis()->final && !session.isBusy(); });
    if (!name.empty())
        print(name, millisecondsOf(Clock::now() - start));
    const std::uint64_t paints = m_paints;
    until([this, paints] { return m_paints > paints; });
}

void WindowUse::closeLogs() {
    while (m_window->log().view()) {
        m_window->log().closeTabAction()->trigger();
        QCoreApplication::processEvents();
    }
}

void WindowUse::click(std::size_t file) {
    const TreePane& tree = m_window->tree();
    const QModelIndex index = tree.filter()->mapFromSource(tree.model()->indexOfFile(file));
    tree.view()->scrollTo(index);
    QTest::mouseClick(tree.view()->viewport(), Qt::LeftButton, {}, tree.view()->visualRect(index).center());
}

void WindowUse::press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    if (QWidget* const focused = QApplication::focusWidget())
        QTest::keyClick(focused, key, modifiers);
}

void WindowUse::type(const QString& text) {
    for (const QChar character : text)
        if (QWidget* const focused = QApplication::focusWidget())
            QTest::keyClick(focused, character.toLatin1());
}

void WindowUse::time(const std::string& name, const std::function<void()>& act, const std::function<bool()>& done) {
    const Clock::time_point start = Clock::now();
    act();
    const bool reached = until(done);
    const std::uint64_t paints = m_paints;
    // What is there is painted in the next round at the latest; where it has been painted already, nothing more comes.
    const Clock::time_point ready = Clock::now();
    const Clock::time_point last = ready + std::chrono::milliseconds(100);
    until([&] { return m_paints > paints || Clock::now() > last; });
    const Clock::time_point end = m_paints > paints ? Clock::now() : ready;
    print(name, reached ? millisecondsOf(end - start) : -1);
}

bool WindowUse::shows(LineNumber line) const {
    const LogView* const view = m_window->log().view();
    return view && !view->textOf(line).isEmpty();
}

bool WindowUse::showsEnd() const {
    const LogView* const view = m_window->log().view();
    return view && view->document() && view->document()->lineCount() > 0 &&
           view->currentLine().index() + 1 >= view->document()->lineCount() && !view->textOf(view->currentLine()).isEmpty();
}

void WindowUse::print(const std::string& name, double value) {
    std::printf("%s\t%.6f\n", name.c_str(), value);
    std::fflush(stdout);
}

void WindowUse::printMemory(const std::string& name) const {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:"))
            print(name, std::stod(line.substr(6)) / 1024);
}

void WindowUse::printWaits(const std::string& during) {
    const WaitTimes& waits = m_probe->waits();
    print(during + ": loop blocked, 99 % within, ms", millisecondsOf(waits.within(0.99)));
    print(during + ": loop blocked, longest, ms", millisecondsOf(waits.longest()));
    m_probe->restart();
}

} // namespace faultline::bench
