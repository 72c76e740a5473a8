// SPDX-License-Identifier: MIT
#include "scenario.h"

#include <format>

namespace faultline::tests {

namespace {

constexpr auto runFailedOld =
    "User program failed with Exception: Run failed, please check logs for details. You can check logs/readme.txt for the layout of logs.";
constexpr auto runFailedNew =
    "User program failed with Exception: Run failed. Please check logs for details. You can check logs/readme.txt for the layout of logs.";
constexpr auto initGaveUp = "EntryScriptInitException: The init() function in the entry script had raised exception for 12 times.";
constexpr auto runGaveUp =
    "The run() function in the entry script had raised exception for 12 times. Please check logs at logs/user/error/* for details.";

const PythonError sklearnMissing = {.type = "ModuleNotFoundError",
                                    .message = "No module named 'sklearn'",
                                    .user = {.file = "score.py", .line = 9, .function = "init", .code = "import sklearn.ensemble"}};
const PythonError columnMissing = {
    .type = "KeyError",
    .message = "'annual_income'",
    .user = {.file = "score.py", .line = 31, .function = "run", .code = "rows['ratio'] = rows['debt'] / rows['annual_income']"},
    .libraries = {{.file = "/azureml-envs/credit/lib/python3.10/site-packages/pandas/core/frame.py",
                   .line = 4102,
                   .function = "__getitem__",
                   .code = "indexer = self.columns.get_loc(key)"}}};

Files packageMissingEverywhere() {
    JobBuilder job({});
    return job.initFails(job.workers(), sklearnMissing).end(Ending::Failed, initGaveUp).pipelineSays(runFailedOld).files();
}

Files packageMissingInAnEarlyJob() {
    JobBuilder job({.generation = Generation::Prs2020});
    return job.initFails(job.workers(), sklearnMissing)
        .end(Ending::Failed, "The init() in the entry scipt had raised exception for 12 times.")
        .files();
}

Files envelopeNewWording() {
    JobBuilder job({.generation = Generation::Prs2021, .nodes = 2});
    job.initFails(job.workers(),
                  {.type = "MemoryError",
                   .message = "Unable to allocate 11.2 GiB for an array with shape (1500000, 1000) and data type float64",
                   .user = {.file = "score.py", .line = 12, .function = "init", .code = "table = numpy.zeros((1500000, 1000))"}});
    return job.end(Ending::Failed, initGaveUp).pipelineSays(runFailedNew).files();
}

Files oneBadNodeOfEight() {
    JobBuilder job({.nodes = 8});
    job.runFails(job.workersOf(5), columnMissing, 150);
    return job.end(Ending::Failed, "The number of failed items is 900, which exceeds error threshold 20. Exceeded error threshold.")
        .pipelineSays(runFailedOld)
        .files();
}

Files oneBadProcessAmongEffects() {
    // 400 lines of one effect on all nodes, one traceback on one process.
    JobBuilder job({.generation = Generation::Prs2021, .nodes = 8, .lines = 20});
    job.runFails({{.node = 2, .process = 1}},
                 {.type = "UnicodeDecodeError",
                  .message = "'utf-8' codec can't decode byte 0xe9 in position 211: invalid continuation byte",
                  .user = {.file = "score.py", .line = 18, .function = "run", .code = "text = open(path).read()"}});
    for (unsigned time = 0; time < 400; ++time) {
        job.add(job.masterLog(), 100 + time,
                lines::master(100 + time, "WARNING", 96,
                              std::format("Wait {} seconds to get a task. This is usually caused by slow scheduling.", 30 + time % 60)));
    }
    return job.end(Ending::Failed, "The number of failed items is 2, which exceeds error threshold 0. Exceeded error threshold.").files();
}

Files timeouts() {
    JobBuilder job({});
    job.runTimesOut(job.workers(), 90, 20);
    return job.end(Ending::Failed, "The run() function in the entry script had timeout for 240 times. No progress update in 195 seconds.")
        .pipelineSays(runFailedOld)
        .files();
}

Files timeoutsOfEarlyJobs() {
    JobBuilder job({.generation = Generation::Prs2020, .nodes = 2});
    job.runTimesOut(job.workers(), 60, 5);
    return job.end(Ending::Failed, "The run() in the entry scipt had timeout for 30 times. No progress update in 195 seconds.").files();
}

Files initTimeouts() {
    JobBuilder job({.nodes = 2});
    for (const Worker& worker : job.workers()) {
        job.add(job.userError(worker), 130,
                lines::worker(130, "ERROR", JobBuilder::pid(worker), "The init() function in the entry script had timeout for 1 times."));
        job.workerKilled(worker, 72);
    }
    return job.end(Ending::Failed, "The init() function in the entry script had timeout for 6 times. No task has been picked.").files();
}

Files gpuMissingInLaterProcesses() {
    JobBuilder job({.nodes = 2, .processes = 4});
    job.initFails({{.node = 0, .process = 2}, {.node = 0, .process = 3}, {.node = 1, .process = 2}, {.node = 1, .process = 3}},
                  {.type = "RuntimeError",
                   .message = "No CUDA GPUs are available",
                   .user = {.file = "score.py", .line = 15, .function = "init", .code = "model.to('cuda')"},
                   .libraries = {{.file = "/azureml-envs/gpu/lib/python3.10/site-packages/torch/cuda/__init__.py",
                                  .line = 298,
                                  .function = "_lazy_init",
                                  .code = "torch._C._cuda_init()"}}});
    return job.end(Ending::Failed, "EntryScriptInitException: The init() function in the entry script had raised exception for 4 times.")
        .files();
}

Files wrongReturnType() {
    JobBuilder job({.nodes = 2});
    job.runFails(
        job.workers(),
        {.type = "azureml_common.parallel_run.exception.EntryScriptException",
         .message =
             "The run() method in the entry script should return a list or a pandas DataFrame. The actual type of output is NoneType",
         .user = {.file = "driver/azureml_user/parallel_run/entry_script.py",
                  .line = 220,
                  .function = "check_result",
                  .code = "raise EntryScriptException(message)"}});
    return job.end(Ending::Failed, runGaveUp).pipelineSays(runFailedOld).files();
}

Files onlineScript() {
    JobBuilder job({.nodes = 1});
    job.runFails(job.workers(),
                 {.type = "TypeError",
                  .message = "the JSON object must be str, bytes or bytearray, not MiniBatch",
                  .user = {.file = "score.py", .line = 20, .function = "run", .code = "data = json.loads(raw_data)['data']"},
                  .libraries = {{.file = "/azureml-envs/automl/lib/python3.9/json/__init__.py",
                                 .line = 339,
                                 .function = "loads",
                                 .code = "raise TypeError(message)"}}},
                 4);
    return job.end(Ending::Failed, runGaveUp).pipelineSays(runFailedOld).files();
}

Files argumentsNotKnown() {
    JobBuilder job({.nodes = 2, .processes = 2});
    for (const Worker& worker : job.workers()) {
        job.add(job.userStderr(worker), 31,
                "usage: score.py [-h] [--model MODEL]\nscore.py: error: unrecognized arguments: --client_sdk_version 1.59.0 "
                "--mini_batch_size 2");
    }
    job.initFails(job.workers(), {.type = "SystemExit",
                                  .message = "2",
                                  .user = {.file = "score.py", .line = 11, .function = "init", .code = "args = parser.parse_args()"}});
    return job.end(Ending::Failed, "EntryScriptInitException: The init() function in the entry script had raised exception for 4 times.")
        .files();
}

Files workerOutOfMemory() {
    JobBuilder job({});
    for (const Worker& worker : job.workersOf(1)) {
        job.workerKilled(worker, -9);
    }
    job.add("system_logs/lifecycler/execution-wrapper.log", 410,
            lines::service(410, "ERROR",
                           "execution_wrapper::oom: Out of memory: Killed process 245 (python) total-vm:15212336kB, anon-rss:13990112kB"));
    return job.end(Ending::Failed, "No progress update in 315 seconds.").pipelineSays(runFailedOld).files();
}

Files driverDiedStarting() {
    JobBuilder job({.nodes = 1});
    job.remove("logs/");
    job.add(job.driverLog(), 2, "No module named 'pkg_resources'");
    return job.end(Ending::Failed).remove("logs/").files();
}

Files driverLacksSdk() {
    JobBuilder job({.nodes = 1});
    job.add(
        job.driverLog(), 2,
        traceback({.type = "ModuleNotFoundError",
                   .message = "No module named 'azureml'",
                   .user = {.file = "driver/amlbi_main.py", .line = 41, .function = "<module>", .code = "from azureml.core import Run"}}));
    return job.end(Ending::Failed).remove("logs/").files();
}

Files queueForbidden() {
    JobBuilder job({});
    for (unsigned node = 0; node < 4; ++node) {
        job.remove("logs/user/");
    }
    return job
        .end(Ending::Failed, "[AccessError(\"Failed to create queue 'q00000000' in the workspace's default storage account because of "
                             "authorization failure. Please check "
                             "https://aka.ms/prs-private-endpoint-tip\")]")
        .files();
}

Files noAccountKey() {
    JobBuilder job({.nodes = 1});
    job.remove("logs/user/");
    return job
        .end(Ending::Failed, "ParallelTaskException error. Exit code: 42. Message: Cannot find account key or SAS token in the specified "
                             "datastore, and credential passthrough is not enabled.")
        .files();
}

Files firstTaskTooLate() {
    JobBuilder job({.nodes = 2});
    job.add(
        job.masterLog(), 310,
        lines::master(310, "WARNING", 96,
                      "First task creation is taking longer than 300 seconds. This is usually caused by slow data source initialization"));
    return job.end(Ending::Failed, "Unable to create any task within 600 seconds. Set --first_task_creation_timeout to a larger value.")
        .files();
}

Files cancelled() {
    JobBuilder job({});
    job.runTimesOut({{.node = 1, .process = 0}}, 90, 2);
    return job.end(Ending::Cancelled).files();
}

Files modelFileMissing() {
    JobBuilder job({.generation = Generation::Prs2021});
    job.initFails(job.workers(), {.type = "FileNotFoundError",
                                  .message = "[Errno 2] No such file or directory: 'azureml-models/credit/7/model.pkl'",
                                  .user = {.file = "score.py",
                                           .line = 14,
                                           .function = "init",
                                           .code = "model = joblib.load(os.path.join(os.environ['AZUREML_MODEL_DIR'], 'model.pkl'))"},
                                  .libraries = {{.file = "/azureml-envs/credit/lib/python3.8/site-packages/joblib/numpy_pickle.py",
                                                 .line = 650,
                                                 .function = "load",
                                                 .code = "with open(filename, 'rb') as f:"}}});
    return job.end(Ending::Failed, initGaveUp).files();
}

} // namespace

std::vector<Scenario> parallelScenarios() {
    const std::vector<std::string> failed = {"failed"};
    return {
        {.name = "package-missing-everywhere",
         .tells = "init() lacks scikit-learn on all 12 workers",
         .make = packageMissingEverywhere,
         .outcomes = failed,
         .verdicts = {"py-module-not-found"},
         .path = "user/error/0/process000.txt",
         .text = "No module named 'sklearn'",
         .mentions = {"sklearn"},
         .never = {"be-user-program-run-failed", "prs-exit-42"}},
        {.name = "package-missing-2020",
         .tells = "the same in the first layout of parallel jobs",
         .make = packageMissingInAnEarlyJob,
         .outcomes = failed,
         .verdicts = {"py-module-not-found"},
         .path = "Process-1.txt",
         .text = "sklearn",
         .mentions = {"sklearn"}},
        {.name = "run-failed-new-wording",
         .tells = "init() runs out of memory; the envelope in the wording of 2024",
         .make = envelopeNewWording,
         .outcomes = failed,
         .verdicts = {"rt-memoryerror"},
         .path = "process000.txt",
         .text = "Unable to allocate",
         .never = {"be-user-program-run-failed", "prs-exit-42"}},
        {.name = "one-bad-node-of-eight",
         .tells = "one node reads a table without the column; 450 repetitions, threshold exceeded",
         .make = oneBadNodeOfEight,
         .outcomes = failed,
         .verdicts = {"prs-run-exception"},
         .path = "user/error/5/process000.txt",
         .text = "annual_income",
         .mentions = {"annual_income"},
         .never = {"prs-error-threshold"},
         .advice = {"py-key-error-column"}},
        {.name = "one-traceback-among-400-effects",
         .tells = "one file in another encoding; 400 warnings of slow scheduling",
         .make = oneBadProcessAmongEffects,
         .outcomes = failed,
         .verdicts = {"prs-run-exception"},
         .path = "10.0.0.6/process001.txt",
         .text = "codec can't decode",
         .never = {"prs-slow-get-task", "prs-error-threshold"},
         .advice = {"py-unicode-input"}},
        {.name = "run-timeouts",
         .tells = "every run() passes its time limit",
         .make = timeouts,
         .outcomes = failed,
         .verdicts = {"be-run-timeout-count", "prs-run-stop-timeout-line"},
         .never = {"be-user-program-run-failed", "prs-exit-42"}},
        {.name = "run-timeouts-2020",
         .tells = "the same in early 2020, with its misspelling",
         .make = timeoutsOfEarlyJobs,
         .outcomes = failed,
         .verdicts = {"be-run-timeout-count", "prs-process-timeout-old", "prs-run-stop-timeout-line"}},
        {.name = "init-timeouts",
         .tells = "loading the model takes too long",
         .make = initTimeouts,
         .outcomes = failed,
         .verdicts = {"prs-init-timeout"},
         .never = {"prs-no-task-picked"}},
        {.name = "more-processes-than-gpus",
         .tells = "the third and fourth process of each node get no GPU",
         .make = gpuMissingInLaterProcesses,
         .outcomes = failed,
         .verdicts = {"prs-gpu-index-exhausted"},
         .path = "process002.txt",
         .text = "No CUDA GPUs"},
        {.name = "run-returns-none",
         .tells = "run() lacks its return",
         .make = wrongReturnType,
         .outcomes = failed,
         .verdicts = {"be-run-returns-wrong-type"},
         .text = "NoneType",
         .mentions = {"NoneType"}},
        {.name = "online-script",
         .tells = "a script for online endpoints was deployed",
         .make = onlineScript,
         .outcomes = failed,
         .verdicts = {"be-online-script-used-for-batch"}},
        {.name = "parse-args",
         .tells = "parse_args() sees the runtime's own arguments",
         .make = argumentsNotKnown,
         .outcomes = failed,
         .verdicts = {"prs-arg-parse-exit"},
         .path = "stderr.txt",
         .text = "unrecognized arguments"},
        {.name = "worker-killed",
         .tells = "the kernel kills the workers of one node for lack of memory",
         .make = workerOutOfMemory,
         .outcomes = failed,
         .verdicts = {"rt-oom-killed"},
         .never = {"noise-oom-search"}},
        {.name = "driver-lacks-pkg-resources",
         .tells = "setuptools is too new; the driver never started",
         .make = driverDiedStarting,
         .outcomes = failed,
         .verdicts = {"prs-no-pkg-resources"},
         .path = "std_log_0.txt",
         .text = "pkg_resources",
         .never = {"prs-exit-42"}},
        {.name = "driver-lacks-azureml",
         .tells = "the environment lacks azureml-core",
         .make = driverLacksSdk,
         .outcomes = failed,
         .verdicts = {"be-no-module-azureml"},
         .path = "std_log_0.txt",
         .text = "azureml"},
        {.name = "queue-forbidden",
         .tells = "no private endpoint for queues",
         .make = queueForbidden,
         .outcomes = failed,
         .verdicts = {"be-private-endpoint-queue-table"},
         .never = {"prs-master-role-failed"}},
        {.name = "no-account-key",
         .tells = "the default datastore stores no key",
         .make = noAccountKey,
         .outcomes = failed,
         .verdicts = {"prs-no-account-key", "be-output-datastore-not-blob"},
         .never = {"prs-parallel-task-exception"}},
        {.name = "first-task-too-late",
         .tells = "listing the input took longer than ten minutes",
         .make = firstTaskTooLate,
         .outcomes = failed,
         .verdicts = {"prs-first-task-timeout"}},
        {.name = "cancelled",
         .tells = "somebody pressed Cancel after two timeouts",
         .make = cancelled,
         .outcomes = {"cancelled"},
         .verdicts = {"prs-user-cancelled"}},
        {.name = "model-file-missing",
         .tells = "the model lies in a sub-folder that init() does not name",
         .make = modelFileMissing,
         .outcomes = failed,
         .verdicts = {"data-filenotfound-user"},
         .path = "process000.txt",
         .text = "model.pkl",
         .mentions = {"model.pkl"}},
    };
}

} // namespace faultline::tests
