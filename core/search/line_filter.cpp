// SPDX-License-Identifier: MIT
#include "search/line_filter.h"

#include "search/filter_expression.h"
#include "search/search_pattern_private.h"

#include <string>

namespace faultline {

namespace {

struct Attempt {
    hs_database_t* database = nullptr;
    std::string refusal;
};

Attempt finished(Attempt attempt, hs_error_t result, hs_compile_error_t* error) {
    if (result != HS_SUCCESS)
        attempt.refusal = error && error->message ? error->message : "no reason is given";
    if (error)
        hs_free_compile_error(error);
    while (!attempt.refusal.empty() && (attempt.refusal.back() == '.' || attempt.refusal.back() == ' '))
        attempt.refusal.pop_back();
    return attempt;
}

Attempt compileText(const SearchPattern& pattern) {
    Attempt attempt;
    hs_compile_error_t* error = nullptr;
    const hs_error_t result = hs_compile_lit(pattern.text().data(), pattern.options().matchCase ? 0U : HS_FLAG_CASELESS,
                                             pattern.text().size(), HS_MODE_BLOCK, nullptr, &attempt.database, &error);
    return finished(std::move(attempt), result, error);
}

Attempt compileExpression(const std::string& expression, unsigned flags) {
    Attempt attempt;
    hs_compile_error_t* error = nullptr;
    const hs_error_t result =
        hs_compile(expression.c_str(), flags | HS_FLAG_MULTILINE | HS_FLAG_UTF8, HS_MODE_BLOCK, nullptr, &attempt.database, &error);
    return finished(std::move(attempt), result, error);
}

} // namespace

LineFilter::Compiled LineFilter::compile(const SearchPattern& pattern) {
    Attempt attempt;
    if (pattern.internals().plain) {
        attempt = compileText(pattern);
    } else {
        const unsigned flags = pattern.options().matchCase ? 0U : HS_FLAG_CASELESS;
        const std::string body = filterExpression(pattern.internals().body);
        // Where the ends of a word are refused around it (they are around `^a`), or where it is too large as it is, a simpler form may do, which only says where to look:
        // that is all that is asked.
        if (pattern.options().wholeWord)
            attempt = compileExpression("(?:^|[^\\w\\n])(?:" + body + ")(?:$|[^\\w\\n])", flags);
        if (!attempt.database)
            attempt = compileExpression(body, flags);
        if (!attempt.database)
            if (const Attempt simpler = compileExpression(body, flags | HS_FLAG_PREFILTER); simpler.database)
                attempt = simpler;
    }
    hs_scratch_t* scratch = nullptr;
    if (attempt.database && hs_alloc_scratch(attempt.database, &scratch) != HS_SUCCESS) {
        hs_free_database(attempt.database);
        attempt = {nullptr, "there is not enough memory for it"};
    }
    if (attempt.database)
        return {std::shared_ptr<const LineFilter>(new LineFilter(attempt.database, scratch)), std::nullopt};
    return {nullptr, Message::warning("This search is slow: Vectorscan refuses the pattern", attempt.refusal,
                                      "Nothing is missed; RE2 reads every line instead")};
}

LineFilter::~LineFilter() {
    hs_free_scratch(m_scratch);
    hs_free_database(m_database);
}

} // namespace faultline
