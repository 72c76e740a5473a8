// SPDX-License-Identifier: MIT
#include "knowledge/pattern_proposal.h"

#include "text/escape_sequences.h"
#include "text/line_prefix.h"
#include "text/regular_expression.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <vector>

namespace faultline {

namespace {

constexpr std::size_t messageLimit = 240;
constexpr std::size_t titleLimit = 72;

bool isWord(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// Length of the UTF-8 character at the front of `text`; 0 if there is none.
std::size_t characterLength(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
            return 0;
    return length;
}

/// One part of the message: text that stays, or a value and the class it becomes.
struct Piece {
    std::string text;          ///< as it stands in the line
    std::string expression;    ///< empty: the text itself
    std::string name;          ///< of its group; empty: none
    std::string before, after; ///< quotes around it
};

/// A form that varying text has. Its expression is tried at the beginnings of words only.
struct Form {
    RegularExpression finds;
    std::string expression;
    std::string name;
};

const std::vector<Form>& forms() {
    static const std::vector<Form> all = [] {
        std::vector<Form> list;
        const auto add = [&](std::string_view finds, std::string expression, std::string name = {}) {
            list.push_back({RegularExpression("^(?:" + std::string(finds) + ")"), std::move(expression), std::move(name)});
        };
        add(R"([a-z][a-z0-9+]{1,12}://[^\s'"<>|,;)\]}]+)", R"([a-z][a-z0-9+]*://[^\s'"<>|,;)\]}]+)", "url");
        add(R"(\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?)",
            R"(\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?)");
        add(R"(\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?)", R"(\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?)");
        add(R"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})", R"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})");
        add(R"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)", R"([\w.+-]+@[\w.-]+)");
        add(R"(\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b)", R"(\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?)", "address");
        add(R"(0x[0-9a-fA-F]+\b)", R"(0x[0-9a-fA-F]+)");
        add(R"([A-Za-z]:\\[^\s'"<>|,;]+)", R"([A-Za-z]:\\[^\s'"<>|,;]+)", "path");
        add(R"(/[\w.@%+~-]+(?:/[\w.@%+~=-]+)+/?)", R"(/[^\s'",;:()]+)", "path");
        add(R"([\w.@%+~-]+(?:/[\w.@%+~=-]+){2,}/?)", R"([^\s'",;:()]+)", "path");
        add(R"([\w.@%+~-]+/[\w@%+~=-]+\.[A-Za-z]\w{0,8}\b)", R"([^\s'",;:()]+)", "path");
        add(R"([\w@%+~-]+(?:\.[\w-]+)*\.(?:py|csv|tsv|txt|log|json|jsonl|ya?ml|parquet|pkl|pickle|joblib|onnx|pt|pth|h5|png|jpe?g|gif|bmp|webp|tiff?|zip|gz|tar|xlsx?|pdf|xml|html?|ipynb|sh|toml|cfg|ini|so|whl)\b)",
            R"([\w.@%+~-]+)", "file");
        add(R"(\d+(?:\.\d+){2,}\b)", R"(\d+(?:\.\d+)+)");
        return list;
    }();
    return all;
}

const RegularExpression& hexForm() {
    static const RegularExpression form(R"(^[0-9a-fA-F]{8,}\b)");
    return form;
}

const RegularExpression& numberForm() {
    static const RegularExpression form(R"(^-?\d+(?:[.,]\d+)*)");
    return form;
}

const RegularExpression& numberedForm() {
    static const RegularExpression form(R"(^[A-Za-z][A-Za-z_-]*\d{3,}\b)");
    return form;
}

/// Cuts a message into pieces that stay and pieces that vary.
class Cutter {
public:
    explicit Cutter(std::string_view message) : m_message(message) {}

    std::vector<Piece> cut() {
        while (m_at < m_message.size()) {
            const bool wordBegins = m_at == 0 || !isWord(m_message[m_at - 1]);
            if (wordBegins && (takeQuoted() || takeForm()))
                continue;
            keepCharacter();
        }
        return std::move(m_pieces);
    }

private:
    void keep(std::string_view text) {
        if (m_pieces.empty() || !m_pieces.back().expression.empty())
            m_pieces.emplace_back();
        m_pieces.back().text += text;
        m_at += text.size();
    }

    void keepCharacter() {
        const std::size_t length = characterLength(m_message.substr(m_at));
        if (length == 0 || static_cast<unsigned char>(m_message[m_at]) < 0x20) {
            // What an article's file cannot hold, or nobody can read there.
            const bool space = std::isspace(static_cast<unsigned char>(m_message[m_at]));
            add(1, space ? "\\s" : ".", {});
            return;
        }
        keep(m_message.substr(m_at, length));
    }

    void add(std::size_t length, std::string expression, std::string name) {
        m_pieces.push_back({std::string(m_message.substr(m_at, length)), std::move(expression), std::move(name), {}, {}});
        m_at += length;
    }

    /// The last words before the current position, lower case, nearest first.
    [[nodiscard]] std::vector<std::string> wordsBefore(std::size_t count) const {
        std::vector<std::string> words;
        std::size_t end = m_at;
        while (words.size() < count && end > 0) {
            while (end > 0 && !isWord(m_message[end - 1]))
                --end;
            std::size_t begin = end;
            while (begin > 0 && isWord(m_message[begin - 1]))
                --begin;
            if (begin == end)
                break;
            words.push_back(lower(m_message.substr(begin, end - begin)));
            end = begin;
        }
        return words;
    }

    [[nodiscard]] std::string nameFor(std::string_view value) const {
        static const std::set<std::string, std::less<>> known{
            "module", "file",  "key",       "attribute",   "column", "package",  "path",      "name",      "option",  "argument", "node",
            "image",  "model", "dataset",   "datastore",   "table",  "field",    "folder",    "directory", "command", "variable", "type",
            "user",   "host",  "container", "environment", "method", "function", "parameter", "endpoint",  "resource"};
        const bool looksLikePath = value.contains('/') || value.contains('\\');
        for (const std::string& word : wordsBefore(3)) {
            if (known.contains(word))
                return word;
            if (word == "keyerror")
                return "key";
        }
        if (looksLikePath)
            return "path";
        const std::size_t dot = value.rfind('.');
        if (dot != std::string_view::npos && dot > 0 && value.size() - dot <= 6 && !value.contains(' '))
            return "file";
        return "value";
    }

    bool takeQuoted() {
        const char quote = m_message[m_at];
        if (quote != '\'' && quote != '"' && quote != '`')
            return false;
        const std::size_t end = m_message.find(quote, m_at + 1);
        if (end == std::string_view::npos || end == m_at + 1 || end - m_at > 200)
            return false;
        if (end + 1 < m_message.size() && isWord(m_message[end + 1]))
            return false;
        const std::string_view value = m_message.substr(m_at + 1, end - m_at - 1);
        const std::string name = nameFor(value);
        std::string expression = std::string("[^") + quote + "]+";
        m_pieces.push_back({std::string(value), std::move(expression), name, std::string(1, quote), std::string(1, quote)});
        m_at = end + 1;
        return true;
    }

    bool takeForm() {
        const std::string_view rest = m_message.substr(m_at);
        std::vector<std::string_view> groups;
        for (const Form& form : forms()) {
            if (!form.finds.find(rest, groups) || groups.front().data() != rest.data())
                continue;
            std::size_t length = groups.front().size();
            // A full stop behind it ends the sentence.
            while (length > 1 && (rest[length - 1] == '.' || rest[length - 1] == ':'))
                --length;
            add(length, form.expression, form.name);
            return true;
        }
        if (hexForm().find(rest, groups)) {
            const bool mixed = std::ranges::any_of(groups.front(), [](unsigned char c) { return std::isdigit(c); }) &&
                               std::ranges::any_of(groups.front(), [](unsigned char c) { return std::isalpha(c); });
            if (mixed) {
                add(groups.front().size(), "[0-9a-fA-F]{8,}", {});
                return true;
            }
        }
        if (numberForm().find(rest, groups)) {
            const std::size_t length = groups.front().size();
            // Part of a name (`3d`, `2nd`): left alone.
            const std::size_t letters =
                static_cast<std::size_t>(std::ranges::find_if_not(rest.substr(length), isWord) - rest.substr(length).begin());
            static const std::set<std::string, std::less<>> meaning{"code",   "errno",    "status",     "http",    "exit",      "error",
                                                                    "signal", "exitcode", "returncode", "hresult", "statuscode"};
            const auto words = wordsBefore(2);
            const bool means = std::ranges::any_of(words, [](const std::string& word) { return meaning.contains(word); });
            if (means || letters > 3)
                keep(rest.substr(0, length + letters));
            else
                add(length,
                    groups.front().find_first_of(".,") == std::string_view::npos && groups.front().front() != '-' ? "\\d+"
                                                                                                                  : "-?\\d+(?:[.,]\\d+)*",
                    {});
            return true;
        }
        if (numberedForm().find(rest, groups) && !lower(groups.front()).starts_with("sha")) {
            const std::size_t digits = groups.front().find_first_of("0123456789");
            keep(rest.substr(0, digits));
            add(groups.front().size() - digits, "\\d+", {});
            return true;
        }
        return false;
    }

    std::string_view m_message;
    std::size_t m_at = 0;
    std::vector<Piece> m_pieces;
};

/// Where the message begins: behind time, level, logger and the fields between them.
std::size_t messageStart(std::string_view line) {
    const LinePrefix prefix = readLinePrefix(line);
    std::size_t start = std::min(prefix.messageOffset, line.size());
    static const RegularExpression field(
        R"(^(?:[\s|:>-]+|\d+\||[\w.-]{1,40}\||\[[\w.:/ -]{1,40}\]:?\s+|\([\w.:/ -]{1,40}\)\s+|\[std(?:err|out)\]))");
    static const RegularExpression logger(R"(^[a-zA-Z_][\w.]{1,60}:[^\s:/\\])");
    static const RegularExpression exception(R"(^[\w.]+(?:Error|Exception|Warning|Interrupt|Exit)\b)");
    std::vector<std::string_view> groups;
    for (int fields = 0; fields < 8; ++fields) {
        const std::string_view rest = line.substr(start);
        if (field.find(rest, groups) && groups.front().size() < rest.size())
            start += groups.front().size();
        else if (prefix.level != Level::Unknown && logger.find(rest, groups) && !exception.find(rest))
            start += groups.front().size() - 1;
        else
            break;
    }
    return start;
}

std::size_t literalLength(const std::vector<Piece>& pieces, std::size_t from) {
    std::size_t length = 0;
    for (std::size_t i = from; i < pieces.size(); ++i)
        if (pieces[i].expression.empty())
            length += static_cast<std::size_t>(std::ranges::count_if(pieces[i].text, [](unsigned char c) { return std::isalpha(c); }));
    return length;
}

/// Drops what stands before the first words, where enough is left to go by: a pattern that begins with a literal is found fastest.
void beginWithWords(std::vector<Piece>& pieces) {
    std::size_t first = 0;
    while (first < pieces.size()) {
        const Piece& piece = pieces[first];
        const bool words =
            piece.expression.empty() && std::ranges::any_of(piece.text, [](unsigned char c) { return std::isalpha(c) || c >= 0x80; });
        const bool telling = !piece.name.empty() && !piece.before.empty();
        if (words || telling)
            break;
        ++first;
    }
    if (first == pieces.size() || literalLength(pieces, first) < 8)
        return;
    pieces.erase(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(first));
    if (pieces.front().expression.empty()) {
        std::string& text = pieces.front().text;
        const auto begin = std::ranges::find_if(text, [](unsigned char c) { return isWord(static_cast<char>(c)) || c >= 0x80; });
        text.erase(text.begin(), begin);
    }
}

void limitLength(std::vector<Piece>& pieces) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        length += pieces[i].text.size();
        if (length <= messageLimit)
            continue;
        if (pieces[i].expression.empty()) {
            std::string& text = pieces[i].text;
            std::size_t kept = text.size() - (length - messageLimit);
            const std::size_t space = text.rfind(' ', kept);
            if (space != std::string::npos && space > 0)
                kept = space;
            while (kept > 0 && kept < text.size() && (static_cast<unsigned char>(text[kept]) & 0xC0) == 0x80)
                --kept;
            text.resize(kept);
            ++i;
        }
        pieces.resize(std::max<std::size_t>(i, 1));
        return;
    }
}

std::string patternOf(const std::vector<Piece>& pieces) {
    std::string pattern;
    for (const Piece& piece : pieces) {
        const std::string inner = piece.expression.empty() ? escapedForPattern(piece.text)
                                  : piece.name.empty()     ? piece.expression
                                                           : "(?<" + piece.name + ">" + piece.expression + ")";
        pattern += piece.before + inner + piece.after;
    }
    return pattern;
}

/// Cut at a word, without what does not end a title.
std::string shortened(std::string text, std::size_t limit) {
    if (text.size() > limit) {
        std::size_t end = text.rfind(' ', limit);
        if (end == std::string::npos || end < limit / 2) {
            end = limit;
            while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
                --end;
        }
        text.resize(end);
    }
    while (!text.empty() && std::string_view(" .,:;-([{").contains(text.back()))
        text.pop_back();
    return text;
}

std::string titleOf(const std::vector<Piece>& pieces) {
    std::string title;
    for (const Piece& piece : pieces)
        title += piece.expression.empty() ? piece.text : piece.expression == "\\s" ? " " : "…";
    static const RegularExpression exception(R"(^[\w.]*(?:Error|Exception): )");
    std::vector<std::string_view> groups;
    if (exception.find(title, groups) && title.size() > groups.front().size() + 7)
        title.erase(0, groups.front().size());
    std::ranges::replace_if(title, [](char c) { return c == '{' || c == '}'; }, ' ');
    std::string plain;
    for (const char c : title)
        if (c != ' ' || (!plain.empty() && plain.back() != ' '))
            plain += c;
    plain = shortened(std::move(plain), titleLimit);
    if (!plain.empty())
        plain.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(plain.front())));
    return plain;
}

std::string summaryOf(const std::vector<Piece>& pieces) {
    std::string summary;
    for (const Piece& piece : pieces) {
        std::string part = piece.expression.empty()    ? piece.text
                           : !piece.name.empty()       ? "{" + piece.name + "}"
                           : piece.expression == "\\s" ? " "
                                                       : "…";
        if (piece.expression.empty())
            std::ranges::replace_if(part, [](char c) { return c == '{' || c == '}'; }, ' ');
        // Cut between parts only, so that no capture is torn.
        if (summary.size() + part.size() > 150) {
            if (piece.expression.empty())
                summary += shortened(std::move(part), 150 - std::min<std::size_t>(summary.size(), 150)) + "…";
            break;
        }
        summary += part;
    }
    const std::size_t begin = summary.find_first_not_of(' ');
    return begin == std::string::npos ? std::string() : summary.substr(begin);
}

std::string idOf(std::string_view title) {
    static const std::set<std::string, std::less<>> small{"the", "a",   "an", "of",  "to",   "in",  "on",   "at", "for",
                                                          "is",  "was", "be", "has", "have", "and", "with", "by"};
    std::vector<std::string> words;
    std::string word;
    const auto end = [&] {
        if (word.size() > 1 && word.size() <= 30 && !small.contains(word) && words.size() < 5)
            words.push_back(word);
        word.clear();
    };
    for (const char c : title) {
        if (std::isalnum(static_cast<unsigned char>(c)))
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (c != '\'')
            end();
    }
    end();
    std::string id = "own";
    for (const std::string& part : words)
        id += "-" + part;
    return words.empty() ? "own-article" : id;
}

} // namespace

std::string escapedForPattern(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (std::string_view("\\.+*?()|[]{}^$").contains(c))
            result += '\\';
        result += c;
    }
    return result;
}

PatternProposal proposePattern(std::string_view line) {
    PatternProposal proposal;
    std::string text = withoutAnsi(line.substr(0, 4096));
    std::erase(text, '\0');
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
        text.pop_back();
    const std::string_view message = std::string_view(text).substr(messageStart(text)).substr(0, 1024);
    std::vector<Piece> pieces = Cutter(message).cut();
    limitLength(pieces);
    beginWithWords(pieces);
    std::map<std::string, int> used;
    for (Piece& piece : pieces)
        if (!piece.name.empty())
            if (const int count = ++used[piece.name]; count > 1)
                piece.name += "_" + std::to_string(count);

    const auto sound = [&text](const std::string& pattern) {
        const RegularExpression regex(pattern);
        return regex.isValid() && !regex.find("") && regex.find(text);
    };
    proposal.title = titleOf(pieces);
    proposal.summary = summaryOf(pieces);
    proposal.id = idOf(proposal.title);
    // Nothing but values: then the line itself is all there is to go by.
    if (std::string pattern = patternOf(pieces); literalLength(pieces, 0) >= 3 && sound(pattern)) {
        proposal.pattern = std::move(pattern);
    } else {
        std::string literal;
        for (std::string_view rest = message.substr(0, messageLimit); !rest.empty();) {
            const std::size_t length = characterLength(rest);
            literal += length == 0 || static_cast<unsigned char>(rest.front()) < 0x20 ? "." : escapedForPattern(rest.substr(0, length));
            rest.remove_prefix(std::max<std::size_t>(length, 1));
        }
        if (!literal.empty() && sound(literal))
            proposal.pattern = std::move(literal);
        proposal.summary = proposal.title;
    }
    if (proposal.pattern.empty())
        return proposal;
    const RegularExpression regex(proposal.pattern);
    std::vector<std::string_view> groups;
    if (regex.find(text, groups))
        for (std::size_t i = 1; i < groups.size(); ++i)
            if (!regex.groupNames()[i].empty())
                proposal.captures.emplace(regex.groupNames()[i], groups[i]);
    return proposal;
}

} // namespace faultline
