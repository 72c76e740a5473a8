// SPDX-License-Identifier: MIT
#pragma once

#include "search/search_pattern.h"
#include "text/message.h"

#include <memory>
#include <optional>

#include <hs.h>

namespace faultline {

/// A search pattern compiled by Vectorscan, which tells the lines worth a look many times as fast as RE2. Immutable; shared by the threads of a search, each of which
/// clones the scratch.
class LineFilter {
public:
    struct Compiled {
        std::shared_ptr<const LineFilter> filter; ///< null where Vectorscan refuses the pattern: then RE2 reads everything
        std::optional<Message> refusal;           ///< why; a warning that the search is slow
    };
    /// May take a second for expressions that repeat much.
    [[nodiscard]] static Compiled compile(const SearchPattern& pattern);

    ~LineFilter();
    LineFilter(const LineFilter&) = delete;
    LineFilter& operator=(const LineFilter&) = delete;

    [[nodiscard]] const hs_database_t* database() const { return m_database; }
    [[nodiscard]] const hs_scratch_t* scratch() const { return m_scratch; }

private:
    LineFilter(hs_database_t* database, hs_scratch_t* scratch) : m_database(database), m_scratch(scratch) {}

    hs_database_t* m_database;
    hs_scratch_t* m_scratch;
};

} // namespace faultline
