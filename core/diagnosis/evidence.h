// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "diagnosis/occurrences.h"
#include "diagnosis/run_documents.h"

#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace faultline {

/// What an exception did to the code that raised it, as far as the log tells.
enum class Ending : std::uint8_t {
    Handled,  ///< the program caught it and went on
    Possible, ///< nothing tells
    Fatal,    ///< it ended the user's code
};

/// A traceback of a run, judged.
struct JudgedTraceback {
    std::size_t file = nowhere; ///< index into `Job::files`
    std::size_t index = 0;      ///< index into its `FileScan::tracebacks`
    const Traceback* traceback = nullptr;
    Ending ending = Ending::Handled;
    double weight = 0;
};

/// Everything that was found in one run, while it is reasoned about. Internal to `diagnose`.
struct RunEvidence {
    const Job& job;
    const KnowledgeBase& knowledge;
    std::size_t run = 0;
    std::vector<const FileScan*> scans; ///< of the run's files that were scanned, in reading order
    Outcome outcome = Outcome::Unknown;
    int outcomeStrength = 0;             ///< 0: no sign at all
    static constexpr int concluded = 30; ///< the strength of an outcome that no sign tells: it follows from exceptions or findings
    std::string outcomeWhy;
    std::optional<Place> outcomePlace;
    std::vector<JudgedTraceback> tracebacks;
    RunDocuments documents;

    [[nodiscard]] const JobFile& file(std::size_t index) const { return job.files[index]; }
    [[nodiscard]] const FileRole& roleOf(std::size_t index) const { return knowledge.layouts().role(job.files[index].role); }
    [[nodiscard]] Place placeAt(std::size_t index, LineNumber line, std::string text, std::optional<LogTime> time,
                                std::optional<std::uint64_t> offset = {}) const;
    /// The judgement of a file's traceback; null where it is not among `tracebacks`.
    [[nodiscard]] const JudgedTraceback* judgementOf(std::size_t file, std::size_t traceback) const;
};

/// Decides how the run ended, from its signs and tracebacks; sets outcome, its reason and place.
void decideOutcome(RunEvidence& evidence);

/// Judges which tracebacks ended the user's code, the heaviest first. After `decideOutcome`; to be called again when the outcome has changed.
void judgeTracebacks(RunEvidence& evidence);

/// Puts places in the order in which a reader should see them: files by how much a statement there is worth, then by time, file and line.
void orderPlaces(const RunEvidence& evidence, std::vector<Place>& places);

/// Of places on one line keeps the first.
void removeRepeatedPlaces(std::vector<Place>& places);

/// The time that a place's own line bears, where it has one; otherwise what is known of it.
void setOwnTime(Place& place);

/// The outcome in the words of articles.
[[nodiscard]] bool outcomeIs(const std::vector<std::string>& wanted, Outcome outcome);

/// A finding while it is built: with the sightings' facts that decide about its weight.
struct DraftFinding {
    Finding finding;
    std::size_t article = nowhere;
    bool inTraceback = false;
    bool outsideTraceback = false;   ///< some sighting is no part of one
    Ending ending = Ending::Handled; ///< of the worst traceback that it is part of …
    double tracebackWeight = 0;      ///< … and what that adds to its own weight
    Level highestLevel = Level::Unknown;
    int authority = 0;
    std::set<std::pair<std::size_t, std::size_t>> tracebacks; ///< file and index: those it stands in or introduces
    std::set<std::tuple<std::size_t, std::size_t, std::size_t>>
        exceptions;                                             ///< likewise, and the exception of it that the finding speaks of
    std::set<std::pair<std::size_t, std::uint64_t>> lines;      ///< file and line: its sightings
    std::set<std::pair<std::size_t, std::uint64_t>> placeLines; ///< likewise: where they are shown
    std::set<std::string> inputs;                               ///< input files that its sightings name as failed
    Occurrences occurrences;                                    ///< its sightings, counted
    bool byCheck = false;
    const Check* countedBy = nullptr; ///< the check that counted it in a table …
    std::uint64_t rows = 0;           ///< … and the rows there
    /// Some sighting begins its line, or stands in a log that is no program's: it was not quoted within a sentence. Told only of what can decide how a run ended.
    bool opensLine = false;

    /// Whether it was nothing but exceptions that the program caught and lived through.
    [[nodiscard]] bool wasHandled() const { return inTraceback && !outsideTraceback && ending == Ending::Handled; }
};

/// Signs that say so by themselves: a wrapper or a consequence in a run that no other sign speaks of means that it failed; what was lost in one that completed.
void refineOutcome(RunEvidence& evidence, const std::vector<DraftFinding>& drafts);

/// `SystemExit: 0` ends a good program; so does a bare `SystemExit`.
[[nodiscard]] bool isGoodExit(const RaisedException& exception);

/// What else was raised with an exception, as it goes on in a sentence: `, which led to RuntimeError: no model (train.py, line 9, in load)`, `, raised while
/// KeyError: 'lr' was handled`, `, one of 3 exceptions of a group`. Empty where it stands alone.
[[nodiscard]] std::string describeChain(const Traceback& traceback, std::size_t exception);

/// `score.py, line 14, in run`.
[[nodiscard]] std::string describeFrame(const Frame& frame);

/// Groups the run's sightings and what its checks found into findings; applies the conditions that need the whole run.
[[nodiscard]] std::vector<DraftFinding> gatherFindings(const RunEvidence& evidence, std::stop_token stop);

/// One hit of a check.
struct CheckHit {
    std::size_t article = nowhere;
    Captures captures;
    std::vector<Place> places;
    const Check* check = nullptr;
    bool counts = false;     ///< it found rows of a table; anything else holds of the run as a whole or does not
    std::uint64_t count = 0; ///< of rows; in a table of mini-batches, of those
};

/// Runs the checks of all articles over the run's files. `found` tells which articles the run's lines show.
[[nodiscard]] std::vector<CheckHit> runChecks(const RunEvidence& evidence, const std::set<std::string>& found, std::stop_token stop);

} // namespace faultline
