// SPDX-License-Identifier: MIT
#pragma once

#include "log_plan.h"
#include "python_error.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace faultline::tests {

/// Path inside the job, and content.
using Files = std::vector<std::pair<std::string, std::string>>;

/// The generations of output folders that Azure ML wrote over the years.
enum class Generation : std::uint8_t {
    Legacy2018,    ///< command job, `80_driver_log.txt`
    Legacy,        ///< command job, `70_driver_log.txt`
    CommonRuntime, ///< command job, `user_logs/std_log.txt`
    Prs2020,       ///< parallel job on Legacy, `logs/sys/worker/<ip>/Process-1.txt`
    Prs2021,       ///< parallel job on Legacy, `logs/sys/node/<ip>/process000.txt`
    Prs2022,       ///< parallel job on CommonRuntime, `logs/sys/node/0/process000.txt`, `logs/job_result.txt`
};

enum class Ending : std::uint8_t {
    Completed,
    Failed,
    Cancelled,
    Cut, ///< the logs just stop
};

struct JobShape {
    Generation generation = Generation::Prs2022;
    unsigned nodes = 4;
    unsigned processes = 3;   ///< on each node, of parallel jobs
    std::uint64_t lines = 40; ///< ordinary lines of each worker's, driver's and service's log
    std::uint64_t miniBatches = 276;
    std::string folder = {}; ///< put before every path, with its `/` at the end
};

struct Worker {
    unsigned node = 0;
    unsigned process = 0;
};

/// Makes the output folder of a job: the folders, files and line formats of its generation, with the faults that it is told to have.
///
/// Make one, let it happen (`initFails`, `runFails`, `add` …), `end` it, and take `files`. A job without a fault is one that went well.
/// All names, ids and addresses are invented; the same calls give the same bytes on every machine. Faults are to be told before `end`.
class JobBuilder {
public:
    explicit JobBuilder(JobShape shape);

    [[nodiscard]] const JobShape& shape() const { return m_shape; }
    [[nodiscard]] bool parallel() const { return m_shape.generation >= Generation::Prs2020; }
    [[nodiscard]] bool commonRuntime() const {
        return m_shape.generation == Generation::CommonRuntime || m_shape.generation == Generation::Prs2022;
    }

    // Where a generation has its files
    [[nodiscard]] std::string nodeName(unsigned node) const;       ///< `10.0.0.4` or `0`
    [[nodiscard]] std::string processName(unsigned process) const; ///< `process000` or `Process-1`
    [[nodiscard]] std::string userError(Worker worker) const;
    [[nodiscard]] std::string userStdout(Worker worker) const;
    [[nodiscard]] std::string userStderr(Worker worker) const;
    [[nodiscard]] std::string workerLog(Worker worker) const;
    [[nodiscard]] std::string agentLog(unsigned node) const; ///< the node's manager of workers
    [[nodiscard]] std::string systemError(unsigned node) const;
    [[nodiscard]] std::string masterLog() const;
    [[nodiscard]] std::string progressLog() const;
    [[nodiscard]] std::string miniBatchTable() const;
    [[nodiscard]] std::string driverLog(unsigned node = 0) const;
    [[nodiscard]] static unsigned pid(Worker worker) { return 214 + worker.node * 31 + worker.process * 7; }
    [[nodiscard]] std::vector<Worker> workers() const; ///< all of them
    [[nodiscard]] std::vector<Worker> workersOf(unsigned node) const;

    // What happens
    JobBuilder& initFails(const std::vector<Worker>& workers, const PythonError& error);
    /// `times` mini-batches of each worker.
    JobBuilder& runFails(const std::vector<Worker>& workers, const PythonError& error, unsigned times = 1);
    JobBuilder& runTimesOut(const std::vector<Worker>& workers, unsigned seconds, unsigned times = 1);
    /// The generated driver of MLflow models could not take a file; `why` follows its name.
    JobBuilder& fileRefused(Worker worker, const std::string& file, const std::string& why);
    JobBuilder& workerKilled(Worker worker, int exitCode);
    /// A row of the table of mini-batches, beside those of the ones that went well.
    JobBuilder& tableRow(std::uint64_t id, unsigned attempt, unsigned total, unsigned succeeded, const std::string& status,
                         const std::string& message = {});
    /// The user's command ends by an exception or with an exit code of its own, after printing `text`. Of command jobs.
    JobBuilder& commandFails(const std::string& text, int exitCode = 1, unsigned node = 0);

    /// Lines in any file, at a time (jobs last from 0 to `duration`); the file is made if there is none.
    JobBuilder& add(const std::string& path, double at, const std::string& lines);
    JobBuilder& put(const std::string& path, const std::string& content); ///< a whole file, replacing what was there
    JobBuilder& remove(const std::string& pathPrefix);
    /// Moves everything below one folder to another, as misspelt and wrapped folders are met.
    JobBuilder& rename(const std::string& from, const std::string& to);

    /// How the job ended, and what its result files give as reason.
    JobBuilder& end(Ending ending, const std::string& reason = {});
    /// The service's own word on the failure, in `logs/azureml/executionlogs.txt`.
    JobBuilder& pipelineSays(const std::string& message);

    [[nodiscard]] Files files() const;
    /// One file at a time.
    void each(const std::function<void(const std::string& path, const std::string& content)>& take) const;
    void writeTo(const std::filesystem::path& folder) const;

    static constexpr double duration = 600; ///< seconds

private:
    LogPlan& log(const std::string& path) { return m_logs[path]; }
    [[nodiscard]] std::string workerLine(double at, std::string_view level, unsigned process, std::string_view text) const;
    [[nodiscard]] std::string userFolder() const;
    [[nodiscard]] std::vector<PythonFrame> runtimeFrames(const std::string& method) const;
    void startParallel();
    void startCommonRuntime();
    void startLegacy();
    void startDriver();
    void endParallel(Ending ending, const std::string& reason);
    void endDriver(Ending ending, int exitCode);
    void endCommonRuntime(Ending ending, int exitCode);
    void endLegacy(Ending ending);
    void writeTable();
    void scriptError(const Worker& worker, double at, const std::string& method, const PythonError& error);

    JobShape m_shape;
    std::map<std::string, LogPlan> m_logs;
    std::map<std::string, std::string> m_whole;
    std::vector<std::string> m_tableRows;
    std::string m_lastWords; ///< of a command that failed, for the services' logs
    int m_exitCode = 0;
    unsigned m_failedNode = 0;
    std::uint64_t m_faults = 0; ///< faults of mini-batches so far: gives each its own time
};

} // namespace faultline::tests
