// SPDX-License-Identifier: MIT
#include "fuzz_input.h"
#include "job/layout.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    const std::string text(FuzzInput(data, size).text());
    Layouts layouts;
    for (const Message& message : layouts.add(text, "layouts.yaml")) {
        require(!message.what.empty(), "a message says what is wrong");
        require(message.where && message.where->path == "layouts.yaml", "a message says in which file");
    }
    layouts.compile();
    require(layouts.hasRole("other"), "there is always a role for what no pattern matches");
    for (const std::string& role : layouts.roleIds()) {
        require(layouts.hasRole(role) && layouts.role(role).id == role, "every role that is listed is there");
        require(!layouts.expand(role).empty(), "every role stands for itself or a group");
    }
    // The text itself is as good a source of odd paths as any.
    std::vector<std::string_view> paths{"logs/user/error/0/process000.txt", "logs\\user\\stdout\\10.0.0.4\\process001 (2).stdout.txt",
                                        "user_logs/std_log_0.txt", ""};
    for (std::size_t start = 0; start < text.size() && paths.size() < 20;) {
        const std::size_t end = std::min(text.find_first_of("\n'\"", start), text.size());
        paths.push_back(std::string_view(text).substr(start, end - start));
        start = end + 1;
    }
    for (const std::string_view path : paths) {
        const FileClass found = layouts.classify(path);
        require(layouts.hasRole(found.role), "a file has a role that is there");
        (void)layouts.isAnchor(path);
        (void)layouts.isRuntimeFrame(path);
        (void)pathMatches("logs/user/error/0/process000.txt", path);
    }
    (void)layouts.generations(paths);
    for (const OutcomeSign& sign : layouts.outcomeSigns())
        for (const std::string& role : sign.in)
            require(layouts.hasRole(role), "a sign counts in roles that are there");
    return 0;
}
