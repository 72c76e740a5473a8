// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosed_files.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// Diagnoses for the tests of the reports: made by hand, or by the whole way from files to findings.
namespace faultline::samples {

/// The articles that the hand-made findings point at, kept together with the diagnosis.
struct Sample {
    std::shared_ptr<Article> cause = std::make_shared<Article>();
    std::shared_ptr<Article> envelope = std::make_shared<Article>();
    std::shared_ptr<Article> noise = std::make_shared<Article>();
    std::shared_ptr<Article> advice = std::make_shared<Article>();
    std::shared_ptr<Article> aside = std::make_shared<Article>();
    Diagnosis diagnosis;
};

inline Place placeAt(std::string path, std::uint64_t shown, std::string text) {
    Place place;
    place.path = std::move(path);
    place.line = LineNumber::fromShown(shown);
    place.text = std::move(text);
    place.node = "0";
    place.process = "process000";
    return place;
}

/// A job that failed for a known cause, with something for every section of a report.
inline Sample failedJob() {
    using namespace std::chrono;
    Sample sample;
    sample.cause->id = "py-module-not-found";
    sample.cause->pack = "python";
    sample.cause->title = "A Python package is missing";
    sample.cause->summary = "The environment has no module {m}.";
    sample.cause->stage = "init";
    sample.cause->reason = "The module {m} is imported but not installed.";
    sample.cause->solution = "1. Add it.";
    sample.cause->links = {"https://learn.microsoft.com/x?a=1&b=2", "http://plain.example.com/"};
    sample.envelope->id = "be-user-program-run-failed";
    sample.envelope->title = "Run failed";
    sample.envelope->role = ArticleRole::Envelope;
    sample.noise->id = "noise-x";
    sample.noise->title = "Harmless";
    sample.noise->role = ArticleRole::Noise;

    auto job = std::make_shared<Job>();
    job->path = "/home/jane/jobs/score";
    job->name = "score_<1>";
    job->runs.resize(1);
    Diagnosis& d = sample.diagnosis;
    d.job = job;
    d.outcome = Outcome::Failed;
    d.nodes = 4;
    d.processes = 8;
    d.files = 61;
    d.bytes = 73'400'320;
    d.layouts = {"common-runtime"};

    Finding cause;
    cause.article = sample.cause.get();
    cause.title = sample.cause->title;
    cause.summary = "The environment has no module sklearn.";
    cause.reason = "The module `sklearn` is imported but not **installed**.";
    cause.solution = "1. Add it:\n\n   ```yaml\n   - scikit-learn\n   ```\n\n2. See [the page](https://example.com/a?b=1&c=2).";
    cause.caution = "This was concluded, not seen.";
    cause.captures = {{"m", "sklearn"}};
    cause.count = 12;
    cause.nodes = {"0", "1", "2", "3"};
    cause.processes = {"0/process000", "1/process000"};
    cause.first = LogTime{sys_days{year(2026) / 1 / 5} + hours(10) + minutes(3) + seconds(11), true};
    cause.explains = {1};
    cause.places = {placeAt("logs/user/error/0/process000.txt", 120, "ModuleNotFoundError: No module named 'sklearn'"),
                    placeAt("logs/user/error/1/process 0#1.txt", 7, "ModuleNotFoundError: No module named 'sklearn'")};
    cause.steps = {{"the imports of the script", placeAt("logs/user/stdout/0/process000.stdout.txt", 3, "importing sklearn"), "user-stdout",
                    Step::Answer::Found},
                   {"the environment", std::nullopt, "image build", Step::Answer::NoFile},
                   {"what it printed last", std::nullopt, "logs/user/stderr/0/x.txt", Step::Answer::Nothing}};
    d.findings.push_back(cause);

    Finding envelope;
    envelope.article = sample.envelope.get();
    envelope.title = sample.envelope->title;
    envelope.summary = "Run failed, please check logs.";
    envelope.count = 1;
    envelope.explainedBy = {0};
    envelope.places = {placeAt("logs/azureml/job_result.txt", 1, "User program failed with Exception: Run failed")};
    d.findings.push_back(envelope);

    Finding noise;
    noise.article = sample.noise.get();
    noise.title = "Harmless";
    noise.count = 5;
    noise.severity = Severity::Info;
    d.findings.push_back(noise);

    Verdict verdict;
    verdict.finding = 0;
    verdict.title = cause.title;
    verdict.summary = cause.summary;
    verdict.why = "This exception ended the user's code.";
    verdict.chain = {1, 0};
    verdict.places = cause.places;
    d.verdict = verdict;

    RunDiagnosis run;
    run.outcome = Outcome::Failed;
    run.outcomeWhy = "the job result says so";
    run.outcomePlace = placeAt("logs/azureml/job_result.txt", 1, "failed");
    run.verdict = verdict;
    run.summary.nodes = 4;
    run.summary.processes = 8;
    run.summary.restarts = 2;
    run.summary.attempts = 2;
    run.summary.miniBatches = 20;
    run.summary.miniBatchesScheduled = 19;
    run.summary.miniBatchesDone = 12;
    run.summary.miniBatchesFailed = 4;
    run.summary.miniBatchesTimedOut = 3;
    run.summary.items = 200;
    run.summary.itemsFailed = 70;
    run.summary.first = LogTime{sys_days{year(2026) / 1 / 5} + hours(10), true};
    run.summary.last = LogTime{sys_days{year(2026) / 1 / 5} + hours(11) + minutes(20), true};
    run.summary.peaks = {{"0", 99.2, {}}, {"1", 50, 77}};
    run.summary.timeoutLogged = 90;
    run.summary.timeoutConfigured = 60;
    run.summary.timeoutOverhead = 30;
    d.runs.push_back(run);

    Unexplained unexplained;
    unexplained.shape = "Failed to read <*>";
    unexplained.count = 3;
    unexplained.places = {placeAt("logs/user/stderr/0/x.txt", 9, "Failed to read the file")};
    d.unexplained.push_back(unexplained);
    for (int i = 0; i < 30; ++i)
        d.failedInputs.push_back({"data/input_" + std::to_string(i) + ".csv", "not a CSV file", 2, placeAt("logs/a.txt", 1, "x")});
    d.failedInputCount = 40;
    d.skipped = {{"core.dump", "it is no text"}};
    return sample;
}

/// The same job, but nothing nearer to the reason than a wrapper was found.
inline Sample wrapperJob() {
    Sample sample = failedJob();
    Diagnosis& d = sample.diagnosis;
    d.findings.erase(d.findings.begin());
    for (Finding& finding : d.findings)
        finding.explainedBy.clear();
    d.verdict->finding = 0;
    d.verdict->chain.clear();
    d.verdict->certain = false;
    d.verdict->title = d.findings[0].title;
    d.verdict->summary = d.findings[0].summary;
    d.verdict->places = d.findings[0].places;
    d.runs[0].verdict = d.verdict;
    return sample;
}

/// The same job, but it failed with an exception that no article explains, on which one gives general advice.
inline Sample unknownJob() {
    Sample sample = failedJob();
    Diagnosis& d = sample.diagnosis;
    sample.advice->id = "py-value-error";
    sample.advice->title = "A value is of the right type and wrong all the same";
    sample.advice->role = ArticleRole::Advice;
    Finding advice;
    advice.article = sample.advice.get();
    advice.title = sample.advice->title;
    advice.reason = "The function got a value that it cannot work with.";
    advice.solution = "1. Print the value before the call.";
    d.findings = {advice};
    d.verdict->finding.reset();
    d.verdict->chain.clear();
    d.verdict->advice = {0};
    d.verdict->certain = false;
    d.verdict->title = "Not a known error";
    d.verdict->summary = "ValueError: the flux is out of range (score.py, line 14, in run)";
    d.verdict->places = {placeAt("logs/user/error/0/process000.txt", 14, "ValueError: the flux is out of range")};
    d.runs[0].verdict = d.verdict;
    return sample;
}

/// The same job, with an exception that the program lived through and one that its log only mentions.
inline Sample asideJob() {
    Sample sample = failedJob();
    sample.aside->id = "py-file-not-found";
    sample.aside->title = "A file was not there";
    Finding handled;
    handled.article = sample.aside.get();
    handled.title = sample.aside->title;
    handled.summary = "There is no cache.";
    handled.count = 3;
    handled.severity = Severity::Warning;
    handled.standing = Standing::Handled;
    handled.places = {placeAt("logs/user/stdout/0/x.txt", 4, "FileNotFoundError: cache")};
    Finding mentioned = handled;
    mentioned.count = 1;
    mentioned.severity = Severity::Info;
    mentioned.standing = Standing::Mentioned;
    mentioned.places = {placeAt("logs/user/stdout/0/x.txt", 5, "INFO no such file: cache")};
    sample.diagnosis.findings.push_back(handled);
    sample.diagnosis.findings.push_back(mentioned);
    return sample;
}

/// Text that tries to become markup in every format at once.
inline const std::string hostile = "</span></pre></code><script>alert(1)</script>\"'><img src=https://evil.example/x.png onerror=alert(1)> "
                                   "``` ````\n```\n# heading\n[click](javascript:alert(1)) "
                                   "![p](https://evil.example/y.png) <https://evil.example> https://evil.example/z www.evil.example "
                                   "@everyone **bold** | \x1b[31mred\x1b[0m \xE2\x80\xAE gnp.exe \xff\xfe {0} &lt;";

/// `failedJob`, with that text wherever text of the job can stand.
inline Sample hostileJob() {
    Sample sample = failedJob();
    Diagnosis& d = sample.diagnosis;
    auto job = std::make_shared<Job>(*d.job);
    job->name = hostile;
    d.job = job;
    d.verdict->title = d.verdict->summary = d.verdict->why = hostile;
    d.runs[0].outcomeWhy = hostile;
    d.runs[0].outcomePlace->path = hostile;
    for (Finding& finding : d.findings) {
        finding.title = finding.summary = finding.caution = hostile;
        finding.reason = fillCaptures("The value {v} stands here.", {{"v", hostile}}, true);
        finding.solution = fillCaptures("1. Look at `{v}`:\n\n   ```sh\n   {v}\n   ```", {{"v", hostile}}, true);
        for (Place& place : finding.places)
            place.path = place.text = place.node = place.process = hostile;
        for (Step& step : finding.steps) {
            step.says = step.path = hostile;
            if (step.place)
                step.place->path = step.place->text = hostile;
        }
    }
    d.unexplained[0].shape = d.unexplained[0].frame = d.unexplained[0].exceptionType = d.unexplained[0].exceptionMessage = hostile;
    d.unexplained[0].places[0].path = d.unexplained[0].places[0].text = hostile;
    d.failedInputs[0].file = d.failedInputs[0].reason = hostile;
    d.runs[0].relation = d.runs[0].summary.peaks[0].node = hostile;
    d.runs[0].verdict = d.verdict;
    job->runs[0].name = hostile;
    job->runs.push_back(job->runs[0]);
    d.runs.push_back(d.runs[0]);
    d.skipped[0] = {hostile, hostile};
    return sample;
}

/// A job that failed on a missing package, with secrets in its logs.
inline DiagnosisPointer diagnosedJob() {
    const std::string traceback =
        "Traceback (most recent call last):\n  File \"/home/jane/project/score.py\", line 3, in init\n    import sklearn\n"
        "ModuleNotFoundError: No module named 'sklearn'\n";
    return diagnoseFiles(
        {{"logs/user/error/0/process000.txt", traceback},
         {"logs/user/error/1/process000.txt", traceback},
         {"logs/azureml/job_result.txt", "User program failed with Exception: Run failed, please check logs for details\n"},
         {"logs/user/stderr/0/process000.stderr.txt",
          "2026-01-05 10:03:11 ERROR could not get https://acc.blob.core.windows.net/c?sv=1&sig=aBcDeF0123456789%3D for "
          "jane@contoso.com\n"}},
        "/home/jane/job");
}

} // namespace faultline::samples
