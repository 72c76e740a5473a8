// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/knowledge_base.h"

#include <string>
#include <vector>

namespace faultline {

/// The libraries that decide what is read and found, as they are loaded now: "libarchive 3.7.4, Vectorscan 5.4.11". For `--version` and the About dialog, so
/// that whoever reports a fault can name them.
[[nodiscard]] std::string libraryVersions();

/// The packs (`KnowledgeBase::packs`, or `listPacks` where their articles are not needed): "azureml 1.0.0, python 1.0.0"; those that do not come with the program are followed by where they came from. One line, safe on a terminal.
[[nodiscard]] std::string packVersions(const std::vector<Pack>& packs);

} // namespace faultline
