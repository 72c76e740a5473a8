// SPDX-License-Identifier: MIT
#pragma once

#include "arguments.h"
#include "knowledge/knowledge_base.h"

#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Where the packs come from: those of the program, the user's own, and `named`, those of the command line.
[[nodiscard]] std::vector<PackPath> packPaths(const std::vector<std::string>& named, const std::string& executable);

/// Says a line on standard error, as `faultline-cli: …`. What a path, a name or a pack brings along is shown and never obeyed, and cannot begin a line of its own.
void complain(std::string_view line);
void complain(const Message& message);

/// Writes to standard output, shown and never obeyed likewise. Returns `status`, or 2 where it could not be written.
[[nodiscard]] int print(std::string_view text, int status);

/// Whether every pack that was named on the command line is there; says on standard error which is not.
[[nodiscard]] bool arePacksThere(const std::vector<std::string>& named);

/// Whether what goes to the standard output may have colours: it is a terminal, and the user did not set NO_COLOR.
[[nodiscard]] bool wantsColours();

/// `XDG_…_HOME`, or the folder that stands for it in the home folder; empty where neither is known.
[[nodiscard]] std::string folderFromEnvironment(const char* variable, const std::string& belowHome);

/// Each returns the program's exit status.
[[nodiscard]] int runScan(const Arguments& arguments, const std::string& executable);
[[nodiscard]] int runKnowledgeList(const Arguments& arguments, const std::string& executable);
[[nodiscard]] int runKnowledgeShow(const Arguments& arguments, const std::string& executable);
[[nodiscard]] int runKnowledgeCheck(const Arguments& arguments, const std::string& executable);

} // namespace faultline
