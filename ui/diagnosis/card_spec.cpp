// SPDX-License-Identifier: MIT
#include "diagnosis/card_spec.h"

#include "diagnosis/card_body.h"
#include "diagnosis/findings_model.h"
#include "diagnosis/run_numbers.h"
#include "diagnosis/run_view.h"
#include "report/job_content.h"
#include "text/words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace faultline {

namespace {

constexpr std::size_t listLimit = 100;
constexpr std::size_t inputsInCard = 5;
constexpr qsizetype titleLimit = 160;

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::DiagnosisPanel)
};

QString timesText(std::uint64_t count, bool estimated = false) {
    return (estimated ? Say::tr("about %1×", "how often") : Say::tr("%1×", "how often")).arg(numberText(count));
}

/// A shape as people read it: `… failed call to …`.
QString shapeText(const Unexplained& lines) {
    if (!lines.exceptionType.empty())
        return toLine(lines.exceptionType);
    QString text = toLine(lines.shape);
    text.replace(QStringLiteral("<*>"), QStringLiteral("…"));
    // Nothing but what varies was left of it: then the line itself tells more.
    if (text.count(QRegularExpression(QStringLiteral("\\p{L}"))) < 8 && !lines.places.empty())
        text = toLine(lines.places.front().text);
    return shortened(text, titleLimit);
}

/// At most so many rows as a card can hold, and how many more there are. `addRow` adds the one of a number.
template <typename AddRow>
void addRows(CardBody* body, std::size_t count, AddRow addRow) {
    for (std::size_t i = 0; i < std::min(count, listLimit); ++i)
        addRow(i);
    if (count > listLimit)
        body->addMuted(Say::tr("and %Ln more", nullptr, forPlural(count - listLimit)));
}

void addFindingRow(CardBody* body, const Finding& finding) {
    body->addPlaceLine(withoutCodeMarks(toLine(finding.title)), finding.once ? QString() : timesText(finding.count, finding.estimated),
                       finding.places.empty() ? nullptr : &finding.places.front());
    if (!finding.summary.empty())
        body->addMuted(withoutCodeMarks(toText(finding.summary)));
}

class Composer {
public:
    Composer(DiagnosisPointer diagnosis, std::size_t run)
        : m_diagnosis(std::move(diagnosis)), m_run(run), m_verdict(verdictOf(*m_diagnosis, run)), m_groups(groupsOf(*m_diagnosis)) {}

    [[nodiscard]] CardList compose(const CardLimits& limits);

private:
    [[nodiscard]] CardSpec finding(std::size_t index, bool open) const;
    [[nodiscard]] CardSpec unexplained(std::size_t index, bool isVerdict) const;
    [[nodiscard]] CardSpec silence() const;
    [[nodiscard]] CardSpec failedInputs(const std::vector<std::size_t>& inputs) const;
    [[nodiscard]] CardSpec runs(const std::vector<std::size_t>& shown) const;
    [[nodiscard]] CardSpec numbers() const;
    [[nodiscard]] CardSpec passing(const QString& key, const QString& chip, const QString& title, const QString& sentence,
                                   const std::vector<std::size_t>& findings) const;
    [[nodiscard]] std::uint64_t sightings(const std::vector<std::size_t>& findings) const;
    [[nodiscard]] CardSpec dismissed() const;
    [[nodiscard]] CardSpec skipped() const;
    [[nodiscard]] std::vector<std::size_t> inputsOfRun() const;
    void addVerdict(std::vector<CardSpec>& cards) const;

    DiagnosisPointer m_diagnosis;
    std::size_t m_run;
    const Verdict* m_verdict;
    std::vector<FindingGroup> m_groups;
};

CardSpec Composer::finding(std::size_t index, bool open) const {
    const Finding& finding = m_diagnosis->findings[index];
    const FindingGroup group = m_groups[index];
    CardSpec spec;
    spec.finding = index;
    spec.key = toExactText(finding.key());
    spec.look.chip = FindingsModel::kindText(finding, group);
    spec.look.title = withoutCodeMarks(toLine(finding.title));
    spec.look.note = finding.count > 1 ? timesText(finding.count, finding.estimated) : QString();
    spec.look.marked = group == FindingGroup::Verdict;
    spec.open = open;
    if (group == FindingGroup::Explained || finding.severity == Severity::Warning)
        spec.look.tone = Chip::Tone::Warning;
    else if (finding.severity == Severity::Error && finding.article && finding.article->role != ArticleRole::Advice)
        spec.look.tone = Chip::Tone::Error;
    const QString why = group == FindingGroup::Verdict && m_verdict ? toText(m_verdict->why) : QString();
    spec.fingerprint = QStringLiteral("%1|%2|%3|%4|%5|%6")
                           .arg(spec.look.chip, spec.look.title, spec.look.note)
                           .arg(finding.places.size())
                           .arg(finding.steps.size())
                           .arg(why);
    spec.makeBody = [diagnosis = m_diagnosis, index] { return makeFindingBody(diagnosis, index); };
    return spec;
}

CardSpec Composer::unexplained(std::size_t index, bool isVerdict) const {
    const Unexplained& lines = m_diagnosis->unexplained[index];
    CardSpec spec;
    spec.key = QStringLiteral("unexplained@%1|%2|%3").arg(lines.run).arg(toExactText(lines.exceptionType), toExactText(lines.shape));
    spec.look.chip = isVerdict ? Say::tr("Not known") : lines.exceptionType.empty() ? Say::tr("Error line") : Say::tr("Exception");
    spec.look.tone = isVerdict ? Chip::Tone::Error : Chip::Tone::Warning;
    spec.look.title = shapeText(lines);
    spec.look.note = lines.count > 1 ? timesText(lines.count) : QString();
    spec.look.marked = isVerdict;
    spec.open = isVerdict;
    spec.fingerprint = QStringLiteral("%1|%2|%3").arg(spec.look.chip, spec.look.note).arg(lines.places.size());
    spec.makeBody = [diagnosis = m_diagnosis, index] { return makeUnexplainedBody(diagnosis, index); };
    return spec;
}

CardSpec Composer::silence() const {
    CardSpec spec;
    spec.key = QStringLiteral("silence@%1").arg(m_run);
    spec.look = {m_verdict->stated ? Say::tr("Stated") : Say::tr("Not known"),
                 Chip::Tone::Error,
                 withoutCodeMarks(toLine(m_verdict->summary)),
                 {},
                 true,
                 false};
    spec.open = true;
    spec.fingerprint = toText(m_verdict->why);
    spec.makeBody = [diagnosis = m_diagnosis, run = m_run] {
        auto* body = new CardBody(diagnosis);
        const Verdict* const verdict = verdictOf(*diagnosis, run);
        body->addSentence(toText(verdict->why));
        if (!verdict->places.empty()) {
            body->addHeading(Say::tr("Where it shows"));
            body->addPlaces(verdict->places, verdict->places.size(), run);
        }
        if (!verdict->stated)
            body->addMuted(Say::tr("The logs may be those of another run than the one that failed, or not all of them were downloaded."));
        return body;
    };
    return spec;
}

std::vector<std::size_t> Composer::inputsOfRun() const {
    std::vector<std::size_t> inputs;
    for (std::size_t i = 0; i < m_diagnosis->failedInputs.size(); ++i) {
        const std::size_t file = m_diagnosis->failedInputs[i].place.file;
        if (file >= m_diagnosis->job->files.size() || m_diagnosis->job->files[file].run == m_run)
            inputs.push_back(i);
    }
    return inputs;
}

CardSpec Composer::failedInputs(const std::vector<std::size_t>& inputs) const {
    // The list is bounded; with one run all that were counted are this run's.
    const std::uint64_t count = inputs.size() == m_diagnosis->failedInputs.size() ? m_diagnosis->failedInputCount : inputs.size();
    CardSpec spec;
    spec.key = QStringLiteral("inputs");
    spec.look = {Say::tr("Inputs"),
                 Chip::Tone::Warning,
                 Say::tr("%Ln input(s) could not be processed", nullptr, forPlural(count)),
                 {},
                 false,
                 false};
    spec.fingerprint = QString::number(count);
    spec.makeBody = [diagnosis = m_diagnosis, inputs, count] {
        auto* body = new CardBody(diagnosis);
        const std::size_t shown = inputs.size() <= inputsInCard + 1 ? inputs.size() : inputsInCard;
        for (std::size_t i = 0; i < shown; ++i) {
            const FailedInput& input = diagnosis->failedInputs[inputs[i]];
            const QString attempts = input.attempts > 1 ? Say::tr("%Ln attempt(s)", nullptr, forPlural(input.attempts)) : QString();
            body->addPlaceLine(toLine(input.file), attempts, &input.place);
            body->addMuted(shortened(toLine(input.reason), 300));
        }
        body->addSpace();
        body->addAction(count > shown ? Say::tr("Show all %Ln input(s) as a table", nullptr, forPlural(count)) : Say::tr("Show as a table"),
                        [body] { emit body->inputsRequested(); });
        return body;
    };
    return spec;
}

CardSpec Composer::runs(const std::vector<std::size_t>& shown) const {
    CardSpec spec;
    spec.key = QStringLiteral("runs");
    spec.look = {
        Say::tr("Runs"), Chip::Tone::Quiet, Say::tr("%Ln run(s) in this folder", nullptr, forPlural(shown.size())), {}, false, false};
    // Where this run has nothing to tell, another may.
    spec.open = !m_verdict;
    spec.fingerprint = QString::number(m_run);
    for (const std::size_t run : shown) {
        const RunDiagnosis& told = m_diagnosis->runs[run];
        spec.fingerprint +=
            QStringLiteral("|%1%2").arg(static_cast<int>(told.outcome)).arg(toText(told.verdict ? told.verdict->summary : std::string()));
    }
    spec.makeBody = [diagnosis = m_diagnosis, shown, current = m_run] {
        auto* body = new CardBody(diagnosis);
        for (const std::size_t run : shown) {
            const RunDiagnosis& told = diagnosis->runs[run];
            const QString name = toLine(diagnosis->job->runs[run].name);
            if (run == current)
                body->addText(Say::tr("%1 · %2 · shown here", "run and outcome").arg(name, outcomeText(told.outcome)));
            else
                body->addAction(Say::tr("%1 · %2", "run and outcome").arg(name, outcomeText(told.outcome)),
                                [body, run] { emit body->runRequested(run); });
            if (!told.relation.empty())
                body->addMuted(toText(told.relation));
            if (told.superseded)
                body->addMuted(Say::tr("It was tried again: a later attempt speaks for the job."));
            if (told.verdict)
                body->addMuted(shortened(withoutCodeMarks(toLine(told.verdict->summary)), 300));
        }
        return body;
    };
    return spec;
}

CardSpec Composer::numbers() const {
    const RunDiagnosis& run = m_diagnosis->runs[m_run];
    const std::vector<RunNumber> rows = runNumbers(run);
    CardSpec spec;
    spec.key = QStringLiteral("numbers");
    spec.tells = false;
    spec.look = {Say::tr("Job"), Chip::Tone::Quiet, runHeadline(run), {}, false, true};
    for (const RunNumber& row : rows)
        spec.fingerprint += row.name + row.value + u'\n';
    spec.makeBody = [diagnosis = m_diagnosis, rows, run = m_run] {
        auto* body = new CardBody(diagnosis);
        for (const RunNumber& row : rows)
            body->addValue(row.name, row.value);
        const RunDiagnosis& told = diagnosis->runs[run];
        if (!told.outcomeWhy.empty()) {
            body->addHeading(Say::tr("How it ended"));
            body->addText(Say::tr("%1: %2", "outcome and its evidence").arg(outcomeText(told.outcome), toText(told.outcomeWhy)));
            if (told.outcomePlace)
                body->addPlaces({*told.outcomePlace}, 1, run);
        }
        return body;
    };
    return spec;
}

std::uint64_t Composer::sightings(const std::vector<std::size_t>& findings) const {
    std::uint64_t count = 0;
    for (const std::size_t index : findings)
        count += m_diagnosis->findings[index].count;
    return count;
}

/// A quiet card with a line for each of several findings, and a sentence above that says why they are no cause.
CardSpec Composer::passing(const QString& key, const QString& chip, const QString& title, const QString& sentence,
                           const std::vector<std::size_t>& findings) const {
    CardSpec spec;
    spec.key = key;
    spec.tells = false;
    spec.mentions = findings;
    spec.look = {chip, Chip::Tone::Quiet, title, {}, false, true};
    spec.fingerprint = QStringLiteral("%1|%2").arg(findings.size()).arg(sightings(findings));
    spec.makeBody = [diagnosis = m_diagnosis, findings, sentence] {
        auto* body = new CardBody(diagnosis);
        if (!sentence.isEmpty())
            body->addMuted(sentence);
        addRows(body, findings.size(), [&](std::size_t i) {
            const Finding& finding = diagnosis->findings[findings[i]];
            addFindingRow(body, finding);
            if (finding.article && finding.article->role != ArticleRole::Noise && !finding.solution.empty())
                body->addAction(Say::tr("Article %1").arg(toLine(finding.article->id)),
                                [body, id = toExactText(finding.article->id)] { emit body->articleRequested(id); });
        });
        return body;
    };
    return spec;
}

CardSpec Composer::dismissed() const {
    CardSpec spec;
    spec.key = QStringLiteral("dismissed");
    spec.tells = false;
    spec.look = {Say::tr("Set aside"),
                 Chip::Tone::Quiet,
                 Say::tr("%Ln finding(s) not the cause here", nullptr, forPlural(m_diagnosis->dismissed.size())),
                 {},
                 false,
                 true};
    for (const Finding& finding : m_diagnosis->dismissed)
        spec.fingerprint += toExactText(finding.key()) + u'\n';
    spec.makeBody = [diagnosis = m_diagnosis] {
        auto* body = new CardBody(diagnosis);
        addRows(body, diagnosis->dismissed.size(), [&](std::size_t i) {
            addFindingRow(body, diagnosis->dismissed[i]);
            body->addAction(Say::tr("Count it again"), [body, i] { emit body->restoreRequested(i); });
        });
        return body;
    };
    return spec;
}

CardSpec Composer::skipped() const {
    CardSpec spec;
    spec.key = card_key::skipped;
    spec.tells = false;
    spec.look = {Say::tr("Not read"),
                 Chip::Tone::Quiet,
                 Say::tr("%Ln file(s) were left out", nullptr, forPlural(m_diagnosis->skipped.size())),
                 {},
                 false,
                 true};
    spec.fingerprint = QString::number(m_diagnosis->skipped.size());
    // Where nothing else could be read, this is what there is to tell.
    spec.open = contentOf(*m_diagnosis) == JobContent::NothingRead;
    spec.makeBody = [diagnosis = m_diagnosis] {
        auto* body = new CardBody(diagnosis);
        addRows(body, diagnosis->skipped.size(), [&](std::size_t i) {
            body->addText(diagnosis->skipped[i].path.empty() ? toLine(diagnosis->job->name) : toLine(diagnosis->skipped[i].path));
            body->addMuted(toText(diagnosis->skipped[i].why));
        });
        return body;
    };
    return spec;
}

void Composer::addVerdict(std::vector<CardSpec>& cards) const {
    if (!m_verdict)
        return;
    if (m_verdict->finding) {
        cards.push_back(finding(*m_verdict->finding, true));
    } else {
        const std::size_t lines = unexplainedOf(*m_diagnosis, *m_verdict);
        cards.push_back(lines == nowhere ? silence() : unexplained(lines, true));
    }
    bool first = true;
    for (const std::size_t index : adviceOf(*m_diagnosis, *m_verdict)) {
        cards.push_back(finding(index, first));
        const Article* const article = m_diagnosis->findings[index].article;
        if (article && article->role == ArticleRole::Advice)
            cards.back().look.chip = Say::tr("What it usually means");
        first = false;
    }
}

CardList Composer::compose(const CardLimits& limits) {
    CardList list;
    addVerdict(list.cards);
    if (const std::vector<std::size_t> inputs = inputsOfRun(); !inputs.empty())
        list.cards.push_back(failedInputs(inputs));
    if (const std::vector<std::size_t> shown = shownRuns(*m_diagnosis); shown.size() > 1 && shown.back() < m_diagnosis->runs.size())
        list.cards.push_back(runs(shown));

    // Lines that nobody knows matter where no cause is known.
    const Certainty certainty = m_verdict ? certaintyOf(*m_diagnosis, *m_verdict) : Certainty::Cause;
    if (certainty >= Certainty::Consequence) {
        const std::size_t verdictLines = unexplainedOf(*m_diagnosis, *m_verdict);
        std::size_t shown = 0;
        for (std::size_t index = 0; index < m_diagnosis->unexplained.size(); ++index) {
            if (m_diagnosis->unexplained[index].run != m_run || index == verdictLines)
                continue;
            if (shown++ < limits.lines)
                list.cards.push_back(unexplained(index, false));
            else
                ++list.linesLeftOut;
        }
    }

    list.linesEnd = list.cards.size();
    std::vector<std::size_t> handled, mentioned, harmless;
    std::size_t shown = 0;
    for (std::size_t index = 0; index < m_diagnosis->findings.size(); ++index) {
        if (m_diagnosis->findings[index].run != m_run)
            continue;
        switch (m_groups[index]) {
        case FindingGroup::Verdict:
        case FindingGroup::Advice: break;
        case FindingGroup::Handled: handled.push_back(index); break;
        case FindingGroup::Mentioned: mentioned.push_back(index); break;
        case FindingGroup::Noise: harmless.push_back(index); break;
        case FindingGroup::Explained:
        case FindingGroup::Also:
            if (shown++ < limits.findings)
                list.cards.push_back(finding(index, false));
            else
                ++list.findingsLeftOut;
        }
    }
    list.findingsEnd = list.cards.size();
    if (m_diagnosis->final && m_run < m_diagnosis->runs.size() && !runNumbers(m_diagnosis->runs[m_run]).empty())
        list.cards.push_back(numbers());
    if (!handled.empty())
        list.cards.push_back(
            passing(QStringLiteral("handled"), Say::tr("Handled"),
                    Say::tr("%Ln exception(s) that the program handled", nullptr, forPlural(sightings(handled))),
                    Say::tr("The program caught these and went on. They are no cause, but may tell what it had to put up with."), handled));
    if (!mentioned.empty())
        list.cards.push_back(passing(QStringLiteral("mentioned"), Say::tr("Mentioned"),
                                     Say::tr("%Ln remark(s) in passing", nullptr, forPlural(sightings(mentioned))),
                                     Say::tr("These were logged at a level at which nothing fails."), mentioned));
    if (!harmless.empty())
        list.cards.push_back(passing(QStringLiteral("noise"), Say::tr("Noise"),
                                     Say::tr("%Ln harmless message(s) recognised", nullptr, forPlural(sightings(harmless))), {}, harmless));
    if (!m_diagnosis->dismissed.empty())
        list.cards.push_back(dismissed());
    if (!m_diagnosis->skipped.empty())
        list.cards.push_back(skipped());
    return list;
}

} // namespace

CardList composeCards(const DiagnosisPointer& diagnosis, std::size_t run, const CardLimits& limits) {
    return diagnosis ? Composer(diagnosis, run).compose(limits) : CardList{};
}

} // namespace faultline
