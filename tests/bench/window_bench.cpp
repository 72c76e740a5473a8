// SPDX-License-Identifier: MIT
//
// faultline-window-bench: what a person waits for in the window. Each use is a process of its own, several times, in turn; README.md tells how.

#include "log_generator.h"
#include "measured_command.h"
#include "window_use.h"

#include "log/log_find.h"
#include "log/log_pane.h"
#include "search/search_pane.h"
#include "session/job_session.h"
#include "tree/job_tree_filter.h"
#include "tree/job_tree_model.h"
#include "tree/tree_pane.h"
#include "window/window_actions.h"
#include "window/window_search.h"

#include <nlohmann/json.hpp>

#include <QAction>
#include <QApplication>
#include <QLineEdit>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <sys/wait.h>

namespace {

using namespace faultline;
using namespace faultline::bench;
namespace fs = std::filesystem;

// ------------------------------------------------------------------------ uses --

std::size_t fileOf(const Job& job, std::string_view end) {
    const auto found = std::ranges::find_if(job.files, [end](const JobFile& file) { return file.path.ends_with(end); });
    return static_cast<std::size_t>(found - job.files.begin());
}

/// A large or a small log: opened by a click, gone through, searched.
void readLog(WindowUse& use, const std::string& job) {
    use.printMemory("memory, no job, MB");
    use.open(job, "job opened to final diagnosis, ms");
    use.printWaits("diagnosis");
    use.closeLogs();
    const std::size_t log = fileOf(*use.window().session().job(), "std_log_0.txt");
    use.time("click to first lines painted, ms", [&] { use.click(log); }, [&] { return use.shows(LineNumber(0)); });
    use.window().log().view()->setFocus();
    use.time("Ctrl+End to the end painted, ms", [] { WindowUse::press(Qt::Key_End, Qt::ControlModifier); }, [&] { return use.showsEnd(); });
    use.time("until all lines are counted, ms", [] {}, [&] { return use.window().log().view()->document()->isComplete(); });
    use.printMemory("memory, log open and diagnosed, MB");
    for (int page = 0; page < 100; ++page) {
        WindowUse::press(Qt::Key_PageUp);
        QCoreApplication::processEvents();
    }
    use.time(
        "50 % painted, ms",
        [&] {
            use.window().log().goToLineAction()->trigger();
            WindowUse::type(QStringLiteral("50%"));
            WindowUse::press(Qt::Key_Return);
        },
        [&] { return use.shows(use.window().log().view()->currentLine()); });
    use.printWaits("reading");

    const auto* const find = use.window().log().findChild<LogFind*>();
    use.time(
        "find with many hits, whole log, ms",
        [&] {
            use.window().log().findAction()->trigger();
            WindowUse::type(QStringLiteral("INFO"));
        },
        [find] { return !find->search().isRunning() && find->search().hitCount() > 0; });
    WindowUse::press(Qt::Key_Escape);
    use.printWaits("find");
    const SearchSession& search = use.window().search().pane()->session();
    use.time(
        "search of all logs, ms",
        [&] {
            use.window().actions().searchAll->trigger();
            for (auto* const field : use.window().search().pane()->findChildren<QLineEdit*>())
                if (field->hasFocus())
                    field->clear();
            WindowUse::type(QStringLiteral("ModuleNotFoundError"));
            WindowUse::press(Qt::Key_Return);
        },
        [&] { return search.state() == SearchSession::State::Done; });
    use.printWaits("search");
    use.printMemory("memory, at the end, MB");
}

/// A line of 200 MB between ordinary ones.
void readLongLine(WindowUse& use, const std::string& job) {
    use.open(job);
    use.closeLogs();
    use.printWaits("diagnosis");
    use.printMemory("memory, before it is open, MB");
    const std::size_t log = fileOf(*use.window().session().job(), "std_log_0.txt");
    use.click(log);
    use.time(
        "until all lines are counted, ms", [] {},
        [&] {
            const LogView* const view = use.window().log().view();
            return view && view->document() && view->document()->isComplete();
        });
    LogView& view = *use.window().log().view();
    view.setFocus();
    use.time("the line painted, ms", [&] { view.goToLine(LineNumber(100)); }, [&] { return use.shows(LineNumber(100)); });
    use.time(
        "End key to the line's end painted, ms", [] { WindowUse::press(Qt::Key_End); },
        [&] { return view.textOf(LineNumber(100)).endsWith(QStringLiteral("the end")); });
    use.time(
        "Home key to the line's start painted, ms", [] { WindowUse::press(Qt::Key_Home); },
        [&] { return view.textOf(LineNumber(100)).startsWith(QStringLiteral("the start")); });
    use.time("wrapped, ms", [&] { use.window().log().wrapAction()->trigger(); }, [] { return true; });
    use.printMemory("memory, after it was read, MB");
    use.printWaits("reading");
}

/// A job of very many files.
void browseTree(WindowUse& use, const std::string& job) {
    use.waitForKnowledge();
    bool ready = false;
    QObject::connect(&use.window().tree(), &TreePane::ready, &use, [&ready] { ready = true; });
    use.time("folder opened to tree painted, ms", [&] { use.window().openPath(QString::fromStdString(job)); }, [&ready] { return ready; });
    const JobSession& session = use.window().session();
    use.time(
        "until the final diagnosis, ms", [] {}, [&] { return session.diagnosis() && session.diagnosis()->final && !session.isBusy(); });
    use.printWaits("opening");
    bool filtered = false;
    QObject::connect(use.window().tree().filter(), &JobTreeFilter::filtered, &use, [&filtered] { filtered = true; });
    auto* const field = use.window().tree().findChild<QLineEdit*>();
    use.time("filter painted, ms", [&] { field->setText(QStringLiteral("process4")); }, [&filtered] { return filtered; });
    filtered = false;
    use.time("filter cleared, ms", [&] { field->clear(); }, [&filtered] { return filtered; });
    use.printWaits("filtering");
    use.printMemory("memory, MB");
}

using Use = void (*)(WindowUse&, const std::string&);

struct Scenario {
    const char* name;
    const char* title;
    const char* job; ///< below the folder of inputs; empty: none
    Use use;
};

constexpr std::array scenarios{
    Scenario{"start", "Start, no job", "", nullptr},
    Scenario{"small", "A log of 4 MB", "small", readLog},
    Scenario{"large", "A large log", "large", readLog},
    Scenario{"line", "A line of 200 MB", "line", readLongLine},
    Scenario{"tree", "A job of 100,000 files", "tree", browseTree},
};

int useWindow(int count, char** values, const Scenario& scenario, const fs::path& folder) {
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(count, values);
    WindowUse use((folder / "cache").string());
    if (scenario.use)
        scenario.use(use, (folder / scenario.job).string());
    return 0;
}

// ---------------------------------------------------------------------- inputs --

void makeLog(const fs::path& job, std::uint64_t bytes) {
    const fs::path log = job / "user_logs" / "std_log_0.txt";
    std::error_code error;
    if (fs::exists(log) && fs::file_size(log, error) >= bytes)
        return;
    std::printf("Making a log of %llu MB …\n", static_cast<unsigned long long>(bytes / 1'000'000));
    LogShape shape;
    shape.bytes = bytes;
    fs::create_directories(log.parent_path());
    writeLog(log, shape);
}

void makeLongLine(const fs::path& job) {
    const fs::path log = job / "user_logs" / "std_log_0.txt";
    if (fs::exists(log))
        return;
    fs::create_directories(log.parent_path());
    std::ofstream out(log, std::ios::binary);
    for (int line = 0; line < 100; ++line)
        out << "an ordinary line, number " << line << '\n';
    out << "the start ";
    for (int part = 0; part < 4'000'000; ++part)
        out << "some words and the number of part " << part << "; ";
    out << "the end\n";
    for (int line = 0; line < 100; ++line)
        out << "an ordinary line behind it, number " << line << '\n';
}

void makeTree(const fs::path& job) {
    if (fs::exists(job))
        return;
    std::puts("Making a job of 100,000 files …");
    JobShape shape;
    shape.processes = 500;
    shape.bytesEach = 200;
    shape.lines.tracebacks = 0;
    writeJob(job, shape);
}

// ---------------------------------------------------------------------- figures --

using Figures = std::vector<std::pair<std::string, std::vector<double>>>;

/// Runs the use in a process of its own and adds what it prints.
void measureUse(const std::string& self, const Scenario& scenario, const fs::path& folder, Figures& figures) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder / "cache", error))
        if (!entry.path().filename().string().starts_with("patterns"))
            fs::remove(entry.path(), error);
    const auto add = [&figures](const std::string& name, double value) {
        auto known = std::ranges::find(figures, name, &Figures::value_type::first);
        if (known == figures.end())
            known = figures.insert(figures.end(), {name, {}});
        known->second.push_back(value);
    };
    if (!scenario.use) {
        const auto measured = measure({self, "--use", scenario.name, folder.string()});
        if (measured) {
            add("process started to window painted and gone, ms", measured->seconds * 1000);
            add("memory at most, MB", measured->peakMegabytes);
        }
        return;
    }
    const std::string command = "'" + self + "' --use " + scenario.name + " '" + folder.string() + "'";
    std::FILE* const pipe = ::popen(command.c_str(), "re");
    if (!pipe)
        return;
    std::array<char, 512> line{};
    while (std::fgets(line.data(), line.size(), pipe)) {
        const std::string text = line.data();
        if (const std::size_t tab = text.find('\t'); tab != std::string::npos)
            add(text.substr(0, tab), std::stod(text.substr(tab + 1)));
    }
    if (const int status = ::pclose(pipe); status != 0)
        std::printf("%s ended with status %d\n", scenario.name, WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

struct Options {
    unsigned runs = 3;
    std::uint64_t megabytes = 4000;
    fs::path folder = fs::temp_directory_path() / "faultline-window-bench";
    std::string only, json;
    bool help = false;
};

/// Options of the other benchmarks, which are run with the same ones, are passed over.
Options optionsOf(std::span<char*> values) {
    Options options;
    for (std::size_t i = 1; i < values.size(); ++i) {
        const std::string_view option = values[i];
        options.help |= option == "--help";
        if (i + 1 == values.size())
            break;
        if (option == "--runs")
            options.runs = static_cast<unsigned>(std::strtoul(values[++i], nullptr, 10));
        else if (option == "--window-megabytes")
            options.megabytes = std::strtoull(values[++i], nullptr, 10);
        else if (option == "--window-folder")
            options.folder = values[++i];
        else if (option == "--only")
            options.only = values[++i];
        else if (option == "--json")
            options.json = values[++i];
    }
    return options;
}

constexpr const char* help = R"(Measures the window: each use of it in a process of its own, several times, in turn.
Prints the median and the worst of each figure.

  --runs N               rounds (3)
  --only WORDS           uses whose title contains these words, case as written
  --json FILE            the figures as JSON as well, in FILE.window.json
  --window-megabytes N   size of the large log (4000)
  --window-folder DIR    where inputs are made (faultline-window-bench in the folder for temporary files)

Without a display it is painted in memory. Delete the folder after changing what inputs are made of.
)";

} // namespace

int main(int count, char** values) {
    if (count == 4 && std::strcmp(values[1], "--use") == 0) {
        const auto scenario = std::ranges::find(scenarios, std::string_view(values[2]), &Scenario::name);
        return scenario == scenarios.end() ? 2 : useWindow(count, values, *scenario, values[3]);
    }
    const Options options = optionsOf(std::span(values, static_cast<std::size_t>(count)));
    if (options.help) {
        std::fputs(help, stdout);
        return 0;
    }
    makeLog(options.folder / "small", 4'000'000);
    makeLog(options.folder / "large", options.megabytes * 1'000'000);
    makeLongLine(options.folder / "line");
    makeTree(options.folder / "tree");
    fs::create_directories(options.folder / "cache");

    const std::string self = fs::read_symlink("/proc/self/exe").string();
    std::map<std::string_view, Figures> figures;
    for (unsigned run = 0; run < options.runs; ++run)
        for (const Scenario& scenario : scenarios)
            if (std::string_view(scenario.title).contains(options.only))
                measureUse(self, scenario, options.folder, figures[scenario.name]);

    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const Scenario& scenario : scenarios) {
        if (!figures.contains(scenario.name))
            continue;
        std::printf("\n%-52s %9s %9s\n", scenario.title, "median", "worst");
        nlohmann::ordered_json rows;
        for (const auto& [name, measured] : figures[scenario.name]) {
            std::printf("  %-50s %9.1f %9.1f\n", name.c_str(), median(measured), std::ranges::max(measured));
            rows[name] = {{"median", median(measured)}, {"worst", std::ranges::max(measured)}};
        }
        json.push_back({{"title", scenario.title}, {"runs", options.runs}, {"figures", rows}});
    }
    if (!options.json.empty())
        std::ofstream(options.json + ".window.json") << json.dump(1) << '\n';
    return 0;
}
