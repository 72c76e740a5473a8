// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace faultline {

/// How bad a message is for what the user wanted.
enum class MessageLevel : std::uint8_t {
    Note,    ///< worth knowing; nothing is missing
    Warning, ///< something was left out or looks wrong; the rest works
    Error,   ///< what was asked for could not be done
};

/// Where a message points at. Line and column count from 1 as shown to people; 0 means "the whole file".
struct MessageLocation {
    std::string path;
    std::uint64_t line = 0;
    std::uint64_t column = 0;
    bool operator==(const MessageLocation&) const = default;
};

/// Something that went wrong or was left out, told so that a person can act on it.
///
/// Every error that crosses a module of core is one of these: what happened, why, where, and what to do next.
/// Whoever makes one has to fill in `what`; `why` and `next` may be empty only where nothing is known.
/// Texts are plain UTF-8 in English, single sentences without markup. Values copied from a job (names, lines) are data: the
/// front ends escape them.
struct Message {
    MessageLevel level = MessageLevel::Error;
    std::string what;
    std::string why;
    std::optional<MessageLocation> where;
    std::string next;

    static Message error(std::string what, std::string why, std::string next = {});
    static Message warning(std::string what, std::string why, std::string next = {});
    Message&& at(std::string path, std::uint64_t line = 0, std::uint64_t column = 0) &&;

    /// The message on one line: `path:line:column: error: what: why. next`.
    [[nodiscard]] std::string toLine() const;

    bool operator==(const Message&) const = default;
};

template <typename Value>
using Expected = std::expected<Value, Message>;

/// For work that goes on past its first fault: the value that could be made, and everything that was wrong.
template <typename Value>
struct WithMessages {
    Value value;
    std::vector<Message> messages;
};

} // namespace faultline
