// SPDX-License-Identifier: MIT
#pragma once

#include "scan/sighting.h"

#include <cstddef>
#include <cstdint>

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

} // namespace faultline
