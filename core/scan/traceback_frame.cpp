// SPDX-License-Identifier: MIT
#include "scan/traceback_frame.h"

#include "scan/traceback_lines.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace faultline {

namespace {

/// What rich draws at the left and right of a traceback.
constexpr std::string_view boxSide = "│";

/// `│ /app/train.py:14 in main      │`, as rich draws it. The text is trimmed.
std::optional<Frame> readBoxedFrame(std::string_view text, const Layouts& layouts) {
    text = trimmed(text.substr(boxSide.size()));
    if (text.ends_with(boxSide))
        text = trimmed(text.substr(0, text.size() - boxSide.size()));
    const std::size_t in = text.rfind(" in ");
    if (in == std::string_view::npos)
        return std::nullopt;
    const std::string_view place = text.substr(0, in);
    const std::size_t colon = place.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == place.size() || place.contains(boxSide))
        return std::nullopt;
    Frame frame;
    const char* const end = place.data() + place.size();
    if (std::from_chars(place.data() + colon + 1, end, frame.sourceLine).ptr != end)
        return std::nullopt;
    frame.file = place.substr(0, colon);
    frame.function = trimmed(text.substr(in + 4));
    frame.runtime = layouts.isRuntimeFrame(frame.file);
    return frame;
}

} // namespace

bool isBoxed(std::string_view text) {
    return text.starts_with(boxSide) || text.starts_with("╭") || text.starts_with("╰");
}

std::string_view boxedCode(std::string_view text) {
    constexpr std::string_view mark = "❱";
    text = trimmed(text.substr(std::min(boxSide.size(), text.size())));
    const std::size_t side = text.find(boxSide);
    if (!text.starts_with(mark) || side == std::string_view::npos)
        return {};
    text = text.substr(side + boxSide.size());
    return trimmed(text.substr(0, text.rfind(boxSide)));
}

std::optional<Frame> readFrame(std::string_view text, const Layouts& layouts) {
    text = trimmed(text);
    if (text.starts_with(boxSide))
        return readBoxedFrame(text, layouts);
    while (text.starts_with("| ") || text.starts_with("> "))
        text = trimmed(text.substr(2));
    if (!text.starts_with("File \""))
        return std::nullopt;
    const std::size_t quote = text.find("\", line ", 6);
    if (quote == std::string_view::npos)
        return std::nullopt;
    Frame frame;
    frame.file = text.substr(6, quote - 6);
    std::string_view rest = text.substr(quote + 8);
    std::size_t digits = 0;
    while (digits < rest.size() && std::isdigit(static_cast<unsigned char>(rest[digits])))
        ++digits;
    std::from_chars(rest.data(), rest.data() + digits, frame.sourceLine);
    rest.remove_prefix(digits);
    if (rest.starts_with(", in "))
        frame.function = trimmed(rest.substr(5));
    frame.runtime = layouts.isRuntimeFrame(frame.file);
    return frame;
}

} // namespace faultline
