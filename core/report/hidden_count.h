// SPDX-License-Identifier: MIT
#pragma once

#include "report/redaction.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace faultline {

/// What a redactor has hidden since this was made: a series of reports shares its redactor, but each report tells of itself.
class HiddenCount {
public:
    /// `redactor` may be null: then nothing is hidden.
    explicit HiddenCount(const Redactor* redactor);

    /// Kinds in words, and how often each was hidden; without those that were not met.
    [[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> kinds() const;
    /// `Hidden in this report: e-mail addresses (2), …`; empty where nothing was.
    [[nodiscard]] std::string sentence() const;

private:
    const Redactor* m_redactor;
    std::vector<std::pair<std::string, std::uint64_t>> m_before;
};

} // namespace faultline
