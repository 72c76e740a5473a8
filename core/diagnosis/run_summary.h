// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/evidence.h"

#include <map>

namespace faultline {

/// Numbers about a run from its files, tables and the facts that its lines tell. Inputs that the tables or lines give up are added to `failedInputs`.
/// Internal to `diagnose`.
[[nodiscard]] RunSummary summariseRun(const RunEvidence& evidence, std::vector<FailedInput>& failedInputs, std::stop_token stop);

/// Input files that failed, one entry a file with its attempts.
class FailedInputs {
public:
    void add(FailedInput input);
    [[nodiscard]] std::uint64_t count() const { return m_count; } ///< also those beyond the list
    [[nodiscard]] std::vector<FailedInput> take() { return std::move(m_inputs); }

private:
    std::vector<FailedInput> m_inputs;
    std::vector<std::set<std::pair<std::size_t, std::uint64_t>>> m_lines; ///< by input: where it was seen
    std::map<std::string, std::size_t> m_known;
    std::uint64_t m_count = 0;
};

/// Adds the input files that a finding names as failed (`failed-input` of its article).
void collectFailedInputs(const Finding& finding, const ScanResult& scan, const Job& job, const KnowledgeBase& knowledge,
                         FailedInputs& into);

} // namespace faultline
