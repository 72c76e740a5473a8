// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Which files of a job are searched. What is empty does not limit.
struct SearchScope {
    std::vector<std::string> roles; ///< ids of `FileRole`s
    std::vector<std::string> nodes;
    /// Globs as layouts write them (see `PathGlobs`); a file is searched if it matches any. One that begins with `!` leaves out what it matches, and goes before
    /// all others.
    std::vector<std::string> globs;

    [[nodiscard]] bool isEmpty() const { return roles.empty() && nodes.empty() && globs.empty(); }
    bool operator==(const SearchScope&) const = default;
};

/// Globs as a person types them into one field: parted by commas or blanks, but not within braces. A plain name such as `std_log.txt` or `logs/user` is taken for
/// what lies at it or below it.
[[nodiscard]] std::vector<std::string> globsOf(std::string_view typed);

/// Indices into `Job::files`, in the order in which people read a job: run for run, telling files first.
[[nodiscard]] std::vector<std::size_t> filesInScope(const Job& job, const SearchScope& scope);

} // namespace faultline
