// SPDX-License-Identifier: MIT
#include "diagnosis/document.h"

#include "text/yaml_document.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace faultline {

namespace {

constexpr std::size_t valueLimit = 20'000;
constexpr std::size_t depthLimit = 40;
constexpr std::size_t memoryLimit = 8 << 20;
constexpr std::size_t textLimit = 16 << 10;
constexpr std::size_t keyLimit = 256;

/// Walks a document from the top until a bound is reached.
class Flattening {
public:
    explicit Flattening(SavedDocument& document) : m_document(document) {}

    void walk(const YamlNode& node) {
        if (m_path.size() > depthLimit) {
            m_document.trouble = "its values lie more than " + std::to_string(depthLimit) + " levels deep; those below are not looked at";
            return;
        }
        if (full())
            return;
        if (node.isScalar()) {
            std::vector<Message> ignored;
            add(node, node.text(ignored).substr(0, textLimit), true);
            return;
        }
        if (!m_path.empty())
            add(node, {}, false);
        if (node.isMap()) {
            for (const auto& [key, child] : node.pairs())
                walkBelow(key.substr(0, keyLimit), child);
        } else if (node.isList()) {
            for (const YamlNode& child : node.items())
                walkBelow("*", child);
        }
    }

private:
    [[nodiscard]] bool full() {
        if (m_document.values.size() < valueLimit && m_document.memory < memoryLimit)
            return false;
        m_document.trouble = "it is too large for a definition; only the first " + std::to_string(m_document.values.size()) +
                             " of its values were looked at";
        return true;
    }

    void walkBelow(std::string key, const YamlNode& child) {
        m_path.push_back(std::move(key));
        walk(child);
        m_path.pop_back();
    }

    void add(const YamlNode& node, std::string text, bool scalar) {
        m_document.memory += sizeof(DocumentValue) + text.size() + m_path.size() * sizeof(std::string);
        for (const std::string& key : m_path)
            m_document.memory += key.size();
        m_document.values.push_back({m_path, std::move(text), scalar, LineNumber::fromShown(node.line())});
    }

    SavedDocument& m_document;
    std::vector<std::string> m_path;
};

std::string plainKey(std::string_view key) {
    std::string plain;
    for (const char c : key)
        if (c != '_' && c != '-')
            plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return plain;
}

/// Whether the first two lines are a JSON object each: a log in a file that is named like a document.
bool isListOfDocuments(std::string_view text) {
    int objects = 0;
    while (objects < 2 && !text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.remove_suffix(1);
        if (line.empty())
            continue;
        if (line.size() < 2 || line.front() != '{' || line.back() != '}')
            return false;
        ++objects;
    }
    return objects == 2;
}

} // namespace

SavedDocument readDocument(const std::string& text) {
    SavedDocument document;
    // JSON is YAML, but for tabs: they are blanks there.
    std::string normal = text;
    const std::size_t first = normal.find_first_not_of(" \t\r\n");
    if (first != std::string::npos && (normal[first] == '{' || normal[first] == '['))
        std::ranges::replace(normal, '\t', ' ');
    std::vector<Message> messages;
    for (const YamlNode& node : YamlNode::parseAll(normal, "", messages))
        Flattening(document).walk(node);
    for (const Message& message : messages)
        if (message.what == YamlNode::tooMuch)
            document.trouble = message.why;
        else if (document.fault.empty() && !isListOfDocuments(text))
            document.fault = (message.where && message.where->line > 0 ? "line " + std::to_string(message.where->line) + ": " : "") +
                             (message.why.empty() ? message.what : message.why);
    return document;
}

bool keyMatches(const DocumentValue& value, std::string_view dottedKey) {
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= dottedKey.size();) {
        const std::size_t end = std::min(dottedKey.find('.', start), dottedKey.size());
        parts.push_back(plainKey(dottedKey.substr(start, end - start)));
        start = end + 1;
    }
    // List levels of the document need not be written in the key.
    std::size_t part = parts.size();
    for (std::size_t i = value.path.size(); i-- > 0 && part > 0;) {
        const std::string key = plainKey(value.path[i]);
        if (parts[part - 1] == "*" || parts[part - 1] == key)
            --part;
        else if (key != "*")
            return false;
    }
    return part == 0;
}

} // namespace faultline
