// SPDX-License-Identifier: MIT
#include "commands.h"
#include "option_words.h"
#include "search_command.h"

#include "process/core_dumps.h"
#include "process/executable_path.h"
#include "report/versions.h"

namespace {

/// Which versions of what, with the user's own packs: what the report of a fault should say.
std::string versions(const faultline::Arguments& arguments, const std::string& executable) {
    using namespace faultline;
    return "faultline-cli " FAULTLINE_VERSION "\nLibraries: " + libraryVersions() +
           "\nPacks: " + packVersions(listPacks(packPaths(arguments.packs, executable))) + "\n";
}

} // namespace

int main(int count, char** values) {
    using namespace faultline;
    leaveNoCoreDump();
    std::vector<std::string> words(values + 1, values + count);
    if (const auto command = OptionWords::command(words); command && words[*command] == "search") {
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(*command));
        return runSearch(words, executablePath(values[0]));
    }
    const auto arguments = readArguments(words);
    if (!arguments) {
        complain(arguments.error());
        return 2;
    }
    const std::string executable = executablePath(values[0]);
    switch (arguments->command) {
    case Arguments::Command::Help: return print(helpText(), words.empty() ? 2 : 0);
    case Arguments::Command::Version: return print(versions(*arguments, executable), 0);
    case Arguments::Command::Scan: return runScan(*arguments, executable);
    case Arguments::Command::KnowledgeList: return runKnowledgeList(*arguments, executable);
    case Arguments::Command::KnowledgeShow: return runKnowledgeShow(*arguments, executable);
    case Arguments::Command::KnowledgeCheck: return runKnowledgeCheck(*arguments, executable);
    }
    return 2;
}
