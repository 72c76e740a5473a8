// SPDX-License-Identifier: MIT
#include "scan/traceback.h"

#include "scan/traceback_chain.h"
#include "scan/traceback_frame.h"
#include "scan/traceback_lines.h"

#include <algorithm>
#include <cctype>

namespace faultline {

namespace {

constexpr std::size_t messageLimit = 4096;
constexpr std::size_t messageLines = 60;
constexpr std::size_t frameLimit = 200;
constexpr std::size_t exceptionLimit = 20;
constexpr std::string_view groupWords = "+ Exception Group Traceback";

bool isWordCharacter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

/// Brackets opened less those closed.
int openBrackets(std::string_view text) {
    int open = 0;
    for (const char c : text) {
        open += c == '{' || c == '[' || c == '(' ? 1 : 0;
        open -= c == '}' || c == ']' || c == ')' ? 1 : 0;
    }
    return open;
}

/// `Content: …`, `Response Code: 401`, `ErrorResponse`, a bracket alone: how services' errors write their parts.
bool isNamedPart(std::string_view text) {
    if (text.find_first_not_of("{}[](),") == std::string_view::npos)
        return true;
    const std::size_t colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    if (name.empty() || name.size() > 40 || !std::isupper(static_cast<unsigned char>(name.front())))
        return false;
    const bool words = std::ranges::all_of(name, [](char c) { return isWordCharacter(c) || c == ' ' || c == '-'; });
    return words && (colon != std::string_view::npos ? std::ranges::count(name, ' ') <= 2 : !name.contains(' '));
}

/// So many lines behind an exception, and no more, are taken for the end of what a program said.
constexpr std::size_t endLines = 40;

class TracebackReader {
public:
    /// `whole`: the text goes to the end of its file.
    TracebackReader(std::string_view text, std::uint64_t offset, LineNumber line, std::string_view prefix, const Layouts& layouts,
                    bool whole)
        : m_lines(text, offset, line.index(), prefix), m_layouts(layouts), m_whole(whole) {}

    std::optional<Traceback> read();

private:
    bool readOne(Traceback& traceback);
    void readMessage(RaisedException& exception);
    bool endsTheText();
    bool nextIsIndented();
    bool skipToChained(Traceback& traceback);
    void enterGroup(std::string_view head);
    void readMembers(Traceback& traceback);

    TracebackLines m_lines;
    const Layouts& m_layouts;
    bool m_whole;
    std::uint64_t m_lastNumber = 0;
};

/// After an exception: looks a few lines ahead for a chain mark and the head of the next traceback.
bool TracebackReader::skipToChained(Traceback& traceback) {
    const std::size_t position = m_lines.position();
    const std::uint64_t number = m_lines.number();
    std::optional<ChainLink> marked;
    for (int ahead = 0; ahead < 8; ++ahead) {
        const auto line = m_lines.next();
        if (!line)
            break;
        if (marked && line->whole.contains(tracebackWords)) {
            enterGroup(line->whole);
            traceback.exceptions.back().toNext = *marked;
            return true;
        }
        if (const auto mark = readChainMark(line->whole)) {
            marked = mark;
            continue;
        }
        const std::string_view text = trimmed(line->text);
        if (!text.empty() && text != "\"\"\"" && text != "|" && !marked && !text.starts_with("+--"))
            break;
    }
    m_lines.rewind(position, number);
    return false;
}

/// Reads what follows an exception's line as its message, as long as it is one: lines that are indented, that were announced, that belong to brackets left open,
/// that name a part (`Content: …`) behind such lines or a code (`Error Code: …`), or stand among them; at the very end of the text also a heading that announces such lines. Anything further is
/// what the program printed next.
void TracebackReader::readMessage(RaisedException& exception) {
    std::size_t lines = 0;
    const bool coded = isNamedPart(exception.message) && isCode(exception.message);
    bool structured = false;
    int open = openBrackets(exception.message);
    std::size_t blank = 0;
    const bool atEnd = endsTheText();
    for (;;) {
        const std::size_t position = m_lines.position();
        const std::uint64_t number = m_lines.number();
        const auto line = m_lines.next();
        const std::string_view text = line ? trimmed(line->text) : std::string_view();
        if (line && text.empty() && !line->record && (open > 0 || exception.message.ends_with(':')) && ++blank <= 2)
            continue;
        const bool announced = exception.message.empty() || exception.message.ends_with(':') || exception.message.ends_with('\n');
        const bool indented = line && (line->text.starts_with(' ') || line->text.starts_with('\t'));
        const bool named = (structured && (isNamedPart(text) || nextIsIndented())) || (coded && isNamedPart(text) && text.contains(": ")) ||
                           (atEnd && text.ends_with(':') && nextIsIndented());
        const bool goesOn = line && !text.empty() && (announced || indented || open > 0 || named) && !line->record && text != "\"\"\"" &&
                            !isGroupRuler(text) && !line->whole.contains(tracebackWords) && !readChainMark(text) &&
                            !text.starts_with("File \"") && ++lines < messageLines;
        if (!goesOn) {
            m_lines.rewind(position, number);
            return;
        }
        blank = 0;
        structured |= announced || indented;
        open = std::max(0, open + openBrackets(text));
        if (exception.message.size() < messageLimit) {
            exception.message += (exception.message.empty() ? "" : "\n") + std::string(text.substr(0, messageLimit));
            exception.message.resize(std::min(exception.message.size(), messageLimit));
        }
        m_lastNumber = line->number;
    }
}

bool TracebackReader::nextIsIndented() {
    const auto line = m_lines.peek();
    return line && !line->record && (line->text.starts_with(' ') || line->text.starts_with('\t')) && !trimmed(line->text).empty();
}

/// Whether only few lines follow, none of them a record of its own or another traceback.
bool TracebackReader::endsTheText() {
    const std::size_t position = m_lines.position();
    const std::uint64_t number = m_lines.number();
    bool ends = m_whole;
    for (std::size_t lines = 0; ends; ++lines) {
        const auto line = m_lines.next();
        if (!line)
            break;
        ends = lines < endLines && !line->record && !line->whole.contains(tracebackWords) && !readChainMark(line->whole);
    }
    m_lines.rewind(position, number);
    return ends;
}

/// One traceback: the lines after its head. False when they do not end in an exception.
bool TracebackReader::readOne(Traceback& traceback) {
    RaisedException exception;
    for (;;) {
        const auto line = m_lines.next();
        if (!line)
            return false;
        std::string_view text = line->text;
        const std::string_view bare = trimmed(text);
        if (auto frame = readFrame(text, m_layouts)) {
            frame->line = LineNumber(line->number);
            if (exception.frames.size() < frameLimit)
                exception.frames.push_back(std::move(*frame));
            continue;
        }
        if (bare.empty() || bare == "|")
            continue;
        if (isBoxed(bare)) {
            if (const std::string_view code = boxedCode(bare); !code.empty() && !exception.frames.empty())
                exception.frames.back().code = code.substr(0, 300);
            continue;
        }
        std::string_view candidate = bare;
        while (candidate.starts_with("| "))
            candidate = trimmed(candidate.substr(2));
        const bool indented = text.starts_with(' ') || text.starts_with('\t');
        const auto raised = readExceptionLine(candidate);
        const bool group = text.contains("  | ") && !text.contains("    ");
        if (raised && (!indented || group || exception.frames.empty())) {
            exception.type = raised->type;
            exception.message = raised->message.substr(0, messageLimit);
            exception.line = LineNumber(line->number);
            exception.offset = line->offset;
            exception.text = line->whole.substr(0, messageLimit);
            m_lastNumber = line->number;
            readMessage(exception);
            if (!traceback.exceptions.empty() && traceback.exceptions.back().toNext == ChainLink::Handled)
                traceback.exceptions.back().toNext = linkDuringHandling(traceback.exceptions.back(), exception);
            traceback.exceptions.push_back(std::move(exception));
            return true;
        }
        if (indented || candidate != bare || bare.starts_with('[') || bare.starts_with('^') || bare.starts_with('~')) {
            if (!exception.frames.empty() && exception.frames.back().code.empty())
                exception.frames.back().code = bare.substr(0, 300);
            continue;
        }
        // Something else: a traceback that was cut, or another program's output in between. One such line is forgiven.
        if (line->prefixed || exception.frames.empty())
            return false;
        if (!exception.frames.back().code.empty() && exception.frames.back().code != "?")
            exception.frames.back().code = "?";
        else if (exception.frames.back().code == "?")
            return false;
        else
            exception.frames.back().code = bare.substr(0, 300);
    }
}

void TracebackReader::enterGroup(std::string_view head) {
    if (head.contains(groupWords))
        m_lines.takeMarginOff();
}

/// The members of the group that was just read, each behind a ruler, with or without a traceback of its own. They are what went wrong: they come before the group,
/// as its causes; groups within it are read likewise.
void TracebackReader::readMembers(Traceback& traceback) {
    const std::size_t group = traceback.exceptions.size() - 1;
    bool closed = false;
    while (traceback.exceptions.size() < exceptionLimit) {
        auto line = m_lines.peek();
        if (!line || !isGroupRuler(line->whole.substr(std::min(line->whole.find('+'), line->whole.size()))))
            break;
        (void)m_lines.next();
        m_lastNumber = line->number;
        // The last ruler bears no number; more may follow where groups lie in groups.
        closed = line->whole.find_first_of("0123456789", line->whole.find('+')) == std::string_view::npos;
        line = m_lines.peek();
        if (closed || !line)
            continue;
        if (line->whole.contains(tracebackWords))
            (void)m_lines.next();
        while (readOne(traceback) && traceback.exceptions.size() < exceptionLimit && skipToChained(traceback)) {
        }
    }
    if (traceback.exceptions.size() == group + 1)
        return;
    const auto groups = std::stable_partition(traceback.exceptions.begin() + static_cast<std::ptrdiff_t>(group), traceback.exceptions.end(),
                                              [](const RaisedException& exception) { return !isGroup(exception); });
    // The outermost is what ended the program.
    std::rotate(groups, groups == traceback.exceptions.end() ? groups : groups + 1, traceback.exceptions.end());
    for (std::size_t i = group; i + 1 < traceback.exceptions.size(); ++i)
        if (traceback.exceptions[i].toNext == ChainLink::None)
            traceback.exceptions[i].toNext = ChainLink::Member;
}

std::optional<Traceback> TracebackReader::read() {
    const auto head = m_lines.next();
    if (!head)
        return std::nullopt;
    Traceback traceback;
    traceback.line = LineNumber(head->number);
    traceback.offset = head->offset;
    const LinePrefix prefix = readLinePrefix(head->whole);
    traceback.time = prefix.time;
    traceback.level = prefix.level;
    traceback.introduction = trimmed(head->whole.substr(0, std::min(head->whole.find(tracebackWords), head->whole.size())));
    if (traceback.introduction.size() > 300)
        traceback.introduction.erase(0, traceback.introduction.size() - 300);
    enterGroup(head->whole);
    while (readOne(traceback)) {
        readMembers(traceback);
        if (traceback.exceptions.size() >= exceptionLimit || !skipToChained(traceback))
            break;
    }
    if (traceback.exceptions.empty())
        return std::nullopt;
    traceback.lastLine = LineNumber(std::max(m_lastNumber, head->number));
    return traceback;
}

std::string_view lastLineOf(std::string_view text) {
    text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
    return text.substr(text.rfind('\n') + 1);
}

/// A traceback in one line, with `\n` written out.
std::optional<Traceback> readEscaped(std::string_view line, std::uint64_t offset, LineNumber number, const Layouts& layouts) {
    const std::size_t head = line.find(tracebackWords);
    std::string text(line.substr(head, 64 * 1024));
    for (int level = 0; level < 3 && !text.substr(0, 200).contains('\n'); ++level)
        text = unescaped(text);
    if (!text.substr(0, 400).contains('\n'))
        return std::nullopt;
    // Behind the message the surrounding JSON or dict text goes on: it is no part of it. Of several tracebacks the last one tells of the end.
    std::optional<Traceback> traceback;
    const std::string_view before = line.substr(0, head);
    const std::string introduction(before.substr(before.size() > 300 ? before.size() - 300 : 0));
    const std::string opened = unescaped(unescaped(introduction));
    for (std::size_t at = 0; at != std::string::npos;) {
        const std::string_view rest = std::string_view(text).substr(at);
        auto next = TracebackReader(rest, 0, LineNumber(0), {}, layouts, false).read();
        std::size_t behind = tracebackWords.size();
        // One that Python merely mentions ends nothing where another stands.
        const bool survived = saysThatItGoesOn(lastLineOf(at > 0 ? std::string_view(text).substr(0, at) : std::string_view(opened)));
        if (next)
            next->survived = survived;
        if (next && survived && traceback) {
            next.reset();
        } else if (next) {
            for (std::uint64_t lines = next->lastLine.index(); lines > 0 && behind < rest.size(); --lines)
                behind = std::min(rest.find('\n', behind), rest.size() - 1) + 1;
            traceback = std::move(next);
        }
        at = text.find(tracebackWords, at + behind);
    }
    if (!traceback)
        return std::nullopt;
    for (RaisedException& exception : traceback->exceptions) {
        for (const std::string_view end : {"\", \"", "\",\"", "', '", "\"}", "'}", "\", process_name", "\\\"}"})
            if (const std::size_t at = exception.message.find(end); at != std::string::npos)
                exception.message.resize(at);
        exception.message.resize(exception.message.find_last_not_of(" \n") + 1);
        exception.line = number;
        exception.offset = offset;
        exception.text =
            exception.type + (exception.message.empty() ? "" : ": " + exception.message.substr(0, exception.message.find('\n')));
        for (Frame& frame : exception.frames)
            frame.line = number;
    }
    const LinePrefix prefix = readLinePrefix(line);
    traceback->line = traceback->lastLine = number;
    traceback->offset = offset;
    traceback->time = prefix.time;
    traceback->level = prefix.level;
    traceback->introduction = introduction;
    traceback->escaped = true;
    return traceback;
}

} // namespace

std::optional<ExceptionLine> readExceptionLine(std::string_view line) {
    line = trimmed(line);
    std::size_t end = 0;
    while (end < line.size() && (isWordCharacter(line[end]) || line[end] == '.'))
        ++end;
    const std::string_view type = line.substr(0, end);
    if (type.size() < 3 || !(std::isalpha(static_cast<unsigned char>(type.front())) || type.front() == '_') || type.ends_with('.') ||
        type.contains(".."))
        return std::nullopt;
    const std::string_view rest = line.substr(end);
    const std::string_view name = type.substr(type.rfind('.') + 1);
    if (name.empty() || std::isdigit(static_cast<unsigned char>(name.front())))
        return std::nullopt;
    if (!rest.empty() && !rest.starts_with(": ") && rest != ":")
        return std::nullopt;
    static constexpr std::string_view bareNames[] = {
        "KeyboardInterrupt", "SystemExit", "StopIteration", "GeneratorExit", "Empty", "Full", "Abort", "Exit", "Timeout"};
    const bool known = name.ends_with("Error") || name.ends_with("Exception") || name.ends_with("Warning") || name.ends_with("Group") ||
                       name.ends_with("Failure") || name.ends_with("Fault") || name.ends_with("Interrupt") || name.ends_with("Exit") ||
                       std::ranges::find(bareNames, name) != std::end(bareNames);
    // Any capitalised or dotted name followed by a colon ends a traceback; without a colon only names that say that they are exceptions.
    if (!known && (rest.empty() || !(std::isupper(static_cast<unsigned char>(name.front())) || type.contains('.'))))
        return std::nullopt;
    const bool sure = known || std::isupper(static_cast<unsigned char>(name.front())) || name.ends_with("error");
    return ExceptionLine{type, trimmed(rest.size() > 1 ? rest.substr(1) : std::string_view()), sure};
}

std::string unescaped(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 >= text.size()) {
            result += text[i];
            continue;
        }
        switch (text[++i]) {
        case 'n': result += '\n'; break;
        case 'r': break;
        case 't': result += '\t'; break;
        case '"':
        case '\'':
        case '\\':
        case '/': result += text[i]; break;
        default: result += '\\'; result += text[i];
        }
    }
    return result;
}

std::optional<Traceback> readTraceback(std::string_view text, std::uint64_t offset, LineNumber line, const Layouts& layouts, bool whole) {
    const std::string_view head = text.substr(0, text.find('\n'));
    const std::size_t words = head.find(tracebackWords);
    if (words == std::string_view::npos)
        return std::nullopt;
    const std::string_view behind = head.substr(words + tracebackWords.size(), 16);
    if (behind.starts_with(":\\n") || behind.starts_with(":\\\\n") || behind.starts_with(":\\r\\n") || behind.starts_with("\\n") ||
        behind.starts_with(":\\\\\\"))
        return readEscaped(head, offset, line, layouts);
    const std::string_view rest = text.substr(std::min(head.size() + 1, text.size()));
    return TracebackReader(text, offset, line, tracebackPrefix(head, rest.substr(0, rest.find('\n'))), layouts, whole).read();
}

std::optional<Traceback> readSyntaxError(std::string_view text, std::uint64_t lastOffset, LineNumber lastLine, const Layouts& layouts) {
    std::vector<std::string_view> lines;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    if (lines.empty())
        return std::nullopt;
    std::string_view last = trimmed(lines.back());
    if (last.starts_with("[stderr]"))
        last.remove_prefix(8);
    const auto raised = readExceptionLine(last);
    if (!raised)
        return std::nullopt;
    RaisedException exception;
    exception.type = raised->type;
    exception.message = raised->message.substr(0, messageLimit);
    exception.line = lastLine;
    exception.offset = lastOffset;
    exception.text = lines.back().substr(0, messageLimit);
    Traceback traceback;
    traceback.line = lastLine;
    traceback.lastLine = lastLine;
    traceback.offset = lastOffset;
    for (std::size_t back = 1; back < lines.size() && back <= 5; ++back) {
        std::string_view above = lines[lines.size() - 1 - back];
        if (above.starts_with("[stderr]"))
            above.remove_prefix(8);
        if (auto frame = readFrame(above, layouts)) {
            frame->line = lastLine - back;
            traceback.line = frame->line;
            exception.frames.push_back(std::move(*frame));
            break;
        }
    }
    traceback.exceptions.push_back(std::move(exception));
    return traceback;
}

} // namespace faultline
