// SPDX-License-Identifier: MIT
#include "text/yaml_document.h"

#include "text/yaml_expansion.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <exception>

#include <yaml-cpp/yaml.h>

namespace faultline {

namespace {

constexpr std::size_t sizeLimit = 4 << 20;
/// Of what a text comes to. A parsed value takes about 400 bytes of memory, however short it is.
constexpr std::uint64_t valueLimit = 400'000;
constexpr std::uint64_t expandedLimit = 16 << 20;
/// A shorter text cannot hold that many values without aliases.
constexpr std::size_t harmlessSize = 256 << 10;
/// Keys are kept for messages, beside each value: nobody reads more of one.
constexpr std::size_t keyShown = 80;

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// Why a text is not to be parsed although it is small enough.
std::string reasonToRefuse(const YamlExpansion& expansion) {
    if (expansion.endless)
        return "a part of it refers to itself";
    if (expansion.bytes > expandedLimit)
        return "its aliases make " + std::to_string(expansion.bytes >> 20) + " MiB of it";
    if (expansion.values > valueLimit)
        return "it holds " + std::to_string(expansion.values) + " values";
    return {};
}

} // namespace

struct YamlNode::Private {
    YAML::Node node;
    std::string path;
    std::string key;          ///< under which the node stands, for messages
    std::uint64_t offset = 0; ///< lines before the text in its file
    std::uint64_t parentLine = 0;
};

YamlNode::YamlNode() : YamlNode(std::make_shared<Private>(Private{YAML::Node(YAML::NodeType::Undefined), {}, {}, 0, 0})) {}
YamlNode::YamlNode(std::shared_ptr<const Private> p) : d(std::move(p)) {}

YamlNode YamlNode::parse(const std::string& text, const std::string& path, std::vector<Message>& messages, std::uint64_t firstLine) {
    if (text.size() > sizeLimit) {
        messages.push_back(
            Message::error("The file is too large to be read as YAML", std::to_string(text.size() >> 20) + " MiB", "Split it").at(path));
        return {};
    }
    const bool aliases = mayHoldAliases(text);
    if (aliases || text.size() > harmlessSize) {
        const YamlExpansion expansion = expansionOf(text);
        if (expansion.aliases > 0) {
            messages.push_back(
                Message::error("References within the file are not allowed here",
                               "an alias (`*name`) stands in this line, and a few of them can come to more than the memory holds",
                               "Write what the alias stands for; a value that begins with `*` needs quotes")
                    .at(path, expansion.firstAliasLine + firstLine - 1));
            return {};
        }
        if (const std::string why = reasonToRefuse(expansion); !why.empty()) {
            messages.push_back(Message::error("The file is too large to be read as YAML", why, "Split it").at(path));
            return {};
        }
    }
    try {
        // yaml-cpp bounds its recursion depth itself and throws beyond it.
        return YamlNode(std::make_shared<Private>(Private{YAML::Load(text), path, {}, firstLine - 1, firstLine}));
    } catch (const YAML::Exception& error) {
        const std::uint64_t line = error.mark.is_null() ? 0 : static_cast<std::uint64_t>(error.mark.line) + firstLine;
        const std::uint64_t column = error.mark.is_null() ? 0 : static_cast<std::uint64_t>(error.mark.column) + 1;
        messages.push_back(
            Message::error("This is not valid YAML", error.msg, "Correct it; values with `:` or `#` need quotes").at(path, line, column));
    } catch (const std::exception& error) {
        messages.push_back(Message::error("This is not valid YAML", error.what(), "Correct it").at(path));
    }
    return {};
}

std::vector<YamlNode> YamlNode::parseAll(const std::string& text, const std::string& path, std::vector<Message>& messages) {
    std::vector<YamlNode> documents;
    if (text.size() > sizeLimit) {
        messages.push_back(Message::error(std::string(tooMuch), std::to_string(text.size() >> 20) + " MiB", "Split it").at(path));
        return documents;
    }
    if (mayHoldAliases(text) || text.size() > harmlessSize)
        if (const std::string why = reasonToRefuse(expansionOf(text)); !why.empty()) {
            messages.push_back(Message::error(std::string(tooMuch), why, "Write out what its aliases stand for").at(path));
            return documents;
        }
    try {
        for (const YAML::Node& node : YAML::LoadAll(text))
            documents.push_back(YamlNode(std::make_shared<Private>(Private{node, path, {}, 0, 1})));
    } catch (const YAML::Exception& error) {
        const std::uint64_t line = error.mark.is_null() ? 0 : static_cast<std::uint64_t>(error.mark.line) + 1;
        const std::uint64_t column = error.mark.is_null() ? 0 : static_cast<std::uint64_t>(error.mark.column) + 1;
        messages.push_back(
            Message::error("This is not valid YAML", error.msg, "Correct it; values with `:` or `#` need quotes").at(path, line, column));
    } catch (const std::exception& error) {
        messages.push_back(Message::error("This is not valid YAML", error.what(), "Correct it").at(path));
    }
    return documents;
}

bool YamlNode::isMissing() const {
    return !d->node.IsDefined() || d->node.IsNull();
}
bool YamlNode::isMap() const {
    return d->node.IsDefined() && d->node.IsMap();
}
bool YamlNode::isList() const {
    return d->node.IsDefined() && d->node.IsSequence();
}
bool YamlNode::isScalar() const {
    return d->node.IsDefined() && d->node.IsScalar();
}

std::uint64_t YamlNode::line() const {
    if (!d->node.IsDefined())
        return d->parentLine;
    const YAML::Mark mark = d->node.Mark();
    return mark.is_null() ? d->parentLine : static_cast<std::uint64_t>(mark.line) + d->offset + 1;
}

YamlNode YamlNode::operator[](std::string_view key) const {
    const std::string name(key);
    YAML::Node child(YAML::NodeType::Undefined);
    if (isMap()) {
        // Not `node[key]`: that would add the key to the shared document.
        for (const auto& pair : d->node)
            if (pair.first.IsScalar() && pair.first.Scalar() == name)
                child.reset(pair.second);
    }
    return YamlNode(std::make_shared<Private>(Private{child, d->path, name.substr(0, keyShown), d->offset, line()}));
}

std::vector<YamlNode> YamlNode::items() const {
    std::vector<YamlNode> result;
    if (isList())
        for (const auto& item : d->node)
            result.push_back(YamlNode(std::make_shared<Private>(Private{item, d->path, d->key, d->offset, line()})));
    return result;
}

std::vector<std::pair<std::string, YamlNode>> YamlNode::pairs() const {
    std::vector<std::pair<std::string, YamlNode>> result;
    if (isMap())
        for (const auto& pair : d->node)
            if (pair.first.IsScalar())
                result.emplace_back(pair.first.Scalar(),
                                    YamlNode(std::make_shared<Private>(
                                        Private{pair.second, d->path, pair.first.Scalar().substr(0, keyShown), d->offset, line()})));
    return result;
}

std::string YamlNode::text(std::vector<Message>& messages, bool required) const {
    if (isMissing()) {
        if (required)
            messages.push_back(message("The key `" + d->key + "` is missing", "it is required here", "Add `" + d->key + ":`"));
        return {};
    }
    if (!isScalar()) {
        messages.push_back(message("The key `" + d->key + "` must hold a single value", "it holds a list or further keys",
                                   "Write one value behind the colon"));
        return {};
    }
    if (required && d->node.Scalar().empty())
        messages.push_back(message("The key `" + d->key + "` is empty", "it is required here", "Write its value"));
    return d->node.Scalar();
}

std::vector<std::string> YamlNode::texts(std::vector<Message>& messages) const {
    std::vector<std::string> result;
    if (isMissing())
        return result;
    if (isScalar())
        return {d->node.Scalar()};
    if (!isList()) {
        messages.push_back(
            message("The key `" + d->key + "` must hold a list", "it holds further keys", "Write `" + d->key + ": [one, two]`"));
        return result;
    }
    for (const YamlNode& item : items())
        result.push_back(item.text(messages, true));
    return result;
}

std::optional<double> YamlNode::number(std::vector<Message>& messages) const {
    if (isMissing())
        return std::nullopt;
    const std::string value = text(messages);
    double result = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), result);
    // Readers make integers of it: beyond this, and for `inf` and `nan`, there is none.
    constexpr double limit = 1e9;
    if (error != std::errc() || end != value.data() + value.size() || !(std::abs(result) <= limit)) {
        messages.push_back(message("The key `" + d->key + "` must hold a number", "`" + value + "` is none, or too large", "Write digits"));
        return std::nullopt;
    }
    return result;
}

std::optional<bool> YamlNode::boolean(std::vector<Message>& messages) const {
    if (isMissing())
        return std::nullopt;
    const std::string value = text(messages);
    if (value == "true" || value == "yes")
        return true;
    if (value == "false" || value == "no")
        return false;
    messages.push_back(message("The key `" + d->key + "` must hold true or false", "`" + value + "` is neither", "Write true or false"));
    return std::nullopt;
}

void YamlNode::onlyKeys(std::initializer_list<std::string_view> known, std::vector<Message>& messages) const {
    const std::vector<std::string> names(known.begin(), known.end());
    if (!isMap()) {
        if (!isMissing())
            messages.push_back(message("Keys were expected here", "found a single value or a list", "Use " + joined(names)));
        return;
    }
    for (const auto& [key, value] : pairs()) {
        if (std::ranges::find(names, key) != names.end())
            continue;
        const std::string near = nearestName(key, names);
        messages.push_back(value.message("The key `" + key + "` is not known",
                                         near.empty() ? "it has no meaning here" : "did you mean `" + near + "`?", "Use " + joined(names)));
    }
}

Message YamlNode::message(std::string what, std::string why, std::string next) const {
    return Message::error(std::move(what), std::move(why), std::move(next)).at(d->path, line());
}

std::string nearestName(std::string_view text, const std::vector<std::string>& known) {
    std::string best;
    std::size_t bestDistance = std::max<std::size_t>(2, text.size() / 3) + 1;
    for (const std::string& name : known) {
        std::vector<std::size_t> row(name.size() + 1);
        for (std::size_t j = 0; j <= name.size(); ++j)
            row[j] = j;
        for (std::size_t i = 1; i <= text.size(); ++i) {
            std::size_t diagonal = row[0];
            row[0] = i;
            for (std::size_t j = 1; j <= name.size(); ++j) {
                const std::size_t above = row[j];
                row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (text[i - 1] == name[j - 1] ? 0 : 1)});
                diagonal = above;
            }
        }
        if (row[name.size()] < bestDistance) {
            bestDistance = row[name.size()];
            best = name;
        }
    }
    return best;
}

} // namespace faultline
