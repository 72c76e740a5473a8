// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/knowledge_base.h"

#include <QString>

namespace faultline {

/// Which libraries and packs are at work, in two lines, as plain text: for `--version` and the About dialog. `knowledge` may be null while it is loaded: then
/// only the libraries.
[[nodiscard]] QString versionText(const KnowledgeBase* knowledge);

} // namespace faultline
