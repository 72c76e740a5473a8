// SPDX-License-Identifier: MIT
#include "diagnosis/run_summary.h"

#include <algorithm>

namespace faultline {

namespace {
constexpr std::size_t failedInputLimit = 10'000;
}

RunSummary summariseRun(const RunEvidence& evidence, const std::vector<DraftFinding>&) {
    RunSummary summary;
    std::set<std::string> nodes, processes;
    for (const std::size_t index : evidence.job.runs[evidence.run].files) {
        const JobFile& file = evidence.file(index);
        if (!file.node.empty())
            nodes.insert(file.node);
        if (!file.process.empty() && file.process.find_first_of("0123456789") != std::string::npos)
            processes.insert(file.node + "/" + file.process);
    }
    summary.nodes = nodes.size();
    summary.processes = processes.size();
    for (const FileScan* scan : evidence.scans) {
        if (scan->first && (!summary.first || *scan->first < *summary.first))
            summary.first = scan->first;
        if (scan->last && (!summary.last || *summary.last < *scan->last))
            summary.last = scan->last;
    }
    return summary;
}

void collectFailedInputs(const Finding& finding, const ScanResult& scan, Diagnosis& diagnosis) {
    const Article& article = *finding.article;
    for (const std::size_t index : diagnosis.job->runs[finding.run].files) {
        if (index >= scan.files.size() || !scan.files[index])
            continue;
        for (const Sighting& sighting : scan.files[index]->sightings) {
            if (&diagnosis.knowledge->articles()[sighting.article] != &article)
                continue;
            const auto file = sighting.captures.find(article.failedInputFile);
            if (file == sighting.captures.end())
                continue;
            const auto reason = sighting.captures.find(article.failedInputReason);
            const auto known = std::ranges::find(diagnosis.failedInputs, file->second, &FailedInput::file);
            if (known != diagnosis.failedInputs.end()) {
                if (known->place.file != index || known->place.line != sighting.line)
                    ++known->attempts;
                continue;
            }
            ++diagnosis.failedInputCount;
            if (diagnosis.failedInputs.size() >= failedInputLimit)
                continue;
            const JobFile& source = diagnosis.job->files[index];
            diagnosis.failedInputs.push_back({file->second, reason == sighting.captures.end() ? finding.title : reason->second, 1,
                                              {index, source.path, sighting.line, sighting.text, source.node, source.process, sighting.time}});
        }
    }
}

} // namespace faultline
