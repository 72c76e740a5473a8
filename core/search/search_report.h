// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "search/job_search.h"

#include <cstdint>
#include <string>

namespace faultline {

/// How the terminal program writes what a search finds.
struct SearchReportOptions {
    enum class Form : std::uint8_t {
        Grouped, ///< for people: a heading for each file, a summary at the end
        Lines, ///< for other programs: `path:line:text` for hits, `path-line-text` for the lines around, `--` between what is apart, as grep writes it
        Json, ///< an object a line: `type` is `file` for news of a file (several of a large one, its counts are those so far), `summary` at the end
    };
    Form form = Form::Grouped;
    bool colours = false;   ///< escape sequences for a terminal; not in JSON
    bool countOnly = false; ///< no lines, only how much each file has
};

/// Writes the result of one search, piece by piece. Text is UTF-8; control characters, which could do harm in a terminal, are shown as pictures.
class SearchReport {
public:
    /// `job` must outlive it.
    SearchReport(const Job& job, const SearchReportOptions& options);

    [[nodiscard]] std::string file(const FileHits& news);
    /// What is left to say once the search has ended.
    [[nodiscard]] std::string end(const JobSearchResult& result);

private:
    [[nodiscard]] std::string lines(const FileHits& news);
    [[nodiscard]] std::string json(const FileHits& news) const;
    void line(std::string& text, const std::string& path, std::uint64_t number, const std::string& line, const FoundText* hit) const;
    [[nodiscard]] std::string counts(std::uint64_t hits, std::uint64_t lines) const;
    std::string pendingCount();

    const Job& m_job;
    SearchReportOptions m_options;
    std::size_t m_file = static_cast<std::size_t>(-1); ///< that was written last …
    std::uint64_t m_behind = 0;                        ///< … and the line behind the last one of it
    std::string m_count;                               ///< of the file that is not known whole yet
};

} // namespace faultline
