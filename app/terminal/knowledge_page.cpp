// SPDX-License-Identifier: MIT
#include "knowledge_page.h"

#include "report/text_page.h"
#include "text/regular_expression.h"

#include <algorithm>
#include <format>

namespace faultline {

namespace {

std::string joined(const std::vector<std::string>& list, std::string_view between = ", ") {
    std::string text;
    for (const std::string& item : list)
        text += (text.empty() ? "" : std::string(between)) + item;
    return text;
}

/// An article's text without a job: captures that have a stand-in read as that, the others as `<name>`.
std::string withoutValues(std::string_view text, const Article& article) {
    Captures names;
    const auto add = [&](const std::string& name) {
        if (!name.empty())
            names.emplace(name, "<" + name + ">");
    };
    for (const Match& match : article.matches)
        if (match.expression)
            std::ranges::for_each(match.expression->groupNames(), add);
    for (const Derived& derived : article.derive)
        add(derived.as);
    for (const char* const name : {"count", "value", "key", "file"})
        if (!article.checks.empty())
            add(name);
    return fillCaptures(fillCaptures(text, {}, false), names, false);
}

std::string describeMatch(const Match& match) {
    std::string conditions;
    const auto add = [&](const std::string& part) { conditions += (conditions.empty() ? "" : "; ") + part; };
    if (!match.roles.empty())
        add((match.onlyIn ? "only in " : "in ") + joined(match.roles));
    if (!match.notRoles.empty())
        add("not in " + joined(match.notRoles));
    if (match.level != Level::Unknown)
        add("level " + std::string(levelName(match.level)) + " or worse");
    if (match.exceptionPart)
        add("as a part of an exception");
    if (match.frames != FramesCondition::Any)
        add(match.frames == FramesCondition::User ? "raised in the user's code" : "raised in the runtime");
    if (match.nearEnd)
        add(std::format("among the last {} lines", *match.nearEnd));
    if (!match.with.empty())
        add("with `" + match.with + "` in the file");
    if (!match.without.empty())
        add("without `" + match.without + "` in the file");
    if (!match.withoutAfter.empty())
        add("without `" + match.withoutAfter + "` after it");
    if (!match.withFinding.empty())
        add("beside " + joined(match.withFinding, " or "));
    if (!match.outcomes.empty())
        add("where the outcome is " + joined(match.outcomes, " or "));
    return conditions;
}

std::string describeCheck(const Check& check) {
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", and ") + part; };
    switch (check.kind) {
    case Check::Kind::DefinitionValue:
        for (const ValueCondition& value : check.values)
            add((value.absent ? "no `" : "`") + joined(value.keys, "` or `") + "`" +
                (value.matches.empty() || value.absent ? "" : " that is like `" + value.matches + "`"));
        text = "a saved definition holds " + text;
        break;
    case Check::Kind::TableRows:
        for (const ColumnCondition& column : check.where)
            add("`" + joined(column.columns, "` or `") + "`" + (column.matches.empty() ? "" : " is like `" + column.matches + "`") +
                (column.above ? std::format(" is above {}", *column.above) : "") +
                (column.below ? std::format(" is below {}", *column.below) : ""));
        text = "a table (" + joined(check.roles) + ") has " + (check.atLeast == 1 ? "a row" : std::format("{} rows", check.atLeast)) +
               " in which " + text;
        break;
    case Check::Kind::Files:
        if (!check.holds.empty())
            add("holds `" + joined(check.holds, "` and `") + "`" + (check.atLeast > 1 ? std::format(" ({} files)", check.atLeast) : ""));
        if (!check.lacks.empty())
            add("lacks `" + joined(check.lacks, "` and `") + "`");
        if (!check.containing.empty())
            add("of the files that it holds those count in which a line is like `" + check.containing + "`");
        text = "the run's folder " + text;
        break;
    case Check::Kind::FactBelow: text = "the number `" + check.fact + "` of the run is below its `" + check.than + "`"; break;
    }
    if (!check.outcomes.empty())
        text += "; where the outcome is " + joined(check.outcomes, " or ");
    if (!check.withFinding.empty())
        text += "; beside " + joined(check.withFinding, " or ");
    if (!check.withoutFinding.empty())
        text += "; where none of these was found: " + joined(check.withoutFinding);
    return text;
}

std::string_view trust(const Article& article) {
    switch (article.evidence) {
    case Evidence::Seen: return "seen in real logs";
    case Evidence::Template: return "the text of the message is known, its values are not";
    case Evidence::General: return "known of the software in general";
    case Evidence::Inferred: return "concluded from documentation, not seen in real logs";
    }
    return {};
}

} // namespace

std::string articlePage(const Article& article, unsigned width) {
    TextPage page(false, width);
    page.wrapped(article.title, 0, 2);
    if (!article.summary.empty())
        page.wrapped(withoutValues(article.summary, article), 0, 0);
    page.line();
    const auto fact = [&](std::string_view label, const std::string& value) {
        if (!value.empty())
            page.labelled(label, value, 2, 16);
    };
    fact("id", article.id);
    fact("also known as", joined(article.aliases));
    fact("pack", article.pack);
    fact("role", std::string(toString(article.role)));
    fact("severity", std::string(toString(article.severity)));
    fact("stage", article.stage);
    fact("applies to", joined(article.appliesTo));
    fact("evidence", std::string(toString(article.evidence)) + ": " + std::string(trust(article)));
    fact("confidence", std::string(toString(article.confidence)) +
                           (article.confidence == Confidence::Low ? ": the sign alone is weak, check it before acting on it" : ""));
    fact("means", article.means);
    fact("explained by", joined(article.explainedBy));
    fact("file", article.path);
    page.heading("Reason");
    page.markdown(withoutValues(article.reason, article), 2);
    if (!article.solution.empty()) {
        page.heading("Solution");
        page.markdown(withoutValues(article.solution, article), 2);
    }
    if (!article.lookNext.empty())
        page.heading("Look next");
    for (const LookNext& next : article.lookNext)
        page.wrapped(joined(next.roles) + (next.pattern.empty() ? "" : " for `" + next.pattern + "`") + ": " + next.says, 2, 4);
    if (!article.matches.empty() || !article.checks.empty())
        page.heading("Found by");
    for (const Match& match : article.matches) {
        page.line("  " + match.pattern);
        page.wrapped(describeMatch(match), 6, 6);
    }
    for (const Check& check : article.checks)
        page.wrapped("check: " + describeCheck(check), 2, 6);
    if (!article.unseen.empty())
        page.wrapped("Nothing in a folder shows it: " + article.unseen, 2, 4);
    if (!article.links.empty())
        page.heading("Read more");
    for (const std::string& link : article.links)
        page.line("  " + link);
    return page.take();
}

} // namespace faultline
