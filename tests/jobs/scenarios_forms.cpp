// SPDX-License-Identifier: MIT
#include "scenario.h"

#include <format>

namespace faultline::tests {

namespace {

const PythonError lightgbmMissing = {.type = "ModuleNotFoundError",
                                     .message = "No module named 'lightgbm'",
                                     .user = {.file = "train.py", .line = 4, .function = "<module>", .code = "import lightgbm"}};

std::string prefixed(const std::string& text, const std::string& prefix) {
    std::string result = prefix;
    for (const char c : text) {
        result += c;
        if (c == '\n') {
            result += prefix;
        }
    }
    return result;
}

std::string withLineEnds(const std::string& text, const std::string& lineEnd) {
    std::string result;
    for (const char c : text) {
        if (c == '\n') {
            result += lineEnd;
        } else {
            result += c;
        }
    }
    return result;
}

/// Makes every file of a job pass through a change.
Files changed(Files files, const std::string& pathTail, std::string (*change)(const std::string&)) {
    for (auto& [path, content] : files) {
        if (path.ends_with(pathTail)) {
            content = change(content);
        }
    }
    return files;
}

JobBuilder failedCommand(const std::string& words, int exitCode = 1) {
    JobBuilder job({.generation = Generation::CommonRuntime, .nodes = 1});
    job.commandFails(words, exitCode).end(Ending::Failed);
    return job;
}

Files stderrPrefix() {
    return failedCommand(
               prefixed("usage: train.py [-h] --input INPUT\ntrain.py: error: argument --input: expected one argument", "[stderr]"), 2)
        .files();
}

Files tracebackWithPrefix() {
    return failedCommand(prefixed(traceback(lightgbmMissing), "[stderr]")).files();
}

Files windowsLineEnds() {
    return changed(failedCommand(traceback(lightgbmMissing)).files(), "std_log.txt",
                   [](const std::string& text) { return withLineEnds(text, "\r\n"); });
}

Files progressBars() {
    std::string bar;
    for (unsigned percent = 0; percent <= 100; ++percent) {
        bar += std::format("Downloading weights: {:3}%|{:<20}| {}/100 [00:{:02}<00:00, error_rate=0.{:02}]\r", percent,
                           std::string(percent / 5, '#'), percent, percent % 60, percent % 100);
    }
    return failedCommand(bar + "\n" +
                         traceback({.type = "OSError",
                                    .message = "[Errno 28] No space left on device",
                                    .user = {.file = "train.py", .line = 19, .function = "download", .code = "file.write(chunk)"}}))
        .files();
}

Files utf16() {
    return changed(failedCommand(traceback(lightgbmMissing)).files(), "std_log.txt", [](const std::string& text) {
        std::string wide = "\xff\xfe";
        for (const char c : text) {
            wide += c;
            wide += '\0';
        }
        return wide;
    });
}

Files processPool() {
    // What a worker of a process pool raised, carried to the parent as text, and there once more.
    const std::string remote = "multiprocessing.pool.RemoteTraceback: \n\"\"\"\n" +
                               traceback({.type = "ValueError",
                                          .message = "could not convert string to float: 'n/a'",
                                          .user = {.file = "train.py", .line = 33, .function = "parse", .code = "return float(cell)"}}) +
                               "\n\"\"\"";
    return failedCommand(
               remote + "\n\nThe above exception was the direct cause of the following exception:\n\n" +
               traceback({.type = "ValueError",
                          .message = "could not convert string to float: 'n/a'",
                          .user = {.file = "train.py", .line = 60, .function = "<module>", .code = "rows = pool.map(parse, cells)"},
                          .libraries = {{.file = "/azureml-envs/train/lib/python3.10/multiprocessing/pool.py",
                                         .line = 774,
                                         .function = "get",
                                         .code = "raise self._value"}}}))
        .files();
}

Files masked(const std::vector<PythonFrame>& libraries) {
    const std::string first =
        traceback({.type = "KeyError",
                   .message = "'annual_income'",
                   .user = {.file = "train.py", .line = 71, .function = "main", .code = "income = table['annual_income']"},
                   .libraries = libraries});
    return failedCommand(traceback({.type = "TypeError",
                                    .message = "Object of type int64 is not JSON serializable",
                                    .user = {.file = "train.py", .line = 75, .function = "main", .code = "json.dump(state, file)"},
                                    .libraries = {{.file = "/azureml-envs/train/lib/python3.10/json/encoder.py",
                                                   .line = 179,
                                                   .function = "default",
                                                   .code = "raise TypeError(text)"}},
                                    .before = first}))
        .files();
}

Files maskedKnown() {
    return masked({{.file = "/azureml-envs/train/lib/python3.10/site-packages/pandas/core/frame.py",
                    .line = 4102,
                    .function = "__getitem__",
                    .code = "indexer = self.columns.get_loc(key)"}});
}

Files maskedUnknown() {
    return masked({});
}

Files escapedInPortalError() {
    return {{"error.json", R"({"error": {"code": "UserError", "message": "{\"Compliant\":\"\",\"NonCompliant\":)"
                           R"(\"User program failed with ModuleNotFoundError: No module named 'lightgbm'\\n)"
                           R"(Traceback (most recent call last):\\n  File \\\"train.py\\\", line 4, in <module>\\n    import lightgbm\\n)"
                           R"(ModuleNotFoundError: No module named 'lightgbm'\"}", )"
                           R"("messageParameters": {}, "details": []}, "componentName": "RunHistory"})"}};
}

Files cutInTraceback() {
    JobBuilder job({.generation = Generation::CommonRuntime, .nodes = 1});
    job.add(job.driverLog(), 599, traceback(lightgbmMissing));
    return job.end(Ending::Cut).files();
}

Files parentOnly() {
    JobBuilder job({.generation = Generation::CommonRuntime, .nodes = 1});
    job.remove("system_logs/").remove("user_logs/");
    job.add("logs/azureml/stdoutlogs.txt", 0, "");
    return job
        .pipelineSays("User program failed with Exception: Run failed, please check logs for details. You can check logs/readme.txt for "
                      "the layout of logs.")
        .files();
}

Files savedByBrowser() {
    JobBuilder job({.generation = Generation::Legacy, .nodes = 1});
    job.commandFails(traceback(lightgbmMissing)).end(Ending::Failed);
    for (const auto& [path, content] : job.files()) {
        if (path.ends_with("70_driver_log.txt")) {
            return {{"70_driver_log (4).txt", content}};
        }
    }
    return {};
}

Files otherNamesOfResultFiles() {
    JobBuilder job({.nodes = 2});
    job.initFails(job.workers(), {.type = "ModuleNotFoundError",
                                  .message = "No module named 'lightgbm'",
                                  .user = {.file = "score.py", .line = 4, .function = "init", .code = "import lightgbm"}});
    job.end(Ending::Failed, "EntryScriptInitException: The init() function in the entry script had raised exception for 6 times.");
    return job.rename("logs/job_error.txt", "logs/user/joberror_000.txt")
        .rename("logs/job_result.txt", "logs/user/job_result.txt")
        .remove("logs/user/error/")
        .files();
}

} // namespace

std::vector<Scenario> formScenarios() {
    const std::vector<std::string> failed = {"failed"};
    const std::vector<std::string> perhaps = {"failed", "unknown"};
    return {
        {.name = "form-stderr-prefix",
         .tells = "[stderr] before each line, as nodes of 2022 wrote it",
         .make = stderrPrefix,
         .outcomes = failed,
         .verdicts = {"py-argparse-error"},
         .path = "std_log.txt",
         .text = "--input"},
        {.name = "form-traceback-with-prefix",
         .tells = "the same before a traceback",
         .make = tracebackWithPrefix,
         .outcomes = failed,
         .verdicts = {"py-module-not-found"},
         .path = "std_log.txt",
         .text = "lightgbm",
         .mentions = {"lightgbm"}},
        {.name = "form-crlf",
         .tells = "line ends of Windows",
         .make = windowsLineEnds,
         .outcomes = failed,
         .verdicts = {"py-module-not-found"},
         .path = "std_log.txt",
         .text = "lightgbm"},
        {.name = "form-progress-bars",
         .tells = "a hundred progress bars in one line before the fault",
         .make = progressBars,
         .outcomes = failed,
         .verdicts = {"rt-disk-full"},
         .path = "std_log.txt",
         .text = "No space left"},
        {.name = "form-utf-16",
         .tells = "a log saved by PowerShell",
         .make = utf16,
         .outcomes = failed,
         .verdicts = {"py-module-not-found"},
         .path = "std_log.txt",
         .text = "lightgbm"},
        {.name = "form-process-pool",
         .tells = "a traceback from a worker of a process pool",
         .make = processPool,
         .outcomes = failed,
         .verdicts = {"py-data-type-mismatch"},
         .path = "std_log.txt",
         .text = "could not convert"},
        {.name = "form-masked-known",
         .tells = "saving the state failed while a missing column was handled",
         .make = maskedKnown,
         .outcomes = failed,
         .verdicts = {unknown},
         .path = "std_log.txt",
         .text = "annual_income",
         .never = {"py-exception-masked"},
         .advice = {"py-key-error-column"}},
        {.name = "form-masked-unknown",
         .tells = "the same, where no article knows the first exception",
         .make = maskedUnknown,
         .outcomes = failed,
         .verdicts = {unknown},
         .path = "std_log.txt",
         .text = "annual_income",
         .mentions = {"annual_income"},
         .never = {"py-exception-masked"}},
        {.name = "form-escaped-portal-error",
         .tells = "the portal's error as JSON in JSON",
         .make = escapedInPortalError,
         .outcomes = perhaps,
         .verdicts = {"py-module-not-found"},
         .path = "error.json",
         .text = "lightgbm",
         .mentions = {"lightgbm"}},
        {.name = "form-cut-in-traceback",
         .tells = "the log stops with the traceback, no word of the platform",
         .make = cutInTraceback,
         .outcomes = perhaps,
         .verdicts = {"py-module-not-found"},
         .path = "std_log.txt",
         .text = "lightgbm"},
        {.name = "form-parent-only",
         .tells = "only the parent's logs were downloaded",
         .make = parentOnly,
         .outcomes = failed,
         .verdicts = {"dl-batch-parent-has-no-logs", "dl-parent-pipeline-only", "be-user-program-run-failed"},
         .path = "executionlogs.txt"},
        {.name = "form-saved-by-browser",
         .tells = "one file, with the number a browser gives",
         .make = savedByBrowser,
         .outcomes = failed,
         .verdicts = {"py-module-not-found"},
         .path = "70_driver_log (4).txt",
         .text = "lightgbm"},
        {.name = "form-other-names-of-results",
         .tells = "result files in another folder, under other names",
         .make = otherNamesOfResultFiles,
         .outcomes = failed,
         .verdicts = {"py-module-not-found"},
         .path = "joberror_000.txt",
         .text = "lightgbm"},
    };
}

} // namespace faultline::tests
