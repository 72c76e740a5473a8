// SPDX-License-Identifier: MIT
#include "report/text_report.h"

#include "report/redaction.h"
#include "report/report_words.h"
#include "report/text_page.h"
#include "text/counted.h"

#include <algorithm>
#include <format>

namespace faultline {

namespace {

constexpr std::size_t placesShown = 5;
constexpr std::size_t listShown = 10;

using Nearness = ReportWords::Nearness;
using Style = TextPage::Style;

class Writer {
public:
    Writer(const Diagnosis& diagnosis, Redactor* redactor, bool colours, unsigned width)
        : m_diagnosis(diagnosis), m_words(diagnosis, redactor), m_page(colours, width) {}

    std::string whole();

private:
    void verdict();
    void evidence();
    void finding(const Finding& finding);
    void advice();
    void others();
    void aside();
    void noise();
    void unexplained();
    void failedInputs();
    void numbers();
    void runs();
    void skipped();

    void place(const Place& place, const Finding* finding);
    void places(const std::vector<Place>& list, std::uint64_t count, const Finding* finding);
    void rest(std::uint64_t count, std::uint64_t shown, bool estimated = false) {
        if (const std::string more = ReportWords::more(count, shown, estimated); !more.empty())
            m_page.line("  " + m_page.styled(more, Style::Muted));
    }

    const Diagnosis& m_diagnosis;
    ReportWords m_words;
    TextPage m_page;
};

void Writer::place(const Place& place, const Finding* finding) {
    std::string shown = "  " + m_page.styled(m_words.label(place), Style::Blue);
    if (place.time)
        shown += "  " + m_page.styled(ReportWords::time(*place.time), Style::Muted);
    m_page.line(shown);
    if (!place.text.empty())
        m_page.line("    " + m_words.quote(place, finding, m_page.width() - 4));
}

void Writer::places(const std::vector<Place>& list, std::uint64_t count, const Finding* finding) {
    if (list.empty())
        return;
    m_page.heading("Where it shows");
    for (std::size_t i = 0; i < list.size() && i < placesShown; ++i)
        place(list[i], finding);
    rest(count, std::min(list.size(), placesShown), finding && finding->estimated);
}

void Writer::verdict() {
    const std::string title = m_words.title(), sentence = m_words.sentence();
    switch (m_words.nearness()) {
    // The sentence of a known cause says all that its title says.
    case Nearness::Cause: m_page.wrapped("✕ " + (sentence.empty() ? title : sentence), 0, 2, Style::Red); break;
    case Nearness::Consequence:
    case Nearness::Wrapper:
        m_page.wrapped("▲ " + title, 0, 2, Style::Yellow);
        m_page.wrapped(sentence, 2, 2);
        break;
    case Nearness::Unknown: m_page.wrapped("? " + title + ": " + sentence, 0, 2, Style::Yellow); break;
    case Nearness::None:
        m_page.wrapped((m_diagnosis.outcome == Outcome::Completed ? "✓ " : "– ") + title + (title.ends_with('.') ? "" : "."), 0, 2,
                       m_diagnosis.outcome == Outcome::Completed ? Style::Green : Style::Yellow);
        m_page.wrapped(sentence, 2, 2);
        break;
    }
    std::string facts = m_words.name(m_diagnosis.job->name) + " · " + ReportWords::outcome(m_diagnosis.outcome);
    if (const Finding* const cause = m_words.cause())
        if (const std::string hit = m_words.hit(*cause); !hit.empty())
            facts += " · " + hit;
    m_page.wrapped(facts + " · " + m_words.extent(), 2, 2, Style::Muted);
    evidence();
}

/// What shows how the run ended, how the verdict follows, how far to trust it.
void Writer::evidence() {
    if (const RunDiagnosis* const run = m_words.toldRun(); run && !run->outcomeWhy.empty())
        m_page.wrapped("Outcome: " + ReportWords::outcome(run->outcome) + ", " + m_words.line(run->outcomeWhy) +
                           (run->outcomePlace ? " (" + m_words.label(*run->outcomePlace) + ")" : ""),
                       2, 4);
    std::string chain;
    for (const std::string& title : m_words.chain())
        chain += (chain.empty() ? "" : " ← ") + title;
    if (!chain.empty())
        m_page.wrapped(chain, 2, 4);
    if (m_diagnosis.verdict && !m_diagnosis.verdict->why.empty())
        m_page.wrapped("Why: " + m_words.line(m_diagnosis.verdict->why), 2, 4);
    for (const std::string& caution : m_words.cautions())
        m_page.wrapped(caution, 2, 4, Style::Yellow);
}

void Writer::finding(const Finding& finding) {
    m_page.heading("Reason");
    m_page.markdown(m_words.text(finding.reason), 2);
    if (!finding.caution.empty())
        m_page.wrapped("Note: " + m_words.line(finding.caution), 2, 4);
    m_page.heading("What to do");
    m_page.markdown(m_words.text(finding.solution), 2);
    places(finding.places, ReportWords::placeCount(finding), &finding);
    const std::vector<const Step*> steps = ReportWords::steps(finding);
    if (!steps.empty())
        m_page.heading("Look next");
    for (const Step* const step : steps) {
        const std::string_view answer = ReportWords::answer(*step);
        m_page.wrapped((step->place ? m_words.label(*step->place) : m_words.name(step->path)) +
                           (answer.empty() ? "" : " " + std::string(answer)) + ": " + m_words.line(step->says),
                       2, 4);
    }
    for (const std::string& link : finding.article->links)
        m_page.line("  " + m_page.styled(m_words.line(link), Style::Muted));
    m_page.line("  " + m_page.styled("Article " + finding.article->id, Style::Muted));
}

void Writer::advice() {
    for (const Finding* const advice : m_words.advice()) {
        m_page.heading("What helps with such an error: " + m_words.line(advice->title));
        m_page.markdown(m_words.text(advice->reason), 2);
        if (!advice->solution.empty()) {
            m_page.line();
            m_page.markdown(m_words.text(advice->solution), 2);
        }
        m_page.line("  " + m_page.styled("Article " + advice->article->id, Style::Muted));
    }
}

void Writer::others() {
    const std::vector<const Finding*> others = m_words.others();
    if (!others.empty())
        m_page.heading("Found as well");
    for (std::size_t i = 0; i < others.size() && i < listShown; ++i) {
        const Finding& other = *others[i];
        const bool loud = other.severity == Severity::Error && !other.isExplained();
        const std::string sign = !other.isExplained() ? (loud ? "✕" : "▲") : "▲ explained:";
        std::string where;
        if (!other.places.empty())
            where = "  " + m_words.label(other.places.front());
        m_page.line("  " + m_page.styled(sign, loud ? Style::Red : Style::Yellow) + " " + m_words.line(other.title) +
                    ReportWords::timesInBrackets(other) + m_page.styled(where, Style::Muted));
    }
    rest(others.size(), listShown);
}

void Writer::aside() {
    const std::vector<const Finding*> list = m_words.aside();
    if (!list.empty())
        m_page.heading("Handled or only mentioned");
    for (std::size_t i = 0; i < list.size() && i < placesShown; ++i) {
        const Finding& finding = *list[i];
        const std::string where = finding.places.empty() ? std::string() : "  " + m_words.label(finding.places.front());
        m_page.line("  · " + m_words.line(finding.title) +
                    std::format("{}, {}", ReportWords::timesInBrackets(finding), ReportWords::standing(finding)) +
                    m_page.styled(where, Style::Muted));
    }
    rest(list.size(), placesShown);
}

void Writer::noise() {
    const std::string noise = m_words.noise();
    if (noise.empty())
        return;
    m_page.line();
    m_page.line(m_page.styled(noise, Style::Muted));
}

void Writer::unexplained() {
    const std::vector<const Unexplained*> list = m_words.unexplained();
    if (list.empty())
        return;
    m_page.heading("Not explained, most telling first");
    for (std::size_t i = 0; i < list.size() && i < placesShown; ++i) {
        const Unexplained& item = *list[i];
        if (!item.places.empty())
            place(item.places.front(), nullptr);
        else
            m_page.wrapped(m_words.line(item.shape), 2, 4);
        if (item.count > 1 || !item.frame.empty())
            m_page.line("    " +
                        m_page.styled(counted(item.count, "time", "times") + (item.frame.empty() ? "" : ", " + m_words.line(item.frame)),
                                      Style::Muted));
    }
    rest(list.size(), placesShown);
}

void Writer::failedInputs() {
    const std::vector<ReportWords::Input> inputs = m_words.failedInputs();
    if (inputs.empty())
        return;
    m_page.heading(std::format("Inputs that failed ({})", m_diagnosis.failedInputCount));
    std::uint64_t shown = 0;
    for (std::size_t i = 0; i < inputs.size() && i < listShown; ++i) {
        const ReportWords::Input& input = inputs[i];
        m_page.wrapped(input.name + (input.reason.empty() ? "" : ": " + input.reason) + input.tried, 2, 4);
        shown += input.count;
    }
    rest(m_diagnosis.failedInputCount, shown);
}

void Writer::numbers() {
    const std::vector<ReportWords::Row> rows = m_words.toldRunNumbers();
    if (rows.empty())
        return;
    const std::string name = m_words.toldRunName();
    m_page.heading(name.empty() ? "The run in numbers" : "Run " + name);
    std::size_t widest = 0;
    for (const ReportWords::Row& row : rows)
        widest = std::max(widest, columnsOf(row.label));
    for (const ReportWords::Row& row : rows)
        // The label's padding must not be wrapped away: the value is wrapped by itself, behind it.
        m_page.labelled(row.label, row.value, 2, widest + 4);
}

void Writer::runs() {
    if (m_diagnosis.runs.size() < 2)
        return;
    m_page.heading(std::format("Runs ({})", m_diagnosis.runs.size()));
    for (std::size_t i = 0; i < m_diagnosis.runs.size() && i < listShown; ++i) {
        const RunDiagnosis& run = m_diagnosis.runs[i];
        std::string said = m_words.name(m_diagnosis.job->runs[i].name) + ": " + m_words.end(run);
        if (run.verdict)
            said += ". " + m_words.line(run.verdict->summary);
        else if (!run.outcomeWhy.empty())
            said += ". " + m_words.line(run.outcomeWhy);
        m_page.wrapped(said, 2, 4);
    }
    rest(m_diagnosis.runs.size(), listShown);
}

void Writer::skipped() {
    const std::vector<Skipped>& list = m_diagnosis.skipped;
    if (list.empty())
        return;
    m_page.heading(std::format("Skipped ({})", list.size()));
    for (std::size_t i = 0; i < list.size() && i < listShown; ++i)
        m_page.wrapped((list[i].path.empty() ? "" : m_words.name(list[i].path) + ": ") + m_words.line(list[i].why), 2, 4);
    rest(list.size(), listShown);
}

std::string Writer::whole() {
    verdict();
    if (const Finding* const cause = m_words.cause())
        finding(*cause);
    else if (m_diagnosis.verdict)
        places(m_diagnosis.verdict->places, m_diagnosis.verdict->places.size(), nullptr);
    advice();
    // Where the verdict is not the reason, the lines that nothing explains are the next best; where it is, they are of no use.
    unexplained();
    failedInputs();
    others();
    aside();
    noise();
    numbers();
    runs();
    skipped();
    if (const std::string hidden = m_words.hidden().sentence(); !hidden.empty()) {
        m_page.line();
        m_page.wrapped(hidden, 0, 2);
    }
    return m_page.take();
}

} // namespace

std::string writeTextReport(const Diagnosis& diagnosis, Redactor* redactor, bool colours, unsigned width) {
    return Writer(diagnosis, redactor, colours, width).whole();
}

} // namespace faultline
