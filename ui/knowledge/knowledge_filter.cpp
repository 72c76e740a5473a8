// SPDX-License-Identifier: MIT
#include "knowledge/knowledge_filter.h"

#include "knowledge/knowledge_model.h"

#include <algorithm>

namespace faultline {

KnowledgeFilter::KnowledgeFilter(QObject* parent) : QSortFilterProxyModel(parent) {}

void KnowledgeFilter::setSearch(const QString& words) {
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

void KnowledgeFilter::setStage(const QString& stage) {
    m_stage = stage;
    invalidateRowsFilter();
}

void KnowledgeFilter::setKind(int kind) {
    m_kind = kind;
    invalidateRowsFilter();
}

void KnowledgeFilter::setOnlyFound(bool only) {
    m_onlyFound = only;
    invalidateRowsFilter();
}

bool KnowledgeFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (!m_stage.isEmpty() && index.data(KnowledgeModel::StageRole).toString() != m_stage)
        return false;
    const QVariant kind = index.data(KnowledgeModel::KindRole);
    if (m_kind >= 0 && (!kind.isValid() || kind.toInt() != m_kind))
        return false;
    if (m_onlyFound && index.data(KnowledgeModel::FoundRole).toULongLong() == 0)
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = index.data(KnowledgeModel::SearchRole).toString();
    return std::ranges::all_of(m_words, [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace faultline
