// SPDX-License-Identifier: MIT
#include "report/markdown_report.h"

#include "report/report_words.h"
#include "text/counted.h"

#include <algorithm>
#include <format>

namespace faultline {

namespace {

constexpr std::size_t placesShown = 10;
constexpr std::size_t listShown = 20;
constexpr std::size_t lineShown = 1000;

bool isWordCharacter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
}

class Writer {
public:
    Writer(const Diagnosis& diagnosis, Redactor* redactor) : m_diagnosis(diagnosis), m_words(diagnosis, redactor) {}

    std::string whole();

private:
    void head();
    void cause(const Finding& finding);
    void advice();
    void numbers();
    void others();
    void aside();
    void unexplained();
    void failedInputs();
    void runs();
    void skipped();
    void hidden();

    [[nodiscard]] std::string text(std::string_view value) const { return markdownEscaped(m_words.line(value)); }
    [[nodiscard]] std::string code(std::string_view value) const { return markdownCode(m_words.name(value)); }
    [[nodiscard]] std::string where(const Place& place) const { return markdownCode(m_words.label(place)); }
    void line(std::string_view value) { m_out.append(value) += '\n'; }
    void paragraph(std::string_view value) { m_out.append(value) += "\n\n"; }
    void places(const std::vector<Place>& list, std::uint64_t count, const Finding* finding);
    void rest(std::uint64_t count, std::size_t shown) {
        if (const std::string more = ReportWords::more(count, shown); !more.empty())
            line("- " + more);
    }

    const Diagnosis& m_diagnosis;
    ReportWords m_words;
    std::string m_out;
};

void Writer::head() {
    paragraph("# " + markdownProse(m_words.title()));
    paragraph(markdownProse(m_words.sentence()));
    line("- Job: " + code(m_diagnosis.job->name) + ", " + m_words.extent());
    std::string outcome = "- Outcome: **" + ReportWords::outcome(m_diagnosis.outcome) + "**";
    const auto& verdict = m_diagnosis.verdict;
    if (const RunDiagnosis* const told = m_words.toldRun()) {
        if (!told->outcomeWhy.empty())
            outcome += ": " + text(told->outcomeWhy);
        if (told->outcomePlace)
            outcome += " (" + where(*told->outcomePlace) + ")";
    }
    line(outcome);
    if (const Finding* const finding = m_words.cause())
        if (const std::string hit = m_words.hit(*finding); !hit.empty())
            line("- Hit: " + hit);
    std::string chain;
    for (const std::string& title : m_words.chain())
        chain += (chain.empty() ? "" : " ← ") + markdownEscaped(title);
    if (!chain.empty())
        line("- From what was logged to the cause: " + chain);
    if (verdict && !verdict->why.empty())
        line("- Why this: " + text(verdict->why));
    for (const std::string& caution : m_words.cautions())
        line("- " + caution);
    line("");
}

void Writer::places(const std::vector<Place>& list, std::uint64_t count, const Finding* finding) {
    for (std::size_t i = 0; i < list.size() && i < placesShown; ++i) {
        const Place& place = list[i];
        paragraph(where(place) + (place.time ? ", " + ReportWords::time(*place.time) : ""));
        if (!place.text.empty())
            paragraph(markdownCode(m_words.quote(place, finding, lineShown), true));
    }
    if (const std::string more = ReportWords::more(count, std::min(list.size(), placesShown), finding && finding->estimated); !more.empty())
        paragraph(more + ".");
}

void Writer::cause(const Finding& finding) {
    paragraph("## Reason");
    // Articles are Markdown already, with the job's values in code spans.
    paragraph(m_words.text(finding.reason));
    if (!finding.caution.empty())
        paragraph("Note: " + text(finding.caution));
    paragraph("## Solution");
    paragraph(m_words.text(finding.solution));
    if (const std::vector<const Step*> steps = ReportWords::steps(finding); !steps.empty()) {
        paragraph("## Look next");
        for (const Step* const step : steps) {
            const std::string_view answer = ReportWords::answer(*step);
            line("- " + (step->place ? where(*step->place) : code(step->path)) + (answer.empty() ? "" : " " + std::string(answer)) + ": " +
                 text(step->says));
            if (step->place && !step->place->text.empty())
                line("  " + markdownCode(m_words.quote(*step->place, nullptr, lineShown)));
        }
        line("");
    }
    if (!finding.places.empty()) {
        paragraph("## Where it shows");
        places(finding.places, ReportWords::placeCount(finding), &finding);
    }
    for (const std::string& link : finding.article->links)
        if (link.starts_with("https://"))
            line("- <" + link + ">");
    paragraph("- Article " + markdownCode(finding.article->id));
}

void Writer::others() {
    const std::vector<const Finding*> others = m_words.others();
    if (!others.empty())
        paragraph("## Also found");
    for (std::size_t i = 0; i < others.size() && i < listShown; ++i) {
        const Finding& other = *others[i];
        std::string item = "- " + text(other.title) + std::format(" ({}", toString(other.severity));
        if (const std::string times = ReportWords::times(other); !times.empty())
            item += ", " + times;
        item += m_words.isExplainedByCause(other) ? ", explained by the above)" : ")";
        if (!other.places.empty())
            item += ": " + where(other.places.front());
        line(item);
    }
    rest(others.size(), listShown);
    if (!others.empty())
        line("");
}

void Writer::aside() {
    const std::vector<const Finding*> list = m_words.aside();
    if (!list.empty())
        paragraph("## Handled or only mentioned");
    for (std::size_t i = 0; i < list.size() && i < listShown; ++i) {
        const Finding& finding = *list[i];
        line("- " + text(finding.title) +
             std::format(" ({}{})", ReportWords::standing(finding), finding.once ? "" : ", " + ReportWords::times(finding)) +
             (finding.places.empty() ? "" : ": " + where(finding.places.front())));
    }
    rest(list.size(), listShown);
    if (!list.empty())
        line("");
    if (const std::string noise = m_words.noise(); !noise.empty())
        paragraph(noise);
}

void Writer::advice() {
    for (const Finding* const advice : m_words.advice()) {
        paragraph("## What helps with such an error: " + text(advice->title));
        paragraph(m_words.text(advice->reason));
        if (!advice->solution.empty())
            paragraph(m_words.text(advice->solution));
        paragraph("- Article " + markdownCode(advice->article->id));
    }
}

void Writer::unexplained() {
    const std::vector<const Unexplained*> list = m_words.unexplained();
    if (list.empty())
        return;
    paragraph("## Not explained, most telling first");
    constexpr std::size_t shown = 10;
    for (std::size_t i = 0; i < list.size() && i < shown; ++i) {
        const Unexplained& item = *list[i];
        std::string label = item.places.empty() ? std::string() : where(item.places.front()) + ", ";
        label += counted(item.count, "time", "times");
        if (!item.frame.empty())
            label += ", in " + code(item.frame);
        paragraph(label);
        paragraph(
            markdownCode(item.places.empty() ? m_words.line(item.shape) : m_words.quote(item.places.front(), nullptr, lineShown), true));
    }
    if (const std::string more = ReportWords::more(list.size(), shown); !more.empty())
        paragraph(more + ".");
}

void Writer::numbers() {
    const std::vector<ReportWords::Row> rows = m_words.toldRunNumbers();
    if (rows.empty())
        return;
    const std::string name = m_words.toldRunName();
    paragraph(name.empty() ? "## The run in numbers" : "## Run " + markdownCode(name) + " in numbers");
    for (const ReportWords::Row& row : rows)
        line("- " + row.label + ": " + markdownEscaped(row.value));
    line("");
}

void Writer::failedInputs() {
    if (m_diagnosis.failedInputs.empty())
        return;
    paragraph(std::format("## Inputs that failed ({})", m_diagnosis.failedInputCount));
    const std::vector<ReportWords::Input> inputs = m_words.failedInputs();
    std::uint64_t shown = 0;
    for (std::size_t i = 0; i < inputs.size() && i < listShown; ++i) {
        const ReportWords::Input& input = inputs[i];
        line("- " + markdownCode(input.name) + (input.reason.empty() ? "" : ": " + markdownEscaped(input.reason)) + input.tried);
        shown += input.count;
    }
    rest(m_diagnosis.failedInputCount, shown);
    line("");
}

void Writer::runs() {
    if (m_diagnosis.runs.size() < 2)
        return;
    paragraph("## Runs");
    for (std::size_t i = 0; i < m_diagnosis.runs.size() && i < listShown; ++i) {
        const RunDiagnosis& run = m_diagnosis.runs[i];
        std::string item = "- ";
        if (i < m_diagnosis.job->runs.size())
            item += code(m_diagnosis.job->runs[i].name) + ": ";
        item += markdownEscaped(m_words.end(run));
        if (run.verdict)
            item += ". " + text(run.verdict->summary);
        else if (!run.outcomeWhy.empty())
            item += ". " + text(run.outcomeWhy);
        line(item);
    }
    rest(m_diagnosis.runs.size(), listShown);
    line("");
}

void Writer::skipped() {
    if (m_diagnosis.skipped.empty())
        return;
    paragraph(std::format("## Skipped ({})", m_diagnosis.skipped.size()));
    for (std::size_t i = 0; i < m_diagnosis.skipped.size() && i < listShown; ++i)
        line("- " + (m_diagnosis.skipped[i].path.empty() ? "" : code(m_diagnosis.skipped[i].path) + ": ") +
             text(m_diagnosis.skipped[i].why));
    rest(m_diagnosis.skipped.size(), listShown);
    line("");
}

void Writer::hidden() {
    if (const std::string sentence = m_words.hidden().sentence(); !sentence.empty())
        paragraph(sentence);
}

std::string Writer::whole() {
    head();
    if (const Finding* const finding = m_words.cause()) {
        cause(*finding);
    } else if (m_diagnosis.verdict && !m_diagnosis.verdict->places.empty()) {
        paragraph("## Where it shows");
        places(m_diagnosis.verdict->places, m_diagnosis.verdict->places.size(), nullptr);
    }
    advice();
    unexplained();
    failedInputs();
    others();
    aside();
    numbers();
    runs();
    skipped();
    hidden();
    while (m_out.ends_with("\n\n"))
        m_out.pop_back();
    return std::move(m_out);
}

} // namespace

std::string markdownEscaped(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool atStart = result.find_first_not_of(' ') == std::string::npos;
        const bool betweenWords = i > 0 && i + 1 < text.size() && isWordCharacter(text[i - 1]) && isWordCharacter(text[i + 1]);
        bool escape = false;
        switch (c) {
        case '\n':
        case '\r': result += ' '; continue;
        case '\\':
        case '`':
        case '*':
        case '[':
        case ']':
        case '<':
        case '>':
        case '&':
        case '|':
        case '~':
        case '$': escape = true; break;
        case '_': escape = !betweenWords; break;
        case '#':
        case '+':
        case '-':
        case '=': escape = atStart; break;
        // No address becomes a link by itself: `https\://`, `www\.`.
        case ':': escape = text.substr(i).starts_with("://"); break;
        case '.':
        case ')': {
            const std::size_t digits = result.find_first_not_of("0123456789 ");
            // `12. ` begins a list, `99.2 %` does not.
            const bool ends = i + 1 == text.size() || text[i + 1] == ' ';
            escape = (digits == std::string::npos && !atStart && ends) ||
                     (i >= 3 && (text.substr(i - 3, 3) == "www" || text.substr(i - 3, 3) == "WWW"));
            break;
        }
        case '@':
            // A mention would call people to the ticket; code never is one.
            if (i + 1 < text.size() && isWordCharacter(text[i + 1])) {
                std::size_t end = i + 1;
                while (end < text.size() && (isWordCharacter(text[end]) || text[end] == '-' || text[end] == '_' || text[end] == '/'))
                    ++end;
                result += '`';
                result += text.substr(i, end - i);
                result += '`';
                i = end - 1;
                continue;
            }
            break;
        default: break;
        }
        if (escape)
            result += '\\';
        result += c;
    }
    return result;
}

std::string markdownProse(std::string_view text) {
    std::string result;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t open = text.find('`', begin);
        const std::size_t close = open == std::string_view::npos ? open : text.find('`', open + 1);
        if (close == std::string_view::npos || close == open + 1)
            return result + (begin == 0 ? markdownEscaped(text) : markdownEscaped(text.substr(begin)));
        result += markdownEscaped(text.substr(begin, open - begin)) + markdownCode(text.substr(open + 1, close - open - 1));
        begin = close + 1;
    }
    return result;
}

std::string markdownCode(std::string_view text, bool fenced) {
    std::size_t longest = 0, run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    if (fenced) {
        const std::string fence(std::max<std::size_t>(3, longest + 1), '`');
        return fence + "text\n" + std::string(text) + (text.ends_with('\n') ? "" : "\n") + fence;
    }
    if (text.empty())
        return "` `";
    std::string inside(text);
    std::ranges::replace_if(inside, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    const std::string fence(longest + 1, '`');
    const bool pad = inside.front() == '`' || inside.back() == '`' || (inside.front() == ' ' && inside.back() == ' ');
    return fence + (pad ? " " : "") + inside + (pad ? " " : "") + fence;
}

std::string writeMarkdownReport(const Diagnosis& diagnosis, Redactor* redactor) {
    return Writer(diagnosis, redactor).whole();
}

} // namespace faultline
