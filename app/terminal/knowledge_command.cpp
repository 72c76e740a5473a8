// SPDX-License-Identifier: MIT
#include "commands.h"

#include "diagnosis/knowledge_check.h"
#include "knowledge_page.h"
#include "text/counted.h"
#include "text/encoding.h"
#include "text/visible_text.h"
#include "text/yaml_document.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <format>

namespace faultline {

namespace {

bool contains(std::string_view text, std::string_view word) {
    return !std::ranges::search(text, word, [](char a, char b) {
                return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
            }).empty();
}

/// `DIR` of `knowledge check`, so that two ways to write a folder are one.
std::string wholePath(const std::string& path) {
    std::error_code error;
    std::filesystem::path whole = std::filesystem::weakly_canonical(path, error);
    if (error)
        return path;
    if (whole.filename().empty())
        whole = whole.parent_path();
    return whole.string();
}

bool isWithin(const std::string& path, const std::string& folder) {
    return path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
}

} // namespace

int runKnowledgeList(const Arguments& arguments, const std::string& executable) {
    if (!arePacksThere(arguments.packs))
        return 2;
    const KnowledgeBasePointer knowledge = loadKnowledge(packPaths(arguments.packs, executable));
    std::vector<const Article*> articles;
    for (const Article& article : knowledge->articles()) {
        const auto holds = [&](const std::string& word) {
            return contains(article.pack, word) || contains(article.id, word) || contains(toString(article.role), word) ||
                   contains(article.stage, word) || contains(article.title, word) ||
                   std::ranges::any_of(article.aliases, [&](const std::string& alias) { return contains(alias, word); });
        };
        if (std::ranges::all_of(arguments.words, holds))
            articles.push_back(&article);
    }
    std::ranges::sort(articles, {}, [](const Article* article) { return std::pair(article->pack, article->id); });
    std::string text;
    for (const Article* article : articles) {
        text += std::format("{:<10} {:<42} {:<13} {}", article->pack, article->id, toString(article->role), article->title);
        for (std::size_t i = 0; i < article->aliases.size(); ++i)
            text += (i == 0 ? "  (also " : ", ") + article->aliases[i] + (i + 1 == article->aliases.size() ? ")" : "");
        text += '\n';
    }
    const std::size_t all = knowledge->articles().size(), packs = knowledge->packs().size();
    text += arguments.words.empty() ? std::format("{} articles in {} packs\n", all, packs)
                                    : std::format("{} of {} articles in {} packs\n", articles.size(), all, packs);
    return print(text, all == 0 ? 2 : articles.empty() ? 1 : 0);
}

int runKnowledgeShow(const Arguments& arguments, const std::string& executable) {
    if (!arePacksThere(arguments.packs))
        return 2;
    const KnowledgeBasePointer knowledge = loadKnowledge(packPaths(arguments.packs, executable));
    if (const Article* const article = knowledge->find(arguments.article))
        return print(articlePage(*article, 100), 0);
    for (const FaultyArticle& faulty : knowledge->faulty())
        if (faulty.id == arguments.article) {
            complain(Message::error("The article `" + faulty.id + "` has faults and is not used", ""));
            for (const Message& message : faulty.messages)
                complain(message);
            return 2;
        }
    std::vector<std::string> ids;
    for (const Article& article : knowledge->articles())
        ids.push_back(article.id);
    const std::string near = nearestName(arguments.article, ids);
    complain(Message::error("There is no article `" + arguments.article + "`" + (near.empty() ? "" : ": did you mean `" + near + "`?"), "",
                            "`faultline-cli knowledge list` shows all"));
    return 2;
}

int runKnowledgeCheck(const Arguments& arguments, const std::string& executable) {
    // The shipped packs are loaded as well: they define the roles that a pack's articles name. One that is to be checked itself is loaded once.
    std::vector<PackPath> packs = packPaths(arguments.packs, executable);
    std::vector<std::string> folders;
    std::vector<std::string> further;
    for (const std::string& path : arguments.paths) {
        folders.push_back(wholePath(path));
        const auto holds = [&](const PackPath& pack) { return isWithin(folders.back(), wholePath(pack.path)); };
        if (std::ranges::any_of(packs, holds))
            continue;
        packs.push_back({path, false});
        further.push_back(path);
    }
    if (!arePacksThere(arguments.packs) || !arePacksThere(further))
        return 2;
    const KnowledgeBasePointer knowledge = loadKnowledge(packs);
    const auto isMeant = [&](const std::string& path) {
        return folders.empty() ||
               std::ranges::any_of(folders, [whole = wholePath(path)](const std::string& folder) { return isWithin(whole, folder); });
    };
    const KnowledgeCheck check = checkKnowledge(knowledge, [&](const Article& article) { return isMeant(article.path); });
    std::size_t errors = 0, warnings = 0;
    std::string text;
    for (const Message& message : check.messages) {
        if (message.where && !isMeant(message.where->path))
            continue;
        errors += message.level == MessageLevel::Error;
        warnings += message.level == MessageLevel::Warning;
        text += visibleName(toUtf8(message.toLine(), {})) + "\n"; // one line, whatever a name in it holds
    }
    text += std::format("{}, {} of {} as they say, {}, {}\n", counted(check.articles, "article", "articles"), check.passed,
                        counted(check.examples, "example", "examples"), counted(errors, "error", "errors"),
                        counted(warnings, "warning", "warnings"));
    return print(text, errors > 0 ? 1 : check.articles == 0 ? 2 : 0);
}

} // namespace faultline
