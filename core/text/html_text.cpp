// SPDX-License-Identifier: MIT
#include "text/html_text.h"

#include "text/spool.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace faultline {

namespace {

using namespace std::string_view_literals;

/// A longer tag is none (pictures within a page have long ones).
constexpr std::size_t tagLimit = 4 << 20;
constexpr std::size_t entityLimit = 10;

/// Elements that begin and end a line.
constexpr std::array blocks{"article"sv, "aside"sv, "blockquote"sv, "body"sv,   "br"sv,  "dd"sv,      "details"sv, "div"sv,
                            "dl"sv,      "dt"sv,    "footer"sv,     "form"sv,   "h1"sv,  "h2"sv,      "h3"sv,      "h4"sv,
                            "h5"sv,      "h6"sv,    "head"sv,       "header"sv, "hr"sv,  "html"sv,    "li"sv,      "main"sv,
                            "nav"sv,     "ol"sv,    "option"sv,     "p"sv,      "pre"sv, "section"sv, "summary"sv, "table"sv,
                            "tbody"sv,   "tfoot"sv, "thead"sv,      "title"sv,  "tr"sv,  "ul"sv};
/// Elements within a line. `script` and `style` hold no text.
constexpr std::array inlines{"a"sv,        "abbr"sv,   "address"sv, "area"sv,    "audio"sv,   "b"sv,        "base"sv,     "bdi"sv,
                             "bdo"sv,      "button"sv, "canvas"sv,  "caption"sv, "cite"sv,    "code"sv,     "col"sv,      "colgroup"sv,
                             "data"sv,     "del"sv,    "dfn"sv,     "dialog"sv,  "em"sv,      "embed"sv,    "fieldset"sv, "figure"sv,
                             "font"sv,     "g"sv,      "i"sv,       "iframe"sv,  "img"sv,     "input"sv,    "ins"sv,      "kbd"sv,
                             "label"sv,    "legend"sv, "link"sv,    "mark"sv,    "meta"sv,    "nobr"sv,     "noscript"sv, "object"sv,
                             "optgroup"sv, "output"sv, "param"sv,   "path"sv,    "picture"sv, "progress"sv, "q"sv,        "rect"sv,
                             "s"sv,        "samp"sv,   "script"sv,  "select"sv,  "small"sv,   "source"sv,   "span"sv,     "strong"sv,
                             "style"sv,    "sub"sv,    "sup"sv,     "svg"sv,     "td"sv,      "template"sv, "textarea"sv, "th"sv,
                             "time"sv,     "tt"sv,     "u"sv,       "use"sv,     "var"sv,     "video"sv,    "wbr"sv};

struct Entity {
    std::string_view name, text;
};
constexpr std::array entities{
    Entity{"amp", "&"},    Entity{"lt", "<"},     Entity{"gt", ">"},     Entity{"quot", "\""},  Entity{"apos", "'"},
    Entity{"nbsp", " "},   Entity{"ensp", " "},   Entity{"emsp", " "},   Entity{"Tab", "\t"},   Entity{"NewLine", "\n"},
    Entity{"hellip", "…"}, Entity{"ndash", "–"},  Entity{"mdash", "—"},  Entity{"lsquo", "‘"},  Entity{"rsquo", "’"},
    Entity{"ldquo", "“"},  Entity{"rdquo", "”"},  Entity{"laquo", "«"},  Entity{"raquo", "»"},  Entity{"bull", "•"},
    Entity{"middot", "·"}, Entity{"copy", "©"},   Entity{"reg", "®"},    Entity{"trade", "™"},  Entity{"micro", "µ"},
    Entity{"deg", "°"},    Entity{"times", "×"},  Entity{"rarr", "→"},   Entity{"larr", "←"},   Entity{"lbrace", "{"},
    Entity{"rbrace", "}"}, Entity{"lbrack", "["}, Entity{"rbrack", "]"}, Entity{"lpar", "("},   Entity{"rpar", ")"},
    Entity{"colon", ":"},  Entity{"comma", ","},  Entity{"period", "."}, Entity{"equals", "="}, Entity{"num", "#"},
    Entity{"percnt", "%"}, Entity{"sol", "/"},    Entity{"bsol", "\\"},  Entity{"lowbar", "_"}, Entity{"grave", "`"},
};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isLetter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

bool startsWith(std::string_view text, std::string_view lowerStart) {
    return text.size() >= lowerStart.size() && std::ranges::equal(text.substr(0, lowerStart.size()), lowerStart, {}, lower);
}

template <std::size_t Count>
bool contains(const std::array<std::string_view, Count>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

void appendUtf8(std::string& text, std::uint32_t code) {
    if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        code = 0xfffd;
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xc0 | code >> 6);
        text += static_cast<char>(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        text += static_cast<char>(0xe0 | code >> 12);
        text += static_cast<char>(0x80 | (code >> 6 & 0x3f));
        text += static_cast<char>(0x80 | (code & 0x3f));
    } else {
        text += static_cast<char>(0xf0 | code >> 18);
        text += static_cast<char>(0x80 | (code >> 12 & 0x3f));
        text += static_cast<char>(0x80 | (code >> 6 & 0x3f));
        text += static_cast<char>(0x80 | (code & 0x3f));
    }
}

/// What stands between `&` and `;` as text; nothing if it is no entity.
std::optional<std::string> decodeEntity(std::string_view name) {
    if (const auto* const known = std::ranges::find(entities, name, &Entity::name); known != entities.end())
        return std::string(known->text);
    if (!name.starts_with('#'))
        return std::nullopt;
    const bool hexadecimal = name.size() > 1 && lower(name[1]) == 'x';
    const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    std::string text;
    appendUtf8(text, code == 0xa0 ? ' ' : code);
    return text;
}

/// Turns blocks of the page into text; keeps what cannot be told yet for the next block.
class HtmlDecoder {
public:
    explicit HtmlDecoder(const Encoding& encoding) : m_encoding(encoding) {}

    [[nodiscard]] std::string decode(std::string_view block, bool last) {
        m_pending += block;
        m_text.clear();
        std::size_t done = 0;
        while (done < m_pending.size()) {
            const std::size_t used = step(std::string_view(m_pending).substr(done), last);
            if (used == 0)
                break;
            done += used;
        }
        m_pending.erase(0, done);
        return std::move(m_text);
    }

private:
    /// Takes one piece from the front; 0 if more is needed to tell what it is.
    std::size_t step(std::string_view rest, bool last) {
        if (!m_skippedElement.empty())
            return skipElement(rest, last);
        if (rest.front() == '<')
            return tag(rest, last);
        if (rest.front() == '&')
            return entity(rest, last);
        const std::size_t end = std::min(rest.find_first_of("<&"sv), rest.size());
        put(rest.substr(0, end));
        return end;
    }

    std::size_t tag(std::string_view rest, bool last) {
        constexpr std::size_t toTell = 16;
        if (!last && rest.size() < toTell)
            return 0;
        if (rest.starts_with("<![CDATA["))
            return "<![CDATA["sv.size();
        const bool closes = rest.starts_with("</");
        std::size_t end = closes ? 2 : 1;
        std::string name;
        while (end < rest.size() && name.size() < toTell &&
               (isLetter(rest[end]) || (!name.empty() && rest[end] >= '0' && rest[end] <= '9')))
            name += lower(rest[end++]);
        const bool block = contains(blocks, name);
        const bool declares = startsWith(rest, "<!doctype") || rest.starts_with("<?xml");
        if (!block && !declares && !contains(inlines, name))
            return putOne(rest);
        const std::size_t close = endOfTag(rest.substr(0, reach()), end);
        if (close == std::string_view::npos) {
            m_wasted += std::min(rest.size(), reach());
            return last || rest.size() >= reach() ? putOne(rest) : 0;
        }
        if (block)
            endLine(name == "br");
        else if (name == "td" || name == "th")
            m_text += closes ? "\t" : "";
        else if (!closes && (name == "script" || name == "style"))
            m_skippedElement = name;
        return close + 1;
    }

    /// How far the end of a tag is looked for. In a page made of beginnings alone that would take for ever.
    [[nodiscard]] std::size_t reach() const { return m_wasted < (64U << 20U) ? tagLimit : 1024; }

    /// Where the `>` stands that no quotes enclose.
    static std::size_t endOfTag(std::string_view rest, std::size_t from) {
        char quote = 0;
        for (std::size_t i = from; i < rest.size(); ++i) {
            if (quote != 0)
                quote = rest[i] == quote ? '\0' : quote;
            else if (rest[i] == '>')
                return i;
            else if ((rest[i] == '"' || rest[i] == '\'') && rest[i - 1] == '=')
                quote = rest[i];
        }
        return std::string_view::npos;
    }

    std::size_t entity(std::string_view rest, bool last) {
        const std::size_t end = rest.substr(0, entityLimit).find(';');
        if (end == std::string_view::npos)
            return !last && rest.size() < entityLimit ? 0 : putOne(rest);
        const auto text = decodeEntity(rest.substr(1, end - 1));
        if (!text)
            return putOne(rest);
        m_text += *text;
        m_lineHasText = *text != "\n";
        return end + 1;
    }

    std::size_t skipElement(std::string_view rest, bool last) {
        const std::string mark = "</" + m_skippedElement;
        for (std::size_t at = rest.find('<'); at != std::string_view::npos; at = rest.find('<', at + 1))
            if (startsWith(rest.substr(at), mark)) {
                m_skippedElement.clear();
                return at == 0 ? tag(rest, last) : at;
            }
        if (last)
            return rest.size();
        return rest.size() > mark.size() ? rest.size() - mark.size() : 0;
    }

    std::size_t putOne(std::string_view rest) {
        put(rest.substr(0, 1));
        return 1;
    }

    void put(std::string_view bytes) {
        if (m_encoding.name == "UTF-8" || m_encoding.name == "ASCII")
            m_text += bytes;
        else
            m_text += toUtf8(bytes, m_encoding);
        const std::size_t feed = bytes.rfind('\n');
        const std::string_view line = feed == std::string_view::npos ? bytes : bytes.substr(feed + 1);
        m_lineHasText = line.find_first_not_of(" \t\r"sv) != std::string_view::npos || (feed == std::string_view::npos && m_lineHasText);
    }

    void endLine(bool always) {
        if (always || m_lineHasText)
            m_text += '\n';
        m_lineHasText = false;
    }

    Encoding m_encoding;
    std::string m_pending, m_text;
    std::string m_skippedElement; ///< `script` or `style` while in one
    bool m_lineHasText = false;
    std::uint64_t m_wasted = 0; ///< bytes looked at for an end that was not there
};

} // namespace

bool isHtml(std::string_view head) {
    const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF"sv);
    if (first == std::string_view::npos)
        return false;
    head = head.substr(first);
    return startsWith(head, "<!doctype html") || startsWith(head, "<html>") || startsWith(head, "<html ");
}

Expected<ByteReaderPointer> htmlReader(const ByteReader& reader, const Encoding& encoding, const std::stop_token& stop) {
    HtmlDecoder decoder(encoding);
    return convertedReader(reader, encoding.markLength, stop,
                           [&](std::string_view block, bool last) { return decoder.decode(block, last); });
}

} // namespace faultline
