// SPDX-License-Identifier: MIT
#include "scan/runtime_error.h"

#include "text/line_prefix.h"
#include "text/regular_expression.h"

#include <algorithm>
#include <vector>

namespace faultline {

namespace {

constexpr std::size_t messageLimit = 4096;
constexpr int linesBelow = 200; ///< a Java stack can be long
constexpr int linesAbove = 20;

struct TextLine {
    std::string_view text;
    std::size_t at = 0;
};

TextLine lineAt(std::string_view text, std::size_t at) {
    std::string_view line = text.substr(at, std::min(text.find('\n', at), text.size()) - at);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return {line, at};
}

std::optional<TextLine> nextLine(std::string_view text, const TextLine& line) {
    const std::size_t feed = text.find('\n', line.at);
    if (feed == std::string_view::npos || feed + 1 >= text.size())
        return std::nullopt;
    return lineAt(text, feed + 1);
}

std::optional<TextLine> previousLine(std::string_view text, const TextLine& line) {
    if (line.at < 2)
        return std::nullopt;
    const std::size_t feed = text.rfind('\n', line.at - 2);
    return lineAt(text, feed == std::string_view::npos ? 0 : feed + 1);
}

class ReportReader {
public:
    ReportReader(std::string_view text, std::size_t at, std::uint64_t offset, LineNumber line)
        : m_text(text), m_head(lineAt(text, at)), m_offset(offset), m_line(line) {}

    std::optional<Traceback> read() {
        if (!readCpp() && !readJava() && !readDotNet() && !readRust() && !readGo() && !readR())
            return std::nullopt;
        const LinePrefix prefix = readLinePrefix(m_head.text);
        m_traceback.time = prefix.time;
        m_traceback.level = prefix.level;
        m_traceback.offset = m_offset;
        m_traceback.line = std::min(m_line, m_traceback.exceptions.front().line);
        for (std::size_t i = 0; i + 1 < m_traceback.exceptions.size(); ++i)
            m_traceback.exceptions[i].toNext = ChainLink::Cause;
        m_traceback.lastLine = std::max(m_line + static_cast<std::uint64_t>(std::max(m_below, 0)), m_traceback.line);
        return std::move(m_traceback);
    }

private:
    /// It stands `steps` lines below the head, above it where negative; its message goes on for `more` lines.
    void add(std::string_view type, std::string_view message, const TextLine& where, int steps, int more = 0, bool front = false) {
        RaisedException exception;
        exception.type = type.substr(0, 200);
        exception.message = message.substr(0, messageLimit);
        exception.line = steps < 0 ? m_line - static_cast<std::uint64_t>(-steps) : m_line + static_cast<std::uint64_t>(steps);
        exception.offset = m_offset + where.at - m_head.at;
        exception.text = where.text.substr(0, messageLimit);
        m_traceback.exceptions.insert(front ? m_traceback.exceptions.begin() : m_traceback.exceptions.end(), std::move(exception));
        m_below = std::max(m_below, steps + more);
    }

    bool readCpp() {
        static const RegularExpression head(R"(terminate called after throwing an instance of '([^']+)')");
        static const RegularExpression what(R"(^(?:\[stderr\])?.{0,40}?what\(\): +(.+))");
        if (!head.find(m_head.text, m_groups))
            return false;
        const std::string_view type = m_groups[1];
        const auto next = nextLine(m_text, m_head);
        if (next && what.find(next->text, m_groups))
            add(type, m_groups[1], m_head, 0, 1);
        else
            add(type, {}, m_head, 0);
        return true;
    }

    bool readJava() {
        static const RegularExpression head(R"re(Exception in thread "[^"]*" ([\w.$]+)(?:: (.*))?$)re");
        static const RegularExpression cause(R"(^\s*Caused by: ([\w.$]+)(?:: (.*))?$)");
        static const RegularExpression frame(R"(^\s+(?:at |\.\.\. \d+ more|Suppressed: ))");
        if (!head.find(m_head.text, m_groups))
            return false;
        add(m_groups[1], m_groups[2].data() ? m_groups[2] : std::string_view(), m_head, 0);
        int steps = 0;
        for (auto line = nextLine(m_text, m_head); line && ++steps < linesBelow; line = nextLine(m_text, *line)) {
            if (cause.find(line->text, m_groups))
                add(m_groups[1], m_groups[2].data() ? m_groups[2] : std::string_view(), *line, steps, 0, true);
            else if (frame.find(line->text))
                m_below = steps;
            else if (steps > m_below + 4) // the message may have further lines
                break;
        }
        return true;
    }

    bool readDotNet() {
        static const RegularExpression head(
            R"(Unhandled [Ee]xception[.:] (?:([\w.]+(?:Exception|Error))(?:: (.*?))?)(?: ---> ([\w.]+(?:Exception|Error))(?:: (.*))?)?$)");
        if (!head.find(m_head.text, m_groups))
            return false;
        const auto group = [&](std::size_t i) { return m_groups[i].data() ? m_groups[i] : std::string_view(); };
        const std::string_view innerType = group(3), innerMessage = group(4);
        add(group(1), group(2), m_head, 0);
        if (!innerType.empty())
            add(innerType, innerMessage, m_head, 0, 0, true);
        return true;
    }

    bool readRust() {
        static const RegularExpression head(R"(thread '[^']+' (?:\(\d+\) )?panicked at (?:'(.+)', )?(.*?):?$)");
        if (!head.find(m_head.text, m_groups))
            return false;
        const std::string_view oldMessage = m_groups[1].data() ? m_groups[1] : std::string_view();
        const auto next = nextLine(m_text, m_head);
        if (oldMessage.empty() && next)
            add("panic", next->text, m_head, 0, 1);
        else
            add("panic", oldMessage, m_head, 0);
        return true;
    }

    bool readGo() {
        static const RegularExpression head(R"(panic: (.+)$)");
        if (!head.find(m_head.text, m_groups))
            return false;
        add("panic", m_groups[1], m_head, 0);
        return true;
    }

    /// R says at the end that it stopped; the error stands above.
    bool readR() {
        static const RegularExpression end(R"(^(?:\[stderr\])?Execution halted)");
        static const RegularExpression error(R"(^(?:\[stderr\])?Error(?: in (.{1,120}?))? ?: ?(.*)$)");
        if (!end.find(m_head.text))
            return false;
        int steps = 0;
        std::string_view below;
        for (auto line = previousLine(m_text, m_head); line && --steps > -linesAbove; line = previousLine(m_text, *line)) {
            if (error.find(line->text, m_groups)) {
                const std::string_view message = m_groups[2];
                const std::string type = m_groups[1].data() ? "Error in " + std::string(m_groups[1]) : std::string("Error");
                add(type, message.find_first_not_of(' ') == std::string_view::npos ? below : message, *line, steps);
                return true;
            }
            const std::size_t first = line->text.find_first_not_of(" \t");
            below = first == std::string_view::npos ? below : line->text.substr(first);
        }
        return false;
    }

    std::string_view m_text;
    TextLine m_head;
    std::uint64_t m_offset;
    LineNumber m_line;
    Traceback m_traceback;
    int m_below = 0;
    std::vector<std::string_view> m_groups;
};

} // namespace

std::optional<Traceback> readRuntimeError(std::string_view text, std::size_t at, std::uint64_t offset, LineNumber line) {
    return ReportReader(text, std::min(at, text.size()), offset, line).read();
}

} // namespace faultline
