// SPDX-License-Identifier: MIT
#include "commands.h"

#include "diagnosis/knowledge_check.h"

#include <algorithm>
#include <cstdio>

namespace faultline {

namespace {

void print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

} // namespace

int runKnowledgeList(const Arguments& arguments, const std::string& executable) {
    const KnowledgeBasePointer knowledge = loadPacks(arguments, executable);
    std::vector<const Article*> articles;
    for (const Article& article : knowledge->articles())
        articles.push_back(&article);
    std::ranges::sort(articles, {}, [](const Article* article) { return std::pair(article->pack, article->id); });
    for (const Article* article : articles)
        std::printf("%-10s %-42s %-13s %s\n", article->pack.c_str(), article->id.c_str(), std::string(toString(article->role)).c_str(),
                    article->title.c_str());
    std::printf("%zu articles in %zu packs\n", articles.size(), knowledge->packs().size());
    return knowledge->articles().empty() ? 2 : 0;
}

int runKnowledgeShow(const Arguments& arguments, const std::string& executable) {
    const KnowledgeBasePointer knowledge = loadPacks(arguments, executable);
    const Article* const article = knowledge->find(arguments.article);
    if (!article) {
        std::fprintf(stderr, "faultline-cli: there is no article `%s`; `faultline-cli knowledge list` shows them\n",
                     arguments.article.c_str());
        return 2;
    }
    print(article->title + "\n" + article->id + " · " + std::string(toString(article->role)) + " · " + article->stage + " · " +
          article->pack + "\n\nReason\n" + article->reason + "\n\nSolution\n" + article->solution + "\n");
    if (!article->matches.empty())
        print("\nFound by\n");
    for (const Match& match : article->matches)
        print("  " + match.pattern + "\n");
    if (!article->unseen.empty())
        print("\nNothing in a folder shows it: " + article->unseen + "\n");
    for (const std::string& link : article->links)
        print("\n" + link + "\n");
    return 0;
}

int runKnowledgeCheck(const Arguments& arguments, const std::string& executable) {
    // The shipped packs are loaded as well: they define the roles that a pack's articles name.
    Arguments all = arguments;
    all.packs.insert(all.packs.end(), arguments.paths.begin(), arguments.paths.end());
    const KnowledgeBasePointer knowledge = loadPacks(all, executable);
    const auto isMeant = [&](const std::string& path) {
        return arguments.paths.empty() ||
               std::ranges::any_of(arguments.paths, [&](const std::string& folder) { return path.starts_with(folder); });
    };
    const KnowledgeCheck check = checkKnowledge(knowledge, [&](const Article& article) { return isMeant(article.path); });
    std::size_t errors = 0, warnings = 0;
    for (const Message& message : check.messages) {
        if (message.where && !isMeant(message.where->path))
            continue;
        errors += message.level == MessageLevel::Error;
        warnings += message.level == MessageLevel::Warning;
        print(message.toLine() + "\n");
    }
    std::printf("%zu articles, %zu of %zu examples as they say, %zu errors, %zu warnings\n", check.articles, check.passed, check.examples,
                errors, warnings);
    return errors > 0 ? 1 : check.articles == 0 ? 2 : 0;
}

} // namespace faultline
