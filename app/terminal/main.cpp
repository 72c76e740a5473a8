// SPDX-License-Identifier: MIT
#include "commands.h"

#include "process/core_dumps.h"
#include "process/executable_path.h"
#include "report/versions.h"

#include <cstdio>

namespace {

/// Which versions of what, with the user's own packs: what the report of a fault should say.
void printVersions(const faultline::Arguments& arguments, const std::string& executable) {
    using namespace faultline;
    std::printf("faultline-cli %s\nLibraries: %s\nPacks: %s\n", FAULTLINE_VERSION, libraryVersions().c_str(),
                packVersions(*loadPacks(arguments, executable)).c_str());
}

} // namespace

int main(int count, char** values) {
    using namespace faultline;
    leaveNoCoreDump();
    const std::vector<std::string> words(values + 1, values + count);
    const auto arguments = readArguments(words);
    if (!arguments) {
        std::fprintf(stderr, "faultline-cli: %s\n", arguments.error().c_str());
        return 2;
    }
    const std::string executable = executablePath(values[0]);
    switch (arguments->command) {
    case Arguments::Command::Help: std::fputs(helpText().c_str(), stdout); return words.empty() ? 2 : 0;
    case Arguments::Command::Version: printVersions(*arguments, executable); return 0;
    case Arguments::Command::Scan: return runScan(*arguments, executable);
    case Arguments::Command::KnowledgeList: return runKnowledgeList(*arguments, executable);
    case Arguments::Command::KnowledgeShow: return runKnowledgeShow(*arguments, executable);
    case Arguments::Command::KnowledgeCheck: return runKnowledgeCheck(*arguments, executable);
    }
    return 2;
}
