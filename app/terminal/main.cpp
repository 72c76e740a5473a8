// SPDX-License-Identifier: MIT
#include "commands.h"

#include <array>
#include <cstdio>

#include <unistd.h>

namespace {

/// The packs lie beside the program: its own path is needed, whatever way it was called.
std::string executablePath(const char* calledAs) {
    std::array<char, 4096> path{};
    const ssize_t length = ::readlink("/proc/self/exe", path.data(), path.size() - 1);
    return length > 0 ? std::string(path.data(), static_cast<std::size_t>(length)) : std::string(calledAs);
}

} // namespace

int main(int count, char** values) {
    using namespace faultline;
    const std::vector<std::string> words(values + 1, values + count);
    const auto arguments = readArguments(words);
    if (!arguments) {
        std::fprintf(stderr, "faultline-cli: %s\n", arguments.error().c_str());
        return 2;
    }
    const std::string executable = executablePath(values[0]);
    switch (arguments->command) {
    case Arguments::Command::Help: std::fputs(helpText().c_str(), stdout); return words.empty() ? 2 : 0;
    case Arguments::Command::Version: std::puts("faultline-cli " FAULTLINE_VERSION); return 0;
    case Arguments::Command::Scan: return runScan(*arguments, executable);
    case Arguments::Command::KnowledgeList: return runKnowledgeList(*arguments, executable);
    case Arguments::Command::KnowledgeShow: return runKnowledgeShow(*arguments, executable);
    case Arguments::Command::KnowledgeCheck: return runKnowledgeCheck(*arguments, executable);
    }
    return 2;
}
