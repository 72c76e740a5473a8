// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "knowledge/knowledge_base.h"

namespace faultline {

/// The shipped packs, the user's own, and those named on the command line. Their messages are left to the caller.
[[nodiscard]] KnowledgeBasePointer loadPacks(const Arguments& arguments, const std::string& executable);

/// Each returns the program's exit status.
[[nodiscard]] int runScan(const Arguments& arguments, const std::string& executable);
[[nodiscard]] int runKnowledgeList(const Arguments& arguments, const std::string& executable);
[[nodiscard]] int runKnowledgeShow(const Arguments& arguments, const std::string& executable);
[[nodiscard]] int runKnowledgeCheck(const Arguments& arguments, const std::string& executable);

} // namespace faultline
