// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "scan/sighting.h"

#include <cstdint>
#include <map>
#include <utility>

namespace faultline {

/// Counts how often something happened, from how often it was told: what one process raised is written to the log of that process, to the files that the runtime keeps
/// of its errors and to those of the whole job, and more than one line of a traceback may tell of it. A file that tells of it again adds a place, not an occurrence.
class Occurrences {
public:
    /// `ofException`: the sighting tells of an exception, be it in a traceback or on a line of its own. Anything else happened as often as one file logged it in the
    /// same words: the patterns of an article are several ways to tell of one thing.
    void add(const FileScan& scan, const Sighting& sighting, bool ofException);

    /// A line that is counted as such.
    void addLine(const Sighting& sighting) { m_lines += sighting.count; }

    /// A traceback that tells of it, at that place of the file's.
    void add(std::size_t file, std::size_t index, const Traceback& traceback);

    [[nodiscard]] std::uint64_t total(const Job& job) const;

private:
    struct InTraceback {
        std::uint64_t lines = 0;
        std::uint64_t most = 0; ///< so often was it raised, whatever number of lines tells of it
    };

    std::uint64_t m_lines = 0;
    std::map<std::size_t, std::map<std::size_t, std::uint64_t>> m_logged; ///< by file and pattern
    std::map<std::size_t, std::uint64_t> m_ofFile;                        ///< exceptions outside tracebacks
    std::map<std::pair<std::size_t, std::size_t>, InTraceback> m_inTracebacks;
};

} // namespace faultline
