// SPDX-License-Identifier: MIT
#include "search/text_search.h"

#include "search/line_filter.h"
#include "search/ordered_work.h"
#include "search/range_search.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <thread>

namespace faultline {

namespace {

/// The text is cut into ranges of this size: small enough for the first hits to come at once and for all threads to end together.
constexpr std::uint64_t rangeSize = 8U << 20;
/// Ranges may be done so far ahead of the one that is to be handed over next.
constexpr std::size_t ahead = 16;

class LineList final : public FoundLineReceiver {
public:
    LineList(std::vector<FoundLine>& lines, std::size_t limit) : m_lines(lines), m_limit(limit) {}
    [[nodiscard]] bool wantsText() const override { return false; }
    void take(const FoundLine& line, FoundText) override {
        if (m_lines.size() < m_limit)
            m_lines.push_back(line);
    }

private:
    std::vector<FoundLine>& m_lines;
    std::size_t m_limit;
};

struct Range {
    std::vector<FoundLine> lines;
    RangeTotals totals;
};

} // namespace

TextSearchResult searchText(const ByteReader& reader, const Encoding& encoding, const SearchPattern& pattern, const std::stop_token& stop,
                            const TextSearchOptions& options) {
    TextSearchResult result;
    const LineFilter::Compiled compiled = LineFilter::compile(pattern);
    result.slow = compiled.refusal;

    const auto ranges = static_cast<std::size_t>(std::max<std::uint64_t>(1, (reader.size() + rangeSize - 1) / rangeSize));
    const auto worker = [&] {
        return [&, search = std::make_shared<RangeSearch>(pattern, compiled.filter, RangeSearch::Limits{})](std::size_t number) {
            Range range;
            LineList list(range.lines, options.lineLimit);
            const bool last = number + 1 == ranges;
            range.totals = search->search(reader, encoding, number * rangeSize,
                                          last ? std::numeric_limits<std::uint64_t>::max() : (number + 1) * rangeSize, stop, list);
            return range;
        };
    };
    std::uint64_t linesBefore = 0;
    std::size_t kept = 0;
    const auto take = [&](Range range) {
        FoundLines found;
        range.lines.resize(std::min(range.lines.size(), options.lineLimit - kept));
        kept += range.lines.size();
        for (FoundLine& line : range.lines)
            line.line += linesBefore;
        linesBefore += range.totals.lines;
        result.foundLines += range.totals.foundLines;
        result.hits += range.totals.hits;
        result.bytes += range.totals.bytes;
        if (!range.totals.trouble.empty() && !result.failure)
            result.failure = Message::error("The text could not be searched to its end", range.totals.trouble, "Open it again");
        if (options.found)
            options.found({std::move(range.lines), result.foundLines, result.hits, result.bytes});
    };
    const unsigned threads = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    workInOrder(ranges, threads, threads + ahead, stop, worker, take, [] {});
    result.cancelled = stop.stop_requested();
    return result;
}

} // namespace faultline
