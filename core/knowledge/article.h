// SPDX-License-Identifier: MIT
#pragma once

#include "text/line_prefix.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

class RegularExpression;

/// What an article's sign says about a failure. See `resources/packs/README.md`.
enum class ArticleRole : std::uint8_t { Cause, Envelope, Effect, Configuration, Advice, Noise };
enum class Severity : std::uint8_t { Info, Warning, Error };
enum class Evidence : std::uint8_t { Seen, Template, General, Inferred };
enum class Confidence : std::uint8_t { Low, Medium, High };

[[nodiscard]] std::string_view toString(ArticleRole role);
[[nodiscard]] std::string_view toString(Severity severity);
[[nodiscard]] std::string_view toString(Evidence evidence);
[[nodiscard]] std::string_view toString(Confidence confidence);

/// Captured values by name.
using Captures = std::map<std::string, std::string>;

/// Whose frames a traceback has to have for a match to count.
enum class FramesCondition : std::uint8_t { Any, User, Runtime };

/// One pattern of an article with the conditions under which a line counts.
struct Match {
    std::string pattern;
    std::vector<std::string> roles;    ///< expanded from `in`, `only-in`; empty: any
    bool onlyIn = false;               ///< files whose role says nothing do not count
    std::vector<std::string> notRoles; ///< expanded from `not-in`
    Level level = Level::Unknown;
    bool exceptionPart = false;
    FramesCondition frames = FramesCondition::Any;
    std::optional<unsigned> nearEnd;
    std::string with, without, withoutAfter; ///< patterns; empty: no condition
    std::vector<std::string> withFinding;    ///< article ids, `*` allowed
    std::vector<std::string> outcomes;
    std::uint64_t line = 0; ///< of the article's file, for messages; from 1
    std::shared_ptr<const RegularExpression>
        expression; ///< the pattern compiled, where it was read from a file: compiling costs more than reading

    /// Whether more than its own file decides if it counts.
    [[nodiscard]] bool dependsOnRun() const { return !outcomes.empty() || !withFinding.empty(); }
};

/// A condition on one value of a document.
struct ValueCondition {
    std::vector<std::string> keys; ///< dotted paths; any of them
    std::string matches;           ///< regular expression on the value; empty: any value
    bool absent = false;
};

/// A condition on one column of a table.
struct ColumnCondition {
    std::vector<std::string> columns; ///< names; the first that the table has
    std::string matches;
    std::optional<double> above, below;
};

/// A sign that is no log line.
struct Check {
    enum class Kind : std::uint8_t { DefinitionValue, TableRows, Files, FactBelow };
    Kind kind = Kind::Files;
    // DefinitionValue: all conditions hold in one document; the first one gives the place
    std::vector<ValueCondition> values;
    // TableRows
    std::vector<std::string> roles;
    std::vector<ColumnCondition> where;
    std::uint64_t atLeast = 1; // also Files
    // Files
    std::vector<std::string> holds, lacks;
    std::string containing; ///< pattern: of the files that `holds` names only those with such a line count; empty: all
    // FactBelow: names of facts of the layouts
    std::string fact, than;
    std::vector<std::string> outcomes, withFinding, withoutFinding;
    std::uint64_t line = 0;
};

struct LookNext {
    std::vector<std::string> roles;
    std::string pattern;
    std::string says;
};

/// A value computed from a capture.
struct Derived {
    std::string as, from;
    bool firstPart = false;
    std::map<std::string, std::string> table;
};

struct Example {
    std::string text;                         ///< a small file, or …
    std::map<std::string, std::string> files; ///< … a small job
    std::string role;                         ///< role that `text` is read with
    bool finds = true;
    Captures captures;
    std::uint64_t line = 0;
};

/// One piece of knowledge. A plain value, immutable once loaded.
struct Article {
    std::string id;
    std::vector<std::string> aliases;
    std::string pack;
    std::string path;                           ///< of its file
    std::map<std::string, std::uint64_t> lines; ///< of the keys of its head, from 1; for messages
    std::string title, summary;
    ArticleRole role = ArticleRole::Cause;
    Severity severity = Severity::Error;
    Evidence evidence = Evidence::Seen;
    Confidence confidence = Confidence::High;
    std::string stage;
    std::vector<std::string> appliesTo;
    std::vector<Match> matches;
    std::vector<Check> checks;
    std::string unseen;
    std::vector<LookNext> lookNext;
    std::vector<std::string> explainedBy;
    std::vector<Derived> derive;
    std::optional<std::vector<std::string>> sameBy; ///< captures that tell findings apart; none given: all but the failed input's file
    bool systemic = false;         ///< the ground fails under a program: exceptions of the program about that time are its consequence
    bool symptom = false;          ///< (role advice) such an exception only follows from something that failed elsewhere
    std::string means;             ///< outcome that the sign shows where the run seems to have completed; empty: none
    std::string failedInputFile;   ///< capture that names an input file which could not be processed; empty: none
    std::string failedInputReason; ///< capture that says why; empty: the article's title
    std::vector<std::string> links;
    std::vector<Example> examples;
    std::string reason, solution; ///< Markdown with `{capture}`s
};

/// Puts captured values into a text: `{name}`, `{name|what stands in}`. Names that are not captured and have nothing to stand in stay as written.
/// With `asCode`, values are put into back-quotes so that a value from a log can never become markup.
[[nodiscard]] std::string fillCaptures(std::string_view text, const Captures& captures, bool asCode);

/// Whether `text` matches a name in which `*` stands for any characters.
[[nodiscard]] bool nameMatches(std::string_view text, std::string_view pattern);

} // namespace faultline
