// SPDX-License-Identifier: MIT
#pragma once

#include "core_test.h"

#include "diagnosis/diagnosis.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace faultline {

/// Files of a job in memory: path and content.
using Files = std::vector<std::pair<std::string, std::string>>;

/// Their diagnosis with the shipped packs. `path` is what the job is called.
inline DiagnosisPointer diagnoseFiles(Files files, const std::string& path = "job") {
    const JobPointer job = openJob(memorySource(std::move(files)), path, shippedKnowledge()->layouts()).value();
    return diagnose(job, shippedKnowledge(), scanJob(*job, shippedPatterns(), {}));
}

/// The first finding of an article; null where there is none.
inline const Finding* findingOf(const Diagnosis& diagnosis, std::string_view article) {
    const auto found = std::ranges::find_if(diagnosis.findings, [&](const Finding& finding) { return finding.article->id == article; });
    return found == diagnosis.findings.end() ? nullptr : &*found;
}

/// The article of the verdict, or `no verdict`, or `not known: ` and what is told of an error that no article explains.
inline std::string verdictOf(const Diagnosis& diagnosis) {
    if (!diagnosis.verdict)
        return "no verdict";
    return diagnosis.verdict->finding ? diagnosis.findings[*diagnosis.verdict->finding].article->id
                                      : "not known: " + diagnosis.verdict->summary;
}

} // namespace faultline
