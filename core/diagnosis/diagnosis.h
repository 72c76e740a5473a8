// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "knowledge/knowledge_base.h"
#include "scan/scanner.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace faultline {

enum class Outcome : std::uint8_t { Unknown, Completed, CompletedWithLosses, Cancelled, Failed };
[[nodiscard]] std::string_view toString(Outcome outcome); ///< as in reports: `completed-with-losses`

/// One line of one file.
struct Place {
    std::size_t file = nowhere; ///< index into `Job::files`
    std::string path;
    LineNumber line;
    std::string text;
    std::string node, process;
    std::optional<LogTime> time;
    std::optional<std::uint64_t> offset = {}; ///< of the line's first byte in the file's text; none where it is not known
};

/// Where the reader should look next, looked up in this job.
struct Step {
    /// What came of looking.
    enum class Answer : std::uint8_t {
        Found,   ///< `place` tells where
        Nothing, ///< such a file is in the job, but it holds nothing of the kind; `path` names it
        NoFile,  ///< no such file is in the job; `path` says in words what was looked for
    };
    std::string says;
    std::optional<Place> place;
    std::string path;
    Answer answer = Answer::NoFile;
};

/// What a finding is worth in this run, whatever its article says in general.
enum class Standing : std::uint8_t {
    Counts,    ///< it may be the reason, or stand between the reason and the failure
    Handled,   ///< an exception that the program caught and lived through
    Mentioned, ///< said in passing, at a level at which nothing fails
};

/// The sightings of one article that say the same thing (same captures), in one run.
struct Finding {
    const Article* article = nullptr; ///< lives as long as `Diagnosis::knowledge`
    std::size_t run = 0;
    Captures captures;         ///< with the derived and built-in ones
    std::uint64_t count = 0;   ///< how often it happened, as far as the logs tell; not how many lines tell of it
    bool estimated = false;    ///< there are so many that the count is taken from a sample
    bool once = false;         ///< it was not counted, for it holds of the run as a whole: `count` is 1
    std::vector<Place> places; ///< in order of time and path; at most `placeLimit`
    std::optional<LogTime> first, last;
    std::vector<std::string> nodes, processes; ///< distinct; processes as `node/process`
    std::vector<std::size_t> explains;         ///< indices into `Diagnosis::findings`
    std::vector<std::size_t> explainedBy;      ///< likewise; nearest first
    bool restatesVerdict = false;              ///< tells of the failure that the run's verdict tells of, and nothing nearer to the cause
    std::vector<Step> steps;
    Severity severity = Severity::Error; ///< of this finding: an error that did not stop a good job is a warning
    Standing standing = Standing::Counts;
    double weight = 0;            ///< rank; higher is nearer to the cause
    std::string title, summary;   ///< captures filled in, plain text
    std::string reason, solution; ///< Markdown, captures filled in as code
    std::string caution;          ///< said where the knowledge is inferred or unsure; empty otherwise

    static constexpr std::size_t placeLimit = 500;

    /// Whether something else accounts for it: no fault of its own.
    [[nodiscard]] bool isExplained() const { return !explainedBy.empty() || restatesVerdict; }

    /// The same for the same finding each time the job is read: its article, run and captures.
    [[nodiscard]] std::string key() const;
};

/// Error lines no article explains, of one shape.
struct Unexplained {
    std::string shape;
    std::uint64_t count = 0;
    std::vector<Place> places;
    std::size_t run = 0;
    std::string exceptionType, exceptionMessage; ///< when it is an exception
    std::string frame;                           ///< the user's own frame: `score.py, line 14, in run`
    double weight = 0;
};

struct Verdict {
    std::optional<std::size_t> finding; ///< none: the run failed and nothing known fits
    std::size_t run = 0;
    std::string title;
    std::string summary;             ///< one sentence
    std::string why;                 ///< one sentence: why this is the cause
    std::vector<std::size_t> chain;  ///< findings from what was logged to the cause
    std::vector<std::size_t> advice; ///< findings of role advice on the exception that it tells of or wraps
    std::vector<Place> places;       ///< where it shows
    bool certain = true;             ///< false: the best guess of several
    bool stated = false;             ///< no log tells; the summary is what the run's result, or the service in a saved answer, says of it
};

/// An input file of the job, or a whole mini-batch, that could not be processed.
struct FailedInput {
    std::string file; ///< its path as far as it was logged; `mini-batch 3` where only a number was
    std::string reason;
    std::uint64_t attempts = 1;
    Place place;
};

/// How full a node was at its worst, in percent.
struct NodePeak {
    std::string node;
    std::optional<double> memoryPercent, diskPercent;
};

/// Numbers about a run, where its tables, logs and saved definitions have them.
struct RunSummary {
    std::uint64_t nodes = 0, processes = 0;
    std::uint64_t attempts = 1;               ///< how often the run was started, by the folders of its attempts
    std::optional<std::uint64_t> miniBatches; ///< all that there are
    std::optional<std::uint64_t> miniBatchesScheduled, miniBatchesDone, miniBatchesFailed, miniBatchesTimedOut;
    std::optional<std::uint64_t> items, itemsFailed;
    std::optional<LogTime> first, last; ///< of the lines of its logs
    std::uint64_t restarts = 0;         ///< processes that were started in place of others
    std::vector<NodePeak> peaks;        ///< in natural order of the nodes
    /// In seconds: the limit of a mini-batch that was enforced, the one that was asked for, and what the runtime says that it adds.
    std::optional<std::uint64_t> timeoutLogged, timeoutConfigured, timeoutOverhead;

    /// From the first to the last line of its logs; nothing where fewer than two lines have a time.
    [[nodiscard]] std::optional<std::chrono::seconds> duration() const;
    /// The node with the fullest memory or disk; null where no table tells.
    [[nodiscard]] const NodePeak* fullestMemory() const;
    [[nodiscard]] const NodePeak* fullestDisk() const;
};

/// What is known of one run.
struct RunDiagnosis {
    Outcome outcome = Outcome::Unknown;
    std::string outcomeWhy; ///< the evidence, in a sentence
    std::optional<Place> outcomePlace;
    RunSummary summary;
    std::optional<Verdict> verdict;
    std::string relation;    ///< to the other runs: `parent of …`, `retry of …`; empty when alone
    bool superseded = false; ///< it was tried again: a later attempt speaks for the job
};

/// What a job's logs mean. An immutable value.
struct Diagnosis {
    JobPointer job;
    KnowledgeBasePointer knowledge;
    Outcome outcome = Outcome::Unknown;   ///< of the job as a whole
    std::optional<Verdict> verdict;       ///< of the run that tells most
    std::vector<RunDiagnosis> runs;       ///< one for each of `Job::runs`
    std::vector<Finding> findings;        ///< ranked: causes, what they explain, the rest, noise last
    std::vector<Finding> dismissed;       ///< those that the reader said are not the cause; they explain nothing and are in no other list
    std::vector<Unexplained> unexplained; ///< ranked
    std::vector<FailedInput> failedInputs;
    std::uint64_t failedInputCount = 0; ///< also those beyond the list
    std::vector<Skipped> skipped;
    std::vector<std::string> layouts;
    std::uint64_t nodes = 0, processes = 0, files = 0, bytes = 0;
    std::uint64_t filesRead = 0, bytesRead = 0; ///< what was searched; the rest was skipped or is data
    bool final = true;                          ///< false: the scan still runs, the verdict may change

    /// Findings in a file, in line order: for marks and badges.
    [[nodiscard]] std::vector<std::size_t> findingsOf(std::size_t file) const;
};

/// What reports say of a finding's role: that of its article, or `handled` or `mentioned` where it does not count.
[[nodiscard]] std::string_view roleInJob(const Finding& finding);

using DiagnosisPointer = std::shared_ptr<const Diagnosis>;

/// What the reader knows better.
struct DiagnosisOptions {
    std::set<std::string> dismissed; ///< `Finding::key` of findings that are not the cause here
};

/// Reasons over what was found so far. May be called with a partial scan result (`final` false) as often as wanted; costs milliseconds
/// for a typical job. Reads tables, definitions and the lines that steps point at through the job's source. Thread-safe.
[[nodiscard]] DiagnosisPointer diagnose(JobPointer job, KnowledgeBasePointer knowledge, const ScanResult& scan, bool final = true,
                                        std::stop_token stop = {}, const DiagnosisOptions& options = {});

} // namespace faultline
