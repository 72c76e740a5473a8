// SPDX-License-Identifier: MIT
#pragma once

#include "text/message.h"

#include <string>
#include <utility>
#include <vector>

namespace faultline {

/// The bytes of a zip that holds these files, as pairs of path (UTF-8, with `/`) and content, in this order. For what fits into memory twice.
/// The same files give the same bytes: no time and no owner goes in.
[[nodiscard]] Expected<std::string> zipOf(const std::vector<std::pair<std::string, std::string>>& files);

} // namespace faultline
