// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "report/hidden_count.h"
#include "report/redaction.h"
#include "text/visible_text.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace faultline {

/// What the reports for people say in the same words. Text of the job comes out redacted, as sound UTF-8 and without control characters, but not yet escaped for the
/// format: only sentences made here and numbers need no escaping.
class ReportWords {
public:
    ReportWords(const Diagnosis& diagnosis, Redactor* redactor) : m_diagnosis(diagnosis), m_redactor(redactor), m_hidden(redactor) {}

    /// How near the verdict comes to the reason.
    enum class Nearness : std::uint8_t {
        None,        ///< there is no verdict
        Cause,       ///< it is the reason
        Consequence, ///< only what followed from it
        Wrapper,     ///< only a message that passes on that something failed
        Unknown,     ///< an error that no article knows
    };

    /// One line of a run's numbers.
    struct Row {
        std::string label, value; ///< `mini-batches`, `8: 6 done, 2 failed`
    };

    /// Inputs that failed for one reason, on one line each.
    struct Input {
        std::string name, reason;
        std::string attempts; ///< `2`, `1–3`
        std::string tried;    ///< ` (2 attempts)`, ` (1–3 attempts)`; empty where there was one
        std::uint64_t count = 1;
    };

    /// Text of the job or of an article, of one line or several.
    [[nodiscard]] std::string text(std::string_view value) const;
    /// Likewise, on one line.
    [[nodiscard]] std::string line(std::string_view value) const;
    /// A path or name: a line feed in it is shown as a sign.
    [[nodiscard]] std::string name(std::string_view value) const;
    /// `path:line`; without the line where the whole file is meant.
    [[nodiscard]] std::string label(const Place& place) const;
    /// A place's line, without its time and with its paths shortened where it is too long, cut to `columns` around what `finding` (may be null) found in it. Redacted before it is cut: half a secret would not be known as one.
    [[nodiscard]] std::string quote(const Place& place, const Finding* finding, std::size_t columns) const;

    [[nodiscard]] Nearness nearness() const;
    /// The verdict's finding, whatever its role; null where there is none.
    [[nodiscard]] const Finding* cause() const;
    [[nodiscard]] std::string title() const;
    [[nodiscard]] std::string sentence() const;
    /// What a reader must know before believing the verdict: that others are as likely, that the scan was not finished. Sentences.
    [[nodiscard]] std::vector<std::string> cautions() const;
    /// The run that tells most (`tellingRun`), as in the window. Null where there is none.
    [[nodiscard]] const RunDiagnosis* toldRun() const;
    /// Its name where there are several runs; empty where it is the only one.
    [[nodiscard]] std::string toldRunName() const;
    /// Its numbers.
    [[nodiscard]] std::vector<Row> toldRunNumbers() const;

    /// `12 times`, `about 146 times`; empty where it was not counted.
    [[nodiscard]] static std::string times(const Finding& finding);
    /// Likewise, as it follows on a title: ` (12 times)`.
    [[nodiscard]] static std::string timesInBrackets(const Finding& finding);
    /// How many places a finding has, also those that were not kept.
    [[nodiscard]] static std::uint64_t placeCount(const Finding& finding);
    /// `… and 4 more`, `… and about 4 more`; empty where all are shown.
    [[nodiscard]] static std::string more(std::uint64_t count, std::uint64_t shown, bool estimated = false);
    /// `4 of 4 nodes, 8 of 8 processes, 12 times, first at 2026-01-05 10:03:11`
    [[nodiscard]] std::string hit(const Finding& finding) const;
    /// `61 files, 73.4 MB`
    [[nodiscard]] std::string extent() const;
    /// Titles from what was logged to the cause.
    [[nodiscard]] std::vector<std::string> chain() const;
    /// The numbers of a run that are known.
    [[nodiscard]] std::vector<Row> numbers(const RunSummary& summary) const;

    /// Articles of general advice on an exception that no article explains.
    [[nodiscard]] std::vector<const Finding*> advice() const;
    /// Findings that count, other than the verdict's and the advice, by their rank.
    [[nodiscard]] std::vector<const Finding*> others() const;
    /// Findings that do not count: exceptions that the program lived through, and what was only said in passing.
    [[nodiscard]] std::vector<const Finding*> aside() const;
    /// Why a finding does not count: `handled by the program`, `only mentioned`; empty where it does.
    [[nodiscard]] static std::string_view standing(const Finding& finding);
    /// `5 harmless lines were recognised and left out.`; empty where there were none.
    [[nodiscard]] std::string noise() const;
    [[nodiscard]] bool isExplainedByCause(const Finding& finding) const;
    /// What no article explains, without what the verdict itself tells. Empty where a cause is known and where all went well, for then it is of little use, unless
    /// `always`.
    [[nodiscard]] std::vector<const Unexplained*> unexplained(bool always = false) const;
    /// Where to look next: what was found or, where none was, the files that could have held it. A file that is not there is no hint.
    [[nodiscard]] static std::vector<const Step*> steps(const Finding& finding);
    /// Inputs that failed, one entry for all that failed for the same reason.
    [[nodiscard]] std::vector<Input> failedInputs() const;
    /// What came of looking where a step points, behind the step's path: `(nothing of the kind in it)`; empty where it was found.
    [[nodiscard]] static std::string_view answer(const Step& step);
    /// `failed, parent of …`
    [[nodiscard]] std::string end(const RunDiagnosis& run) const;

    /// What was hidden since this was made.
    [[nodiscard]] const HiddenCount& hidden() const { return m_hidden; }

    [[nodiscard]] static std::string outcome(Outcome value);
    /// `598 B`, `73.4 MB`
    [[nodiscard]] static std::string size(std::uint64_t bytes);
    /// `2026-01-05 10:03:11.106`, with `Z` only where the log wrote a zone.
    [[nodiscard]] static std::string time(const LogTime& time);
    /// `1 h 20 min`
    [[nodiscard]] static std::string duration(std::chrono::seconds duration);

private:
    [[nodiscard]] std::vector<const Finding*> otherFindings(bool counting) const;

    const Diagnosis& m_diagnosis;
    Redactor* m_redactor;
    HiddenCount m_hidden;
};

} // namespace faultline
