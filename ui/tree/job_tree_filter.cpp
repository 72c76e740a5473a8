// SPDX-License-Identifier: MIT
#include "tree/job_tree_filter.h"

#include "tree/job_tree_model.h"

#include <algorithm>

namespace faultline {

JobTreeFilter::JobTreeFilter(JobTreeModel* model, QObject* parent) : QSortFilterProxyModel(parent), m_model(model) {
    // The rows are decided on before the base class sees the reset, hence this connection stands before setSourceModel.
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_passes.clear(); });
    setDynamicSortFilter(false);
    setSourceModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &JobTreeFilter::refresh);
    connect(model, &JobTreeModel::badgesChanged, this, [this] {
        if (m_onlyWithFindings)
            refresh();
    });
    decide();
}

void JobTreeFilter::setText(const QString& text) {
    const QString simple = text.simplified();
    if (simple == m_text)
        return;
    m_text = simple;
    refresh();
}

void JobTreeFilter::setOnlyWithFindings(bool only) {
    if (only == m_onlyWithFindings)
        return;
    m_onlyWithFindings = only;
    refresh();
}

void JobTreeFilter::refresh() {
    decide();
    invalidateRowsFilter();
    emit filtered();
}

void JobTreeFilter::decide() {
    const JobTree& tree = *m_model->tree();
    m_passes.clear();
    m_matchCount = static_cast<std::size_t>(tree.node(0).files);
    if (!isActive())
        return;

    constexpr qsizetype wordLimit = 32;
    const QStringList words =
        m_text.split(u' ', Qt::SkipEmptyParts).first(std::min(wordLimit, m_text.isEmpty() ? 0 : m_text.count(u' ') + 1));
    const std::uint32_t all = words.isEmpty() ? 0 : ~std::uint32_t{0} >> (wordLimit - words.size());

    m_passes.assign(tree.nodes().size(), false);
    m_matchCount = 0;
    // Bit n: word n was met in the node's own texts or in a folder above it. Parents come first, so each name is looked at once.
    std::vector<std::uint32_t> met(tree.nodes().size(), 0);
    for (JobTree::NodeId id = 1; id < tree.nodes().size(); ++id) {
        const JobTree::Node& node = tree.node(id);
        met[id] = met[node.parent];
        for (qsizetype word = 0; word < words.size(); ++word) {
            const QString& text = words[word];
            if (node.name.contains(text, Qt::CaseInsensitive) || node.role.contains(text, Qt::CaseInsensitive) ||
                (!node.isFolder() && text.contains(u'/') && tree.path(id).contains(text, Qt::CaseInsensitive)))
                met[id] |= std::uint32_t{1} << word;
        }
        if (node.isFolder() || met[id] != all || (m_onlyWithFindings && !m_model->badge(id).hasFindings()))
            continue;
        m_passes[id] = true;
        ++m_matchCount;
    }
    for (std::size_t id = m_passes.size(); --id > 0;) {
        if (m_passes[id])
            m_passes[tree.node(static_cast<JobTree::NodeId>(id)).parent] = true;
    }
}

bool JobTreeFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    if (m_passes.empty())
        return true;
    const JobTree::NodeId id = m_model->tree()->node(JobTreeModel::nodeOf(parent)).firstChild + static_cast<JobTree::NodeId>(row);
    return id < m_passes.size() && m_passes[id];
}

} // namespace faultline
