// SPDX-License-Identifier: MIT
#include "knowledge/knowledge_base.h"

#include "job/job.h"
#include "knowledge/article_reader.h"
#include "text/yaml_document.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <thread>

#include <sys/stat.h>

namespace faultline {

const Article* KnowledgeBase::find(std::string_view idOrAlias) const {
    for (const Article& article : m_articles)
        if (article.id == idOrAlias || std::ranges::find(article.aliases, idOrAlias) != article.aliases.end())
            return &article;
    return nullptr;
}

namespace {

std::uint64_t lineOf(const Article& article, const std::string& key) {
    const auto line = article.lines.find(key);
    return line == article.lines.end() ? 0 : line->second;
}

/// Folders that are packs: those that hold a pack.yaml. Each ends with `/`, but for the top, which is empty.
std::vector<std::string> packRoots(const std::vector<SourceEntry>& entries) {
    constexpr std::string_view name = "pack.yaml";
    std::vector<std::string> roots;
    for (const SourceEntry& entry : entries)
        if (entry.path == name || entry.path.ends_with("/pack.yaml"))
            roots.push_back(entry.path.substr(0, entry.path.size() - name.size()));
    std::ranges::sort(roots);
    return roots;
}

void readPackHead(const std::string& text, const std::string& path, Pack& pack, std::vector<Message>& messages) {
    const YamlNode node = YamlNode::parse(text, path, messages);
    if (!node.isMap())
        return;
    node.onlyKeys({"id", "title", "version", "description"}, messages);
    pack.id = node["id"].text(messages, true);
    pack.title = node["title"].text(messages, true);
    pack.version = node["version"].text(messages);
    pack.description = node["description"].text(messages);
}

std::string packFolder(const std::string& path, const std::string& root) {
    return path + (root.empty() ? "" : "/" + root.substr(0, root.size() - 1));
}

} // namespace

/// Collects packs into one knowledge base: first all layouts, for articles name their roles, then the articles.
class KnowledgeLoader {
public:
    KnowledgeBasePointer load(const std::vector<PackPath>& paths);

private:
    struct PackFiles {
        Pack pack;
        std::string prefix; ///< shown before the paths of its files
        std::map<std::string, std::string> files;
    };

    void collect(const PackPath& path);
    void readLayouts(const PackFiles& files);
    void readArticles(const PackFiles& files);
    void addToFingerprint(std::string_view text);

    std::shared_ptr<KnowledgeBase> m_base = std::make_shared<KnowledgeBase>();
    std::shared_ptr<Layouts> m_layouts = std::make_shared<Layouts>();
    std::vector<PackFiles> m_packs;
    std::map<std::string, std::size_t> m_byId;
    std::uint64_t m_hash = 1469598103934665603ULL;
};

void KnowledgeLoader::addToFingerprint(std::string_view text) {
    for (const char c : text) { // FNV-1a: names caches, guards nothing
        m_hash ^= static_cast<unsigned char>(c);
        m_hash *= 1099511628211ULL;
    }
}

void KnowledgeLoader::collect(const PackPath& path) {
    auto source = sourceFor(path.path);
    if (!source) {
        m_base->m_messages.push_back(std::move(source.error()));
        return;
    }
    auto listing = (*source)->list({}, {});
    if (!listing) {
        m_base->m_messages.push_back(std::move(listing.error()));
        return;
    }
    // Every folder with a pack.yaml is a pack; what lies in it, a pack within excepted, is its own.
    const std::vector<std::string> roots = packRoots(listing->entries);
    if (roots.empty()) {
        m_base->m_messages.push_back(Message::error("There is no pack here", "no `pack.yaml` was found",
                                                    "Name the folder or zip that holds a pack.yaml and a folder `articles`")
                                         .at(path.path));
        return;
    }
    for (const std::string& root : roots) {
        PackFiles files;
        files.pack.path = packFolder(path.path, root);
        files.pack.shipped = path.shipped;
        files.prefix = path.path + "/";
        for (const SourceEntry& entry : listing->entries) {
            if (!entry.path.starts_with(root))
                continue;
            const std::string inside = entry.path.substr(root.size());
            const bool wanted =
                inside == "pack.yaml" || inside == "layouts.yaml" || (inside.starts_with("articles/") && inside.ends_with(".md"));
            if (!wanted)
                continue;
            auto reader = (*source)->open(entry.path);
            auto text = reader ? readAll(**reader, 2 << 20) : Expected<std::string>(std::unexpected(std::move(reader.error())));
            if (!text) {
                m_base->m_messages.push_back(std::move(text.error()));
                continue;
            }
            addToFingerprint(entry.path);
            addToFingerprint(*text);
            files.files.emplace(entry.path, std::move(*text));
        }
        const auto meta = files.files.find(root + "pack.yaml");
        if (meta != files.files.end())
            readPackHead(meta->second, files.prefix + meta->first, files.pack, m_base->m_messages);
        m_packs.push_back(std::move(files));
    }
}

void KnowledgeLoader::readLayouts(const PackFiles& files) {
    for (const auto& [path, text] : files.files)
        if (path.ends_with("layouts.yaml"))
            for (Message& message : m_layouts->add(text, files.prefix + path))
                m_base->m_messages.push_back(std::move(message));
}

void KnowledgeLoader::readArticles(const PackFiles& files) {
    std::vector<std::pair<const std::string*, const std::string*>> texts; // path and content
    for (const auto& [path, text] : files.files)
        if (path.ends_with(".md"))
            texts.emplace_back(&path, &text);
    // Reading is mostly compiling patterns: it is shared out, and put together in order.
    std::vector<WithMessages<Article>> read(texts.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < texts.size(); i = next++)
            read[i] = readArticle(*texts[i].second, files.prefix + *texts[i].first, *m_layouts);
    };
    {
        const std::size_t threads = std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), texts.size() / 20 + 1);
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < threads; ++i)
            others.emplace_back(work);
        work();
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        Article& article = read[i].value;
        std::vector<Message>& messages = read[i].messages;
        article.pack = files.pack.id;
        const bool usable = std::ranges::none_of(messages, [](const Message& message) { return message.level == MessageLevel::Error; });
        if (!usable)
            m_base->m_faulty.push_back({article.id, files.prefix + *texts[i].first, files.pack.id, messages});
        m_base->m_messages.insert(m_base->m_messages.end(), std::make_move_iterator(messages.begin()),
                                  std::make_move_iterator(messages.end()));
        if (!usable)
            continue;
        const auto [known, isNew] = m_byId.try_emplace(article.id, m_base->m_articles.size());
        if (!isNew) {
            Message note{MessageLevel::Note, "The article `" + article.id + "` replaces an earlier one",
                         "`" + m_base->m_articles[known->second].path + "` has the same id",
                         MessageLocation{article.path, lineOf(article, "id"), 0}, "Rename it if both are wanted"};
            m_base->m_messages.push_back(std::move(note));
            m_base->m_articles[known->second] = std::move(article);
        } else {
            m_base->m_articles.push_back(std::move(article));
        }
    }
}

KnowledgeBasePointer KnowledgeLoader::load(const std::vector<PackPath>& paths) {
    for (const PackPath& path : paths)
        collect(path);
    for (const PackFiles& pack : m_packs)
        readLayouts(pack);
    m_layouts->compile();
    for (const PackFiles& pack : m_packs) {
        readArticles(pack);
        m_base->m_packs.push_back(pack.pack);
    }
    // A name that nothing bears would silently explain nothing.
    for (const Article& article : m_base->m_articles)
        for (const std::string& name : article.explainedBy)
            if (!m_byId.contains(name) &&
                std::ranges::none_of(m_base->m_articles, [&](const Article& other) { return nameMatches(other.id, name); }))
                m_base->m_messages.push_back(
                    Message::warning("`explained-by` names an article that is not there", name, "Correct the spelling or remove it")
                        .at(article.path, lineOf(article, "explained-by")));
    m_base->m_layouts = m_layouts;
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(m_hash));
    m_base->m_fingerprint = text;
    return m_base;
}

KnowledgeBasePointer loadKnowledge(const std::vector<PackPath>& packs) {
    return KnowledgeLoader().load(packs);
}

std::vector<PackPath> packsIn(const std::string& folder) {
    namespace fs = std::filesystem;
    std::error_code ignored; // a folder that cannot be read has no packs
    if (fs::exists(folder + "/pack.yaml", ignored))
        return {{folder, false}};
    std::vector<PackPath> packs;
    for (fs::directory_iterator entry(folder, ignored), end; entry != end; entry.increment(ignored)) {
        const fs::path& path = entry->path();
        const bool isPack = entry->is_directory(ignored) ? fs::exists(path / "pack.yaml", ignored)
                                                         : path.extension() == ".zip" && entry->is_regular_file(ignored);
        if (isPack)
            packs.push_back({path.string(), false});
    }
    std::ranges::sort(packs, {}, &PackPath::path);
    return packs;
}

std::vector<Pack> listPacks(const std::vector<PackPath>& paths) {
    std::vector<Pack> packs;
    for (const PackPath& path : paths) {
        const auto source = sourceFor(path.path);
        const auto listing = source ? (*source)->list({}, {}) : Expected<SourceListing>(std::unexpected(source.error()));
        if (!listing)
            continue;
        for (const std::string& root : packRoots(listing->entries)) {
            Pack pack;
            pack.path = packFolder(path.path, root);
            pack.shipped = path.shipped;
            std::vector<Message> ignored; // loading the pack tells them
            const auto reader = (*source)->open(root + "pack.yaml");
            if (const auto text = reader ? readAll(**reader, 1 << 20) : Expected<std::string>(std::unexpected(reader.error())))
                readPackHead(*text, pack.path, pack, ignored);
            packs.push_back(std::move(pack));
        }
    }
    return packs;
}

std::vector<PackPath> shippedPacks(const std::string& executable) {
    const std::size_t slash = executable.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : executable.substr(0, slash);
    // Installed and portable: bin beside share. Build tree: the packs of the sources, which CMake tells.
    std::vector<std::string> candidates{folder + "/../share/faultline/packs"};
#ifdef FAULTLINE_SOURCE_PACKS
    candidates.emplace_back(FAULTLINE_SOURCE_PACKS);
#endif
    struct stat status{};
    for (const std::string& candidate : candidates)
        if (::stat(candidate.c_str(), &status) == 0 && S_ISDIR(status.st_mode))
            return {{candidate, true}};
    return {};
}

} // namespace faultline
