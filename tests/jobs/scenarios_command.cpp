// SPDX-License-Identifier: MIT
#include "scenario.h"

#include <format>

namespace faultline::tests {

namespace {

PythonFrame library(const std::string& path, unsigned line, const std::string& function, const std::string& code) {
    return {.file = "/azureml-envs/train/lib/python3.10/site-packages/" + path, .line = line, .function = function, .code = code};
}

PythonFrame user(unsigned line, const std::string& code, const std::string& function = "main") {
    return {.file = "train.py", .line = line, .function = function, .code = code};
}

Files command(Generation generation, const PythonError& error, unsigned nodes = 1) {
    JobBuilder job({.generation = generation, .nodes = nodes});
    return job.commandFails(traceback(error), 1, nodes - 1).end(Ending::Failed).files();
}

Files packageMissingLegacy() {
    return command(
        Generation::Legacy,
        {.type = "ModuleNotFoundError", .message = "No module named 'lightgbm'", .user = user(4, "import lightgbm", "<module>")});
}

Files syntaxError2018() {
    JobBuilder job({.generation = Generation::Legacy2018, .nodes = 1});
    return job
        .commandFails("  File \"train.py\", line 38\n    print f\"loss {loss}\"\n                   ^\nSyntaxError: invalid syntax", 1)
        .end(Ending::Failed)
        .files();
}

Files gpuMemory() {
    return command(Generation::CommonRuntime,
                   {.type = "torch.cuda.OutOfMemoryError",
                    .message = "CUDA out of memory. Tried to allocate 2.50 GiB (GPU 0; 15.78 GiB total capacity; 13.92 GiB already "
                               "allocated; 1.12 GiB free; 14.20 GiB reserved in total by PyTorch)",
                    .user = user(211, "loss.backward()", "train_epoch"),
                    .libraries = {library("torch/autograd/__init__.py", 200, "backward", "Variable._execution_engine.run_backward(")}},
                   4);
}

Files diskFull() {
    return command(Generation::CommonRuntime,
                   {.type = "OSError",
                    .message = "[Errno 28] No space left on device",
                    .user = user(120, "torch.save(model.state_dict(), path)"),
                    .libraries = {library("torch/serialization.py", 441, "save", "_save(obj, opened_zipfile)")}});
}

Files killed() {
    JobBuilder job({.generation = Generation::CommonRuntime, .nodes = 1});
    job.add("system_logs/lifecycler/execution-wrapper.log", 590,
            lines::service(590, "ERROR",
                           "execution_wrapper::oom: Out of memory: Killed process 72 (python) total-vm:61212336kB, anon-rss:59990112kB"));
    return job.commandFails("/bin/bash: line 1:    72 Killed                  python train.py --epochs 90", 137)
        .end(Ending::Failed)
        .files();
}

Files chained() {
    const std::string first = traceback({.type = "json.decoder.JSONDecodeError",
                                         .message = "Expecting value: line 1 column 1 (char 0)",
                                         .user = user(51, "settings = json.load(file)", "read_settings"),
                                         .libraries = {library("../json/decoder.py", 355, "raw_decode",
                                                               "raise JSONDecodeError(\"Expecting value\", s, err.value) from None")}});
    return command(Generation::CommonRuntime,
                   {.type = "RuntimeError",
                    .message = "the settings could not be read",
                    .user = user(54, "raise RuntimeError('the settings could not be read') from error", "read_settings"),
                    .before = first,
                    .direct = true});
}

Files handledBeforeFatal() {
    JobBuilder job({.generation = Generation::CommonRuntime, .nodes = 1});
    for (unsigned attempt = 1; attempt <= 3; ++attempt) {
        job.add(job.driverLog(), 50 + attempt,
                std::format("WARNING:hub:attempt {} of 5 failed, trying again\n{}", attempt,
                            traceback({.type = "requests.exceptions.ConnectionError",
                                       .message = "('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))",
                                       .user = user(70, "answer = session.get(url)", "download")})));
    }
    job.add(job.driverLog(), 55, "INFO:hub:download finished");
    return job
        .commandFails(
            traceback({.type = "KeyError",
                       .message = "'target'",
                       .user = user(88, "labels = table['target']"),
                       .libraries = {library("pandas/core/frame.py", 4102, "__getitem__", "indexer = self.columns.get_loc(key)")}}))
        .end(Ending::Failed)
        .files();
}

Files scriptNotFound() {
    JobBuilder job({.generation = Generation::CommonRuntime, .nodes = 1, .lines = 0});
    return job
        .commandFails(
            "python: can't open file '/mnt/azureml/cr/j/7f3a9c0d51b24e8e/exe/wd/src/train.py': [Errno 2] No such file or directory", 2)
        .end(Ending::Failed)
        .files();
}

Files badArgument() {
    JobBuilder job({.generation = Generation::Legacy, .nodes = 1});
    return job
        .commandFails("usage: train.py [-h] --input INPUT [--rate RATE]\ntrain.py: error: argument --rate: invalid float value: 'high'\n" +
                      traceback({.type = "SystemExit", .message = "2", .user = user(12, "args = parser.parse_args()")}))
        .end(Ending::Failed)
        .files();
}

Files imageRefused() {
    JobBuilder job({.generation = Generation::Legacy, .nodes = 2});
    for (unsigned node = 0; node < 2; ++node) {
        job.remove(job.driverLog(node));
        job.add(std::format("azureml-logs/55_azureml-execution-tvmps_{:064x}_d.txt", 0xc0ffee00ULL + node), 10,
                "AzureMLCompute job failed.\nFailedPullingImage: Unable to pull docker image\n\timageName: "
                "contoso.azurecr.io/azureml/azureml_0123456789abcdef:latest\n\terror: Get "
                "https://contoso.azurecr.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while "
                "awaiting headers)\n\tReason: Error response from daemon");
    }
    return job.remove("azureml-logs/65").files();
}

Files sweepOfFailures() {
    JobBuilder trial({.generation = Generation::CommonRuntime, .nodes = 1, .folder = "trial_0/"});
    trial.commandFails("usage: train.py [-h] [--depth DEPTH]\ntrain.py: error: unrecognized arguments: --max_depth 4", 2)
        .end(Ending::Failed);
    Files files = trial.files();
    std::string log;
    for (const char* const text :
         {"API][INFO]Experiment created", "CONTROLLER][INFO]Experiment was 'ExperimentStatus.RUNNING', is 'ExperimentStatus.RUNNING'",
          "SCHEDULER][INFO]Scheduling job, id='trial_0'",
          "CONTROLLER][INFO]Jobs ['trial_0'] do not contain any metrics with the primary metric name at this moment, policy cannot be "
          "applied",
          "ENFORCER][ERROR]The first 3 jobs have failed. The system is canceling the experiment. Please resolve the issues before "
          "resubmitting the experiment.",
          "CONTROLLER][WARNING]User errors were found in at least one of the child runs.",
          "CONTROLLER][INFO]Experiment was 'ExperimentStatus.RUNNING', is 'ExperimentStatus.CANCELLED'"}) {
        log += std::format("[2026-01-05T10:{:02}:11.1234567Z][{}\n", 10 + log.size() / 100, text);
    }
    files.emplace_back("azureml-logs/hyperdrive.txt", log);
    return files;
}

Files pipelineWithFailedStep() {
    JobBuilder good({.generation = Generation::CommonRuntime, .nodes = 1, .folder = "prepare/"});
    good.end(Ending::Completed);
    JobBuilder bad({.generation = Generation::CommonRuntime, .nodes = 1, .folder = "train/"});
    bad.commandFails(
           traceback({.type = "ValueError",
                      .message = "could not convert string to float: 'unknown'",
                      .user = user(61, "model.fit(features, target)"),
                      .libraries = {library("sklearn/base.py", 1152, "wrapper", "return fit_method(estimator, *args, **kwargs)")}}))
        .end(Ending::Failed);
    Files files = good.files();
    for (auto& file : bad.files()) {
        files.push_back(std::move(file));
    }
    files.emplace_back(
        "logs/azureml/executionlogs.txt",
        lines::orchestration(0, "Completing processing run id 00000000-0000-0000-0000-0000000000b0.") + "\n" +
            lines::orchestration(620, "Pipeline has failed child jobs. Failed nodes: /train. For more details and logs, please go to the "
                                      "job detail page and check the child jobs.") +
            "\n" + lines::orchestration(621, "Execution of experiment failed, update experiment status and cancel running nodes.") + "\n");
    return files;
}

Files streamed() {
    // Copied from a notebook: two logs in a row, the fault in the first, colours of the client's own error behind.
    return {{"output.txt", "RunId: credit_1700000000_0123abcd\nWeb View: https://ml.azure.com/runs/credit_1700000000_0123abcd\n\nStreaming "
                           "azureml-logs/55_azureml-execution-tvmps_00.txt\n=====================================\n\n" +
                               lines::legacyAgent(1, "Starting App Insight Logger for task:  prepareJobEnvironment") +
                               "\n\nStreaming azureml-logs/70_driver_log.txt\n=====================================\n\n" +
                               lines::legacyRunner(2, "Entering context manager injector.") + "\n" +
                               lines::legacyRunner(30, "The experiment failed. Finalizing run...") + "\n" +
                               traceback({.type = "ModuleNotFoundError",
                                          .message = "No module named 'xgboost'",
                                          .user = user(3, "import xgboost as xgb", "<module>")}) +
                               "\n\n" + lines::legacyRunner(31, "Finished context manager injector with Exception.") +
                               "\n\nStreaming azureml-logs/75_job_post-tvmps_00.txt\n=====================================\n\n" +
                               lines::legacyRunner(40, "Job release is complete") +
                               "\n\nExecution Summary\n=================\nRunId: credit_1700000000_0123abcd\n\n" +
                               "\x1b[0;31m---------------------------------------------------------------------------\x1b[0m\n\x1b[0;"
                               "31mActivityFailedException\x1b[0m                   Traceback (most recent call last)\n"
                               "\x1b[0;32m<ipython-input-9-3d00>\x1b[0m in \x1b[0;36m<module>\x1b[0;34m\x1b[0m\n\x1b[0;32m----> "
                               "1\x1b[0;31m run.wait_for_completion(show_output=True)\x1b[0m\n\n"
                               "\x1b[0;31mActivityFailedException\x1b[0m: ActivityFailedException:\n\tMessage: Activity Failed:\n{\n    "
                               "\"error\": {\n        \"code\": \"UserError\",\n        \"message\": \"User program failed with "
                               "ModuleNotFoundError: No module named 'xgboost'\"\n    }\n}\n"}};
}

Files packageMissingPacked() {
    JobBuilder job({.nodes = 2});
    return job
        .initFails(job.workers(), {.type = "ModuleNotFoundError",
                                   .message = "No module named 'cv2'",
                                   .user = {.file = "score.py", .line = 3, .function = "init", .code = "import cv2"}})
        .end(Ending::Failed, "EntryScriptInitException: The init() function in the entry script had raised exception for 6 times.")
        .files();
}

Files packageMissingWrapped() {
    JobBuilder job({.nodes = 2, .folder = "batchscoring/artifacts/"});
    return job
        .initFails(job.workers(), {.type = "ImportError",
                                   .message = "libGL.so.1: cannot open shared object file: No such file or directory",
                                   .user = {.file = "score.py", .line = 3, .function = "init", .code = "import cv2"}})
        .end(Ending::Failed, "EntryScriptInitException: The init() function in the entry script had raised exception for 6 times.")
        .files();
}

Files buildWithoutPackage() {
    return {{"azureml-logs/20_image_build_log.txt",
             "2026-01-05T10:00:01: Step 8/15 : RUN conda env create -p /azureml-envs/train -f conda.yaml\nCollecting package metadata "
             "(repodata.json): ...working... done\nSolving environment: ...working... done\n"
             "Installing pip dependencies: ...working... Pip subprocess error:\nWARNING: The directory '/root/.cache/pip' is not owned by "
             "the current user.\n"
             "ERROR: Could not find a version that satisfies the requirement scikit-laern==1.5.0 (from versions: none)\nERROR: No matching "
             "distribution found for scikit-laern==1.5.0\n\nCondaEnvException: Pip failed\n\n"
             "The command '/bin/sh -c conda env create -p /azureml-envs/train -f conda.yaml' returned a non-zero code: 1\n2026/01/05 "
             "10:04:09 Container failed during run: acb_step_0. No retries remaining.\n"
             "failed to run step ID: acb_step_0: exit status 1\n\nRun ID: cab1 failed after 4m9s. Error: failed during run, err: exit "
             "status 1\n"}};
}

Files buildTooLong() {
    std::string log = "Step 8/15 : RUN conda env create -p /azureml-envs/train -f conda.yaml\nCollecting package metadata (repodata.json): "
                      "...working... done\nSolving environment: ...working... \n";
    for (unsigned minute = 0; minute < 90; ++minute) {
        log += std::format("Examining conflict for error_prone numpy scipy exception-tools: {} packages left\n", 400 - minute * 4);
    }
    return {{"azureml-logs/20_image_build_log.txt", log + "Run ID: cab2 timed out after 1h30m0s\n"}};
}

} // namespace

std::vector<Scenario> commandScenarios() {
    const std::vector<std::string> failed = {"failed"};
    return {
        {.name = "legacy-package-missing",
         .tells = "import fails; the agent's chatter follows the traceback",
         .make = packageMissingLegacy,
         .outcomes = failed,
         .verdicts = {"py-module-not-found"},
         .path = "70_driver_log.txt",
         .text = "lightgbm",
         .mentions = {"lightgbm"},
         .never = {"v1-run-failed"}},
        {.name = "legacy-2018-syntax",
         .tells = "the script is of another Python",
         .make = syntaxError2018,
         .outcomes = failed,
         .verdicts = {"py-syntax-error"},
         .path = "80_driver_log.txt",
         .text = "SyntaxError"},
        {.name = "gpu-memory",
         .tells = "one of four GPU nodes runs out of memory",
         .make = gpuMemory,
         .outcomes = failed,
         .verdicts = {"rt-cuda-oom"},
         .path = "std_log_process_3.txt",
         .text = "CUDA out of memory",
         .never = {"lc-execution-failed"}},
        {.name = "disk-full",
         .tells = "the checkpoint does not fit the node's disk",
         .make = diskFull,
         .outcomes = failed,
         .verdicts = {"rt-disk-full"},
         .path = "std_log.txt",
         .text = "No space left"},
        {.name = "killed-137",
         .tells = "the kernel kills the command",
         .make = killed,
         .outcomes = failed,
         .verdicts = {"rt-oom-killed", "rt-exit-137"}},
        {.name = "chained-exceptions",
         .tells = "the first exception of the chain is the cause",
         .make = chained,
         .outcomes = failed,
         .verdicts = {"py-json-decode"},
         .path = "std_log.txt",
         .text = "Expecting value"},
        {.name = "handled-before-fatal",
         .tells = "three handled connection errors, then a missing column",
         .make = handledBeforeFatal,
         .outcomes = failed,
         .verdicts = {unknown},
         .path = "std_log.txt",
         .text = "'target'",
         .never = {"py-host-unreachable"},
         .advice = {"py-key-error-column"}},
        {.name = "script-not-found",
         .tells = "src/ is given twice",
         .make = scriptNotFound,
         .outcomes = failed,
         .verdicts = {"job-python-cannot-open-script"},
         .text = "can't open file",
         .mentions = {"train.py"}},
        {.name = "bad-argument",
         .tells = "the rate is no number",
         .make = badArgument,
         .outcomes = failed,
         .verdicts = {"py-argparse-error"},
         .path = "70_driver_log.txt",
         .text = "--rate",
         .never = {"py-systemexit"}},
        {.name = "image-refused",
         .tells = "the registry does not answer",
         .make = imageRefused,
         .outcomes = failed,
         .verdicts = {"rt-failed-pulling-image", "rt-docker-pull-timeout", "img-docker-pull-push"}},
        {.name = "sweep-of-failures",
         .tells = "the option of the search space is none of the script's",
         .make = sweepOfFailures,
         .outcomes = {"failed", "cancelled"},
         .verdicts = {"py-argparse-error"},
         .path = "trial_0/user_logs/std_log.txt",
         .text = "--max_depth",
         .never = {"sweep-first-jobs-failed", "sweep-child-errors"}},
        {.name = "pipeline-with-failed-step",
         .tells = "the second step of two cannot take text",
         .make = pipelineWithFailedStep,
         .outcomes = failed,
         .verdicts = {"py-data-type-mismatch"},
         .path = "train/user_logs/std_log.txt",
         .text = "could not convert",
         .never = {"pipeline-child-failed"}},
        {.name = "streamed-notebook",
         .tells = "a notebook's output with several logs in a row",
         .make = streamed,
         .outcomes = failed,
         .verdicts = {"py-module-not-found"},
         .path = "output.txt",
         .text = "xgboost",
         .mentions = {"xgboost"}},
        {.name = "packed-zip",
         .tells = "a job as the portal packs it",
         .make = packageMissingPacked,
         .outcomes = failed,
         .verdicts = {"py-module-not-found"},
         .path = "user/error/1/process002.txt",
         .text = "cv2",
         .mentions = {"opencv"},
         .packed = "zip"},
        {.name = "packed-tar-gz",
         .tells = "a job wrapped in two folders and packed by hand",
         .make = packageMissingWrapped,
         .outcomes = failed,
         .verdicts = {"py-system-library-missing"},
         .path = "user/error/0/process000.txt",
         .text = "libGL.so.1",
         .packed = "tar.gz"},
        {.name = "build-without-package",
         .tells = "a package name is misspelt",
         .make = buildWithoutPackage,
         .outcomes = failed,
         .verdicts = {"img-pip-no-match"},
         .path = "20_image_build_log.txt",
         .text = "scikit-laern",
         .mentions = {"scikit-laern"}},
        {.name = "build-too-long",
         .tells = "conda searches for an hour and a half",
         .make = buildTooLong,
         .outcomes = failed,
         .verdicts = {"img-build-timeout", "img-conda-timeout-oom"}},
    };
}

} // namespace faultline::tests
