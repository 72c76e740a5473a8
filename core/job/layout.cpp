// SPDX-License-Identifier: MIT
#include "job/layout.h"

#include "text/regular_expression.h"
#include "text/yaml_document.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace faultline {

namespace {

/// A glob as a regular expression over a path with a leading `/`, case ignored. `<node>` and `<process>` become named groups.
std::string regexOfGlob(std::string_view glob, bool named) {
    std::string regex = "(?i)(?s)";
    while (glob.starts_with('/') || glob.starts_with("**/"))
        glob.remove_prefix(glob.front() == '/' ? 1 : 3);
    regex += "/";
    int braces = 0;
    std::set<std::string> used;
    for (std::size_t i = 0; i < glob.size(); ++i) {
        const char c = glob[i];
        if (glob.substr(i).starts_with("**/")) {
            regex += "(?:[^/]+/)*";
            i += 2;
        } else if (glob.substr(i).starts_with("**")) {
            regex += ".*";
            ++i;
        } else if (c == '*') {
            regex += "[^/]*";
        } else if (c == '?') {
            regex += "[^/]";
        } else if (c == '{') {
            regex += "(?:";
            ++braces;
        } else if (c == '}' && braces > 0) {
            regex += ')';
            --braces;
        } else if (c == ',' && braces > 0) {
            regex += '|';
        } else if (c == '<') {
            const std::size_t end = glob.find('>', i);
            if (end == std::string_view::npos) {
                regex += '<';
                continue;
            }
            const std::string name(glob.substr(i + 1, end - i - 1));
            const std::string value = name == "process" ? "(?:_?main|(?:main)?process[-_]?\\d*)" : "[^/]+";
            regex += named && used.insert(name).second ? "(?P<" + name + ">" + value + ")" : "(?:" + value + ")";
            i = end;
        } else {
            regex += std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '/' || (c & 0x80) ? std::string(1, c) : std::string("\\") + c;
        }
    }
    while (braces-- > 0)
        regex += ')';
    return regex + "$";
}

/// The path as patterns see it: forward slashes, a leading one, and without the ` (2)` that browsers add to a second download.
std::string normalised(std::string_view path) {
    std::string text = "/";
    text += path;
    std::ranges::replace(text, '\\', '/');
    const std::size_t open = text.rfind(" (");
    const std::size_t close = open == std::string::npos ? open : text.find(')', open);
    if (close != std::string::npos && close > open + 2 && text.find_first_not_of("0123456789", open + 2) == close &&
        (close + 1 == text.size() || text[close + 1] == '.') && text.find('/', close) == std::string::npos)
        text.erase(open, close + 1 - open);
    return text;
}

struct CompiledPath {
    std::string role;
    RegularExpression regex;
    std::size_t nodeGroup = 0, processGroup = 0;
};

} // namespace

struct Layouts::Private {
    std::map<std::string, FileRole, std::less<>> roles;
    std::vector<std::string> roleOrder;
    std::map<std::string, std::vector<std::string>, std::less<>> groups;
    std::vector<CompiledPath> paths;
    std::vector<LayoutGeneration> generations;
    std::vector<std::vector<RegularExpression>> generationPatterns;
    std::set<std::string, std::less<>> anchors;
    std::vector<RegularExpression> runtimeFrames;
    std::vector<OutcomeSign> signs;
    FileRole other{"other", "", 64, 410, true, true, false, true, true, false};
};

Layouts::Layouts() : d(std::make_unique<Private>()) {
    d->roles.emplace("other", d->other);
    d->roleOrder.emplace_back("other");
}
Layouts::~Layouts() = default;
Layouts::Layouts(Layouts&&) noexcept = default;
Layouts& Layouts::operator=(Layouts&&) noexcept = default;

std::vector<Message> Layouts::add(const std::string& yaml, const std::string& path) {
    std::vector<Message> messages;
    const YamlNode root = YamlNode::parse(yaml, path, messages);
    if (!root.isMap()) {
        if (messages.empty())
            messages.push_back(Message::error("The layouts could not be read", "the file holds no keys", "Write keys such as `roles:` and `files:`").at(path));
        return messages;
    }
    root.onlyKeys({"roles", "groups", "files", "layouts", "anchors", "runtime-frames", "outcomes"}, messages);
    for (const YamlNode& item : root["roles"].items()) {
        item.onlyKeys({"id", "title", "authority", "order", "scanned", "telling", "errors-only", "program", "unspecific", "document"}, messages);
        FileRole role;
        role.id = item["id"].text(messages, true);
        role.title = item["title"].text(messages, true);
        role.authority = static_cast<int>(item["authority"].number(messages).value_or(20));
        role.order = static_cast<int>(item["order"].number(messages).value_or(900));
        role.scanned = item["scanned"].boolean(messages).value_or(true);
        role.telling = item["telling"].boolean(messages).value_or(true);
        role.errorsOnly = item["errors-only"].boolean(messages).value_or(false);
        role.program = item["program"].boolean(messages).value_or(false);
        role.unspecific = item["unspecific"].boolean(messages).value_or(false);
        role.document = item["document"].boolean(messages).value_or(false);
        if (role.id.empty())
            continue;
        if (!d->roles.contains(role.id))
            d->roleOrder.push_back(role.id);
        d->roles.insert_or_assign(role.id, role);
    }
    for (const auto& [name, list] : root["groups"].pairs()) {
        for (const std::string& role : list.texts(messages)) {
            if (!d->roles.contains(role))
                messages.push_back(list.message("The group names a role that does not exist", role, "Define it under `roles:` or correct the spelling"));
            else
                d->groups[name].push_back(role);
        }
    }
    for (const YamlNode& item : root["files"].items()) {
        item.onlyKeys({"path", "role"}, messages);
        const std::string role = item["role"].text(messages, true);
        if (!d->roles.contains(role)) {
            messages.push_back(item.message("A file pattern names a role that does not exist", role, "Define it under `roles:` or correct the spelling"));
            continue;
        }
        for (const std::string& glob : item["path"].texts(messages)) {
            CompiledPath compiled{role, RegularExpression(regexOfGlob(glob, true)), 0, 0};
            if (!compiled.regex.isValid()) {
                messages.push_back(item.message("A path pattern cannot be read", glob, "Use `*`, `**`, `?`, `{a,b}`, `<node>` and `<process>` only"));
                continue;
            }
            const std::vector<std::string>& names = compiled.regex.groupNames();
            for (std::size_t group = 1; group < names.size(); ++group) {
                if (names[group] == "node")
                    compiled.nodeGroup = group;
                else if (names[group] == "process")
                    compiled.processGroup = group;
            }
            d->paths.push_back(std::move(compiled));
        }
    }
    for (const YamlNode& item : root["layouts"].items()) {
        item.onlyKeys({"id", "title", "recognised-by"}, messages);
        LayoutGeneration generation{item["id"].text(messages, true), item["title"].text(messages, true), item["recognised-by"].texts(messages)};
        std::vector<RegularExpression> patterns;
        for (const std::string& glob : generation.recognisedBy)
            patterns.emplace_back(regexOfGlob(glob, false));
        d->generations.push_back(std::move(generation));
        d->generationPatterns.push_back(std::move(patterns));
    }
    for (const std::string& name : root["anchors"].texts(messages))
        d->anchors.insert(name);
    for (const YamlNode& item : root["runtime-frames"].items()) {
        const std::string pattern = item.text(messages, true);
        RegularExpression regex(pattern);
        if (regex.isValid())
            d->runtimeFrames.push_back(std::move(regex));
        else
            messages.push_back(item.message("A pattern of runtime frames cannot be read", regex.error(), "Correct the regular expression"));
    }
    for (const YamlNode& item : root["outcomes"].items()) {
        item.onlyKeys({"says", "pattern", "in", "strength", "because", "near-end"}, messages);
        OutcomeSign sign;
        sign.says = item["says"].text(messages, true);
        sign.pattern = item["pattern"].text(messages, true);
        for (const std::string& name : item["in"].texts(messages))
            for (std::string& role : expand(name))
                sign.in.push_back(std::move(role));
        sign.strength = static_cast<int>(item["strength"].number(messages).value_or(50));
        sign.because = item["because"].text(messages, true);
        if (const auto lines = item["near-end"].number(messages))
            sign.nearEnd = static_cast<unsigned>(*lines);
        if (sign.says != "failed" && sign.says != "completed" && sign.says != "cancelled" && sign.says != "completed-with-losses") {
            messages.push_back(item.message("An outcome says something unknown", sign.says, "Use failed, completed, completed-with-losses or cancelled"));
            continue;
        }
        if (!sign.pattern.empty())
            d->signs.push_back(std::move(sign));
    }
    return messages;
}

FileClass Layouts::classify(std::string_view path) const {
    const std::string text = normalised(path);
    FileClass result;
    std::vector<std::string_view> groups;
    for (const CompiledPath& candidate : d->paths) {
        if (!candidate.regex.find(text, groups))
            continue;
        result.role = candidate.role;
        if (candidate.nodeGroup > 0)
            result.node = groups[candidate.nodeGroup];
        if (candidate.processGroup > 0)
            result.process = groups[candidate.processGroup];
        break;
    }
    return result;
}

const FileRole& Layouts::role(std::string_view id) const {
    const auto role = d->roles.find(id);
    return role == d->roles.end() ? d->other : role->second;
}

bool Layouts::hasRole(std::string_view id) const {
    return d->roles.contains(id);
}

std::vector<std::string> Layouts::expand(std::string_view roleOrGroup) const {
    if (const auto group = d->groups.find(roleOrGroup); group != d->groups.end())
        return group->second;
    if (d->roles.contains(roleOrGroup))
        return {std::string(roleOrGroup)};
    return {};
}

std::vector<std::string> Layouts::roleIds() const {
    return d->roleOrder;
}

bool Layouts::isAnchor(std::string_view folderName) const {
    return d->anchors.contains(folderName);
}

std::vector<std::string> Layouts::generations(const std::vector<std::string>& paths) const {
    std::vector<std::string> found;
    std::vector<std::string> texts;
    texts.reserve(paths.size());
    for (const std::string& path : paths)
        texts.push_back(normalised(path));
    for (std::size_t i = 0; i < d->generations.size(); ++i) {
        const auto& patterns = d->generationPatterns[i];
        const bool known = std::ranges::any_of(texts, [&](const std::string& text) {
            return std::ranges::any_of(patterns, [&](const RegularExpression& pattern) { return pattern.find(text); });
        });
        if (known)
            found.push_back(d->generations[i].id);
    }
    return found;
}

bool Layouts::isRuntimeFrame(std::string_view file) const {
    return std::ranges::any_of(d->runtimeFrames, [&](const RegularExpression& pattern) { return pattern.find(file); });
}

const std::vector<OutcomeSign>& Layouts::outcomeSigns() const {
    return d->signs;
}

bool pathMatches(std::string_view path, std::string_view glob) {
    return RegularExpression(regexOfGlob(glob, false)).find(normalised(path));
}

} // namespace faultline
