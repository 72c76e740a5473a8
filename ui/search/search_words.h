// SPDX-License-Identifier: MIT
#pragma once

#include "search/search_session.h"

#include <QString>
#include <QStringList>

namespace faultline {

// What the pane says about a search.

/// `1,204 hits in 87 of 61,000 files`, also while it runs.
[[nodiscard]] QString countText(const SearchSession& session);

/// What a reader has to know besides the hits: what was not searched, what is not listed, why it was slow. One sentence each.
struct SearchNote {
    QString text;
    QString details; ///< the whole of it, for a tool tip
};
[[nodiscard]] QList<SearchNote> notesOf(const JobSearchResult& result);

/// What stands where no hit does. `limited`: by role, node or glob. `files`: in the whole job.
[[nodiscard]] QString emptyText(const SearchSession& session, const SearchPattern& pattern, bool limited, std::uint64_t files);

} // namespace faultline
