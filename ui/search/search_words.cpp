// SPDX-License-Identifier: MIT
#include "search/search_words.h"

#include "text/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace faultline {

namespace {

constexpr std::size_t namedFiles = 15;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(faultline::Search)
};

} // namespace

QString countText(const SearchSession& session) {
    const JobSearchResult& result = session.result();
    const JobSearchProgress& progress = session.progress();
    const std::uint64_t files = session.state() == SearchSession::State::Done ? result.files : progress.files;
    const QString hits = Words::tr("%Ln hit(s)", nullptr, forPlural(result.hits));
    switch (session.state()) {
    case SearchSession::State::Idle: return {};
    case SearchSession::State::Running:
        return Words::tr("%1 in %L2 of %Ln file(s) so far", nullptr, forPlural(files)).arg(hits).arg(result.filesWithHits);
    case SearchSession::State::Cancelled:
        return Words::tr("%1 in %L2 of %Ln file(s); stopped after %L3", nullptr, forPlural(files))
            .arg(hits)
            .arg(result.filesWithHits)
            .arg(progress.filesDone);
    case SearchSession::State::Done: break;
    }
    return Words::tr("%1 in %L2 of %Ln file(s)", nullptr, forPlural(files)).arg(hits).arg(result.filesWithHits);
}

QList<SearchNote> notesOf(const JobSearchResult& result) {
    QList<SearchNote> notes;
    if (result.linesKept < result.foundLines)
        notes.append(
            {Words::tr("%L1 of %Ln line(s) listed", nullptr, forPlural(result.foundLines)).arg(result.linesKept),
             Words::tr("All hits are counted, but only so many lines of a file, and of all files, are listed. Search for more to see "
                       "fewer, or open the log and find them there.")});
    if (!result.skipped.empty()) {
        QStringList files;
        for (std::size_t i = 0; i < std::min(namedFiles, result.skipped.size()); ++i)
            files << Words::tr("%1: %2", "file and why it was not searched")
                         .arg(toLine(result.skipped[i].path), toLine(result.skipped[i].why));
        if (result.skipped.size() > namedFiles)
            files << Words::tr("… and %Ln more", nullptr, forPlural(result.skipped.size() - namedFiles));
        notes.append({Words::tr("%Ln file(s) not searched", nullptr, forPlural(result.skipped.size())), files.join(u'\n')});
    }
    if (result.slow)
        notes.append({Words::tr("searched the slow way"), toText(result.slow->what + ": " + result.slow->why + ". " + result.slow->next)});
    return notes;
}

QString emptyText(const SearchSession& session, const SearchPattern& pattern, bool limited, std::uint64_t files) {
    if (session.isRunning())
        return Words::tr("Searching…");
    if (session.state() == SearchSession::State::Cancelled)
        return Words::tr("Stopped before anything was found.");
    const std::uint64_t searched = session.result().files;
    if (searched == 0)
        return files == 0 ? Words::tr("There are no files in this job.")
                          : Words::tr("No file of this job is of the chosen kind, node and name.");
    QStringList lines{Words::tr("“%1” is in none of the %Ln file(s).", nullptr, forPlural(searched)).arg(toLine(pattern.text()))};
    if (limited)
        lines << Words::tr("The search is limited: the job has %Ln file(s).", nullptr, forPlural(files));
    if (pattern.options().matchCase)
        lines << Words::tr("Upper and lower case count as different.");
    if (pattern.options().wholeWord)
        lines << Words::tr("Only whole words count.");
    return lines.join(u'\n');
}

} // namespace faultline
