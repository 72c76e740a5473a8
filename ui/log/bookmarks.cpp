// SPDX-License-Identifier: MIT
#include "log/bookmarks.h"

#include "log/mailbox.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace faultline {

namespace {

constexpr qint64 sizeLimit = 16 << 20;

// Paths are bytes and need not be UTF-8: each byte becomes one character.
QString toJson(const std::string& path) {
    return QString::fromLatin1(path.data(), static_cast<qsizetype>(path.size()));
}

Bookmarks::Lines readFile(const QString& name) {
    Bookmarks::Lines lines;
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly) || file.size() > sizeLimit)
        return lines;
    std::size_t count = 0;
    for (const QJsonValue& entry : QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("bookmarks")).toArray()) {
        const QJsonObject bookmark = entry.toObject();
        const qint64 line = bookmark.value(QStringLiteral("line")).toInteger();
        if (line > 0 && count++ < Bookmarks::limit)
            lines[bookmark.value(QStringLiteral("file")).toString().toLatin1().toStdString()].insert(
                LineNumber::fromShown(static_cast<std::uint64_t>(line)));
    }
    return lines;
}

void merge(Bookmarks::Lines& into, Bookmarks::Lines from) {
    for (auto& [path, lines] : from)
        into[path].merge(lines);
}

std::optional<Message> writeFile(const QString& name, const Bookmarks::Lines& lines) {
    QJsonArray list;
    for (const auto& [path, marked] : lines)
        for (const LineNumber line : marked)
            list.append(QJsonObject{{QStringLiteral("file"), toJson(path)}, {QStringLiteral("line"), static_cast<qint64>(line.shown())}});
    if (list.isEmpty()) {
        QFile::remove(name);
        return std::nullopt;
    }
    const QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("bookmarks"), list}}).toJson();
    const QString folder = QFileInfo(name).path();
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.write(text) == text.size() &&
        file.commit())
        return std::nullopt;
    return Message::warning(Bookmarks::tr("Faultline will not remember these bookmarks").toStdString(), file.errorString().toStdString(),
                            Bookmarks::tr("Free some room, or check that you may write there.").toStdString())
        .at(QFile::encodeName(name).toStdString());
}

} // namespace

Bookmarks::Bookmarks(QObject* parent) : QObject(parent), m_mailbox(std::make_shared<Mailbox>(this)) {
    m_thread.setMaxThreadCount(1);
}

Bookmarks::~Bookmarks() {
    keepUnread();
    m_mailbox->close();
}

void Bookmarks::keepUnread() {
    if (!m_loaded && !m_lines.empty())
        m_thread.start([name = fileName(), lines = m_lines]() mutable {
            merge(lines, readFile(name));
            writeFile(name, lines);
        });
}

QString Bookmarks::fileName() const {
    const QByteArray hash = QCryptographicHash::hash(QByteArray::fromStdString(m_job), QCryptographicHash::Sha256).toHex();
    return QDir(m_folder).filePath(QString::fromLatin1(hash.first(32)) + QStringLiteral(".json"));
}

void Bookmarks::open(const std::string& jobPath) {
    if (m_job == jobPath)
        return;
    keepUnread();
    m_job = jobPath;
    m_lines.clear();
    ++m_generation;
    m_loaded = m_folder.isEmpty();
    emit changed();
    if (m_loaded)
        return;
    m_thread.start([this, mailbox = m_mailbox, name = fileName(), generation = m_generation] {
        mailbox->post([this, generation, lines = readFile(name)]() mutable {
            if (generation != m_generation)
                return;
            m_loaded = true;
            const bool changedMeanwhile = !m_lines.empty();
            merge(m_lines, std::move(lines));
            if (changedMeanwhile)
                write();
            emit changed();
        });
    });
}

std::size_t Bookmarks::count() const {
    std::size_t count = 0;
    for (const auto& [path, lines] : m_lines)
        count += lines.size();
    return count;
}

void Bookmarks::toggle(const std::string& path, LineNumber line) {
    const auto known = m_lines.find(path);
    if (known != m_lines.end() && known->second.erase(line) > 0) {
        if (known->second.empty())
            m_lines.erase(known);
    } else if (count() < limit) {
        m_lines[path].insert(line);
    } else {
        emit troubled(Message::warning(tr("There are too many bookmarks in this job").toStdString(), {},
                                       tr("Remove some of them before you set another one.").toStdString()));
        return;
    }
    // What is being read is not overwritten: it is written together with this.
    if (m_loaded)
        write();
    emit changed();
}

const std::set<LineNumber>& Bookmarks::of(const std::string& path) const {
    static const std::set<LineNumber> none;
    const auto known = m_lines.find(path);
    return known == m_lines.end() ? none : known->second;
}

std::optional<Bookmarks::Place> Bookmarks::next(const std::vector<std::string>& paths, std::optional<Place> from, bool forward) const {
    std::vector<std::pair<std::size_t, LineNumber>> all;
    for (std::size_t file = 0; file < paths.size(); ++file)
        for (const LineNumber line : of(paths[file]))
            all.emplace_back(file, line);
    if (all.empty())
        return std::nullopt;
    const auto here = from ? std::pair(from->file, from->line) : std::pair(std::size_t{0}, LineNumber(0));
    auto found = forward ? (from ? std::ranges::upper_bound(all, here) : all.begin()) : std::ranges::lower_bound(all, here);
    if (forward)
        found = found == all.end() ? all.begin() : found;
    else
        found = std::prev(found == all.begin() ? all.end() : found);
    return Place{found->first, found->second};
}

void Bookmarks::write() {
    if (m_folder.isEmpty())
        return;
    m_thread.start([this, mailbox = m_mailbox, name = fileName(), lines = m_lines] {
        if (auto message = writeFile(name, lines))
            mailbox->post([this, failure = std::move(*message)] { emit troubled(failure); });
    });
}

} // namespace faultline
