// SPDX-License-Identifier: MIT
#include "search_command.h"

#include "commands.h"
#include "search/job_search.h"
#include "search_arguments.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
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

    void search(const std::string& path, const Layouts& layouts);
    /// Nobody reads what is written any more, or it cannot be written.
    [[nodiscard]] bool isOver() const { return m_stop.stop_requested(); }
    /// The program's exit status.
    [[nodiscard]] int status() const { return m_failed || (!m_found && m_skipped) ? 2 : m_found ? 0 : 1; }

private:
    void write(const std::string& text);
    void flush();
    void writeFailed();
    void tellSkipped(const std::vector<Skipped>& skipped);

    const SearchArguments& m_arguments;
    const SearchPattern& m_pattern;
    const SearchScope& m_scope;
    std::stop_source m_stop;
    bool m_found = false;   ///< something, somewhere
    bool m_skipped = false; ///< something was not searched, or not to its end
    bool m_failed = false;  ///< a path could not be opened, or the result not be written
    bool m_slowTold = false;
};

/// A reader that has seen enough, as `head`, is no fault.
void Search::writeFailed() {
    if (errno != EPIPE && !std::exchange(m_failed, true))
        complain(Message::error("The result could not be written", std::strerror(errno), "See that the disk is not full"));
    m_stop.request_stop();
}

void Search::write(const std::string& text) {
    if (!isOver() && std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
        writeFailed();
}

void Search::flush() {
    if (!isOver() && std::fflush(stdout) != 0)
        writeFailed();
}

void Search::tellSkipped(const std::vector<Skipped>& skipped) {
    m_skipped |= !skipped.empty();
    if (m_arguments.quiet)
        return;
    for (const Skipped& entry : skipped) {
        Message message = Message::warning(entry.path.empty() ? "Not all was searched" : "This file was not searched", entry.why);
        complain(entry.path.empty() ? message : std::move(message).at(entry.path));
    }
}

void Search::search(const std::string& path, const Layouts& layouts) {
    auto source = sourceFor(path);
    auto job = source ? openJob(std::move(*source), path, layouts) : Expected<JobPointer>(std::unexpected(std::move(source.error())));
    if (!job) {
        complain(job.error());
        m_failed = true;
        return;
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
    JobSearchResult result = searchJob(**job, m_pattern, m_scope, m_stop.get_token(), options);
    // What the listing left out may have held it, too: of files with a name only where none are asked for by theirs.
    for (const Skipped& entry : (*job)->skipped)
        if (entry.path.empty() || m_scope.isEmpty())
            result.skipped.push_back(entry);
    write(report.end(result));
    flush();
    m_found |= result.hits > 0;
    if (result.slow && !std::exchange(m_slowTold, true))
        complain(*result.slow);
    tellSkipped(result.skipped);
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
    for (const std::string& path : arguments->paths)
        if (!search.isOver())
            search.search(path, knowledge->layouts());
    return search.status();
}

} // namespace faultline
