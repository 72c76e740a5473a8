// SPDX-License-Identifier: MIT
#include "scenario.h"

#include <format>

namespace faultline::tests {

namespace {

const PythonError bandTable = {.type = "scorecard.errors.BandTableError",
                               .message = "band 14 overlaps band 15",
                               .user = {.file = "score.py", .line = 40, .function = "run", .code = "bands = scorecard.load_bands(path)"},
                               .libraries = {{.file = "scorecard/bands.py",
                                              .line = 77,
                                              .function = "load_bands",
                                              .code = "raise BandTableError(f'band {a} overlaps band {b}')"}}};

Files everyWorker() {
    JobBuilder job({});
    return job.runFails(job.workers(), bandTable, 10)
        .end(Ending::Failed, "The run() function in the entry script had raised exception for 120 times.")
        .pipelineSays("User program failed with Exception: Run failed, please check logs for details.")
        .files();
}

Files oneNodeOfEight() {
    JobBuilder job({.generation = Generation::Prs2021, .nodes = 8});
    job.runFails(job.workersOf(3), bandTable, 60);
    for (unsigned time = 0; time < 300; ++time) {
        job.add(job.masterLog(), 100 + time,
                lines::master(100 + time, "WARNING", 96,
                              std::format("Wait {} seconds to get a task. This is usually caused by slow scheduling.", 30 + time % 60)));
    }
    return job.end(Ending::Failed, "The number of failed items is 360, which exceeds error threshold 5. Exceeded error threshold.").files();
}

Files legacyDriver() {
    JobBuilder job({.generation = Generation::Legacy, .nodes = 1});
    return job
        .commandFails(traceback({.type = "surveys.LicenceExpired",
                                 .message = "seat 14 of contoso is no longer paid for",
                                 .user = {.file = "train.py", .line = 30, .function = "<module>", .code = "surveys.open('2026')"}}))
        .end(Ending::Failed)
        .files();
}

Files printedOnly() {
    // No Python exception at all: the program says what is wrong and ends with 3.
    JobBuilder job({.generation = Generation::CommonRuntime, .nodes = 1});
    return job.commandFails("2026-01-05 10:09:51,120 ERROR solver: the basis became singular after 8112 pivots, giving up", 3)
        .end(Ending::Failed)
        .files();
}

Files afterHandledKnownOnes() {
    JobBuilder job({.generation = Generation::CommonRuntime, .nodes = 1});
    for (unsigned attempt = 0; attempt < 20; ++attempt) {
        job.add(job.driverLog(), 20 + attempt,
                "WARNING:cache:no cached file, it will be made\n" +
                    traceback({.type = "FileNotFoundError",
                               .message = std::format("[Errno 2] No such file or directory: '/tmp/cache/{}.bin'", attempt),
                               .user = {.file = "train.py", .line = 18, .function = "cached", .code = "return open(path, 'rb').read()"}}) +
                    "\nINFO:cache:made it");
    }
    return job
        .commandFails(traceback({.type = "tariffs.UnknownZone",
                                 .message = "zone 9c",
                                 .user = {.file = "train.py", .line = 96, .function = "main", .code = "zones[code] = tariffs.zone(code)"}}))
        .end(Ending::Failed)
        .files();
}

Files messageOfSeveralLines() {
    JobBuilder job({.generation = Generation::Legacy2018, .nodes = 1});
    return job
        .commandFails(traceback({.type = "meshes.QualityError",
                                 .message = "the mesh is not usable:\n  cell 19 is inverted\n  cell 20 is inverted",
                                 .user = {.file = "simulate.py", .line = 210, .function = "check", .code = "raise QualityError(report)"}}),
                      1)
        .end(Ending::Failed)
        .files();
}

Files initOfOwnClient() {
    JobBuilder job({.generation = Generation::Prs2020, .nodes = 2});
    return job
        .initFails(job.workers(), {.type = "featurestore.SnapshotGone",
                                   .message = "snapshot 2025-12-31 was removed by retention",
                                   .user = {.file = "score.py", .line = 21, .function = "init", .code = "store.attach('2025-12-31')"}})
        .end(Ending::Failed, "The init() in the entry scipt had raised exception for 6 times.")
        .files();
}

Files otherLanguage() {
    JobBuilder job({.generation = Generation::CommonRuntime, .nodes = 2});
    return job
        .commandFails("thread 'main' panicked at src/route.rs:118:14:\ncalled `Option::unwrap()` on a `None` value\nnote: run with "
                      "`RUST_BACKTRACE=1` environment variable to display a backtrace",
                      101, 1)
        .end(Ending::Failed)
        .files();
}

} // namespace

std::vector<Scenario> unknownScenarios() {
    const std::vector<std::string> failed = {"failed"};
    return {
        {.name = "unknown-on-every-worker",
         .tells = "an exception of the user's own library",
         .make = everyWorker,
         .outcomes = failed,
         .verdicts = {unknown, "prs-run-exception"},
         .path = "process000.txt",
         .text = "BandTableError",
         .mentions = {"BandTableError"},
         .never = {"be-user-program-run-failed", "prs-exit-42"}},
        {.name = "unknown-on-one-node-of-eight",
         .tells = "the same on one node, among 300 lines of an effect",
         .make = oneNodeOfEight,
         .outcomes = failed,
         .verdicts = {unknown, "prs-run-exception"},
         .path = "10.0.0.7/process000.txt",
         .text = "band 14 overlaps",
         .mentions = {"BandTableError"},
         .never = {"prs-slow-get-task", "prs-error-threshold"}},
        {.name = "unknown-legacy",
         .tells = "an exception nobody wrote an article on",
         .make = legacyDriver,
         .outcomes = failed,
         .verdicts = {unknown},
         .path = "70_driver_log.txt",
         .text = "LicenceExpired",
         .mentions = {"LicenceExpired", "seat 14"},
         .never = {"v1-run-failed"}},
        {.name = "unknown-printed-only",
         .tells = "a program that prints its fault and ends with 3",
         .make = printedOnly,
         .outcomes = failed,
         .verdicts = {unknown},
         .path = "std_log.txt",
         .text = "basis became singular",
         .mentions = {"singular"},
         .never = {"lc-execution-failed"}},
        {.name = "unknown-after-handled-known",
         .tells = "twenty handled exceptions that are known, then one that is not",
         .make = afterHandledKnownOnes,
         .outcomes = failed,
         .verdicts = {unknown},
         .path = "std_log.txt",
         .text = "UnknownZone",
         .mentions = {"UnknownZone"},
         .never = {"data-filenotfound-user"}},
        {.name = "unknown-message-of-lines",
         .tells = "a message of several lines, in 2018",
         .make = messageOfSeveralLines,
         .outcomes = failed,
         .verdicts = {unknown},
         .path = "80_driver_log.txt",
         .text = "QualityError",
         .mentions = {"QualityError"}},
        {.name = "unknown-in-init-2020",
         .tells = "init() of an early parallel job",
         .make = initOfOwnClient,
         .outcomes = failed,
         .verdicts = {unknown, "prs-init-exception"},
         .path = "Process-1.txt",
         .text = "SnapshotGone",
         .mentions = {"SnapshotGone"}},
        {.name = "unknown-other-language",
         .tells = "a program that is not Python panics",
         .make = otherLanguage,
         .outcomes = failed,
         .verdicts = {unknown},
         .path = "std_log_process_1.txt",
         .text = "pan",
         .never = {"lc-execution-failed", "lc-user-process-failed"}},
    };
}

} // namespace faultline::tests
