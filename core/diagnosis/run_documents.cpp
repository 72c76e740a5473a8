// SPDX-License-Identifier: MIT
#include "diagnosis/run_documents.h"

#include "job/opened_text.h"

#include <utility>

namespace faultline {

namespace {

constexpr std::uint64_t sizeLimit = 2 << 20;    ///< bytes; a larger saved document is no definition
constexpr std::size_t countLimit = 500;         ///< documents of one run
constexpr std::size_t memoryLimit = 128U << 20; ///< bytes that all of them together may take

} // namespace

RunDocuments readDocuments(const Job& job, const KnowledgeBase& knowledge, std::size_t run, const std::stop_token& stop) {
    RunDocuments read;
    std::size_t memory = 0;
    for (const std::size_t index : job.runs[run].files) {
        const JobFile& file = job.files[index];
        if (stop.stop_requested())
            break;
        if (!knowledge.layouts().role(file.role).document || file.size > sizeLimit || file.size == 0)
            continue;
        if (read.documents.size() >= countLimit || memory >= memoryLimit) {
            read.skipped.push_back({file.path, "the definitions read before it fill the room that is kept for them; it was not checked"});
            continue;
        }
        const OpenedText opened = openText(job, file, stop);
        if (!opened.reader)
            continue;
        const auto text = readAll(*opened.reader, sizeLimit + 1);
        if (!text || text->size() > sizeLimit)
            continue;
        SavedDocument document = readDocument(*text);
        if (!document.trouble.empty())
            read.skipped.push_back({file.path, "not checked as a definition: " + document.trouble});
        memory += document.memory;
        if (!document.values.empty())
            read.documents.push_back({index, std::move(document.values)});
    }
    return read;
}

} // namespace faultline
