// SPDX-License-Identifier: MIT
#pragma once

#include "text/message.h"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace faultline {

/// One node of a YAML (or JSON) text, with the place it stands at, so that every fault can be reported with its line.
///
/// A node that is not there is a valid value of kind `isMissing`; asking it gives nothing. Never throws. Copies share the document.
/// For untrusted text: size, depth and the number of values are bounded where it is parsed, so that a node may be walked whole. `parse` is for files of
/// our own (packs), which need no aliases: it refuses them. `parseAll` is for anybody's: it takes aliases as long as what they come to is bounded too.
class YamlNode {
public:
    /// Parses `text`; `path` is named in messages. `firstLine` is the line of the file at which the text begins (from 1).
    /// What is wrong is added to `messages`, and a missing node returned.
    [[nodiscard]] static YamlNode parse(const std::string& text, const std::string& path, std::vector<Message>& messages,
                                        std::uint64_t firstLine = 1);
    /// All documents of a text of several (`---`); none if one of them is no YAML. A text that is YAML but comes to more than is read of one gives none and
    /// the message `tooMuch`.
    [[nodiscard]] static std::vector<YamlNode> parseAll(const std::string& text, const std::string& path, std::vector<Message>& messages);

    /// What the message says of a text that is refused for what it comes to, not for a fault.
    static constexpr std::string_view tooMuch = "It comes to more than is read of one document";

    YamlNode();

    [[nodiscard]] bool isMissing() const;
    [[nodiscard]] bool isMap() const;
    [[nodiscard]] bool isList() const;
    [[nodiscard]] bool isScalar() const;
    [[nodiscard]] std::uint64_t line() const; ///< from 1; 0 for a missing node

    [[nodiscard]] YamlNode operator[](std::string_view key) const;
    [[nodiscard]] std::vector<YamlNode> items() const;                         ///< of a list; empty otherwise
    [[nodiscard]] std::vector<std::pair<std::string, YamlNode>> pairs() const; ///< of a map, in order; empty otherwise

    /// The scalar as text; reports a missing one when `required`, and anything that is no scalar.
    [[nodiscard]] std::string text(std::vector<Message>& messages, bool required = false) const;
    /// A list of scalars, or a single scalar as a list of one.
    [[nodiscard]] std::vector<std::string> texts(std::vector<Message>& messages) const;
    [[nodiscard]] std::optional<double> number(std::vector<Message>& messages) const;
    [[nodiscard]] std::optional<bool> boolean(std::vector<Message>& messages) const;

    /// Reports every key that is none of `known`, with the nearest known one.
    void onlyKeys(std::initializer_list<std::string_view> known, std::vector<Message>& messages) const;

    /// An error at this node.
    [[nodiscard]] Message message(std::string what, std::string why, std::string next = {}) const;

private:
    struct Private;
    explicit YamlNode(std::shared_ptr<const Private> p);
    std::shared_ptr<const Private> d;
};

/// The entry of `known` that is most like `text`; empty if none is near. For "did you mean".
[[nodiscard]] std::string nearestName(std::string_view text, const std::vector<std::string>& known);

} // namespace faultline
