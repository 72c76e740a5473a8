// SPDX-License-Identifier: MIT
#include "tree/job_tree.h"

#include "text/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace faultline {

namespace {

QString say(const char* text) {
    return QCoreApplication::translate("faultline::JobTree", text);
}

struct Folder {
    std::string_view name;
    std::vector<std::size_t> folders; ///< indices into the builder's folders
    std::vector<std::size_t> files;   ///< indices into `Job::files`
};

std::string_view fileName(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// The folders of a job, each once. The first is the job itself.
class FolderList {
public:
    explicit FolderList(const Job& job) {
        m_folders.emplace_back();
        for (std::size_t file = 0; file < job.files.size(); ++file) {
            const std::string_view path = job.files[file].path;
            const auto slash = path.rfind('/');
            m_folders[slash == std::string_view::npos ? 0 : folderAt(path.substr(0, slash))].files.push_back(file);
        }
        for (Folder& folder : m_folders) {
            std::ranges::sort(folder.folders,
                              [this](std::size_t a, std::size_t b) { return naturalLess(m_folders[a].name, m_folders[b].name); });
            std::ranges::sort(folder.files,
                              [&job](std::size_t a, std::size_t b) { return naturalLess(job.files[a].path, job.files[b].path); });
        }
    }

    [[nodiscard]] const Folder& operator[](std::size_t index) const { return m_folders[index]; }

private:
    std::size_t folderAt(std::string_view path) {
        if (const auto known = m_byPath.find(path); known != m_byPath.end())
            return known->second;
        // One level at a time and without recursion: a hostile archive may be thousands of folders deep.
        std::size_t parent = 0;
        for (std::size_t from = 0; from <= path.size();) {
            const auto slash = std::min(path.find('/', from), path.size());
            const auto [entry, isNew] = m_byPath.try_emplace(path.substr(0, slash), m_folders.size());
            if (isNew) {
                m_folders.push_back({path.substr(from, slash - from), {}, {}});
                m_folders[parent].folders.push_back(entry->second);
            }
            parent = entry->second;
            from = slash + 1;
        }
        return parent;
    }

    std::vector<Folder> m_folders;
    std::unordered_map<std::string_view, std::size_t> m_byPath;
};

/// What all files below a node have in common: nothing seen yet, one value, or several.
class Common {
public:
    void add(std::string_view value) {
        if (m_several)
            return;
        if (!m_any) {
            m_any = true;
            m_value = value;
        } else if (m_value != value) {
            m_several = true;
        }
    }
    void add(const Common& other) {
        if (other.m_several)
            m_several = m_any = true;
        else if (other.m_any)
            add(other.m_value);
    }
    /// Empty where there is no one value.
    [[nodiscard]] std::string_view value() const { return m_several ? std::string_view() : m_value; }

private:
    bool m_any = false;
    bool m_several = false;
    std::string_view m_value;
};

} // namespace

JobTree::JobTree() : m_nodes(1) {}

JobTree::JobTree(JobPointer job, const Layouts& layouts) : m_job(std::move(job)), m_nodes(1), m_nodeOfFile(m_job->files.size(), 0) {
    const FolderList folders(*m_job);
    std::vector<std::size_t> folderOfNode{0};
    m_nodes.reserve(m_job->files.size() + 16);

    for (NodeId id = 0; id < m_nodes.size(); ++id) {
        if (id > 0 && !m_nodes[id].isFolder())
            continue;
        const Folder& folder = folders[folderOfNode[id]];
        m_nodes[id].firstChild = static_cast<NodeId>(m_nodes.size());
        m_nodes[id].childCount = static_cast<NodeId>(folder.files.size() + folder.folders.size());
        for (const std::size_t file : folder.files) {
            const JobFile& entry = m_job->files[file];
            Node child;
            child.name = toLine(fileName(entry.path));
            child.parent = id;
            child.file = file;
            child.size = entry.size;
            child.files = 1;
            m_nodeOfFile[file] = static_cast<NodeId>(m_nodes.size());
            m_nodes.push_back(std::move(child));
            folderOfNode.push_back(0);
        }
        for (const std::size_t inner : folder.folders) {
            Node child;
            child.name = toLine(folders[inner].name);
            child.parent = id;
            m_nodes.push_back(std::move(child));
            folderOfNode.push_back(inner);
        }
    }

    std::vector<Common> roles(m_nodes.size());
    std::vector<Common> nodeNames(m_nodes.size());
    for (auto id = static_cast<NodeId>(m_nodes.size()); --id > 0;) {
        const Node& node = m_nodes[id];
        if (!node.isFolder()) {
            const JobFile& file = m_job->files[node.file];
            roles[id].add(file.role);
            nodeNames[id].add(file.node);
        }
        roles[node.parent].add(roles[id]);
        nodeNames[node.parent].add(nodeNames[id]);
        m_nodes[node.parent].size += node.size;
        m_nodes[node.parent].files += node.files;
    }

    const auto roleWords = [&layouts](std::string_view role) {
        return role.empty() || role == "other" ? QString() : toText(layouts.role(role).title);
    };
    std::vector<bool> roleSaid(m_nodes.size(), false);
    for (NodeId id = 1; id < m_nodes.size(); ++id) {
        Node& node = m_nodes[id];
        const QString words = roleWords(roles[id].value());
        roleSaid[id] = roleSaid[node.parent];
        if (!node.isFolder()) {
            node.role = words;
            node.words = roleSaid[id] || words.isEmpty() ? sizeText(node.size) : words;
            continue;
        }
        // A single file speaks for itself, and of folders in a chain the last one: `logs` is no folder of tracebacks because nothing else was downloaded.
        const bool inChain = node.childCount == 1 && m_nodes[node.firstChild].isFolder();
        const std::string_view machine = nodeNames[id].value();
        if (!machine.empty() && toLine(machine) == node.name) {
            node.words = say(QT_TRANSLATE_NOOP("faultline::JobTree", "node"));
        } else if (!words.isEmpty() && !roleSaid[id] && node.files > 1 && !inChain) {
            node.words = words;
            roleSaid[id] = true;
        }
    }
    if (m_job->runs.size() > 1) {
        for (const Run& run : m_job->runs) {
            if (run.root.empty() || run.files.empty())
                continue;
            const auto depth = static_cast<std::size_t>(std::ranges::count(run.root, '/')) + 1;
            const std::string_view path = m_job->files[run.files.front()].path;
            NodeId id = nodeOf(run.files.front());
            for (auto level = static_cast<std::size_t>(std::ranges::count(path, '/')) + 1; level > depth; --level)
                id = m_nodes[id].parent;
            if (id != 0 && m_nodes[id].isFolder())
                m_nodes[id].words = say(QT_TRANSLATE_NOOP("faultline::JobTree", "run"));
        }
    }
}

QString JobTree::path(NodeId id) const {
    QString path;
    for (; id != 0; id = m_nodes[id].parent)
        path = path.isEmpty() ? m_nodes[id].name : m_nodes[id].name + u'/' + path;
    return path;
}

std::vector<TreeBadge> treeBadges(const JobTree& tree, const Diagnosis& diagnosis) {
    std::vector<TreeBadge> badges(tree.nodes().size());
    const auto count = [&](const std::vector<Place>& places, std::uint32_t TreeBadge::* kind) {
        for (const Place& place : places) {
            if (const JobTree::NodeId id = tree.nodeOf(place.file); id != 0)
                ++(badges[id].*kind);
        }
    };
    for (const Finding& finding : diagnosis.findings) {
        const bool calm = finding.standing != Standing::Counts || (finding.article && finding.article->role == ArticleRole::Noise);
        if (calm)
            count(finding.places, &TreeBadge::noise);
        else if (finding.severity == Severity::Error && !finding.isExplained())
            count(finding.places, &TreeBadge::errors);
        else
            count(finding.places, &TreeBadge::warnings);
    }
    for (const RunDiagnosis& run : diagnosis.runs) {
        if (run.verdict && !run.verdict->finding)
            count(run.verdict->places, &TreeBadge::errors);
    }
    for (std::size_t id = badges.size(); --id > 0;) {
        TreeBadge& above = badges[tree.node(static_cast<JobTree::NodeId>(id)).parent];
        above.errors += badges[id].errors;
        above.warnings += badges[id].warnings;
        above.noise += badges[id].noise;
    }
    return badges;
}

} // namespace faultline
