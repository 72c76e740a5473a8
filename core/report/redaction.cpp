// SPDX-License-Identifier: MIT
#include "report/redaction.h"

#include "report/redaction_rules.h"
#include "text/regular_expression.h"

#include <cctype>
#include <cstring>
#include <limits>
#include <unordered_map>

#include <hs.h>

namespace faultline {

namespace {

using redaction::Candidate;
using redaction::Kind;
using redaction::Rule;

constexpr std::size_t ruleCount = std::size(redaction::rules);
constexpr std::size_t noLimit = std::numeric_limits<std::size_t>::max();

/// Part of a text that is to be replaced. What decided about it reaches from `begin` to `end`: a text must not be cut between them.
struct Span {
    std::size_t begin = 0, end = 0;
    std::size_t valueBegin = 0, valueEnd = 0;
    Kind kind = Kind::Secret;
};

/// A word of a rule, found.
struct Event {
    unsigned word = 0;
    std::size_t to = 0;
};

int onMatch(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
    static_cast<std::vector<Event>*>(context)->push_back({id, static_cast<std::size_t>(to)});
    return 0;
}

int hexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    const char small = redaction::lower(c);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// The value as it was before it was escaped for an address or for JSON, so that one secret is known again in either form.
std::string plainValue(std::string_view value, Kind kind) {
    std::string plain(value);
    for (int round = 0; round < 2 && plain.find_first_of("%\\") != std::string::npos; ++round) {
        std::string next;
        for (std::size_t i = 0; i < plain.size(); ++i) {
            if (plain[i] == '%' && i + 2 < plain.size() && hexValue(plain[i + 1]) >= 0 && hexValue(plain[i + 2]) >= 0) {
                next += static_cast<char>(hexValue(plain[i + 1]) * 16 + hexValue(plain[i + 2]));
                i += 2;
            } else if (plain[i] == '\\' && i + 5 < plain.size() && plain.compare(i + 1, 3, "u00") == 0 && hexValue(plain[i + 4]) >= 0 &&
                       hexValue(plain[i + 5]) >= 0) {
                next += static_cast<char>(hexValue(plain[i + 4]) * 16 + hexValue(plain[i + 5]));
                i += 5;
            } else if (plain[i] != '\\') {
                next += plain[i];
            }
        }
        plain = std::move(next);
    }
    if (kind == Kind::SubscriptionId || kind == Kind::TenantId || kind == Kind::ObjectId || kind == Kind::Email || kind == Kind::UserName)
        std::ranges::transform(plain, plain.begin(), redaction::lower);
    return plain;
}

} // namespace

struct Redactor::Private {
    explicit Private(Options options);
    ~Private();
    Private(const Private&) = delete;
    Private& operator=(const Private&) = delete;

    /// Finds what is to be hidden in `text`, in order and without overlaps.
    const std::vector<Span>& find(std::string_view text);
    /// Appends `text` from `from` to `to` with the spans in it replaced.
    void replace(std::string_view text, std::size_t from, std::size_t to, std::string& out);
    [[nodiscard]] std::string standIn(Kind kind, std::string_view value);
    /// Where the header of a private key begins that the text given to `find` last ends in the middle of; npos if it does not.
    [[nodiscard]] std::size_t openKey() const { return m_openKey; }

private:
    void hidePrivateKey(std::string_view text, std::size_t begin);
    void handle(std::string_view text, const Event& event);
    void findKnownIds(std::string_view text);
    void tryRule(std::string_view text, std::size_t rule, std::size_t to);
    void joinOverlaps();
    void tryEverywhere(std::string_view text);

    struct Known {
        Kind kind;
        std::uint32_t number;
    };
    [[nodiscard]] Known remember(Kind kind, std::string_view value);
    /// Beyond so many different secrets, further ones get numbers of their own each time: the memory stays bounded.
    static constexpr std::size_t knownLimit = 200'000;

    std::vector<RegularExpression> m_exact;
    std::vector<bool> m_active;
    std::vector<std::size_t> m_ruleOfWord;
    hs_database_t* m_database = nullptr;
    hs_scratch_t* m_scratch = nullptr;

    std::unordered_map<std::size_t, Known> m_known; ///< by hash: the secrets themselves are not kept
    bool m_idsKnown = false;
    std::array<std::uint32_t, redaction::kindNames.size()> m_numbers{};
    std::array<std::uint64_t, redaction::kindNames.size()> m_counts{};

    std::vector<Event> m_events;
    std::vector<Span> m_spans;
    std::vector<std::size_t> m_doneTo; ///< by rule: what stands before was looked at
    std::size_t m_lineBegin = 0, m_lineEnd = 0;
    std::size_t m_openKey = std::string_view::npos;
    std::vector<std::string_view> m_groups;

    friend std::vector<std::pair<std::string, std::uint64_t>> Redactor::hidden() const;
};

Redactor::Private::Private(Options options) {
    std::vector<const char*> words;
    std::vector<std::size_t> lengths;
    std::vector<unsigned> flags, ids;
    for (std::size_t i = 0; i < ruleCount; ++i) {
        const Rule& rule = redaction::rules[i];
        m_exact.emplace_back(rule.exact);
        m_active.push_back(rule.kind != Kind::PrivateAddress || options.privateAddresses);
        for (std::size_t begin = 0; m_active.back() && begin < rule.words.size();) {
            const std::size_t end = std::min(rule.words.find('|', begin), rule.words.size());
            words.push_back(rule.words.data() + begin);
            lengths.push_back(end - begin);
            flags.push_back(rule.ignoresCase ? HS_FLAG_CASELESS : 0U);
            ids.push_back(static_cast<unsigned>(m_ruleOfWord.size()));
            m_ruleOfWord.push_back(i);
            begin = end + 1;
        }
    }
    m_doneTo.assign(ruleCount, 0);
    hs_compile_error_t* error = nullptr;
    if (hs_compile_lit_multi(words.data(), flags.data(), ids.data(), lengths.data(), static_cast<unsigned>(words.size()), HS_MODE_BLOCK,
                             nullptr, &m_database, &error) != HS_SUCCESS) {
        // A processor that Vectorscan does not know: slow, and nothing stays unhidden.
        hs_free_compile_error(error);
        m_database = nullptr;
    } else if (hs_alloc_scratch(m_database, &m_scratch) != HS_SUCCESS) {
        hs_free_database(m_database);
        m_database = nullptr;
    }
}

Redactor::Private::~Private() {
    hs_free_scratch(m_scratch);
    hs_free_database(m_database);
}

const std::vector<Span>& Redactor::Private::find(std::string_view text) {
    m_spans.clear();
    m_events.clear();
    std::ranges::fill(m_doneTo, 0);
    m_lineBegin = m_lineEnd = 0;
    m_openKey = std::string_view::npos;
    if (!m_database ||
        hs_scan(m_database, text.data(), static_cast<unsigned>(text.size()), 0, m_scratch, onMatch, &m_events) != HS_SUCCESS) {
        tryEverywhere(text);
    } else {
        if (!std::ranges::is_sorted(m_events, {}, &Event::to))
            std::ranges::stable_sort(m_events, {}, &Event::to);
        for (const Event& event : m_events)
            handle(text, event);
    }
    for (const Span& span : m_spans)
        if (span.kind == Kind::SubscriptionId || span.kind == Kind::TenantId || span.kind == Kind::ObjectId)
            (void)remember(span.kind, text.substr(span.valueBegin, span.valueEnd - span.valueBegin));
    if (m_idsKnown)
        findKnownIds(text);
    joinOverlaps();
    return m_spans;
}

/// Ids that were met before as ones to hide, wherever they stand.
void Redactor::Private::findKnownIds(std::string_view text) {
    constexpr std::size_t length = 36;
    constexpr std::size_t firstPart = 8;
    for (std::size_t dash = text.find('-', firstPart); dash != std::string_view::npos && dash + length - firstPart <= text.size();
         dash = text.find('-', dash + 1)) {
        if (text[dash + 5] != '-' || text[dash + 10] != '-' || text[dash + 15] != '-')
            continue;
        const std::size_t begin = dash - firstPart;
        const auto known = m_known.find(std::hash<std::string>()(plainValue(text.substr(begin, length), Kind::SubscriptionId)));
        if (known != m_known.end())
            m_spans.push_back({begin, begin + length, begin, begin + length, known->second.kind});
    }
}

void Redactor::Private::handle(std::string_view text, const Event& event) {
    const std::size_t rule = m_ruleOfWord[event.word];
    const std::string_view follows = redaction::rules[rule].follows;
    const auto mayStand = redaction::rules[rule].mayStand;
    if (event.to <= m_doneTo[rule] ||
        (!follows.empty() && (event.to >= text.size() || follows.find(text[event.to]) == std::string_view::npos)) ||
        (mayStand && !mayStand(text, event.to)))
        return;
    if (redaction::rules[rule].kind == Kind::PrivateKey)
        return hidePrivateKey(text, event.to);
    if (event.to > m_lineEnd || m_lineEnd == 0) {
        const std::size_t feed = event.to < 2 ? std::string_view::npos : text.rfind('\n', event.to - 2);
        m_lineBegin = feed == std::string_view::npos ? 0 : feed + 1;
        m_lineEnd = std::min(text.find('\n', event.to - 1), text.size());
    }
    tryRule(text, rule, event.to);
}

/// A key reaches over lines: no pattern of one line finds its end.
void Redactor::Private::hidePrivateKey(std::string_view text, std::size_t begin) {
    bool closed = false;
    const std::size_t end = redaction::privateKeyEnd(text, begin, closed);
    const std::size_t header = text.substr(0, begin - 5).rfind("-----BEGIN ");
    if (!closed)
        m_openKey = header;
    // Nothing but line feeds: the key was hidden before, or never stood there.
    const std::string_view value = text.substr(begin, end - begin);
    // Line feeds may be written out, `\n`.
    const auto isFeed = [](char c) { return c == 'n' || c == 'r'; };
    const auto isBetween = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\\'; };
    std::size_t first = 0, last = value.size();
    while (first < last && isBetween(value[first]))
        first += value[first] == '\\' && first + 1 < last && isFeed(value[first + 1]) ? 2 : 1;
    while (last > first && (isBetween(value[last - 1]) || (last - first > 1 && isFeed(value[last - 1]) && value[last - 2] == '\\')))
        --last;
    if (first >= last || value[first] == '<')
        return;
    m_spans.push_back({header, end, begin + first, begin + last, Kind::PrivateKey});
}

/// Tries a rule where one of its words ended. Only a piece of the line is looked at, more of it where the match reaches the piece's end: lines can be endless.
void Redactor::Private::tryRule(std::string_view text, std::size_t rule, std::size_t to) {
    const Rule& what = redaction::rules[rule];
    const RegularExpression& exact = m_exact[rule];
    std::size_t from = std::max({m_lineBegin, m_doneTo[rule], to > what.lookBehind ? to - what.lookBehind : 0});
    std::size_t reach = 320;
    while (from < m_lineEnd) {
        const std::size_t end = to == noLimit || m_lineEnd - std::min(to, m_lineEnd) <= reach ? m_lineEnd : to + reach;
        const std::string_view line = text.substr(m_lineBegin, end - m_lineBegin);
        if (!exact.find(line, m_groups, from - m_lineBegin))
            return;
        const std::size_t matchBegin = static_cast<std::size_t>(m_groups[0].data() - text.data());
        const std::size_t matchEnd = matchBegin + m_groups[0].size();
        if (matchEnd == end && end < m_lineEnd) {
            reach *= 8;
            continue;
        }
        Candidate candidate;
        candidate.line = text.substr(m_lineBegin, m_lineEnd - m_lineBegin);
        candidate.begin = matchBegin - m_lineBegin;
        const auto& names = exact.groupNames();
        for (std::size_t g = 1; g < m_groups.size(); ++g) {
            if (m_groups[g].data() == nullptr)
                continue;
            if (names[g] == "key") {
                candidate.key = m_groups[g];
            } else if (names[g].starts_with('s')) {
                candidate.value = m_groups[g];
                candidate.quoted = names[g].starts_with("sq");
            }
        }
        const std::size_t valueBegin = static_cast<std::size_t>(candidate.value.data() - text.data()),
                          valueEnd = valueBegin + candidate.value.size();
        candidate.valueBegin = valueBegin - m_lineBegin;
        if (what.accepts(candidate)) {
            m_spans.push_back({matchBegin, std::max(matchEnd, valueEnd), valueBegin, valueEnd, what.kind});
            from = valueEnd;
        } else {
            // The value of a name that was refused may be the name of another: `token = password=…`.
            from = std::max(from + 1, candidate.key.empty() ? valueEnd : valueBegin);
        }
        m_doneTo[rule] = from;
        if (from >= to)
            return;
    }
}

void Redactor::Private::tryEverywhere(std::string_view text) {
    for (m_lineBegin = 0; m_lineBegin < text.size(); m_lineBegin = m_lineEnd + 1) {
        m_lineEnd = std::min(text.find('\n', m_lineBegin), text.size());
        for (std::size_t rule = 0; rule < ruleCount; ++rule)
            if (m_active[rule] && redaction::rules[rule].kind != Kind::PrivateKey)
                tryRule(text, rule, noLimit);
    }
    constexpr std::string_view header = "PRIVATE KEY-----";
    for (std::size_t at = text.find(header); at != std::string_view::npos; at = text.find(header, at + 1))
        if (redaction::beginsPrivateKey(text, at + header.size()))
            hidePrivateKey(text, at + header.size());
}

/// Where rules disagree, the longer match names the kind, and all of both is hidden.
void Redactor::Private::joinOverlaps() {
    std::ranges::stable_sort(m_spans, {}, &Span::valueBegin);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_spans.size(); ++i) {
        if (kept == 0 || m_spans[i].valueBegin >= m_spans[kept - 1].valueEnd) {
            m_spans[kept++] = m_spans[i];
            continue;
        }
        Span& last = m_spans[kept - 1];
        const Span& next = m_spans[i];
        const std::size_t lastLength = last.valueEnd - last.valueBegin, nextLength = next.valueEnd - next.valueBegin;
        if (nextLength > lastLength || (nextLength == lastLength && next.kind < last.kind))
            last.kind = next.kind;
        last.begin = std::min(last.begin, next.begin);
        last.end = std::max(last.end, next.end);
        last.valueEnd = std::max(last.valueEnd, next.valueEnd);
    }
    m_spans.resize(kept);
}

Redactor::Private::Known Redactor::Private::remember(Kind kind, std::string_view value) {
    const std::size_t hash = std::hash<std::string>()(plainValue(value, kind));
    if (const auto known = m_known.find(hash); known != m_known.end())
        return known->second;
    const Known fresh{kind, ++m_numbers[static_cast<std::size_t>(kind)]};
    if (m_known.size() < knownLimit) {
        m_known.emplace(hash, fresh);
        m_idsKnown = m_idsKnown || kind == Kind::SubscriptionId || kind == Kind::TenantId || kind == Kind::ObjectId;
    }
    return fresh;
}

std::string Redactor::Private::standIn(Kind kind, std::string_view value) {
    const Known known = remember(kind, value);
    const auto index = static_cast<std::size_t>(known.kind);
    ++m_counts[index];
    return "<" + std::string(redaction::kindNames[index].standIn) + "-" + std::to_string(known.number) + ">";
}

void Redactor::Private::replace(std::string_view text, std::size_t from, std::size_t to, std::string& out) {
    for (const Span& span : m_spans) {
        if (span.valueBegin < from)
            continue;
        if (span.valueBegin >= to)
            break;
        out.append(text, from, span.valueBegin - from);
        out += standIn(span.kind, text.substr(span.valueBegin, span.valueEnd - span.valueBegin));
        from = span.valueEnd;
    }
    if (from < to)
        out.append(text, from, to - from);
}

namespace {

constexpr std::size_t blockSize = 1 << 20;
/// A line longer than a block is cut this far before the block's end, so that what begins before the cut can be seen whole.
constexpr std::size_t margin = 64 << 10;

bool endsValue(char c) {
    return std::isspace(static_cast<unsigned char>(c)) || c == '"' || c == '\'' || c == '`' || c == '<' || c == '>' || c == '&' ||
           c == ',' || c == ';';
}

} // namespace

Redactor::Redactor() : Redactor(Options{}) {}
Redactor::Redactor(Options options) : d(std::make_unique<Private>(options)) {}
Redactor::~Redactor() = default;

std::string Redactor::operator()(std::string_view text) {
    std::string out;
    if (text.size() <= 64 * blockSize) {
        out = text;
        // Again, as long as something is found: what was hidden may have stood at the edge of another secret and kept it from being known as one.
        for (int round = 0; round < 4 && !d->find(out).empty(); ++round) {
            std::string next;
            next.reserve(out.size() + 64);
            d->replace(out, 0, out.size(), next);
            out = std::move(next);
        }
        return out;
    }
    out.reserve(text.size());
    const ByteReaderPointer reader = memoryReader(std::string(text));
    (void)redactStream(*reader, [&](std::string_view piece) { out += piece; }, *this, {}); // memory can always be read
    return out;
}

std::vector<std::pair<std::string, std::uint64_t>> Redactor::hidden() const {
    std::vector<std::pair<std::string, std::uint64_t>> list;
    for (std::size_t kind = 0; kind < redaction::kindNames.size(); ++kind)
        if (d->m_counts[kind] > 0)
            list.emplace_back(redaction::kindNames[kind].words, d->m_counts[kind]);
    return list;
}

Expected<void> redactStream(const ByteReader& reader, const std::function<void(std::string_view)>& out, Redactor& redactor,
                            std::stop_token stop) {
    Redactor::Private& rules = *redactor.d;
    std::string buffer, redacted;
    std::uint64_t offset = 0;
    bool ended = false, swallowing = false;
    while (!stop.stop_requested() && (!ended || !buffer.empty())) {
        const std::size_t carried = buffer.size();
        buffer.resize(carried + blockSize);
        auto got = reader.read(offset, std::span(buffer).subspan(carried));
        if (!got)
            return std::unexpected(std::move(got.error()));
        buffer.resize(carried + *got);
        offset += *got;
        ended = *got < blockSize;

        std::string_view text = buffer;
        if (swallowing) {
            const auto rest = std::ranges::find_if(text, endsValue);
            swallowing = rest == text.end() && !ended;
            text.remove_prefix(static_cast<std::size_t>(rest - text.begin()));
        }
        const std::size_t feed = ended ? std::string_view::npos : text.rfind('\n');
        std::size_t cut = ended ? text.size() : feed == std::string_view::npos ? 0 : feed + 1;
        redacted.clear();
        if (cut > 0) {
            rules.find(text.substr(0, cut));
            // A private key that goes on behind the cut is seen whole with the next block, unless there is none.
            if (!ended && rules.openKey() < cut)
                cut = rules.openKey();
            rules.replace(text.substr(0, cut), 0, cut, redacted);
        } else if (text.size() >= blockSize) {
            const std::vector<Span>& spans = rules.find(text);
            cut = text.size() - margin;
            for (auto span = spans.rbegin(); span != spans.rend(); ++span)
                if (span->begin < cut && cut < span->end)
                    cut = span->begin;
            if (cut == 0) {
                // One secret fills the block: it is hidden, with all that still belongs to it.
                cut = spans.front().valueEnd;
                swallowing = cut == text.size();
            }
            rules.replace(text, 0, cut, redacted);
        }
        if (!redacted.empty())
            out(redacted);
        buffer.erase(0, buffer.size() - text.size() + cut);
    }
    return {};
}

} // namespace faultline
