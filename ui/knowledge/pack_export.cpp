// SPDX-License-Identifier: MIT
#include "knowledge/pack_export.h"

#include "job/zip_writer.h"
#include "knowledge/pack_files.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSaveFile>
#include <QtConcurrentRun>

#include <string>
#include <utility>
#include <vector>

namespace faultline {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::PackExport)
};

Message failure(const QString& why, const QString& path) {
    return Message::error(Say::tr("The pack could not be saved as a zip").toStdString(), why.toStdString(),
                          Say::tr("Check that the file can be read or written, and try again.").toStdString())
        .at(QFile::encodeName(path).toStdString());
}

Expected<void> save(const QString& folder, const QString& path) {
    const QDir pack(folder);
    QStringList wanted;
    QDirIterator found(folder, QDir::Files, QDirIterator::Subdirectories);
    while (found.hasNext()) {
        const QString inside = pack.relativeFilePath(found.next());
        if (isPartOfPack(QFile::encodeName(inside).toStdString()))
            wanted << inside;
    }
    wanted.sort();

    std::vector<std::pair<std::string, std::string>> files;
    for (const QString& name : std::as_const(wanted)) {
        QFile file(pack.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return std::unexpected(failure(file.errorString(), file.fileName()));
        // The folder's own name leads: unpacked by hand, it is one folder too.
        files.emplace_back(QFile::encodeName(pack.dirName() + u'/' + name).toStdString(), file.readAll().toStdString());
    }
    const Expected<std::string> bytes = zipOf(files);
    if (!bytes)
        return std::unexpected(bytes.error());
    QSaveFile zip(path);
    if (!zip.open(QIODevice::WriteOnly) ||
        zip.write(bytes->data(), static_cast<qint64>(bytes->size())) != static_cast<qint64>(bytes->size()) || !zip.commit())
        return std::unexpected(failure(zip.errorString(), path));
    return {};
}

} // namespace

QFuture<Expected<void>> exportPack(const QString& folder, const QString& path) {
    return QtConcurrent::run([folder, path] { return save(folder, path); });
}

} // namespace faultline
