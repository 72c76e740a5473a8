// SPDX-License-Identifier: MIT
#pragma once

#include "scan/sighting.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Groups log lines that were printed by the same statement, as they come.
///
/// Drain's fixed-depth tree (He, Zhu, Zheng, Lyu: "Drain: An Online Log Parsing Approach with Fixed Depth Tree", ICWS 2017): lines are parted by their number of words and
/// their first words, then joined to the most similar group; words that differ become `<*>`. Identifiers, numbers, paths and quoted values are masked first.
/// Bounded: beyond `groupLimit` shapes, lines of new shapes are counted in one group for all the rest.
class LineShapes {
public:
    static constexpr std::size_t groupLimit = 500;
    static constexpr std::size_t memberLimit = 8;

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// Adds the message of a line (its prefix taken off) that stands at `member`. Returns the group it joined, `none` for a message without words.
    std::size_t add(std::string_view message, Level level, LineGroup::Member member);
    /// Whether a group has all the members it keeps.
    [[nodiscard]] bool isFull(std::size_t group) const { return m_groups[group].lines.members.size() >= memberLimit; }
    /// Counts another line of a group, further down, whose words need not be looked at again.
    void addAlike(std::size_t group, LineNumber line);
    /// Adds the groups of lines further down, which count from a line `by` lines behind the first.
    void append(LineShapes&& later, std::uint64_t by);

    [[nodiscard]] bool isEmpty() const { return m_groups.empty(); }
    [[nodiscard]] std::vector<LineGroup> take();

private:
    struct Group {
        std::vector<std::string> words;
        LineGroup lines;
    };
    std::size_t groupOf(const std::vector<std::string>& words, Level level);

    std::map<std::string, std::vector<std::size_t>> m_tree; ///< number of words and first words → groups
    std::vector<Group> m_groups;
    std::size_t m_rest = none;
};

/// `message` with everything that varies masked: `Failed to read <*> of <*>`.
[[nodiscard]] std::string maskedShape(std::string_view message);

} // namespace faultline
