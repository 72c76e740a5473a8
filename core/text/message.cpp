// SPDX-License-Identifier: MIT
#include "text/message.h"

#include <utility>

namespace faultline {

Message Message::error(std::string what, std::string why, std::string next) {
    return Message{MessageLevel::Error, std::move(what), std::move(why), std::nullopt, std::move(next)};
}

Message Message::warning(std::string what, std::string why, std::string next) {
    return Message{MessageLevel::Warning, std::move(what), std::move(why), std::nullopt, std::move(next)};
}

Message&& Message::at(std::string path, std::uint64_t line, std::uint64_t column) && {
    where = MessageLocation{std::move(path), line, column};
    return std::move(*this);
}

std::string Message::toLine() const {
    std::string text;
    if (where) {
        text += where->path;
        if (where->line != 0) {
            text += ':' + std::to_string(where->line);
            if (where->column != 0)
                text += ':' + std::to_string(where->column);
        }
        text += ": ";
    }
    switch (level) {
    case MessageLevel::Note: text += "note: "; break;
    case MessageLevel::Warning: text += "warning: "; break;
    case MessageLevel::Error: text += "error: "; break;
    }
    text += what;
    if (!why.empty())
        text += ": " + why;
    const bool ended = text.ends_with('.') || text.ends_with('?') || text.ends_with('!');
    if (!next.empty())
        text += (ended ? " " : ". ") + next;
    return text;
}

} // namespace faultline
