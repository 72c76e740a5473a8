// SPDX-License-Identifier: MIT
#include "session/dismissed_findings.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace faultline {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::DismissedFindings)
};

constexpr qint64 sizeLimit = 4 << 20;

// Captures are bytes of a log and need not be UTF-8: each byte becomes one character.
QString toJson(const std::string& key) {
    return QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size()));
}

std::string fromJson(const QString& key) {
    return key.toLatin1().toStdString();
}

} // namespace

DismissedFindings::DismissedFindings(QString folder) : m_folder(std::move(folder)) {}

QString DismissedFindings::fileOf(const QString& jobPath) const {
    const QByteArray hash = QCryptographicHash::hash(QDir::cleanPath(jobPath).toUtf8(), QCryptographicHash::Sha256).toHex();
    return QDir(m_folder).filePath(QString::fromLatin1(hash.first(32)) + QStringLiteral(".json"));
}

std::set<std::string> DismissedFindings::read(const QString& jobPath) const {
    std::set<std::string> keys;
    QFile file(fileOf(jobPath));
    if (!file.open(QIODevice::ReadOnly) || file.size() > sizeLimit)
        return keys;
    const QJsonObject content = QJsonDocument::fromJson(file.readAll()).object();
    for (const QJsonValue& key : content.value(QStringLiteral("dismissed")).toArray())
        keys.insert(fromJson(key.toString()));
    return keys;
}

Expected<void> DismissedFindings::write(const QString& jobPath, const std::set<std::string>& keys) const {
    const QString path = fileOf(jobPath);
    if (keys.empty()) {
        QFile::remove(path);
        return {};
    }
    QJsonArray list;
    for (const std::string& key : keys)
        list.append(toJson(key));
    const QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("dismissed"), list}}).toJson();
    QDir().mkpath(m_folder);
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || file.write(text) != text.size() ||
        !file.commit())
        return std::unexpected(Message::warning(Say::tr("Faultline will not remember that this is not the cause").toStdString(),
                                                file.errorString().toStdString(),
                                                Say::tr("Free some room, or check that you may write there.").toStdString())
                                   .at(QFile::encodeName(path).toStdString()));
    return {};
}

} // namespace faultline
