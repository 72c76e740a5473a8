// SPDX-License-Identifier: MIT
#pragma once

#include "scan/pattern_use.h"
#include "scan/scanner.h"
#include "text/regular_expression.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <hs.h>

namespace faultline {

struct CompiledPattern {
    std::string text;
    std::shared_ptr<const RegularExpression> regex;
    std::vector<PatternUse> uses;
    bool fast = true;          ///< Vectorscan finds it; otherwise RE2 is run on every line
    unsigned kinds = 0;        ///< of its uses, a bit each
    std::size_t named = 0;     ///< groups that have a name
    bool dependsOnRun = false; ///< some match of it counts only by what else the run shows

    static constexpr unsigned bit(PatternUse::Kind kind) { return 1U << static_cast<unsigned>(kind); }
    [[nodiscard]] bool has(PatternUse::Kind kind) const { return (kinds & bit(kind)) != 0; }
    /// For that and nothing else.
    [[nodiscard]] bool isFor(PatternUse::Kind kind) const { return kinds == bit(kind); }
    /// For nothing but the lines that begin or end tracebacks.
    [[nodiscard]] bool isForStarts() const {
        using Kind = PatternUse::Kind;
        return (kinds & ~(bit(Kind::Traceback) | bit(Kind::SyntaxError) | bit(Kind::RuntimeError) | bit(Kind::ErrorLine))) == 0;
    }
    /// Where in a file it is found first and last matters.
    [[nodiscard]] bool isSpan() const {
        using Kind = PatternUse::Kind;
        return (kinds & (bit(Kind::With) | bit(Kind::Without) | bit(Kind::WithoutAfter) | bit(Kind::OutcomeWith) | bit(Kind::LookNext))) !=
               0;
    }
};

struct PatternSet::Private {
    KnowledgeBasePointer knowledge;
    std::vector<CompiledPattern> patterns;
    std::vector<std::size_t> slow;                          ///< patterns that Vectorscan refused
    std::map<std::string, std::size_t, std::less<>> byText; ///< index of each pattern
    hs_database_t* database = nullptr;
    hs_scratch_t* scratch = nullptr; ///< to be cloned by each thread

    /// For each role, whether each pattern has any use in its files. Built once; roles are few.
    std::vector<std::string> roles;
    std::vector<std::vector<bool>> wanted; ///< [role][pattern]
    /// Index of a role; that of `other` for one that is not known.
    [[nodiscard]] std::size_t roleIndex(std::string_view role) const;

    ~Private();
};

/// A pattern as Vectorscan gets it: the same within a line, but nothing in it matches a line feed. Searching a block then never runs on from one line into the
/// next, which costs time and, with Vectorscan 5.4.11, lost matches.
[[nodiscard]] std::string withinLine(std::string_view pattern);

/// Whether a match may count in files of a role at all.
[[nodiscard]] bool countsInRole(const Match& match, const FileRole& role);

} // namespace faultline
