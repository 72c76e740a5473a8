// SPDX-License-Identifier: MIT
#include "report/job_content.h"

#include "text/counted.h"

#include <algorithm>

namespace faultline {

namespace {

bool tellsSomething(const Diagnosis& diagnosis) {
    return diagnosis.verdict || diagnosis.outcome != Outcome::Unknown || !diagnosis.unexplained.empty() ||
           std::ranges::any_of(diagnosis.findings, [](const Finding& finding) { return finding.article->role != ArticleRole::Noise; });
}

/// A file that somebody opened by itself is a log because they say so.
bool isSingleFile(const Job& job) {
    return job.files.size() == 1 && job.files.front().path == job.name;
}

} // namespace

JobContent contentOf(const Diagnosis& diagnosis) {
    const Job& job = *diagnosis.job;
    if (!diagnosis.final || tellsSomething(diagnosis))
        return JobContent::Logs;
    if (diagnosis.files == 0)
        return diagnosis.skipped.empty() ? JobContent::NoFiles : JobContent::NothingRead;
    if (diagnosis.filesRead == 0 && !diagnosis.skipped.empty())
        return JobContent::NothingRead;
    const bool logs = isSingleFile(job) || std::ranges::any_of(job.runs, &Run::hasLogs) ||
                      std::ranges::any_of(diagnosis.runs, [](const RunDiagnosis& run) { return run.summary.first.has_value(); });
    if (logs)
        return diagnosis.bytesRead == 0 ? JobContent::EmptyLogs : JobContent::Logs;
    const bool documents = diagnosis.knowledge && std::ranges::any_of(job.files, [&](const JobFile& file) {
                               return file.size > 0 && diagnosis.knowledge->layouts().role(file.role).document;
                           });
    return documents ? JobContent::Definitions : JobContent::NoLogs;
}

std::optional<Message> contentMessage(const Diagnosis& diagnosis) {
    const std::string folder = "Open the folder that holds the job's logs, an archive of it, or one log file";
    switch (contentOf(diagnosis)) {
    case JobContent::Logs: return std::nullopt;
    case JobContent::EmptyLogs:
        return Message::warning(
            "The logs are empty",
            diagnosis.skipped.empty() ? "They hold not a single byte: the processes wrote nothing"
                                      : "Those that were searched hold not a single byte; " +
                                            counted(diagnosis.skipped.size(), "entry was", "entries were") + " not searched",
            "Look at the job's page for the state of its nodes, and download the logs again if the job was still running");
    case JobContent::Definitions:
        return Message::warning("There are no logs here, only saved definitions",
                                "they were checked, and nothing in them is known to make a job fail",
                                "Put the job's logs beside them to learn why it failed");
    case JobContent::NoLogs:
        return Message::error(
            "No log was recognised",
            counted(diagnosis.files, "file is", "files are") + " there, of other kinds, and nothing in them reads like a log", folder);
    case JobContent::NothingRead:
        return Message::error("Nothing could be read",
                              counted(diagnosis.skipped.size(), "entry was", "entries were") + " skipped" +
                                  (diagnosis.skipped.empty() ? "" : ", the first because: " + diagnosis.skipped.front().why),
                              "Download the logs again, or see to the reasons under “Skipped”");
    case JobContent::NoFiles: return Message::error("There is nothing in here", "the folder or archive holds no files", folder);
    }
    return std::nullopt;
}

} // namespace faultline
