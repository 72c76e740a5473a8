// SPDX-License-Identifier: MIT
#include "log/syntax_library.h"

#include <KSyntaxHighlighting/Repository>

#include <QSet>

namespace faultline {

SyntaxLibrary::SyntaxLibrary() = default;
SyntaxLibrary::~SyntaxLibrary() = default;

const KSyntaxHighlighting::Repository& SyntaxLibrary::repository() {
    if (!m_repository) {
        m_repository = std::make_unique<KSyntaxHighlighting::Repository>();
        m_repository->addCustomSearchPath(QStringLiteral(":/faultline"));
    }
    return *m_repository;
}

KSyntaxHighlighting::Definition SyntaxLibrary::logDefinition() {
    return repository().definitionForName(QStringLiteral("Faultline Log"));
}

KSyntaxHighlighting::Definition SyntaxLibrary::definitionFor(const QString& path) {
    // By ending, and only where it means more than "text": Azure's logs are .txt and .log.
    static const QSet<QString> other{QStringLiteral("json"), QStringLiteral("yml"), QStringLiteral("yaml"), QStringLiteral("py"),
                                     QStringLiteral("sh"),   QStringLiteral("md"),  QStringLiteral("xml"),  QStringLiteral("toml"),
                                     QStringLiteral("ini"),  QStringLiteral("cfg"), QStringLiteral("r"),    QStringLiteral("sql")};
    const QString name = path.section(u'/', -1).toLower();
    if (other.contains(name.section(u'.', -1)) || name == u"dockerfile") {
        if (KSyntaxHighlighting::Definition definition = repository().definitionForFileName(name); definition.isValid())
            return definition;
    }
    return logDefinition();
}

} // namespace faultline
