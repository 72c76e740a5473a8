// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/document.h"
#include "job/job_source.h"

#include <stop_token>
#include <vector>

namespace faultline {

struct RunEvidence;

/// The saved documents of a run (files whose role says so), read once, when a check first asks for them. For one thread.
class RunDocuments {
public:
    struct Document {
        std::size_t file; ///< index into `Job::files`
        std::vector<DocumentValue> values;
    };

    [[nodiscard]] const std::vector<Document>& all(const RunEvidence& evidence, const std::stop_token& stop);

    /// Documents that were not, or not wholly, looked at. Empty until `all` was asked for.
    [[nodiscard]] const std::vector<Skipped>& skipped() const { return m_skipped; }

private:
    bool m_read = false;
    std::vector<Document> m_documents;
    std::vector<Skipped> m_skipped;
};

} // namespace faultline
