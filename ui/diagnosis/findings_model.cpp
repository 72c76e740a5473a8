// SPDX-License-Identifier: MIT
#include "diagnosis/findings_model.h"

#include "text/words.h"

namespace faultline {

FindingGroup groupOf(const Diagnosis& diagnosis, std::size_t finding) {
    const Finding& it = diagnosis.findings[finding];
    if (diagnosis.verdict && diagnosis.verdict->finding == finding)
        return FindingGroup::Cause;
    if (it.article && it.article->role == ArticleRole::Noise)
        return FindingGroup::Noise;
    return it.explainedBy.empty() ? FindingGroup::Also : FindingGroup::Explained;
}

FindingsModel::FindingsModel(QObject* parent) : QAbstractTableModel(parent) {}

void FindingsModel::setDiagnosis(DiagnosisPointer diagnosis) {
    beginResetModel();
    m_diagnosis = std::move(diagnosis);
    endResetModel();
}

int FindingsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_diagnosis ? 0 : static_cast<int>(m_diagnosis->findings.size());
}

int FindingsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString FindingsModel::kindText(const Diagnosis& diagnosis, std::size_t finding) {
    switch (groupOf(diagnosis, finding)) {
    case FindingGroup::Cause: return tr("Cause");
    case FindingGroup::Explained: return tr("Explained");
    case FindingGroup::Noise: return tr("Noise");
    case FindingGroup::Also: break;
    }
    const Finding& it = diagnosis.findings[finding];
    if (it.article && it.article->role == ArticleRole::Configuration && it.severity != Severity::Info)
        return tr("Configuration");
    return severityText(it.severity);
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto number = static_cast<std::size_t>(index.row());
    const Finding& finding = m_diagnosis->findings[number];
    if (role == FindingRole)
        return static_cast<qulonglong>(number);
    if (role == GroupRole)
        return static_cast<int>(groupOf(*m_diagnosis, number));
    if (role == Qt::TextAlignmentRole && index.column() == CountColumn)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == TitleColumn)
        return toText(finding.summary).toHtmlEscaped();
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (index.column()) {
    case KindColumn: return role == SortRole ? QVariant(index.row()) : QVariant(kindText(*m_diagnosis, number));
    case TitleColumn: return toText(finding.title);
    case CountColumn: return role == SortRole ? QVariant(static_cast<qulonglong>(finding.count)) : QVariant(numberText(finding.count));
    case FirstColumn:
        if (!finding.first)
            return {};
        return role == SortRole ? QVariant(static_cast<qlonglong>(finding.first->instant.time_since_epoch().count()))
                                : QVariant(momentText(*finding.first));
    case PlaceColumn: return finding.places.empty() ? QString() : placeText(finding.places.front());
    default: return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case KindColumn: return tr("Kind");
    case TitleColumn: return tr("Finding");
    case CountColumn: return tr("Times");
    case FirstColumn: return tr("First");
    case PlaceColumn: return tr("Where");
    default: return {};
    }
}

} // namespace faultline
