// SPDX-License-Identifier: MIT
#include "search_command.h"

#include "commands.h"
#include "search/job_search.h"
#include "search_arguments.h"

#include <csignal>
#include <cstdio>
#include <limits>
#include <stop_token>
#include <utility>

#include <unistd.h>

namespace faultline {

namespace {

constexpr std::size_t noLimit = std::numeric_limits<std::size_t>::max();

/// Roles and groups by name, as the packs know them; says which are unknown.
bool expandRoles(SearchScope& scope, const Layouts& layouts) {
    std::vector<std::string> roles;
    for (const std::string& name : scope.roles) {
        const std::vector<std::string> expanded = layouts.expand(name);
        if (expanded.empty()) {
            std::string known;
            for (const std::string& id : layouts.roleIds())
                known += (known.empty() ? "" : ", ") + id;
            complain(Message::error("No pack knows a role or group `" + name + "`", "there are " + known));
            return false;
        }
        roles.insert(roles.end(), expanded.begin(), expanded.end());
    }
    scope.roles = std::move(roles);
    return true;
}

class Search {
public:
    Search(const SearchArguments& arguments, const SearchPattern& pattern, const SearchScope& scope)
        : m_arguments(arguments), m_pattern(pattern), m_scope(scope) {}

    /// Whether it could all be done.
    bool search(const std::string& path, const Layouts& layouts);
    [[nodiscard]] bool found() const { return m_found; }

private:
    bool write(const std::string& text);

    const SearchArguments& m_arguments;
    const SearchPattern& m_pattern;
    const SearchScope& m_scope;
    std::stop_source m_stop; ///< nobody reads what is written any more
    bool m_found = false, m_slowTold = false;
};

bool Search::write(const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size())
        return true;
    m_stop.request_stop();
    return false;
}

bool Search::search(const std::string& path, const Layouts& layouts) {
    auto source = sourceFor(path);
    auto job = source ? openJob(std::move(*source), path, layouts) : Expected<JobPointer>(std::unexpected(std::move(source.error())));
    if (!job) {
        complain(job.error());
        return false;
    }
    const bool toTerminal = ::isatty(STDOUT_FILENO) != 0;
    using Form = SearchReportOptions::Form;
    const SearchReportOptions how{m_arguments.json ? Form::Json
                                  : toTerminal     ? Form::Grouped
                                                   : Form::Lines,
                                  wantsColours(), m_arguments.countOnly};
    SearchReport report(**job, how);
    JobSearchOptions options;
    options.context = m_arguments.context;
    options.lineLimit = m_arguments.countOnly ? 0 : noLimit;
    options.fileLineLimit = m_arguments.countOnly ? 0 : m_arguments.limit > 0 ? m_arguments.limit : noLimit;
    options.found = [&](const FileHits& news) { write(report.file(news)); };
    const JobSearchResult result = searchJob(**job, m_pattern, m_scope, m_stop.get_token(), options);
    write(report.end(result));
    std::fflush(stdout);
    m_found |= result.hits > 0;
    if (result.slow && !std::exchange(m_slowTold, true))
        complain(*result.slow);
    if (!m_arguments.quiet)
        for (const Skipped& skipped : result.skipped)
            complain(Message::warning("This file was not searched", skipped.why).at(skipped.path));
    return true;
}

} // namespace

int runSearch(const std::vector<std::string>& words, const std::string& executable) {
    const auto arguments = readSearchArguments(words);
    if (!arguments) {
        complain(arguments.error());
        return 2;
    }
    if (arguments->help)
        return print(searchHelpText(), 0);
    const auto pattern = SearchPattern::make(arguments->pattern, arguments->how);
    if (!pattern) {
        complain(pattern.error());
        return 2;
    }
    if (!arePacksThere(arguments->packs))
        return 2;
    const KnowledgeBasePointer knowledge = loadKnowledge(packPaths(arguments->packs, executable));
    SearchScope scope = arguments->scope;
    if (!expandRoles(scope, knowledge->layouts()))
        return 2;
    // Whoever stops reading, as `head` does, ends the search and not the program in the middle of a line.
    std::signal(SIGPIPE, SIG_IGN);
    Search search(*arguments, *pattern, scope);
    bool all = true;
    for (const std::string& path : arguments->paths)
        all &= search.search(path, knowledge->layouts());
    return !all ? 2 : search.found() ? 0 : 1;
}

} // namespace faultline
