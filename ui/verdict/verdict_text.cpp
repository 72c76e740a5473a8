// SPDX-License-Identifier: MIT
#include "verdict/verdict_text.h"

#include "text/words.h"

#include <QCoreApplication>

namespace faultline {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::VerdictText)
};

QString shortened(const QString& text, qsizetype limit) {
    return text.size() <= limit ? text : text.first(limit - 1).trimmed() + u'…';
}

VerdictText::Tone toneOf(const Diagnosis& diagnosis) {
    using Tone = VerdictText::Tone;
    if (!diagnosis.verdict) {
        if (!diagnosis.final)
            return Tone::Busy;
        switch (diagnosis.outcome) {
        case Outcome::Completed: return Tone::Good;
        case Outcome::CompletedWithLosses:
        case Outcome::Cancelled: return Tone::Warning;
        case Outcome::Failed: return Tone::Unknown;
        case Outcome::Unknown: return Tone::Neutral;
        }
    }
    if (!diagnosis.verdict->finding)
        return Tone::Unknown;
    const bool error = diagnosis.findings[*diagnosis.verdict->finding].severity == Severity::Error &&
                       diagnosis.outcome != Outcome::Completed && diagnosis.outcome != Outcome::CompletedWithLosses;
    return error ? Tone::Error : Tone::Warning;
}

QString titleOf(const Diagnosis& diagnosis) {
    if (diagnosis.verdict) {
        const Verdict& verdict = *diagnosis.verdict;
        if (!verdict.finding)
            return Say::tr("Not a known error");
        return toText(verdict.summary.empty() ? verdict.title : verdict.summary);
    }
    if (!diagnosis.final)
        return Say::tr("Reading the logs…");
    switch (diagnosis.outcome) {
    case Outcome::Completed: return Say::tr("The job completed, and nothing points to a failure");
    case Outcome::CompletedWithLosses: return Say::tr("The job completed, but not all of its items were processed");
    case Outcome::Cancelled: return Say::tr("The job was cancelled");
    case Outcome::Failed: return Say::tr("The job failed, and no log line says why");
    case Outcome::Unknown: break;
    }
    if (diagnosis.files == 0)
        return Say::tr("There are no logs in here");
    return Say::tr("Nothing that is known to be wrong was found");
}

QString reach(const Diagnosis& diagnosis, const Finding& finding) {
    const RunSummary summary = finding.run < diagnosis.runs.size() ? diagnosis.runs[finding.run].summary : RunSummary{};
    const auto nodes = static_cast<int>(finding.nodes.size());
    const auto processes = static_cast<int>(finding.processes.size());
    QStringList parts;
    if (nodes > 0 && summary.nodes > 1)
        parts << Say::tr("on %1 of %n node(s)", nullptr, static_cast<int>(summary.nodes)).arg(nodes);
    if (processes > 0 && summary.processes > 1)
        parts << Say::tr("in %1 of %n process(es)", nullptr, static_cast<int>(summary.processes)).arg(processes);
    if (finding.count > 1)
        parts << Say::tr("%n time(s)", nullptr, static_cast<int>(finding.count));
    return parts.join(QStringLiteral(", "));
}

QString firstTime(const Finding& finding) {
    if (!finding.first)
        return {};
    const QString time = clockText(*finding.first);
    if (!finding.places.empty() && !finding.places.front().node.empty() && finding.nodes.size() > 1)
        return Say::tr("first at %1 on node %2").arg(time, toText(finding.places.front().node));
    return finding.count > 1 ? Say::tr("first at %1").arg(time) : Say::tr("at %1").arg(time);
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
            titles << toText(diagnosis.findings[verdict.chain[i]].title);
        }
    }
    return titles;
}

} // namespace

const Place* verdictPlace(const Diagnosis& diagnosis) {
    if (!diagnosis.verdict)
        return nullptr;
    for (const Place& place : diagnosis.verdict->places) {
        if (place.file != nowhere)
            return &place;
    }
    if (diagnosis.verdict->finding) {
        for (const Place& place : diagnosis.findings[*diagnosis.verdict->finding].places) {
            if (place.file != nowhere)
                return &place;
        }
    }
    return nullptr;
}

VerdictText VerdictText::of(const Diagnosis& diagnosis, bool cancelled) {
    VerdictText text;
    text.tone = toneOf(diagnosis);
    text.title = titleOf(diagnosis);
    text.hasPlace = verdictPlace(diagnosis) != nullptr;
    text.skipped = static_cast<qsizetype>(diagnosis.skipped.size());
    if (cancelled) {
        text.title = diagnosis.verdict ? Say::tr("Stopped. So far: %1").arg(text.title) : Say::tr("Stopped before all logs were read");
        if (!diagnosis.verdict)
            text.tone = Tone::Neutral;
    } else if (!diagnosis.final && diagnosis.verdict) {
        text.title = Say::tr("So far: %1").arg(text.title);
    }

    const std::size_t run = diagnosis.verdict ? diagnosis.verdict->run : 0;
    const Job& job = *diagnosis.job;
    QString name = toText(job.name);
    if (job.runs.size() > 1 && run < job.runs.size())
        name = Say::tr("%1 (%n run(s) in %2)", nullptr, static_cast<int>(job.runs.size())).arg(toText(job.runs[run].name), name);
    text.facts << Fact{name};

    const Finding* finding = diagnosis.verdict && diagnosis.verdict->finding ? &diagnosis.findings[*diagnosis.verdict->finding] : nullptr;
    QString outcome = outcomeText(diagnosis.outcome);
    if (finding && diagnosis.outcome == Outcome::Failed) {
        if (const QString stage = stageText(finding->article->stage); !stage.isEmpty())
            outcome = Say::tr("%1 %2", "outcome and stage: Failed in init()").arg(outcome, stage);
    }
    if (diagnosis.final || diagnosis.outcome != Outcome::Unknown)
        text.facts << Fact{outcome, diagnosis.outcome != Outcome::Unknown};
    if (finding) {
        text.hasAdvice = true;
        if (const QString where = reach(diagnosis, *finding); !where.isEmpty())
            text.facts << Fact{where};
        if (const QString when = firstTime(*finding); !when.isEmpty())
            text.facts << Fact{when};
    }
    text.facts << Fact{Say::tr("%n file(s), %1", nullptr, static_cast<int>(diagnosis.files)).arg(sizeText(diagnosis.bytes))};
    if (diagnosis.verdict && !diagnosis.verdict->finding)
        text.quote = shortened(toText(diagnosis.verdict->summary), 240);

    if (diagnosis.verdict) {
        const Verdict& verdict = *diagnosis.verdict;
        if (verdict.chain.size() > 1)
            text.chain = chainOf(diagnosis, verdict);
        if (!verdict.certain && finding)
            text.facts << Fact{Say::tr("the likeliest of several")};
        text.hasWhy = finding && !verdict.why.empty();
    }
    return text;
}

} // namespace faultline
