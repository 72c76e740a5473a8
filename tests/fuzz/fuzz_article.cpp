// SPDX-License-Identifier: MIT
#include "fuzz_input.h"
#include "knowledge/article_reader.h"
#include "knowledge/article_writer.h"
#include "text/regular_expression.h"

#include <algorithm>

namespace faultline {

namespace {

const Layouts& layouts() {
    static const Layouts layouts = [] {
        Layouts made;
        require(made.add(packFile("layouts.yaml"), "layouts.yaml").empty(), "the layouts of the pack are sound");
        made.compile();
        return made;
    }();
    return layouts;
}

bool hasErrors(const std::vector<Message>& messages) {
    return std::ranges::any_of(messages, [](const Message& message) { return message.level == MessageLevel::Error; });
}

void checkSound(const Article& article) {
    require(!article.id.empty() && !article.title.empty() && !article.summary.empty(), "a sound article has id, title and summary");
    require(!article.reason.empty(), "a sound article has a reason");
    require(!article.matches.empty() || !article.checks.empty() || !article.unseen.empty(),
            "something shows a sound article, or it says why not");
    for (const Match& match : article.matches) {
        require(match.expression && match.expression->isValid(), "a sound article's patterns are valid");
        require(!match.expression->find(""), "no pattern is found everywhere");
        require(match.line > 0, "a match knows its line");
    }
    Captures captures;
    for (const Derived& derived : article.derive)
        captures.emplace(derived.as, "value `with` {braces}");
    for (const std::string* text : {&article.summary, &article.reason, &article.solution})
        for (const bool asCode : {false, true})
            (void)fillCaptures(*text, captures, asCode);
}

} // namespace

} // namespace faultline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    const std::string text(FuzzInput(data, size).text());
    // A file is named after its article: without this no input would ever be sound.
    std::string path = "articles/a.md";
    if (const std::size_t id = text.find("\nid: "); id != std::string::npos)
        path = "articles/" + text.substr(id + 5, std::min(text.find_first_of("\r\n", id + 5), text.size()) - id - 5) + ".md";

    const WithMessages<Article> read = readArticle(text, path, layouts());
    for (const Message& message : read.messages) {
        require(!message.what.empty(), "a message says what is wrong");
        require(message.where && message.where->path == path, "a message says in which file");
    }
    if (hasErrors(read.messages))
        return 0;
    checkSound(read.value);

    const std::string written = writeArticle(read.value);
    const WithMessages<Article> again = readArticle(written, path, layouts());
    require(!hasErrors(again.messages), "a sound article is sound again once it was written");
    require(writeArticle(again.value) == written, "writing what was written changes nothing");
    return 0;
}
