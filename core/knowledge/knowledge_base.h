// SPDX-License-Identifier: MIT
#pragma once

#include "job/layout.h"
#include "knowledge/article.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

struct Pack {
    std::string id, title, version, description;
    std::string path; ///< folder or zip it was read from
    bool shipped = false;
};

/// An article that could not be used, with everything that is wrong with it.
struct FaultyArticle {
    std::string id, path, pack;
    std::vector<Message> messages;
};

/// All that is known: the articles and layouts of the loaded packs. Immutable once loaded; shared between threads.
class KnowledgeBase {
public:
    [[nodiscard]] const std::vector<Article>& articles() const { return m_articles; }
    [[nodiscard]] const std::vector<Pack>& packs() const { return m_packs; }
    [[nodiscard]] const Layouts& layouts() const { return *m_layouts; }
    /// Everything found wrong while loading; errors left an article out, warnings did not.
    [[nodiscard]] const std::vector<Message>& messages() const { return m_messages; }
    [[nodiscard]] const std::vector<FaultyArticle>& faulty() const { return m_faulty; }
    /// By id or alias; null if there is none.
    [[nodiscard]] const Article* find(std::string_view idOrAlias) const;
    [[nodiscard]] std::size_t indexOf(const Article& article) const { return static_cast<std::size_t>(&article - m_articles.data()); }
    /// Changes whenever any loaded file does. Names caches.
    [[nodiscard]] const std::string& fingerprint() const { return m_fingerprint; }

private:
    friend class KnowledgeLoader;
    std::vector<Article> m_articles;
    std::vector<Pack> m_packs;
    std::shared_ptr<Layouts> m_layouts;
    std::vector<Message> m_messages;
    std::vector<FaultyArticle> m_faulty;
    std::string m_fingerprint;
};

using KnowledgeBasePointer = std::shared_ptr<const KnowledgeBase>;

/// Where packs come from.
struct PackPath {
    std::string path;     ///< a pack's folder, a folder of packs, or a zip of either
    bool shipped = false; ///< part of the program
};

/// Loads all packs. A later article replaces an earlier one with the same id, with a note. An unreadable pack is a message, never the end.
[[nodiscard]] KnowledgeBasePointer loadKnowledge(const std::vector<PackPath>& packs);

/// The packs in a folder that a person keeps their own in: it may be one itself, else each folder with a `pack.yaml` and each zip in it, by name. Empty where the
/// folder is not there. Window and terminal both look into `$XDG_DATA_HOME/faultline/packs`.
[[nodiscard]] std::vector<PackPath> packsIn(const std::string& folder);

/// The heads of the packs under these paths, without their articles: for lists of versions. What cannot be read is left out.
[[nodiscard]] std::vector<Pack> listPacks(const std::vector<PackPath>& packs);

/// The packs that lie beside the program (installed, portable or in the build tree), given the path of the running executable.
[[nodiscard]] std::vector<PackPath> shippedPacks(const std::string& executable);

} // namespace faultline
