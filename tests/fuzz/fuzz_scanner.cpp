// SPDX-License-Identifier: MIT
#include "fuzz_input.h"
#include "scan/file_assembly.h"
#include "scan/range_scan.h"
#include "text/escape_sequences.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace faultline {

namespace {

/// Blocks that the scanner reads are of this size: what lies around it is at an edge.
constexpr std::uint64_t blockSize = 512 * 1024;

const PatternSet& patterns() {
    static const PatternSetPointer set = [] {
        const KnowledgeBasePointer knowledge = loadKnowledge({{FAULTLINE_FUZZ_PACK, false}});
        require(knowledge->messages().empty() && knowledge->articles().size() == 4, "the pack is sound");
        auto compiled = PatternSet::compile(knowledge);
        require(compiled.messages.size() == 1 && compiled.value->internals().slow.size() == 1,
                "one pattern of the pack leaves the fast path");
        return compiled.value;
    }();
    return *set;
}

struct Seen {
    std::size_t pattern;
    std::uint64_t line, offset;
    std::string text;
    Captures captures;
    auto operator<=>(const Seen&) const = default;
};

struct Summary {
    std::vector<Seen> matches, errorLines;
    RangeFindings all;
    std::vector<std::tuple<std::uint64_t, std::uint64_t, int>> tracebacks;
    std::map<std::size_t, std::uint64_t> counts;
    std::map<std::size_t, std::tuple<std::uint64_t, std::uint64_t, std::uint64_t>> spans;
    std::uint64_t lines = 0, bytes = 0;
    bool carriageReturns = false;

    void add(const RangeFindings& range) {
        RangeFindings next = range;
        all.append(std::move(next), {});
    }

    void finish() {
        for (const auto& [from, to] : {std::pair{&all.matches, &matches}, std::pair{&all.errorLines, &errorLines}})
            for (const RangeFindings::Hit& hit : *from)
                to->push_back({hit.pattern, hit.line, hit.offset, hit.text, hit.captures});
        for (const std::vector<RangeFindings::Start>* starts : {&all.tracebacks, &all.lastTracebacks})
            for (const RangeFindings::Start& start : *starts)
                tracebacks.emplace_back(start.line, start.offset, static_cast<int>(start.kind));
        counts = all.matchCounts;
        for (const auto& [pattern, span] : all.spans)
            spans.emplace(pattern, std::tuple(span.first, span.last, span.count));
        lines = all.lines;
        bytes = all.bytes;
        carriageReturns = all.carriageReturns;
    }
};

/// The line as it is searched: without escape sequences, parted at lone carriage returns.
std::vector<std::string> searchedParts(std::string_view line) {
    std::string plain;
    appendWithoutEscapes(line, plain);
    std::vector<std::string> parts(1);
    for (const char c : plain) {
        if (c == '\r')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

/// What RE2 finds line by line is what the scanner found, each once.
void compareWithPlainSearch(std::string_view text, const std::string& role, const Summary& found) {
    const PatternSet::Private& set = patterns().internals();
    const std::vector<bool>& wanted = set.wanted[set.roleIndex(role)];
    std::map<std::size_t, std::uint64_t> counts;
    std::uint64_t line = 0;
    for (std::size_t start = 0; start < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        for (const std::string& part : searchedParts(text.substr(start, end - start)))
            for (std::size_t i = 0; i < set.patterns.size(); ++i)
                if (wanted[i] && !set.patterns[i].isFor(PatternUse::Kind::ErrorLine) && !set.patterns[i].isForStarts() &&
                    set.patterns[i].regex->find(part))
                    ++counts[i];
        start = end + 1;
    }
    require(line == found.lines, "every line is counted");
    require(counts == found.counts, "every line that a pattern finds is found once");
    for (const std::vector<Seen>* list : {&found.matches, &found.errorLines})
        for (const Seen& hit : *list) {
            require(hit.offset == 0 || text[static_cast<std::size_t>(hit.offset) - 1] == '\n', "a hit's offset is that of its line");
            require(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(hit.offset), '\n') ==
                        static_cast<std::ptrdiff_t>(hit.line),
                    "a hit knows its line");
        }
}

std::vector<std::tuple<std::size_t, std::size_t, std::uint64_t, std::string>> sightingsOf(const FileScan& scan) {
    std::vector<std::tuple<std::size_t, std::size_t, std::uint64_t, std::string>> sightings;
    for (const Sighting& sighting : scan.sightings)
        sightings.emplace_back(sighting.article, sighting.match, sighting.line.index(), sighting.text);
    return sightings;
}

void check(const FileScan& scan, std::uint64_t lines) {
    for (const Sighting& sighting : scan.sightings) {
        require(sighting.line.index() < lines && sighting.text.size() <= Sighting::textLimit, "a sighting stands on a line of the file");
        require(sighting.traceback == nowhere || sighting.traceback < scan.tracebacks.size(), "a sighting's traceback is there");
        require(sighting.exception == nowhere || sighting.exception < scan.tracebacks[sighting.traceback].exceptions.size(),
                "a sighting's exception is there");
    }
    for (const Traceback& traceback : scan.tracebacks)
        require(traceback.line <= traceback.lastLine && traceback.lastLine.index() < lines, "a traceback lies within the file");
    for (const LineGroup& group : scan.errorGroups)
        require(group.count >= group.members.size() && !group.members.empty(), "a group has lines");
}

} // namespace

} // namespace faultline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    FuzzInput input(data, size);
    const std::vector<std::string> roles = patterns().knowledge()->layouts().roleIds();
    const std::string& role = roles[static_cast<std::size_t>(input.number(roles.size() - 1))];
    // Long lines reach over blocks; so do many short ones, at other places.
    const std::uint64_t shape = input.number(31);
    const std::uint64_t stretch = shape >= 3 ? 0 : (shape == 2 ? 2 : 1) * blockSize - input.number(8191);
    const std::uint64_t where = input.number(4095);
    std::vector<std::uint64_t> cuts;
    for (std::uint64_t left = input.number(5); left > 0; --left)
        cuts.push_back(input.number(65535));
    std::string text(input.text());
    if (stretch > 0) {
        std::string filler(static_cast<std::size_t>(stretch), 'x');
        for (std::size_t i = 99; shape == 0 && i < filler.size(); i += 100)
            filler[i] = '\n';
        const auto at = static_cast<std::size_t>(std::min<std::uint64_t>(where, text.size()));
        text.insert(at, filler);
        // The cuts lie where the text goes on, but for the first.
        for (std::size_t i = 1; i < cuts.size(); ++i)
            cuts[i] += at + stretch - std::min<std::uint64_t>(at + stretch, 4096);
    }
    cuts.push_back(0);
    std::erase_if(cuts, [&](std::uint64_t cut) { return cut > text.size() + 10; });
    std::ranges::sort(cuts);
    cuts.erase(std::ranges::unique(cuts).begin(), cuts.end());
    const ByteReaderPointer reader = memoryReader(text);

    constexpr std::uint64_t everything = std::numeric_limits<std::uint64_t>::max();
    RangeScanner scanner(patterns());
    ScanRange range;
    range.role = patterns().internals().roleIndex(role);
    std::vector<RangeFindings> several;
    const RangeFindings one = scanner.scan(*reader, range, {});
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        range.begin = cuts[i];
        range.end = i + 1 < cuts.size() ? cuts[i + 1] : everything;
        several.push_back(scanner.scan(*reader, range, {}));
    }

    Summary whole, joined;
    whole.add(one);
    for (const RangeFindings& found : several)
        joined.add(found);
    whole.finish();
    joined.finish();
    require(whole.bytes == text.size() && joined.bytes == text.size(), "every byte is read once");
    require(whole.lines == joined.lines, "ranges have as many lines as the file");
    require(whole.matches == joined.matches, "ranges find the same matches on the same lines, each once");
    require(whole.errorLines == joined.errorLines, "ranges find the same error lines");
    require(whole.tracebacks == joined.tracebacks, "ranges find the same tracebacks");
    require(whole.counts == joined.counts && whole.spans == joined.spans, "ranges count the same");
    require(whole.carriageReturns == joined.carriageReturns, "ranges see the same carriage returns");
    if (stretch == 0 && size < Sighting::textLimit)
        compareWithPlainSearch(text, role, whole);

    JobFile file;
    file.path = "log.txt";
    file.size = text.size();
    file.role = role;
    const FileScan fromOne = assembleFile(whole.all, *reader, 0, file, patterns(), {});
    const FileScan fromSeveral = assembleFile(joined.all, *reader, 0, file, patterns(), {});
    check(fromOne, whole.lines);
    check(fromSeveral, whole.lines);
    require(sightingsOf(fromOne) == sightingsOf(fromSeveral), "ranges lead to the same sightings");
    require(fromOne.tracebacks.size() == fromSeveral.tracebacks.size(), "ranges lead to the same tracebacks");
    return 0;
}
