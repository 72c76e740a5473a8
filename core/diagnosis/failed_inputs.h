// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/evidence.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace faultline {

/// What a table or a list of given-up mini-batches tells about one of them. Internal to `diagnose`.
struct GivenUpMiniBatch {
    std::string number;             ///< as the runtime counts it
    std::vector<std::string> files; ///< its input files, where they are named
    std::string reason;
    std::uint64_t attempts = 1;
    Place place;
    std::size_t run = 0; ///< index into `Job::runs`
};

/// Collects the inputs of a job that failed from its log lines, tables and lists, one entry a file. Internal to `diagnose`.
///
/// Files are told apart by their whole path. A file that a line names with a longer path than another (`/mnt/x/in/a.csv` and `in/a.csv`) is the same one, unless
/// several would fit; it may have failed in several runs. A mini-batch that only has a number is one of its run. A file's attempts are the lines that speak of it — in that kind of file which has most of them, for the others repeat them — or what the runtime counted.
class FailedInputs {
public:
    /// A line that names a file. A line that was added before is not added again.
    void addLine(std::string file, std::string reason, Place place, std::string_view role, std::size_t run);
    /// One that names no files only counts in a run whose lines name none: those tell more than numbers of mini-batches.
    void addMiniBatch(GivenUpMiniBatch batch);

    /// The place of the first mini-batch of a run that was added.
    [[nodiscard]] std::optional<Place> firstMiniBatchOf(std::size_t run) const;

    /// At most 10,000, of which lines tell before others; run after run, in natural order of their names. Ends the adding.
    [[nodiscard]] std::vector<FailedInput> take();
    /// After `take`: also those beyond the list, as far as they were kept — of given-up mini-batches the first 100,000, of files beyond the list a million.
    [[nodiscard]] std::uint64_t count() const { return m_count; }

private:
    struct Known {
        FailedInput told;
        std::size_t run = 0;   ///< the first in which it failed
        bool numbered = false; ///< a mini-batch of which only the number is known
        std::map<std::string, std::uint64_t, std::less<>> linesOfRole;
    };
    [[nodiscard]] Known* find(const std::string& file);
    [[nodiscard]] Known* findNumbered(const std::string& name, std::size_t run);
    Known* insert(FailedInput input, std::size_t run, bool numbered);

    std::vector<Known> m_inputs;
    std::unordered_map<std::string, std::vector<std::size_t>> m_byName; ///< last part of the path → indices
    std::unordered_set<std::size_t> m_beyond;                           ///< hashes of files that the list has no room for
    std::set<std::pair<std::size_t, std::uint64_t>> m_lines;            ///< file and line: what was told already
    std::set<std::size_t> m_naming;                                     ///< runs whose lines name files
    std::vector<GivenUpMiniBatch> m_batches;
    std::uint64_t m_count = 0;
};

/// The quoted texts of a list such as `["a.csv", "b.csv"]`, up to the bracket that ends it. A last text that was cut off is left out; numbers are none.
[[nodiscard]] std::vector<std::string> textsInList(std::string_view list);

/// Adds the input files that a finding names as failed (`failed-input` of its article).
void collectFailedInputs(const Finding& finding, const ScanResult& scan, const Job& job, const KnowledgeBase& knowledge,
                         FailedInputs& into);

} // namespace faultline
