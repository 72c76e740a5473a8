// SPDX-License-Identifier: MIT
#include "diagnosis/run_documents.h"

#include "job/opened_text.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>

namespace faultline {

namespace {

constexpr std::uint64_t sizeLimit = 2 << 20;    ///< bytes; a larger saved document is no definition
constexpr std::size_t countLimit = 500;         ///< documents of one run
constexpr std::size_t memoryLimit = 128U << 20; ///< bytes that all of them together may take

/// Whether its name says that it is YAML or JSON.
bool isNamedAsDocument(std::string_view path) {
    std::string end(path.substr(path.size() - std::min<std::size_t>(path.size(), 5)));
    std::ranges::transform(end, end.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return end.ends_with(".yml") || end.ends_with(".yaml") || end.ends_with(".json");
}

/// Whether the first characters are those of an object, or of a list of objects; a line that begins with a time in brackets is none.
bool beginsAsJson(const ByteReader& reader) {
    std::string begin(256, '\0');
    begin.resize(reader.read(0, begin).value_or(0));
    std::erase_if(begin, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    return begin.starts_with('{') || begin.starts_with("[{");
}

} // namespace

RunDocuments readDocuments(const Job& job, const KnowledgeBase& knowledge, std::size_t run, const std::stop_token& stop) {
    RunDocuments read;
    std::size_t memory = 0;
    for (const std::size_t index : job.runs[run].files) {
        const JobFile& file = job.files[index];
        if (stop.stop_requested())
            break;
        const FileRole& role = knowledge.layouts().role(file.role);
        if ((!role.document && role.id != FileRole::otherId) || file.size > sizeLimit || file.size == 0)
            continue;
        if (read.documents.size() >= countLimit || memory >= memoryLimit) {
            read.skipped.push_back({file.path, "the definitions read before it fill the room that is kept for them; it was not checked"});
            continue;
        }
        const OpenedText opened = openText(job, file, stop);
        // An answer of the service saved under any name: `az … show > answer.txt`.
        if (!opened.reader || (!role.document && !beginsAsJson(*opened.reader)))
            continue;
        const auto text = readAll(*opened.reader, sizeLimit + 1);
        if (!text || text->size() > sizeLimit)
            continue;
        SavedDocument document = readDocument(*text);
        if (!document.trouble.empty())
            read.skipped.push_back({file.path, "not checked as a definition: " + document.trouble});
        else if (!document.fault.empty() && isNamedAsDocument(file.path))
            read.skipped.push_back({file.path, "not checked as a definition, as it cannot be read as one: " + document.fault});
        memory += document.memory;
        if (!document.values.empty())
            read.documents.push_back({index, std::move(document.values)});
    }
    return read;
}

} // namespace faultline
