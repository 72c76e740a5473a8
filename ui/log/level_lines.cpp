// SPDX-License-Identifier: MIT
#include "log/level_lines.h"

#include "scan/traceback.h"
#include "text/escape_sequences.h"

#include <algorithm>
#include <array>
#include <string>

namespace faultline {

namespace {

constexpr int looseLimit = 20; // lines at the left edge that a record may have: more are other output

bool isBlank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// Whether a message stands further right than behind one blank: the prefix takes all blanks before it.
bool isIndented(std::string_view line, std::size_t message) {
    return message >= 2 && message <= line.size() && line[message - 1] == ' ' && line[message - 2] == ' ';
}

/// Whether a line is an exception by its very name: `Epoch: 3` has the form of one as well.
bool isException(std::string_view line) {
    const std::optional<ExceptionLine> exception = readExceptionLine(line);
    return exception &&
           std::ranges::any_of(std::array<std::string_view, 6>{"Error", "Exception", "Failure", "Fault", "Interrupt", "SystemExit"},
                               [&](std::string_view end) { return exception->type.ends_with(end); });
}

} // namespace

bool LevelLines::isTelling(std::string_view line) {
    line = line.substr(0, lookedAt);
    std::string plain;
    if (line.find('\x1B') != std::string_view::npos) {
        plain = withoutAnsi(line);
        line = plain;
    }
    const LinePrefix prefix = readLinePrefix(line);
    const std::string_view message = line.substr(std::min(prefix.messageOffset, line.size()));
    const bool begins = line.find(tracebackWords) != std::string_view::npos;
    if (prefix.time || prefix.level != Level::Unknown) {
        const bool exception = prefix.level == Level::Unknown && isException(message);
        // Loggers that write a time at every line write tracebacks so as well.
        const bool within = prefix.level == Level::Unknown && m_state == State::Traceback && !message.empty();
        const bool tells = prefix.level >= m_least || begins || within || exception;
        m_loose = 0;
        if (begins)
            m_state = State::Traceback;
        else if (!within || !isIndented(line, prefix.messageOffset))
            m_state = tells ? State::Record : State::Quiet;
        return tells;
    }
    if (begins) {
        m_state = State::Traceback;
        return true;
    }
    const bool indented = !line.empty() && (line.front() == ' ' || line.front() == '\t' || line.front() == '|');
    switch (m_state) {
    case State::Traceback:
        if (!indented && !isBlank(line)) {
            m_state = State::Behind;
            m_loose = 0;
        }
        return true;
    case State::Record:
    case State::Behind:
        if (indented || isBlank(line))
            return true;
        if (++m_loose <= (m_state == State::Record ? looseLimit : 1))
            return true;
        m_state = State::Quiet;
        break;
    case State::Quiet: break;
    }
    if (isException(line)) {
        m_state = State::Behind;
        m_loose = 1;
        return true;
    }
    return false;
}

} // namespace faultline
