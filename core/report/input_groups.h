// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Inputs of a job that failed for the same reason, as reports for people list them.
struct InputGroup {
    std::vector<const FailedInput*> inputs; ///< one at least
    std::uint64_t fewestAttempts = 0, mostAttempts = 0;
    bool numbered = false; ///< mini-batches of which only the number is known

    /// `3`, `1–3`
    [[nodiscard]] std::string attempts() const;
};

/// Groups them by reason, in the order of the first of each.
[[nodiscard]] std::vector<InputGroup> groupInputs(const std::vector<FailedInput>& inputs);

/// The name of a group: `mini-batch 3`, `…/INPUT_images/a.jpg`, `10 mini-batches (0–8, 11)`, `12 inputs (a.csv, b.csv, c.csv … l.csv)`. `shown` makes of a path what may
/// be shown of it; it is given whole ones, for half a secret would not be known as one.
[[nodiscard]] std::string nameOf(const InputGroup& group, const std::function<std::string(std::string_view)>& shown);

} // namespace faultline
