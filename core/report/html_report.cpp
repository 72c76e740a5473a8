// SPDX-License-Identifier: MIT
#include "report/html_report.h"

#include "report/markdown_html.h"
#include "report/report_words.h"

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
h4 { font-size: 1rem; margin: 12px 0 4px; }
p { margin: 0 0 8px; }
a { color: var(--accent); overflow-wrap: anywhere; }
section, details { background: var(--base); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; margin: 0 0 12px; }
section.verdict { border-left: 4px solid var(--muted); }
section.verdict.error, details.error { border-left: 4px solid var(--error); }
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

    std::string whole();

private:
    void verdict();
    void body(const Finding& finding, std::size_t placeLimit);
    void others();
    void unexplained();
    void failedInputs();
    void runs();
    void skipped();
    void hidden();

    void add(std::string_view html) { m_out.append(html) += '\n'; }
    [[nodiscard]] std::string text(std::string_view value) const { return "<bdi>" + htmlEscaped(m_words.line(value)) + "</bdi>"; }
    [[nodiscard]] std::string code(std::string_view value) const { return "<code>" + htmlEscaped(m_words.line(value)) + "</code>"; }
    [[nodiscard]] std::string where(const Place& place) const { return "<code>" + htmlEscaped(m_words.label(place)) + "</code>"; }
    /// Redacted before it is cut: half a secret would not be known as one.
    [[nodiscard]] std::string log(std::string_view value) const {
        std::string shown = m_words.text(value);
        const std::size_t whole = shown.size();
        if (whole > lineShown) {
            std::size_t cut = lineShown;
            while (cut > 0 && (static_cast<unsigned char>(shown[cut]) & 0xC0) == 0x80)
                --cut;
            shown.resize(cut);
        }
        return "<span class=\"log\">" + htmlEscaped(shown) + (whole > lineShown ? "…" : "") + "</span>";
    }
    [[nodiscard]] std::string markdown(std::string_view value) const { return MarkdownHtml::convert(m_words.text(value)); }
    void places(const std::vector<Place>& list, std::uint64_t count, std::size_t limit);
    void more(std::uint64_t count, std::size_t shown) {
        if (count > shown)
            add(std::format("<p class=\"muted\">… and {} more</p>", count - shown));
    }

    const Diagnosis& m_diagnosis;
    ReportWords m_words;
    std::string m_out;
};

void Writer::verdict() {
    const auto& verdict = m_diagnosis.verdict;
    add(std::format("<section class=\"verdict {}\">", verdict ? "error" : m_diagnosis.outcome == Outcome::Completed ? "good" : "none"));
    add("<h1>" + text(verdict ? verdict->title : m_words.title()) + "</h1>");
    add("<p class=\"sentence\">" + text(m_words.sentence()) + "</p>");
    std::string facts = text(m_diagnosis.job->name) + " · <strong>" + ReportWords::outcome(m_diagnosis.outcome) + "</strong>";
    if (const Finding* const finding = m_words.cause())
        facts += " · " + m_words.hit(*finding);
    add("<p class=\"muted\">" + facts + " · " + m_words.extent() + "</p>");
    const std::size_t run = verdict ? verdict->run : 0;
    if (run < m_diagnosis.runs.size() && !m_diagnosis.runs[run].outcomeWhy.empty()) {
        const RunDiagnosis& told = m_diagnosis.runs[run];
        add("<p class=\"muted\">Outcome: " + text(told.outcomeWhy) + (told.outcomePlace ? " " + where(*told.outcomePlace) : "") + "</p>");
    }
    if (const auto chain = m_words.chain(); !chain.empty()) {
        add("<ol class=\"chain\" aria-label=\"From what was logged to the cause\">");
        for (const std::string& title : chain)
            add("<li><bdi>" + htmlEscaped(title) + "</bdi></li>");
        add("</ol>");
    }
    if (verdict && !verdict->why.empty())
        add("<p><strong>Why this is the verdict.</strong> " + text(verdict->why) + "</p>");
    if (verdict && verdict->finding && !verdict->certain)
        add("<p class=\"note\">This is the best guess of several; see the other findings.</p>");
    if (!m_diagnosis.final)
        add("<p class=\"note\">The scan was not finished: the verdict may change.</p>");
    add("</section>");
}

void Writer::places(const std::vector<Place>& list, std::uint64_t count, std::size_t limit) {
    if (list.empty())
        return;
    add("<table><thead><tr><th class=\"where\">Where</th><th>Line</th></tr></thead><tbody>");
    for (std::size_t i = 0; i < list.size() && i < limit; ++i) {
        const Place& place = list[i];
        add("<tr><td>" + where(place) + (place.time ? "<br><span class=\"muted\">" + place.time->toIso() + "</span>" : "") + "</td><td>" +
            log(place.text) + "</td></tr>");
    }
    add("</tbody></table>");
    more(count, std::min(list.size(), limit));
}

void Writer::body(const Finding& finding, std::size_t placeLimit) {
    add("<h3>Reason</h3>");
    add(markdown(finding.reason));
    if (!finding.caution.empty())
        add("<p class=\"note\">" + text(finding.caution) + "</p>");
    if (!finding.solution.empty()) {
        add("<h3>Solution</h3>");
        add(markdown(finding.solution));
    }
    if (!finding.steps.empty()) {
        add("<h3>Look next</h3><ul>");
        for (const Step& step : finding.steps) {
            std::string item = "<li>" + (step.place ? where(*step.place) : code(step.path) + " (not in this job)") + ": " + text(step.says);
            if (step.place && !step.place->text.empty())
                item += "<br>" + log(step.place->text);
            add(item + "</li>");
        }
        add("</ul>");
    }
    if (!finding.places.empty())
        add("<h3>Where it shows</h3>");
    places(finding.places, finding.count, placeLimit);
    std::string links;
    for (const std::string& link : finding.article->links)
        if (link.starts_with("https://"))
            links += "<li><a href=\"" + htmlEscaped(link) + "\" rel=\"noopener noreferrer\">" + htmlEscaped(link) + "</a></li>";
    if (!links.empty())
        add("<h3>Read more</h3><ul>" + links + "</ul>");
    add("<p class=\"muted\">Article " + code(finding.article->id) + "</p>");
}

void Writer::others() {
    std::uint64_t noise = 0;
    const std::vector<const Finding*> others = m_words.others(noise);
    const auto card = [&](const Finding& finding) {
        add(std::format("<details class=\"{}\">", toString(finding.severity)));
        add("<summary>" + text(finding.title) + " <span class=\"muted\">" + std::string(toString(finding.article->role)) + ", " +
            m_words.hit(finding) + "</span></summary>");
        add("<p class=\"sentence\">" + text(finding.summary) + "</p>");
        body(finding, otherPlacesShown);
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
    if (noise > 0)
        add("<p class=\"muted\">" +
            ReportWords::counted(noise, "harmless line was recognised and left out.", "harmless lines were recognised and left out.") +
            "</p>");
}

void Writer::unexplained() {
    if (m_diagnosis.unexplained.empty())
        return;
    const bool open = !m_words.cause();
    add(std::format("<details class=\"info\"{}><summary>Not explained, most telling first <span class=\"muted\">{}</span></summary>",
                    open ? " open" : "", m_diagnosis.unexplained.size()));
    add("<table><thead><tr><th class=\"where\">Where</th><th>Line</th><th>Times</th></tr></thead><tbody>");
    for (const Unexplained& item : m_diagnosis.unexplained)
        add("<tr><td>" + (item.places.empty() ? std::string() : where(item.places.front())) +
            (item.frame.empty() ? "" : "<br><span class=\"muted\">" + text(item.frame) + "</span>") + "</td><td>" +
            log(item.places.empty() ? item.shape : item.places.front().text) + std::format("</td><td>{}</td></tr>", item.count));
    add("</tbody></table></details>");
}

void Writer::failedInputs() {
    if (m_diagnosis.failedInputs.empty())
        return;
    const std::uint64_t count = std::max<std::uint64_t>(m_diagnosis.failedInputCount, m_diagnosis.failedInputs.size());
    add(std::format("<details class=\"warning\"><summary>Input files that failed <span class=\"muted\">{}</span></summary>", count));
    add("<table><thead><tr><th class=\"where\">File</th><th>Reason</th><th>Attempts</th></tr></thead><tbody>");
    for (std::size_t i = 0; i < m_diagnosis.failedInputs.size() && i < listShown; ++i) {
        const FailedInput& input = m_diagnosis.failedInputs[i];
        add("<tr><td>" + code(input.file) + "</td><td>" + log(input.reason) + std::format("</td><td>{}</td></tr>", input.attempts));
    }
    add("</tbody></table>");
    more(count, std::min(m_diagnosis.failedInputs.size(), listShown));
    add("</details>");
}

void Writer::runs() {
    if (m_diagnosis.runs.size() < 2)
        return;
    add(std::format("<details class=\"info\"><summary>Runs <span "
                    "class=\"muted\">{}</span></summary><table><thead><tr><th>Run</th><th>Outcome</th><th>Verdict</th></tr></thead><tbody>",
                    m_diagnosis.runs.size()));
    for (std::size_t i = 0; i < m_diagnosis.runs.size() && i < listShown; ++i) {
        const RunDiagnosis& run = m_diagnosis.runs[i];
        add("<tr><td>" + (i < m_diagnosis.job->runs.size() ? code(m_diagnosis.job->runs[i].name) : std::string()) + "</td><td>" +
            ReportWords::outcome(run.outcome) + (run.relation.empty() ? "" : ", " + text(run.relation)) + "</td><td>" +
            (run.verdict ? text(run.verdict->summary) : std::string()) + "</td></tr>");
    }
    add("</tbody></table>");
    more(m_diagnosis.runs.size(), std::min(m_diagnosis.runs.size(), listShown));
    add("</details>");
}

void Writer::skipped() {
    if (m_diagnosis.skipped.empty())
        return;
    add(std::format("<details class=\"info\"><summary>Skipped <span class=\"muted\">{}</span></summary><table><tbody>",
                    m_diagnosis.skipped.size()));
    for (std::size_t i = 0; i < m_diagnosis.skipped.size() && i < listShown; ++i)
        add("<tr><td class=\"where\">" + code(m_diagnosis.skipped[i].path) + "</td><td>" + text(m_diagnosis.skipped[i].why) + "</td></tr>");
    add("</tbody></table>");
    more(m_diagnosis.skipped.size(), std::min(m_diagnosis.skipped.size(), listShown));
    add("</details>");
}

void Writer::hidden() {
    std::string list;
    for (const auto& [kind, count] : m_words.hidden())
        list += (list.empty() ? "" : ", ") + kind + std::format(" ({})", count);
    if (!list.empty())
        add("<p class=\"muted\">Hidden in this report: " + list + ".</p>");
}

std::string Writer::whole() {
    add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
    add("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
    add("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    add("<title>" + htmlEscaped(m_words.title() + " · " + m_words.line(m_diagnosis.job->name)) + "</title>");
    add("<style>" + std::string(style) + "</style>\n</head>\n<body>\n<main>");
    verdict();
    if (const Finding* const finding = m_words.cause()) {
        add("<section>");
        body(*finding, placesShown);
        add("</section>");
    } else if (m_diagnosis.verdict && !m_diagnosis.verdict->places.empty()) {
        add("<section><h2>Where it shows</h2>");
        places(m_diagnosis.verdict->places, m_diagnosis.verdict->places.size(), placesShown);
        add("</section>");
    }
    others();
    unexplained();
    failedInputs();
    runs();
    skipped();
    hidden();
    add("</main>\n</body>\n</html>");
    return std::move(m_out);
}

} // namespace

std::string writeHtmlReport(const Diagnosis& diagnosis, Redactor* redactor) {
    return Writer(diagnosis, redactor).whole();
}

} // namespace faultline
