// SPDX-License-Identifier: MIT
#include "scenario.h"

#include <format>

namespace faultline::tests {

namespace {

constexpr auto nothingSucceededOld = "There is no succeeded mini batch item returned from run(). Please check 'response: run()' in "
                                     "https://aka.ms/batch-inference-documentation.";
constexpr auto nothingSucceededNew =
    "No succeeded mini batch item returned from run(). Please check 'response: run()' in `https://aka.ms/batch-inference-documentation`.";

const PythonError nothingToConcatenate = {
    .type = "ValueError",
    .message = "No objects to concatenate",
    .user = {.file = "mlflow_score_script.py", .line = 88, .function = "run", .code = "return pandas.concat(results)"},
    .libraries = {{.file = "/azureml-envs/mlflow/lib/python3.10/site-packages/pandas/core/reshape/concat.py",
                   .line = 507,
                   .function = "_clean_keys_and_objs",
                   .code = "raise ValueError(\"No objects to concatenate\")"}}};

JobBuilder refusedFiles(Generation generation, const std::string& reason) {
    JobBuilder job({.generation = generation, .nodes = 2, .processes = 2});
    for (const Worker& worker : job.workers()) {
        for (unsigned file = 0; file < 6; ++file) {
            job.fileRefused(worker, std::format("scan-{}{}{}.webp", worker.node, worker.process, file),
                            "File type '.webp' is not supported");
        }
    }
    job.runFails(job.workers(), nothingToConcatenate, 3);
    job.end(Ending::Failed, reason);
    return job;
}

Files unsupportedType() {
    return refusedFiles(Generation::Prs2022, nothingSucceededOld)
        .pipelineSays("User program failed with Exception: Run failed, please check logs for details.")
        .files();
}

Files unsupportedTypeMisspelt() {
    return refusedFiles(Generation::Prs2021, nothingSucceededNew).rename("logs/user/", "logs/usr/").files();
}

Files signatureMismatch() {
    JobBuilder job({.nodes = 2});
    for (const Worker& worker : job.workers()) {
        for (unsigned file = 0; file < 4; ++file) {
            job.fileRefused(worker, std::format("customers-{}{}{}.csv", worker.node, worker.process, file),
                            "Exception: Incompatible input types for column age. Can not safely convert float64 to int64.");
        }
    }
    return job.end(Ending::Failed, nothingSucceededOld)
        .pipelineSays("User program failed with Exception: Run failed, please check logs for details.")
        .files();
}

Files corruptFiles() {
    JobBuilder job({.generation = Generation::Prs2021, .nodes = 2});
    for (const Worker& worker : job.workers()) {
        job.fileRefused(worker, std::format("part-{}{}.parquet", worker.node, worker.process),
                        "Exception: Could not open Parquet input source '<Buffer>': Parquet magic bytes not found in footer. Either the "
                        "file is corrupted or this is not a parquet file.");
    }
    return job.end(Ending::Failed, nothingSucceededNew).files();
}

Files inputPathMissing() {
    JobBuilder job({});
    job.remove("logs/").remove("user_logs/");
    const std::string error =
        "DataAccessError(NotFound) ScriptExecution.StreamAccess.NotFound: StreamError(NotFound) Found no resources for the input provided: "
        "azureml://datastores/workspaceblobstore/paths/credit/2026-13/";
    job.add("system_logs/data_capability/data-capability.log", 12,
            lines::capability(12, "ERROR", "##[error] Failed to start data session: " + error));
    job.add("system_logs/data_capability/rslex.log.2026-01-05-10", 12,
            lines::service(12, "ERROR", "rslex::session: Execution has failed with: ScriptExecution.StreamAccess.NotFound"));
    job.add("system_logs/lifecycler/lifecycler.log", 13,
            lines::service(13, "ERROR",
                           "lifecycler::capability: failed to start capabilities "
                           "exception=CapabilityError(StartError(ErrorResponse(\"DATA_CAPABILITY\", \"" +
                               error + "\")))"));
    return job.files();
}

Files mountForbiddenOnOneNode() {
    // Node 2 of 4 may not read the storage; the other three only wait for it.
    JobBuilder job({.generation = Generation::Legacy, .nodes = 4});
    const std::string prep = std::format("azureml-logs/65_job_prep-tvmps_{:064x}_d.txt", 0xc0ffee02ULL);
    job.add(prep, -5,
            "AzureMLException:\n\tMessage: Dataset initialization failed: ScriptExecutionException was caused by StreamAccessException.\n"
            "  StreamAccessException was caused by AuthenticationException.\n    Authentication failed for 'AzureStorage GetBlobs' "
            "operation at '[REDACTED]' with '403: "
            "ScriptExecution.StreamAccess.Authentication'.");
    job.add(prep, -4.5, lines::legacyRunner(-4.5, "Job preparation failed."));
    for (unsigned node = 0; node < 4; ++node) {
        job.remove(job.driverLog(node));
    }
    for (unsigned time = 0; time < 300; ++time) {
        job.add(std::format("azureml-logs/55_azureml-execution-tvmps_{:064x}_d.txt", 0xc0ffee00ULL + time % 4), time,
                lines::legacyAgent(time, std::format("Waiting for node 10.0.0.6, attempt {} of 300", time + 1)));
    }
    return job.files();
}

Files mountOldWording() {
    JobBuilder job({.generation = Generation::Legacy, .nodes = 1});
    job.add(
        std::format("azureml-logs/65_job_prep-tvmps_{:064x}_d.txt", 0xc0ffee00ULL), -5,
        "Dataset initialization failed: UserErrorException:\n\tMessage: Cannot mount Dataset(id='00000000-0000-0000-0000-00000000d5e7', "
        "name='None', version=None). Source of the dataset is either not accessible or "
        "does not contain any data.");
    return job.remove(job.driverLog()).files();
}

Files mountNewWording() {
    JobBuilder job({.nodes = 1});
    job.add("system_logs/data_capability/data-capability.log", 10,
            lines::capability(10, "ERROR",
                              "##[error] Dataset initialization failed: UserErrorException: Message: Can't mount "
                              "Dataset(ID='00000000-0000-0000-0000-00000000d5e7', name='None', version=None). Source of the dataset is "
                              "either not accessible or doesn't contain any data."));
    job.add("system_logs/lifecycler/lifecycler.log", 13,
            lines::service(13, "ERROR",
                           "lifecycler::capability: failed to start capabilities "
                           "exception=CapabilityError(StartError(ErrorResponse(\"DATA_CAPABILITY\")))"));
    return job.remove("logs/").remove("user_logs/").files();
}

// ------------------------------------------------- completed, but not with all --

Files returnedTooFew() {
    JobBuilder job({});
    for (unsigned id = 0; id < 276; ++id) {
        const unsigned succeeded = id % 23 == 0 ? 1 : 2;
        job.tableRow(id, 1, 2, succeeded, "RUN_DONE");
    }
    return job.end(Ending::Completed).files();
}

Files oneFileLost() {
    JobBuilder job({.nodes = 8});
    job.runFails({{.node = 6, .process = 2}},
                 {.type = "pandas.errors.ParserError",
                  .message = "Error tokenizing data. C error: Expected 12 fields in line 31, saw 14",
                  .user = {.file = "score.py", .line = 22, .function = "run", .code = "rows = pandas.read_csv(path)"},
                  .libraries = {{.file = "/azureml-envs/credit/lib/python3.10/site-packages/pandas/io/parsers/readers.py",
                                 .line = 1026,
                                 .function = "read_csv",
                                 .code = "return _read(path)"}}},
                 3);
    for (unsigned id = 3; id < 276; ++id) {
        job.tableRow(id, 1, 2, 2, "RUN_DONE");
    }
    return job.end(Ending::Completed).files();
}

Files droppedAfterThreeAttempts() {
    JobBuilder job({.nodes = 2});
    job.runTimesOut({{.node = 1, .process = 0}}, 90, 1);
    job.tableRow(0, 2, 2, 0, "RUN_TIMEOUT").tableRow(0, 3, 2, 0, "RUN_TIMEOUT");
    for (unsigned id = 1; id < 276; ++id) {
        job.tableRow(id, 1, 2, 2, "RUN_DONE");
    }
    job.put("logs/sys/poison_tasks_10.0.0.5_245.txt",
            "{\"id\": 0, \"dequeue_count\": 3, \"minibatch\": [0], \"location\": \"input_data\"}\n");
    return job.end(Ending::Completed).files();
}

Files errorsAsPredictions() {
    JobBuilder job({.nodes = 1});
    std::string rows;
    for (unsigned row = 0; row < 40; ++row) {
        rows += std::format("song-{}.wav,error: Unsupported data type 'float16'\n", row);
    }
    job.put("named-outputs/score/predictions.csv", rows);
    return job.end(Ending::Completed).files();
}

Files nothingDoneButCompleted() {
    JobBuilder job({.generation = Generation::CommonRuntime, .nodes = 1});
    for (unsigned item = 0; item < 100; ++item) {
        job.add(job.driverLog(), 100 + item,
                std::format("ERROR:translate:item {} failed: HTTPSConnectionPool(host='api.contoso.example', port=443): Max retries "
                            "exceeded with url: /v1/translate (Caused by NewConnectionError('<urllib3.connection.HTTPSConnection object at "
                            "0x7f{:010x}>: Failed to establish a new connection: [Errno -2] Name or service not known'))",
                            item, item * 7919));
    }
    job.add(job.driverLog(), 580, "Summary: succeeded: 0, failed: 100");
    return job.end(Ending::Completed).files();
}

} // namespace

std::vector<Scenario> inputScenarios() {
    const std::vector<std::string> failed = {"failed"};
    const std::vector<std::string> losses = {"completed-with-losses"};
    return {
        {.name = "unsupported-file-type",
         .tells = "the generated driver reads no .webp; pandas gets nothing",
         .make = unsupportedType,
         .outcomes = failed,
         .verdicts = {"be-mlflow-unsupported-file-type"},
         .path = "user/stdout/0/process000.stdout.txt",
         .text = "scan-000.webp",
         .mentions = {".webp"},
         .never = {"be-no-objects-to-concatenate", "be-no-succeeded-mini-batch"}},
        {.name = "unsupported-file-type-usr",
         .tells = "the same with the folder misspelt and the newer wording",
         .make = unsupportedTypeMisspelt,
         .outcomes = failed,
         .verdicts = {"be-mlflow-unsupported-file-type"},
         .path = "usr/stdout/10.0.0.4/process000.stdout.txt",
         .text = "not supported",
         .mentions = {".webp"}},
        {.name = "signature-mismatch",
         .tells = "the tables do not fit the model's signature",
         .make = signatureMismatch,
         .outcomes = failed,
         .verdicts = {"be-mlflow-type-enforcement"},
         .path = "process000.stdout.txt",
         .text = "Can not safely convert",
         .never = {"be-no-succeeded-mini-batch"}},
        {.name = "corrupt-files",
         .tells = "the Parquet files are damaged",
         .make = corruptFiles,
         .outcomes = failed,
         .verdicts = {"be-error-processing-input-file"},
         .path = "process000.stdout.txt",
         .text = "magic bytes",
         .never = {"be-mlflow-type-enforcement", "be-no-succeeded-mini-batch"}},
        {.name = "input-path-missing",
         .tells = "the input folder does not exist; no user code ran",
         .make = inputPathMissing,
         .outcomes = failed,
         .verdicts = {"data-se-streamaccess-notfound", "data-accesserror-notfound"},
         .never = {"lc-capability-failed", "data-mltable-not-found"}},
        {.name = "mount-forbidden-on-one-node",
         .tells = "one node of four may not read the storage, the others wait 300 times",
         .make = mountForbiddenOnOneNode,
         .outcomes = failed,
         .verdicts = {"be-streamaccess-authentication"},
         .path = "c0ffee02_d.txt",
         .text = "Authentication"},
        {.name = "cannot-mount-old-wording",
         .tells = "the dataset's source is empty or out of reach",
         .make = mountOldWording,
         .outcomes = failed,
         .verdicts = {"be-cannot-mount-dataset", "data-mount-validation"}},
        {.name = "cannot-mount-new-wording",
         .tells = "the same in the wording of 2024",
         .make = mountNewWording,
         .outcomes = failed,
         .verdicts = {"be-cannot-mount-dataset", "data-mount-validation"}},
        {.name = "returned-too-few",
         .tells = "run() leaves items out without raising",
         .make = returnedTooFew,
         .outcomes = losses,
         .verdicts = {"prs-return-count-short"},
         .path = "processed_mini-batches.csv"},
        {.name = "one-file-lost",
         .tells = "one file cannot be parsed, on one of 24 workers; the threshold ignores it",
         .make = oneFileLost,
         .outcomes = losses,
         .verdicts = {"prs-run-exception", "prs-completed-with-failures"},
         .advice = {"py-pandas-parse"}},
        {.name = "dropped-after-three-attempts",
         .tells = "one mini-batch ran out of time three times",
         .make = droppedAfterThreeAttempts,
         .outcomes = losses,
         .verdicts = {"prs-poisoned-task", "prs-run-stop-timeout-line", "prs-completed-with-failures"}},
        {.name = "errors-as-predictions",
         .tells = "the script returned its exceptions as results",
         .make = errorsAsPredictions,
         .outcomes = losses,
         .verdicts = {"be-float16-or-model-row-errors"},
         .path = "predictions.csv",
         .text = "float16"},
        {.name = "nothing-done",
         .tells = "every item failed and was caught; the job completed",
         .make = nothingDoneButCompleted,
         .outcomes = losses,
         .verdicts = {"py-host-unreachable", "job-all-items-failed", unknown}},
    };
}

} // namespace faultline::tests
