// SPDX-License-Identifier: MIT
#include "scan/traceback_lines.h"

#include "scan/traceback.h"
#include "text/line_prefix.h"
#include "text/regular_expression.h"

#include <algorithm>
#include <cctype>

namespace faultline {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// How much of `line` is that prefix, whose numbers may differ (time stamps, seconds of a build step); nothing when it begins otherwise.
std::optional<std::size_t> lengthOfPrefix(std::string_view line, std::string_view prefix) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < prefix.size();) {
        if (at >= line.size() || (line[at] != prefix[i] && !(isDigit(line[at]) && isDigit(prefix[i]))))
            return std::nullopt;
        if (!isDigit(prefix[i])) {
            ++i;
            ++at;
            continue;
        }
        while (i < prefix.size() && isDigit(prefix[i]))
            ++i;
        while (at < line.size() && isDigit(line[at]))
            ++at;
    }
    return at;
}

/// A time stamp or a level at its head makes a line a record of its own. `Error: …` in a message is none: loggers write their levels in capitals or in brackets.
bool isRecord(std::string_view line) {
    const LinePrefix prefix = readLinePrefix(line);
    if (prefix.time)
        return true;
    if (prefix.level == Level::Unknown)
        return false;
    const std::size_t first = line.find_first_not_of(" \t");
    return line[first] == '[' || line[first] == '<' || line[first] == '#' || isDigit(line[first]) ||
           (std::isupper(static_cast<unsigned char>(line[first])) != 0 && first + 1 < line.size() &&
            std::islower(static_cast<unsigned char>(line[first + 1])) == 0);
}

/// `  | text` without the margin; other lines stay as they are.
std::string_view withoutMargin(std::string_view line) {
    const std::size_t bar = line.find_first_not_of(' ');
    if (bar == std::string_view::npos || line[bar] != '|')
        return line;
    const std::string_view rest = line.substr(bar + 1);
    return rest.starts_with(' ') ? rest.substr(1) : rest;
}

} // namespace

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
}

TracebackLines::TracebackLines(std::string_view text, std::uint64_t offset, std::uint64_t number, std::string_view prefix)
    : m_text(text), m_offset(offset), m_number(number), m_prefix(prefix), m_blankPrefix(trimmed(prefix).empty()) {}

std::optional<TracebackLine> TracebackLines::next() {
    if (m_position >= m_text.size())
        return std::nullopt;
    const std::size_t end = std::min(m_text.find('\n', m_position), m_text.size());
    TracebackLine line;
    line.whole = m_text.substr(m_position, end - m_position);
    if (line.whole.ends_with('\r'))
        line.whole.remove_suffix(1);
    line.offset = m_offset + m_position;
    line.number = m_number;
    line.text = line.whole;
    if (line.text.starts_with("[stderr]"))
        line.text.remove_prefix(8);
    if (const auto length = m_prefix.empty() ? std::nullopt : lengthOfPrefix(line.whole, m_prefix)) {
        line.text = line.whole.substr(*length);
        line.prefixed = !m_blankPrefix;
        line.record = isRecord(line.text);
    } else {
        line.record = isRecord(line.text);
        line.prefixed = readLinePrefix(line.text).time.has_value();
    }
    if (m_margin)
        line.text = withoutMargin(line.text);
    m_position = end + 1;
    ++m_number;
    return line;
}

std::optional<TracebackLine> TracebackLines::peek() {
    const std::size_t position = m_position;
    const std::uint64_t number = m_number;
    const auto line = next();
    rewind(position, number);
    return line;
}

/// What stands before every line of the traceback with this head: a time stamp, a mark, blanks.
std::string_view tracebackPrefix(std::string_view head, std::string_view nextLine) {
    const std::size_t at = head.find(tracebackWords);
    if (at == std::string_view::npos)
        return {};
    std::string_view prefix = head.substr(0, at);
    // The sign of an exception group is none of the line's.
    const std::size_t group = prefix.find("+ Exception Group ");
    if (group != std::string_view::npos)
        prefix = prefix.substr(0, group);
    // Nor is the frame that rich draws around a traceback.
    prefix = prefix.substr(0, prefix.find("╭"));
    const bool blank = trimmed(prefix).empty();
    if (!(blank && group != std::string_view::npos) && lengthOfPrefix(nextLine, prefix))
        return prefix;
    // Text such as `The process000 on node 0 failed with error: ` introduces the traceback and stands only once.
    const LinePrefix read = readLinePrefix(prefix);
    const bool introduces = read.messageOffset > 0 && read.messageOffset < prefix.size() &&
                            !trimmed(prefix.substr(read.messageOffset)).empty() && prefix.back() == ' ' && !prefix.ends_with("- ");
    return blank || introduces ? std::string_view() : prefix;
}

bool isGroupRuler(std::string_view line) {
    line = trimmed(line);
    return line.starts_with("+-") && line.ends_with("-----") && line.size() >= 30;
}

bool isCode(std::string_view line) {
    const std::size_t colon = line.find(": ");
    return colon != std::string_view::npos && !line.substr(colon + 2).contains(' ');
}

bool saysThatItGoesOn(std::string_view line) {
    static const RegularExpression words(
        R"(^(?:[\w.]{1,60} )?(?:Exception ignored (?:in|on|while)\b|Exception in (?:thread|callback|default exception handler)\b|Unhandled exception in thread|Process \S+-\d+(?::\d+)*:\s*$|(?:Task|Future) exception was never retrieved|Error in (?:atexit\._run_exitfuncs|sys\.\w+):|--- Logging error ---))");
    line.remove_prefix(std::min(readLinePrefix(line).messageOffset, line.size()));
    return words.find(line);
}

} // namespace faultline
