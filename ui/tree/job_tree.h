// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "job/job.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace faultline {

/// The folders and files of a job as a tree, ready to be shown. An immutable value once built; share it between threads.
///
/// Nodes are numbered: 0 is the job itself (never shown), the children of a node stand side by side, and every child has a higher number than
/// its parent, so sums over sub-trees are one backward loop.
class JobTree {
public:
    using NodeId = std::uint32_t;

    struct Node {
        QString name;
        QString words; ///< what it is, for people: `script errors`, `node`; empty where nothing is known
        QString role;  ///< of a file, in words, also where its folder says it already
        NodeId parent = 0;
        NodeId firstChild = 0;
        NodeId childCount = 0;
        std::size_t file = nowhere; ///< index into `Job::files`; `nowhere` for folders
        std::uint64_t size = 0;     ///< of everything below
        std::uint64_t files = 0;    ///< below

        [[nodiscard]] bool isFolder() const { return file == nowhere; }
    };

    JobTree();
    /// Files stand before folders, each in natural order. Linear in the number of files but for the sorting; call it off the UI thread.
    JobTree(JobPointer job, const Layouts& layouts);

    [[nodiscard]] const std::vector<Node>& nodes() const { return m_nodes; }
    [[nodiscard]] const Node& node(NodeId id) const { return m_nodes[id]; }
    /// Node of a file of the job; 0 if it has none.
    [[nodiscard]] NodeId nodeOf(std::size_t file) const { return file < m_nodeOfFile.size() ? m_nodeOfFile[file] : 0; }
    /// Row among its siblings.
    [[nodiscard]] int row(NodeId id) const { return id == 0 ? 0 : static_cast<int>(id - m_nodes[m_nodes[id].parent].firstChild); }
    [[nodiscard]] QString path(NodeId id) const;
    [[nodiscard]] const JobPointer& job() const { return m_job; }

private:
    JobPointer m_job;
    std::vector<Node> m_nodes;
    std::vector<NodeId> m_nodeOfFile;
};

using JobTreePointer = std::shared_ptr<const JobTree>;

/// How many lines of what kind were found in a file or below a folder.
struct TreeBadge {
    std::uint32_t errors = 0;   ///< causes, and errors that nothing explains
    std::uint32_t warnings = 0; ///< warnings, and errors that another finding explains
    std::uint32_t noise = 0;    ///< the harmless, and what was handled or said in passing

    [[nodiscard]] bool isEmpty() const { return errors + warnings + noise == 0; }
    [[nodiscard]] bool hasFindings() const { return errors + warnings > 0; }
    bool operator==(const TreeBadge&) const = default;
};

/// A badge for each node of the tree, sums on folders.
[[nodiscard]] std::vector<TreeBadge> treeBadges(const JobTree& tree, const Diagnosis& diagnosis);

} // namespace faultline
