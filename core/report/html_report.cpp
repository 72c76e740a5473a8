// SPDX-License-Identifier: MIT
#include "report/html_report.h"

#include "report/markdown_html.h"
#include "report/report_words.h"
#include "text/counted.h"

#include <algorithm>
#include <format>

namespace faultline {

namespace {

constexpr std::size_t placesShown = 100;
constexpr std::size_t otherPlacesShown = 20;
constexpr std::size_t listShown = 500;
constexpr std::size_t lineShown = 2000;

constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --window: #f4f5f7; --base: #fff; --text: #1d2330; --muted: #667085; --line: #e1e4ea; --accent: #2f6fed;
  --error: #c4302b; --error-tint: #fdeceb; --warning: #a86200; --warning-tint: #fff3dc; --good: #2c7a3f; }
@media (prefers-color-scheme: dark) { :root { --window: #1c1f25; --base: #15181d; --text: #e4e7ec; --muted: #98a2b3; --line: #2c313b; --accent: #7ea6ff;
  --error: #ff8f88; --error-tint: #3b2022; --warning: #ffc26b; --warning-tint: #3a2e18; --good: #7fd08f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--window); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 24px 16px; }
h1 { font-size: 1.45rem; line-height: 1.3; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 0 0 8px; }
h3 { font-size: 1rem; margin: 16px 0 4px; }
h2.job { margin-top: 32px; }
h4 { font-size: 1rem; margin: 12px 0 4px; }
p { margin: 0 0 8px; }
a { color: var(--accent); overflow-wrap: anywhere; }
section, details { background: var(--base); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; margin: 0 0 12px; }
section.verdict { border-left: 4px solid var(--muted); }
section.verdict.error, details.error { border-left: 4px solid var(--error); }
section.verdict.warning { border-left: 4px solid var(--warning); }
section.verdict.good { border-left: 4px solid var(--good); }
details.warning { border-left: 4px solid var(--warning); }
details.info { border-left: 4px solid var(--muted); }
summary { cursor: pointer; font-weight: 600; overflow-wrap: anywhere; }
details[open] > summary { margin-bottom: 8px; }
.muted { color: var(--muted); font-weight: 400; }
.sentence { font-size: 1.05rem; overflow-wrap: anywhere; }
.note { background: var(--warning-tint); border-radius: 6px; padding: 8px 12px; }
code, pre, .log { font: 13px/1.5 ui-monospace, "JetBrains Mono", monospace; }
code { background: var(--window); border-radius: 4px; padding: 1px 4px; overflow-wrap: anywhere; }
pre { background: var(--window); border-radius: 6px; padding: 8px 12px; margin: 0 0 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
pre code { padding: 0; background: none; }
bdi, .log { unicode-bidi: isolate; }
.log { white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; color: var(--muted); font-weight: 600; }
th, td { padding: 4px 8px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
tr:last-child > td { border-bottom: 0; }
.where { width: 34%; }
th.label { width: 34%; font-weight: 400; }
ol.chain { list-style: none; margin: 0 0 8px; padding: 0; }
ol.chain > li { display: inline; }
ol.chain > li + li::before { content: " ← "; color: var(--muted); }
@media print {
  :root { --window: #fff; --base: #fff; --text: #000; --muted: #555; --line: #ccc; --accent: #000; --error: #a00; --error-tint: #fff; --warning: #850; --warning-tint: #fff; --good: #060; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  details::details-content { content-visibility: visible; block-size: auto; display: block; }
  h2, h3, summary { break-after: avoid; }
  tr, li { break-inside: avoid; }
}
)css";

class Writer {
public:
    Writer(const Diagnosis& diagnosis, Redactor* redactor) : m_diagnosis(diagnosis), m_words(diagnosis, redactor) {}

    /// What stands in the page's body for one job.
    std::string body();

private:
    void verdict();
    void outcomeOf(const RunDiagnosis& run);
    void details(const Finding& finding, std::size_t placeLimit);
    void advice();
    void numbers();
    void others();
    void unexplained();
    void failedInputs();
    void runs();
    void skipped();

    void add(std::string_view html) { m_out.append(html) += '\n'; }
    [[nodiscard]] std::string text(std::string_view value) const { return "<bdi>" + htmlEscaped(m_words.line(value)) + "</bdi>"; }
    [[nodiscard]] std::string code(std::string_view value) const { return "<code>" + htmlEscaped(m_words.name(value)) + "</code>"; }
    /// A title or sentence of an article: what stands in back-quotes is code.
    [[nodiscard]] static std::string prose(std::string_view shown);
    [[nodiscard]] std::string rows(const RunSummary& summary) const;
    [[nodiscard]] std::string where(const Place& place) const { return "<code>" + htmlEscaped(m_words.label(place)) + "</code>"; }
    [[nodiscard]] std::string log(const Place& place, const Finding* finding) const {
        return "<span class=\"log\">" + htmlEscaped(m_words.quote(place, finding, lineShown)) + "</span>";
    }
    [[nodiscard]] std::string log(std::string_view value) const {
        return "<span class=\"log\">" + htmlEscaped(excerpt(m_words.line(value), lineShown)) + "</span>";
    }
    [[nodiscard]] std::string markdown(std::string_view value) const { return MarkdownHtml::convert(m_words.text(value)); }
    void places(const std::vector<Place>& list, std::uint64_t count, std::size_t limit, const Finding* finding);
    void more(std::uint64_t count, std::size_t shown, bool estimated = false) {
        if (const std::string words = ReportWords::more(count, shown, estimated); !words.empty())
            add("<p class=\"muted\">" + words + "</p>");
    }

    const Diagnosis& m_diagnosis;
    ReportWords m_words;
    std::string m_out;
};

std::string Writer::prose(std::string_view shown) {
    std::string result = "<bdi>";
    bool code = false;
    for (std::size_t begin = 0; begin <= shown.size();) {
        const std::size_t end = std::min(shown.find('`', begin), shown.size());
        result += htmlEscaped(shown.substr(begin, end - begin));
        if (end < shown.size()) {
            const bool closes = code || shown.find('`', end + 1) != std::string_view::npos;
            result += !closes ? "`" : code ? "</code>" : "<code>";
            code = closes && !code;
        }
        begin = end + 1;
    }
    return result + "</bdi>";
}

void Writer::verdict() {
    const auto& verdict = m_diagnosis.verdict;
    const bool reason = m_words.nearness() == ReportWords::Nearness::Cause || m_words.nearness() == ReportWords::Nearness::Unknown;
    add(std::format("<section class=\"verdict {}\">", verdict                                     ? (reason ? "error" : "warning")
                                                      : m_diagnosis.outcome == Outcome::Completed ? "good"
                                                                                                  : "none"));
    add("<h1>" + prose(m_words.title()) + "</h1>");
    add("<p class=\"sentence\">" + prose(m_words.sentence()) + "</p>");
    std::string facts = "<bdi>" + htmlEscaped(m_words.name(m_diagnosis.job->name)) + "</bdi> · <strong>" +
                        ReportWords::outcome(m_diagnosis.outcome) + "</strong>";
    if (const Finding* const finding = m_words.cause())
        if (const std::string hit = m_words.hit(*finding); !hit.empty())
            facts += " · " + hit;
    add("<p class=\"muted\">" + facts + " · " + m_words.extent() + "</p>");
    if (const RunDiagnosis* const told = m_words.toldRun())
        outcomeOf(*told);
    if (const auto chain = m_words.chain(); !chain.empty()) {
        add("<ol class=\"chain\" aria-label=\"From what was logged to the cause\">");
        for (const std::string& title : chain)
            add("<li><bdi>" + htmlEscaped(title) + "</bdi></li>");
        add("</ol>");
    }
    if (verdict && !verdict->why.empty())
        add("<p><strong>Why this is the verdict.</strong> " + text(verdict->why) + "</p>");
    for (const std::string& caution : m_words.cautions())
        add("<p class=\"note\">" + htmlEscaped(caution) + "</p>");
    add("</section>");
}

/// What shows how a run ended.
void Writer::outcomeOf(const RunDiagnosis& run) {
    if (!run.outcomeWhy.empty())
        add("<p class=\"muted\">Outcome: " + text(run.outcomeWhy) + (run.outcomePlace ? " " + where(*run.outcomePlace) : "") + "</p>");
}

void Writer::places(const std::vector<Place>& list, std::uint64_t count, std::size_t limit, const Finding* finding) {
    if (list.empty())
        return;
    add("<table><thead><tr><th class=\"where\">Where</th><th>Line</th></tr></thead><tbody>");
    for (std::size_t i = 0; i < list.size() && i < limit; ++i) {
        const Place& place = list[i];
        add("<tr><td>" + where(place) + (place.time ? "<br><span class=\"muted\">" + ReportWords::time(*place.time) + "</span>" : "") +
            "</td><td>" + log(place, finding) + "</td></tr>");
    }
    add("</tbody></table>");
    more(count, std::min(list.size(), limit), finding && finding->estimated);
}

void Writer::details(const Finding& finding, std::size_t placeLimit) {
    add("<h3>Reason</h3>");
    add(markdown(finding.reason));
    if (!finding.caution.empty())
        add("<p class=\"note\">" + text(finding.caution) + "</p>");
    if (!finding.solution.empty()) {
        add("<h3>Solution</h3>");
        add(markdown(finding.solution));
    }
    if (const std::vector<const Step*> steps = ReportWords::steps(finding); !steps.empty()) {
        add("<h3>Look next</h3><ul>");
        for (const Step* const step : steps) {
            const std::string_view answer = ReportWords::answer(*step);
            std::string item = "<li>" + (step->place ? where(*step->place) : code(step->path)) +
                               (answer.empty() ? "" : " " + std::string(answer)) + ": " + text(step->says);
            if (step->place && !step->place->text.empty())
                item += "<br>" + log(*step->place, nullptr);
            add(item + "</li>");
        }
        add("</ul>");
    }
    if (!finding.places.empty())
        add("<h3>Where it shows</h3>");
    places(finding.places, ReportWords::placeCount(finding), placeLimit, &finding);
    std::string links;
    for (const std::string& link : finding.article->links)
        if (link.starts_with("https://"))
            links += "<li><a href=\"" + htmlEscaped(link) + "\" rel=\"noopener noreferrer\">" + htmlEscaped(link) + "</a></li>";
    if (!links.empty())
        add("<h3>Read more</h3><ul>" + links + "</ul>");
    add("<p class=\"muted\">Article " + code(finding.article->id) + "</p>");
}

void Writer::others() {
    const std::vector<const Finding*> others = m_words.others();
    const auto card = [&](const Finding& finding) {
        add(std::format("<details class=\"{}\">", toString(finding.severity)));
        const std::string hit = m_words.hit(finding);
        add("<summary>" + text(finding.title) + " <span class=\"muted\">" + std::string(roleInJob(finding)) +
            (hit.empty() ? "" : ", " + hit) + "</span></summary>");
        add("<p class=\"sentence\">" + prose(m_words.line(finding.summary)) + "</p>");
        details(finding, otherPlacesShown);
        add("</details>");
    };
    const auto group = [&](std::string_view heading, bool explained) {
        bool any = false;
        for (const Finding* const finding : others) {
            if (m_words.isExplainedByCause(*finding) != explained)
                continue;
            if (!any)
                add("<h2>" + std::string(heading) + "</h2>");
            any = true;
            card(*finding);
        }
    };
    group("What it explains", true);
    group(m_words.cause() ? "Other findings" : "Findings", false);
    const std::vector<const Finding*> aside = m_words.aside();
    if (!aside.empty())
        add("<h2>Handled or only mentioned</h2>");
    for (const Finding* const finding : aside)
        card(*finding);
    if (const std::string noise = m_words.noise(); !noise.empty())
        add("<p class=\"muted\">" + noise + "</p>");
}

void Writer::advice() {
    for (const Finding* const advice : m_words.advice()) {
        add("<section><h2>What helps with such an error: " + text(advice->title) + "</h2>");
        add(markdown(advice->reason));
        add(markdown(advice->solution));
        add("<p class=\"muted\">Article " + code(advice->article->id) + "</p></section>");
    }
}

void Writer::unexplained() {
    const std::vector<const Unexplained*> list = m_words.unexplained(true);
    if (list.empty())
        return;
    add(std::format("<details class=\"info\"{}><summary>Not explained, most telling first <span class=\"muted\">{}</span></summary>",
                    m_words.unexplained().empty() ? "" : " open", list.size()));
    add("<table><thead><tr><th class=\"where\">Where</th><th>Line</th><th>Times</th></tr></thead><tbody>");
    for (std::size_t i = 0; i < list.size() && i < listShown; ++i) {
        const Unexplained& item = *list[i];
        add("<tr><td>" + (item.places.empty() ? std::string() : where(item.places.front())) +
            (item.frame.empty() ? "" : "<br><span class=\"muted\">" + text(item.frame) + "</span>") + "</td><td>" +
            (item.places.empty() ? log(item.shape) : log(item.places.front(), nullptr)) + std::format("</td><td>{}</td></tr>", item.count));
    }
    add("</tbody></table>");
    more(list.size(), std::min(list.size(), listShown));
    add("</details>");
}

std::string Writer::rows(const RunSummary& summary) const {
    std::string html;
    for (const ReportWords::Row& row : m_words.numbers(summary))
        html += "<tr><th scope=\"row\" class=\"label\">" + row.label + "</th><td><bdi>" + htmlEscaped(row.value) + "</bdi></td></tr>\n";
    return html;
}

/// Of the only run; several runs have theirs in the list of runs.
void Writer::numbers() {
    if (m_diagnosis.runs.size() != 1)
        return;
    if (const std::string html = rows(m_diagnosis.runs.front().summary); !html.empty())
        add("<details class=\"info\" open><summary>The run in numbers</summary><table><tbody>\n" + html + "</tbody></table></details>");
}

void Writer::failedInputs() {
    if (m_diagnosis.failedInputs.empty())
        return;
    add(std::format("<details class=\"warning\"><summary>Inputs that failed <span class=\"muted\">{}</span></summary>",
                    m_diagnosis.failedInputCount));
    add("<table><thead><tr><th class=\"where\">File</th><th>Reason</th><th>Attempts</th></tr></thead><tbody>");
    const std::vector<ReportWords::Input> inputs = m_words.failedInputs();
    std::uint64_t shown = 0;
    for (std::size_t i = 0; i < inputs.size() && i < listShown; ++i) {
        const ReportWords::Input& input = inputs[i];
        add("<tr><td><code>" + htmlEscaped(input.name) + "</code></td><td><span class=\"log\">" +
            htmlEscaped(excerpt(input.reason, lineShown)) + "</span></td><td>" + input.attempts + "</td></tr>");
        shown += input.count;
    }
    add("</tbody></table>");
    more(m_diagnosis.failedInputCount, shown);
    add("</details>");
}

void Writer::runs() {
    if (m_diagnosis.runs.size() < 2)
        return;
    add(std::format("<h2>Runs <span class=\"muted\">{}</span></h2>", m_diagnosis.runs.size()));
    for (std::size_t i = 0; i < m_diagnosis.runs.size() && i < listShown; ++i) {
        const RunDiagnosis& run = m_diagnosis.runs[i];
        add("<details class=\"info\"><summary>" + (i < m_diagnosis.job->runs.size() ? code(m_diagnosis.job->runs[i].name) : std::string()) +
            " <span class=\"muted\">" + htmlEscaped(m_words.end(run)) + "</span></summary>");
        outcomeOf(run);
        if (run.verdict)
            add("<p>" + prose(m_words.line(run.verdict->summary)) + "</p>");
        if (const std::string html = rows(run.summary); !html.empty())
            add("<table><tbody>\n" + html + "</tbody></table>");
        add("</details>");
    }
    more(m_diagnosis.runs.size(), std::min(m_diagnosis.runs.size(), listShown));
}

void Writer::skipped() {
    if (m_diagnosis.skipped.empty())
        return;
    add(std::format("<details class=\"info\"><summary>Skipped <span class=\"muted\">{}</span></summary><table><tbody>",
                    m_diagnosis.skipped.size()));
    for (std::size_t i = 0; i < m_diagnosis.skipped.size() && i < listShown; ++i)
        add("<tr><td class=\"where\">" + (m_diagnosis.skipped[i].path.empty() ? std::string() : code(m_diagnosis.skipped[i].path)) +
            "</td><td>" + text(m_diagnosis.skipped[i].why) + "</td></tr>");
    add("</tbody></table>");
    more(m_diagnosis.skipped.size(), std::min(m_diagnosis.skipped.size(), listShown));
    add("</details>");
}

std::string Writer::body() {
    verdict();
    if (const Finding* const finding = m_words.cause()) {
        add("<section>");
        details(*finding, placesShown);
        add("</section>");
    } else if (m_diagnosis.verdict && !m_diagnosis.verdict->places.empty()) {
        add("<section><h2>Where it shows</h2>");
        places(m_diagnosis.verdict->places, m_diagnosis.verdict->places.size(), placesShown, nullptr);
        add("</section>");
    }
    advice();
    unexplained();
    failedInputs();
    others();
    numbers();
    runs();
    skipped();
    return std::move(m_out);
}

std::string wholePage(std::span<const Diagnosis* const> diagnoses, Redactor* redactor) {
    const HiddenCount hidden(redactor); // on the whole page
    std::string bodies, title;
    for (const Diagnosis* const diagnosis : diagnoses) {
        const ReportWords words(*diagnosis, redactor);
        if (title.empty())
            title =
                diagnoses.size() == 1 ? words.title() + " · " + words.name(diagnosis->job->name) : counted(diagnoses.size(), "job", "jobs");
        if (diagnoses.size() > 1)
            bodies += "<h2 class=\"job\"><bdi>" + htmlEscaped(words.name(diagnosis->job->name)) + "</bdi></h2>\n";
        bodies += Writer(*diagnosis, redactor).body();
    }
    std::string page = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                       "<meta name=\"referrer\" content=\"no-referrer\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    page += "<title>" + htmlEscaped(title) + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n<main>\n" + bodies;
    if (const std::string sentence = hidden.sentence(); !sentence.empty())
        page += "<p class=\"muted\">" + htmlEscaped(sentence) + "</p>\n";
    return page + "</main>\n</body>\n</html>\n";
}

} // namespace

std::string writeHtmlReport(const Diagnosis& diagnosis, Redactor* redactor) {
    const Diagnosis* const one = &diagnosis;
    return wholePage({&one, 1}, redactor);
}

std::string writeHtmlReport(std::span<const DiagnosisPointer> diagnoses, Redactor* redactor) {
    std::vector<const Diagnosis*> list;
    for (const DiagnosisPointer& diagnosis : diagnoses)
        list.push_back(diagnosis.get());
    return wholePage(list, redactor);
}

} // namespace faultline
