// SPDX-License-Identifier: MIT
#include "knowledge/article_removal.h"

#include <QCoreApplication>
#include <QFile>
#include <QtConcurrentRun>

namespace faultline {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::ArticleRemoval)
};

Message failure(const QString& what, const QFile& file) {
    return Message::error(what.toStdString(), file.errorString().toStdString(),
                          Say::tr("Check that you may write in this folder.").toStdString())
        .at(QFile::encodeName(file.fileName()).toStdString());
}

} // namespace

QFuture<Expected<RemovedArticle>> removeArticle(const QString& title, const QString& path) {
    return QtConcurrent::run([title, path]() -> Expected<RemovedArticle> {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return std::unexpected(failure(Say::tr("The article could not be deleted"), file));
        RemovedArticle removed{title, path, file.readAll()};
        file.close();
        if (!file.remove())
            return std::unexpected(failure(Say::tr("The article could not be deleted"), file));
        return removed;
    });
}

QFuture<Expected<void>> restoreArticle(const RemovedArticle& article) {
    return QtConcurrent::run([article]() -> Expected<void> {
        QFile file(article.path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner) ||
            file.write(article.content) != article.content.size() || !file.flush())
            return std::unexpected(failure(Say::tr("The article could not be put back"), file));
        return {};
    });
}

} // namespace faultline
