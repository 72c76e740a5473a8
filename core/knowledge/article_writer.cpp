// SPDX-License-Identifier: MIT
#include "knowledge/article_writer.h"

#include "text/regular_expression.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <format>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace faultline {

namespace {

bool isControl(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

/// A YAML scalar that reads back as `text`, whatever is in it.
std::string inQuotes(std::string_view text) {
    // Signs that YAML takes for line ends (NEL, LS, PS) begin with these bytes: such texts are escaped whole.
    const bool plain = std::ranges::none_of(text, isControl) && !text.contains("\xC2\x85") && !text.contains("\xE2\x80\xA8") &&
                       !text.contains("\xE2\x80\xA9");
    std::string result;
    if (plain) {
        result = "'";
        for (const char c : text)
            result += c == '\'' ? std::string("''") : std::string(1, c);
        return result + "'";
    }
    result = "\"";
    for (const char c : text) {
        switch (c) {
        case '"': result += "\\\""; break;
        case '\\': result += "\\\\"; break;
        case '\n': result += "\\n"; break;
        case '\t': result += "\\t"; break;
        case '\r': result += "\\r"; break;
        default: result += isControl(c) ? std::format("\\x{:02x}", static_cast<unsigned char>(c)) : std::string(1, c);
        }
    }
    return result + "\"";
}

/// Words that need no quotes; everything else gets them.
std::string scalar(std::string_view text) {
    static const RegularExpression word("^[a-zA-Z][a-zA-Z0-9_-]*$");
    static const RegularExpression special("(?i)^(?:true|false|yes|no|on|off|null|y|n)$");
    return !text.contains('\n') && word.find(text) && !special.find(text) ? std::string(text) : inQuotes(text);
}

/// Several lines as people write them, where that reads back the same.
std::string block(std::string_view text, std::string_view indent) {
    const bool lines = text.contains('\n') && !text.starts_with(' ') && !text.starts_with('\n') && !text.ends_with("\n\n") &&
                       std::ranges::none_of(text, [](char c) { return isControl(c) && c != '\n'; });
    if (!lines)
        return inQuotes(text);
    const bool feed = text.ends_with('\n');
    std::string result = feed ? "|" : "|-";
    if (feed)
        text.remove_suffix(1);
    std::size_t start = 0;
    while (start <= text.size()) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = text.substr(start, end - start);
        // Blanks alone on a line would be read as an empty one.
        if (!line.empty() && line.find_first_not_of(' ') == std::string_view::npos)
            return inQuotes(feed ? std::string(text) + "\n" : std::string(text));
        result += "\n";
        if (!line.empty())
            result += std::string(indent) + std::string(line);
        start = end + 1;
    }
    return result;
}

std::string list(const std::vector<std::string>& values) {
    std::string result = "[";
    for (const std::string& value : values)
        result += (result.size() > 1 ? ", " : "") + scalar(value);
    return result + "]";
}

/// Number as YAML reads it back.
std::string number(double value) {
    return std::format("{}", value);
}

/// One item of a list of maps: its keys as lines, the first behind the dash.
class Item {
public:
    explicit Item(std::string indent) : m_indent(std::move(indent)) {}

    Item& key(std::string_view name, const std::string& value) {
        m_text += m_indent + (m_text.empty() ? "- " : "  ") + std::string(name) + ": " + value + "\n";
        return *this;
    }
    Item& text(std::string_view name, const std::string& value) { return value.empty() ? *this : key(name, inQuotes(value)); }
    Item& word(std::string_view name, std::string_view value) { return value.empty() ? *this : key(name, scalar(value)); }
    Item& words(std::string_view name, const std::vector<std::string>& values) { return values.empty() ? *this : key(name, list(values)); }
    Item& map(std::string_view name, const std::map<std::string, std::string>& values) {
        if (values.empty())
            return *this;
        m_text += m_indent + (m_text.empty() ? "- " : "  ") + std::string(name) + ":\n";
        for (const auto& [entry, value] : values)
            m_text += m_indent + "    " + inQuotes(entry) + ": " + block(value, m_indent + "      ") + "\n";
        return *this;
    }
    Item& items(std::string_view name, const std::vector<Item>& values) {
        if (values.empty())
            return *this;
        m_text += m_indent + (m_text.empty() ? "- " : "  ") + std::string(name) + ":\n";
        for (const Item& value : values)
            m_text += value.m_text;
        return *this;
    }
    [[nodiscard]] const std::string& written() const { return m_text; }

private:
    std::string m_indent, m_text;
};

const std::string top = "  ";
const std::string inner = "      ";

Item written(const Match& match) {
    Item item(top);
    item.key("pattern", inQuotes(match.pattern));
    item.words(match.onlyIn ? "only-in" : "in", match.roles);
    item.words("not-in", match.notRoles);
    item.word("level", levelName(match.level));
    if (match.exceptionPart)
        item.key("part", "exception");
    if (match.frames != FramesCondition::Any)
        item.key("frames", match.frames == FramesCondition::User ? "user" : "runtime");
    if (match.nearEnd)
        item.key("near-end", std::to_string(*match.nearEnd));
    return item.text("with", match.with)
        .text("without", match.without)
        .text("without-after", match.withoutAfter)
        .words("with-finding", match.withFinding)
        .words("outcome", match.outcomes);
}

void add(Item& item, const ValueCondition& condition) {
    item.words("key", condition.keys).text("matches", condition.matches);
    if (condition.absent)
        item.key("absent", "true");
}

Item written(const Check& check) {
    Item item(top);
    std::vector<Item> more;
    switch (check.kind) {
    case Check::Kind::DefinitionValue:
        item.key("check", "definition-value");
        for (std::size_t i = 0; i < check.values.size(); ++i) {
            if (i == 0) {
                add(item, check.values[i]);
                continue;
            }
            add(more.emplace_back(inner), check.values[i]);
        }
        item.items("also", more);
        break;
    case Check::Kind::TableRows:
        item.key("check", "table-rows").words("in", check.roles);
        for (const ColumnCondition& condition : check.where) {
            Item& row = more.emplace_back(inner);
            row.words("column", condition.columns).text("matches", condition.matches);
            if (condition.above)
                row.key("above", number(*condition.above));
            if (condition.below)
                row.key("below", number(*condition.below));
        }
        item.items("where", more);
        break;
    case Check::Kind::Files:
        item.key("check", "files").words("holds", check.holds).words("lacks", check.lacks).text("matches", check.containing);
        break;
    case Check::Kind::FactBelow: item.key("check", "fact-below").key("fact", check.fact).key("than", check.than); break;
    }
    if (check.atLeast != 1)
        item.key("at-least", std::to_string(check.atLeast));
    return item.words("outcome", check.outcomes).words("with-finding", check.withFinding).words("without-finding", check.withoutFinding);
}

Item written(const Example& example) {
    Item item(top);
    if (!example.text.empty())
        item.key("text", block(example.text, top + "    "));
    return item.map("files", example.files)
        .word("in", example.role)
        .key("finds", example.finds ? "true" : "false")
        .map("captures", example.captures);
}

template <typename Value, typename Write>
void addItems(std::string& text, std::string_view name, const std::vector<Value>& values, Write write) {
    if (values.empty())
        return;
    text += std::string(name) + ":\n";
    for (const Value& value : values)
        text += write(value).written();
}

Message failure(const std::string& path, const std::string& what) {
    return Message::error(what, std::strerror(errno), "Check that you may write to this folder and that the disk has room").at(path);
}

Expected<void> makeFolders(const std::string& folder) {
    for (std::size_t slash = folder.find('/', 1);; slash = folder.find('/', slash + 1)) {
        const std::string part = folder.substr(0, slash);
        if (::mkdir(part.c_str(), 0700) != 0 && errno != EEXIST)
            return std::unexpected(failure(part, "The folder for your articles could not be made"));
        if (slash == std::string::npos)
            return {};
    }
}

/// Written aside and renamed, so that nobody ever reads half of it.
Expected<void> writeWhole(const std::string& path, std::string_view text) {
    std::string aside = path + ".XXXXXX";
    const int descriptor = ::mkostemp(aside.data(), O_CLOEXEC);
    if (descriptor < 0)
        return std::unexpected(failure(path, "The file could not be written"));
    bool good = ::fchmod(descriptor, 0600) == 0;
    while (good && !text.empty()) {
        const ssize_t put = ::write(descriptor, text.data(), text.size());
        if (put < 0 && errno == EINTR)
            continue;
        good = put > 0;
        if (good)
            text.remove_prefix(static_cast<std::size_t>(put));
    }
    good = good && ::fsync(descriptor) == 0;
    const int reason = errno;
    good = (::close(descriptor) == 0) && good;
    if (good && std::rename(aside.c_str(), path.c_str()) == 0)
        return {};
    if (!good)
        errno = reason;
    Message message = failure(path, "The file could not be written");
    ::unlink(aside.c_str());
    return std::unexpected(std::move(message));
}

bool exists(const std::string& path) {
    struct stat status{};
    return ::lstat(path.c_str(), &status) == 0;
}

} // namespace

std::string writeArticle(const Article& article) {
    std::string head;
    const auto key = [&head](std::string_view name, const std::string& value) { head += std::string(name) + ": " + value + "\n"; };
    const auto words = [&key](std::string_view name, const std::vector<std::string>& values) {
        if (!values.empty())
            key(name, list(values));
    };
    key("id", scalar(article.id));
    words("aliases", article.aliases);
    key("title", inQuotes(article.title));
    key("summary", inQuotes(article.summary));
    key("role", std::string(toString(article.role)));
    key("severity", std::string(toString(article.severity)));
    if (!article.stage.empty())
        key("stage", scalar(article.stage));
    words("applies-to", article.appliesTo);
    key("evidence", std::string(toString(article.evidence)));
    key("confidence", std::string(toString(article.confidence)));
    addItems(head, "matches", article.matches, [](const Match& match) { return written(match); });
    addItems(head, "checks", article.checks, [](const Check& check) { return written(check); });
    if (!article.unseen.empty())
        key("unseen", inQuotes(article.unseen));
    addItems(head, "look-next", article.lookNext,
             [](const LookNext& next) { return Item(top).words("in", next.roles).text("for", next.pattern).text("says", next.says); });
    words("explained-by", article.explainedBy);
    addItems(head, "derive", article.derive, [](const Derived& derived) {
        Item item(top);
        item.word("as", derived.as).word("from", derived.from);
        if (derived.firstPart)
            item.key("first-part", "true");
        return item.map("table", derived.table);
    });
    if (article.sameBy)
        key("same-by", list(*article.sameBy));
    if (!article.means.empty())
        key("means", scalar(article.means));
    if (article.systemic)
        key("systemic", "true");
    if (article.symptom)
        key("symptom", "true");
    if (!article.failedInputFile.empty()) {
        head += "failed-input:\n  file: " + scalar(article.failedInputFile) + "\n";
        if (!article.failedInputReason.empty())
            head += "  reason: " + scalar(article.failedInputReason) + "\n";
    }
    words("links", article.links);
    addItems(head, "examples", article.examples, [](const Example& example) { return written(example); });

    std::string text = "---\n" + head + "---\n## Reason\n" + article.reason + "\n";
    if (!article.solution.empty())
        text += "## Solution\n" + article.solution + "\n";
    return text;
}

std::string articlePath(const std::string& packFolder, const std::string& id) {
    return packFolder + "/articles/" + id + ".md";
}

Expected<std::string> saveArticle(const Article& article, const std::string& packFolder, const std::string& previousPath) {
    static const RegularExpression idForm("^[a-z0-9]+(?:-[a-z0-9]+)*$");
    // The id names the file: nothing but a well formed one may ever reach the disk.
    if (article.id.contains('\n') || !idForm.find(article.id) || article.id.size() > 120)
        return std::unexpected(Message::error("The article cannot be saved under this id", "`" + article.id + "` is not well formed",
                                              "Use lower case words joined by `-`"));
    // An article found in a sub-folder stays there.
    const bool named = previousPath.ends_with("/" + article.id + ".md");
    const std::string path = named ? previousPath : articlePath(packFolder, article.id);
    if (path != previousPath && exists(path))
        return std::unexpected(Message::error("An article of this id is there already", "`" + article.id + "` would be overwritten",
                                              "Choose another id, or edit that article")
                                   .at(path));
    if (auto made = makeFolders(packFolder + "/articles"); !made)
        return std::unexpected(std::move(made.error()));
    const std::string meta = packFolder + "/pack.yaml";
    if (!exists(meta)) {
        const std::string name = packFolder.substr(packFolder.rfind('/') + 1);
        if (auto put = writeWhole(meta, "id: " + scalar(name) +
                                            "\ntitle: My own articles\nversion: '1'\ndescription: Articles written on this computer\n");
            !put)
            return std::unexpected(std::move(put.error()));
    }
    if (auto put = writeWhole(path, writeArticle(article)); !put)
        return std::unexpected(std::move(put.error()));
    if (!previousPath.empty() && previousPath != path)
        ::unlink(previousPath.c_str());
    return path;
}

} // namespace faultline
