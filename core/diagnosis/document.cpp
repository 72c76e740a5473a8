// SPDX-License-Identifier: MIT
#include "diagnosis/document.h"

#include "text/yaml_document.h"

#include <cctype>

namespace faultline {

namespace {

constexpr std::size_t valueLimit = 20'000;
constexpr std::size_t depthLimit = 40;

void flatten(const YamlNode& node, std::vector<std::string>& path, std::vector<DocumentValue>& values) {
    if (values.size() >= valueLimit || path.size() > depthLimit)
        return;
    const LineNumber line = LineNumber::fromShown(node.line());
    if (node.isScalar()) {
        std::vector<Message> ignored;
        values.push_back({path, node.text(ignored), true, line});
        return;
    }
    if (!path.empty())
        values.push_back({path, {}, false, line});
    if (node.isMap()) {
        for (const auto& [key, child] : node.pairs()) {
            path.push_back(key);
            flatten(child, path, values);
            path.pop_back();
        }
    } else if (node.isList()) {
        for (const YamlNode& child : node.items()) {
            path.emplace_back("*");
            flatten(child, path, values);
            path.pop_back();
        }
    }
}

std::string plainKey(std::string_view key) {
    std::string plain;
    for (const char c : key)
        if (c != '_' && c != '-')
            plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return plain;
}

} // namespace

std::vector<DocumentValue> readDocument(const std::string& text) {
    std::vector<DocumentValue> values;
    std::vector<Message> ignored;
    // JSON is YAML, but for tabs: they are blanks there.
    std::string normal = text;
    const std::size_t first = normal.find_first_not_of(" \t\r\n");
    if (first != std::string::npos && (normal[first] == '{' || normal[first] == '['))
        for (char& c : normal)
            if (c == '\t')
                c = ' ';
    for (const YamlNode& document : YamlNode::parseAll(normal, "", ignored)) {
        std::vector<std::string> path;
        flatten(document, path, values);
    }
    return values;
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
