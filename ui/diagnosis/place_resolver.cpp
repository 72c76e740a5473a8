// SPDX-License-Identifier: MIT
#include "diagnosis/place_resolver.h"

#include "job/layout.h"

#include <QRegularExpression>

#include <algorithm>
#include <string>
#include <string_view>

namespace faultline {

namespace {

/// A file's name with an ending, or folders and a name; without white space, quotes or anything of a command.
bool looksLikePath(const QString& code) {
    static const QRegularExpression path(QStringLiteral(R"(^[\w.<>*?{},~/-]+$)"));
    static const QRegularExpression ending(QStringLiteral(R"(\.(txt|log|json|ya?ml|csv|out|err)$)"),
                                           QRegularExpression::CaseInsensitiveOption);
    return code.size() <= 300 && path.match(code).hasMatch() && ending.match(code).hasMatch();
}

std::string_view lastPart(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// How near a file is to where a finding shows: same node, same process.
int nearness(const JobFile& file, const Finding& finding) {
    const Place* near = finding.places.empty() ? nullptr : &finding.places.front();
    return near ? 2 * (file.node == near->node) + (file.process == near->process) : 0;
}

} // namespace

std::optional<std::size_t> resolvePlace(const Diagnosis& diagnosis, const Finding& finding, const QString& code) {
    if (!looksLikePath(code) || finding.run >= diagnosis.job->runs.size())
        return {};
    const std::string glob = code.toStdString();
    const PathGlobs globs({glob});
    const bool plainName = lastPart(glob).find_first_of("<>*?{}~") == std::string_view::npos;
    std::optional<std::size_t> best;
    int bestScore = -1;
    for (const std::size_t index : diagnosis.job->runs[finding.run].files) {
        const JobFile& file = diagnosis.job->files[index];
        // Globs are costly beside a comparison, and a job may have a hundred thousand files.
        if (plainName && lastPart(file.path) != lastPart(glob))
            continue;
        if (globs.matching(file.path).empty())
            continue;
        const int score = nearness(file, finding);
        if (score > bestScore) {
            best = index;
            bestScore = score;
        }
    }
    return best;
}

} // namespace faultline
