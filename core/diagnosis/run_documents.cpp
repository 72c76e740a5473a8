// SPDX-License-Identifier: MIT
#include "diagnosis/run_documents.h"

#include "diagnosis/evidence.h"

#include <utility>

namespace faultline {

namespace {

constexpr std::uint64_t sizeLimit = 2 << 20;    ///< bytes; a larger saved document is no definition
constexpr std::size_t countLimit = 500;         ///< documents of one run
constexpr std::size_t memoryLimit = 128U << 20; ///< bytes that all of them together may take

} // namespace

const std::vector<RunDocuments::Document>& RunDocuments::all(const RunEvidence& evidence, const std::stop_token& stop) {
    if (m_read)
        return m_documents;
    m_read = true;
    std::size_t memory = 0;
    for (const std::size_t index : evidence.job.runs[evidence.run].files) {
        const JobFile& file = evidence.file(index);
        if (stop.stop_requested())
            break;
        if (!evidence.roleOf(index).document || file.size > sizeLimit || file.size == 0)
            continue;
        if (m_documents.size() >= countLimit || memory >= memoryLimit) {
            m_skipped.push_back({file.path, "the definitions read before it fill the room that is kept for them; it was not checked"});
            continue;
        }
        const auto reader = evidence.job.source->open(file.path);
        if (!reader)
            continue; // the scan has told of it
        const auto text = readAll(**reader, sizeLimit);
        if (!text)
            continue;
        SavedDocument document = readDocument(*text);
        if (!document.trouble.empty())
            m_skipped.push_back({file.path, "not checked as a definition: " + document.trouble});
        memory += document.memory;
        if (!document.values.empty())
            m_documents.push_back({index, std::move(document.values)});
    }
    return m_documents;
}

} // namespace faultline
