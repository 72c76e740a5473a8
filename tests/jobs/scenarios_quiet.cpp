// SPDX-License-Identifier: MIT
#include "scenario.h"

#include <format>

namespace faultline::tests {

namespace {

JobBuilder goodCommand(Generation generation = Generation::CommonRuntime) {
    return JobBuilder({.generation = generation, .nodes = 1});
}

Files handledTracebacks() {
    JobBuilder job = goodCommand();
    for (unsigned time = 0; time < 12; ++time) {
        job.add(job.driverLog(), 60 + time * 20,
                std::format("{} WARNING fetch: page {} is broken and was left out\n{}", lines::logTime(60 + time * 20), time,
                            traceback({.type = "ValueError",
                                       .message = "could not convert string to float: 'n/a'",
                                       .user = {.file = "train.py", .line = 44, .function = "parse", .code = "return float(cell)"}})));
    }
    job.add(job.driverLog(), 590, "finished: 9000 pages, 12 left out, model saved to outputs/model.pkl");
    return job.end(Ending::Completed).files();
}

Files retriesThatSucceed() {
    JobBuilder job({});
    job.runTimesOut({{.node = 2, .process = 1}}, 90, 3);
    for (unsigned id = 0; id < 276; ++id) {
        job.tableRow(id, id < 3 ? 2 : 1, 2, 2, "RUN_DONE");
    }
    for (const Worker& worker : job.workers()) {
        job.add(job.userStdout(worker), 90,
                "WARNING:urllib3.connectionpool:Retrying (Retry(total=4, connect=5, read=4)) after connection broken by "
                "'ConnectionResetError(104, 'Connection reset by peer')': /v1/rates\nINFO:score:rates read on attempt 2");
    }
    return job.end(Ending::Completed).files();
}

Files errorsInPrompts() {
    JobBuilder job = goodCommand();
    for (unsigned item = 0; item < 40; ++item) {
        job.add(job.driverLog(), 30 + item * 10,
                std::format(
                    "PROMPT {}: My job says \"ModuleNotFoundError: No module named 'sklearn'\" and ends with SystemExit: 42. User program "
                    "failed with Exception: Run failed, please check logs for details. What should I do?\n"
                    "ANSWER {}: Install the package scikit-learn in the environment. If it says CUDA out of memory, use smaller batches.",
                    item, item));
    }
    job.add(job.driverLog(), 590, "40 prompts answered");
    return job.end(Ending::Completed).files();
}

Files errorsInData() {
    JobBuilder job({.nodes = 2});
    for (const Worker& worker : job.workers()) {
        for (unsigned row = 0; row < 10; ++row) {
            job.add(job.userStdout(worker), 100 + row,
                    std::format("{{\"ticket\": {}, \"text\": \"OSError: [Errno 28] No space left on device when saving\", \"label\": "
                                "\"fatal error\", \"score\": 0.{}}}",
                                row, 51 + row));
        }
    }
    job.put("named-outputs/score/predictions.csv", "ticket-1.txt,disk full,0.93\nticket-2.txt,permission denied,0.71\n");
    return job.end(Ending::Completed).files();
}

Files helpAndListings() {
    JobBuilder job = goodCommand();
    job.add(job.driverLog(), 20,
            "usage: train.py [-h] [--on-error {raise,ignore}] [--retries N]\n\noptions:\n  --on-error {raise,ignore}  raise: end with "
            "error: unrecognized arguments are an error; ignore: go on\n"
            "  --retries N                how often a failed download is tried again\n");
    job.add(job.driverLog(), 21,
            "Source of the transformation:\n    def check(value):\n        if value is None:\n            raise ValueError('No objects to "
            "concatenate')\n        except ModuleNotFoundError as error:\n            print('Traceback (most recent call last):')\n        "
            "    return error\n");
    return job.end(Ending::Completed).files();
}

Files systemExitZero() {
    JobBuilder job = goodCommand(Generation::Legacy);
    job.add(job.driverLog(), 585,
            traceback({.type = "SystemExit",
                       .message = "0",
                       .user = {.file = "urldecode_invoker.py", .line = 36, .function = "main", .code = "sys.exit(ret)"}}));
    return job.end(Ending::Completed).files();
}

Files loudStart() {
    JobBuilder job = goodCommand();
    job.add(job.driverLog(), 2,
            "/bin/bash: /azureml-envs/tensorflow/lib/libtinfo.so.6: no version information available (required by /bin/bash)\n"
            "ERROR: pip's dependency resolver does not currently take into account all the packages that are installed. This behaviour is "
            "the source of the following dependency conflicts.\n"
            "azureml-core 1.59.0 requires packaging<=25.0,>=20.0, but you have packaging 25.1 which is incompatible.\nSuccessfully "
            "installed packaging-25.1\n"
            "2026-01-05 10:00:03.112345: E external/local_xla/xla/stream_executor/cuda/cuda_dnn.cc:9261] Unable to register cuDNN factory: "
            "Attempting to register factory for plugin cuDNN when one has already been registered\n"
            "2026-01-05 10:00:03.112399: E external/local_xla/xla/stream_executor/cuda/cuda_fft.cc:607] Unable to register cuFFT factory: "
            "Attempting to register factory for plugin cuFFT when one has already been registered\n"
            "2026-01-05 10:00:03.114201: W tensorflow/compiler/tf2tensorrt/utils/py_utils.cc:38] TF-TRT Warning: Could not find TensorRT\n"
            "Failure while loading azureml_run_type_providers. Failed to load entrypoint azureml.PipelineRun = "
            "azureml.pipeline.core.run:PipelineRun._from_dto with exception (packaging 25.1).");
    return job.end(Ending::Completed).files();
}

Files parallelOf2021() {
    JobBuilder job({.generation = Generation::Prs2021, .nodes = 6});
    return job.end(Ending::Completed).files();
}

Files parallelOf2020() {
    JobBuilder job({.generation = Generation::Prs2020, .nodes = 2});
    return job.end(Ending::Completed).files();
}

Files agentCannotReachMaster() {
    JobBuilder job({.generation = Generation::Legacy, .nodes = 3});
    for (unsigned time = 0; time < 30; ++time) {
        job.add(job.driverLog(2), 599.5 + time * 0.001,
                lines::legacyAgent(599, "Sending http request failed with error: Post \"http://10.0.0.4:16384/sendlogstoartifacts/info\": "
                                        "dial tcp 10.0.0.4:16384: connect: connection refused"));
    }
    return job.end(Ending::Completed).files();
}

Files goodImageBuild() {
    return {
        {"azureml-logs/20_image_build_log.txt",
         "Step 8/15 : RUN conda env create\nWARNING conda.models.version:get_matcher(556): Using .* with relational operator is "
         "superfluous and deprecated\n#10 97.83 ERROR: pip's dependency resolver does not currently take into account all the packages "
         "that are installed.\n"
         "  error: subprocess-exited-with-error is shown by older versions of pip only\nldconfig: File /lib/x86_64-linux-gnu/libnvidia.so "
         "is empty, not checked\nSuccessfully built 0123456789ab\nSuccessfully tagged contoso.azurecr.io/azureml/azureml_0123:latest\n"
         "2026/01/05 10:18:04 Step ID: acb_step_1 marked as successful (elapsed time in seconds: 310.1)\n\nRun ID: cab3 was successful "
         "after 18m4s\n"}};
}

Files goodSweep() {
    std::string log;
    for (const char* const text :
         {"API][INFO]Experiment created",
          "CONTROLLER][INFO]Jobs ['trial_0', 'trial_1'] do not contain any metrics with the primary metric name at this moment",
          "SCHEDULER][INFO]Successfully patched a child run", "CONTROLLER][WARNING]Run trial_3 was cancelled by the policy, 0 errors",
          "CONTROLLER][INFO]Experiment was 'ExperimentStatus.RUNNING', is 'ExperimentStatus.FINISHED'"}) {
        log += std::format("[2026-01-05T10:{:02}:11.1234567Z][{}\n", 10 + log.size() / 100, text);
    }
    JobBuilder trial({.generation = Generation::CommonRuntime, .nodes = 1, .folder = "trial_0/"});
    Files files = trial.end(Ending::Completed).files();
    files.emplace_back("azureml-logs/hyperdrive.txt", log);
    return files;
}

Files probes() {
    JobBuilder job({.nodes = 2});
    for (const Worker& worker : job.workers()) {
        job.add(job.userStderr(worker), 26,
                "WARNING:root:optional part not loaded: No module named 'azureml.automl'\nINFO:numexpr.utils:NumExpr defaulting to 8 "
                "threads.\nUserWarning: xformers is not installed (No module named 'xformers'), using the slower attention\n"
                "Some weights of BertModel were not initialized from the checkpoint, which is no error when it is trained further");
    }
    return job.end(Ending::Completed).files();
}

Files nodeLost() {
    JobBuilder job({.nodes = 4});
    job.add("logs/sys/master_role.2026010511.txt", 305,
            lines::master(305, "INFO", 97, "The master role of round 1 on node 0 is gone; taking over as round 2 on node 2.") + "\n" +
                lines::master(306, "INFO", 97, "Recovered 180 of 276 tasks from the checkpoint."));
    for (const Worker& worker : job.workersOf(0)) {
        job.workerKilled(worker, -15);
    }
    return job.end(Ending::Completed).files();
}

Files stillRunning() {
    JobBuilder job({});
    return job.end(Ending::Cut).files();
}

Files errorsCounted() {
    JobBuilder job = goodCommand();
    job.add(job.driverLog(), 300, "ERROR:fetch:page 12 answered 503, trying again in 2 s\nINFO:fetch:page 12 done on attempt 2");
    job.add(job.driverLog(), 590, "Summary\n  succeeded: 9000\n  failed: 0\n  errors cured by a retry: 1");
    return job.end(Ending::Completed).files();
}

} // namespace

std::vector<Scenario> quietScenarios() {
    const std::vector<std::string> completed = {"completed"};
    return {
        {.name = "quiet-handled-tracebacks",
         .tells = "twelve broken pages were caught and left out",
         .make = handledTracebacks,
         .outcomes = completed,
         .verdicts = {},
         .never = {"py-data-type-mismatch"},
         .quiet = true},
        {.name = "quiet-retries",
         .tells = "three mini-batches timed out once and were done on the second attempt",
         .make = retriesThatSucceed,
         .outcomes = completed,
         .verdicts = {},
         .quiet = true},
        {.name = "quiet-errors-in-prompts",
         .tells = "the data are questions about failed jobs",
         .make = errorsInPrompts,
         .outcomes = completed,
         .verdicts = {},
         .never = {"py-module-not-found", "rt-cuda-oom"},
         .quiet = true},
        {.name = "quiet-errors-in-data",
         .tells = "the data are tickets on errors",
         .make = errorsInData,
         .outcomes = completed,
         .verdicts = {},
         .never = {"rt-disk-full"},
         .quiet = true},
        {.name = "quiet-help-and-listings",
         .tells = "help texts and printed source code",
         .make = helpAndListings,
         .outcomes = completed,
         .verdicts = {},
         .never = {"prs-arg-parse-exit", "py-argparse-error"},
         .quiet = true},
        {.name = "quiet-system-exit-0",
         .tells = "the invoker of the designer ends with SystemExit: 0",
         .make = systemExitZero,
         .outcomes = completed,
         .verdicts = {},
         .quiet = true},
        {.name = "quiet-loud-start",
         .tells = "pip, TensorFlow and the SDK complain at start",
         .make = loudStart,
         .outcomes = completed,
         .verdicts = {},
         .quiet = true},
        {.name = "quiet-parallel-2021",
         .tells = "harmless errors of the agents",
         .make = parallelOf2021,
         .outcomes = completed,
         .verdicts = {},
         .never = {"prs-overviewer-stopped"},
         .quiet = true},
        {.name = "quiet-parallel-2020",
         .tells = "the same in early 2020",
         .make = parallelOf2020,
         .outcomes = completed,
         .verdicts = {},
         .quiet = true},
        {.name = "quiet-agent-resend",
         .tells = "a node reports to a master that has already ended",
         .make = agentCannotReachMaster,
         .outcomes = completed,
         .verdicts = {},
         .quiet = true},
        {.name = "quiet-image-build",
         .tells = "warnings of a build that succeeded",
         .make = goodImageBuild,
         .outcomes = completed,
         .verdicts = {},
         .quiet = true},
        {.name = "quiet-sweep",
         .tells = "a trial was ended early by the policy",
         .make = goodSweep,
         .outcomes = completed,
         .verdicts = {},
         .quiet = true},
        {.name = "quiet-probes",
         .tells = "optional packages are looked for and not found",
         .make = probes,
         .outcomes = completed,
         .verdicts = {},
         .never = {"py-module-not-found", "be-no-module-azureml"},
         .quiet = true},
        {.name = "quiet-node-lost",
         .tells = "a node was taken away; another took over",
         .make = nodeLost,
         .outcomes = completed,
         .verdicts = {},
         .quiet = true},
        {.name = "quiet-still-running",
         .tells = "the logs were copied while all went well",
         .make = stillRunning,
         .outcomes = {"unknown"},
         .verdicts = {},
         .never = {"prs-overviewer-stopped", "prs-no-task-processed"},
         .quiet = true},
        {.name = "quiet-errors-counted",
         .tells = "one page was fetched on the second attempt; none failed",
         .make = errorsCounted,
         .outcomes = completed,
         .verdicts = {},
         .never = {"job-all-items-failed"},
         .quiet = true},
    };
}

} // namespace faultline::tests
