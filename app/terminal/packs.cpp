// SPDX-License-Identifier: MIT
#include "commands.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iterator>

#include <sys/stat.h>

namespace faultline {

std::string folderFromEnvironment(const char* variable, const std::string& belowHome) {
    if (const char* const value = std::getenv(variable); value && *value == '/')
        return value;
    const char* const home = std::getenv("HOME");
    return home && *home == '/' ? home + belowHome : std::string();
}

std::vector<PackPath> packPaths(const std::vector<std::string>& named, const std::string& executable) {
    std::vector<PackPath> paths = shippedPacks(executable);
    const std::string data = folderFromEnvironment("XDG_DATA_HOME", "/.local/share");
    if (!data.empty())
        std::ranges::move(packsIn(data + "/faultline/packs"), std::back_inserter(paths));
    for (const std::string& pack : named)
        paths.push_back({pack, false});
    return paths;
}

bool arePacksThere(const std::vector<std::string>& named) {
    bool all = true;
    for (const std::string& pack : named) {
        struct stat status{};
        std::string why;
        if (::stat(pack.c_str(), &status) != 0)
            why = std::strerror(errno);
        else if (listPacks({{pack, false}}).empty())
            why = "no pack.yaml was found in it";
        if (why.empty())
            continue;
        all = false;
        complain(Message::error("The pack " + pack + " cannot be used", why, "Name the folder or zip that holds a pack.yaml"));
    }
    return all;
}

} // namespace faultline
