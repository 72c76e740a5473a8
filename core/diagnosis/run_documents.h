// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/document.h"
#include "job/job.h"
#include "knowledge/knowledge_base.h"

#include <cstddef>
#include <stop_token>
#include <vector>

namespace faultline {

/// The saved documents of a run: files whose role says so.
struct RunDocuments {
    struct Document {
        std::size_t file; ///< index into `Job::files`
        std::vector<DocumentValue> values;
    };
    std::vector<Document> documents;
    std::vector<Skipped> skipped; ///< documents that were not, or not wholly, looked at
};

/// Reads them. What cannot be read at all is not told of: the scan has met it as well.
[[nodiscard]] RunDocuments readDocuments(const Job& job, const KnowledgeBase& knowledge, std::size_t run, const std::stop_token& stop);

} // namespace faultline
