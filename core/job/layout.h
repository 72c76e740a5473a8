// SPDX-License-Identifier: MIT
#pragma once

#include "text/message.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Kind of a log file within its job system, as `resources/packs/<pack>/layouts.yaml` defines it.
struct FileRole {
    std::string id;      ///< `user-error`
    std::string title;   ///< in words, for the tree: `script errors`
    int authority = 0;   ///< 0–100: how much a statement in such a file is worth when the cause is chosen
    int order = 1000;    ///< reading order: the file to read first has the lowest
    bool scanned = true; ///< false for data files that are not searched for errors
    bool telling = true; ///< whether error lines of it may be shown as the most telling ones
    bool errorsOnly = false; ///< it holds nothing but errors of the user's code
    bool program = false;    ///< it is what a whole program printed: an exception at its end ended the program
    bool unspecific = false; ///< the name says nothing about the content: articles for any role count in it
    bool document = false;   ///< a saved definition or answer, read by checks as YAML or JSON
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
    std::string role = "other";
    std::string node;    ///< empty where the path names none
    std::string process; ///< likewise
};

/// A line that tells how a run ended.
struct OutcomeSign {
    std::string says;    ///< `failed`, `completed`, `cancelled`, `completed-with-losses`
    std::string pattern;
    std::vector<std::string> in;   ///< roles; empty means any
    int strength = 50;             ///< 0–100; the strongest sign wins, of equal ones the last in the file
    std::string because;           ///< in words, for the reader
    std::optional<unsigned> nearEnd; ///< counts only among the last so many lines
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

    /// Role, node and process of a file by its path in the job. Browser copies (`std_log (1).txt`) and back-slashes are understood.
    [[nodiscard]] FileClass classify(std::string_view path) const;
    [[nodiscard]] const FileRole& role(std::string_view id) const;
    [[nodiscard]] bool hasRole(std::string_view id) const;
    /// Roles that a group or a role name stands for; empty if the name is unknown.
    [[nodiscard]] std::vector<std::string> expand(std::string_view roleOrGroup) const;
    [[nodiscard]] std::vector<std::string> roleIds() const;

    /// Names of folders that mark the root of a run: `user_logs`, `system_logs`, `azureml-logs`, `logs` …
    [[nodiscard]] bool isAnchor(std::string_view folderName) const;
    /// Generations that the paths of a run show, in the order of the packs.
    [[nodiscard]] std::vector<std::string> generations(const std::vector<std::string>& paths) const;

    /// Whether a file named in a traceback belongs to the runtime or a library, and not to the user.
    [[nodiscard]] bool isRuntimeFrame(std::string_view file) const;

    [[nodiscard]] const std::vector<OutcomeSign>& outcomeSigns() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Whether a path matches a glob as layouts and articles write them (`**`, `*`, `?`, `{a,b}`, `<node>`, `<process>`), at any depth.
[[nodiscard]] bool pathMatches(std::string_view path, std::string_view glob);

} // namespace faultline
