// SPDX-License-Identifier: MIT
#include "diagnosis/findings_model.h"

#include "diagnosis/run_view.h"
#include "text/words.h"

#include <algorithm>

namespace faultline {

namespace {

FindingGroup groupOf(const Finding& finding) {
    if (finding.article && finding.article->role == ArticleRole::Noise)
        return FindingGroup::Noise;
    switch (finding.standing) {
    case Standing::Handled: return FindingGroup::Handled;
    case Standing::Mentioned: return FindingGroup::Mentioned;
    case Standing::Counts: break;
    }
    return finding.isExplained() ? FindingGroup::Explained : FindingGroup::Also;
}

} // namespace

std::vector<FindingGroup> groupsOf(const Diagnosis& diagnosis) {
    std::vector<FindingGroup> groups;
    groups.reserve(diagnosis.findings.size());
    for (const Finding& finding : diagnosis.findings)
        groups.push_back(groupOf(finding));
    for (std::size_t run = 0; run < diagnosis.job->runs.size(); ++run) {
        const Verdict* const verdict = verdictOf(diagnosis, run);
        if (!verdict)
            continue;
        if (verdict->finding)
            groups[*verdict->finding] = FindingGroup::Verdict;
        for (const std::size_t advice : adviceOf(diagnosis, *verdict))
            groups[advice] = FindingGroup::Advice;
    }
    return groups;
}

bool counts(FindingGroup group) {
    return group != FindingGroup::Handled && group != FindingGroup::Mentioned && group != FindingGroup::Noise;
}

FindingsModel::FindingsModel(QObject* parent) : QAbstractTableModel(parent) {}

void FindingsModel::setDiagnosis(DiagnosisPointer diagnosis) {
    beginResetModel();
    m_diagnosis = std::move(diagnosis);
    m_groups = m_diagnosis ? groupsOf(*m_diagnosis) : std::vector<FindingGroup>();
    endResetModel();
}

int FindingsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_diagnosis ? 0 : static_cast<int>(m_diagnosis->findings.size());
}

int FindingsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString FindingsModel::kindText(const Finding& finding, FindingGroup group) {
    switch (group) {
    case FindingGroup::Noise: return tr("Noise");
    case FindingGroup::Explained: return tr("Explained");
    case FindingGroup::Handled: return tr("Handled");
    case FindingGroup::Mentioned: return tr("Mentioned");
    case FindingGroup::Verdict:
    case FindingGroup::Advice:
    case FindingGroup::Also: break;
    }
    // A wrapper stays one even where nothing better was found.
    switch (finding.article && finding.severity != Severity::Info ? finding.article->role : ArticleRole::Cause) {
    case ArticleRole::Envelope: return tr("Wrapper");
    case ArticleRole::Effect: return tr("Consequence");
    case ArticleRole::Advice: return tr("Advice");
    case ArticleRole::Configuration: return group == FindingGroup::Verdict ? tr("Cause") : tr("Configuration");
    case ArticleRole::Cause:
    case ArticleRole::Noise: break;
    }
    if (group == FindingGroup::Advice)
        return tr("Advice");
    return group == FindingGroup::Verdict ? tr("Cause") : severityText(finding.severity);
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto number = static_cast<std::size_t>(index.row());
    const Finding& finding = m_diagnosis->findings[number];
    if (role == FindingRole)
        return static_cast<qulonglong>(number);
    if (role == Qt::TextAlignmentRole && index.column() == CountColumn)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == TitleColumn)
        return withoutCodeMarks(toText(finding.summary)).toHtmlEscaped();
    if (role == Qt::ToolTipRole && index.column() == FirstColumn && finding.first)
        return momentText(*finding.first);
    if (role == Qt::ToolTipRole && index.column() == PlaceColumn && !finding.places.empty())
        return placeText(finding.places.front()).toHtmlEscaped();
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (index.column()) {
    case KindColumn: return role == SortRole ? QVariant(index.row()) : QVariant(kindText(finding, m_groups[number]));
    case TitleColumn: return withoutCodeMarks(toLine(finding.title));
    case CountColumn:
        return role == SortRole ? QVariant(static_cast<qulonglong>(finding.count))
                                : QVariant(finding.once ? QString() : numberText(finding.count));
    case FirstColumn:
        if (!finding.first)
            return {};
        return role == SortRole ? QVariant(static_cast<qlonglong>(finding.first->instant.time_since_epoch().count()))
                                : QVariant(clockText(*finding.first));
    case RunColumn: return finding.run < m_diagnosis->job->runs.size() ? toLine(m_diagnosis->job->runs[finding.run].name) : QString();
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
    case RunColumn: return tr("Run");
    case PlaceColumn: return tr("Where");
    default: return {};
    }
}

} // namespace faultline
