// SPDX-License-Identifier: MIT
#include "search/search_scope.h"

#include "job/layout.h"

#include <algorithm>
#include <unordered_set>

namespace faultline {

std::vector<std::string> globsOf(std::string_view typed) {
    std::vector<std::string> globs;
    std::string glob;
    int braces = 0;
    const auto end = [&] {
        while (glob.size() > 1 && glob.ends_with('/'))
            glob.pop_back();
        if (!glob.empty() && glob != "!") {
            globs.push_back(glob);
            // A folder stands for what is in it.
            if (glob.find_first_of("*?{<") == std::string::npos)
                globs.push_back(glob + "/**");
        }
        glob.clear();
        braces = 0;
    };
    for (const char c : typed) {
        if (c == '{')
            ++braces;
        else if (c == '}' && braces > 0)
            --braces;
        if ((c == ',' && braces == 0) || c == ' ' || c == '\t')
            end();
        else
            glob += c;
    }
    end();
    return globs;
}

std::vector<std::size_t> filesInScope(const Job& job, const SearchScope& scope) {
    std::vector<std::string> in, out;
    for (const std::string& glob : scope.globs)
        (glob.starts_with('!') ? out : in).push_back(glob.starts_with('!') ? glob.substr(1) : glob);
    const PathGlobs wanted(in), unwanted(out);
    const std::unordered_set<std::string> roles(scope.roles.begin(), scope.roles.end());
    const std::unordered_set<std::string> nodes(scope.nodes.begin(), scope.nodes.end());
    const auto has = [&](const JobFile& file) {
        return (roles.empty() || roles.contains(file.role)) && (nodes.empty() || nodes.contains(file.node)) &&
               (in.empty() || !wanted.matching(file.path).empty()) && (out.empty() || unwanted.matching(file.path).empty());
    };

    std::vector<std::size_t> files;
    std::vector<bool> seen(job.files.size(), false);
    const auto take = [&](std::size_t file) {
        if (file >= seen.size() || seen[file])
            return;
        seen[file] = true;
        if (has(job.files[file]))
            files.push_back(file);
    };
    for (const Run& run : job.runs)
        std::ranges::for_each(run.files, take);
    for (std::size_t file = 0; file < job.files.size(); ++file)
        take(file);
    return files;
}

} // namespace faultline
