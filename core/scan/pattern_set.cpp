// SPDX-License-Identifier: MIT
#include "scan/pattern_set_private.h"

#include "scan/runtime_error.h"
#include "text/file_cache.h"

#include <algorithm>
#include <cstdlib>

namespace faultline {

namespace {

constexpr unsigned vectorscanFlags = HS_FLAG_MULTILINE;

/// Lines that look like errors whatever wrote them; the candidates for "most telling" where nothing known fits.
constexpr std::string_view errorLinePatterns[] = {
    R"(\b(?:ERROR|CRITICAL|FATAL|SEVERE)\b)",
    R"([A-Za-z](?:Error|Exception): )",
    R"(^(?:\[stderr\])?\s*(?:[Ee]rror|[Ff]atal|fatal error|FAILED|Failed|[Cc]annot|[Cc]ould not)\b)",
    R"([\[<#(](?i:error|fatal|critical|crit)[\]>)])",
    R"(\blevel=(?i:\"?(?:error|fatal|critical|panic)))",
    R"(\b[Ee]rror: )",
    R"(\b(?:[Cc]an't |[Cc]annot |[Uu]nable to |[Ii]nvalid |[Dd]enied\b|[Rr]efused\b|[Tt]imed out\b|not specified\b|not found\b|exited with (?:return )?code (?:[1-9]|-\d)))",
    R"(\b(?:panicked at|Segmentation fault|core dumped|terminate called after|Unhandled [Ee]xception|Exception in thread|command not found|Permission denied|Aborted|Killed)\b)",
};

/// Adds patterns, joining equal texts.
class Collector {
public:
    Collector(PatternSet::Private& set, std::vector<Message>& messages) : m_set(set), m_messages(messages) {}

    void add(const std::string& text, PatternUse use, const std::string& path, std::uint64_t line,
             std::shared_ptr<const RegularExpression> expression = nullptr) {
        if (text.empty())
            return;
        const auto [known, isNew] = m_set.byText.try_emplace(text, m_set.patterns.size());
        if (isNew) {
            if (!expression)
                expression = std::make_shared<const RegularExpression>(text);
            CompiledPattern pattern{text, std::move(expression), {}, true, 0, 0, false};
            if (!pattern.regex->isValid()) {
                m_messages.push_back(
                    Message::error("RE2 refuses a pattern; it is left out", pattern.regex->error(), "Correct the pattern").at(path, line));
                m_set.byText.erase(known);
                return;
            }
            pattern.named = static_cast<std::size_t>(
                std::ranges::count_if(pattern.regex->groupNames(), [](const std::string& name) { return !name.empty(); }));
            m_set.patterns.push_back(std::move(pattern));
            m_places.push_back({path, line, 0});
        }
        CompiledPattern& pattern = m_set.patterns[known->second];
        pattern.uses.push_back(use);
        pattern.kinds |= CompiledPattern::bit(use.kind);
        pattern.dependsOnRun |=
            use.kind == PatternUse::Kind::Match && m_set.knowledge->articles()[use.article].matches[use.index].dependsOnRun();
    }

    [[nodiscard]] const std::vector<MessageLocation>& places() const { return m_places; }

private:
    PatternSet::Private& m_set;
    std::vector<Message>& m_messages;
    std::vector<MessageLocation> m_places;
};

/// The compiled database kept between starts. It is only ever a copy: what does not fit is thrown away and compiled again.
class DatabaseCache {
public:
    DatabaseCache(const std::string& folder, const std::vector<const char*>& expressions, const std::vector<unsigned>& ids)
        : m_files(folder, "patterns", {64ULL << 20, 8}) {
        const auto add = [&](std::string_view text) { (m_key += text) += '\0'; };
        add(hs_version());
        hs_platform_info_t platform{};
        if (hs_populate_platform(&platform) == HS_SUCCESS)
            add(std::to_string(platform.cpu_features) + "/" + std::to_string(platform.tune));
        for (std::size_t i = 0; i < expressions.size(); ++i) {
            add(expressions[i]);
            add(std::to_string(ids[i]));
        }
    }

    [[nodiscard]] hs_database_t* load() const {
        const auto bytes = m_files.read(m_key);
        hs_database_t* database = nullptr;
        return bytes && hs_deserialize_database(bytes->data(), bytes->size(), &database) == HS_SUCCESS ? database : nullptr;
    }

    void store(const hs_database_t* database) const {
        char* bytes = nullptr;
        std::size_t length = 0;
        if (hs_serialize_database(database, &bytes, &length) != HS_SUCCESS)
            return;
        m_files.write(m_key, {bytes, length});
        std::free(bytes);
    }

private:
    FileCache m_files;
    std::string m_key;
};

} // namespace

std::string withinLine(std::string_view pattern) {
    std::string result;
    bool inClass = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size()) {
            const char escaped = pattern[++i];
            if (escaped == 's')
                result += inClass ? " \\t\\r\\f\\x0b" : "[ \\t\\r\\f\\x0b]";
            else if (escaped == 'W' && !inClass)
                result += "[^\\w\\n]";
            else if (escaped == 'D' && !inClass)
                result += "[^\\d\\n]";
            else
                result += {'\\', escaped};
            continue;
        }
        result += c;
        if (!inClass && c == '[') {
            inClass = true;
            if (i + 1 < pattern.size() && pattern[i + 1] == '^') {
                result += "^\\n";
                ++i;
            }
            // A closing bracket right behind the opening one is a member.
            if (i + 1 < pattern.size() && pattern[i + 1] == ']') {
                result += "\\]";
                ++i;
            }
        } else if (inClass && c == '[' && pattern.substr(i).starts_with("[:")) {
            const std::size_t end = pattern.find(":]", i);
            if (end != std::string_view::npos) {
                result += pattern.substr(i + 1, end + 1 - i);
                i = end + 1;
            }
        } else if (inClass && c == ']') {
            inClass = false;
        }
    }
    return result;
}

namespace {

void compileDatabase(PatternSet::Private& set, const std::vector<MessageLocation>& places, const std::string& cacheFolder,
                     std::vector<Message>& messages) {
    std::vector<std::string> texts;
    texts.reserve(set.patterns.size());
    for (const CompiledPattern& pattern : set.patterns)
        texts.push_back(withinLine(pattern.text));
    std::vector<const char*> expressions;
    std::vector<unsigned> flags, ids;
    for (std::size_t i = 0; i < set.patterns.size(); ++i) {
        if (!set.patterns[i].fast)
            continue;
        expressions.push_back(texts[i].c_str());
        flags.push_back(vectorscanFlags);
        ids.push_back(static_cast<unsigned>(i));
    }
    while (!set.database && !expressions.empty()) {
        // What is refused is found out quickly, and each time: only what was compiled in the end is kept.
        const DatabaseCache cache(cacheFolder, expressions, ids);
        if ((set.database = cache.load()))
            break;
        hs_compile_error_t* error = nullptr;
        if (hs_compile_multi(expressions.data(), flags.data(), ids.data(), static_cast<unsigned>(expressions.size()), HS_MODE_BLOCK,
                             nullptr, &set.database, &error) == HS_SUCCESS) {
            cache.store(set.database);
            break;
        }
        // One expression is refused: it leaves the fast path, is reported, and the rest is compiled again.
        const int refused = error ? error->expression : -1;
        const std::string why = error && error->message ? error->message : "unknown";
        if (error)
            hs_free_compile_error(error);
        if (refused < 0) {
            messages.push_back(Message::error("The patterns could not be compiled", why, "Report this, with the packs that were loaded"));
            for (const unsigned id : ids)
                set.patterns[id].fast = false;
            break;
        }
        const std::size_t pattern = ids[static_cast<std::size_t>(refused)];
        set.patterns[pattern].fast = false;
        messages.push_back(Message::warning("Vectorscan refuses a pattern: " + why,
                                            "`" + set.patterns[pattern].text + "` is run line by line, which slows every scan",
                                            "Rewrite it without the part that is refused")
                               .at(places[pattern].path, places[pattern].line));
        expressions.erase(expressions.begin() + refused);
        flags.erase(flags.begin() + refused);
        ids.erase(ids.begin() + refused);
    }
    for (std::size_t i = 0; i < set.patterns.size(); ++i)
        if (!set.patterns[i].fast)
            set.slow.push_back(i);
    if (set.database)
        hs_alloc_scratch(set.database, &set.scratch);
}

} // namespace

bool countsInRole(const Match& match, const FileRole& role) {
    if (std::ranges::find(match.notRoles, role.id) != match.notRoles.end())
        return false;
    if (match.roles.empty() || std::ranges::find(match.roles, role.id) != match.roles.end())
        return true;
    return !match.onlyIn && role.unspecific;
}

PatternSet::Private::~Private() {
    if (scratch)
        hs_free_scratch(scratch);
    if (database)
        hs_free_database(database);
}

std::size_t PatternSet::Private::roleIndex(std::string_view role) const {
    const auto known = std::ranges::find(roles, role);
    return known == roles.end() ? 0 : static_cast<std::size_t>(known - roles.begin());
}

PatternSet::PatternSet(std::unique_ptr<Private> p) : d(std::move(p)) {}
PatternSet::~PatternSet() = default;

const KnowledgeBasePointer& PatternSet::knowledge() const {
    return d->knowledge;
}

std::size_t PatternSet::patternCount() const {
    return d->patterns.size();
}

WithMessages<std::shared_ptr<const PatternSet>> PatternSet::compile(KnowledgeBasePointer knowledge, const std::string& cacheFolder) {
    WithMessages<std::shared_ptr<const PatternSet>> result;
    auto set = std::make_unique<Private>();
    set->knowledge = knowledge;
    Collector collector(*set, result.messages);
    using Kind = PatternUse::Kind;
    for (std::size_t a = 0; a < knowledge->articles().size(); ++a) {
        const Article& article = knowledge->articles()[a];
        for (std::size_t m = 0; m < article.matches.size(); ++m) {
            const Match& match = article.matches[m];
            collector.add(match.pattern, {Kind::Match, a, m}, article.path, match.line, match.expression);
            collector.add(match.with, {Kind::With, a, m}, article.path, match.line);
            collector.add(match.without, {Kind::Without, a, m}, article.path, match.line);
            collector.add(match.withoutAfter, {Kind::WithoutAfter, a, m}, article.path, match.line);
        }
        for (std::size_t n = 0; n < article.lookNext.size(); ++n)
            collector.add(article.lookNext[n].pattern, {Kind::LookNext, a, n}, article.path, 0);
    }
    const Layouts& layouts = knowledge->layouts();
    for (std::size_t s = 0; s < layouts.outcomeSigns().size(); ++s)
        collector.add(layouts.outcomeSigns()[s].pattern, {Kind::Outcome, nowhere, s}, "layouts.yaml", 0);
    for (std::size_t s = 0; s < layouts.outcomeSigns().size(); ++s)
        collector.add(layouts.outcomeSigns()[s].with, {Kind::OutcomeWith, nowhere, s}, "layouts.yaml", 0);
    for (std::size_t f = 0; f < layouts.runFacts().size(); ++f)
        collector.add(layouts.runFacts()[f].pattern, {Kind::Fact, nowhere, f}, "layouts.yaml", 0);
    collector.add(R"(Traceback \(most recent call last\))", {Kind::Traceback, nowhere, 0}, "", 0);
    collector.add(R"((?:SyntaxError|IndentationError|TabError): )", {Kind::SyntaxError, nowhere, 0}, "", 0);
    collector.add(std::string(runtimeErrorPattern), {Kind::RuntimeError, nowhere, 0}, "", 0);
    for (const std::string_view pattern : errorLinePatterns)
        collector.add(std::string(pattern), {Kind::ErrorLine, nowhere, 0}, "", 0);

    set->roles = layouts.roleIds();
    for (const std::string& role : set->roles) {
        std::vector<bool> wanted(set->patterns.size(), false);
        const bool telling = layouts.role(role).telling;
        for (std::size_t i = 0; i < set->patterns.size(); ++i)
            for (const PatternUse& use : set->patterns[i].uses) {
                switch (use.kind) {
                case Kind::Match:
                case Kind::With:
                case Kind::Without:
                case Kind::WithoutAfter:
                    if (countsInRole(knowledge->articles()[use.article].matches[use.index], layouts.role(role)))
                        wanted[i] = true;
                    break;
                case Kind::LookNext: {
                    const auto& in = knowledge->articles()[use.article].lookNext[use.index].roles;
                    if (in.empty() || std::ranges::find(in, role) != in.end())
                        wanted[i] = true;
                    break;
                }
                case Kind::Fact: {
                    const auto& in = layouts.runFacts()[use.index].in;
                    if (in.empty() || std::ranges::find(in, role) != in.end())
                        wanted[i] = true;
                    break;
                }
                case Kind::Outcome:
                case Kind::OutcomeWith: {
                    const auto& in = layouts.outcomeSigns()[use.index].in;
                    if (in.empty() || std::ranges::find(in, role) != in.end())
                        wanted[i] = true;
                    break;
                }
                case Kind::ErrorLine:
                    if (telling)
                        wanted[i] = true;
                    break;
                case Kind::Traceback:
                case Kind::SyntaxError:
                case Kind::RuntimeError: wanted[i] = true; break;
                }
            }
        set->wanted.push_back(std::move(wanted));
    }
    compileDatabase(*set, collector.places(), cacheFolder, result.messages);
    result.value = std::shared_ptr<const PatternSet>(new PatternSet(std::move(set)));
    return result;
}

} // namespace faultline
