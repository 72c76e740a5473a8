// SPDX-License-Identifier: MIT
#include "diagnosis/occurrences.h"

#include <algorithm>
#include <string>

namespace faultline {

void Occurrences::add(const FileScan& scan, const Sighting& sighting, bool ofException) {
    if (sighting.traceback != nowhere) {
        const Traceback& traceback = scan.tracebacks[sighting.traceback];
        InTraceback& told = m_inTracebacks[{scan.file, sighting.traceback}];
        told.lines += sighting.count;
        told.most = traceback.count * std::max<std::size_t>(traceback.roots().size(), 1);
    } else if (ofException) {
        m_ofFile[scan.file] += sighting.count;
    } else {
        m_logged[scan.file][sighting.match] += sighting.count;
    }
}

void Occurrences::add(std::size_t file, std::size_t index, const Traceback& traceback) {
    m_inTracebacks[{file, index}] = {traceback.count, traceback.count};
}

std::uint64_t Occurrences::total(const Job& job) const {
    std::map<std::size_t, std::uint64_t> ofFile = m_ofFile;
    for (const auto& [where, told] : m_inTracebacks)
        ofFile[where.first] += std::min(told.lines, told.most);
    // Files of one role go on where the one before ended; those of another role tell the same once more.
    std::map<std::pair<std::string, std::string>, std::map<std::string, std::uint64_t>> ofProcess;
    for (const auto& [file, count] : ofFile) {
        const JobFile& source = job.files[file];
        ofProcess[{source.process.empty() ? std::string() : source.node, source.process}][source.role] += count;
    }
    std::uint64_t processes = 0, whole = 0;
    for (const auto& [process, ofRole] : ofProcess) {
        const auto most = std::ranges::max_element(ofRole, {}, [](const auto& entry) { return entry.second; });
        (process.second.empty() ? whole : processes) += most->second;
    }
    std::uint64_t logged = m_lines;
    for (const auto& [file, ofPattern] : m_logged)
        logged += std::ranges::max_element(ofPattern, {}, [](const auto& entry) { return entry.second; })->second;
    return logged + std::max(processes, whole);
}

} // namespace faultline
