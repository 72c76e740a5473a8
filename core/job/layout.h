// SPDX-License-Identifier: MIT
#pragma once

#include "text/message.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Kind of a log file within its job system, as `resources/packs/<pack>/layouts.yaml` defines it.
struct FileRole {
    /// The role of files that no pattern of a pack names.
    static constexpr std::string_view otherId = "other";

    std::string id;            ///< `user-error`
    std::string title;         ///< in words, for the tree: `script errors`
    int authority = 0;         ///< 0–100: how much a statement in such a file is worth when the cause is chosen
    int order = 1000;          ///< reading order: the file to read first has the lowest
    bool scanned = true;       ///< false for data files that are not searched for errors
    bool telling = true;       ///< whether error lines of it may be shown as the most telling ones
    bool errorsOnly = false;   ///< it holds nothing but errors of the user's code
    bool program = false;      ///< it is what a whole program printed: an exception at its end ended the program
    bool unspecific = false;   ///< the name says nothing about the content: articles for any role count in it
    bool orchestrates = false; ///< it tells of other runs (steps, trials), not of a program of its own
    bool document = false;     ///< a saved definition or answer, read by checks as YAML or JSON
    bool isLog = true;         ///< false for what lies beside logs: a folder of such files alone holds no logs
};

/// A path pattern of a layout: `logs/{user,usr}/error/<node>/<process>.txt`, matched at any depth, case ignored.
struct PathPattern {
    std::string glob;
    std::string role;
};

/// One generation of folder, recognised by paths that only it has.
struct LayoutGeneration {
    std::string id;
    std::string title;
    std::vector<std::string> recognisedBy; ///< globs; one that matches is enough
};

/// What a path says about a file.
struct FileClass {
    std::string role{FileRole::otherId};
    std::string node;    ///< empty where the path names none
    std::string process; ///< likewise
};

/// A line that tells how a run ended.
struct OutcomeSign {
    std::string says;            ///< `failed`, `completed`, `cancelled`, `completed-with-losses`
    std::string pattern;         ///< of a sign that stands at the head of a line, with what may precede it there
    bool head = false;           ///< counts only at the head of a line, behind nothing but its time, its level or `[stderr]`
    std::vector<std::string> in; ///< roles; empty means any
    int strength = 50;           ///< 0–100; the strongest sign wins, of equal ones the last in the file
    /// A sign of this strength or less says no more than that nothing speaks against it: an exception that nothing caught outweighs it.
    static constexpr int weak = 25;
    std::string because;             ///< in words, for the reader
    std::string with;                ///< a pattern that some line of the same file must match too; empty: no condition
    std::optional<unsigned> nearEnd; ///< counts only among the last so many lines
};

/// A number or name that a log line tells about a run, for its summary.
struct RunFact {
    enum class Kind : std::uint8_t {
        TimeoutLogged,     ///< captures `seconds`: the limit that was enforced
        TimeoutConfigured, ///< captures `seconds`: the limit that was asked for
        TaskOverhead,      ///< captures `seconds`: what the runtime adds to the limit that was asked for
        Restart,           ///< each line is a process started in place of another
        ProcessesPerNode,  ///< captures `count`: processes that a node starts with
        FailedInput,       ///< captures `file` (a path) and perhaps `reason`: an input that could not be processed
        FailedMiniBatch, ///< captures `number` and perhaps `files` (a list in brackets), `attempts` and `reason`: a mini-batch that was given up
        MiniBatches,  ///< captures `count`: mini-batches of the job
        StatedReason, ///< a text that says why the run ended as it did; of saved answers only
    };
    Kind kind = Kind::Restart;
    std::string pattern;
    std::vector<std::string> in; ///< roles
};

/// By the names that `facts` of the layouts use, such as `timeout-logged`; nothing for any other.
[[nodiscard]] std::optional<RunFact::Kind> factKindFromName(std::string_view name);
/// All of them, in words.
[[nodiscard]] std::string factNames();

/// Likewise, told by a value of a saved definition: a number, or seconds as an ISO 8601 duration (`PT1M`); a stated reason is a text.
struct DefinitionFact {
    RunFact::Kind kind = RunFact::Kind::TimeoutConfigured;
    std::vector<std::string> keys; ///< dotted paths, as in the check `definition-value`
    std::vector<std::string> in;   ///< roles
};

/// Names of the columns of tables, by what they mean. Empty lists: the table has no such column.
struct TableColumns {
    std::vector<std::string> roles; ///< of the files that are such tables
    std::vector<std::string> id, attempt, items, failed, status, message, detail;
    std::string done, timedOut; ///< patterns on the status
    std::string files;          ///< pattern on the detail that captures `files`: the mini-batch's input files, a list in brackets
    /// Of a node: how full it is, in percent; where a table only has amounts, from what is used or available and the total.
    std::vector<std::string> memoryPercent, memoryUsed, memoryAvailable, memoryTotal;
    std::vector<std::string> diskPercent, diskUsed, diskAvailable, diskTotal;
    std::vector<std::string> total, scheduled, completed, failedTotal; ///< of a table of progress, last row counts
};

/// Everything a pack knows about folders: roles, path patterns, generations, anchors, runtime frames, signs of the outcome.
/// Immutable once loaded; shared by value of pointer. Thread-safe.
class Layouts {
public:
    Layouts();
    ~Layouts();
    Layouts(Layouts&&) noexcept;
    Layouts& operator=(Layouts&&) noexcept;

    /// Adds the content of one `layouts.yaml`. Every fault is reported with its line; what is sound is kept.
    [[nodiscard]] std::vector<Message> add(const std::string& yaml, const std::string& path);
    /// Ends the adding; before it, no path is recognised.
    void compile();

    /// Role, node and process of a file by its path in the job. Browser copies (`std_log (1).txt`) and back-slashes are understood.
    [[nodiscard]] FileClass classify(std::string_view path) const;
    [[nodiscard]] const FileRole& role(std::string_view id) const;
    [[nodiscard]] bool hasRole(std::string_view id) const;
    /// Roles that a group or a role name stands for; empty if the name is unknown.
    [[nodiscard]] std::vector<std::string> expand(std::string_view roleOrGroup) const;
    [[nodiscard]] std::vector<std::string> roleIds() const;

    /// Names of folders that mark the root of a run: `user_logs`, `system_logs`, `azureml-logs`, `logs` …
    [[nodiscard]] bool isAnchor(std::string_view folderName) const;
    /// Whether a folder of that name is in every download and says nothing about the run in it: the run is named after a folder above.
    [[nodiscard]] bool isNameless(std::string_view folderName) const;
    /// Generations that the paths of a run show, in the order of the packs.
    [[nodiscard]] std::vector<std::string> generations(const std::vector<std::string_view>& paths) const;

    /// Whether a file named in a traceback belongs to the runtime or a library, and not to the user.
    [[nodiscard]] bool isRuntimeFrame(std::string_view file) const;

    [[nodiscard]] const std::vector<OutcomeSign>& outcomeSigns() const;
    [[nodiscard]] const std::vector<RunFact>& runFacts() const;
    [[nodiscard]] const std::vector<DefinitionFact>& definitionFacts() const;
    /// The number in the name of a folder that holds one attempt of several (`retry_001`); nothing for other names.
    [[nodiscard]] std::optional<unsigned> attemptNumber(std::string_view folderName) const;
    [[nodiscard]] const std::vector<TableColumns>& tables() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Globs as layouts and articles write them (`**`, `*`, `?`, `{a,b}`, `<node>`, `<process>`), which match at any depth, case ignored. All are tried in one pass.
class PathGlobs {
public:
    explicit PathGlobs(const std::vector<std::string>& globs);
    ~PathGlobs();
    PathGlobs(const PathGlobs&) = delete;
    PathGlobs& operator=(const PathGlobs&) = delete;

    /// Indices of the globs that a path matches.
    [[nodiscard]] std::vector<std::size_t> matching(std::string_view path) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Whether a path matches one glob. For many paths or globs use `PathGlobs`.
[[nodiscard]] bool pathMatches(std::string_view path, std::string_view glob);

} // namespace faultline
