// SPDX-License-Identifier: MIT
#pragma once

#include "text/message.h"

#include <QByteArray>
#include <QFuture>
#include <QString>

namespace faultline {

/// An article of the user's that was deleted, whole: enough to put it back.
struct RemovedArticle {
    QString title;
    QString path; ///< of its file
    QByteArray content;
};

/// Deletes the file of an article, in the background. The value is what was in it.
[[nodiscard]] QFuture<Expected<RemovedArticle>> removeArticle(const QString& title, const QString& path);
/// Writes it again where it was; a file that has come there meanwhile is left as it is, and said.
[[nodiscard]] QFuture<Expected<void>> restoreArticle(const RemovedArticle& article);

} // namespace faultline
