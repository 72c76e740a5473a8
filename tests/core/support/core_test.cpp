// SPDX-License-Identifier: MIT
#include "core_test.h"
#include "source_packs.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace faultline {

const KnowledgeBasePointer& shippedKnowledge() {
    static const KnowledgeBasePointer knowledge = loadKnowledge({{sourcePacks(), true}});
    return knowledge;
}

const PatternSetPointer& shippedPatterns() {
    static const PatternSetPointer patterns = PatternSet::compile(shippedKnowledge()).value;
    return patterns;
}

TemporaryPack::TemporaryPack() {
    write("pack.yaml", "id: test\ntitle: Test\n");
    write("layouts.yaml", R"(
roles:
  - {id: program, title: output of the program, authority: 60, order: 10, program: true}
  - {id: errors, title: errors of the script, authority: 80, order: 5, errors-only: true}
  - {id: other, title: other file, authority: 10, order: 900, unspecific: true}
groups:
  logs: [program, errors]
files:
  - {role: program, path: ['std_log*.txt']}
  - {role: errors, path: ['errors/<node>/<process>.txt']}
runtime-frames: ['/site-packages/']
)");
}

void TemporaryPack::write(const std::string& path, std::string_view text) const {
    const QString full = m_folder.filePath(QString::fromStdString(path));
    QDir().mkpath(QFileInfo(full).path());
    QFile file(full);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0)
        qFatal("%s could not be written", qPrintable(full));
}

void TemporaryPack::addArticle(const std::string& id, const std::string& match, const std::string& moreKeys) const {
    write(
        "articles/" + id + ".md",
        "---\nid: " + id + "\ntitle: Title of " + id + "\nsummary: 'Summary of " + id + "'\nrole: cause\nseverity: error\nstage: run\n" +
            "applies-to: [any]\nevidence: seen\nconfidence: high\nmatches:\n  - " + match + "\n" + moreKeys +
            "examples:\n  - {text: yes, finds: true}\n  - {text: no, finds: false}\n---\n## Reason\nBecause.\n## Solution\n1. Mend it.\n");
}

KnowledgeBasePointer TemporaryPack::load() const {
    return loadKnowledge({{path(), false}});
}

FileScan scanText(const std::string& text, const std::string& role, const PatternSetPointer& patterns) {
    JobFile file;
    file.path = "file.txt";
    file.size = text.size();
    file.role = role;
    return scanFile(*memoryReader(text), file, *patterns, {});
}

FileScan scanText(const std::string& text, const std::string& role, const KnowledgeBasePointer& knowledge) {
    return scanText(text, role, PatternSet::compile(knowledge).value);
}

std::vector<std::uint64_t> linesOf(const FileScan& scan, const KnowledgeBase& knowledge, std::string_view article) {
    std::vector<std::uint64_t> lines;
    for (const Sighting& sighting : scan.sightings)
        if (knowledge.articles()[sighting.article].id == article)
            lines.push_back(sighting.line.shown());
    return lines;
}

bool isSkipped(const std::vector<Skipped>& skipped, std::string_view path, std::string_view why) {
    return std::ranges::any_of(skipped, [&](const Skipped& entry) { return entry.path == path && entry.why.contains(why); });
}

} // namespace faultline
