// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/knowledge_base.h"
#include "scan/scanner.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

class QFileSystemWatcher;
class QTimer;

namespace faultline {

/// What is known, loaded and compiled in the background and shared by all windows.
///
/// Loading starts with the object. `knowledge` is there in milliseconds and is all that a tree needs; `patterns` takes longer, the first time.
/// Both futures may be asked for and waited for on worker threads; the UI thread listens to `loaded` instead. When files of the user's packs change, everything
/// is loaded again and replaces what was known once it is complete; `PatternSet::knowledge` always says which knowledge patterns belong to.
class KnowledgeService : public QObject {
    Q_OBJECT
public:
    /// `cacheFolder` keeps the compiled patterns between starts; may be empty. `userPacks` is a folder of packs (folders and zips) that is watched; it need not
    /// be there yet, and may be empty.
    KnowledgeService(std::vector<PackPath> packs, std::string cacheFolder, QString userPacks = {}, QObject* parent = nullptr);
    ~KnowledgeService() override;

    [[nodiscard]] std::shared_future<KnowledgeBasePointer> knowledge() const;
    [[nodiscard]] std::shared_future<PatternSetPointer> patterns() const;
    /// Null until `loaded`.
    [[nodiscard]] KnowledgeBasePointer loadedKnowledge() const;

    /// Where things are kept between starts; empty: nowhere.
    [[nodiscard]] const std::string& cacheFolder() const { return m_cacheFolder; }
    [[nodiscard]] const QString& userPacks() const { return m_userPacks; }
    /// The user's own pack, where articles that are written here go.
    [[nodiscard]] QString ownPack() const { return m_userPacks.isEmpty() ? QString() : m_userPacks + QStringLiteral("/own"); }
    /// Loads everything again, soon. Nothing is said when nothing changed.
    void reload();

signals:
    void loaded();
    /// After `loaded`: it replaced earlier knowledge.
    void reloaded();

private:
    struct Packs;
    void startReload();
    void replace(const PatternSetPointer& patterns);
    void watch(const QStringList& paths);

    std::vector<PackPath> m_packs;
    std::string m_cacheFolder;
    QString m_userPacks;

    mutable std::mutex m_mutex; ///< guards the futures
    std::shared_future<KnowledgeBasePointer> m_knowledge;
    std::shared_future<PatternSetPointer> m_patterns;

    QFileSystemWatcher* m_watcher;
    QTimer* m_delay;
    bool m_loading = true;
    bool m_again = false; ///< something changed while it was loaded
    std::jthread m_thread;
};

} // namespace faultline
