// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// `text` for any place of an HTML text or quoted attribute.
inline std::string htmlEscaped(std::string_view text) {
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        switch (c) {
        case '&': result += "&amp;"; break;
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '"': result += "&quot;"; break;
        case '\'': result += "&#39;"; break;
        default: result += c;
        }
    }
    return result;
}

/// Converts the Markdown of articles to HTML: paragraphs, headings, nested lists, quotes, fenced code, code spans, bold, emphasis, and links to `https:` addresses.
/// Everything else, HTML above all, comes out as the text that it is: no input makes an element, an attribute or an address of another kind. Pictures become their text.
class MarkdownHtml {
public:
    [[nodiscard]] static std::string convert(std::string_view markdown) {
        Lines lines;
        for (std::size_t begin = 0; begin <= markdown.size();) {
            const std::size_t end = std::min(markdown.find('\n', begin), markdown.size());
            std::string_view line = markdown.substr(begin, end - begin);
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            lines.push_back(line);
            begin = end + 1;
        }
        std::string out;
        blocks(lines, false, 0, out);
        return out;
    }

private:
    using Lines = std::vector<std::string_view>;
    static constexpr int depthLimit = 12;
    /// A mark of emphasis further away than this closes nothing; it keeps hostile text linear.
    static constexpr std::size_t emphasisLimit = 2000;

    static std::size_t indentOf(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }
    static bool isBlank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    static bool isWord(char c) {
        return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
    }

    struct Marker {
        bool is = false, numbered = false;
        std::size_t content = 0; ///< column at which the item's text begins
        std::string_view number;
    };

    static Marker markerOf(std::string_view line) {
        const std::size_t indent = indentOf(line);
        std::size_t end = indent;
        Marker marker;
        if (end < line.size() && (line[end] == '-' || line[end] == '*' || line[end] == '+')) {
            ++end;
        } else {
            while (end < line.size() && isDigit(line[end]) && end - indent < 9)
                ++end;
            if (end == indent || end >= line.size() || (line[end] != '.' && line[end] != ')'))
                return marker;
            marker.numbered = true;
            marker.number = line.substr(indent, end - indent);
            ++end;
        }
        if (end >= line.size() || line[end] != ' ')
            return marker;
        const std::size_t text = std::min(line.find_first_not_of(' ', end), line.size());
        marker.is = true;
        marker.content = text - end > 4 ? end + 1 : text;
        return marker;
    }

    static std::size_t fenceOf(std::string_view line) {
        const std::string_view bare = line.substr(indentOf(line));
        if (bare.empty() || (bare.front() != '`' && bare.front() != '~'))
            return 0;
        const std::size_t length = std::min(bare.find_first_not_of(bare.front()), bare.size());
        return length >= 3 && (bare.front() == '~' || bare.find('`', length) == std::string_view::npos) ? length : 0;
    }

    static std::size_t headingOf(std::string_view line) {
        const std::string_view bare = line.substr(indentOf(line));
        const std::size_t level = std::min(bare.find_first_not_of('#'), bare.size());
        return level >= 1 && level <= 6 && level < bare.size() && bare[level] == ' ' ? level : 0;
    }

    static void blocks(const Lines& lines, bool tight, int depth, std::string& out) {
        for (std::size_t i = 0; i < lines.size();) {
            const std::string_view line = lines[i];
            if (isBlank(line)) {
                ++i;
            } else if (fenceOf(line) > 0) {
                i = fence(lines, i, out);
            } else if (const std::size_t level = headingOf(line); level > 0) {
                out += "<h4>";
                inlines(line.substr(indentOf(line) + level + 1), 0, out);
                out += "</h4>\n";
                ++i;
            } else if (markerOf(line).is && depth < depthLimit) {
                i = list(lines, i, depth, out);
            } else if (line[indentOf(line)] == '>' && depth < depthLimit) {
                Lines quoted;
                for (; i < lines.size() && !isBlank(lines[i]) && lines[i][indentOf(lines[i])] == '>'; ++i) {
                    std::string_view rest = lines[i].substr(indentOf(lines[i]) + 1);
                    rest.remove_prefix(rest.starts_with(' ') ? 1 : 0);
                    quoted.push_back(rest);
                }
                out += "<blockquote>";
                blocks(quoted, false, depth + 1, out);
                out += "</blockquote>\n";
            } else {
                std::string paragraph(line.substr(indentOf(line)));
                for (++i;
                     i < lines.size() && !isBlank(lines[i]) && fenceOf(lines[i]) == 0 && headingOf(lines[i]) == 0 && !markerOf(lines[i]).is;
                     ++i)
                    paragraph.append(1, '\n').append(lines[i].substr(indentOf(lines[i])));
                out += tight ? "" : "<p>";
                inlines(paragraph, 0, out);
                out += tight ? "\n" : "</p>\n";
            }
        }
    }

    static std::size_t fence(const Lines& lines, std::size_t i, std::string& out) {
        const std::size_t indent = indentOf(lines[i]), length = fenceOf(lines[i]);
        const char mark = lines[i][indent];
        out += "<pre><code>";
        for (++i; i < lines.size(); ++i) {
            const std::string_view bare = lines[i].substr(indentOf(lines[i]));
            const std::size_t run = std::min(bare.find_first_not_of(mark), bare.size());
            if (run >= length && isBlank(bare.substr(run))) {
                ++i;
                break;
            }
            out += htmlEscaped(lines[i].substr(std::min(indent, indentOf(lines[i])))) + "\n";
        }
        out += "</code></pre>\n";
        return i;
    }

    static std::size_t list(const Lines& lines, std::size_t i, int depth, std::string& out) {
        const Marker first = markerOf(lines[i]);
        const std::size_t indent = indentOf(lines[i]);
        std::vector<Lines> items;
        bool loose = false;
        for (bool afterBlank = false; i < lines.size();) {
            const Marker marker = markerOf(lines[i]);
            if (!marker.is || marker.numbered != first.numbered || indentOf(lines[i]) > indent + 3)
                break;
            loose = loose || (afterBlank && !items.empty());
            Lines item{lines[i].substr(marker.content)};
            afterBlank = false;
            bool inFence = fenceOf(item.front()) > 0;
            for (++i; i < lines.size(); ++i) {
                const std::size_t column = indentOf(lines[i]);
                if (isBlank(lines[i])) {
                    item.emplace_back();
                    afterBlank = true;
                    continue;
                }
                const bool belongs = column >= marker.content;
                const bool goesOn = !afterBlank && !inFence && !markerOf(lines[i]).is && fenceOf(lines[i]) == 0 && headingOf(lines[i]) == 0;
                if (!belongs && !goesOn)
                    break;
                item.push_back(lines[i].substr(std::min(column, marker.content)));
                inFence = inFence != (fenceOf(item.back()) > 0);
                afterBlank = false;
            }
            items.push_back(std::move(item));
        }
        out += first.numbered ? (first.number == "1" ? std::string("<ol>\n") : "<ol start=\"" + std::string(first.number) + "\">\n")
                              : "<ul>\n";
        for (const Lines& item : items) {
            out += "<li>";
            blocks(item, !loose, depth + 1, out);
            out += "</li>\n";
        }
        out += first.numbered ? "</ol>\n" : "</ul>\n";
        return i;
    }

    /// The end of the code span that begins at `i`, behind its last mark; `i` if none does.
    static std::size_t spanEnd(std::string_view text, std::size_t i) {
        const std::size_t open = std::min(text.find_first_not_of('`', i), text.size()) - i;
        for (std::size_t close = i + open; (close = text.find('`', close)) != std::string_view::npos;) {
            const std::size_t end = std::min(text.find_first_not_of('`', close), text.size());
            if (end - close == open)
                return end;
            close = end;
        }
        return i;
    }

    /// Where `mark` closes what it opened at `i`; npos if it opened nothing.
    static std::size_t emphasisEnd(std::string_view text, std::size_t i, std::string_view mark) {
        const std::size_t begin = i + mark.size();
        if (begin >= text.size() || text[begin] == ' ' || text[begin] == '\n' || (mark == "_" && i > 0 && isWord(text[i - 1])))
            return std::string_view::npos;
        const std::size_t limit = std::min(text.size(), begin + emphasisLimit);
        for (std::size_t at = begin; at < limit; ++at) {
            if (text[at] == '`') {
                const std::size_t end = spanEnd(text.substr(0, limit), at);
                at = end > at ? end - 1 : std::min(text.find_first_not_of('`', at), limit) - 1;
            } else if (text[at] == '\\') {
                ++at;
            } else if (at > begin && text.substr(at).starts_with(mark) && text[at - 1] != ' ' && text[at - 1] != '\n') {
                if (mark == "*" && at + 1 < text.size() && text[at + 1] == '*') {
                    ++at;
                    continue;
                }
                if (mark != "_" || at + 1 >= text.size() || !isWord(text[at + 1]))
                    return at;
            }
        }
        return std::string_view::npos;
    }

    static bool isSafeAddress(std::string_view address) {
        return address.starts_with("https://") && address.size() > 8 && std::ranges::all_of(address, [](char c) {
                   return static_cast<unsigned char>(c) > 0x20 && c != 0x7f && c != '<' && c != '>' && c != '"' && c != '\\' && c != '`';
               });
    }

    static void anchor(std::string_view address, std::string_view text, int depth, std::string& out) {
        out += "<a href=\"" + htmlEscaped(address) + "\" rel=\"noopener noreferrer\">";
        if (depth < 0)
            out += htmlEscaped(text);
        else
            inlines(text, depth + 1, out, false);
        out += "</a>";
    }

    static void inlines(std::string_view text, int depth, std::string& out, bool links = true) {
        if (depth > depthLimit) {
            out += htmlEscaped(text);
            return;
        }
        for (std::size_t i = 0; i < text.size();) {
            const char c = text[i];
            if (c == '\\' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) > 0x20 && !isWord(text[i + 1])) {
                out += htmlEscaped(text.substr(i + 1, 1));
                i += 2;
                continue;
            }
            if (c == '`') {
                const std::size_t run = std::min(text.find_first_not_of('`', i), text.size()) - i;
                const std::size_t end = spanEnd(text, i);
                std::string code(end > i ? text.substr(i + run, end - i - 2 * run) : text.substr(i, run));
                if (end > i) {
                    std::ranges::replace(code, '\n', ' ');
                    if (code.size() > 2 && code.front() == ' ' && code.back() == ' ')
                        code = code.substr(1, code.size() - 2);
                    out += "<code>" + htmlEscaped(code) + "</code>";
                } else {
                    out += code;
                }
                i = std::max(end, i + run);
                continue;
            }
            if (c == '*' || c == '_') {
                const std::string_view mark = text.substr(i).starts_with("**") ? "**" : c == '*' ? "*" : "_";
                const std::size_t end = emphasisEnd(text, i, mark);
                if (end != std::string_view::npos) {
                    const std::string_view tag = mark.size() == 2 ? "strong" : "em";
                    out.append("<").append(tag) += '>';
                    inlines(text.substr(i + mark.size(), end - i - mark.size()), depth + 1, out, links);
                    out.append("</").append(tag) += '>';
                    i = end + mark.size();
                } else {
                    out += mark;
                    i += mark.size();
                }
                continue;
            }
            if (const std::size_t end = links ? link(text, i, depth, out) : i; end > i) {
                i = end;
                continue;
            }
            out += htmlEscaped(text.substr(i, 1));
            ++i;
        }
    }

    /// `[text](address)`, `<address>` or a bare address at `i`: written, and what follows it returned; `i` if there is none.
    static std::size_t link(std::string_view text, std::size_t i, int depth, std::string& out) {
        if (text[i] == '<') {
            const std::size_t close = text.substr(0, i + emphasisLimit).find('>', i);
            if (close != std::string_view::npos && isSafeAddress(text.substr(i + 1, close - i - 1))) {
                anchor(text.substr(i + 1, close - i - 1), text.substr(i + 1, close - i - 1), -1, out);
                return close + 1;
            }
        } else if (text[i] == '[') {
            const std::string_view near = text.substr(0, i + emphasisLimit);
            const std::size_t middle = near.find("](", i);
            const std::size_t close = middle == std::string_view::npos ? middle : near.find(')', middle);
            if (close != std::string_view::npos && near.substr(i + 1, middle - i - 1).find('[') == std::string_view::npos) {
                const std::string_view address = near.substr(middle + 2, close - middle - 2), label = near.substr(i + 1, middle - i - 1);
                if (isSafeAddress(address))
                    anchor(address, label, depth, out);
                else
                    inlines(label, depth + 1, out, false);
                return close + 1;
            }
        } else if (text[i] == 'h' && text.substr(i).starts_with("https://") && (i == 0 || !isWord(text[i - 1]))) {
            std::size_t end = std::min(text.find_first_of(" \n\t<>\"'`)]}|*\\", i), text.size());
            while (end > i && std::string_view(".,;:!?").find(text[end - 1]) != std::string_view::npos)
                --end;
            if (isSafeAddress(text.substr(i, end - i))) {
                anchor(text.substr(i, end - i), text.substr(i, end - i), -1, out);
                return end;
            }
        }
        return i;
    }
};

} // namespace faultline
