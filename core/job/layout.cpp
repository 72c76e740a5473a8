// SPDX-License-Identifier: MIT
#include "job/layout.h"

#include "text/regular_expression.h"
#include "text/yaml_document.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <map>
#include <set>
#include <utility>

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
            regex += std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '/' || (c & 0x80) ? std::string(1, c)
                                                                                                       : std::string("\\") + c;
        }
    }
    while (braces-- > 0)
        regex += ')';
    return regex + "$";
}

/// What stands before the words at the head of a line: nothing, `[stderr]`, a time in brackets or bare, with level and process behind it. Each alternative has its own
/// `^`: Vectorscan 5.4.11 loses matches where something optional follows the one `^` of several.
constexpr std::string_view linePrefixPattern = R"((?:^|^\[stderr\]|^\[[^\]]{10,40}\] ?|^\[stderr\]\[[^\]]{10,40}\] ?)"
                                               R"(|^\d{4}[-/]\d\d[-/]\d\d[ T][\d:.,]+Z? ?(?:\|[A-Z]+\|(?:\d+\|)*)?)"
                                               R"(|^\[stderr\]\d{4}[-/]\d\d[-/]\d\d[ T][\d:.,]+Z? ?(?:\|[A-Z]+\|(?:\d+\|)*)?))";

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

constexpr std::array<std::pair<std::string_view, RunFact::Kind>, 9> factKinds{{
    {"timeout-logged", RunFact::Kind::TimeoutLogged},
    {"timeout-configured", RunFact::Kind::TimeoutConfigured},
    {"task-overhead", RunFact::Kind::TaskOverhead},
    {"restart", RunFact::Kind::Restart},
    {"processes-per-node", RunFact::Kind::ProcessesPerNode},
    {"failed-input", RunFact::Kind::FailedInput},
    {"failed-mini-batch", RunFact::Kind::FailedMiniBatch},
    {"mini-batches", RunFact::Kind::MiniBatches},
    {"stated-reason", RunFact::Kind::StatedReason},
}};

struct CompiledPath {
    std::string role;
    std::string pattern;
    RegularExpression regex;
    std::size_t nodeGroup = 0, processGroup = 0;
};

} // namespace

std::optional<RunFact::Kind> factKindFromName(std::string_view name) {
    const auto* const kind = std::ranges::find(factKinds, name, &std::pair<std::string_view, RunFact::Kind>::first);
    return kind == factKinds.end() ? std::nullopt : std::optional(kind->second);
}

std::string factNames() {
    std::string names;
    for (const auto& [name, kind] : factKinds)
        names += (names.empty() ? "" : ", ") + std::string(name);
    return names;
}

struct Layouts::Private {
    std::map<std::string, FileRole, std::less<>> roles;
    std::vector<std::string> roleOrder;
    std::map<std::string, std::vector<std::string>, std::less<>> groups;
    std::vector<CompiledPath> paths;
    RegularExpressionSet pathSet; ///< the patterns of `paths`, in their order
    std::vector<LayoutGeneration> generations;
    RegularExpressionSet generationSet;
    std::vector<std::size_t> generationOf; ///< by index in the set
    std::set<std::string, std::less<>> anchors;
    std::set<std::string, std::less<>> nameless;
    std::vector<RegularExpression> runtimeFrames;
    std::vector<OutcomeSign> signs;
    std::vector<RunFact> facts;
    std::vector<DefinitionFact> definitionFacts;
    std::vector<RegularExpression> attempts; ///< with the number as their first group
    std::vector<TableColumns> tables;
    FileRole other{std::string(FileRole::otherId), "", 64, 410, true, true, false, true, true, false, false, false};
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
            messages.push_back(
                Message::error("The layouts could not be read", "the file holds no keys", "Write keys such as `roles:` and `files:`")
                    .at(path));
        return messages;
    }
    root.onlyKeys(
        {"roles", "groups", "files", "layouts", "anchors", "nameless", "runtime-frames", "outcomes", "facts", "tables", "attempts"},
        messages);
    for (const YamlNode& item : root["roles"].items()) {
        item.onlyKeys({"id", "title", "authority", "order", "scanned", "telling", "errors-only", "program", "unspecific", "document",
                       "orchestrates", "log"},
                      messages);
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
        role.orchestrates = item["orchestrates"].boolean(messages).value_or(false);
        role.document = item["document"].boolean(messages).value_or(false);
        role.isLog = item["log"].boolean(messages).value_or(role.id != FileRole::otherId);
        if (role.id.empty())
            continue;
        if (!d->roles.contains(role.id))
            d->roleOrder.push_back(role.id);
        d->roles.insert_or_assign(role.id, role);
    }
    for (const auto& [name, list] : root["groups"].pairs()) {
        for (const std::string& role : list.texts(messages)) {
            if (!d->roles.contains(role))
                messages.push_back(
                    list.message("The group names a role that does not exist", role, "Define it under `roles:` or correct the spelling"));
            else
                d->groups[name].push_back(role);
        }
    }
    for (const YamlNode& item : root["files"].items()) {
        item.onlyKeys({"path", "role"}, messages);
        const std::string role = item["role"].text(messages, true);
        if (!d->roles.contains(role)) {
            messages.push_back(
                item.message("A file pattern names a role that does not exist", role, "Define it under `roles:` or correct the spelling"));
            continue;
        }
        for (const std::string& glob : item["path"].texts(messages)) {
            const std::string pattern = regexOfGlob(glob, true);
            CompiledPath compiled{role, pattern, RegularExpression(pattern), 0, 0};
            if (!compiled.regex.isValid()) {
                messages.push_back(
                    item.message("A path pattern cannot be read", glob, "Use `*`, `**`, `?`, `{a,b}`, `<node>` and `<process>` only"));
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
        LayoutGeneration generation{item["id"].text(messages, true), item["title"].text(messages, true),
                                    item["recognised-by"].texts(messages)};
        d->generations.push_back(std::move(generation));
    }
    for (const std::string& name : root["anchors"].texts(messages))
        d->anchors.insert(name);
    for (const std::string& name : root["nameless"].texts(messages))
        d->nameless.insert(name);
    for (const YamlNode& item : root["runtime-frames"].items()) {
        const std::string pattern = item.text(messages, true);
        RegularExpression regex(pattern);
        if (regex.isValid())
            d->runtimeFrames.push_back(std::move(regex));
        else
            messages.push_back(item.message("A pattern of runtime frames cannot be read", regex.error(), "Correct the regular expression"));
    }
    for (const YamlNode& item : root["outcomes"].items()) {
        item.onlyKeys({"says", "pattern", "head", "in", "strength", "because", "near-end", "with"}, messages);
        OutcomeSign sign;
        sign.says = item["says"].text(messages, true);
        sign.pattern = item["pattern"].text(messages, true);
        sign.head = item["head"].boolean(messages).value_or(false);
        if (sign.head && !sign.pattern.empty())
            sign.pattern = std::string(linePrefixPattern) + "(?:" + sign.pattern + ")";
        for (const std::string& name : item["in"].texts(messages))
            for (std::string& role : expand(name))
                sign.in.push_back(std::move(role));
        sign.strength = static_cast<int>(item["strength"].number(messages).value_or(50));
        sign.because = item["because"].text(messages, true);
        sign.with = item["with"].text(messages);
        if (const auto lines = item["near-end"].number(messages); lines && *lines >= 1)
            sign.nearEnd = static_cast<unsigned>(*lines);
        else if (lines)
            messages.push_back(item["near-end"].message("`near-end` must be a number of lines", "it counts from 1", "Write for example 5"));
        if (sign.says != "failed" && sign.says != "completed" && sign.says != "cancelled" && sign.says != "completed-with-losses") {
            messages.push_back(
                item.message("An outcome says something unknown", sign.says, "Use failed, completed, completed-with-losses or cancelled"));
            continue;
        }
        if (!sign.pattern.empty())
            d->signs.push_back(std::move(sign));
    }
    const auto rolesOf = [&](const YamlNode& node) {
        std::vector<std::string> roles;
        for (const std::string& name : node.texts(messages))
            for (std::string& role : expand(name))
                roles.push_back(std::move(role));
        return roles;
    };
    for (const YamlNode& item : root["facts"].items()) {
        item.onlyKeys({"tells", "pattern", "key", "in"}, messages);
        const std::string tells = item["tells"].text(messages, true);
        const auto kind = factKindFromName(tells);
        const bool byKey = !item["key"].isMissing();
        if (!kind)
            messages.push_back(item.message("A fact tells something unknown", tells, "Use one of: " + factNames()));
        else if (!byKey && *kind == RunFact::Kind::StatedReason)
            messages.push_back(
                item.message("A fact cannot be read", "a stated reason is a value of a saved answer", "Write `key` in place of `pattern`"));
        else if (byKey)
            d->definitionFacts.push_back({*kind, item["key"].texts(messages), rolesOf(item["in"])});
        else
            d->facts.push_back({*kind, item["pattern"].text(messages, true), rolesOf(item["in"])});
    }
    for (const YamlNode& item : root["attempts"].items()) {
        const std::string pattern = item.text(messages, true);
        RegularExpression regex(pattern);
        if (regex.isValid() && regex.groupNames().size() == 2)
            d->attempts.push_back(std::move(regex));
        else
            messages.push_back(item.message("A pattern of attempts cannot be used",
                                            regex.isValid() ? "it must have one group, around the number" : regex.error(),
                                            "Write for example `^retry_(\\d+)$`"));
    }
    for (const YamlNode& item : root["tables"].items()) {
        item.onlyKeys({"in",           "id",           "attempt",   "items",          "failed",         "status",      "message",
                       "detail",       "files",        "done",      "timed-out",      "memory-percent", "memory-used", "memory-available",
                       "memory-total", "disk-percent", "disk-used", "disk-available", "disk-total",     "total",       "scheduled",
                       "completed",    "failed-total"},
                      messages);
        TableColumns table;
        table.roles = rolesOf(item["in"]);
        table.id = item["id"].texts(messages);
        table.attempt = item["attempt"].texts(messages);
        table.items = item["items"].texts(messages);
        table.failed = item["failed"].texts(messages);
        table.status = item["status"].texts(messages);
        table.message = item["message"].texts(messages);
        table.done = item["done"].text(messages);
        table.timedOut = item["timed-out"].text(messages);
        table.detail = item["detail"].texts(messages);
        table.files = item["files"].text(messages);
        table.memoryPercent = item["memory-percent"].texts(messages);
        table.memoryUsed = item["memory-used"].texts(messages);
        table.memoryAvailable = item["memory-available"].texts(messages);
        table.memoryTotal = item["memory-total"].texts(messages);
        table.diskPercent = item["disk-percent"].texts(messages);
        table.diskUsed = item["disk-used"].texts(messages);
        table.diskAvailable = item["disk-available"].texts(messages);
        table.diskTotal = item["disk-total"].texts(messages);
        table.total = item["total"].texts(messages);
        table.scheduled = item["scheduled"].texts(messages);
        table.completed = item["completed"].texts(messages);
        table.failedTotal = item["failed-total"].texts(messages);
        d->tables.push_back(std::move(table));
    }
    return messages;
}

void Layouts::compile() {
    for (const CompiledPath& path : d->paths)
        d->pathSet.add(path.pattern);
    d->pathSet.compile();
    for (std::size_t i = 0; i < d->generations.size(); ++i)
        for (const std::string& glob : d->generations[i].recognisedBy)
            if (d->generationSet.add(regexOfGlob(glob, false)) >= 0)
                d->generationOf.push_back(i);
    d->generationSet.compile();
}

FileClass Layouts::classify(std::string_view path) const {
    const std::string text = normalised(path);
    FileClass result;
    const std::vector<int> matching = d->pathSet.find(text);
    if (matching.empty())
        return result;
    const CompiledPath& best = d->paths[static_cast<std::size_t>(matching.front())];
    result.role = best.role;
    std::vector<std::string_view> groups;
    if ((best.nodeGroup > 0 || best.processGroup > 0) && best.regex.find(text, groups)) {
        if (best.nodeGroup > 0)
            result.node = groups[best.nodeGroup];
        if (best.processGroup > 0)
            result.process = groups[best.processGroup];
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

bool Layouts::isNameless(std::string_view folderName) const {
    return d->nameless.contains(folderName);
}

bool Layouts::isAnchor(std::string_view folderName) const {
    return d->anchors.contains(folderName);
}

std::vector<std::string> Layouts::generations(const std::vector<std::string_view>& paths) const {
    std::set<std::size_t> found;
    for (const std::string_view path : paths)
        for (const int index : d->generationSet.find(normalised(path)))
            found.insert(d->generationOf[static_cast<std::size_t>(index)]);
    std::vector<std::string> ids;
    for (const std::size_t index : found)
        ids.push_back(d->generations[index].id);
    return ids;
}

bool Layouts::isRuntimeFrame(std::string_view file) const {
    return std::ranges::any_of(d->runtimeFrames, [&](const RegularExpression& pattern) { return pattern.find(file); });
}

const std::vector<OutcomeSign>& Layouts::outcomeSigns() const {
    return d->signs;
}

const std::vector<RunFact>& Layouts::runFacts() const {
    return d->facts;
}

const std::vector<DefinitionFact>& Layouts::definitionFacts() const {
    return d->definitionFacts;
}

std::optional<unsigned> Layouts::attemptNumber(std::string_view folderName) const {
    std::vector<std::string_view> groups;
    for (const RegularExpression& pattern : d->attempts) {
        if (!pattern.find(folderName, groups) || groups.size() < 2)
            continue;
        unsigned number = 0;
        const auto [end, error] = std::from_chars(groups[1].data(), groups[1].data() + groups[1].size(), number);
        if (error == std::errc() && end == groups[1].data() + groups[1].size())
            return number;
    }
    return std::nullopt;
}

const std::vector<TableColumns>& Layouts::tables() const {
    return d->tables;
}

struct PathGlobs::Private {
    RegularExpressionSet set;
    std::vector<std::size_t> globOf; ///< by index in the set
};

PathGlobs::PathGlobs(const std::vector<std::string>& globs) : d(std::make_unique<Private>()) {
    for (std::size_t i = 0; i < globs.size(); ++i)
        if (d->set.add(regexOfGlob(globs[i], false)) >= 0)
            d->globOf.push_back(i);
    d->set.compile();
}

PathGlobs::~PathGlobs() = default;

std::vector<std::size_t> PathGlobs::matching(std::string_view path) const {
    std::vector<std::size_t> globs;
    for (const int index : d->set.find(normalised(path)))
        globs.push_back(d->globOf[static_cast<std::size_t>(index)]);
    return globs;
}

bool pathMatches(std::string_view path, std::string_view glob) {
    return !PathGlobs({std::string(glob)}).matching(path).empty();
}

} // namespace faultline
