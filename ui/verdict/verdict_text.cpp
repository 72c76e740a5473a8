// SPDX-License-Identifier: MIT
#include "verdict/verdict_text.h"

#include "diagnosis/run_view.h"
#include "diagnosis/telling_run.h"
#include "report/job_content.h"
#include "text/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>
#include <string>

namespace faultline {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::VerdictText)
};

constexpr qsizetype quoteLimit = 240;

/// How far a verdict reaches: of a finding, or of lines that no article knows.
struct Reach {
    std::size_t nodes = 0, processes = 0;
    std::uint64_t count = 0;
    std::optional<LogTime> first;
    std::string firstNode;
};

Reach reachOf(const Finding& finding) {
    Reach reach{finding.nodes.size(), finding.processes.size(), finding.count, finding.first, {}};
    if (!finding.places.empty())
        reach.firstNode = finding.places.front().node;
    return reach;
}

Reach reachOf(const Unexplained& lines) {
    std::set<std::string> nodes, processes;
    Reach reach;
    reach.count = lines.count;
    for (const Place& place : lines.places) {
        if (!place.node.empty())
            nodes.insert(place.node);
        if (!place.process.empty())
            processes.insert(place.node + '/' + place.process);
        if (place.time && (!reach.first || *place.time < *reach.first)) {
            reach.first = place.time;
            reach.firstNode = place.node;
        }
    }
    reach.nodes = nodes.size();
    reach.processes = processes.size();
    return reach;
}

QString reachText(const Reach& reach, const RunSummary& summary) {
    QStringList parts;
    if (reach.nodes > 0 && summary.nodes > 1)
        parts << Say::tr("on %1 of %n node(s)", nullptr, forPlural(summary.nodes)).arg(reach.nodes);
    if (reach.processes > 0 && summary.processes > 1)
        parts << Say::tr("in %1 of %n process(es)", nullptr, forPlural(summary.processes)).arg(reach.processes);
    if (reach.count > 1)
        parts << Say::tr("%Ln time(s)", nullptr, forPlural(reach.count));
    return parts.join(QStringLiteral(", "));
}

QString firstTime(const Reach& reach) {
    if (!reach.first)
        return {};
    const QString time = clockText(*reach.first);
    if (!reach.firstNode.empty() && reach.nodes > 1)
        return Say::tr("first at %1 on node %2").arg(time, setApart(toLine(reach.firstNode)));
    return reach.count > 1 ? Say::tr("first at %1").arg(time) : Say::tr("at %1").arg(time);
}

/// Titles from what was logged to the cause. A long chain keeps its ends: they tell most.
QStringList chainOf(const Diagnosis& diagnosis, const Verdict& verdict) {
    constexpr std::size_t longest = 4;
    QStringList titles;
    for (std::size_t i = 0; i < verdict.chain.size(); ++i) {
        if (verdict.chain.size() > longest && i >= 2 && i + 2 <= verdict.chain.size() - 1) {
            if (titles.last() != QStringLiteral("…"))
                titles << QStringLiteral("…");
        } else if (verdict.chain[i] < diagnosis.findings.size()) {
            titles << withoutCodeMarks(toText(diagnosis.findings[verdict.chain[i]].title));
        }
    }
    return titles;
}

class Composer {
public:
    Composer(const Diagnosis& diagnosis, std::size_t run, bool cancelled)
        : m_diagnosis(diagnosis), m_run(run), m_cancelled(cancelled), m_verdict(verdictOf(diagnosis, run)),
          m_outcome(outcomeOf(diagnosis, run)) {}

    [[nodiscard]] VerdictText compose() {
        m_text.skipped = static_cast<qsizetype>(m_diagnosis.skipped.size());
        m_text.hasPlace = verdictPlace(m_diagnosis, m_run) != nullptr;
        m_text.facts << nameFact();
        if (m_verdict)
            tellVerdict();
        else
            tellOutcome();
        if (m_cancelled)
            m_text.title = m_verdict ? Say::tr("Stopped. So far: %1").arg(m_text.title) : Say::tr("Stopped before all logs were read");
        else if (!m_diagnosis.final && m_verdict)
            m_text.title = Say::tr("So far: %1").arg(m_text.title);
        return m_text;
    }

private:
    [[nodiscard]] VerdictText::Fact nameFact() const;
    [[nodiscard]] QString extent() const;
    void addOutcome(const QString& stage);
    void tellVerdict();
    void tellOutcome();
    void tellContent(JobContent content);

    const Diagnosis& m_diagnosis;
    std::size_t m_run;
    bool m_cancelled;
    const Verdict* m_verdict;
    Outcome m_outcome;
    VerdictText m_text;
};

VerdictText::Fact Composer::nameFact() const {
    const Job& job = *m_diagnosis.job;
    const std::vector<std::size_t> runs = shownRuns(m_diagnosis);
    if (runs.size() < 2 || m_run >= job.runs.size())
        return {setApart(toLine(job.name))};
    const auto at = std::ranges::find(runs, m_run) - runs.begin();
    return {Say::tr("%1, run %2 of %3", "name of the run")
                .arg(setApart(toLine(job.runs[m_run].name)), QString::number(at + 1), QString::number(runs.size())),
            false, true};
}

QString Composer::extent() const {
    return Say::tr("%Ln file(s), %1", nullptr, forPlural(m_diagnosis.files)).arg(sizeText(m_diagnosis.bytes));
}

void Composer::addOutcome(const QString& stage) {
    QString outcome = outcomeText(m_outcome);
    if (m_outcome == Outcome::Failed && !stage.isEmpty())
        outcome = Say::tr("%1 %2", "outcome and stage: Failed in init()").arg(outcome, stage);
    if (m_diagnosis.final || m_outcome != Outcome::Unknown)
        m_text.facts << VerdictText::Fact{outcome, m_outcome != Outcome::Unknown};
}

void Composer::tellVerdict() {
    const Certainty certainty = certaintyOf(m_diagnosis, *m_verdict);
    const Finding* const finding = m_verdict->finding ? &m_diagnosis.findings[*m_verdict->finding] : nullptr;
    const std::size_t lines = unexplainedOf(m_diagnosis, *m_verdict);
    const QString summary = toText(m_verdict->summary.empty() ? m_verdict->title : m_verdict->summary);
    const bool went = m_outcome == Outcome::Completed || m_outcome == Outcome::CompletedWithLosses;

    switch (certainty) {
    case Certainty::Cause:
    case Certainty::Rivalled:
    case Certainty::Unsure:
        m_text.tone = finding->severity == Severity::Error && !went ? VerdictText::Tone::Error : VerdictText::Tone::Warning;
        m_text.title = summary;
        m_text.why = Say::tr("Why this is the cause");
        break;
    case Certainty::Consequence:
    case Certainty::Wrapper:
        m_text.tone = went ? VerdictText::Tone::Warning : VerdictText::Tone::Unknown;
        m_text.title = Say::tr("The reason is not in these logs");
        m_text.sentence = summary;
        m_text.why = Say::tr("Why no more is known");
        break;
    case Certainty::NotKnown:
        m_text.tone = VerdictText::Tone::Unknown;
        m_text.title = m_outcome == Outcome::Cancelled ? Say::tr("The job was cancelled") : Say::tr("Not a known error");
        m_text.quote = shortened(summary, quoteLimit);
        m_text.why = Say::tr("Why this line");
        break;
    case Certainty::Silent:
        m_text.tone = VerdictText::Tone::Unknown;
        m_text.title = Say::tr("The job failed, and no log line says why");
        break;
    }
    if (m_verdict->why.empty())
        m_text.why.clear();

    const std::vector<std::size_t> advice = adviceOf(m_diagnosis, *m_verdict);
    // The exception itself is quoted; what is known of its kind says more than that it is not known.
    const auto general = std::ranges::find_if(advice, [this](std::size_t index) {
        const Article* const article = m_diagnosis.findings[index].article;
        return article && article->role == ArticleRole::Advice;
    });
    if (!finding && general != advice.end() && m_text.sentence.isEmpty()) {
        const Finding& told = m_diagnosis.findings[*general];
        m_text.sentence = Say::tr("What it usually means: %1").arg(toText(told.summary.empty() ? told.title : told.summary));
    }
    m_text.hasAdvice = (finding && !finding->solution.empty()) || !advice.empty();
    const Article* const article = finding ? finding->article : advice.empty() ? nullptr : m_diagnosis.findings[advice.back()].article;
    // Only what runs in worker processes has an init().
    const bool fits = article && (finding || article->role != ArticleRole::Advice);
    const std::string stage = !fits ? std::string() : article->stage == "init" && m_diagnosis.processes == 0 ? "start" : article->stage;
    addOutcome(stageText(stage));
    if (finding || lines != nowhere) {
        const Reach reach = finding ? reachOf(*finding) : reachOf(m_diagnosis.unexplained[lines]);
        const RunSummary summaryOfRun = m_run < m_diagnosis.runs.size() ? m_diagnosis.runs[m_run].summary : RunSummary{};
        for (const QString& fact : {reachText(reach, summaryOfRun), firstTime(reach)}) {
            if (!fact.isEmpty())
                m_text.facts << VerdictText::Fact{fact};
        }
    }
    m_text.facts << VerdictText::Fact{extent()};
    if (certainty == Certainty::Rivalled)
        m_text.facts << VerdictText::Fact{Say::tr("the likeliest of several")};
    if (certainty == Certainty::Unsure)
        m_text.facts << VerdictText::Fact{Say::tr("not certain")};
    if (m_verdict->chain.size() > 1)
        m_text.chain = chainOf(m_diagnosis, *m_verdict);
}

void Composer::tellContent(JobContent content) {
    const int others = forPlural(m_diagnosis.files);
    m_text.tone = VerdictText::Tone::Neutral;
    m_text.hasNoLogs = true;
    switch (content) {
    case JobContent::NoFiles:
        m_text.title = Say::tr("There are no files in here");
        m_text.sentence = Say::tr("Open the folder that holds the job's logs.");
        break;
    case JobContent::NothingRead:
        m_text.tone = VerdictText::Tone::Warning;
        m_text.title = Say::tr("Nothing in here could be read");
        m_text.sentence = m_diagnosis.skipped.empty() ? QString() : toText(m_diagnosis.skipped.front().why);
        break;
    case JobContent::EmptyLogs:
        m_text.tone = VerdictText::Tone::Warning;
        m_text.title = Say::tr("The logs are empty");
        m_text.sentence = Say::tr("The processes wrote nothing. If the job was still running, download its logs again.");
        m_text.facts << VerdictText::Fact{extent()};
        break;
    case JobContent::Definitions:
        m_text.title = Say::tr("There are no logs here, only saved definitions");
        m_text.sentence = Say::tr("Nothing in them is known to make a job fail. Put the job's logs beside them to learn why it failed.");
        m_text.facts << VerdictText::Fact{extent()};
        break;
    case JobContent::NoLogs:
    case JobContent::Logs:
        m_text.title = Say::tr("There are no logs in here");
        m_text.sentence =
            Say::tr("None of %Ln file(s) is a log that is known. Open the folder that the job's logs were downloaded to.", nullptr, others);
        m_text.facts << VerdictText::Fact{extent()};
        break;
    }
}

void Composer::tellOutcome() {
    using Tone = VerdictText::Tone;
    if (m_cancelled) {
        m_text.tone = Tone::Neutral;
    } else if (!m_diagnosis.final) {
        m_text.tone = Tone::Busy;
        m_text.title = Say::tr("Reading the logs…");
    } else {
        if (const JobContent content = contentOf(m_diagnosis); content != JobContent::Logs && m_outcome == Outcome::Unknown)
            return tellContent(content);
        switch (m_outcome) {
        case Outcome::Completed:
            m_text.tone = Tone::Good;
            m_text.title = Say::tr("The job completed, and nothing points to a failure");
            break;
        case Outcome::CompletedWithLosses:
            m_text.tone = Tone::Warning;
            m_text.title = Say::tr("The job completed, but not all of its items were processed");
            break;
        case Outcome::Cancelled:
            m_text.tone = Tone::Warning;
            m_text.title = Say::tr("The job was cancelled");
            break;
        case Outcome::Failed:
            m_text.tone = Tone::Unknown;
            m_text.title = Say::tr("The job failed, and no log line says why");
            break;
        case Outcome::Unknown:
            m_text.tone = Tone::Neutral;
            m_text.title = Say::tr("Nothing points to a failure, and nothing says that the job completed");
            break;
        }
    }
    if (m_outcome != Outcome::Unknown)
        addOutcome({});
    m_text.facts << VerdictText::Fact{extent()};
    // So that who saw a traceback in these logs knows that it was seen here as well.
    std::uint64_t handled = 0;
    for (const Finding& finding : m_diagnosis.findings)
        handled += finding.run == m_run && finding.standing == Standing::Handled ? finding.count : 0;
    if (handled > 0)
        m_text.facts << VerdictText::Fact{Say::tr("%Ln exception(s) were handled by the program", nullptr, forPlural(handled))};
}

} // namespace

const Place* verdictPlace(const Diagnosis& diagnosis, std::size_t run) {
    const Verdict* const verdict = verdictOf(diagnosis, run);
    if (!verdict)
        return nullptr;
    const auto firstShown = [](const std::vector<Place>& places) -> const Place* {
        const auto it = std::ranges::find_if(places, [](const Place& place) { return place.file != nowhere; });
        return it == places.end() ? nullptr : &*it;
    };
    if (const Place* const place = firstShown(verdict->places))
        return place;
    return verdict->finding ? firstShown(diagnosis.findings[*verdict->finding].places) : nullptr;
}

VerdictText VerdictText::of(const Diagnosis& diagnosis, std::size_t run, bool cancelled) {
    return Composer(diagnosis, run, cancelled).compose();
}

VerdictText VerdictText::of(const Diagnosis& diagnosis) {
    return of(diagnosis, tellingRun(diagnosis));
}

} // namespace faultline
