// SPDX-License-Identifier: MIT
#include "fuzz_input.h"
#include "text/line_index.h"

#include <algorithm>

namespace faultline {

namespace {

struct PlainLine {
    std::uint64_t offset = 0;
    std::string_view bytes;
};

std::vector<PlainLine> plainLines(std::string_view text) {
    std::vector<PlainLine> lines;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t feed = text.find('\n', start);
        std::string_view bytes = text.substr(start, std::min(feed, text.size()) - start);
        if (feed != std::string_view::npos && bytes.ends_with('\r'))
            bytes.remove_suffix(1);
        lines.push_back({start, bytes});
        start = std::min(feed, text.size() - 1) + 1;
    }
    return lines;
}

} // namespace

} // namespace faultline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    FuzzInput input(data, size);
    const std::uint64_t first = input.number(255);
    const std::uint64_t count = input.number(255);
    const std::uint64_t limit = input.number(1) == 0 ? 64 * 1024 : input.number(31);
    const std::uint64_t stretch = input.number(7) == 0 ? LineIndex::spacing - input.number(4095) : 0;
    const std::uint64_t where = input.number(4095);
    const bool longLine = input.number(1) == 1;
    std::string text(input.text());
    // Moves what follows to the edge of a block, behind one long line or many short ones.
    if (stretch > 0) {
        std::string filler(static_cast<std::size_t>(stretch), 'x');
        for (std::size_t i = 99; !longLine && i < filler.size(); i += 100)
            filler[i] = '\n';
        text.insert(static_cast<std::size_t>(std::min<std::uint64_t>(where, text.size())), filler);
    }
    const std::vector<PlainLine> expected = plainLines(text);
    const ByteReaderPointer reader = memoryReader(text);

    std::uint64_t reportedLines = 0;
    const LineIndex index = buildLineIndex(
        *reader, {},
        [&](const LineIndex& soFar) {
            require(soFar.lineCount() >= reportedLines && !soFar.isComplete(), "an index grows until it is complete");
            reportedLines = soFar.lineCount();
        },
        1);
    require(index.isComplete() && index.size() == text.size(), "the index reaches the end of the file");
    require(index.lineCount() == expected.size(), "every line is counted");
    for (const std::uint64_t line : {first, first + count, index.lineCount()}) {
        const LineIndex::Checkpoint before = index.before(LineNumber(line));
        require(before.line <= line, "a checkpoint lies at or before the line asked for");
        require(before.offset == 0 || text[static_cast<std::size_t>(before.offset) - 1] == '\n', "a line begins at a checkpoint");
        require(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(before.offset), '\n') ==
                    static_cast<std::ptrdiff_t>(before.line),
                "a checkpoint knows its line");
        require(index.beforeOffset(first * 1000).offset <= first * 1000, "a checkpoint lies at or before the offset asked for");
    }

    // From the start, and from the lines around the edge.
    for (const std::uint64_t from : {first, index.lineCount() - std::min(index.lineCount(), first)}) {
        const auto lines = readLines(*reader, index, LineNumber(from), static_cast<std::size_t>(count), static_cast<std::size_t>(limit));
        require(lines.has_value(), "lines in memory can be read");
        const std::uint64_t there = from >= expected.size() ? 0 : std::min<std::uint64_t>(count, expected.size() - from);
        require(lines->size() == there, "as many lines are read as were asked for and are there");
        for (std::size_t i = 0; i < lines->size(); ++i) {
            const RawLine& line = (*lines)[i];
            const PlainLine& plain = expected[static_cast<std::size_t>(from) + i];
            require(line.number == LineNumber(from + i) && line.offset == plain.offset, "a line knows its number and place");
            require(line.length == plain.bytes.size(), "a line's length is without its end");
            require(line.bytes == plain.bytes.substr(0, static_cast<std::size_t>(limit)),
                    "a line's bytes are those of the file, cut to the limit");
        }
    }
    return 0;
}
