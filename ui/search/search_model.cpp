// SPDX-License-Identifier: MIT
#include "search/search_model.h"

#include "text/words.h"
#include "theme/icons.h"

#include <algorithm>

namespace faultline {

namespace {

/// The hits in UTF-16 units.
SearchModel::Spans spansOf(const std::string& text, const std::vector<TextSpan>& spans) {
    SearchModel::Spans result;
    const auto units = [&](std::size_t from, std::size_t to) {
        return static_cast<int>(toText(std::string_view(text).substr(from, to - from)).size());
    };
    int at = 0;
    std::size_t byte = 0;
    for (const TextSpan& span : spans) {
        at += units(byte, span.begin);
        const int end = at + units(span.begin, span.end);
        result.append({at, end});
        at = end;
        byte = span.end;
    }
    return result;
}

} // namespace

SearchModel::SearchModel(QObject* parent) : QAbstractItemModel(parent) {}

void SearchModel::reset(const JobPointer& job) {
    beginResetModel();
    m_job = job;
    m_files.clear();
    endResetModel();
}

std::vector<SearchModel::Row> SearchModel::rowsOf(const File& file, const std::vector<FoundEntry>& entries) {
    std::vector<Row> rows;
    const auto last = [&]() -> const Row* { return !rows.empty() ? &rows.back() : file.rows.empty() ? nullptr : &file.rows.back(); };
    for (const FoundEntry& entry : entries) {
        const FoundText& found = entry.text;
        const std::uint64_t line = entry.line.line;
        // What followed the hit before may reach this one.
        while (!rows.empty() && rows.back().kind == Kind::Context && rows.back().line >= line)
            rows.pop_back();
        const std::uint64_t shown = last() ? last()->line + 1 : 0; // all lines before are
        const std::uint64_t first = std::max(shown, line - std::min<std::uint64_t>(line, found.before.size()));
        if (last() && first > shown && (!found.before.empty() || !found.after.empty()))
            rows.push_back({Kind::Gap, shown, {}, {}});
        for (std::uint64_t number = first; number < line; ++number)
            rows.push_back({Kind::Context, number, found.before[found.before.size() - static_cast<std::size_t>(line - number)], {}});
        rows.push_back({Kind::Hit, line, found.text, found.spans, found.cutBefore, found.cutAfter, entry.line.hitOffset});
        for (std::size_t i = 0; i < found.after.size(); ++i)
            rows.push_back({Kind::Context, line + 1 + i, found.after[i], {}});
    }
    return rows;
}

void SearchModel::add(const std::vector<FileHits>& files) {
    for (std::size_t i = 0; i < files.size();) {
        if (!m_files.empty() && m_files.back().file == files[i].file) {
            addRows(static_cast<int>(m_files.size()) - 1, files[i]);
            ++i;
            continue;
        }
        // Files that are new come with their rows, as many as there are at once: views need not be told of each.
        std::vector<File> fresh;
        for (; i < files.size() && (fresh.empty() || fresh.back().file != files[i].file); ++i) {
            File& file = fresh.emplace_back();
            file.file = files[i].file;
            file.foundLines = files[i].foundLines;
            file.hits = files[i].hits;
            file.listed = files[i].lines.size();
            file.rows = rowsOf(file, files[i].lines);
        }
        const int first = static_cast<int>(m_files.size());
        beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
        std::ranges::move(fresh, std::back_inserter(m_files));
        endInsertRows();
    }
}

void SearchModel::addRows(int number, const FileHits& news) {
    File& file = m_files[static_cast<std::size_t>(number)];
    const QModelIndex parent = index(number, 0);
    file.foundLines = news.foundLines;
    file.hits = news.hits;
    file.listed += news.lines.size();
    if (!news.lines.empty()) {
        const std::uint64_t line = news.lines.front().line.line;
        const auto keep = std::find_if(file.rows.rbegin(), file.rows.rend(), [&](const Row& row) {
                              return row.kind != Kind::Context || row.line < line;
                          }).base();
        if (keep != file.rows.end()) {
            beginRemoveRows(parent, static_cast<int>(keep - file.rows.begin()), static_cast<int>(file.rows.size()) - 1);
            file.rows.erase(keep, file.rows.end());
            endRemoveRows();
        }
        std::vector<Row> rows = rowsOf(file, news.lines);
        const int first = static_cast<int>(file.rows.size());
        beginInsertRows(parent, first, first + static_cast<int>(rows.size()) - 1);
        std::ranges::move(rows, std::back_inserter(file.rows));
        endInsertRows();
    }
    emit dataChanged(parent, parent);
}

QModelIndex SearchModel::index(int row, int column, const QModelIndex& parent) const {
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex SearchModel::parent(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, static_cast<quintptr>(0));
}

int SearchModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid())
        return static_cast<int>(m_files.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return static_cast<int>(m_files[static_cast<std::size_t>(parent.row())].rows.size());
}

int SearchModel::columnCount(const QModelIndex&) const {
    return 1;
}

Qt::ItemFlags SearchModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (index.internalId() == 0)
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.data(KindRole).toInt() == static_cast<int>(Kind::Gap))
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant SearchModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    if (index.internalId() == 0)
        return fileData(m_files[static_cast<std::size_t>(index.row())], role);
    const File& file = m_files[static_cast<std::size_t>(index.internalId()) - 1];
    return rowData(file, file.rows[static_cast<std::size_t>(index.row())], role);
}

QVariant SearchModel::fileData(const File& file, int role) const {
    const auto count = [&] {
        QString text = tr("%Ln hit(s)", nullptr, forPlural(file.hits));
        if (file.hits != file.foundLines)
            text = tr("%1 in %2", "hits in lines").arg(text, tr("%Ln line(s)", nullptr, forPlural(file.foundLines)));
        if (file.listed < file.foundLines)
            text += file.listed == 0 ? tr(" · not listed") : tr(" · the first %L1 lines are listed").arg(file.listed);
        return text;
    };
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return m_job && file.file < m_job->files.size() ? toLine(m_job->files[file.file].path) : QString();
    case Qt::DecorationRole: return bundledIcon(QStringLiteral("text-x-generic"));
    case Qt::AccessibleTextRole: return fileData(file, Qt::DisplayRole).toString() + QStringLiteral(", ") + count();
    case KindRole: return static_cast<int>(Kind::File);
    case FileRole: return QVariant::fromValue<qulonglong>(file.file);
    case CountRole: return count();
    default: return {};
    }
}

QVariant SearchModel::rowData(const File& file, const Row& row, int role) const {
    switch (role) {
    case Qt::DisplayRole: return row.kind == Kind::Gap ? QString() : toText(row.text);
    case Qt::AccessibleTextRole:
        if (row.kind == Kind::Gap)
            return tr("Lines are left out");
        return tr("Line %L1: %2").arg(row.line + 1).arg(toText(row.text));
    case KindRole: return static_cast<int>(row.kind);
    case FileRole: return QVariant::fromValue<qulonglong>(file.file);
    case LineRole: return row.kind == Kind::Gap ? QVariant() : QVariant::fromValue<qulonglong>(row.line);
    case SpansRole: return QVariant::fromValue(spansOf(row.text, row.spans));
    case ByteRole: return QVariant::fromValue<qulonglong>(row.byte);
    case CutRole: return (row.cutBefore ? 1 : 0) + (row.cutAfter ? 2 : 0);
    default: return {};
    }
}

QModelIndex SearchModel::hitFrom(qsizetype file, qsizetype row, int step) const {
    const auto files = static_cast<qsizetype>(m_files.size());
    // The whole way round once, and the first file again up to where it began.
    for (qsizetype visited = 0; visited <= files && files > 0; ++visited) {
        const std::vector<Row>& rows = m_files[static_cast<std::size_t>(file)].rows;
        for (; row >= 0 && row < static_cast<qsizetype>(rows.size()); row += step)
            if (rows[static_cast<std::size_t>(row)].kind == Kind::Hit)
                return index(static_cast<int>(row), 0, index(static_cast<int>(file), 0));
        file = (file + step + files) % files;
        row = step > 0 ? 0 : static_cast<qsizetype>(m_files[static_cast<std::size_t>(file)].rows.size()) - 1;
    }
    return {};
}

QModelIndex SearchModel::nextHit(const QModelIndex& from) const {
    if (m_files.empty())
        return {};
    if (!from.isValid())
        return hitFrom(0, 0, 1);
    return from.internalId() == 0 ? hitFrom(from.row(), 0, 1) : hitFrom(static_cast<qsizetype>(from.internalId()) - 1, from.row() + 1, 1);
}

QModelIndex SearchModel::previousHit(const QModelIndex& from) const {
    if (m_files.empty())
        return {};
    const auto last = static_cast<qsizetype>(m_files.size()) - 1;
    if (!from.isValid())
        return hitFrom(last, static_cast<qsizetype>(m_files.back().rows.size()) - 1, -1);
    if (from.internalId() != 0)
        return hitFrom(static_cast<qsizetype>(from.internalId()) - 1, from.row() - 1, -1);
    const qsizetype file = from.row() > 0 ? from.row() - 1 : last;
    return hitFrom(file, static_cast<qsizetype>(m_files[static_cast<std::size_t>(file)].rows.size()) - 1, -1);
}

} // namespace faultline
