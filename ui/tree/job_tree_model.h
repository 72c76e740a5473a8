// SPDX-License-Identifier: MIT
#pragma once

#include "tree/job_tree.h"

#include <QAbstractItemModel>

namespace faultline {

/// A `JobTree` and the badges of a diagnosis as an item model of one column.
///
/// The tree is set once per job, badges as often as a diagnosis arrives; then only rows whose badge changed are announced.
class JobTreeModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role {
        FileRole = Qt::UserRole + 1, ///< qulonglong, index into `Job::files`; invalid for folders
        WordsRole,                   ///< QString: what it is
        BadgeRole,                   ///< TreeBadge
        NodeRole,                    ///< uint, `JobTree::NodeId`
        IsFolderRole,
    };

    explicit JobTreeModel(QObject* parent = nullptr);

    void setTree(JobTreePointer tree);
    /// Null takes all badges away.
    void setDiagnosis(const DiagnosisPointer& diagnosis);

    [[nodiscard]] const JobTreePointer& tree() const { return m_tree; }
    [[nodiscard]] const TreeBadge& badge(JobTree::NodeId id) const { return m_badges[id]; }
    [[nodiscard]] QModelIndex indexOf(JobTree::NodeId id) const;
    [[nodiscard]] QModelIndex indexOfFile(std::size_t file) const { return indexOf(m_tree->nodeOf(file)); }
    [[nodiscard]] static JobTree::NodeId nodeOf(const QModelIndex& index);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    /// After `setDiagnosis`, when any badge changed.
    void badgesChanged();

private:
    [[nodiscard]] QString tip(const JobTree::Node& node, const TreeBadge& badge) const;
    [[nodiscard]] static QString badgeWords(const TreeBadge& badge);

    JobTreePointer m_tree;
    std::vector<TreeBadge> m_badges;
};

} // namespace faultline

Q_DECLARE_METATYPE(faultline::TreeBadge)
