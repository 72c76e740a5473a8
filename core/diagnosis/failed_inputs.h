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
};

/// Collects the inputs of a job that failed from its log lines, tables and lists, one entry a file. Internal to `diagnose`.
///
/// Files are told apart by their whole path. A file that a line names with a longer path than another (`/mnt/x/in/a.csv` and `in/a.csv`) is the same one, unless
/// several would fit. A file's attempts are the lines that speak of it — in that kind of file which has most of them, for the others repeat them — or what the runtime counted.
class FailedInputs {
public:
    /// A line that names a file. A line that was added before is not added again.
    void addLine(std::string file, std::string reason, Place place, std::string_view role);
    /// Only counts where no line names files: those tell more than numbers of mini-batches.
    void addMiniBatch(GivenUpMiniBatch batch);

    /// The place of the first mini-batch of a run that was added.
    [[nodiscard]] std::optional<Place> firstMiniBatchOf(std::size_t run, const Job& job) const;

    /// At most 10,000, lines first. Ends the adding.
    [[nodiscard]] std::vector<FailedInput> take();
    [[nodiscard]] std::uint64_t count() const { return m_count; } ///< also those beyond the list; after `take`

private:
    struct Known {
        FailedInput told;
        std::map<std::string, std::uint64_t, std::less<>> linesOfRole;
    };
    [[nodiscard]] Known* find(const std::string& file);
    Known* insert(FailedInput input);

    std::vector<Known> m_inputs;
    std::unordered_map<std::string, std::vector<std::size_t>> m_byName; ///< last part of the path → indices
    std::unordered_set<std::size_t> m_beyond;                           ///< hashes of files that the list has no room for
    std::set<std::pair<std::size_t, std::uint64_t>> m_lines;            ///< file and line: what was told already
    std::vector<GivenUpMiniBatch> m_batches;
    std::uint64_t m_count = 0;
};

/// The quoted texts of a list such as `["a.csv", "b.csv"]`, up to the bracket that ends it. A last text that was cut off is left out; numbers are none.
[[nodiscard]] std::vector<std::string> textsInList(std::string_view list);

/// Adds the input files that a finding names as failed (`failed-input` of its article).
void collectFailedInputs(const Finding& finding, const ScanResult& scan, const Job& job, const KnowledgeBase& knowledge,
                         FailedInputs& into);

} // namespace faultline
