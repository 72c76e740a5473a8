// SPDX-License-Identifier: MIT
#pragma once

#include "test_data.h"

#include <string>
#include <vector>

namespace faultline::test {

inline const std::vector<std::string> jobLines{
    "logs/job_result.txt job-result",
    "logs/user/error/0/process000.txt user-error 0 process000",
    "logs/user/error/1/process000.txt user-error 1 process000",
    "logs/user/stdout/0/process000.stdout.txt user-stdout 0 process000",
    "logs/user/stdout/1/process000.stdout.txt user-stdout 1 process000",
};

/// A job that failed for one cause, which explains a wrapper; beside it stands noise.
struct FailedStory {
    DiagnosisBuilder builder{makeJob(jobLines)};
    std::size_t envelope, cause, noise;

    FailedStory() {
        envelope = builder.finding("envelope", ArticleRole::Envelope, Severity::Error, "Run failed", {"logs/job_result.txt:1"});
        cause = builder.finding("cause", ArticleRole::Cause, Severity::Error, "Package missing",
                                {"logs/user/error/1/process000.txt:9", "logs/user/error/0/process000.txt:9"});
        noise = builder.finding("noise", ArticleRole::Noise, Severity::Info, "Harmless", {"logs/job_result.txt:2"});
        builder.explains(cause, envelope).verdict(cause, {envelope, cause});
    }
};

} // namespace faultline::test
