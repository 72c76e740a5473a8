// SPDX-License-Identifier: MIT
#include "knowledge/article_draft.h"

#include "knowledge/article_reader.h"
#include "knowledge/article_writer.h"
#include "knowledge/pattern_proposal.h"
#include "text/escape_sequences.h"
#include "text/line_prefix.h"
#include "text/regular_expression.h"

#include <QCoreApplication>

#include <algorithm>
#include <ranges>

namespace faultline {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::ArticleDraft)
};

std::string said(const QString& text) {
    return text.toStdString();
}

/// Which field a message of the reader speaks of, by the line of the file it points at.
DraftField fieldAt(const std::string& file, std::uint64_t line) {
    static const std::vector<std::pair<std::string_view, DraftField>> keys{
        {"id:", DraftField::Id},           {"title:", DraftField::Title},        {"summary:", DraftField::Summary},
        {"stage:", DraftField::Stage},     {"matches:", DraftField::Pattern},    {"examples:", DraftField::Examples},
        {"## Reason", DraftField::Reason}, {"## Solution", DraftField::Solution}};
    DraftField field = DraftField::Other;
    std::uint64_t number = 0;
    for (const auto& part : std::views::split(std::string_view(file), '\n')) {
        const std::string_view text(part.begin(), part.end());
        for (const auto& [key, meant] : keys) {
            if (text.starts_with(key))
                field = meant;
        }
        if (++number == line)
            break;
    }
    return field;
}

/// Faults without a line of their own are told by what they say.
DraftField fieldOf(const Message& message, const std::string& file) {
    const std::string& what = message.what;
    if (what.contains("no reason"))
        return DraftField::Reason;
    if (what.contains("no solution"))
        return DraftField::Solution;
    if (what.contains("example"))
        return DraftField::Examples;
    if (what.contains("no stage"))
        return DraftField::Stage;
    if (what.contains("pattern") || what.contains("Nothing shows"))
        return DraftField::Pattern;
    if (what.contains("file role"))
        return DraftField::Roles;
    if (what.contains("`title`"))
        return DraftField::Title;
    if (what.contains("`summary`"))
        return DraftField::Summary;
    return message.where ? fieldAt(file, message.where->line) : DraftField::Other;
}

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    for (const auto& part : std::views::split(text, '\n'))
        lines.emplace_back(part.begin(), part.end());
    return lines;
}

} // namespace

Article ArticleDraft::fromLine(const ArticleSeed& seed, const KnowledgeBase& knowledge) {
    const PatternProposal proposal = proposePattern(seed.line);
    Article article;
    article.id = proposal.id;
    for (int number = 2; knowledge.find(article.id); ++number)
        article.id = proposal.id + "-" + std::to_string(number);
    article.title = proposal.title;
    article.summary = proposal.summary;
    article.stage = "run";
    article.appliesTo = {"any"};
    const LinePrefix prefix = readLinePrefix(seed.line);
    article.severity = prefix.level == Level::Warning ? Severity::Warning : Severity::Error;
    Match match;
    match.pattern = proposal.pattern;
    // A role that says nothing narrows nothing.
    if (!seed.role.empty() && knowledge.layouts().hasRole(seed.role) && !knowledge.layouts().role(seed.role).unspecific)
        match.roles = {seed.role};
    article.matches.push_back(std::move(match));
    Example example;
    example.text = withoutAnsi(seed.line.substr(0, 4096));
    example.role = article.matches.front().roles.empty() ? std::string() : seed.role;
    article.examples.push_back(std::move(example));
    return article;
}

std::vector<DraftFault> ArticleDraft::faults(const Article& article, const KnowledgeBase& knowledge, const std::string& previousId) {
    std::vector<DraftFault> faults;
    const std::string file = writeArticle(article);
    // Only the editor's own fields point at a line that the reader of the message can see.
    for (Message& message : readArticle(file, article.id + ".md", knowledge.layouts()).messages) {
        const DraftField field = fieldOf(message, file);
        message.where.reset();
        faults.push_back({field, std::move(message)});
    }
    if (article.id != previousId) {
        if (const Article* other = knowledge.find(article.id); other && !article.id.empty())
            faults.push_back({DraftField::Id, Message::error(said(Say::tr("Another article has this id")), other->title,
                                                             said(Say::tr("Choose another id")))});
    }
    for (std::size_t i = 0; i < article.examples.size(); ++i) {
        const std::optional<bool> found = finds(article, article.examples[i]);
        if (found && *found != article.examples[i].finds) {
            faults.push_back({DraftField::Examples,
                              Message::error(said(article.examples[i].finds ? Say::tr("Example %1 is not found").arg(i + 1)
                                                                            : Say::tr("Example %1 is found, but should not be").arg(i + 1)),
                                             {}, said(Say::tr("Change the pattern, or say the opposite of the example")))});
        }
    }
    return faults;
}

bool ArticleDraft::canBeSaved(const std::vector<DraftFault>& faults) {
    return std::ranges::none_of(faults, [](const DraftFault& fault) { return fault.message.level == MessageLevel::Error; });
}

std::optional<bool> ArticleDraft::finds(const Article& article, const Example& example) {
    if (example.text.empty())
        return std::nullopt;
    bool usable = false;
    for (const Match& match : article.matches) {
        const RegularExpression regex(match.pattern);
        if (match.pattern.empty() || !regex.isValid())
            continue;
        usable = true;
        if (std::ranges::any_of(linesOf(example.text), [&regex](std::string_view line) { return regex.find(line); }))
            return true;
    }
    return usable ? std::optional<bool>(false) : std::nullopt;
}

Captures ArticleDraft::capturesOf(const Article& article) {
    std::vector<std::string_view> groups;
    for (const Match& match : article.matches) {
        const RegularExpression regex(match.pattern);
        for (const Example& example : article.examples) {
            if (!example.finds || match.pattern.empty())
                continue;
            for (const std::string_view line : linesOf(example.text)) {
                if (!regex.find(line, groups))
                    continue;
                Captures captures;
                for (std::size_t i = 1; i < groups.size(); ++i) {
                    if (!regex.groupNames()[i].empty() && groups[i].data())
                        captures.emplace(regex.groupNames()[i], groups[i]);
                }
                return captures;
            }
        }
    }
    return {};
}

} // namespace faultline
