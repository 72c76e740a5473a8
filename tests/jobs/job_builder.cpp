// SPDX-License-Identifier: MIT
#include "job_builder.h"

#include "ordinary_lines.h"

#include <algorithm>
#include <format>
#include <fstream>

namespace faultline::tests {

JobBuilder::JobBuilder(JobShape shape) : m_shape(std::move(shape)) {
    if (commonRuntime()) {
        startCommonRuntime();
    } else {
        startLegacy();
    }
    if (parallel()) {
        startParallel();
    }
    startDriver();
}

// ------------------------------------------------------------------ paths --

std::string JobBuilder::nodeName(unsigned node) const {
    return m_shape.generation == Generation::Prs2022 ? std::to_string(node) : std::format("10.0.{}.{}", node / 250, 4 + node % 250);
}

std::string JobBuilder::processName(unsigned process) const {
    return m_shape.generation == Generation::Prs2020 ? std::format("Process-{}", process + 1) : std::format("process{:03}", process);
}

std::string JobBuilder::userError(Worker worker) const {
    return std::format("logs/user/error/{}/{}.txt", nodeName(worker.node), processName(worker.process));
}

std::string JobBuilder::userStdout(Worker worker) const {
    return std::format("logs/user/{}{}/{}.stdout.txt", m_shape.generation == Generation::Prs2020 ? "" : "stdout/", nodeName(worker.node),
                       processName(worker.process));
}

std::string JobBuilder::userStderr(Worker worker) const {
    return std::format("logs/user/{}{}/{}.stderr.txt", m_shape.generation == Generation::Prs2020 ? "" : "stderr/", nodeName(worker.node),
                       processName(worker.process));
}

std::string JobBuilder::workerLog(Worker worker) const {
    return std::format("logs/sys/{}/{}/{}.txt", m_shape.generation == Generation::Prs2020 ? "worker" : "node", nodeName(worker.node),
                       processName(worker.process));
}

std::string JobBuilder::agentLog(unsigned node) const {
    return m_shape.generation == Generation::Prs2020 ? std::format("logs/sys/worker/{}/MainProcess.txt", nodeName(node))
                                                     : std::format("logs/sys/node/{}/_main.txt", nodeName(node));
}

std::string JobBuilder::systemError(unsigned node) const {
    return std::format("logs/sys/error/{}/{}.txt", nodeName(node), m_shape.generation == Generation::Prs2020 ? "MainProcess" : "_main");
}

std::string JobBuilder::masterLog() const {
    return m_shape.generation == Generation::Prs2020 ? "logs/sys/master.txt" : "logs/sys/master_role.2026010510.txt";
}

std::string JobBuilder::progressLog() const {
    return m_shape.generation == Generation::Prs2020 ? "logs/overview.txt" : "logs/job_progress_overview.2026010510.txt";
}

std::string JobBuilder::miniBatchTable() const {
    return m_shape.generation == Generation::Prs2020 ? "logs/sys/report/processed_tasks.csv"
                                                     : "logs/sys/job_report/processed_mini-batches.csv";
}

std::string JobBuilder::driverLog(unsigned node) const {
    switch (m_shape.generation) {
    case Generation::Legacy2018: return "azureml-logs/80_driver_log.txt";
    case Generation::CommonRuntime:
        return m_shape.nodes == 1 ? "user_logs/std_log.txt" : std::format("user_logs/std_log_process_{}.txt", node);
    case Generation::Prs2022: return std::format("user_logs/std_log_{}.txt", node);
    default: return m_shape.nodes == 1 ? "azureml-logs/70_driver_log.txt" : std::format("azureml-logs/70_driver_log_{}.txt", node);
    }
}

std::vector<Worker> JobBuilder::workers() const {
    std::vector<Worker> all;
    for (unsigned node = 0; node < m_shape.nodes; ++node) {
        std::ranges::copy(workersOf(node), std::back_inserter(all));
    }
    return all;
}

std::vector<Worker> JobBuilder::workersOf(unsigned node) const {
    std::vector<Worker> all;
    all.reserve(m_shape.processes);
    for (unsigned process = 0; process < m_shape.processes; ++process) {
        all.push_back({.node = node, .process = process});
    }
    return all;
}

// ----------------------------------------------------------- what happens --

std::string JobBuilder::userFolder() const {
    return commonRuntime() ? "/mnt/azureml/cr/j/7f3a9c0d51b24e8e/exe/wd/"
                           : "/mnt/batch/tasks/shared/LS_root/jobs/contoso-ml/azureml/run-0001/wd/azureml/run-0001/";
}

std::vector<PythonFrame> JobBuilder::runtimeFrames(const std::string& method) const {
    const std::string folder = userFolder() + "driver/azureml_user/parallel_run/";
    return {{.file = folder + "entry_script.py", .line = 171, .function = method, .code = "return self._call(method)"},
            {.file = folder + "timeout_invoker.py", .line = 62, .function = "invoke", .code = "raise result.error"}};
}

std::string JobBuilder::workerLine(double at, std::string_view level, unsigned process, std::string_view text) const {
    return m_shape.generation == Generation::Prs2020 ? lines::worker2020(at, level, process, text)
                                                     : lines::worker(at, level, process, text);
}

void JobBuilder::scriptError(const Worker& worker, double at, const std::string& method, const PythonError& error) {
    const std::string trace = traceback(error, runtimeFrames(method), userFolder());
    const std::string shortType = error.type.substr(error.type.rfind('.') + 1);
    if (m_shape.generation == Generation::Prs2020) {
        log(userError(worker))
            .add(at, workerLine(at, "ERROR", pid(worker),
                                std::format("Failed to call scoring {}() with {}. Error detail: {}", method, exceptionLine(error), trace)));
        return;
    }
    log(userError(worker))
        .add(at,
             workerLine(at, "ERROR", pid(worker), std::format("Entry script {}() failed for {}. Details: {}", method, shortType, trace)));
    if (m_shape.generation == Generation::Prs2022) {
        log("logs/job_error.txt")
            .add(at, lines::overview(at, std::format("The {} on node {} failed with error: {}", processName(worker.process),
                                                     nodeName(worker.node), trace)));
    }
}

JobBuilder& JobBuilder::initFails(const std::vector<Worker>& workers, const PythonError& error) {
    for (const Worker& worker : workers) {
        const double at = 33 + worker.node * 0.4 + worker.process * 0.1;
        scriptError(worker, at, "init", error);
        log(workerLog(worker))
            .add(at + 0.05, workerLine(at + 0.05, "INFO", pid(worker), "Processed mini-batches: 0 total, 0 succeeded, 0 failed."));
        workerKilled(worker, 72);
    }
    return *this;
}

JobBuilder& JobBuilder::runFails(const std::vector<Worker>& workers, const PythonError& error, unsigned times) {
    for (const Worker& worker : workers) {
        for (unsigned time = 0; time < times; ++time) {
            const double at = 60 + static_cast<double>(m_faults % 5000) * 0.1;
            const std::uint64_t id = m_faults % m_shape.miniBatches;
            const unsigned attempt = 1 + static_cast<unsigned>(m_faults / m_shape.miniBatches) % 3;
            ++m_faults;
            scriptError(worker, at, "run", error);
            const std::string task = std::format(R"({{"id": {}, "dequeue_count": {}, "minibatch": [{}], "location": "input_data", )"
                                                 R"("partition_size": 1048576, "task_type": 10}})",
                                                 id, attempt, id);
            log(workerLog(worker))
                .add(at, workerLine(at, "ERROR", pid(worker), std::format("Failed to process {} with {}.", task, exceptionLine(error))));
            tableRow(id, attempt, 2, 0, "RUN_EXCEPTION", error.message.substr(0, error.message.find('\n')));
        }
        workerKilled(worker, 73);
    }
    return *this;
}

JobBuilder& JobBuilder::runTimesOut(const std::vector<Worker>& workers, unsigned seconds, unsigned times) {
    for (const Worker& worker : workers) {
        for (unsigned time = 0; time < times; ++time) {
            const double at = 60 + seconds + static_cast<double>(m_faults % 4000) * 0.1;
            const std::uint64_t id = m_faults % m_shape.miniBatches;
            const unsigned attempt = 1 + static_cast<unsigned>(m_faults / m_shape.miniBatches) % 3;
            ++m_faults;
            if (m_shape.generation == Generation::Prs2020) {
                log(workerLog(worker))
                    .add(at, workerLine(at, "ERROR", pid(worker),
                                        std::format("mini batch {} did not finish in {} seconds. Stopping this process.", id, seconds)));
            } else {
                log(std::format("logs/sys/error/{}/{}.txt", nodeName(worker.node), processName(worker.process)))
                    .add(at, lines::worker(
                                 at, "ERROR", pid(worker),
                                 std::format("Stop for run() unable to finish within {} seconds for {{\"agent\": \"{}\", \"task_id\": {}, "
                                             "\"dequeue_count\": {}, "
                                             "\"total\": 2, \"succeeded\": 0, \"method\": \"run\", \"exc_type\": \"\", \"message\": \"\", "
                                             "\"run_method_duration\": {}.25, \"status\": \"RUN_TIMEOUT\"}}",
                                             seconds, processName(worker.process), id, attempt, seconds)));
            }
            tableRow(id, attempt, 2, 0, "RUN_TIMEOUT");
        }
        workerKilled(worker, 71);
    }
    return *this;
}

JobBuilder& JobBuilder::fileRefused(Worker worker, const std::string& file, const std::string& why) {
    const double at = 62 + static_cast<double>(m_faults++ % 5000) * 0.1;
    log(userStdout(worker))
        .add(at, std::format("ERROR:azureml:Error processing input file: '{}input_data/{}'. {}", userFolder(), file, why));
    return *this;
}

JobBuilder& JobBuilder::workerKilled(Worker worker, int exitCode) {
    const double at = exitCode == 72 ? 34.5 + worker.node * 0.4 : 420 + worker.node * 2 + worker.process * 0.3;
    const std::string text = std::format("The process {} exits with exitcode {}", pid(worker), exitCode);
    log(agentLog(worker.node))
        .add(at,
             m_shape.generation == Generation::Prs2020 ? workerLine(at, "WARNING", 180, text) : lines::master(at, "WARNING", 180, text));
    return *this;
}

JobBuilder& JobBuilder::tableRow(std::uint64_t id, unsigned attempt, unsigned total, unsigned succeeded, const std::string& status,
                                 const std::string& message) {
    std::string quoted;
    for (const char c : message) {
        quoted += c;
        if (c == '"') {
            quoted += '"';
        }
    }
    const double at = 60 + static_cast<double>(m_tableRows.size()) * 0.2;
    m_tableRows.push_back(std::format(R"({},{},{},{},{},{},{},{},1.{},0.9,1.1,{},{},"{}","{{""minibatch"": [{}]}}")", id, attempt,
                                      processName(0), lines::isoTime(30), lines::isoTime(at), total, succeeded, total - succeeded, id % 10,
                                      status, status == "RUN_DONE" ? "" : "User", quoted, id));
    return *this;
}

JobBuilder& JobBuilder::commandFails(const std::string& text, int exitCode, unsigned node) {
    m_lastWords = text;
    m_exitCode = exitCode;
    m_failedNode = node;
    return *this;
}

JobBuilder& JobBuilder::add(const std::string& path, double at, const std::string& lines) {
    log(path).add(at, lines);
    return *this;
}

JobBuilder& JobBuilder::put(const std::string& path, const std::string& content) {
    m_logs.erase(path);
    m_whole[path] = content;
    return *this;
}

JobBuilder& JobBuilder::remove(const std::string& pathPrefix) {
    std::erase_if(m_logs, [&](const auto& entry) { return entry.first.starts_with(pathPrefix); });
    std::erase_if(m_whole, [&](const auto& entry) { return entry.first.starts_with(pathPrefix); });
    return *this;
}

JobBuilder& JobBuilder::rename(const std::string& from, const std::string& to) {
    const auto move = [&](auto& files) {
        std::remove_cvref_t<decltype(files)> moved;
        for (auto& [path, content] : files) {
            moved.emplace(path.starts_with(from) ? to + path.substr(from.size()) : path, std::move(content));
        }
        files = std::move(moved);
    };
    move(m_logs);
    move(m_whole);
    return *this;
}

JobBuilder& JobBuilder::end(Ending ending, const std::string& reason) {
    if (parallel()) {
        endParallel(ending, reason);
    }
    const int exitCode = parallel() ? (ending == Ending::Completed ? 0 : 42) : m_exitCode;
    endDriver(ending, exitCode);
    if (commonRuntime()) {
        endCommonRuntime(ending, exitCode);
    } else {
        endLegacy(ending);
    }
    return *this;
}

// ------------------------------------------------------------------ files --

void JobBuilder::each(const std::function<void(const std::string&, const std::string&)>& take) const {
    for (const auto& [path, plan] : m_logs) {
        take(m_shape.folder + path, plan.text());
    }
    for (const auto& [path, content] : m_whole) {
        take(m_shape.folder + path, content);
    }
}

Files JobBuilder::files() const {
    Files files;
    each([&](const std::string& path, const std::string& content) { files.emplace_back(path, content); });
    return files;
}

void JobBuilder::writeTo(const std::filesystem::path& folder) const {
    each([&](const std::string& path, const std::string& content) {
        const std::filesystem::path file = folder / path;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << content;
    });
}

} // namespace faultline::tests
