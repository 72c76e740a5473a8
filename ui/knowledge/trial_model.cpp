// SPDX-License-Identifier: MIT
#include "knowledge/trial_model.h"

#include "text/words.h"

#include <algorithm>

namespace faultline {

TrialModel::TrialModel(QObject* parent) : QAbstractListModel(parent) {}

void TrialModel::clear(JobPointer job) {
    beginResetModel();
    m_job = std::move(job);
    m_rows.clear();
    endResetModel();
}

void TrialModel::add(const TrialFile& file) {
    const std::size_t room = lineLimit - std::min(lineLimit, m_rows.size());
    const std::size_t count = std::min(room, file.hits.size());
    if (count == 0 || !m_job || file.file >= m_job->files.size())
        return;
    beginInsertRows({}, static_cast<int>(m_rows.size()), static_cast<int>(m_rows.size() + count - 1));
    for (std::size_t i = 0; i < count; ++i)
        m_rows.push_back({file.file, file.count, file.hits[i]});
    endInsertRows();
}

int TrialModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant TrialModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const QString place = placeText(setApart(toLine(m_job->files[row.file].path)), row.hit.line);
    switch (role) {
    case Qt::DisplayRole: return toText(row.hit.text).simplified().left(400);
    case Qt::AccessibleTextRole: return tr("%1, in %2").arg(toText(row.hit.text).simplified().left(400), place);
    case Qt::ToolTipRole: {
        QStringList lines{place.toHtmlEscaped()};
        for (const auto& [name, value] : row.hit.captures)
            lines << QStringLiteral("{%1} = %2").arg(toText(name), toText(value)).toHtmlEscaped();
        return lines.join(QStringLiteral("<br>"));
    }
    case FileRole: return static_cast<qulonglong>(row.file);
    case LineRole: return static_cast<qulonglong>(row.hit.line.index());
    case PlaceRole: return place;
    case CountRole: return static_cast<qulonglong>(row.count);
    default: return {};
    }
}

} // namespace faultline
