// SPDX-License-Identifier: MIT
#include "window/version_text.h"

#include "report/versions.h"

#include <QCoreApplication>
#include <ksyntaxhighlighting_version.h>

namespace faultline {

QString versionText(const std::vector<Pack>& packs) {
    const QString libraries = QCoreApplication::translate("versions", "Libraries: %1")
                                  .arg(QStringLiteral("Qt %1, KSyntaxHighlighting %2, %3")
                                           .arg(QString::fromLatin1(qVersion()), QStringLiteral(KSYNTAXHIGHLIGHTING_VERSION_STRING),
                                                QString::fromStdString(libraryVersions())));
    if (packs.empty())
        return libraries;
    return libraries + u'\n' + QCoreApplication::translate("versions", "Packs: %1").arg(QString::fromStdString(packVersions(packs)));
}

} // namespace faultline
