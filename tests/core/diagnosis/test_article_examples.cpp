// SPDX-License-Identifier: MIT
#include "diagnosis/knowledge_check.h"

#include "core_test.h"

#include <QDirIterator>

#include <algorithm>
#include <cstdio>
#include <set>

using namespace faultline;

namespace {

/// A copy of the packs with few articles: one article is tried a hundred times faster without all the others.
class FewArticles {
public:
    FewArticles(const QString& packs, const std::set<std::string>& ids) {
        QDirIterator files(packs, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QFileInfo file(files.next());
            const bool wanted = file.suffix() == QLatin1String("yaml") || ids.contains(file.completeBaseName().toStdString());
            const QString copy = m_folder.filePath(QDir(packs).relativeFilePath(file.filePath()));
            if (wanted && !(QDir().mkpath(QFileInfo(copy).path()) && QFile::copy(file.filePath(), copy)))
                qFatal("%s could not be copied", qPrintable(file.filePath()));
        }
    }
    [[nodiscard]] KnowledgeBasePointer load() const { return loadKnowledge({{m_folder.path().toStdString(), true}}); }

private:
    QTemporaryDir m_folder;
};

/// The articles that the conditions of one name.
std::set<std::string> namedBy(const QString& packs, const Article& article) {
    std::set<std::string> names, patterns;
    for (const Match& match : article.matches)
        patterns.insert(match.withFinding.begin(), match.withFinding.end());
    for (const Check& check : article.checks)
        patterns.insert(check.withFinding.begin(), check.withFinding.end());
    QDirIterator files(packs, {QStringLiteral("*.md")}, QDir::Files, QDirIterator::Subdirectories);
    while (!patterns.empty() && files.hasNext()) {
        const std::string name = QFileInfo(files.next()).completeBaseName().toStdString();
        if (std::ranges::any_of(patterns, [&](const std::string& pattern) { return nameMatches(name, pattern); }))
            names.insert(name);
    }
    return names;
}

} // namespace

/// Tries the examples of one article: test_article_examples PACKS ID
int main(int count, char** arguments) {
    if (count != 3) {
        std::fputs("usage: test_article_examples PACKS ID\n", stderr);
        return 2;
    }
    const QString packs = QString::fromLocal8Bit(arguments[1]);
    const std::string id = arguments[2];
    KnowledgeBasePointer knowledge = FewArticles(packs, {id}).load();
    for (const FaultyArticle& faulty : knowledge->faulty())
        for (const Message& message : faulty.messages)
            std::fprintf(stderr, "%s\n", message.toLine().c_str());
    const Article* article = knowledge->find(id);
    if (!article)
        return 1;
    if (std::set<std::string> more = namedBy(packs, *article); !more.empty()) {
        more.insert(id);
        knowledge = FewArticles(packs, more).load();
        article = knowledge->find(id);
    }
    const KnowledgeCheck check = checkKnowledge(knowledge, [&](const Article& other) { return &other == article; });
    for (const ExampleResult& result : check.results)
        for (const Message& message : result.messages)
            std::fprintf(stderr, "%s\n", message.toLine().c_str());
    std::printf("%zu of %zu examples as they say\n", check.passed, check.examples);
    return check.passed == check.examples ? 0 : 1;
}
