// SPDX-License-Identifier: MIT
#include "fuzz_input.h"
#include "text/escape_sequences.h"
#include "text/line_prefix.h"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    const std::string_view text = FuzzInput(data, size).text();
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = text.substr(start, end - start);
        start = end + 1;
        const LinePrefix prefix = readLinePrefix(line);
        require(prefix.messageOffset <= std::min<std::size_t>(line.size(), 200), "the message begins within the line");
        require(prefix.level <= Level::Critical, "a level is one of those there are");
        if (prefix.level != Level::Unknown)
            require(levelFromName(levelName(prefix.level)) == prefix.level, "a level's name is that of the level");
        if (prefix.time) {
            const std::string iso = prefix.time->toIso();
            require(iso.size() >= 20 && iso.ends_with('Z'), "a time is written as ISO 8601");
            const LinePrefix again = readLinePrefix(iso);
            // An offset before the year 0 or behind 9999 leaves the four digits.
            if (iso.size() <= 27 && !iso.starts_with('-'))
                require(again.time && again.time->instant == prefix.time->instant, "a time written as ISO 8601 is read back");
        }
        (void)levelFromName(line);
        require(withoutAnsi(withoutAnsi(line)).size() <= line.size(), "taking colours out makes no line longer");
    }
    const std::string plain = withoutAnsi(text);
    require(std::ranges::count(plain, '\n') == std::ranges::count(text, '\n'), "taking colours out keeps the lines");
    if (!text.contains('\x1b'))
        require(plain == text, "a text without colours stays as it is");
    else
        require(!plain.contains('\x1b'), "no escape sign is left");
    return 0;
}
