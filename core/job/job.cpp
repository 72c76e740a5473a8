// SPDX-License-Identifier: MIT
#include "job/job.h"

#include <algorithm>
#include <map>
#include <set>

namespace faultline {

namespace {

constexpr std::size_t noRun = static_cast<std::size_t>(-1);

std::string lastPart(std::string_view path) {
    while (path.ends_with('/'))
        path.remove_suffix(1);
    return std::string(path.substr(path.rfind('/') + 1));
}

/// Roots of the runs under the opened path: every folder that holds an anchor folder, but not the folders within an anchor — unless what lies there is
/// a whole download of its own (two different anchors side by side).
std::set<std::string> findRoots(const std::vector<SourceEntry>& entries, const Layouts& layouts) {
    std::map<std::string, std::set<std::string>> anchorsOf; // parent folder → names of the anchors in it
    for (const SourceEntry& entry : entries) {
        std::size_t start = 0;
        for (std::size_t end = entry.path.find('/'); end != std::string::npos; end = entry.path.find('/', start)) {
            const std::string_view part(entry.path.data() + start, end - start);
            if (layouts.isAnchor(part))
                anchorsOf[start == 0 ? std::string() : entry.path.substr(0, start - 1)].insert(std::string(part));
            start = end + 1;
        }
    }
    std::set<std::string> roots;
    for (const auto& [parent, anchors] : anchorsOf) {
        // `logs/azureml/…/logs` is a folder within a run; `outputs/artifacts/{user_logs,system_logs}` is another run.
        bool inside = false;
        std::size_t start = 0;
        while (start <= parent.size() && !parent.empty()) {
            const std::size_t end = std::min(parent.find('/', start), parent.size());
            if (layouts.isAnchor(std::string_view(parent).substr(start, end - start)))
                inside = true;
            start = end + 1;
        }
        if (!inside || anchors.size() > 1)
            roots.insert(parent);
    }
    return roots;
}

std::string nameOfRun(const std::string& root, const std::string& jobName, const Layouts& layouts) {
    std::string_view rest = root;
    while (!rest.empty()) {
        const std::size_t slash = rest.rfind('/');
        const std::string_view part = slash == std::string_view::npos ? rest : rest.substr(slash + 1);
        if (!layouts.isNameless(part))
            return std::string(part);
        rest = slash == std::string_view::npos ? std::string_view() : rest.substr(0, slash);
    }
    return jobName;
}

} // namespace

std::size_t Job::find(std::string_view wanted) const {
    for (std::size_t i = 0; i < files.size(); ++i)
        if (files[i].path == wanted)
            return i;
    return files.size();
}

bool hasSameFiles(const Job& one, const Job& other) {
    return &one == &other || (one.path == other.path && std::ranges::equal(one.files, other.files, {}, &JobFile::path, &JobFile::path));
}

Expected<JobPointer> openJob(JobSourcePointer source, const std::string& path, const Layouts& layouts, std::stop_token stop,
                             const ListingReport& report) {
    auto listing = source->list(std::move(stop), report);
    if (!listing)
        return std::unexpected(std::move(listing.error()));
    auto job = std::make_shared<Job>();
    job->path = path;
    job->name = lastPart(path);
    job->source = std::move(source);
    job->skipped = std::move(listing->skipped);
    std::ranges::sort(listing->entries, [](const SourceEntry& a, const SourceEntry& b) { return naturalLess(a.path, b.path); });

    std::set<std::string> roots = findRoots(listing->entries, layouts);
    if (roots.empty())
        roots.insert("");
    std::map<std::string, std::size_t> runOf;
    for (const std::string& root : roots) {
        runOf.emplace(root, job->runs.size());
        Run run;
        run.root = root;
        run.name = nameOfRun(root, job->name, layouts);
        job->runs.push_back(std::move(run));
    }

    for (SourceEntry& entry : listing->entries) {
        JobFile file;
        // The nearest root above the file; a file above all roots belongs to the first run that lies below it.
        std::string folder = entry.path;
        std::size_t run = noRun;
        while (run == noRun) {
            const std::size_t slash = folder.rfind('/');
            folder = slash == std::string::npos ? std::string() : folder.substr(0, slash);
            if (const auto known = runOf.find(folder); known != runOf.end())
                run = known->second;
            else if (folder.empty())
                break;
        }
        if (run == noRun) {
            run = 0;
            const std::string above = entry.path.substr(0, entry.path.rfind('/') == std::string::npos ? 0 : entry.path.rfind('/') + 1);
            for (std::size_t i = 0; i < job->runs.size(); ++i)
                if (job->runs[i].root.starts_with(above)) {
                    run = i;
                    break;
                }
        }
        FileClass fileClass = layouts.classify(withoutCompressionEnding(entry.path));
        // A single opened file may have lost its folders: then its own name has to do, which `classify` tried already.
        file.path = std::move(entry.path);
        file.size = entry.size;
        file.modified = entry.modified;
        file.role = std::move(fileClass.role);
        file.node = std::move(fileClass.node);
        file.process = std::move(fileClass.process);
        file.run = run;
        file.order = layouts.role(file.role).order;
        job->bytes += file.size;
        job->files.push_back(std::move(file));
    }

    for (std::size_t i = 0; i < job->files.size(); ++i)
        job->runs[job->files[i].run].files.push_back(i);
    for (Run& run : job->runs) {
        std::vector<std::string_view> paths;
        for (const std::size_t index : run.files) {
            const JobFile& file = job->files[index];
            paths.push_back(withoutCompressionEnding(file.path));
            run.hasLogs |= layouts.role(file.role).isLog;
        }
        run.layouts = layouts.generations(paths);
        std::ranges::stable_sort(run.files, [&](std::size_t a, std::size_t b) { return job->files[a].order < job->files[b].order; });
    }
    return job;
}

} // namespace faultline
