// SPDX-License-Identifier: MIT
#pragma once

#include "scan/scanner.h"
#include "text/regular_expression.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <hs.h>

namespace faultline {

/// What a pattern is wanted for; one pattern text may have several uses.
struct PatternUse {
    enum class Kind : std::uint8_t {
        Match, ///< `Article::matches[index]`
        With,  ///< conditions of that match …
        Without,
        WithoutAfter,
        LookNext,     ///< `Article::lookNext[index]`
        Fact,         ///< `Layouts::runFacts()[index]`
        Outcome,      ///< `Layouts::outcomeSigns()[index]`
        OutcomeWith,  ///< condition of that sign
        Traceback,    ///< the words that begin one
        SyntaxError,  ///< reported without those words
        RuntimeError, ///< likewise by other languages
        ErrorLine,    ///< looks like a line of level error
    };
    Kind kind = Kind::Match;
    std::size_t article = nowhere;
    std::size_t index = 0;
};

struct CompiledPattern {
    std::string text;
    std::shared_ptr<const RegularExpression> regex;
    std::vector<PatternUse> uses;
    bool fast = true; ///< Vectorscan finds it; otherwise RE2 is run on every line
};

struct PatternSet::Private {
    KnowledgeBasePointer knowledge;
    std::vector<CompiledPattern> patterns;
    std::vector<std::size_t> slow;                          ///< patterns that Vectorscan refused
    std::map<std::string, std::size_t, std::less<>> byText; ///< index of each pattern
    hs_database_t* database = nullptr;
    hs_scratch_t* scratch = nullptr; ///< to be cloned by each thread

    /// For each role id, whether each pattern has any use in files of that role. Built once; roles are few.
    std::vector<std::string> roles;
    std::vector<std::vector<bool>> wanted; ///< [role][pattern]
    [[nodiscard]] const std::vector<bool>& wantedIn(const std::string& role) const;

    ~Private();
};

/// A pattern as Vectorscan gets it: the same within a line, but nothing in it matches a line feed. Searching a block then never runs on from one line into the
/// next, which costs time and, with Vectorscan 5.4.11, lost matches.
[[nodiscard]] std::string withinLine(std::string_view pattern);

/// Whether a match may count in files of a role at all.
[[nodiscard]] bool countsInRole(const Match& match, const FileRole& role);

} // namespace faultline
