// SPDX-License-Identifier: MIT
#include "tree/job_tree_model.h"

#include "text/words.h"
#include "theme/icons.h"

#include <QStringList>

namespace faultline {

JobTreeModel::JobTreeModel(QObject* parent) : QAbstractItemModel(parent), m_tree(std::make_shared<const JobTree>()), m_badges(1) {}

void JobTreeModel::setTree(JobTreePointer tree) {
    beginResetModel();
    m_tree = tree ? std::move(tree) : std::make_shared<const JobTree>();
    m_badges.assign(m_tree->nodes().size(), {});
    endResetModel();
}

void JobTreeModel::setDiagnosis(const DiagnosisPointer& diagnosis) {
    std::vector<TreeBadge> badges(m_badges.size());
    if (diagnosis && m_tree->job() && hasSameFiles(*diagnosis->job, *m_tree->job()))
        badges = treeBadges(*m_tree, *diagnosis);
    badges.swap(m_badges);

    bool any = false;
    for (JobTree::NodeId id = 1; id < m_badges.size(); ++id) {
        if (badges[id] == m_badges[id])
            continue;
        any = true;
        const QModelIndex changed = indexOf(id);
        emit dataChanged(changed, changed, {BadgeRole, Qt::ToolTipRole, Qt::AccessibleTextRole});
    }
    if (any)
        emit badgesChanged();
}

JobTree::NodeId JobTreeModel::nodeOf(const QModelIndex& index) {
    return index.isValid() ? static_cast<JobTree::NodeId>(index.internalId()) : 0;
}

QModelIndex JobTreeModel::indexOf(JobTree::NodeId id) const {
    if (id == 0 || id >= m_tree->nodes().size())
        return {};
    return createIndex(m_tree->row(id), 0, static_cast<quintptr>(id));
}

QModelIndex JobTreeModel::index(int row, int column, const QModelIndex& parent) const {
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    const JobTree::NodeId id = m_tree->node(nodeOf(parent)).firstChild + static_cast<JobTree::NodeId>(row);
    return createIndex(row, 0, static_cast<quintptr>(id));
}

QModelIndex JobTreeModel::parent(const QModelIndex& child) const {
    const JobTree::NodeId id = nodeOf(child);
    return id == 0 ? QModelIndex() : indexOf(m_tree->node(id).parent);
}

int JobTreeModel::rowCount(const QModelIndex& parent) const {
    return static_cast<int>(m_tree->node(nodeOf(parent)).childCount);
}

int JobTreeModel::columnCount(const QModelIndex&) const {
    return 1;
}

bool JobTreeModel::hasChildren(const QModelIndex& parent) const {
    return rowCount(parent) > 0;
}

QVariant JobTreeModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const JobTree::NodeId id = nodeOf(index);
    const JobTree::Node& node = m_tree->node(id);
    switch (role) {
    case Qt::DisplayRole: return node.name;
    case Qt::DecorationRole: return bundledIcon(node.isFolder() ? QStringLiteral("folder") : QStringLiteral("text-x-generic"));
    case Qt::ToolTipRole: return tip(node, m_badges[id]);
    case Qt::AccessibleTextRole: {
        QStringList parts{node.name};
        if (!node.words.isEmpty())
            parts << node.words;
        if (!m_badges[id].isEmpty())
            parts << badgeWords(m_badges[id]);
        return parts.join(QStringLiteral(", "));
    }
    case FileRole: return node.isFolder() ? QVariant() : QVariant(static_cast<qulonglong>(node.file));
    case WordsRole: return node.words;
    case BadgeRole: return QVariant::fromValue(m_badges[id]);
    case NodeRole: return static_cast<uint>(id);
    case IsFolderRole: return node.isFolder();
    default: return {};
    }
}

Qt::ItemFlags JobTreeModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (!m_tree->node(nodeOf(index)).isFolder())
        flags |= Qt::ItemNeverHasChildren;
    return flags;
}

QString JobTreeModel::badgeWords(const TreeBadge& badge) {
    QStringList parts;
    if (badge.errors > 0)
        parts << tr("%n error line(s)", nullptr, forPlural(badge.errors));
    if (badge.warnings > 0)
        parts << tr("%n line(s) explained or a warning", nullptr, forPlural(badge.warnings));
    if (badge.noise > 0)
        parts << tr("%n harmless line(s)", nullptr, forPlural(badge.noise));
    return parts.join(QStringLiteral(", "));
}

QString JobTreeModel::tip(const JobTree::Node& node, const TreeBadge& badge) const {
    // Names come from the job: escaped, because tool tips guess whether a text is rich.
    QStringList lines{QStringLiteral("<b>%1</b>").arg(node.name.toHtmlEscaped())};
    if (node.isFolder()) {
        lines << tr("%n file(s), %1", nullptr, forPlural(node.files)).arg(sizeText(node.size));
        if (!node.words.isEmpty())
            lines << node.words.toHtmlEscaped();
    } else {
        lines << (node.role.isEmpty() ? sizeText(node.size) : tr("%1, %2").arg(node.role.toHtmlEscaped(), sizeText(node.size)));
        const JobFile& file = m_tree->job()->files[node.file];
        if (!file.node.empty())
            lines << (file.process.empty()
                          ? tr("Node %1").arg(toLine(file.node).toHtmlEscaped())
                          : tr("Node %1, %2").arg(toLine(file.node).toHtmlEscaped(), toLine(file.process).toHtmlEscaped()));
    }
    if (!badge.isEmpty())
        lines << badgeWords(badge);
    return lines.join(QStringLiteral("<br>"));
}

} // namespace faultline
