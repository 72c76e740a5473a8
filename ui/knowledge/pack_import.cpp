// SPDX-License-Identifier: MIT
#include "knowledge/pack_import.h"

#include "job/job_source.h"
#include "knowledge/knowledge_base.h"
#include "knowledge/pack_files.h"
#include "text/words.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QtConcurrentRun>

namespace faultline {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::PackImport)
};

constexpr std::size_t fileLimit = 2 << 20;

Message failure(const QString& what, const QString& why, const QString& next, const QString& path) {
    return Message::error(what.toStdString(), why.toStdString(), next.toStdString()).at(QFile::encodeName(path).toStdString());
}

/// The root of the one pack in there, with its slash; empty for the top.
Expected<std::string> rootOf(const SourceListing& listing, const QString& path) {
    std::vector<std::string> roots;
    for (const SourceEntry& entry : listing.entries) {
        if (entry.path == "pack.yaml" || entry.path.ends_with("/pack.yaml"))
            roots.push_back(entry.path.substr(0, entry.path.size() - 9));
    }
    if (roots.size() == 1)
        return roots.front();
    return std::unexpected(failure(Say::tr("This is not a pack"),
                                   roots.empty() ? Say::tr("there is no pack.yaml in it") : Say::tr("there are several packs in it"),
                                   Say::tr("Choose the folder or zip that holds one pack.yaml."), path));
}

Expected<QString> copyPack(const QString& path, const QString& packsFolder) {
    const std::string native = QFile::encodeName(path).toStdString();
    Expected<JobSourcePointer> source = sourceFor(native, {.entries = 20'000, .unpackedBytes = 256ULL << 20});
    if (!source)
        return std::unexpected(source.error());
    Expected<SourceListing> listing = (*source)->list({}, {});
    if (!listing)
        return std::unexpected(listing.error());
    const Expected<std::string> root = rootOf(*listing, path);
    if (!root)
        return std::unexpected(root.error());

    // Its own id names the folder, once nothing in it could lead elsewhere.
    const KnowledgeBasePointer known = loadKnowledge({{native, false}});
    QString name = known->packs().empty() ? QString() : toText(known->packs().front().id);
    for (QChar& c : name) {
        if (!c.isLetterOrNumber() && c != u'-' && c != u'_')
            c = u'-';
    }
    if (name.isEmpty())
        name = QFileInfo(path).completeBaseName();
    const QString target = QDir(packsFolder).filePath(name);
    if (QFileInfo::exists(target))
        return std::unexpected(failure(Say::tr("A pack of this name is there already"), name,
                                       Say::tr("Remove the other one first, or change the id in pack.yaml."), target));
    for (const SourceEntry& entry : listing->entries) {
        const std::string inside = entry.path.starts_with(*root) ? entry.path.substr(root->size()) : std::string();
        if (!isPartOfPack(inside))
            continue;
        const Expected<ByteReaderPointer> reader = (*source)->open(entry.path);
        if (!reader)
            return std::unexpected(reader.error());
        const Expected<std::string> text = readAll(**reader, fileLimit);
        if (!text)
            return std::unexpected(text.error());
        const QString to = QDir(target).filePath(QFile::decodeName(QByteArray::fromStdString(inside)));
        QDir().mkpath(QFileInfo(to).path());
        QSaveFile file(to);
        if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
            file.write(text->data(), static_cast<qint64>(text->size())) != static_cast<qint64>(text->size()) || !file.commit())
            return std::unexpected(failure(Say::tr("The pack could not be copied"), file.errorString(),
                                           Say::tr("Free some room, or check that you may write there."), to));
    }
    return target;
}

} // namespace

QFuture<Expected<QString>> importPack(const QString& path, const QString& packsFolder) {
    return QtConcurrent::run([path, packsFolder] { return copyPack(path, packsFolder); });
}

} // namespace faultline
