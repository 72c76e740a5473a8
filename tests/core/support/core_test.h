// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/knowledge_base.h"
#include "scan/scanner.h"

#include <QTemporaryDir>
#include <QTest>

#include <string>
#include <string_view>
#include <vector>

/// Lets QCOMPARE show texts of the core when they differ.
template <>
inline char* QTest::toString(const std::string& text) {
    return qstrdup(text.c_str());
}
template <>
inline char* QTest::toString(const std::string_view& text) {
    return qstrdup(std::string(text).c_str());
}

namespace faultline {

/// The packs of the sources; loaded once in a test program.
[[nodiscard]] const KnowledgeBasePointer& shippedKnowledge();
/// Their patterns; compiled once in a test program.
[[nodiscard]] const PatternSetPointer& shippedPatterns();

/// A pack in a temporary folder, for tests of articles and conditions. It knows the roles `program` and `errors`, the unspecific `other`, and the group `logs`.
class TemporaryPack {
public:
    TemporaryPack();

    /// Writes a file of the pack.
    void write(const std::string& path, std::string_view text) const;
    /// An article that finds what `match` (the keys of one match, YAML on one line) says.
    void addArticle(const std::string& id, const std::string& match, const std::string& moreKeys = {}) const;
    [[nodiscard]] KnowledgeBasePointer load() const;
    [[nodiscard]] std::string path() const { return m_folder.path().toStdString(); }

private:
    QTemporaryDir m_folder;
};

/// A file's content scanned as if it had that role.
[[nodiscard]] FileScan scanText(const std::string& text, const std::string& role, const PatternSetPointer& patterns);
[[nodiscard]] FileScan scanText(const std::string& text, const std::string& role, const KnowledgeBasePointer& knowledge);

/// Shown numbers of the lines in which an article was found.
[[nodiscard]] std::vector<std::uint64_t> linesOf(const FileScan& scan, const KnowledgeBase& knowledge, std::string_view article);

/// Whether any of the skipped entries is of `path` and says `why`.
[[nodiscard]] bool isSkipped(const std::vector<Skipped>& skipped, std::string_view path, std::string_view why);

} // namespace faultline
