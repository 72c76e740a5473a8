// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/knowledge_base.h"

#include <QString>

#include <vector>

namespace faultline {

/// Which libraries and packs are at work, in two lines, as plain text: for `--version` and the About dialog. Without packs, as while they
/// are loaded, only the libraries.
[[nodiscard]] QString versionText(const std::vector<Pack>& packs);

} // namespace faultline
