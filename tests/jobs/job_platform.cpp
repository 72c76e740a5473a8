// SPDX-License-Identifier: MIT
// How the jobs of a JobBuilder begin and end: what the platform and the parallel runtime write around the user's own faults.
#include "job_builder.h"
#include "ordinary_lines.h"

#include <format>

namespace faultline::tests {

namespace {

constexpr double finish = JobBuilder::duration;

std::string nodeHash(unsigned node) {
    return std::format("{:064x}", 0xc0ffee00ULL + node);
}

/// Text as it stands in the quotes of a service's log.
std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '\n': result += "\\n"; break;
        case '"': result += "\\\""; break;
        default: result += c;
        }
    }
    return result;
}

} // namespace

// ------------------------------------------------------------- parallel job --

void JobBuilder::startParallel() {
    const bool first = m_shape.generation == Generation::Prs2020;
    put("logs/readme.txt", "This folder holds the logs of a parallel job.\nuser/error/    errors of the entry script, with tracebacks\n"
                           "sys/perf/      try a larger VM size or more nodes\n");
    log(progressLog())
        .add(3, lines::overview(3, std::format("The overviewer on {} started.", nodeName(0))))
        .add(18, lines::overview(
                     18, std::format("Scheduling finished. Scheduled {} mini batches in 9 seconds. There are {} tasks with {} items.",
                                     m_shape.miniBatches, m_shape.miniBatches, 2 * m_shape.miniBatches)))
        .fill(ordinary::progressLines(m_shape.miniBatches, finish), 12, 20, finish - 30);
    log(masterLog())
        .add(9, lines::master(9, "INFO", 96, "Start scheduling."))
        .add(10, lines::master(10, "INFO", 96, "Setting job stage to FIRST_TASK_SCHEDULED."))
        .fill(ordinary::masterLines(m_shape.miniBatches), m_shape.lines, 11, finish - 30);
    if (m_shape.generation == Generation::Prs2022) {
        log("logs/job_error.txt")
            .add(0, lines::overview(20, "This file shows errors in loading, calling init() and calling run() of the entry script. An error "
                                        "here may not impact the job "
                                        "result. Please check \"job_result.txt\" for the job result."));
    }
    for (unsigned node = 0; node < m_shape.nodes; ++node) {
        log(agentLog(node)).fill(ordinary::agentLines(180), m_shape.lines, 8, finish - 20);
        log(systemError(node)).add(100, lines::master(100, "ERROR", 180, "stderr: terminate called without an active exception"));
        log(std::format("logs/sys/perf/{}/node_resource_usage.csv", nodeName(node)))
            .add(0, "Utc Time,Cpu Percent,Memory Total (MB),Memory Available (MB),Memory Used (MB),Memory Used Percent,Disk Io Read "
                    "Count,Disk Io Write Count,Disk Io Read "
                    "(MB),Disk Io Write (MB),Network Sent (MB),Network Recv (MB),# of TCP Connections,# of UDP Connections")
            .fill(ordinary::resourceRows(), 6, 5, finish);
    }
    for (const Worker& worker : workers()) {
        log(workerLog(worker)).fill(ordinary::workerLines(pid(worker), first), m_shape.lines, 20, finish - 20);
        log(userStdout(worker)).fill(ordinary::printedLines(), m_shape.lines, 60, finish - 20);
        log(userStderr(worker))
            .add(25, "/azureml-envs/credit/lib/python3.10/site-packages/azureml/core/__init__.py:22: UserWarning: pkg_resources is "
                     "deprecated as an API.");
    }
}

void JobBuilder::endParallel(Ending ending, const std::string& reason) {
    if (ending == Ending::Completed && m_tableRows.empty()) {
        for (std::uint64_t id = 0; id < m_shape.miniBatches; ++id) {
            tableRow(id, 1, 2, 2, "RUN_DONE");
        }
    }
    if (ending == Ending::Cut) {
        writeTable();
        return;
    }
    LogPlan& progress = log(progressLog());
    LogPlan& master = log(masterLog());
    switch (ending) {
    case Ending::Completed:
        progress.add(finish - 10,
                     lines::overview(finish - 10, std::format("All {} mini batches have been processed.", m_shape.miniBatches)));
        progress.add(finish - 8, lines::overview(finish - 8, "Finished concatenating 12 files in 2 seconds."));
        master.add(finish - 8, lines::master(finish - 8, "INFO", 96, "The run is completed."));
        break;
    case Ending::Cancelled:
        master.add(finish - 8, lines::master(finish - 8, "WARNING", 96, "User cancelled the run."));
        progress.add(finish - 8, lines::overview(finish - 8, "Progress update stopped for reasons: [User cancelled the run.]"));
        break;
    default:
        progress.add(finish - 8, lines::overview(finish - 8, std::format("Progress update stopped for reasons: [{}]", reason)));
        master.add(finish - 8, lines::master(finish - 8, "ERROR", 96, std::format("The master role failed with error: {}", reason)));
        break;
    }
    progress.add(finish - 6, lines::overview(finish - 6, std::format("The overviewer on {} stopped.", nodeName(0))));
    if (m_shape.generation == Generation::Prs2022) {
        LogPlan& result = log("logs/job_result.txt");
        result.add(finish - 7, lines::overview(finish - 7, ending == Ending::Completed   ? "The job succeeded."
                                                           : ending == Ending::Cancelled ? "User cancelled the run."
                                                                                         : "The job failed."));
        if (ending == Ending::Failed && !reason.empty()) {
            result.add(finish - 7, lines::overview(finish - 7, reason));
        }
    }
    writeTable();
}

void JobBuilder::writeTable() {
    std::string table = m_shape.generation == Generation::Prs2020
                            ? "Task Id,Dequeue Count,Process,Process Start Time,Start Time,Total,Succeeded,Failed,Elapsed Seconds,Process "
                              "Seconds,Run Method Seconds,Status,"
                              "Error Category,Error Message,Mini-batch Detail\n"
                            : "Mini-batch Id,Picked Count,Process,Process Start Time,Start Time,Total,Succeeded,Failed,Elapsed "
                              "Seconds,Process Seconds,Run Method "
                              "Seconds,Status,Error Category,Error Message,Mini-batch Detail\n";
    for (const std::string& row : m_tableRows) {
        table += row + '\n';
    }
    put(miniBatchTable(), table);
}

// ---------------------------------------------------------------- user's log --

void JobBuilder::startDriver() {
    if (m_shape.generation == Generation::Prs2022) {
        log(driverLog())
            .add(0, "bash: /azureml-envs/credit/lib/libtinfo.so.6: no version information available (required by bash)")
            .add(1, "Azure Machine Learning Batch Inference Start")
            .add(1, std::format("[{}] No started flag set. Skip creating started flag.", lines::isoTime(1)));
        return;
    }
    for (unsigned node = 0; node < m_shape.nodes; ++node) {
        LogPlan& driver = log(driverLog(node));
        if (!commonRuntime()) {
            driver.add(1, lines::legacyAgent(1, "Starting App Insight Logger for task:  runTaskLet"))
                .add(2, lines::legacyRunner(2, "Entering context manager injector."))
                .add(3, std::format("Preparing to call script [{}] with arguments:['--input', '$input_data', '--logging_level', 'INFO']",
                                    parallel() ? "driver/amlbi_main.py" : "train.py"));
        }
        if (!parallel()) {
            driver.fill(ordinary::trainingLines(), m_shape.lines, 5, finish - 40);
        }
    }
}

void JobBuilder::endDriver(Ending ending, int exitCode) {
    if (ending == Ending::Cut) {
        return;
    }
    const bool good = exitCode == 0;
    const std::string exitTrace =
        good ? ""
             : "Traceback (most recent call last):\n  File \"driver/amlbi_main.py\", line 275, in <module>\n    main()\n  File "
               "\"driver/amlbi_main.py\", line 226, in main\n    sys.exit(exitcode_candidate)\nSystemExit: 42";
    if (m_shape.generation == Generation::Prs2022) {
        LogPlan& driver = log(driverLog());
        driver.add(finish - 5, "Azure Machine Learning Batch Inference End");
        driver.add(finish - 4, "Cleaning up all outstanding Run operations, waiting 300.0 seconds\n2 items cleaning up...\nCleanup took "
                               "0.19039106369018555 seconds");
        if (!good) {
            driver.add(finish - 3, exitTrace);
        }
        return;
    }
    for (unsigned node = 0; node < m_shape.nodes; ++node) {
        LogPlan& driver = log(driverLog(node));
        const bool failedHere = !good && node == m_failedNode;
        const std::string& words = parallel() ? exitTrace : m_lastWords;
        if (commonRuntime()) {
            if (failedHere) {
                driver.add(finish - 5, words);
            }
            driver.add(finish - 4, "Cleaning up all outstanding Run operations, waiting 300.0 seconds");
            continue;
        }
        driver.add(finish - 20, "Starting the daemon thread to refresh tokens in background for process with pid = 112");
        if (failedHere) {
            driver.add(finish - 6, lines::legacyRunner(finish - 6, "The experiment failed. Finalizing run..."));
            driver.add(finish - 5, "Cleaning up all outstanding Run operations, waiting 900.0 seconds");
            driver.add(finish - 5, words);
            driver.add(finish - 4, lines::legacyRunner(finish - 4, "Finished context manager injector with Exception."));
            driver.add(finish - 3, lines::legacyAgent(finish - 3, "Failed to run the wrapper cmd with err: exit status 1"));
            driver.add(finish - 3,
                       lines::legacyAgent(finish - 3, "Attempt 1 of http call to http://10.0.0.4:16384/sendlogstoartifacts/status"));
            driver.add(finish - 2, lines::legacyAgent(finish - 2, "Could not parse control script error: no such file"));
            driver.add(finish - 1, lines::legacyAgent(finish - 1, "Process Exiting with Code:  1"));
        } else {
            driver.add(finish - 6, lines::legacyRunner(finish - 6, "The experiment completed successfully. Finalizing run..."));
            driver.add(finish - 4, lines::legacyRunner(finish - 4, "Finished context manager injector."));
            driver.add(finish - 1, lines::legacyAgent(finish - 1, "Process Exiting with Code:  0"));
        }
    }
}

// ----------------------------------------------------------------- platforms --

void JobBuilder::startCommonRuntime() {
    for (const char* const service : {"lifecycler", "hosttools", "metrics", "snapshot"}) {
        const std::string name = service;
        const bool lifecycler = name == "lifecycler";
        log(lifecycler ? "system_logs/lifecycler/lifecycler.log" : std::format("system_logs/{}_capability/{}-capability.log", name, name))
            .fill(ordinary::serviceLines(lifecycler ? "lifecycler::service" : name + "_capability::service"), m_shape.lines, 0, finish);
    }
    log("system_logs/lifecycler/execution-wrapper.log")
        .add(0, lines::service(0, "INFO", "execution_wrapper::config: vm_size: Some(\"STANDARD_D4S_V3\")"));
    log("system_logs/metrics_capability/metrics-capability.log")
        .add(2, lines::service(2, "INFO",
                               "metrics_capability::exporter: [node-exporter] time=2026-01-05T10:00:02Z level=ERROR msg=\"Failed to open "
                               "directory, disabling udev device properties\""));
    log("system_logs/cs_capability/cs-capability.log").add(1, lines::capability(1, "INFO", "cs-capability.ready {}"));
    log("system_logs/data_capability/data-capability.log").add(2, lines::capability(2, "INFO", "data-capability.start {'sessions': 1}"));
    log("system_logs/data_capability/rslex.log.2026-01-05-10").fill(ordinary::mountLines(), m_shape.lines, 3, finish);
}

void JobBuilder::endCommonRuntime(Ending ending, int exitCode) {
    if (ending == Ending::Cut) {
        return;
    }
    LogPlan& lifecycler = log("system_logs/lifecycler/lifecycler.log");
    LogPlan& wrapper = log("system_logs/lifecycler/execution-wrapper.log");
    if (exitCode != 0 && ending != Ending::Cancelled) {
        const std::string words = parallel() ? "sys.exit(exitcode_candidate)\nSystemExit: 42\n" : m_lastWords + "\n";
        wrapper.add(finish + 2,
                    lines::service(finish + 2, "ERROR",
                                   std::format("execution_wrapper::process: Failed blocking user process detected, process name: "
                                               "python, process pid: 72, code: Some({})",
                                               exitCode)));
        wrapper.add(finish + 3, lines::service(finish + 3, "WARN", "execution_wrapper::oom: Failed to search OOM error from dmesg logs"));
        lifecycler.add(
            finish + 4,
            lines::service(
                finish + 4, "ERROR",
                std::format(
                    "lifecycler::execute: failed to execute commands exception=ExecutionFailed(ExecutionsFailures([ExecutionFailure {{ "
                    "exit_code: {}, error_message: \"{}\", process_name: \"python\", error_file: \"{}\" }}]))",
                    exitCode, escaped(words.substr(words.size() > 900 ? words.size() - 900 : 0)), driverLog(m_failedNode))));
    }
    lifecycler.add(finish + 5, lines::service(finish + 5, "INFO",
                                              "exit_capabilities{job_status: Succeeded}: lifecycler::capability: stopping capabilities"));
    log("system_logs/data_capability/rslex.log.2026-01-05-10")
        .add(finish + 6, lines::service(finish + 6, "ERROR", "rslex_fuse::FuseMount::unmount] Filesystem unmounted by the kernel"));
}

void JobBuilder::startLegacy() {
    if (m_shape.generation == Generation::Legacy2018) {
        log("azureml-logs/55_batchai_execution.txt").fill(ordinary::agentChatter(), m_shape.lines, -60, -5);
        log("azureml-logs/60_control_log.txt")
            .add(-5, "Starting the runtime environment\nStreaming log file azureml-logs/80_driver_log.txt");
        return;
    }
    for (unsigned node = 0; node < m_shape.nodes; ++node) {
        log(std::format("azureml-logs/55_azureml-execution-tvmps_{}_d.txt", nodeHash(node)))
            .add(-60, lines::orchestration(-60, "Starting output-watcher..."))
            .fill(ordinary::agentChatter(), m_shape.lines, -59, -10);
        log(std::format("azureml-logs/65_job_prep-tvmps_{}_d.txt", nodeHash(node)))
            .add(-9, lines::legacyRunner(-9, "Entering job preparation."))
            .add(-8, lines::legacyRunner(-8, "Starting job preparation."))
            .add(-4, lines::legacyRunner(-4, "Finished job preparation."));
    }
    put("azureml-logs/process_info.json", "{\"processes\": []}");
}

void JobBuilder::endLegacy(Ending ending) {
    if (ending == Ending::Cut || m_shape.generation == Generation::Legacy2018) {
        return;
    }
    for (unsigned node = 0; node < m_shape.nodes; ++node) {
        log(std::format("azureml-logs/75_job_post-tvmps_{}_d.txt", nodeHash(node)))
            .add(finish + 5, std::format("Entering context manager injector. Current time:{}", lines::isoTime(finish + 5)))
            .add(finish + 6, "fuse: failed to unmount /mnt/batch/tasks/workitems/data: Invalid argument")
            .add(finish + 7, std::format("Job release is complete. Current time:{}", lines::isoTime(finish + 7)));
    }
}

JobBuilder& JobBuilder::pipelineSays(const std::string& message) {
    const double at = finish + 20;
    log("logs/azureml/executionlogs.txt")
        .add(-90, lines::orchestration(-90, "Completing processing run id 00000000-0000-0000-0000-0000000000a1."))
        .add(
            at,
            lines::orchestration(
                at,
                std::format(
                    "Job failed, job RunId is 00000000-0000-0000-0000-0000000000a1. Error: "
                    "{{\"Error\":{{\"Code\":\"UserError\",\"Severity\":null,"
                    "\"Message\":\"{}\",\"MessageFormat\":null,\"Details\":[]}},\"Environment\":\"westeurope\",\"Location\":\"westeurope\","
                    "\"ComponentName\":\"globaljobdispatcher\"}}",
                    escaped(message))))
        .add(at + 1, lines::orchestration(at + 1, "Execution of experiment failed, update experiment status and cancel running nodes."));
    return *this;
}

} // namespace faultline::tests
