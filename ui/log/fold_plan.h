// SPDX-License-Identifier: MIT
#pragma once

#include "log/level_lines.h"
#include "log/line_folds.h"

#include <cstdint>
#include <set>
#include <span>
#include <vector>

namespace faultline {

/// What decides which lines of a log are folded.
struct FoldPlan {
    static constexpr std::uint64_t context = 2; ///< lines that the filter leaves before and behind those that tell

    std::uint64_t lineCount = 0;
    std::vector<LineFold> frames; ///< runs of frames to fold, in order

    bool filter = false;              ///< show only lines that tell, and those beside them
    std::span<const LineRun> telling; ///< in order
    std::uint64_t lookedAt = 0;       ///< lines from the first on for which `telling` is complete
    std::vector<std::uint64_t> kept;  ///< lines that always have a row: marked ones and those that the reader went to; in order
    std::set<std::uint64_t> opened;   ///< lines whose folds the reader opened

    /// Runs of frames with a kept line in them stay open, as do those that the filter cuts.
    [[nodiscard]] std::vector<LineFold> folds() const;

private:
    [[nodiscard]] std::vector<LineFold> filtered() const;
    [[nodiscard]] bool isOpened(const LineFold& fold) const;
};

} // namespace faultline
