// SPDX-License-Identifier: MIT
#include "knowledge/article_reader.h"

#include "text/regular_expression.h"
#include "text/yaml_document.h"

#include <algorithm>
#include <array>
#include <set>

namespace faultline {

namespace {

const std::vector<std::string> stages{"submit", "environment", "start", "data", "init", "run", "output"};
const std::vector<std::string> targets{"batch-endpoint", "parallel-job", "command-job",     "sweep",    "pipeline",
                                       "automl",         "image-build",  "online-endpoint", "download", "any"};
const std::vector<std::string> outcomes{"failed", "completed", "completed-with-losses", "cancelled", "unknown"};
const std::set<std::string> builtIn{"exception", "message", "frame", "node", "process"};

/// Reads one article; collects every fault on the way.
class Reader {
public:
    Reader(const std::string& path, const Layouts& layouts, WithMessages<Article>& result)
        : m_path(path), m_layouts(layouts), m_article(result.value), m_messages(result.messages) {}

    void read(const std::string& text);

private:
    void readHead(const YamlNode& head);
    void readMatches(const YamlNode& list);
    void readChecks(const YamlNode& list);
    void readExamples(const YamlNode& list);
    void readBody(std::string_view body, std::uint64_t firstLine);
    void checkWhole(const YamlNode& head);
    void checkCaptureNames(const std::string& text, std::uint64_t line, const std::set<std::string>& captured);

    std::vector<std::string> roles(const YamlNode& node);
    std::string pattern(const YamlNode& node, std::shared_ptr<const RegularExpression>* compiled = nullptr);
    template <std::size_t Count>
    std::size_t oneOf(const YamlNode& node, const std::array<std::string_view, Count>& names, std::size_t fallback, bool required = true);
    std::vector<std::string> someOf(const YamlNode& node, const std::vector<std::string>& names);

    const std::string& m_path;
    const Layouts& m_layouts;
    Article& m_article;
    std::vector<Message>& m_messages;
    bool m_refused = false; ///< some pattern cannot be used
    std::uint64_t m_bodyLine = 1;
};

template <std::size_t Count>
std::size_t Reader::oneOf(const YamlNode& node, const std::array<std::string_view, Count>& names, std::size_t fallback, bool required) {
    const std::string value = node.text(m_messages, required);
    if (value.empty())
        return fallback;
    for (std::size_t i = 0; i < Count; ++i)
        if (names[i] == value)
            return i;
    std::string known;
    for (const std::string_view name : names)
        known += (known.empty() ? "" : ", ") + std::string(name);
    m_messages.push_back(node.message("The value `" + value + "` is not known here", "", "Use one of: " + known));
    return fallback;
}

std::vector<std::string> Reader::someOf(const YamlNode& node, const std::vector<std::string>& names) {
    std::vector<std::string> values = node.texts(m_messages);
    for (const std::string& value : values)
        if (std::ranges::find(names, value) == names.end()) {
            const std::string near = nearestName(value, names);
            m_messages.push_back(node.message("The value `" + value + "` is not known here",
                                              near.empty() ? "" : "did you mean `" + near + "`?", "Correct the spelling"));
        }
    return values;
}

std::vector<std::string> Reader::roles(const YamlNode& node) {
    std::vector<std::string> result;
    for (const std::string& name : node.texts(m_messages)) {
        std::vector<std::string> expanded = m_layouts.expand(name);
        if (expanded.empty())
            m_messages.push_back(node.message("There is no file role or group `" + name + "`",
                                              "no loaded pack defines it in its layouts.yaml",
                                              "Use a role of the list in the packs' README, or define it"));
        for (std::string& role : expanded)
            if (std::ranges::find(result, role) == result.end())
                result.push_back(std::move(role));
    }
    return result;
}

std::string Reader::pattern(const YamlNode& node, std::shared_ptr<const RegularExpression>* compiled) {
    std::string text = node.text(m_messages);
    if (text.empty())
        return text;
    const auto expression = std::make_shared<const RegularExpression>(text);
    const RegularExpression& regex = *expression;
    if (!regex.isValid()) {
        m_refused = true;
        m_messages.push_back(
            node.message("RE2 refuses the pattern", regex.error(), "Correct it; look-around and back-references are not available"));
        return {};
    }
    if (regex.find("")) {
        m_refused = true;
        m_messages.push_back(
            node.message("The pattern is found in an empty line", "it would be found everywhere", "Make at least one part of it required"));
        return {};
    }
    if (compiled)
        *compiled = expression;
    return text;
}

void Reader::read(const std::string& text) {
    constexpr std::string_view fence = "---\n";
    std::string normal = text;
    if (std::erase(normal, '\r') > 0)
        m_messages.push_back(
            Message::warning("The article has Windows line ends", "they are ignored", "Save it with line feeds only").at(m_path));
    if (!normal.starts_with(fence)) {
        m_messages.push_back(Message::error("The article has no head", "the file does not begin with `---`",
                                            "Begin with `---`, the keys, and a second `---`")
                                 .at(m_path, 1));
        return;
    }
    const std::size_t end = normal.find("\n---\n", fence.size() - 1);
    if (end == std::string::npos) {
        m_messages.push_back(Message::error("The article's head has no end", "there is no second line `---`",
                                            "Put `---` on a line of its own after the last key")
                                 .at(m_path, 1));
        return;
    }
    const std::string head = normal.substr(fence.size(), end + 1 - fence.size());
    const std::string_view body = std::string_view(normal).substr(end + 5);
    m_bodyLine = static_cast<std::uint64_t>(std::ranges::count(normal.substr(0, end + 5), '\n')) + 1;
    const std::size_t told = m_messages.size();
    const YamlNode root = YamlNode::parse(head, m_path, m_messages, 2);
    if (root.isMissing()) {
        if (m_messages.size() == told)
            m_messages.push_back(
                Message::error("The article's head is empty", "there is no key in it", "Write the keys that the packs' README lists")
                    .at(m_path, 1));
        return;
    }
    for (const auto& [key, value] : root.pairs())
        m_article.lines.emplace(key, value.line());
    readHead(root);
    readBody(body, m_bodyLine);
    checkWhole(root);
}

void Reader::readHead(const YamlNode& head) {
    head.onlyKeys({"id",       "aliases",    "title",   "summary",      "role",    "severity",  "stage",        "applies-to",
                   "evidence", "confidence", "matches", "checks",       "unseen",  "look-next", "explained-by", "derive",
                   "links",    "examples",   "means",   "failed-input", "same-by", "systemic",  "symptom"},
                  m_messages);
    m_article.path = m_path;
    m_article.id = head["id"].text(m_messages, true);
    m_article.aliases = head["aliases"].texts(m_messages);
    m_article.title = head["title"].text(m_messages, true);
    m_article.summary = head["summary"].text(m_messages, true);
    m_article.role =
        static_cast<ArticleRole>(oneOf<6>(head["role"], {"cause", "envelope", "effect", "configuration", "advice", "noise"}, 0));
    m_article.severity = static_cast<Severity>(oneOf<3>(head["severity"], {"info", "warning", "error"}, 2));
    m_article.evidence = static_cast<Evidence>(oneOf<4>(head["evidence"], {"seen", "template", "general", "inferred"}, 0));
    m_article.confidence = static_cast<Confidence>(oneOf<3>(head["confidence"], {"low", "medium", "high"}, 2));
    const std::vector<std::string> stage = someOf(head["stage"], stages);
    m_article.stage = stage.empty() ? "" : stage.front();
    m_article.appliesTo = someOf(head["applies-to"], targets);
    m_article.unseen = head["unseen"].text(m_messages);
    readMatches(head["matches"]);
    readChecks(head["checks"]);
    for (const YamlNode& item : head["look-next"].items()) {
        item.onlyKeys({"in", "for", "says"}, m_messages);
        LookNext next;
        next.roles = roles(item["in"]);
        next.pattern = pattern(item["for"]);
        next.says = item["says"].text(m_messages, true);
        m_article.lookNext.push_back(std::move(next));
    }
    m_article.explainedBy = head["explained-by"].texts(m_messages);
    for (const YamlNode& item : head["derive"].items()) {
        item.onlyKeys({"as", "from", "first-part", "table"}, m_messages);
        Derived derived;
        derived.as = item["as"].text(m_messages, true);
        derived.from = item["from"].text(m_messages, true);
        derived.firstPart = item["first-part"].boolean(m_messages).value_or(false);
        for (const auto& [key, value] : item["table"].pairs())
            derived.table.emplace(key, value.text(m_messages, true));
        m_article.derive.push_back(std::move(derived));
    }
    if (const YamlNode same = head["same-by"]; !same.isMissing())
        m_article.sameBy = same.texts(m_messages);
    if (const std::vector<std::string> means = someOf(head["means"], outcomes); !means.empty())
        m_article.means = means.front();
    m_article.systemic = head["systemic"].boolean(m_messages).value_or(false);
    m_article.symptom = head["symptom"].boolean(m_messages).value_or(false);
    if (m_article.symptom && m_article.role != ArticleRole::Advice)
        m_messages.push_back(head["symptom"].message("Only advice can be of a symptom", "a cause, effect or envelope explains by itself",
                                                     "Write `role: advice`, or leave out `symptom`"));
    if (m_article.systemic && m_article.role != ArticleRole::Cause)
        m_messages.push_back(head["systemic"].message("Only a cause can be systemic", "nothing else explains the exceptions of a program",
                                                      "Write `role: cause`, or leave out `systemic`"));
    if (const YamlNode input = head["failed-input"]; !input.isMissing()) {
        input.onlyKeys({"file", "reason"}, m_messages);
        m_article.failedInputFile = input["file"].text(m_messages, true);
        m_article.failedInputReason = input["reason"].text(m_messages);
    }
    m_article.links = head["links"].texts(m_messages);
    for (const std::string& link : m_article.links)
        if (!link.starts_with("https://"))
            m_messages.push_back(head["links"].message("A link must begin with https://", link, "Link to the page itself"));
    readExamples(head["examples"]);
}

void Reader::readMatches(const YamlNode& list) {
    for (const YamlNode& item : list.items()) {
        item.onlyKeys({"pattern", "in", "only-in", "not-in", "level", "part", "frames", "near-end", "with", "without", "without-after",
                       "with-finding", "outcome"},
                      m_messages);
        Match match;
        match.line = item.line();
        match.pattern = pattern(item["pattern"], &match.expression);
        if (item["pattern"].isMissing())
            m_messages.push_back(item.message("A match has no pattern", "", "Add `pattern:`"));
        match.roles = roles(item["in"]);
        if (const YamlNode only = item["only-in"]; !only.isMissing()) {
            match.roles = roles(only);
            match.onlyIn = true;
        }
        match.notRoles = roles(item["not-in"]);
        if (const std::string level = item["level"].text(m_messages); !level.empty()) {
            match.level = levelFromName(level);
            if (match.level == Level::Unknown)
                m_messages.push_back(
                    item["level"].message("There is no level `" + level + "`", "", "Use info, warning, error or critical"));
        }
        if (const std::string part = item["part"].text(m_messages); part == "exception")
            match.exceptionPart = true;
        else if (!part.empty())
            m_messages.push_back(item["part"].message("The part `" + part + "` is not known", "", "Use `part: exception`"));
        if (const std::string frames = item["frames"].text(m_messages); frames == "user")
            match.frames = FramesCondition::User;
        else if (frames == "runtime")
            match.frames = FramesCondition::Runtime;
        else if (!frames.empty())
            m_messages.push_back(item["frames"].message("The value `" + frames + "` is not known", "", "Use user or runtime"));
        if (const auto lines = item["near-end"].number(m_messages); lines && *lines >= 1 && *lines <= 1000)
            match.nearEnd = static_cast<unsigned>(*lines);
        else if (lines)
            m_messages.push_back(
                item["near-end"].message("`near-end` must be a number of lines from 1 to 1000", "", "Write for example 5"));
        match.with = pattern(item["with"]);
        match.without = pattern(item["without"]);
        match.withoutAfter = pattern(item["without-after"]);
        match.withFinding = item["with-finding"].texts(m_messages);
        match.outcomes = someOf(item["outcome"], outcomes);
        if (!match.pattern.empty())
            m_article.matches.push_back(std::move(match));
    }
}

void Reader::readChecks(const YamlNode& list) {
    for (const YamlNode& item : list.items()) {
        item.onlyKeys({"check", "key", "matches", "absent", "also", "in", "where", "at-least", "holds", "lacks", "fact", "than", "outcome",
                       "with-finding", "without-finding"},
                      m_messages);
        Check check;
        check.line = item.line();
        const std::string kind = item["check"].text(m_messages, true);
        const auto value = [&](const YamlNode& node) {
            ValueCondition condition;
            condition.keys = node["key"].texts(m_messages);
            condition.matches = pattern(node["matches"]);
            condition.absent = node["absent"].boolean(m_messages).value_or(false);
            if (condition.keys.empty())
                m_messages.push_back(node.message("The check names no key", "", "Add `key: path.to.the.value`"));
            return condition;
        };
        if (kind == "definition-value") {
            check.kind = Check::Kind::DefinitionValue;
            check.values.push_back(value(item));
            for (const YamlNode& also : item["also"].items())
                check.values.push_back(value(also));
        } else if (kind == "table-rows") {
            check.kind = Check::Kind::TableRows;
            check.roles = roles(item["in"]);
            for (const YamlNode& row : item["where"].items()) {
                row.onlyKeys({"column", "matches", "above", "below"}, m_messages);
                ColumnCondition condition;
                condition.columns = row["column"].texts(m_messages);
                condition.matches = pattern(row["matches"]);
                condition.above = row["above"].number(m_messages);
                condition.below = row["below"].number(m_messages);
                check.where.push_back(std::move(condition));
            }
            if (check.roles.empty() || check.where.empty())
                m_messages.push_back(item.message("The check needs `in` and `where`", "", "Name the table's role and at least one column"));
        } else if (kind == "files") {
            check.kind = Check::Kind::Files;
            check.holds = item["holds"].texts(m_messages);
            check.lacks = item["lacks"].texts(m_messages);
            check.containing = pattern(item["matches"]);
            if (check.holds.empty() && check.lacks.empty())
                m_messages.push_back(item.message("The check needs `holds` or `lacks`", "", "Name at least one glob"));
        } else if (kind == "fact-below") {
            check.kind = Check::Kind::FactBelow;
            check.fact = item["fact"].text(m_messages, true);
            check.than = item["than"].text(m_messages, true);
            for (const std::string& fact : {check.fact, check.than})
                if (!fact.empty() && !factKindFromName(fact))
                    m_messages.push_back(item.message("There is no fact `" + fact + "`", "", "Use one of: " + factNames()));
        } else {
            m_messages.push_back(
                item.message("There is no check `" + kind + "`", "", "Use definition-value, table-rows, files or fact-below"));
            continue;
        }
        if (const auto least = item["at-least"].number(m_messages); least && *least >= 1)
            check.atLeast = static_cast<std::uint64_t>(*least);
        check.outcomes = someOf(item["outcome"], outcomes);
        check.withFinding = item["with-finding"].texts(m_messages);
        check.withoutFinding = item["without-finding"].texts(m_messages);
        m_article.checks.push_back(std::move(check));
    }
}

void Reader::readExamples(const YamlNode& list) {
    for (const YamlNode& item : list.items()) {
        item.onlyKeys({"text", "files", "in", "finds", "captures"}, m_messages);
        Example example;
        example.line = item.line();
        example.text = item["text"].text(m_messages);
        for (const auto& [path, content] : item["files"].pairs())
            example.files.emplace(path, content.text(m_messages));
        if (example.text.empty() == example.files.empty())
            m_messages.push_back(
                item.message("An example needs either `text` or `files`", "", "Write the lines, or a map from path to content"));
        if (const std::string name = item["in"].text(m_messages); !name.empty()) {
            const std::vector<std::string> found = m_layouts.expand(name);
            if (found.empty())
                m_messages.push_back(
                    item["in"].message("There is no file role `" + name + "`", "", "Use a role of the list in the packs' README"));
            else
                example.role = found.front();
        }
        if (item["finds"].isMissing())
            m_messages.push_back(item.message("An example does not say whether it is found", "", "Add `finds: true` or `finds: false`"));
        example.finds = item["finds"].boolean(m_messages).value_or(true);
        for (const auto& [name, value] : item["captures"].pairs())
            example.captures.emplace(name, value.text(m_messages));
        m_article.examples.push_back(std::move(example));
    }
}

void Reader::readBody(std::string_view body, std::uint64_t firstLine) {
    std::string* into = nullptr;
    bool inFence = false;
    std::uint64_t line = firstLine;
    std::size_t start = 0;
    while (start < body.size()) {
        const std::size_t end = std::min(body.find('\n', start), body.size());
        const std::string_view text = body.substr(start, end - start);
        start = end + 1;
        if (text.starts_with("```"))
            inFence = !inFence;
        if (!inFence && text.starts_with("#")) {
            if (text == "## Reason") {
                into = &m_article.reason;
            } else if (text == "## Solution") {
                into = &m_article.solution;
            } else {
                m_messages.push_back(Message::error("There is no section `" + std::string(text) + "`", "an article has Reason and Solution",
                                                    "Use `## Reason` and `## Solution`")
                                         .at(m_path, line));
                into = nullptr;
            }
        } else if (into) {
            *into += text;
            *into += '\n';
        } else if (text.find_first_not_of(" \t") != std::string_view::npos) {
            m_messages.push_back(
                Message::error("Text stands before the first section", "it would never be shown", "Put it under `## Reason`")
                    .at(m_path, line));
        }
        ++line;
    }
    for (std::string* section : {&m_article.reason, &m_article.solution}) {
        section->erase(0, std::min(section->find_first_not_of(" \n\t"), section->size()));
        while (!section->empty() && (section->back() == '\n' || section->back() == ' '))
            section->pop_back();
    }
    if (m_article.reason.empty())
        m_messages.push_back(
            Message::error("The article gives no reason", "the section `## Reason` is missing or empty", "Write why it happens")
                .at(m_path, firstLine));
    if (m_article.solution.empty() && m_article.role != ArticleRole::Noise)
        m_messages.push_back(
            Message::error("The article gives no solution", "the section `## Solution` is missing or empty", "Write what to do")
                .at(m_path, firstLine));
}

void Reader::checkCaptureNames(const std::string& text, std::uint64_t line, const std::set<std::string>& captured) {
    static const RegularExpression use(R"((?:^|[^{$])\{([a-z_][a-z0-9_]*)(\|[^}]*)?\})");
    std::vector<std::string_view> groups;
    for (std::size_t from = 0; use.find(text, groups, from);
         from = static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size()) {
        const std::string name(groups[1]);
        const std::string_view standIn = groups[2];
        if (!captured.contains(name))
            m_messages.push_back(Message::error("The text uses {" + name + "}, which nothing captures",
                                                "no pattern of this article has a group of that name",
                                                "Name a group (?<" + name + ">…) in a pattern, or write the text without it")
                                     .at(m_path, line));
        else if (builtIn.contains(name) && standIn.empty())
            m_messages.push_back(Message::error("{" + name + "} may be missing", "Faultline fills it in only where the log has it",
                                                "Write {" + name + "|what stands in for it}")
                                     .at(m_path, line));
    }
}

void Reader::checkWhole(const YamlNode& head) {
    if (m_article.matches.empty() && m_article.checks.empty() && m_article.unseen.empty() && !m_refused)
        m_messages.push_back(head.message("Nothing shows this article", "it has no matches, no checks, and does not say why",
                                          "Add `matches`, `checks` or `unseen`"));
    const std::string name = m_path.substr(m_path.rfind('/') + 1);
    if (!m_article.id.empty() && name != m_article.id + ".md")
        m_messages.push_back(head["id"].message("The file is not named after the article", name + " holds `" + m_article.id + "`",
                                                "Rename the file to " + m_article.id + ".md"));
    static const RegularExpression idForm("^[a-z0-9]+(-[a-z0-9]+)*$");
    if (!m_article.id.empty() && !idForm.find(m_article.id))
        m_messages.push_back(
            head["id"].message("The id `" + m_article.id + "` is not well formed", "", "Use lower case words joined by `-`"));
    const auto length = [](const std::string& text) {
        return std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    };
    if (length(m_article.title) > 80)
        m_messages.push_back(
            head["title"].message("The title is too long", std::to_string(length(m_article.title)) + " characters", "Keep it under 80"));
    if (length(m_article.summary) > 200)
        m_messages.push_back(head["summary"].message("The summary is too long", std::to_string(length(m_article.summary)) + " characters",
                                                     "Keep it under 200"));
    if (m_article.stage.empty())
        m_messages.push_back(head.message("The article has no stage", "", "Add `stage:`"));

    std::set<std::string> captured = builtIn;
    for (const Match& match : m_article.matches) {
        captured.insert(match.expression->groupNames().begin(), match.expression->groupNames().end());
    }
    for (const Check& check : m_article.checks) {
        captured.insert({"count", "value", "key", "file", "fact", "than"});
        for (const ColumnCondition& condition : check.where)
            for (std::string column : condition.columns) {
                std::ranges::transform(column, column.begin(),
                                       [](unsigned char c) { return std::isalnum(c) ? static_cast<char>(std::tolower(c)) : '_'; });
                captured.insert(column);
            }
    }
    for (const Derived& derived : m_article.derive) {
        if (!captured.contains(derived.from))
            m_messages.push_back(head["derive"].message("A value is derived from {" + derived.from + "}, which nothing captures", "",
                                                        "Name a group of that name in a pattern"));
        captured.insert(derived.as);
    }
    checkCaptureNames(m_article.summary, head["summary"].line(), captured);
    checkCaptureNames(m_article.reason, m_bodyLine, captured);
    checkCaptureNames(m_article.solution, m_bodyLine, captured);
    if (m_article.unseen.empty()) {
        const auto some = [&](bool finds) {
            return std::ranges::any_of(m_article.examples, [&](const Example& example) { return example.finds == finds; });
        };
        if (!some(true))
            m_messages.push_back(head.message("No example shows what the article finds", "", "Add an example with `finds: true`"));
        if (!some(false))
            m_messages.push_back(head.message("No example shows a near miss", "without one nobody sees when the pattern takes too much",
                                              "Add an example with `finds: false`"));
    }
}

} // namespace

WithMessages<Article> readArticle(const std::string& text, const std::string& path, const Layouts& layouts) {
    WithMessages<Article> result;
    if (text.size() > (1 << 20)) {
        result.messages.push_back(
            Message::error("The article is too large", std::to_string(text.size() >> 10) + " KiB", "Keep it under 1 MiB").at(path));
        return result;
    }
    Reader(path, layouts, result).read(text);
    return result;
}

} // namespace faultline
