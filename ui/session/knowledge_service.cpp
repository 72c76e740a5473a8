// SPDX-License-Identifier: MIT
#include "session/knowledge_service.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileSystemWatcher>
#include <QMetaObject>
#include <QTimer>

#include <algorithm>

namespace faultline {

namespace {

/// Bounds what is watched: somebody may have put a whole checkout there.
constexpr qsizetype watchLimit = 2000;

template <typename Value>
std::shared_future<Value> readyFuture(Value value) {
    std::promise<Value> promise;
    promise.set_value(std::move(value));
    return promise.get_future().share();
}

} // namespace

/// What lies in the user's folder of packs at this moment. Reads the disk.
struct KnowledgeService::Packs {
    std::vector<PackPath> packs;
    QStringList watched;

    static Packs in(const QString& folder, const std::vector<PackPath>& others) {
        Packs result;
        // Shipped ones first: of two articles with the same id the later counts, and what a person wrote or named is what they want.
        std::ranges::copy_if(others, std::back_inserter(result.packs), &PackPath::shipped);
        if (!folder.isEmpty()) {
            const QDir dir(folder);
            for (const QFileInfo& entry : dir.entryInfoList(QDir::Dirs | QDir::Files | QDir::NoDotAndDotDot, QDir::Name)) {
                const bool pack = entry.isDir() ? QFile::exists(entry.filePath() + QStringLiteral("/pack.yaml"))
                                                : entry.suffix() == QLatin1StringView("zip");
                if (pack)
                    result.packs.push_back({QFile::encodeName(entry.filePath()).toStdString(), false});
            }
            // Where the folder is not there yet, its parent tells when it comes.
            result.watched << (dir.exists() ? folder : QFileInfo(folder).path());
            QDirIterator all(folder, QDir::Dirs | QDir::Files | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
            while (all.hasNext() && result.watched.size() < watchLimit)
                result.watched << all.next();
        }
        std::ranges::copy_if(others, std::back_inserter(result.packs), [](const PackPath& pack) { return !pack.shipped; });
        return result;
    }
};

KnowledgeService::KnowledgeService(std::vector<PackPath> packs, std::string cacheFolder, QString userPacks, QObject* parent)
    : QObject(parent), m_packs(std::move(packs)), m_cacheFolder(std::move(cacheFolder)), m_userPacks(std::move(userPacks)),
      m_watcher(new QFileSystemWatcher(this)), m_delay(new QTimer(this)) {
    m_delay->setSingleShot(true);
    m_delay->setInterval(300);
    connect(m_delay, &QTimer::timeout, this, &KnowledgeService::startReload);
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, &KnowledgeService::reload);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, this, &KnowledgeService::reload);

    std::promise<KnowledgeBasePointer> knowledgePromise;
    std::promise<PatternSetPointer> patternsPromise;
    m_knowledge = knowledgePromise.get_future().share();
    m_patterns = patternsPromise.get_future().share();
    m_thread = std::jthread([this, others = m_packs, folder = m_userPacks, cache = m_cacheFolder,
                             knowledgeReady = std::move(knowledgePromise), patternsReady = std::move(patternsPromise)]() mutable {
        const Packs found = Packs::in(folder, others);
        KnowledgeBasePointer knowledge = loadKnowledge(found.packs);
        knowledgeReady.set_value(knowledge);
        // The thread is joined before the object goes, and a queued call to an object that is gone is dropped.
        QMetaObject::invokeMethod(this, &KnowledgeService::loaded, Qt::QueuedConnection);
        patternsReady.set_value(PatternSet::compile(std::move(knowledge), cache).value);
        QMetaObject::invokeMethod(
            this,
            [this, watched = found.watched] {
                m_loading = false;
                watch(watched);
                if (m_again)
                    reload();
            },
            Qt::QueuedConnection);
    });
}

KnowledgeService::~KnowledgeService() {
    // Joined here, while everything that the thread posts to is still whole.
    if (m_thread.joinable())
        m_thread.join();
}

std::shared_future<KnowledgeBasePointer> KnowledgeService::knowledge() const {
    const std::scoped_lock lock(m_mutex);
    return m_knowledge;
}

std::shared_future<PatternSetPointer> KnowledgeService::patterns() const {
    const std::scoped_lock lock(m_mutex);
    return m_patterns;
}

KnowledgeBasePointer KnowledgeService::loadedKnowledge() const {
    const auto future = knowledge();
    if (future.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return {};
    return future.get();
}

void KnowledgeService::reload() {
    // An editor writes several files in a row, and some in pieces.
    m_delay->start();
}

void KnowledgeService::startReload() {
    m_again = m_loading;
    if (m_loading)
        return;
    m_loading = true;
    // The thread before has posted its last message and is about to end: joining it takes no time.
    m_thread = std::jthread([this, others = m_packs, folder = m_userPacks, cache = m_cacheFolder, known = loadedKnowledge()] {
        const Packs found = Packs::in(folder, others);
        KnowledgeBasePointer knowledge = loadKnowledge(found.packs);
        PatternSetPointer patterns;
        if (!known || knowledge->fingerprint() != known->fingerprint())
            patterns = PatternSet::compile(std::move(knowledge), cache).value;
        QMetaObject::invokeMethod(
            this,
            [this, patterns, watched = found.watched] {
                m_loading = false;
                watch(watched);
                if (patterns)
                    replace(patterns);
                if (m_again)
                    reload();
            },
            Qt::QueuedConnection);
    });
}

void KnowledgeService::replace(const PatternSetPointer& patterns) {
    {
        const std::scoped_lock lock(m_mutex);
        m_knowledge = readyFuture(patterns->knowledge());
        m_patterns = readyFuture(patterns);
    }
    emit loaded();
    emit reloaded();
}

void KnowledgeService::watch(const QStringList& paths) {
    const QStringList now = m_watcher->directories() + m_watcher->files();
    QStringList gone, come;
    std::ranges::copy_if(now, std::back_inserter(gone), [&paths](const QString& path) { return !paths.contains(path); });
    std::ranges::copy_if(paths, std::back_inserter(come), [&now](const QString& path) { return !now.contains(path); });
    if (!gone.isEmpty())
        m_watcher->removePaths(gone);
    if (!come.isEmpty())
        m_watcher->addPaths(come);
}

} // namespace faultline
